//! A number of the headline against the same one in the text.

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Figure, Scene};
use super::word;
use crate::report::{CheckKind, Modifier};
use crate::text::{Span, pieces};

/// A headline is no longer, in bytes.
const LONGEST: usize = 160;
/// How many numbers of a headline are looked at.
const MOST: usize = 6;
/// How many numbers of the text are compared with it.
pub const REACH: usize = 60;
/// How many blocks behind the headline are the lead.
const LEAD: usize = 2;
/// How many words the headline and a sentence of the lead share that speak of the same thing.
const SHARED: usize = 2;

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    if !has_headline(scene) {
        return;
    }
    let number = |figure: &Figure<'_>| {
        scene
            .passages
            .get(figure.passage)
            .map_or(usize::MAX, |passage| passage.number)
    };
    let split = scene.figures.partition_point(|figure| number(figure) == 0);
    let (headline, body) = scene.figures.split_at(split);
    let body = body.get(..body.len().min(REACH)).unwrap_or_default();
    for figure in headline.iter().take(MOST) {
        if !is_telling(figure) {
            continue;
        }
        let alike: Vec<&Figure<'_>> = body
            .iter()
            .filter(|other| is_alike(figure, other) && !other.is_range)
            .collect();
        // A headline rounds.
        let loose = Interval::printed(figure.numeral.of(scene.text), figure.value, true);
        let same = alike
            .iter()
            .find(|other| other.interval.meets(figure.interval) || other.interval.meets(loose));
        if let Some(other) = same {
            found.push(finding(scene, figure, other, number(other), true));
            continue;
        }
        let lead: Vec<&&Figure<'_>> = alike.iter().filter(|other| number(other) <= LEAD).collect();
        if let [other] = lead.as_slice()
            && differs(scene, figure, other)
        {
            found.push(finding(scene, figure, other, number(other), false));
        }
    }
}

/// Whether the first block is a headline: short, without a full stop, and over a text of sentences.
fn has_headline(scene: &Scene<'_>) -> bool {
    let Some(first) = scene.blocks.first() else {
        return false;
    };
    let line = first.of(scene.text);
    scene.blocks.len() > 2
        && line.len() <= LONGEST
        && !line.ends_with(['.', ':', ',', '!', ')'])
        && scene.blocks.iter().skip(1).take(3).any(|block| {
            block.len() > LONGEST / 2 && pieces::has(block.of(scene.text), ". ")
                || block.of(scene.text).ends_with('.')
        })
}

/// Worth a sum: no length of time, no age, no small number.
fn is_telling(figure: &Figure<'_>) -> bool {
    let kind = figure.is_amount() || figure.is_percent();
    kind && figure.is_closed() && (figure.value >= 3.0 || !figure.is("count"))
}

/// Whether both can be the same quantity: the same unit; of counts also the same thing.
fn is_alike(headline: &Figure<'_>, other: &Figure<'_>) -> bool {
    let way = |figure: &Figure<'_>| match figure.quantity.modifier {
        Modifier::Up => 1,
        Modifier::Down => 2,
        _ => 0,
    };
    headline.same_unit(other)
        && (way(headline) == way(other) || way(headline) == 0 || way(other) == 0)
}

/// Whether the lead gives another number for what the headline speaks of.
fn differs(scene: &Scene<'_>, headline: &Figure<'_>, other: &Figure<'_>) -> bool {
    let near = other.value > headline.value / 2.0 && other.value < headline.value * 2.0;
    if !near || !other.is_closed() || headline.quantity.modifier != other.quantity.modifier {
        return false;
    }
    let sentence = |figure: &Figure<'_>| {
        scene
            .claims
            .get(figure.claim)
            .map_or(Span::default(), |claim| claim.sentence)
            .of(scene.text)
    };
    let said = words(sentence(headline));
    let again = words(sentence(other));
    let shared = said.iter().filter(|word| again.contains(word)).count();
    shared >= SHARED && shared * 3 >= said.len()
}

/// The stems of the words that carry a sentence, at most forty.
pub fn words(sentence: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let carrying = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 3 && !word::is(word, word::COMMON))
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .take(40);
    for carrying in carrying {
        let stem = word::stem(carrying);
        if !words.contains(&stem) {
            words.push(stem);
        }
    }
    words
}

fn finding(
    scene: &Scene<'_>,
    headline: &Figure<'_>,
    other: &Figure<'_>,
    number: usize,
    agree: bool,
) -> Finding {
    let sum = format!(
        "headline: {}; paragraph {number}: {}",
        print::figure(scene, headline),
        print::figure(scene, other)
    );
    Finding::compared(CheckKind::Repeat, agree, &[headline, other], sum)
}
