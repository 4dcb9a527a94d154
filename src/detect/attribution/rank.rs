//! Which cue a fragment in quotation marks hangs on, or none.
//!
//! Every cue of its sentence within reach is a candidate, and "none" is one. The candidate of the greatest weight
//! is taken. Costs a constant number of features for each fragment and candidate.

use super::content::{self, Opening};
use super::cue::{Cue, CueKind};
use super::form;
use super::weigh::{FRAGMENT, Feature, Features};
use super::{Place, Quote};
use crate::report::Form;
use crate::text::{Block, Kind, lexicon, word, words};

/// How many cues before and behind a fragment are looked at.
const REACH: usize = 6;

/// A candidate: the index of its cue, or none, and what is seen of it.
#[derive(Clone, Debug)]
pub struct Option_ {
    pub cue: Option<(usize, Place)>,
    pub features: Features,
}

/// What the fragment stands among.
#[derive(Clone, Copy, Debug)]
pub struct Around<'b, 'a> {
    pub block: &'b Block<'a>,
    pub cues: &'b [Cue],
    pub inside: &'b [bool],
    /// The cue of the fragment before it in the block.
    pub previous: Option<usize>,
    /// Whether a fragment of the same sentence stands before it.
    pub follows: bool,
    /// The cue behind the last whole quotation: its content stands before it.
    pub spent: Option<usize>,
}

/// The candidates of `quote`, "none" first.
pub fn options(around: &Around<'_, '_>, quote: &Quote) -> Vec<Option_> {
    let Around { block, cues, .. } = *around;
    let sentence = block.sentence_at(quote.span.start);
    let count = cues.partition_point(|cue| cue.tokens.0 < quote.first);
    let behind = cues.partition_point(|cue| cue.tokens.0 <= quote.last);
    // A quotation may hold the end of a sentence and go on in the next.
    let last = block.sentence_at(quote.span.end.saturating_sub(1));
    let same = |at: &usize| {
        cues.get(*at).is_some_and(|cue| {
            cue.sentence == if *at < count { sentence } else { last }
                || cue.kind == CueKind::Colon && cue.sentence + 1 == sentence && *at < count
        })
    };
    let before: Vec<usize> = (0..count).rev().take(REACH).take_while(same).collect();
    let after: Vec<usize> = (behind..cues.len())
        .take(REACH)
        .take_while(same)
        .filter(|&at| cues.get(at).is_some_and(|cue| cue.kind != CueKind::Colon))
        .collect();
    let mut options = vec![Option_ {
        cue: None,
        features: none(around, quote, before.len() + after.len()),
    }];
    for (nth, &at) in before.iter().enumerate() {
        options.push(Option_ {
            cue: Some((at, Place::Before)),
            features: behind_cue(
                around,
                quote,
                at,
                nth,
                before.get(nth.wrapping_sub(1)).copied(),
            ),
        });
    }
    for (nth, &at) in after.iter().enumerate() {
        if let Some(option) = before_cue(around, quote, at, nth) {
            options.push(option);
        }
    }
    options
}

/// The cue of `quote`, or `None`.
pub fn choose(around: &Around<'_, '_>, quote: &Quote) -> Option<(usize, Place)> {
    let mut best: Option<(f32, Option<(usize, Place)>)> = None;
    for option in options(around, quote) {
        let score = option.features.score(&FRAGMENT);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, option.cue));
        }
    }
    best.and_then(|(_, cue)| cue)
}

/// What speaks for no cue at all.
fn none(around: &Around<'_, '_>, quote: &Quote, cues: usize) -> Features {
    let block = around.block;
    let mut features = Features::default();
    features.add(Feature::NoCue);
    let words = (quote.first..=quote.last)
        .take(40)
        .filter(|&at| matches!(block.kind(at), Some(Kind::Word | Kind::Number)))
        .count();
    features.add(match words {
        0 | 1 => Feature::NoCueLength1,
        2 => Feature::NoCueLength2,
        3 => Feature::NoCueLength3,
        4 | 5 => Feature::NoCueLength5,
        6..=9 => Feature::NoCueLength9,
        _ => Feature::NoCueLonger,
    });
    let class = |at: usize| {
        block
            .tokens
            .get(at)
            .map(|token| token.class)
            .unwrap_or_default()
    };
    let within = |class_: lexicon::Class| {
        (quote.first + 1..quote.last)
            .take(20)
            .any(|at| class(at).is(class_))
    };
    let title = form::unattributed(block, quote.first, quote.last) == Form::Title;
    features.add_if(title, Feature::NoCueTitle);
    features.add_if(form::is_named_term(block, quote.first), Feature::NoCueTerm);
    features.add_if(within(lexicon::PRONOUN), Feature::NoCuePronoun);
    features.add_if(within(lexicon::AUXILIARY), Feature::NoCueAuxiliary);
    if let Some(before) = quote.first.checked_sub(1) {
        features.add_if(
            class(before).is(lexicon::DETERMINER),
            Feature::NoCueDeterminer,
        );
        features.add_if(
            class(before).is(lexicon::POSSESSIVE) || block.kind(before) == Some(Kind::Clitic),
            Feature::NoCuePossessor,
        );
        features.add_if(
            class(before).is(lexicon::PREPOSITION),
            Feature::NoCuePreposition,
        );
        features.add_if(
            class(before).is(lexicon::AUXILIARY),
            Feature::NoCueVerbBefore,
        );
        features.add_if(block.is(before, word!(",")), Feature::NoCueComma);
    }
    let next = block.tokens.get(quote.last + 1);
    features.add_if(
        next.is_some_and(|next| {
            next.kind == Kind::Word
                && !next.class.is(lexicon::PREPOSITION
                    | lexicon::CONJUNCTION
                    | lexicon::AUXILIARY
                    | lexicon::DETERMINER
                    | lexicon::PRONOUN)
        }),
        Feature::NoCueNounBehind,
    );
    let end = quote.last.checked_sub(1).map_or("", |end| block.word(end));
    features.add_if(matches!(end, "." | "!" | "?"), Feature::NoCueStopInside);
    let lower = block
        .tokens
        .get(quote.first + 1)
        .is_some_and(|token| token.kind == Kind::Word && !token.is_capital());
    features.add_if(lower, Feature::NoCueLowerStart);
    let sentence = block.sentences.get(block.sentence_at(quote.span.start));
    features.add_if(
        sentence.is_some_and(|sentence| sentence.tokens.start == quote.first),
        Feature::NoCueSentenceStart,
    );
    features.add(match (around.follows, around.previous.is_some()) {
        (true, true) => Feature::NoCueNotFirst,
        (true, false) => Feature::NoCueGlued,
        _ => Feature::NoCueFirst,
    });
    features.add_if(cues == 1, Feature::NoCueOnlyOne);
    features
}

/// What is seen of the cue itself.
pub fn of_cue(block: &Block<'_>, cue: &Cue, features: &mut Features) {
    let verb = cue.tokens.0;
    let class = block
        .tokens
        .get(verb)
        .map(|token| token.class)
        .unwrap_or_default();
    features.add(match cue.kind {
        CueKind::AccordingTo => Feature::According,
        CueKind::Colon | CueKind::Dash => Feature::Colon,
        CueKind::Noun => Feature::Noun,
        CueKind::Speech | CueKind::Asked => Feature::Speech,
        CueKind::Of if class.is(lexicon::BELIEF) => Feature::Belief,
        CueKind::Of if class.is(lexicon::SPEECH_LOOSE) => Feature::Loose,
        CueKind::Of => Feature::Of,
    });
    features.add_if(cue.kind == CueKind::Asked, Feature::AskedAbout);
    features.add(source(block, cue));
    features.add_if(is_plain(block, cue), Feature::Plain);
    features.add_if(cue.inverted && cue.source.is_some(), Feature::Inverted);
    features.add_if(cue.inverted && cue.source.is_none(), Feature::Passive);
    features.add_if(cue.relative, Feature::Relative);
    features.add_if(cue.purpose, Feature::Purpose);
    let word = block.word(verb);
    features.add_if(word.ends_with("ing"), Feature::Participle);
    features.add_if(word.ends_with('s'), Feature::Present);
    let before = verb.checked_sub(1);
    features.add_if(
        before.is_some_and(|at| block.is(at, word!("to"))),
        Feature::Infinitive,
    );
    features.add_if(
        (1..4)
            .filter_map(|back| verb.checked_sub(back))
            .any(|at| block.is_any(at, words!["not", "never", "didn't", "don't", "doesn't",])),
        Feature::Negated,
    );
    features.add_if(
        (1..3).filter_map(|back| verb.checked_sub(back)).any(|at| {
            block.is_any(
                at,
                words![
                    "would", "could", "should", "may", "might", "can", "will", "must",
                ],
            )
        }),
        Feature::Modal,
    );
}

/// "said", "says", "added": verbs that need no "that".
pub fn is_plain(block: &Block<'_>, cue: &Cue) -> bool {
    block.is_any(cue.tokens.0, words!["said", "says", "say", "added", "adds"])
}

fn source(block: &Block<'_>, cue: &Cue) -> Feature {
    let Some((first, last)) = cue.source else {
        return Feature::NoSource;
    };
    if first == last
        && block.is_any(
            first,
            words!["i", "we", "you", "it", "this", "that", "which"],
        )
    {
        return Feature::First;
    }
    if first == last && block.has(first, lexicon::PRONOUN | lexicon::POSSESSIVE) {
        return Feature::Pronoun;
    }
    let named = (first..=last).any(|at| {
        block
            .tokens
            .get(at)
            .is_some_and(|token| token.is_capital() && !token.class.is(lexicon::STARTER))
    });
    if named {
        Feature::Named
    } else {
        Feature::Nominal
    }
}

/// The features of the cue at `at` before the quotation; `inner` is the next nearer one.
fn behind_cue(
    around: &Around<'_, '_>,
    quote: &Quote,
    at: usize,
    nth: usize,
    inner: Option<usize>,
) -> Features {
    let Around { block, cues, .. } = *around;
    let mut features = Features::default();
    let Some(cue) = cues.get(at) else {
        return features;
    };
    features.add(Feature::Before);
    of_cue(block, cue, &mut features);
    features.add(match nth {
        0 => Feature::Nearest,
        1 => Feature::Second,
        2 => Feature::Third,
        _ => Feature::Farther,
    });
    let (start, opening) = super::opening(block, cue, quote.first);
    let sentence = block.sentences.get(block.sentence_at(quote.span.start));
    let end = sentence.map_or(quote.last, |sentence| sentence.tokens.end);
    let covers = start <= quote.first
        && content::end(
            block,
            start,
            end.saturating_sub(1),
            cues,
            around.inside,
            content::is_closed(block, cue),
        ) >= quote.first;
    features.add(if covers {
        Feature::Covers
    } else {
        Feature::Short
    });
    features.add(match opening {
        Opening::Clause => Feature::OpensClause,
        Opening::Bare => Feature::OpensBare,
        Opening::Infinitive => Feature::OpensInfinitive,
        Opening::Noun => Feature::OpensNoun,
        Opening::Phrase => Feature::OpensPhrase,
    });
    let gap = (cue.last() + 1).min(quote.first)..quote.first;
    features.add(match gap.len() {
        0 => Feature::Gap0,
        1 | 2 => Feature::Gap2,
        3..=5 => Feature::Gap5,
        6..=10 => Feature::Gap10,
        11..=20 => Feature::Gap20,
        _ => Feature::GapLonger,
    });
    let mut commas = 0;
    let (mut dash, mut which, mut conjunction, mut auxiliary) = (false, false, false, false);
    for at in gap.clone().rev().take(30) {
        let Some(token) = block.tokens.get(at) else {
            continue;
        };
        if around.inside.get(at).copied().unwrap_or(false) {
            continue;
        }
        commas += usize::from(block.is(at, word!(",")));
        dash |= content::is_dash(block, at) || block.is(at, word!(";"));
        which |= block.is_any(at, words!["who", "which", "whose", "where", "when"]);
        conjunction |= block.is_any(
            at,
            words!["but", "while", "although", "though", "after", "because"],
        );
        auxiliary |= token.class.is(lexicon::AUXILIARY);
    }
    features.add_if(commas == 1, Feature::Comma);
    features.add_if(commas > 1, Feature::Commas);
    features.add_if(dash, Feature::Dash);
    features.add_if(which, Feature::Which);
    features.add_if(conjunction, Feature::Conjunction);
    features.add_if(auxiliary, Feature::Auxiliary);
    if let Some(inner) = inner.and_then(|inner| cues.get(inner)) {
        features.add(if super::gives_way(block, inner, cue) {
            Feature::InnerPronoun
        } else if inner.kind == CueKind::Of {
            Feature::InnerWeak
        } else {
            Feature::InnerStrong
        });
    }
    features.add_if(around.follows && around.previous == Some(at), Feature::Same);
    features.add_if(around.spent == Some(at), Feature::Spent);
    shape(block, quote, cue, &mut features);
    features
}

/// How the fragment looks beside the kind of its cue.
fn shape(block: &Block<'_>, quote: &Quote, cue: &Cue, features: &mut Features) {
    let title = form::unattributed(block, quote.first, quote.last) == Form::Title;
    let short = quote.last.saturating_sub(quote.first) <= 3;
    let loose = block.has(cue.tokens.0, lexicon::SPEECH_LOOSE | lexicon::BELIEF);
    let (title_, short_) = match cue.kind {
        CueKind::Of if loose => (Feature::TitleLoose, Feature::LoneWordLoose),
        CueKind::Of => (Feature::TitleOf, Feature::LoneWordOf),
        CueKind::AccordingTo => (Feature::TitleSpeech, Feature::LoneWordAccording),
        _ => (Feature::TitleSpeech, Feature::LoneWordSpeech),
    };
    features.add_if(title, title_);
    features.add_if(short, short_);
    let Some(before) = quote.first.checked_sub(1) else {
        return;
    };
    let class = block
        .tokens
        .get(before)
        .map(|token| token.class)
        .unwrap_or_default();
    let owner = block.kind(before) == Some(Kind::Clitic) || class.is(lexicon::POSSESSIVE);
    features.add_if(class.is(lexicon::PREPOSITION), Feature::PrepositionBefore);
    features.add_if(owner, Feature::PossessorBefore);
    features.add_if(class.is(lexicon::DETERMINER), Feature::DeterminerBefore);
    features.add_if(block.is(before, word!("as")), Feature::AsBefore);
    features.add_if(class.is(lexicon::AUXILIARY), Feature::BeBetween);
}

/// The cue at `at` behind the quotation, where one can stand there.
fn before_cue(around: &Around<'_, '_>, quote: &Quote, at: usize, nth: usize) -> Option<Option_> {
    let Around { block, cues, .. } = *around;
    let cue = cues.get(at)?;
    let first = cue.first();
    if first <= quote.last {
        return None;
    }
    let mut features = Features::default();
    let gap = first - quote.last - 1;
    let comma = block.is(first - 1, word!(",")) || gap == 0;
    let touching = gap == 0 || gap == 1 && comma;
    features.add(if touching {
        Feature::Touching
    } else {
        Feature::Trailing
    });
    of_cue(block, cue, &mut features);
    features.add(match nth {
        0 => Feature::Second,
        1 => Feature::Third,
        _ => Feature::Farther,
    });
    features.add_if(comma, Feature::EndsComma);
    let after = cue.last() + 1;
    features.add_if(
        matches!(block.word(after), "." | "," | ";" | ""),
        Feature::EndsSentence,
    );
    features.add_if(block.is(after, word!("that")), Feature::ThatBetween);
    features.add(match gap {
        0 => Feature::Gap0,
        1 | 2 => Feature::Gap2,
        3..=5 => Feature::Gap5,
        6..=10 => Feature::Gap10,
        11..=20 => Feature::Gap20,
        _ => Feature::GapLonger,
    });
    let commas = (quote.last + 1..first)
        .take(30)
        .filter(|&at| block.is(at, word!(",")))
        .count();
    features.add_if(commas > 1, Feature::Commas);
    features.add_if(around.follows && around.previous == Some(at), Feature::Same);
    shape(block, quote, cue, &mut features);
    let place = if touching {
        Place::After
    } else {
        Place::Trailing
    };
    Some(Option_ {
        cue: Some((at, place)),
        features,
    })
}
