//! A total and its parts: "14 people: nine men and five women", "9 men and 5 women, 14 in all".

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Bound, Figure, Scene};
use super::word;
use crate::report::CheckKind;
use crate::text::{Block, Kind, Known, pieces, word, words};

/// The most parts that are added up.
const MOST: usize = 12;
/// The most tokens from one part to the next.
const APART: usize = 9;

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    let mut at = 0;
    while at < scene.figures.len() {
        let next = opened(scene, at, found).or_else(|| closed(scene, at, found));
        at = next.unwrap_or(at + 1);
    }
}

/// "14 people: nine men and five women": the index after the last part.
fn opened(scene: &Scene<'_>, at: usize, found: &mut Vec<Finding>) -> Option<usize> {
    let total = scene.figures.get(at)?;
    let block = scene.block(total)?;
    if !is_part(total) {
        return None;
    }
    let first = scene.near(at, 1)?;
    let opener = (total.last + 1..(total.last + 7).min(first.first)).find(|&at| {
        block.is_any(at, words![":", "(", "—", "–"])
            || word::is(block.word(at), word::PARTS)
            || (block.is(at, word!("of"))
                && (block.is(at.wrapping_sub(1), word!("consisting"))
                    || block.is(at.wrapping_sub(2), word!("made"))
                        && block.is(at.wrapping_sub(1), word!("up"))))
    })?;
    if first.first > opener + 2 || breaks(block, total.last + 1, opener) {
        return None;
    }
    let (parts, last) = list(scene, block, at + 1)?;
    // Behind the last part the list must be over.
    let end = parts.last()?.last + 1;
    let closing: &[&str] = match block.word(opener) {
        "(" => &[")"],
        "—" | "–" => &["—", "–", ".", ""],
        _ => &[".", "", ";", "?", "!"],
    };
    let over = (end..end + 8)
        .take_while(|&at| !block.is_any(at, words![","]))
        .any(|at| closing.contains(&block.word(at)));
    let more = scene.near(last, 1).is_some_and(|next| next.first < end + 8);
    if !over || more {
        return None;
    }
    add_up(scene, total, &parts, true, found);
    Some(last + 1)
}

/// "9 men and 5 women, 14 in all", "for a total of 14"
fn closed(scene: &Scene<'_>, at: usize, found: &mut Vec<Finding>) -> Option<usize> {
    let block = scene.block(scene.figures.get(at)?)?;
    let (mut parts, mut last) = list(scene, block, at)?;
    // The total may have been read as one more part.
    let total = match scene.near(last, 1) {
        Some(total) if is_total(block, total) => {
            last += 1;
            total
        }
        _ => {
            let total = parts.pop().filter(|total| is_total(block, total))?;
            if parts.len() < 2 {
                return None;
            }
            total
        }
    };
    let gap = total.first.checked_sub(parts.last()?.last + 1)?;
    if gap > APART || !is_part(total) {
        return None;
    }
    add_up(scene, total, &parts, false, found);
    Some(last + 1)
}

fn is_total(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    let before = |back: usize, word: Known| {
        figure
            .first
            .checked_sub(back)
            .is_some_and(|at| block.is(at, word))
    };
    let behind = figure.last + 1;
    before(1, word!("of")) && before(2, word!("total"))
        || before(1, word!("totalling"))
        || before(1, word!("totaling"))
        || block.is(behind, word!("in")) && block.is_any(behind + 1, words!["all", "total"])
        || block.is(behind, word!("altogether"))
}

/// Something that can be added up: a count or a measure, of one value.
fn is_part(figure: &Figure<'_>) -> bool {
    let bare = figure.quantity.dimension.is_none() && figure.quantity.unit.is_none();
    (bare || figure.is_amount()) && figure.is_closed()
}

/// Figure `at` and those behind it that commas and "and" join to a list of like things.
fn list<'s, 'a>(
    scene: &'s Scene<'a>,
    block: &Block<'_>,
    at: usize,
) -> Option<(Vec<&'s Figure<'a>>, usize)> {
    let first = scene.figures.get(at)?;
    // Most numbers stand alone in their sentence.
    scene.near(at, 1)?;
    let mut parts = vec![first];
    let mut last = at;
    while parts.len() < MOST
        && let Some(next) = scene.near(last, 1)
        && let Some(before) = parts.last()
    {
        let joint = next.first.checked_sub(1)?;
        let apart = next.first.checked_sub(before.last + 1)?;
        let joined = block.is_any(joint, words![",", "and", ";"]);
        if apart == 0 || apart > APART || !joined || breaks(block, before.last + 1, joint) {
            break;
        }
        parts.push(next);
        last += 1;
    }
    let like = parts
        .iter()
        .all(|part| is_part(part) && is_like(first, part));
    (parts.len() >= 2 && like).then_some((parts, last))
}

/// Whether both can be parts of one total: both counts, or in the same unit.
fn is_like(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let counts = |figure: &Figure<'_>| figure.is("count") || figure.quantity.dimension.is_none();
    counts(one) && counts(other) || one.same_unit(other)
}

/// Whether a bracket, a colon or the like stands between the tokens.
#[inline]
fn breaks(block: &Block<'_>, from: usize, to: usize) -> bool {
    (from..to)
        .any(|at| block.kind(at) == Some(Kind::Other) && !block.is_any(at, words!["-", ",", "%"]))
}

fn add_up(
    scene: &Scene<'_>,
    total: &Figure<'_>,
    parts: &[&Figure<'_>],
    strict: bool,
    found: &mut Vec<Finding>,
) {
    if !parts.iter().all(|part| is_like(total, part)) {
        return;
    }
    let exact = |figure: &Figure<'_>| {
        if figure.bound == Bound::Exact && !figure.is("currency") && figure.value < 1e5 {
            Interval::exactly(figure.value)
        } else {
            figure.interval
        }
    };
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let added = parts
        .iter()
        .map(|part| exact(part))
        .fold(Interval::exactly(0.0), Interval::plus);
    let agree = added.meets(exact(total));
    // Far off, the numbers are no parts; nor where one is larger than the whole.
    let near = sum < total.value * 1.5
        && sum > total.value * 0.67
        && parts.iter().all(|part| part.value < total.value);
    if !agree && (!near || !strict && parts.len() < 2) {
        return;
    }
    let shown: Vec<String> = parts.iter().map(|part| print::bare(scene, part)).collect();
    let (all, rounded) = print::like(scene, total, sum);
    let mut figures: Vec<&Figure<'_>> = parts.to_vec();
    figures.push(total);
    let text = format!(
        "{} {} {all}{}",
        pieces::joined(&shown, " + "),
        print::equals(rounded, parts),
        if agree && sum == total.value {
            String::new()
        } else {
            let hedge = print::hedge(scene, total);
            format!("; the text says {hedge}{}", print::bare(scene, total))
        }
    );
    found.push(Finding::compared(CheckKind::Parts, agree, &figures, text));
}
