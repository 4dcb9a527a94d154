//! One thing measured twice in the text, with two numbers: "a fleet of 120 herring boats" here, "140 herring boats" there.
//!
//! Two sentences speak of the same thing where what is measured is the same, word by word, and most of the other words
//! are; and of the same time where they name the same years, months and days or none, and nothing rises or falls.

use std::borrow::Borrow;

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::repeat::words;
use super::scene::{Figure, Scene};
use super::word;
use crate::claim::hash;
use crate::report::{CheckKind, Claim, Detail, Modifier};
use crate::text::lookup::Lookup;
use crate::text::{Block, Kind, Span, lexicon, pieces};

/// How many numbers of one thing are compared with the next.
const MOST: usize = 3;
/// How many words the sentences share at least.
const SHARED: usize = 4;
/// Longer sentences are not read.
const LONGEST: usize = 600;

/// What is known of a number that may come again: all that is compared, so that nobody has to read its block again.
#[derive(Clone, Debug)]
pub struct Keyed {
    /// See [`key`].
    key: u64,
    /// Index into [`Scene::claims`].
    pub claim: usize,
    value: f64,
    interval: Interval,
    /// The words of time in its sentence as one number, whatever their order; `None` where something changes in it.
    times: Option<u64>,
    /// As a sum prints it.
    printed: Box<str>,
}

/// A number where it stands: its block, its claim of the whole article, and its sentence in bytes of the text.
#[derive(Clone, Debug)]
pub struct Placed<K> {
    pub block: usize,
    pub claim: usize,
    pub sentence: Span,
    pub keyed: K,
}

/// The numbers that may be compared, in order, with their passages.
pub fn keyed(scene: &Scene<'_>) -> Vec<(usize, Keyed)> {
    let each = scene.figures.iter().filter_map(|figure| {
        let keyed = Keyed {
            key: key(scene, figure)?,
            claim: figure.claim,
            value: figure.value,
            interval: figure.interval,
            times: scene.block(figure).and_then(|block| times(block, figure)),
            printed: print::bare(scene, figure).into(),
        };
        Some((figure.passage, keyed))
    });
    each.collect()
}

/// What a claim measures.
pub fn measured(claim: &Claim) -> &str {
    match &claim.detail {
        Detail::Quantity(quantity) => quantity.measured.as_deref().unwrap_or_default(),
        _ => "",
    }
}

/// The last numbers of each thing.
#[derive(Debug)]
pub struct Pairs<K> {
    known: Lookup<Vec<Placed<K>>>,
}

impl<K> Default for Pairs<K> {
    fn default() -> Self {
        Self {
            known: Lookup::default(),
        }
    }
}

impl<K: Borrow<Keyed>> Pairs<K> {
    /// Compares the next number with those of the same thing before it, the nearest first. `measured` is what it measures.
    pub fn next(&mut self, text: &str, now: Placed<K>, measured: &str) -> Option<Finding> {
        let earlier = self.known.of(now.keyed.borrow().key);
        let here = now.keyed.borrow();
        let found = earlier.iter().rev().find(|before| {
            let other = before.keyed.borrow();
            let near = other.value > here.value / 2.0 && other.value < here.value * 2.0;
            near && before.block != now.block
                && !other.interval.meets(here.interval)
                && conflicts(text, before, &now)
        });
        let finding = found.map(|before| {
            let other = before.keyed.borrow();
            let sum = format!("{measured}: {}, and again {}", other.printed, here.printed);
            // In two blocks, so they are two claims.
            let claims = vec![before.claim, now.claim];
            Finding::of_claims(CheckKind::Repeat, false, claims, sum)
        });
        if earlier.len() == MOST {
            earlier.remove(0);
        }
        earlier.push(now);
        finding
    }
}

/// A hash of what is measured and in which unit, where it says enough to be known again.
fn key(scene: &Scene<'_>, figure: &Figure<'_>) -> Option<u64> {
    let turned = matches!(figure.quantity.modifier, Modifier::Up | Modifier::Down);
    let sized = figure.is_amount() || figure.is_percent();
    let measured = figure.quantity.measured.as_deref()?;
    if turned || !sized || !figure.is_closed() || sentence(scene, figure).len() > LONGEST {
        return None;
    }
    let measured = words(measured);
    let unit = figure.quantity.unit.as_deref().unwrap_or_default();
    (measured.len() >= 2)
        .then(|| hash(format!("{} {unit}", pieces::joined(&measured, " ")).as_bytes()))
}

fn sentence<'a>(scene: &Scene<'a>, figure: &Figure<'_>) -> &'a str {
    let claim = scene.claims.get(figure.claim);
    claim
        .map_or(Span::default(), |claim| claim.sentence)
        .of(scene.text)
}

/// Whether both sentences speak of the same thing at the same time.
fn conflicts<K: Borrow<Keyed>>(text: &str, one: &Placed<K>, other: &Placed<K>) -> bool {
    let times = one.keyed.borrow().times;
    if times.is_none() || times != other.keyed.borrow().times {
        return false;
    }
    let (said, again) = (words(one.sentence.of(text)), words(other.sentence.of(text)));
    let shared = said.iter().filter(|word| again.contains(word)).count();
    shared >= SHARED && shared * 2 >= said.len().min(again.len())
}

/// The words of time in the figure's sentence, each once, as the sum of their hashes; `None` where something changes in it.
fn times(block: &Block<'_>, figure: &Figure<'_>) -> Option<u64> {
    let sentence = block.sentences.get(figure.sentence)?;
    let mut times = Vec::new();
    for at in sentence.tokens.clone() {
        let token = block.tokens.get(at)?;
        if token.class.is(lexicon::RISE | lexicon::FALL) {
            return None;
        }
        let year = token.kind == Kind::Number && block.word(at).len() == 4;
        let named = token.is_capital() && token.class.is(lexicon::MONTH | lexicon::WEEKDAY);
        let other = token.class.is(lexicon::RELATIVE) || word::is(block.word(at), word::EARLIER);
        if year || named || other {
            let word = block.word(at);
            if !times.contains(&word) {
                times.push(word);
            }
        }
    }
    let hashes = times.iter().map(|word| hash(word.as_bytes()));
    Some(hashes.fold(0, u64::wrapping_add))
}
