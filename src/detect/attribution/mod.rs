//! Who is quoted: cue, source and content.
//!
//! For each stretch in quotation marks the cue is looked for in the order in which English places it: right
//! behind it ("…,” Roe said"), right before it ("Roe said: “…"), before it in the sentence ("Roe said that prices
//! had “exploded”"), at the end of its sentence. No cue is ever taken from inside a quotation.

mod content;
mod cue;
mod ends;
mod form;
mod indirect;
mod rank;
mod source;
pub mod weigh;

use self::cue::{Cue, CueKind};
use self::source::Tokens;
use crate::detect::{LeadIn, Marked, QuotationMention};
use crate::report::Form;
use crate::text::{Block, Kind, Span, lexicon, order, word, words};

/// What [`attribute`] finds in a block.
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    /// In order of their start.
    pub quotations: Vec<QuotationMention>,
    /// Who is said, at the end of the block, to speak in the next one.
    pub lead_in: Option<LeadIn>,
}

/// What [`examine`] saw, for fitting the weights.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Fragments in quotation marks with their candidates.
    pub fragments: Vec<Fragment>,
    /// Clauses without marks that a cue may attribute.
    pub clauses: Vec<Clause>,
}

/// A fragment in quotation marks.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// With its marks.
    pub span: Span,
    /// "None" first.
    pub candidates: Vec<Candidate>,
}

/// A cue that a fragment may hang on.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// `None` where the fragment hangs on none.
    pub cue: Option<Span>,
    /// The cue's source.
    pub source: Option<Span>,
    /// What is seen of it; numbers as in [`weigh::NAMES`].
    pub features: Vec<u8>,
}

/// A clause that a cue may attribute, with the ends that it may have.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its cue.
    pub cue: Span,
    /// The cue’s verb, where it is one, in lower case.
    pub verb: Option<String>,
    /// The clause with each of its ends.
    pub spans: Vec<Span>,
    /// The features of each.
    pub features: Vec<Vec<u8>>,
}

/// A marked stretch by its tokens.
#[derive(Clone, Copy, Debug)]
struct Quote {
    first: usize,
    last: usize,
    span: Span,
    unclosed: bool,
}

/// How a stretch hangs on its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The cue follows at once.
    After,
    /// The cue and a colon or comma, or nothing but them, stand right before.
    Adjacent,
    /// The cue stands before, with words of the content between.
    Before,
    /// The cue ends the sentence: "… a “key issue”, the Kremlin said".
    Trailing,
}

/// The quotations of `block`, in order.
#[must_use]
pub fn attribute(block: &Block<'_>, marked: &[Marked]) -> Attributed {
    read(block, marked, None)
}

/// What is weighed in `block`, for fitting the weights.
#[must_use]
pub fn examine(block: &Block<'_>, marked: &[Marked]) -> Seen {
    let mut seen = Seen::default();
    read(block, marked, Some(&mut seen));
    seen
}

fn read(block: &Block<'_>, marked: &[Marked], mut seen: Option<&mut Seen>) -> Attributed {
    let quotes: Vec<Quote> = marked
        .iter()
        .map(|marked| quote(block, marked))
        .filter(|quote| {
            // Marks around nothing are no quotation.
            (quote.first + 1..=quote.last)
                .any(|at| matches!(block.kind(at), Some(Kind::Word | Kind::Number)))
        })
        .collect();
    let spoken: Vec<Quote> = quotes
        .iter()
        .copied()
        .filter(|quote| !form::is_nickname(block, quote.first, quote.last))
        .collect();
    let mut inside = vec![false; block.tokens.len()];
    for quote in &spoken {
        if let Some(tokens) = inside.get_mut(quote.first..=quote.last) {
            tokens.fill(true);
        }
    }
    let mut cues = cue::cues(block, &inside);
    add_colons(block, &spoken, &mut cues);
    // "“ROE: No.": a transcript that is quoted as a whole.
    if let Some(label) = quotes
        .first()
        .and_then(|quote| cue::label(block, quote.first))
    {
        cues.insert(0, label);
    }
    let mut out: Vec<QuotationMention> = Vec::new();
    let mut used = vec![false; cues.len()];
    let mut carried: Option<usize> = None;
    // The cue behind the last whole quotation.
    let mut spent: Option<usize> = None;
    // The fragment before: its sentence and its cue.
    let mut previous: Option<(usize, Option<usize>)> = None;
    for (index, quote) in quotes.iter().enumerate() {
        if form::is_nickname(block, quote.first, quote.last)
            || form::is_work(block, quote.first, quote.last)
        {
            out.push(plain(quote, Form::Title));
            continue;
        }
        if form::is_aside(block, quote.first, quote.last) {
            out.push(plain(quote, Form::Scare));
            continue;
        }
        let next_first = quotes
            .get(index + 1)
            .map_or(block.tokens.len(), |next| next.first);
        let sentence = block.sentence_at(quote.span.start);
        let found = match ruled(block, &cues, quote, next_first, spent) {
            Ruled::Cue(at, place) => Some((at, place)),
            Ruled::Free => None,
            Ruled::Weigh => {
                let same = previous.filter(|(before, _)| *before == sentence);
                let around = rank::Around {
                    block,
                    cues: &cues,
                    inside: &inside,
                    previous: same.and_then(|(_, cue)| cue),
                    follows: same.is_some(),
                    spent,
                };
                if let Some(seen) = seen.as_deref_mut() {
                    seen.fragments.push(fragment(&around, quote));
                }
                rank::choose(&around, quote)
            }
        };
        previous = Some((sentence, found.map(|(at, _)| at)));
        if let Some((at, Place::After)) = found
            && starts_sentence(block, quote.first)
        {
            spent = Some(at);
        }
        match found {
            Some((at, place)) => {
                if let Some(flag) = used.get_mut(at) {
                    *flag = true;
                }
                let Some(cue) = cues.get(at) else { continue };
                let taken = Taken {
                    block,
                    cues: &cues,
                    inside: &inside,
                };
                push(&taken, &mut out, quote, cue, place);
                if cue.kind != CueKind::Of || carried.is_none() {
                    carried = Some(at);
                }
            }
            None => {
                // "Roe said the fund was empty. “It is gone.”": whoever spoke last, with marks or without.
                let reported = cues
                    .partition_point(|cue| cue.tokens.0 < quote.first)
                    .checked_sub(1)
                    .filter(|&at| {
                        cues.get(at).is_some_and(|cue| {
                            matches!(cue.kind, CueKind::Speech | CueKind::AccordingTo)
                                && cue.source.is_some()
                                && cue.sentence + 1 == sentence
                                && (cue.inverted
                                    || !matches!(
                                        opening(block, cue, quote.first).1,
                                        content::Opening::Phrase | content::Opening::Noun
                                    )
                                    || block.is_any(cue.last() + 1, words![".", ","]))
                        })
                    });
                let speaker = reported.max(carried).and_then(|at| cues.get(at));
                out.push(alone(block, quote, speaker));
            }
        }
    }
    indirect::add(block, &cues, &used, &inside, &mut out, seen);
    order::by_key(&mut out, |mention| {
        (mention.span.start, order::descending(mention.span.end))
    });
    Attributed {
        quotations: out,
        lead_in: lead_in(block, &cues),
    }
}

fn fragment(around: &rank::Around<'_, '_>, quote: &Quote) -> Fragment {
    let candidates = rank::options(around, quote)
        .into_iter()
        .map(|option| {
            let cue = option.cue.and_then(|(at, _)| around.cues.get(at));
            Candidate {
                cue: cue.map(|cue| cue::span(around.block, cue.tokens)),
                source: cue
                    .and_then(|cue| cue.source)
                    .map(|source| cue::span(around.block, source)),
                features: option.features.numbers().to_vec(),
            }
        })
        .collect();
    Fragment {
        span: quote.span,
        candidates,
    }
}

/// So many words in the middle of a sentence are somebody’s, and no term held at a distance.
const LONG: usize = 8;

/// A quotation that has no cue; `speaker` spoke before it in the block.
fn alone(block: &Block<'_>, quote: &Quote, speaker: Option<&Cue>) -> QuotationMention {
    let mut form = form::unattributed(block, quote.first, quote.last);
    if form == Form::Direct && form::is_named_term(block, quote.first) {
        form = Form::Scare;
    }
    let starts = starts_sentence(block, quote.first);
    let words = (quote.first..=quote.last)
        .take(24)
        .filter(|&at| block.kind(at) == Some(Kind::Word))
        .count();
    if form == Form::Direct && !starts && words < LONG {
        form = Form::Scare;
    }
    // A heading in marks.
    let all = quote.first == 0 && quote.last + 1 == block.tokens.len();
    if all && speaker.is_none() && words > 1 && form::is_titled(block, quote.first, quote.last) {
        return plain(quote, Form::Title);
    }
    let mut mention = plain(quote, form);
    if form == Form::Direct
        || form == Form::Title && starts && quote.last - quote.first > 3 && speaker.is_some()
    {
        mention.form = Form::Direct;
        // "“A,” Roe said. “B.”": the speaker goes on within the paragraph.
        match speaker.filter(|_| starts || words >= LONG) {
            Some(cue) => {
                mention.cue = Some(cue::span(block, cue.tokens));
                mention.source = cue.source.map(|source| cue::span(block, source));
            }
            None => mention.floating = starts,
        }
    }
    mention
}

/// Adds the colons that lead to a quotation and have no other cue near.
fn add_colons(block: &Block<'_>, quotes: &[Quote], cues: &mut Vec<Cue>) {
    let mut lone = Vec::new();
    let mut earlier = 0;
    for quote in quotes {
        let before = cues.partition_point(|cue| cue.tokens.0 < quote.first);
        let led = before
            .checked_sub(1)
            .and_then(|at| cues.get(at))
            .is_some_and(|cue| {
                !matches!(cue.kind, CueKind::Of | CueKind::Asked)
                    && cue.last() + 14 >= quote.first
                    && cue.tokens.1 >= earlier
            });
        if !led {
            lone.extend(cue::lone_colon(block, quote.first));
        }
        earlier = quote.last;
    }
    if !lone.is_empty() {
        cues.extend(lone);
        order::by_key(cues, |cue| (cue.tokens.0, 0));
    }
}

fn quote(block: &Block<'_>, marked: &Marked) -> Quote {
    let first = block.token_at(marked.span.start);
    let last = block
        .token_at(marked.span.end.saturating_sub(1))
        .min(block.tokens.len().saturating_sub(1));
    Quote {
        first,
        last,
        span: marked.span,
        unclosed: marked.unclosed,
    }
}

fn plain(quote: &Quote, form: Form) -> QuotationMention {
    QuotationMention {
        form,
        span: quote.span,
        quoted: vec![quote.span],
        cue: None,
        source: None,
        unclosed: quote.unclosed,
        floating: false,
    }
}

/// Whether token `at` starts a sentence or stands right behind a quotation's sentence.
fn starts_sentence(block: &Block<'_>, at: usize) -> bool {
    let sentence = block
        .tokens
        .get(at)
        .map(|token| block.sentence_at(token.span.start));
    sentence
        .and_then(|sentence| block.sentences.get(sentence))
        .is_some_and(|sentence| sentence.tokens.start == at)
}

/// What a rule says of a quotation.
enum Ruled {
    /// It hangs on this cue.
    Cue(usize, Place),
    /// It is a whole sentence without a cue.
    Free,
    /// Its words are part of a sentence: which cue it hangs on is weighed.
    Weigh,
}

/// The cue that touches `quote`, where one does; `spent` is the cue that a whole quotation stands before.
fn ruled(
    block: &Block<'_>,
    cues: &[Cue],
    quote: &Quote,
    next: usize,
    spent: Option<usize>,
) -> Ruled {
    let label = cues
        .first()
        .is_some_and(|cue| cue.kind == CueKind::Colon && cue.first() == quote.first + 1);
    if label {
        return Ruled::Cue(0, Place::Adjacent);
    }
    let starts = starts_sentence(block, quote.first);
    let before = if starts {
        colon_before(cues, block, quote)
    } else {
        adjacent(block, cues, quote)
    };
    let after = after(block, cues, quote, next);
    if let Some(at) = before {
        // "she said, but still, “I will,” said Roe": a cue that touches comes before one that does not.
        let near = cues.get(at).is_some_and(|cue| {
            cue.last() + 2 >= quote.first || block.is(quote.first.saturating_sub(1), word!(":"))
        });
        let lone = cues
            .get(at)
            .is_some_and(|cue| cue.kind == CueKind::Colon && cue.first() > 0);
        return match after {
            Some(after) if !near || lone => Ruled::Cue(after, Place::After),
            _ => Ruled::Cue(at, Place::Adjacent),
        };
    }
    if let Some(at) = after.filter(|_| starts) {
        return Ruled::Cue(at, Place::After);
    }
    // "“The bridge,” Roe said last week, “is safe.”": the second part of what the cue stands in.
    let split = quote
        .first
        .checked_sub(1)
        .filter(|&comma| block.is(comma, word!(",")));
    if let (Some(_), Some(at)) = (split, spent)
        && cues.get(at).is_some_and(|cue| {
            cue.last() + 14 >= quote.first && cue.sentence == block.sentence_at(quote.span.start)
        })
    {
        return Ruled::Cue(at, Place::Adjacent);
    }
    let inner = quote.last.checked_sub(1).map_or("", |end| block.word(end));
    let whole = matches!(inner, "." | "?" | "!" | "…") || quote.unclosed || is_last(block, quote);
    if starts && whole {
        Ruled::Free
    } else {
        Ruled::Weigh
    }
}

/// Whether nothing follows the quotation in its sentence.
fn is_last(block: &Block<'_>, quote: &Quote) -> bool {
    let end = block
        .sentences
        .get(block.sentence_at(quote.span.start))
        .map_or(0, |sentence| sentence.tokens.end);
    quote.last + 1 >= end
}

/// The cue right before the quotation: "Roe said: “".
fn adjacent(block: &Block<'_>, cues: &[Cue], quote: &Quote) -> Option<usize> {
    let at = cues
        .partition_point(|cue| cue.tokens.0 < quote.first)
        .checked_sub(1)?;
    let cue = cues.get(at)?;
    let same = cue.sentence == block.sentence_at(quote.span.start);
    (same && is_adjacent(block, cue, quote)).then_some(at)
}

/// The cue right behind the quotation: "…,” Roe said", "…,” said Roe", "…” — Jane Roe".
fn after(block: &Block<'_>, cues: &[Cue], quote: &Quote, next: usize) -> Option<usize> {
    let inner = quote.last.checked_sub(1).map_or("", |end| block.word(end));
    // Behind a full stop a new sentence starts, whose cue is its own; but "… .” said Roe" is written too.
    let stopped = inner == ".";
    let mut start = quote.last + 1;
    // A footnote figure, a comma behind the mark.
    loop {
        if block.is(start, word!(","))
            || block.kind(start) == Some(Kind::Number) && block.is_glued(start)
        {
            start += 1;
        } else if block.is(start, word!("["))
            && block.is_glued(start)
            && block.kind(start + 1) == Some(Kind::Number)
            && block.is(start + 2, word!("]"))
        {
            start += 3;
        } else {
            break;
        }
    }
    let from = cues.partition_point(|cue| cue.tokens.0 < start);
    let cue = cues.get(from).filter(|cue| cue.tokens.0 < next)?;
    // Another cue's source may stand nearer than its verb does.
    let first = cue.first();
    let gap = block
        .tokens
        .get(start..first.max(start))
        .unwrap_or_default();
    let adverbs = gap.len() <= 3
        && gap.iter().all(|token| {
            token.kind == Kind::Word
                && (token.class.is(lexicon::STARTER | lexicon::AUXILIARY)
                    || token.span.of(block.text).ends_with("ly"))
                || token.is(word!(","))
        });
    let other = cue.kind == CueKind::AccordingTo && gap.len() <= 1;
    // "…,” Roe’s niece, Ann Doe, said": the name behind a phrase that says who it is.
    let appositive = !stopped
        && !cue.inverted
        && gap.len() <= 12
        && gap.last().is_some_and(|last| last.is(word!(",")))
        && gap.iter().all(|token| {
            !token
                .class
                .is(lexicon::AUXILIARY | lexicon::CONJUNCTION | lexicon::PRONOUN)
        });
    let touching = first >= start && (gap.is_empty() || adverbs || other || appositive);
    let lower = cue.inverted && cue.tokens.0 == start;
    let good = touching
        && (!stopped || lower || cue.kind == CueKind::Dash)
        && !matches!(cue.kind, CueKind::Colon | CueKind::Asked)
        && (cue.kind != CueKind::Of || (!cue.inverted && is_named(block, cue)));
    // "“A,” Roe said. ": the cue must not lead to the next quotation ("Roe said: “B”") unless a comma ended this one.
    good.then_some(from)
}

/// Whether the source of `cue` is a pronoun or has a name: "a barrier first proposed in 1994" has not.
fn is_named(block: &Block<'_>, cue: &Cue) -> bool {
    cue.source.is_some_and(|(first, last)| {
        (first..=last)
            .filter_map(|at| block.tokens.get(at))
            .any(|token| token.is_capital() || token.class.is(lexicon::PRONOUN))
    })
}

/// A transcript's or headline's colon before a quotation that starts a sentence.
fn colon_before(cues: &[Cue], block: &Block<'_>, quote: &Quote) -> Option<usize> {
    let before = quote.first.checked_sub(1)?;
    let at = cues
        .partition_point(|cue| cue.tokens.0 < quote.first)
        .checked_sub(1)?;
    let cue = cues.get(at)?;
    let colon =
        block.is(before, word!(":")) && (cue.last() + 12 >= before || cue.tokens.1 == before);
    colon.then_some(at)
}

/// The first token of the content behind `cue`, not behind token `end`, and how it opens.
fn opening(block: &Block<'_>, cue: &Cue, end: usize) -> (usize, content::Opening) {
    if cue.kind != CueKind::AccordingTo {
        return content::start(block, cue, end);
    }
    // "According to Roe, …", "But according to Roe, …"
    let opens = block
        .sentences
        .get(cue.sentence)
        .is_some_and(|sentence| opens(block, cue, sentence.tokens.start));
    let comma = (cue.last() + 1..end)
        .take(24)
        .find(|&at| opens && block.is(at, word!(",")));
    match comma {
        Some(comma) => (comma + 1, content::Opening::Bare),
        None => (usize::MAX, content::Opening::Phrase),
    }
}

/// Whether "according to" opens the sentence that starts at token `first`, with no more than "but" before.
fn opens(block: &Block<'_>, cue: &Cue, first: usize) -> bool {
    cue.tokens.0 == first || cue.tokens.0 == first + 1 && block.is_any(first, words!["but", "and"])
}

/// Whether the quotation that hangs on `inner` is `outer`’s: "Roe said he thought it “a joke”".
fn gives_way(block: &Block<'_>, inner: &Cue, outer: &Cue) -> bool {
    let speaks =
        matches!(outer.kind, CueKind::Speech | CueKind::AccordingTo) && outer.source.is_some();
    let pronoun = inner
        .source
        .is_none_or(|(first, last)| first == last && block.has(first, lexicon::PRONOUN));
    let weak = block.is_any(
        inner.tokens.1,
        words![
            "believe",
            "believes",
            "believed",
            "think",
            "thinks",
            "thought",
            "feel",
            "feels",
            "felt",
            "see",
            "sees",
            "saw",
            "ask",
            "asked",
            "agree",
            "agreed",
            "continue",
            "continued",
        ],
    );
    speaks && (pronoun || weak)
}

/// Whether `cue` leads to the quotation at once: "Roe said: “", "Roe told the board, “".
fn is_adjacent(block: &Block<'_>, cue: &Cue, quote: &Quote) -> bool {
    if cue.kind == CueKind::Asked
        || matches!(cue.kind, CueKind::AccordingTo | CueKind::Of)
            && !block.is(quote.first.saturating_sub(1), word!(":"))
    {
        return false;
    }
    let gap = block
        .tokens
        .get(cue.last() + 1..quote.first)
        .unwrap_or_default();
    let mark = gap.last().map_or("", |token| token.span.of(block.text));
    let ended = matches!(mark, ":" | ",");
    let starts_upper = block
        .tokens
        .get(quote.first + 1)
        .is_some_and(|token| token.is_capital() || token.kind != Kind::Word);
    (gap.is_empty() && starts_upper)
        || ended && gap.len() <= 14 && (starts_upper || mark == ":" || gap.len() <= 1)
}

/// What a quotation is taken from.
struct Taken<'b, 'a> {
    block: &'b Block<'a>,
    cues: &'b [Cue],
    inside: &'b [bool],
}

/// Adds the quotation that hangs on `cue`, or its words to the mixed one that hangs on it already.
fn push(
    taken: &Taken<'_, '_>,
    out: &mut Vec<QuotationMention>,
    quote: &Quote,
    cue: &Cue,
    place: Place,
) {
    let block = taken.block;
    let cue_span = cue::span(block, cue.tokens);
    let source = cue.source.map(|source| cue::span(block, source));
    let sentence = block.sentences.get(block.sentence_at(quote.span.start));
    let mut mention = QuotationMention {
        form: Form::Direct,
        span: quote.span,
        quoted: vec![quote.span],
        cue: Some(cue_span),
        source,
        unclosed: quote.unclosed,
        floating: false,
    };
    match place {
        Place::Adjacent => {}
        Place::After if starts_sentence(block, quote.first) => {}
        Place::After | Place::Trailing => {
            mention.form = Form::Mixed;
            let start = clause_start(
                block,
                quote,
                sentence.map_or(0, |sentence| sentence.tokens.start),
                out,
            );
            let end = match place {
                Place::Trailing => cue.first().checked_sub(1).map_or(quote.last, |comma| {
                    if block.is(comma, word!(",")) {
                        comma - 1
                    } else {
                        comma
                    }
                }),
                _ => quote.last,
            };
            mention.span = block
                .span(start.min(quote.first), end.max(quote.last))
                .cover(quote.span);
        }
        Place::Before => {
            mention.form = Form::Mixed;
            let first = opening(block, cue, quote.first).0.min(quote.first);
            let content = block.tokens.get(first).map_or(0, |token| token.span.start);
            let end = content_end(taken, quote, cue);
            mention.span = form::without_stop(block, Span::new(content, end)).cover(quote.span);
        }
    }
    // Several fragments of one content are one quotation.
    if mention.form == Form::Mixed
        && let Some(last) = out.last_mut().filter(|last| {
            matches!(last.form, Form::Mixed | Form::Direct)
                && last.cue == mention.cue
                && last.cue.is_some_and(|cue| cue.end <= last.span.start)
                    == (place == Place::Before)
                && last.span.end >= mention.span.start
        })
    {
        last.form = Form::Mixed;
        last.quoted.push(quote.span);
        last.unclosed = quote.unclosed;
        last.span = last.span.cover(mention.span);
        return;
    }
    // Nothing but the words in marks: they are the whole content.
    if mention.form == Form::Mixed && mention.span == quote.span {
        mention.form = Form::Direct;
    }
    out.push(mention);
}

/// Where the content of a mixed quotation starts whose cue follows: at its sentence, behind what another
/// quotation has taken.
fn clause_start(
    block: &Block<'_>,
    quote: &Quote,
    sentence: usize,
    out: &[QuotationMention],
) -> usize {
    let taken = out.last().map_or(0, |last| block.token_at(last.span.end));
    let mut start = indirect::after_dateline(block, sentence.max(taken));
    while start < quote.first
        && block.tokens.get(start).is_some_and(|token| {
            token.kind != Kind::Word || token.class.is(lexicon::CREDIT) && block.is_glued(start + 1)
        })
    {
        start += 1;
    }
    start
}

/// The byte where the content of a mixed quotation ends: with its sentence, or where another clause starts.
fn content_end(taken: &Taken<'_, '_>, quote: &Quote, cue: &Cue) -> usize {
    let Taken {
        block,
        cues,
        inside,
    } = *taken;
    let sentence = block
        .sentences
        .get(block.sentence_at(quote.span.end.saturating_sub(1)));
    let Some(last) = sentence.and_then(|sentence| sentence.tokens.end.checked_sub(1)) else {
        return quote.span.end;
    };
    let after = quote.last + 1;
    // "“too dear,” which it was": what is set off is no longer said.
    if block.is_any(after, words![",", ";"])
        || content::is_dash(block, after)
        || last <= quote.last
        || block.kind(quote.last.saturating_sub(1)) == Some(Kind::Other)
            && block.is(quote.last.saturating_sub(1), word!(","))
    {
        return quote.span.end;
    }
    let end = content::end(
        block,
        quote.last,
        last,
        cues,
        inside,
        content::is_closed(block, cue),
    );
    block
        .tokens
        .get(end)
        .map_or(quote.span.end, |token| token.span.end)
}

/// "She continued:" at the end of the block.
fn lead_in(block: &Block<'_>, cues: &[Cue]) -> Option<LeadIn> {
    let last = block.tokens.len().checked_sub(1)?;
    if !block.is(last, word!(":")) {
        return None;
    }
    let cue = cues
        .last()
        .filter(|cue| cue.kind != CueKind::Colon && cue.tokens.1 + 16 > last)?;
    Some(LeadIn {
        cue: cue::span(block, cue.tokens),
        source: cue::span(block, cue.source?),
    })
}
