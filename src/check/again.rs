//! One thing measured twice in the text, with two numbers: "a fleet of 120 herring boats" here, "140 herring boats" there.
//!
//! Two sentences speak of the same thing where what is measured is the same, word by word, and most of the other words
//! are; and of the same time where they name the same years, months and days or none, and nothing rises or falls.

use std::collections::HashMap;

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::repeat::words;
use super::scene::{Figure, Scene};
use super::word;
use crate::claim::hash;
use crate::report::{CheckKind, Modifier};
use crate::text::{Block, Kind, Span, lexicon};

/// How many numbers of one thing are compared with the next.
const MOST: usize = 3;
/// How many words the sentences share at least.
const SHARED: usize = 4;
/// Longer sentences are not read.
const LONGEST: usize = 600;

/// What of a number is compared first.
#[derive(Clone, Copy, Debug)]
pub struct Keyed {
    /// See [`key`].
    key: u64,
    /// Index into [`Scene::claims`].
    pub claim: usize,
    /// Which of the claim's numbers it is.
    part: usize,
    value: f64,
    interval: Interval,
}

/// A number and the block that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub block: usize,
    pub keyed: &'a Keyed,
}

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    let all = keyed(scene);
    let placed = all.iter().filter_map(|(passage, keyed)| {
        let block = scene.passages.get(*passage)?.number;
        Some(Placed { block, keyed })
    });
    pairs(placed, |before, now| {
        finding([(scene, before.keyed), (scene, now.keyed)]).map(|finding| found.push(finding))
    });
}

/// The numbers that may be compared, in order, with their passages.
pub fn keyed(scene: &Scene<'_>) -> Vec<(usize, Keyed)> {
    let mut part = 0;
    let mut last = None;
    let each = scene.figures.iter().filter_map(|figure| {
        part = if last == Some(figure.claim) {
            part + 1
        } else {
            0
        };
        last = Some(figure.claim);
        let keyed = Keyed {
            key: key(scene, figure)?,
            claim: figure.claim,
            part,
            value: figure.value,
            interval: figure.interval,
        };
        Some((figure.passage, keyed))
    });
    each.collect()
}

/// Calls `compare` with each number and those of the same thing before it, the nearest first, until it gives something.
pub fn pairs<'a>(
    all: impl Iterator<Item = Placed<'a>>,
    mut compare: impl FnMut(Placed<'a>, Placed<'a>) -> Option<()>,
) {
    let mut known: HashMap<u64, Vec<Placed<'a>>> = HashMap::new();
    for now in all {
        let earlier = known.entry(now.keyed.key).or_default();
        let (here, value) = (now.keyed, now.keyed.value);
        let _ = earlier.iter().rev().find_map(|before| {
            let other = before.keyed;
            let near = other.value > value / 2.0 && other.value < value * 2.0;
            let apart = before.block != now.block;
            if near && apart && !other.interval.meets(here.interval) {
                compare(*before, now)
            } else {
                None
            }
        });
        if earlier.len() == MOST {
            earlier.remove(0);
        }
        earlier.push(now);
    }
}

/// What is to be said of two numbers of the same thing in two blocks, each with the scene in which it stands; the claims
/// are those of the scenes.
pub fn finding(two: [(&Scene<'_>, &Keyed); 2]) -> Option<Finding> {
    let figure = |(scene, keyed): (&Scene<'_>, &Keyed)| {
        let first = scene
            .figures
            .partition_point(|figure| figure.claim < keyed.claim);
        first + keyed.part
    };
    let [(first, _), (second, _)] = two;
    let (one, other) = (
        first.figures.get(figure(two[0]))?,
        second.figures.get(figure(two[1]))?,
    );
    if !conflicts((first, one), (second, other)) {
        return None;
    }
    let measured = other.quantity.measured.as_deref().unwrap_or_default();
    let sum = format!(
        "{measured}: {}, and again {}",
        print::bare(first, one),
        print::bare(second, other)
    );
    let figures = [one, other];
    Some(Finding::compared(CheckKind::Repeat, false, &figures, sum))
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
    (measured.len() >= 2).then(|| hash(format!("{} {unit}", measured.join(" ")).as_bytes()))
}

fn sentence<'a>(scene: &Scene<'a>, figure: &Figure<'_>) -> &'a str {
    let claim = scene.claims.get(figure.claim);
    claim
        .map_or(Span::default(), |claim| claim.sentence)
        .of(scene.text)
}

/// Whether both sentences speak of the same thing at the same time.
fn conflicts(one: (&Scene<'_>, &Figure<'_>), other: (&Scene<'_>, &Figure<'_>)) -> bool {
    let (Some(first), Some(second)) = (one.0.block(one.1), other.0.block(other.1)) else {
        return false;
    };
    let (Some(then), Some(now)) = (times(first, one.1), times(second, other.1)) else {
        return false;
    };
    let (said, again) = (
        words(sentence(one.0, one.1)),
        words(sentence(other.0, other.1)),
    );
    let shared = said.iter().filter(|word| again.contains(word)).count();
    then.len() == now.len()
        && then.iter().all(|time| now.contains(time))
        && shared >= SHARED
        && shared * 2 >= said.len().min(again.len())
}

/// The words of time in the figure's sentence, each once; `None` where something changes in it.
fn times<'a>(block: &Block<'a>, figure: &Figure<'_>) -> Option<Vec<&'a str>> {
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
    Some(times)
}
