//! One thing measured twice in the text, with two numbers: "a fleet of 120 herring boats" here, "140 herring boats" there.
//!
//! Two sentences speak of the same thing where what is measured is the same, word by word, and most of the other words
//! are; and of the same time where they name the same years, months and days or none, and nothing rises or falls.

use std::collections::HashMap;

use super::finding::Finding;
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

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, figure) in scene.figures.iter().enumerate() {
        let Some(key) = key(scene, figure) else {
            continue;
        };
        let earlier = known.entry(key).or_default();
        let conflict = earlier
            .iter()
            .rev()
            .filter_map(|&before| scene.figures.get(before))
            .find(|before| conflicts(scene, before, figure));
        if let Some(before) = conflict {
            let measured = figure.quantity.measured.as_deref().unwrap_or_default();
            let sum = format!(
                "{measured}: {}, and again {}",
                print::bare(scene, before),
                print::bare(scene, figure)
            );
            found.push(Finding::compared(
                CheckKind::Repeat,
                false,
                &[before, figure],
                sum,
            ));
        }
        if earlier.len() == MOST {
            earlier.remove(0);
        }
        earlier.push(at);
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
    (measured.len() >= 2).then(|| hash(format!("{} {unit}", measured.join(" ")).as_bytes()))
}

fn sentence<'a>(scene: &Scene<'a>, figure: &Figure<'_>) -> &'a str {
    let claim = scene.claims.get(figure.claim);
    claim
        .map_or(Span::default(), |claim| claim.sentence)
        .of(scene.text)
}

fn conflicts(scene: &Scene<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let near = one.value > other.value / 2.0 && one.value < other.value * 2.0;
    let apart = one.passage != other.passage;
    if !near || !apart || one.interval.meets(other.interval) {
        return false;
    }
    let (Some(first), Some(second)) = (scene.block(one), scene.block(other)) else {
        return false;
    };
    let (Some(then), Some(now)) = (times(first, one), times(second, other)) else {
        return false;
    };
    let (said, again) = (words(sentence(scene, one)), words(sentence(scene, other)));
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
