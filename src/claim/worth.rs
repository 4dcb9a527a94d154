//! Check-worthiness: a weighted sum that a person can follow. The weights of features are in `data/worth.csv`,
//! those of words in `data/worth-words.csv`.
//!
//! A sentence has the sum of its words and features; a claim has its sentence's words and what is true of itself.

mod hash;
mod words;

use self::words::Term;
use std::borrow::Cow;
use std::ops::BitOr;

use crate::detect::Reading;
use crate::report::{Claim, Detail, Form, Modifier, Value};
use crate::text::{Kind, Span, Token, lexicon, pieces, word};

/// Something about a claim that makes it more or less worth checking: one line of `data/worth.csv`.
#[derive(Debug)]
struct Feature {
    name: &'static str,
    weight: f64,
    reason: &'static str,
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Features(u32);

impl BitOr for Features {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Features {
    fn and(self, other: Self, when: bool) -> Self {
        if when { self | other } else { self }
    }

    fn list(self) -> impl Iterator<Item = &'static Feature> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let feature = FEATURES.get(rest.trailing_zeros() as usize)?;
            // All but the lowest bit.
            rest &= rest - 1;
            Some(feature)
        })
    }

    fn weight(self) -> f64 {
        self.list().map(|feature| feature.weight).sum()
    }
}

include!(concat!(env!("OUT_DIR"), "/worth.rs"));

/// A quotation of this many words says something whole.
const LONG: usize = 8;
/// So many words are named as a reason.
const NAMED: usize = 3;
/// A word, and all of them together, must weigh this much to be named.
const HEAVY: f64 = 0.2;
const HEAVY_TOGETHER: f64 = 0.5;
/// Words that weigh less together are a reason against.
const IDLE: f64 = -0.8;
/// A quotation of many sentences is weighed by its first ones.
const MOST_SENTENCES: usize = 12;
/// In the logarithm, so that a long sentence gains ever less.
const LONGEST: usize = 60;

/// What one sentence says beside its claims.
#[derive(Debug)]
pub(super) struct Sentence {
    pub span: Span,
    /// Comparison, superlative, question.
    traits: Features,
    /// The sum of what its words weigh, and of its length.
    words: f64,
    /// What its words weigh, without its length.
    said: f64,
    /// The weightiest words that speak for it.
    heaviest: [(i8, Span); NAMED],
    worth: f64,
}

/// The sentences of the block that starts at byte `start`, with spans in the whole text.
pub(super) fn sentences<'a>(
    text: &'a str,
    start: usize,
    reading: &'a Reading,
) -> impl Iterator<Item = Sentence> + 'a {
    let block = text.get(start..).unwrap_or_default();
    let mut first = 0;
    reading.sentences.iter().map(move |&span| {
        let rest = reading.tokens.get(first..).unwrap_or_default();
        let count = rest.partition_point(|token| token.span.start < span.end);
        first += count;
        sentence(block, start, span, &rest[..count], reading)
    })
}

fn sentence(
    block: &str,
    start: usize,
    span: Span,
    tokens: &[Token],
    reading: &Reading,
) -> Sentence {
    let mut heaviest = [(0, Span::default()); NAMED];
    let (mut steps, mut count) = (0_i64, 0);
    let table = words::table();
    words::terms(block, tokens, |hash, term, at| {
        let weight = table.weight(hash);
        steps += i64::from(weight);
        count += 1;
        if weight > heaviest[NAMED - 1].0 && term == Term::Content {
            heaviest[NAMED - 1] = (weight, tokens[at].span.shifted(start));
            // Three places: the new one rises to its own.
            for place in (1..NAMED).rev() {
                if heaviest[place].0 > heaviest[place - 1].0 {
                    heaviest.swap(place, place - 1);
                }
            }
        }
    });
    let traits = traits(block, tokens);
    let said = steps as f64 * hash::STEP * scale(count);
    let words = said + LENGTH.weight() * length(tokens);
    let inside = inside(span, reading);
    Sentence {
        span: span.shifted(start),
        traits,
        words,
        said,
        heaviest,
        worth: squash(BASE.weight() + words + (traits | inside).weight()),
    }
}

/// What the words alone tell.
fn traits(block: &str, tokens: &[Token]) -> Features {
    let mut traits = Features::default();
    for (at, token) in tokens.iter().enumerate() {
        let word = || token.span.of(block);
        // Classes first: few words have them, and all else costs more.
        if token.class.is(lexicon::COMPARISON.or(lexicon::EXTREME)) {
            // "more than 40" and "at least 40" are hedges: nothing is compared.
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let after_at =
                before.is_some_and(|token| token.span.of(block).eq_ignore_ascii_case("at"));
            let hedge = word() == "than"
                && tokens.get(at + 1).is_some_and(|next| {
                    matches!(next.kind, Kind::Number | Kind::Other)
                        || next.class.is(lexicon::NUMBER_WORD.or(lexicon::HEDGE))
                });
            traits = traits
                .and(COMPARISON, token.class.is(lexicon::COMPARISON) && !hedge)
                .and(SUPERLATIVE, token.class.is(lexicon::EXTREME) && !after_at);
        } else if token.is(word!("?")) {
            traits = traits | QUESTION;
        }
    }
    traits
}

/// How much each of so many terms counts: a long sentence is no better for its many words.
fn scale(terms: usize) -> f64 {
    4.0 / (terms as f64 + 4.0).sqrt()
}

/// The logarithm of the number of words.
fn length(tokens: &[Token]) -> f64 {
    (tokens.len().min(LONGEST) as f64 + 1.0).ln()
}

/// The features of all that was found in a sentence.
fn inside(span: Span, reading: &Reading) -> Features {
    let mut features = Features::default();
    let first = reading
        .quantities
        .partition_point(|mention| mention.span.start < span.start);
    for mention in reading.quantities[first..]
        .iter()
        .take_while(|mention| mention.span.start < span.end)
    {
        features = features | quantity(mention.dimension, mention.modifier);
    }
    let first = reading
        .dates
        .partition_point(|mention| mention.span.start < span.start);
    let date = reading.dates.get(first);
    features.and(DATE, date.is_some_and(|date| date.span.start < span.end))
}

fn quantity(dimension: Option<&str>, modifier: Modifier) -> Features {
    let kind = match dimension {
        Some("count") => COUNT,
        Some("time" | "age") => PERIOD,
        Some(_) => MEASURED_UNIT,
        None => Features::default(),
    };
    (QUANTITY | kind).and(CHANGE, matches!(modifier, Modifier::Up | Modifier::Down))
}

/// From any sum to a number between 0 and 1. Three digits, so that equal claims look equal.
fn squash(sum: f64) -> f64 {
    (1000.0 / (1.0 + (-sum).exp())).round() / 1000.0
}

/// Sets the claim's worth and its reasons, weightiest first. `sentences` are all of its block, in order.
pub(super) fn weigh(text: &str, claim: &mut Claim, sentences: &[Sentence]) {
    let own = own(text, claim);
    let sentence = sentence_of(claim, sentences);
    let (traits, words) = sentence.map_or((Features::default(), 0.0), |sentence| {
        (sentence.traits, sentence.words)
    });
    let features = own | traits;
    claim.worth = squash(BASE.weight() + words + features.weight());
    claim.reasons = reasons(features, sentence.and_then(|sentence| said(text, sentence)));
}

/// The reasons of these features and of a sentence's words, weightiest first; of equal ones the earlier first.
fn reasons(features: Features, said: Option<(f64, Cow<'static, str>)>) -> Vec<Cow<'static, str>> {
    // Of one more than a set of features can have: how much each of those weighs that are in the list so far.
    let mut weights = [0_u32; u32::BITS as usize + 1];
    let mut reasons = Vec::with_capacity(features.0.count_ones() as usize + 1);
    let of_features = features.list().map(|f| (f.weight, Cow::Borrowed(f.reason)));
    for (weight, reason) in of_features.chain(said) {
        if reason.is_empty() {
            continue;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a weight is a few units"
        )]
        let weight = (weight.abs() * 1e4) as u32;
        // A handful, so each goes up to its place.
        let mut place = reasons.len();
        while place > 0 && weights[place - 1] < weight {
            weights[place] = weights[place - 1];
            place -= 1;
        }
        weights[place] = weight;
        reasons.insert(place, reason);
    }
    reasons
}

/// The worth of the best of `sentences`.
pub(super) fn best(sentences: &[Sentence]) -> f64 {
    let worths = sentences.iter().map(|sentence| sentence.worth);
    worths.fold(0.0, f64::max)
}

/// What is true of the claim itself.
fn own(text: &str, claim: &Claim) -> Features {
    let features = match &claim.detail {
        Detail::Quantity(read) => quantity(read.dimension, read.modifier)
            .and(RANGE, matches!(read.value, Value::Range(..)))
            .and(
                HEDGED,
                matches!(
                    read.modifier,
                    Modifier::About | Modifier::Above | Modifier::Below
                ),
            ),
        Detail::Date(_) => return DATE | ONLY_A_DATE,
        Detail::Comparison(_) => RANK,
        Detail::Quotation(read) => match read.form {
            Form::Scare | Form::Title => return NOT_ATTRIBUTED,
            Form::Indirect => INDIRECT,
            Form::Direct | Form::Mixed => QUOTATION,
        }
        .and(NAMED_SPEAKER, read.speaker.is_some())
        .and(
            LONG_QUOTATION,
            pieces::words(claim.span.of(text)).nth(LONG).is_some(),
        ),
    };
    features.and(NO_SOURCE, claim.source.is_none())
}

/// The best of the sentences that the claim stands in.
fn sentence_of<'a>(claim: &Claim, sentences: &'a [Sentence]) -> Option<&'a Sentence> {
    let first = sentences.partition_point(|sentence| sentence.span.end <= claim.sentence.start);
    let touched = sentences.get(first..)?.iter().take(MOST_SENTENCES);
    touched
        .take_while(|sentence| sentence.span.start < claim.sentence.end)
        .max_by(|a, b| a.worth.total_cmp(&b.worth))
}

/// What the words of the sentence say, as a reason with its weight.
fn said(text: &str, sentence: &Sentence) -> Option<(f64, Cow<'static, str>)> {
    if sentence.said <= IDLE {
        return Some((
            sentence.said,
            Cow::Borrowed("words of opinion, wish or talk"),
        ));
    }
    let mut named: Vec<Span> = Vec::new();
    let mut sum = 0.0;
    for (steps, span) in sentence.heaviest {
        let weight = f64::from(steps) * hash::STEP;
        if weight >= HEAVY && !named.iter().any(|known| known.of(text) == span.of(text)) {
            named.push(span);
            sum += weight;
        }
    }
    let words: Vec<&str> = named.iter().map(|span| span.of(text)).collect();
    (sum >= HEAVY_TOGETHER).then(|| {
        (
            sum,
            Cow::Owned(format!(
                "words that state a fact: {}",
                pieces::joined(&words, ", ")
            )),
        )
    })
}

/// What `cargo xtask fit-worth` fits the weights to.
#[derive(Debug)]
pub struct Traits {
    /// Words, pairs and endings as `data/worth-words.csv` writes them.
    pub terms: Vec<String>,
    /// How much each of them counts.
    pub scale: f64,
    /// Features by their names in `data/worth.csv`, with how much each counts.
    pub features: Vec<(&'static str, f64)>,
    /// The words of people's names.
    pub people: Vec<String>,
}

/// What is weighed in `text`, read as one sentence.
#[must_use]
pub fn traits_of(text: &str) -> Traits {
    let reading = crate::detect::read(text);
    let mut terms = Vec::new();
    let tokens = &reading.tokens;
    words::terms(text, tokens, |_, term, at| {
        terms.push(words::spelled(text, tokens, term, at));
    });
    let found = traits(text, &reading.tokens) | inside(Span::new(0, text.len()), &reading);
    let fixed = [(BASE, 1.0), (LENGTH, length(&reading.tokens))];
    let features = fixed.into_iter().chain([(found, 1.0)]);
    let people = reading.names.iter().filter(|name| name.sure);
    Traits {
        scale: scale(terms.len()),
        terms,
        features: features
            .flat_map(|(set, value)| set.list().map(move |feature| (feature.name, value)))
            .collect(),
        people: people
            .flat_map(|name| name.span.of(text).split_whitespace())
            .map(str::to_ascii_lowercase)
            .collect(),
    }
}
