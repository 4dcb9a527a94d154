//! Claims that speak of the same thing: those of one sum, one number said twice, one thing measured twice, quotations
//! of one speaker, one day named twice.

use std::collections::HashMap;

use super::finding::Finding;
use super::word;
use crate::claim::hash;
use crate::report::{Claim, Detail, Precision, Value};

/// A person reads them all, so there are few.
const MOST: usize = 12;
/// How many of those that share one thing are looked at, to either side.
const REACH: usize = 4;

/// Something that two claims may share: a rank, 1 binding closest, and the hash of what it is. Two things that share a
/// hash of 64 bits would only show one claim too many.
#[derive(Clone, Copy)]
struct Bond {
    rank: u8,
    hash: u64,
}

impl Bond {
    /// The same number in the same unit.
    const VALUE: u8 = 1;
    /// The same thing measured, all its words.
    const MEASURED: u8 = 2;
    /// The same head noun measured in the same unit.
    const HEAD: u8 = 3;
    const SPEAKER: u8 = 4;
    const DAY: u8 = 5;

    fn of_value(value: f64, unit: &str) -> Self {
        let bits = value.to_bits();
        Self {
            rank: Self::VALUE,
            hash: hash(&bits.to_le_bytes()) ^ hash(unit.as_bytes()).rotate_left(7),
        }
    }

    fn new(rank: u8, what: &str, unit: &str) -> Self {
        let hash = hash(what.as_bytes()) ^ hash(unit.as_bytes()).rotate_left(7);
        Self {
            rank,
            hash: hash.wrapping_add(u64::from(rank)),
        }
    }
}

/// For each claim the indices of those that are related to it, closest first, at most twelve.
///
/// Takes time linear in the number of claims: of those that share a thing, only the nearest few are looked at.
pub fn related(claims: &[Claim], findings: &[Finding]) -> Vec<Vec<usize>> {
    let mut of_bond: HashMap<u64, Vec<usize>> = HashMap::new();
    let bonds: Vec<Vec<Bond>> = claims.iter().map(bonds).collect();
    for (at, bonds) in bonds.iter().enumerate() {
        for bond in bonds {
            of_bond.entry(bond.hash).or_default().push(at);
        }
    }
    // (rank, distance, claim)
    let mut near: Vec<Vec<(u8, usize, usize)>> = vec![Vec::new(); claims.len()];
    for finding in findings {
        for &one in &finding.claims {
            for &other in &finding.claims {
                if let Some(near) = near.get_mut(one).filter(|near| near.len() < 4 * MOST) {
                    near.push((0, one.abs_diff(other), other));
                }
            }
        }
    }
    for (at, (bonds, near)) in bonds.iter().zip(&mut near).enumerate() {
        for bond in bonds {
            let Some(all) = of_bond.get(&bond.hash) else {
                continue;
            };
            let place = all.partition_point(|&other| other < at);
            let from = place.saturating_sub(REACH);
            let around = all.get(from..(place + REACH + 1).min(all.len()));
            near.extend(
                around
                    .into_iter()
                    .flatten()
                    .map(|&other| (bond.rank, at.abs_diff(other), other)),
            );
        }
    }
    near.into_iter()
        .enumerate()
        .map(|(at, near)| closest(at, near))
        .collect()
}

/// The first twelve of `near` by rank and distance, each once and without `at` itself.
///
/// There are a few dozen at most: picking the least each time is as fast as a sort and a fraction of its code.
fn closest(at: usize, mut near: Vec<(u8, usize, usize)>) -> Vec<usize> {
    near.retain(|(.., other)| *other != at);
    let mut related = Vec::new();
    while related.len() < MOST
        && let Some(&(_, _, next)) = near.iter().min()
    {
        near.retain(|(.., other)| *other != next);
        related.push(next);
    }
    related
}

fn bonds(claim: &Claim) -> Vec<Bond> {
    let mut bonds = Vec::new();
    match &claim.detail {
        Detail::Quantity(quantity) => {
            let unit = quantity
                .currency
                .or(quantity.unit.as_deref())
                .unwrap_or_default();
            let value = match quantity.value {
                Value::One(value) => value,
                Value::Range(low, high) => f64::midpoint(low, high),
            };
            // A small number comes again by chance.
            let telling = value.abs() >= 10.0 || value.fract() != 0.0;
            let time = matches!(quantity.dimension, Some("time" | "age"));
            if telling && !time && !unit.is_empty() {
                bonds.push(Bond::of_value(value, unit));
            }
            let measured: Vec<String> = quantity
                .measured
                .as_deref()
                .unwrap_or_default()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.len() > 2 && !word::is(word, word::COMMON))
                .map(word::stem)
                .collect();
            if measured.len() > 1 {
                bonds.push(Bond::new(Bond::MEASURED, &measured.join(" "), ""));
            }
            if let Some(head) = measured.last() {
                bonds.push(Bond::new(Bond::HEAD, head, unit));
            }
        }
        Detail::Date(date) => {
            let exact = matches!(date.precision, Precision::Day | Precision::Month);
            let day = date.value.as_deref().filter(|_| exact);
            bonds.extend(day.map(|day| Bond::new(Bond::DAY, day, "")));
        }
        // What it is compared with is said in words.
        Detail::Comparison(_) => {}
        Detail::Quotation(quotation) => {
            let speaker = quotation.speaker.as_deref();
            bonds.extend(speaker.map(|speaker| Bond::new(Bond::SPEAKER, speaker, "")));
        }
    }
    bonds
}
