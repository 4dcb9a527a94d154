//! What is attributed without quotation marks.

use super::content::{self, Opening};
use super::cue::{self, Cue, CueKind};
use super::source::{self, Tokens};
use super::weigh::{self, Feature, Features, INDIRECT};
use super::{Clause, Seen, ends, form, rank};
use crate::detect::QuotationMention;
use crate::report::Form;
use crate::text::{Block, Case, Kind, Known, Span, case, lexicon, order, word, words};

/// The fewest tokens of a content.
const SHORTEST: usize = 2;

/// Adds the indirect quotations of the cues that no quotation in marks hangs on.
pub fn add(
    block: &Block<'_>,
    cues: &[Cue],
    used: &[bool],
    inside: &[bool],
    out: &mut Vec<QuotationMention>,
    mut seen: Option<&mut Seen>,
) {
    if cues.is_empty() {
        return;
    }
    let marked: Vec<Span> = out.iter().map(|mention| mention.span).collect();
    let quoted = quoted(inside);
    let mut found: Vec<(Span, usize)> = Vec::with_capacity(cues.len());
    // Used again for every cue, as three lists for each would cost more than what is put into them.
    let mut offered: Vec<Content> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut options: Vec<(Span, f32)> = Vec::new();
    // The sentence, start and end of the farthest content so far.
    let mut outer = (usize::MAX, 0, 0);
    for (index, cue) in cues.iter().enumerate() {
        let used = used.get(index).copied().unwrap_or(true);
        let Some(sentence) = block.sentences.get(cue.sentence) else {
            continue;
        };
        let tokens = (sentence.tokens.start, sentence.tokens.end);
        let mut next = outer;
        offered.clear();
        contents(block, cues, index, tokens, inside, &mut offered);
        for &content in &offered {
            let (first, ruled) = content.tokens;
            // A colon is no verb: what stands behind a name in capitals is a line of a transcript.
            if cue.kind == CueKind::Colon {
                if used {
                    continue;
                }
                let span = free(block, (first, ruled), &quoted, &marked);
                found.extend(
                    span.filter(|_| is_spoken(block, cue, content.tokens))
                        .map(|span| (span, index)),
                );
                continue;
            }
            // "Roe said she had warned that": another’s content may hold this one.
            let (sentence, start, stop) = outer;
            let within = sentence == cue.sentence && start < first && ruled <= stop;
            if cue.kind != CueKind::Of && (sentence != cue.sentence || ruled > stop) {
                next = (cue.sentence, first, ruled);
            }
            let last = tokens.1.saturating_sub(1);
            ends.clear();
            match content.stand {
                Stand::Behind => ends::ends(block, first, ruled, last, inside, &mut ends),
                _ => ends.push(ruled),
            }
            // "While Roe said it was safe, Doe left": another clause stands behind the end.
            if content::is_closed(block, cue) && !cue.relative {
                ends.retain(|end| *end <= ruled);
            }
            let verb = block
                .tokens
                .get(cue.tokens.0)
                .filter(|_| matches!(cue.kind, CueKind::Speech | CueKind::Of));
            let by_verb = verb.map_or(0.0, |verb| weigh::verb(verb.hash));
            options.clear();
            let most = ends.iter().copied().max().unwrap_or(ruled);
            let common = Common::of(block, cue, &content, most, within);
            let mut clause = Clause {
                cue: cue::span(block, cue.tokens),
                verb: seen
                    .as_ref()
                    .and(verb)
                    .map(|verb| case::lower(verb.span.of(block.text))),
                spans: Vec::new(),
                features: Vec::new(),
            };
            for &end in &ends {
                let Some(span) = free(block, (first, end), &quoted, &marked) else {
                    continue;
                };
                let tokens = (first, end);
                let content = Content { tokens, ..content };
                let mut features = common.with_end(block, cue, &content);
                features.add_if(used, Feature::Used);
                if content.stand == Stand::Behind {
                    let signs = &common.signs;
                    ends::add_features(
                        block,
                        tokens,
                        content.opening,
                        ruled,
                        last,
                        signs,
                        &mut features,
                    );
                }
                options.push((span, features.score(&INDIRECT) + by_verb));
                if seen.is_some() {
                    clause.spans.push(span);
                    clause.features.push(features.numbers().to_vec());
                }
            }
            if let Some(seen) = seen.as_deref_mut()
                && !clause.spans.is_empty()
            {
                seen.clauses.push(clause);
            }
            let best = weigh::best(&options).filter(|(_, score)| *score > 0.0);
            let span = best.and_then(|(at, _)| options.get(at));
            found.extend(span.map(|(span, _)| (*span, index)));
        }
        outer = next;
    }
    for (span, index) in outermost(found) {
        let Some(cue) = cues.get(index) else { continue };
        out.push(QuotationMention {
            form: Form::Indirect,
            span,
            quoted: Vec::new(),
            cue: Some(cue::span(block, cue.tokens)),
            source: cue.source.map(|source| cue::span(block, source)),
            unclosed: false,
            floating: false,
        });
    }
}

/// How many tokens before each stand in quotation marks; nothing where none does, as in most blocks.
fn quoted(inside: &[bool]) -> Vec<usize> {
    if !inside.contains(&true) {
        return Vec::new();
    }
    let mut quoted = Vec::with_capacity(inside.len() + 1);
    let mut count = 0;
    quoted.push(count);
    for inside in inside {
        count += usize::from(*inside);
        quoted.push(count);
    }
    quoted
}

/// The span of tokens, where they are enough and no quotation in marks stands among them.
fn free(
    block: &Block<'_>,
    (first, last): Tokens,
    quoted: &[usize],
    marked: &[Span],
) -> Option<Span> {
    if last < first + SHORTEST || quoted.get(first) != quoted.get(last + 1) {
        return None;
    }
    // Of control characters and signs alone nobody says anything.
    if !block.tokens.get(first..=last).is_some_and(|words| {
        words
            .iter()
            .any(|token| matches!(token.kind, Kind::Word | Kind::Number))
    }) {
        return None;
    }
    let span = form::without_stop(block, block.span(first, last));
    let after = marked.partition_point(|other| other.end <= span.start);
    let taken = marked.get(after).is_some_and(|other| other.overlaps(span));
    (!taken && !span.is_empty()).then_some(span)
}

/// Whether the line behind a colon is somebody’s words: of a transcript ("ROE: No."), or with "we" in it, or with a
/// small letter at its start ("Roe: we are ready").
fn is_spoken(block: &Block<'_>, colon: &Cue, (first, last): Tokens) -> bool {
    let capitals = block
        .tokens
        .get(..colon.tokens.0)
        .unwrap_or_default()
        .iter()
        .all(|token| token.case == Case::Upper || token.kind != Kind::Word);
    let lower = block
        .tokens
        .get(first)
        .is_some_and(|token| token.kind == Kind::Word && !token.is_capital());
    let personal = (first..=last)
        .take(40)
        .any(|at| block.is_any(at, words!["i", "we", "my", "our", "i'm", "we're", "you"]));
    capitals || lower || personal
}

/// Where a content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Behind its cue.
    Behind,
    /// Before it: "Prices rose, Roe said".
    Fronted,
    /// The part behind it of one that stands around it: "Prices, Roe said, rose by half".
    Around,
    /// The part before it of such a one.
    Split,
}

/// A content that may be a cue’s.
#[derive(Clone, Copy, Debug)]
struct Content {
    tokens: Tokens,
    opening: Opening,
    stand: Stand,
}

/// What is seen of a content whatever its end, worked out once for all the ends that it may have.
///
/// The order of the features is that in which they are summed up, so those of the opening wait for what depends on the end.
struct Common {
    /// Of the cue, and how it stands to the content.
    cue: Features,
    /// How the content opens.
    opens: Features,
    /// "Prices rose, Roe said": a plain verb behind what it attributes.
    front_say: bool,
    signs: Signs,
}

impl Common {
    /// `most` is the last of the content's ends.
    fn of(block: &Block<'_>, cue: &Cue, content: &Content, most: usize, within: bool) -> Self {
        let plain = rank::is_plain(block, cue);
        Self {
            cue: of_cue(block, cue, content, within, plain),
            opens: of_opening(block, content),
            front_say: plain && content.stand == Stand::Fronted,
            signs: Signs::of(block, content, most),
        }
    }

    /// All that is seen of the content with the end that it has here.
    fn with_end(&self, block: &Block<'_>, cue: &Cue, content: &Content) -> Features {
        let signs = &self.signs;
        let behind = content.stand == Stand::Behind;
        let (first, last) = content.tokens;
        let stands = |sign: usize, reach: usize| sign <= last && sign < first + reach;
        let mut features = self.cue.clone();
        features.add_if(stands(signs.modal, 24), Feature::Would);
        features.add_if(self.front_say, Feature::FrontSay);
        features.add(match last - first {
            0..=4 => Feature::LengthShort,
            5..=20 => Feature::LengthMiddle,
            _ => Feature::LengthLong,
        });
        features.add_all(&self.opens);
        let after = last + 1;
        features.add_if(
            block.is(after, word!("?")) || block.is(last, word!("?")),
            Feature::Question,
        );
        features.add_if(stands(signs.auxiliary, 24), Feature::Auxiliary);
        features.add_if(stands(signs.comma, 40) && !behind, Feature::Comma);
        features.add_if(
            !behind && matches!(block.word(cue.last() + 1), "." | "," | ""),
            Feature::EndsSentence,
        );
        features
    }
}

/// Where in a content some words and marks stand first; `usize::MAX` where they do not. What stands before one end stands
/// before all later ones, so that a content is walked once and not for each of its ends.
pub struct Signs {
    /// "would", "not" and the like.
    modal: usize,
    auxiliary: usize,
    pub comma: usize,
    /// A verb that is surely one. Looked for behind a "that", in clauses alone.
    pub verb: usize,
}

impl Signs {
    fn of(block: &Block<'_>, content: &Content, most: usize) -> Self {
        let mut signs = Self {
            modal: usize::MAX,
            auxiliary: usize::MAX,
            comma: usize::MAX,
            verb: usize::MAX,
        };
        let first = content.tokens.0;
        let verb = content.stand == Stand::Behind && ends::needs_verb(content.opening);
        let start = first + usize::from(content.opening == Opening::Clause);
        let tokens = block.tokens.get(first..=most).unwrap_or_default();
        for (at, token) in (first..).zip(tokens).take(ends::REACH + 1) {
            if token.is_any(words![
                "would", "could", "will", "should", "might", "not", "must"
            ]) {
                signs.modal = signs.modal.min(at);
            }
            if token.class.is(lexicon::AUXILIARY) {
                signs.auxiliary = signs.auxiliary.min(at);
            }
            if token.is(word!(",")) {
                signs.comma = signs.comma.min(at);
            }
            if verb && signs.verb == usize::MAX && ends::is_sure_verb(block, start, at) {
                signs.verb = at;
            }
        }
        signs
    }
}

/// What is seen of the cue, of the verb that it is, and of where the content stands; `plain` as in [`rank::is_plain`].
fn of_cue(block: &Block<'_>, cue: &Cue, content: &Content, within: bool, plain: bool) -> Features {
    let mut features = Features::default();
    rank::of_cue(block, cue, &mut features);
    let (class, known) = block
        .tokens
        .get(cue.tokens.0)
        .map(|token| (token.class, token.known))
        .unwrap_or_default();
    let (belief, loose) = (class.is(lexicon::BELIEF), class.is(lexicon::SPEECH_LOOSE));
    match content.stand {
        Stand::Fronted => {
            features.add(Feature::Fronted);
            features.add_if(is_phrase(block, content.tokens), Feature::FrontPhrase);
        }
        Stand::Around => {
            features.add(Feature::Around);
            features.add_if(cue.inverted, Feature::InvertedRest);
            let first = content.tokens.0;
            features.add_if(block.is_any(first, words!["and", "but"]), Feature::RestAnd);
            features.add_if(
                block.is_any(first, words!["a", "an", "the"]),
                Feature::RestNoun,
            );
        }
        Stand::Split => {
            features.add(Feature::Around);
            features.add(Feature::SplitFront);
            features.add_if(is_phrase(block, content.tokens), Feature::SplitPhrase);
            features.add_if(cue.inverted, Feature::SplitInverted);
            features.add_if(!block.is(cue.last() + 1, word!(",")), Feature::SplitBare);
        }
        Stand::Behind => {
            features.add(Feature::Behind);
            let speech = cue.kind == CueKind::Speech;
            use Feature as F;
            let pair = match content.opening {
                Opening::Clause => (
                    F::OpensClause,
                    [
                        F::SpeechClause,
                        F::BeliefClause,
                        F::LooseClause,
                        F::LooseClause,
                    ],
                ),
                Opening::Bare => (
                    F::OpensBare,
                    [F::SpeechBare, F::BeliefBare, F::PronounBare, F::PronounBare],
                ),
                Opening::Infinitive => (
                    F::OpensInfinitive,
                    [
                        F::SpeechInfinitive,
                        F::LooseInfinitive,
                        F::LooseInfinitive,
                        F::OfInfinitive,
                    ],
                ),
                Opening::Noun => (
                    F::OpensNoun,
                    [F::SpeechNoun, F::LooseNoun, F::LooseNoun, F::OfNoun],
                ),
                Opening::Phrase => (
                    F::OpensPhrase,
                    [F::SpeechPhrase, F::LooseNoun, F::LooseNoun, F::OfNoun],
                ),
            };
            features.add(pair.0);
            let [of_speech, of_belief, of_loose, of_other] = pair.1;
            features.add(match () {
                () if speech => of_speech,
                () if belief => of_belief,
                () if loose => of_loose,
                () => of_other,
            });
            features.add_if(plain && content.opening == Opening::Bare, F::PlainBare);
            features.add_if(plain && content.opening == Opening::Noun, F::PlainNoun);
        }
    }
    let behind = content.stand == Stand::Behind;
    let noun = content.opening == Opening::Noun && behind;
    let verdict = class.is(lexicon::VERDICT);
    features.add_if(verdict, Feature::Verdict);
    features.add_if(verdict && noun, Feature::VerdictNoun);
    features.add_if(
        class.is(lexicon::PROMISE) && content.opening == Opening::Infinitive,
        Feature::PromiseInfinitive,
    );
    // Most cues are plain verbs, which stand in none of the lists of others.
    if !plain {
        of_verb(block, cue, content, &mut features);
    }
    features.add_if(known == word!("say"), Feature::Say);
    features.add_if(
        behind
            && content.tokens.0.checked_sub(1).is_some_and(|before| {
                before > cue.tokens.1 && block.has(before, lexicon::PREPOSITION)
            }),
        Feature::Hangs,
    );
    let source = cue.source.and_then(|(_, last)| block.tokens.get(last));
    features.add_if(
        block.ends(cue.tokens.0, "s")
            && !plain
            && source.is_none_or(|last| !last.is_capital() && !last.class.is(lexicon::PRONOUN)),
        Feature::Nounish,
    );
    features.add_if(within, Feature::Within);
    if !plain {
        of_late_verb(block, cue, behind, &mut features);
    }
    features.add_if(known == word!("says"), Feature::Says);
    let before = |words: &[Known]| {
        cue.tokens
            .0
            .checked_sub(1)
            .is_some_and(|at| block.is_any(at, words))
    };
    features.add_if(before(words!["also"]), Feature::Also);
    features.add_if(before(words!["and", "but"]), Feature::AndSaid);
    features
}

/// What is seen of a verb that is no plain one.
fn of_verb(block: &Block<'_>, cue: &Cue, content: &Content, features: &mut Features) {
    let behind = content.stand == Stand::Behind;
    let opens = |opening: Opening| behind && content.opening == opening;
    let (noun, bare, clause) = (
        opens(Opening::Noun),
        opens(Opening::Bare),
        opens(Opening::Clause),
    );
    let verb = |words: &[Known]| block.is_any(cue.tokens.0, words);
    let told = verb(words!["told", "tells", "tell", "telling"]);
    features.add_if(told, Feature::Told);
    features.add_if(told && bare, Feature::ToldBare);
    let asked = verb(words!["asked", "asks", "ask", "asking"]);
    features.add_if(asked, Feature::Asked);
    features.add_if(
        verb(words!["announced", "announces", "announce"]),
        Feature::Announced,
    );
    let saying = verb(words!["saying"]);
    features.add_if(saying, Feature::Saying);
    features.add_if(saying && bare, Feature::SayingBare);
    let calls = verb(words!["called", "calls", "call", "calling"]);
    features.add_if(calls, Feature::Calls);
    let reported = verb(words!["reported", "reports"]);
    features.add_if(
        reported || verb(words!["show", "shows", "showed", "found", "finds"]),
        Feature::Shows,
    );
    let hangs = calls && block.is_any(cue.tokens.0 + 1, words!["for", "on"]);
    features.add_if(hangs, Feature::CallsFor);
    features.add_if(calls && noun && !hangs, Feature::CalledNoun);
    features.add_if(
        verb(words!["accused", "accuses", "accusing", "accuse"]),
        Feature::Accused,
    );
    features.add_if(
        verb(words!["described", "describes", "describing", "describe"]),
        Feature::Described,
    );
    let expressed = verb(words!["expressed", "expresses", "expressing", "express"]);
    features.add_if(expressed, Feature::Expressed);
    features.add_if(expressed && clause, Feature::ExpressedClause);
    features.add_if(
        verb(words!["mentioned", "mentions", "mention", "mentioning"]),
        Feature::Mentioned,
    );
    features.add_if(reported, Feature::Reported);
    features.add_if(reported && clause, Feature::ReportedClause);
    features.add_if(
        verb(words!["suggested", "suggests", "suggesting", "suggest"]),
        Feature::Suggested,
    );
    features.add_if(
        verb(words![
            "insisted", "insists", "argued", "argues", "noted", "notes", "claimed", "claims",
        ]),
        Feature::Insisted,
    );
    features.add_if(
        verb(words!["denied", "denies", "confirmed", "confirms"]),
        Feature::Denied,
    );
    features.add_if(
        verb(words![
            "pledged", "vowed", "promised", "pledges", "vows", "promises",
        ]),
        Feature::Pledged,
    );
    features.add_if(asked && clause, Feature::AskedClause);
}

/// The same for what is summed up behind the source.
fn of_late_verb(block: &Block<'_>, cue: &Cue, behind: bool, features: &mut Features) {
    let verb = |words: &[Known]| block.is_any(cue.tokens.0, words);
    features.add_if(
        verb(words![
            "began",
            "begin",
            "begins",
            "continue",
            "continues",
            "continued",
        ]),
        Feature::Began,
    );
    features.add_if(
        behind && verb(words!["agreed", "agrees", "refused", "declined", "offered"]),
        Feature::Agreed,
    );
    features.add_if(verb(words!["urged", "urges", "urging"]), Feature::Urged);
}

/// How a content opens.
fn of_opening(block: &Block<'_>, content: &Content) -> Features {
    let mut features = Features::default();
    let first = content.tokens.0;
    let behind = content.stand == Stand::Behind;
    features.add_if(
        content.opening == Opening::Infinitive && behind && !block.is(first, word!("to")),
        Feature::PersonInfinitive,
    );
    if let Some(token) = block.tokens.get(first) {
        features.add_if(token.class.is(lexicon::AUXILIARY), Feature::OpensAuxiliary);
        // "states that will hold": a relative clause.
        let next = block.tokens.get(first + 1);
        features.add_if(
            block.is(first, word!("that"))
                && next.is_some_and(|next| {
                    next.class.is(lexicon::AUXILIARY)
                        || !next.is_capital() && block.ends(first + 1, "ed")
                }),
            Feature::ThatVerb,
        );
        features.add_if(token.class.is(lexicon::PRONOUN), Feature::OpensPronoun);
        features.add_if(
            token.is_capital() && content.stand == Stand::Behind,
            Feature::OpensCapital,
        );
        features.add_if(
            token.class.is(lexicon::DETERMINER),
            Feature::OpensDeterminer,
        );
        features.add_if(
            token.class.is(lexicon::POSSESSIVE),
            Feature::OpensPossessive,
        );
        features.add_if(
            block.is_any(
                first,
                words![
                    "while", "when", "as", "after", "although", "though", "if", "because", "since",
                    "in", "on", "at",
                ],
            ),
            Feature::When,
        );
        features.add_if(is_so(block, first), Feature::NoCueTerm);
        features.add_if(
            block.is_any(first, words!["who", "which", "where"]),
            Feature::Which,
        );
    }
    features
}

/// Of contents that overlap the longest: who is said to say it all, and not whom they speak of.
fn outermost(mut found: Vec<(Span, usize)>) -> Vec<(Span, usize)> {
    order::by_key(&mut found, |(span, _)| {
        (span.start, order::descending(span.end))
    });
    let mut kept: Vec<(Span, usize)> = Vec::with_capacity(found.len());
    for (span, index) in found {
        match kept.last_mut().filter(|(last, _)| last.overlaps(span)) {
            Some(last) if span.len() > last.0.len() => *last = (span, index),
            Some(_) => {}
            None => kept.push((span, index)),
        }
    }
    kept
}

/// Adds to `found` the contents that the cue at `index` may have in the sentence from token `first` to before token `end`.
fn contents(
    block: &Block<'_>,
    cues: &[Cue],
    index: usize,
    (first, end): Tokens,
    inside: &[bool],
    found: &mut Vec<Content>,
) {
    let (Some(cue), Some(last)) = (cues.get(index), end.checked_sub(1)) else {
        return;
    };
    // "It is hard to say that": nobody says it.
    if cue.purpose {
        return;
    }
    let mut add = |tokens: Option<Tokens>, opening: Opening, stand: Stand| {
        found.extend(tokens.map(|tokens| Content {
            tokens,
            opening,
            stand,
        }));
    };
    match cue.kind {
        CueKind::Dash => {}
        CueKind::Colon => {
            // "ROE:" may say much; the label of a list ("Update:") says a headline at most.
            let upper = block
                .tokens
                .first()
                .is_some_and(|token| token.case == Case::Upper);
            let line = block.tokens.len() - 1;
            let whole = (upper || line < 24).then_some((cue.tokens.1 + 1, line));
            add(whole, Opening::Bare, Stand::Behind);
        }
        CueKind::AccordingTo => {
            if super::opens(block, cue, first) {
                let (start, opening) = super::opening(block, cue, end);
                if opening == Opening::Bare {
                    let stop = content::end(block, start, last, cues, inside, false);
                    add(Some((start, stop)), opening, Stand::Behind);
                }
            } else if let Some(before) = cue.tokens.0.checked_sub(1) {
                let whole = fronted(block, cues, first, before, true);
                // "Now, according to Roe, prices rise"
                let start = cue.last() + 2;
                if whole.is_none() && block.is(cue.last() + 1, word!(",")) && start < last {
                    let stop = content::end(block, start, last, cues, inside, false);
                    add(Some((start, stop)), Opening::Bare, Stand::Behind);
                }
                add(whole, Opening::Bare, Stand::Fronted);
            }
        }
        CueKind::Asked => {
            let (start, opening) = content::start(block, cue, end);
            let stop = content::end(block, start, last, cues, inside, true);
            let whole = opening != Opening::Phrase && start <= stop && start < end;
            add(whole.then_some((start, stop)), opening, Stand::Behind);
        }
        CueKind::Speech | CueKind::Of | CueKind::Noun => {
            let (before, rest) = around(block, cues, cue, (first, last), inside);
            let stand = if rest.is_some() {
                Stand::Split
            } else {
                Stand::Fronted
            };
            add(before, Opening::Bare, stand);
            add(rest, Opening::Bare, Stand::Around);
            // "As Roe noted, prices rose"
            if let Some(start) = behind_as(block, cue, first, last) {
                let stop = content::end(block, start, last, cues, inside, false);
                add(Some((start, stop)), Opening::Bare, Stand::Around);
                return;
            }
            let active = !cue.inverted || source::is_passive(block, cue.tokens.0);
            if before.is_none() && rest.is_none() && (active || cue.source.is_none()) {
                let (start, opening) = content::start(block, cue, end);
                let stop = content::end(
                    block,
                    start,
                    last,
                    cues,
                    inside,
                    content::is_closed(block, cue),
                );
                // "said to the board": no content at all.
                // "accused the board": of what is not said.
                let whole = !block.is_any(
                    cue.tokens.0,
                    words!["accused", "accuses", "accuse", "accusing"],
                ) || (start.saturating_sub(1)..stop)
                    .take(16)
                    .any(|at| block.is(at, word!("of")));
                let deed = block.is(cue.last() + 1, word!(",")) && block.ends(start, "ing");
                let whole = whole && !deed;
                let clause = opening != Opening::Phrase
                    || cue.kind == CueKind::Of
                    || has_clause(block, (start, stop));
                add(
                    (clause && whole && start <= stop && start < end).then_some((start, stop)),
                    opening,
                    Stand::Behind,
                );
                // "If it rains, Roe said the game would be off": the condition is said as well.
                if opening == Opening::Bare && cue.kind == CueKind::Speech {
                    add(condition(block, cue, first), Opening::Bare, Stand::Split);
                }
            }
        }
    }
}

/// The token behind the comma that closes "As Roe noted" at the sentence’s start.
fn behind_as(block: &Block<'_>, cue: &Cue, first: usize, last: usize) -> Option<usize> {
    let lead = cue.first().checked_sub(1)?;
    if !block.is(lead, word!("as")) || lead > first + 2 {
        return None;
    }
    let after = cue.last() + 1;
    let comma = (after..last.min(after + 8)).find(|&at| block.is(at, word!(",")))?;
    (comma + 2 < last).then_some(comma + 1)
}

/// "in spring, the mill would open": a verb behind a comma.
fn has_clause(block: &Block<'_>, (first, last): Tokens) -> bool {
    let comma = (first..last).take(16).find(|&at| block.is(at, word!(",")));
    comma.is_some_and(|comma| {
        (comma..last)
            .take(12)
            .any(|at| block.has(at, lexicon::AUXILIARY))
    })
}

/// What stands before a comma and its cue, and may be the first part of what is said.
fn condition(block: &Block<'_>, cue: &Cue, first: usize) -> Option<Tokens> {
    let comma = cue.first().checked_sub(1).filter(|comma| *comma > first)?;
    if !block.is(comma, word!(",")) {
        return None;
    }
    let start = skip_dirt(block, first);
    (start + 2 < comma).then_some((start, comma - 1))
}

/// "On Monday", "while it rained", "leaving the room": words before a comma that are no clause of their own.
fn is_phrase(block: &Block<'_>, (first, last): Tokens) -> bool {
    let Some(opens) = block.tokens.get(first) else {
        return false;
    };
    let comma = (first..last).take(60).any(|at| block.is(at, word!(",")));
    !comma
        && (opens.class.is(lexicon::PREPOSITION)
            || block.word(first).len() > 4 && block.ends(first, "ing")
            || block.is_any(
                first,
                words![
                    "while", "when", "as", "after", "although", "though", "if", "because", "since",
                ],
            ))
        || !comma
            && opens.class.is(lexicon::CONJUNCTION)
            && block.has(first + 1, lexicon::PREPOSITION)
}

/// Whether a verb that is surely one stands in the first tokens.
fn has_verb(block: &Block<'_>, (first, last): Tokens) -> bool {
    (first + 1..=last)
        .take(60)
        .filter_map(|at| block.tokens.get(at))
        .any(|token| token.class.is(lexicon::AUXILIARY) || content::is_past(token))
}

/// "Prices rose, Roe said (on Monday)", "Prices, Roe said, rose": the content before the cue, or the longer part
/// of one that stands around it.
fn around(
    block: &Block<'_>,
    cues: &[Cue],
    cue: &Cue,
    (first, last): Tokens,
    inside: &[bool],
) -> (Option<Tokens>, Option<Tokens>) {
    let nothing = (None, None);
    let Some(mut comma) = cue.first().checked_sub(1).filter(|comma| *comma > first) else {
        return nothing;
    };
    // "Prices rose, as Roe noted"
    if block.is(comma, word!("as")) && comma > first + 1 {
        comma -= 1;
    }
    if !block.is(comma, word!(",")) && !content::is_dash(block, comma) {
        return nothing;
    }
    let after = cue.last() + 1;
    let (start, opening) = content::start(block, cue, last + 1);
    let stop = |at: usize| at >= last || block.is_any(at, words![".", ";", "?", "!"]);
    // "Behind them, Roe said that": its own content follows.
    if opening == Opening::Clause {
        return nothing;
    }
    // "In May, Roe said: …": what is said follows.
    if block.is(after, word!(":")) {
        return nothing;
    }
    let closed = stop(after) || block.is(after, word!(","));
    let tail = opening == Opening::Phrase || start > after && stop(start) || is_told(block, cue);
    let ends = (after..after + 12).any(|at| stop(at) || block.is(at, word!(",")));
    let whole = closed || tail && ends;
    if !whole {
        return nothing;
    }
    let before = fronted(block, cues, first, comma, stop(after));
    // "Prices, Roe said, rose by half": both parts are said.
    if block.is(after, word!(",")) && after + 2 < last {
        let rest = (
            after + 1,
            content::end(block, after + 1, last, cues, inside, false),
        );
        let other = cues
            .iter()
            .skip(cues.partition_point(|other| other.tokens.0 <= after))
            .take(1)
            .any(|other| other.tokens.0 == after + 1 && block.ends(after + 1, "ing"));
        // "Sales were good, Roe said, wiping his hands": what he did.
        let deed = block.ends(after + 1, "ing");
        if !other && !deed {
            return (before.or_else(|| condition(block, cue, first)), Some(rest));
        }
    }
    (before, None)
}

/// "told the board": with such a verb the content may stand before and the listener behind.
fn is_told(block: &Block<'_>, cue: &Cue) -> bool {
    block.is_any(cue.tokens.1, words!["told", "tells"]) && !cue.inverted
}

/// The content from the sentence’s token `first` to before token `end`, where it is a clause; where the cue `closes`
/// the sentence, nothing else can be meant.
fn fronted(
    block: &Block<'_>,
    cues: &[Cue],
    first: usize,
    end: usize,
    closes: bool,
) -> Option<Tokens> {
    let mut last = end;
    if block.is(last, word!(",")) || content::is_dash(block, last) || last > first {
        last = if block.is_any(last, words![","]) || content::is_dash(block, last) {
            last.checked_sub(1)?
        } else {
            last
        };
    }
    let start = skip_dirt(block, first);
    let length = (last + 1).checked_sub(start)?;
    // Another cue there has taken it: "Roe wrote that prices rose, Doe said".
    let other = cues
        .iter()
        .skip(cues.partition_point(|cue| cue.tokens.0 < start))
        .take(3)
        .any(|cue| cue.kind == CueKind::Speech && cue.tokens.0 <= start + 3 && cue.tokens.0 < last);
    // "On Monday, Roe said": a phrase and no clause, where more follows.
    let phrase = !closes && is_phrase(block, (start, last)) && !has_verb(block, (start, last));
    (length >= 4 && !phrase && !other).then_some((start, last))
}

/// "said so on Monday": the words stand elsewhere.
fn is_so(block: &Block<'_>, at: usize) -> bool {
    block.is(at, word!("so"))
        && block.tokens.get(at + 1).is_none_or(|next| {
            next.kind != Kind::Word
                || next
                    .class
                    .is(lexicon::PREPOSITION | lexicon::WEEKDAY | lexicon::RELATIVE)
        })
}

/// The first token of a sentence that is no photo credit glued to it.
fn skip_dirt(block: &Block<'_>, first: usize) -> usize {
    let credit = block.has(first, lexicon::CREDIT)
        && block.is_glued(first + 1)
        && block.kind(first + 1) == Some(Kind::Word);
    let first = if credit { first + 1 } else { first };
    after_dateline(block, first)
}

/// The token behind the dateline that opens the block ("HALDEN, 12 March — ", "PARIS (AP) — "), else `first`.
pub fn after_dateline(block: &Block<'_>, first: usize) -> usize {
    let place = first == 0
        && block.tokens.first().is_some_and(|token| {
            token.kind == Kind::Word && token.case == Case::Upper && token.span.len() > 3
        });
    if !place {
        return first;
    }
    let dash = (1..14).find(|&at| {
        block.is_any(at, words!["—", "–"]) || (block.is(at, word!("-")) && !block.is_glued(at))
    });
    dash.map_or(first, |dash| dash + 1)
}
