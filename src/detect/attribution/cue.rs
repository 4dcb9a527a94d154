//! Words that attribute, each with its source.

use super::source::{self, Tokens};
use crate::text::{Block, Kind, Span, lexicon};

/// What kind of word attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// "said", "told", "warned": a clause may follow without quotation marks.
    Speech,
    /// "called", "hailed", "accused": attributes only what is in quotation marks.
    Of,
    /// "according to"
    AccordingTo,
    /// The colon of "Roe: we are ready" or of a transcript.
    Colon,
    /// The dash of "“We are ready.” — Ann Roe".
    Dash,
}

/// A word that attributes.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// Indices of its first and last token.
    pub tokens: Tokens,
    pub kind: CueKind,
    /// `None` where the source is not said (passive).
    pub source: Option<Tokens>,
    /// Whether the source stands behind ("said Roe").
    pub inverted: bool,
    /// Index of the sentence it stands in.
    pub sentence: usize,
}

impl Cue {
    /// The first token of cue and source together.
    pub fn first(&self) -> usize {
        self.source
            .map_or(self.tokens.0, |source| source.0.min(self.tokens.0))
    }

    /// The last token of cue and source together.
    pub fn last(&self) -> usize {
        self.source
            .map_or(self.tokens.1, |source| source.1.max(self.tokens.1))
    }
}

/// Every cue of the block outside its quotations (`inside` tells for each token), in order.
pub fn cues(block: &Block<'_>, inside: &[bool]) -> Vec<Cue> {
    let mut cues: Vec<Cue> = colon(block).into_iter().collect();
    for (sentence, range) in block.sentences.iter().enumerate() {
        let mut last: Option<Tokens> = None;
        for at in range.tokens.clone() {
            if inside.get(at).copied().unwrap_or(true) {
                continue;
            }
            let Some(token) = block.tokens.get(at) else {
                break;
            };
            if block.is(at, "according") && block.is(at + 1, "to") {
                let source = source::after(block, at + 2);
                cues.push(Cue {
                    tokens: (at, at + 1),
                    kind: CueKind::AccordingTo,
                    source,
                    inverted: true,
                    sentence,
                });
                continue;
            }
            let speech = token.class.is(lexicon::SPEECH);
            if token.kind != Kind::Word
                || token.is_capital()
                || !(speech || token.class.is(lexicon::SPEECH_OF))
                || token.class.is(lexicon::TITLE)
            {
                continue;
            }
            let kind = if speech { CueKind::Speech } else { CueKind::Of };
            if let Some(cue) = verb(block, inside, at, kind, range.tokens.start, last, sentence) {
                last = cue.source.or(last);
                cues.push(cue);
            }
        }
    }
    cues.extend(dash(block, inside));
    cues
}

/// "“We sold it.” — Ann Lee": a dash behind a quotation and a name that ends the block.
fn dash(block: &Block<'_>, inside: &[bool]) -> Option<Cue> {
    let at = (0..block.tokens.len())
        .rev()
        .take(12)
        .find(|&at| matches!(block.word(at), "—" | "–" | "―" | "-"))?;
    let behind = at.checked_sub(1)?;
    let quoted = inside.get(behind).copied().unwrap_or(false);
    let first = at + 1;
    let mut last = first;
    while block
        .tokens
        .get(last + 1)
        .is_some_and(|token| token.is_capital())
    {
        last += 1;
    }
    let named = block.tokens.get(first)?.is_capital() && last < first + 5;
    let ends = last + 1 >= block.tokens.len() || block.word(last + 1) == ",";
    (quoted && named && ends).then(|| Cue {
        tokens: (at, at),
        kind: CueKind::Dash,
        source: Some((first, last)),
        inverted: true,
        sentence: block.sentence_at(block.tokens.get(at).map_or(0, |token| token.span.start)),
    })
}

/// The cue that the verb at token `at` makes in a sentence that starts at token `floor`; `subject` is the
/// source of the cue before it.
fn verb(
    block: &Block<'_>,
    inside: &[bool],
    at: usize,
    kind: CueKind,
    floor: usize,
    subject: Option<Tokens>,
    sentence: usize,
) -> Option<Cue> {
    let word = block.word(at);
    let before = at.checked_sub(1).filter(|before| *before >= floor);
    // "to say", "the report", "her claims" attribute nothing.
    let noun = before
        .and_then(|before| block.tokens.get(before))
        .is_some_and(|before| {
            before.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE)
                || before.kind == Kind::Clitic
        });
    if noun || before.is_some_and(|before| block.is(before, "to")) {
        return None;
    }
    let quoted_before = before.is_some_and(|before| inside.get(before).copied().unwrap_or(false))
        || at == floor && at > 0 && inside.get(at - 1).copied().unwrap_or(false);
    let comma_before = before.is_some_and(|before| block.word(before) == ",");
    let made = |source: Option<Tokens>, inverted: bool| {
        Some(Cue {
            tokens: (at, at),
            kind,
            source,
            inverted,
            sentence,
        })
    };
    if source::is_passive(block, at) {
        let by = agent(block, inside, at);
        return made(by.and_then(|by| source::after(block, by + 1)), true);
    }
    // "…,” said Roe" and "…, said Roe"
    if quoted_before || comma_before {
        let inverted = source::after(block, at + 1).filter(|source| is_source(block, *source));
        let participle = word.ends_with("ing");
        if participle {
            return made(
                subject.or_else(|| {
                    source::after(block, floor)
                        .filter(|source| source.1 < at && is_source(block, *source))
                }),
                false,
            );
        }
        if let Some(source) = inverted.filter(|_| quoted_before || is_close(block, at)) {
            return made(Some(source), true);
        }
    }
    if word.ends_with("ing") {
        return subject.and_then(|subject| made(Some(subject), false));
    }
    let start = last_quoted(inside, floor, at).map_or(floor, |quoted| quoted + 1);
    let source = source::before(block, at, start).filter(|source| is_source(block, *source));
    // The verb forms that are nouns as well need a clear subject.
    let finite = word.ends_with("ed")
        || [
            "said", "told", "wrote", "says", "tells", "began", "swore", "spoke", "felt",
        ]
        .iter()
        .any(|finite| word.eq_ignore_ascii_case(finite));
    match source {
        Some(source) => {
            let clear = finite
                || block
                    .tokens
                    .get(source.1)
                    .is_some_and(|end| end.is_capital() || end.class.is(lexicon::PRONOUN))
                || block
                    .tokens
                    .get(source.0)
                    .is_some_and(|first| first.class.is(lexicon::DETERMINER));
            clear.then(|| made(Some(source), false)).flatten()
        }
        None if quoted_before => made(None, false),
        // "he met Putin and said": the subject goes on.
        None => subject
            .filter(|_| {
                finite
                    && before
                        .is_some_and(|before| block.is(before, "and") || block.is(before, "but"))
            })
            .and_then(|subject| made(Some(subject), false)),
    }
}

/// The "by" of a passive verb at token `verb`, in its clause; what is quoted between them is stepped over.
fn agent(block: &Block<'_>, inside: &[bool], verb: usize) -> Option<usize> {
    (verb + 1..block.tokens.len())
        .filter(|&at| !inside.get(at).copied().unwrap_or(false))
        .take(7)
        .take_while(|&at| !matches!(block.word(at), "." | "," | ";"))
        .find(|&at| block.is(at, "by"))
}

/// The last token before `at` and not before `floor` that stands in a quotation, within reach.
fn last_quoted(inside: &[bool], floor: usize, at: usize) -> Option<usize> {
    (floor..at)
        .rev()
        .take(60)
        .find(|&at| inside.get(at).copied().unwrap_or(false))
}

/// Whether an inverted clause ends soon ("..., said Roe."), as one at a sentence's end does.
fn is_close(block: &Block<'_>, at: usize) -> bool {
    source::after(block, at + 1)
        .is_some_and(|(_, last)| matches!(block.word(last + 1), "." | "," | ";" | ""))
}

/// Whether the phrase can speak: a name, a pronoun, or a noun phrase that names people or a body.
fn is_source(block: &Block<'_>, (first, last): Tokens) -> bool {
    let Some(head) = block.tokens.get(last) else {
        return false;
    };
    let mut tokens = block.tokens.get(first..=last).into_iter().flatten();
    let named = tokens.clone().any(|token| {
        token.is_capital()
            && !token.class.is(lexicon::WEEKDAY | lexicon::MONTH)
            && !token.class.is(lexicon::STARTER)
    });
    let pronoun = head.class.is(lexicon::PRONOUN) && first == last;
    let determined = tokens.any(|token| token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE));
    let plural = block.word(last).ends_with('s') || matches!(block.word(last), "people" | "police");
    named
        || pronoun
        || (head.kind == Kind::Word
            && !head.class.is(lexicon::PREPOSITION)
            && (determined || plural))
}

/// "Roe: we are ready", "REPORTER: Why?": a name and a colon at the block's start.
fn colon(block: &Block<'_>) -> Option<Cue> {
    let at = (1..6).find(|&at| block.word(at) == ":")?;
    let last = at - 1;
    let all = block.tokens.get(..at)?;
    let name = all.iter().all(|token| {
        token.kind == Kind::Word
            && token.is_capital()
            && !token
                .class
                .is(lexicon::STARTER | lexicon::MONTH | lexicon::WEEKDAY)
            || token.kind == Kind::Other && token.span.of(block.text) == "."
    });
    let speaks = block.tokens.get(at + 1).is_some() && !block.is_glued(at + 1);
    (name && speaks && last < 4).then_some(Cue {
        tokens: (at, at),
        kind: CueKind::Colon,
        source: Some((0, last)),
        inverted: false,
        sentence: 0,
    })
}

/// The span of tokens.
pub fn span(block: &Block<'_>, (first, last): Tokens) -> Span {
    block.span(first, last)
}
