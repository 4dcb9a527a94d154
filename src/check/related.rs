//! Claims that speak of the same thing: those of one sum, one number said twice, one thing measured twice, quotations
//! of one speaker, one day named twice.

use std::collections::HashMap;

use super::finding::Finding;
use super::word;
use crate::report::{Claim, Detail, Precision, Value};

/// A person reads them all, so there are few.
const MOST: usize = 12;
/// How many of those that share one thing are looked at, to either side.
const REACH: usize = 4;

/// What two claims may share; the earlier ones bind closer.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Bond {
    /// The same number in the same unit.
    Value(u64, String),
    /// The same thing measured, all its words.
    Measured(String),
    /// The same head noun measured in the same unit.
    Head(String, String),
    Speaker(String),
    Day(String),
}

impl Bond {
    const fn rank(&self) -> u8 {
        match self {
            Self::Value(..) => 1,
            Self::Measured(_) => 2,
            Self::Head(..) => 3,
            Self::Speaker(_) | Self::Day(_) => 4,
        }
    }
}

/// For each claim the indices of those that are related to it, closest first, at most twelve.
///
/// Takes time linear in the number of claims: of those that share a thing, only the nearest few are looked at.
pub fn related(claims: &[Claim], findings: &[Finding]) -> Vec<Vec<usize>> {
    let mut of_bond: HashMap<Bond, Vec<usize>> = HashMap::new();
    let bonds: Vec<Vec<Bond>> = claims.iter().map(bonds).collect();
    for (at, bonds) in bonds.iter().enumerate() {
        for bond in bonds {
            of_bond.entry(bond.clone()).or_default().push(at);
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
            let Some(all) = of_bond.get(bond) else {
                continue;
            };
            let place = all.partition_point(|&other| other < at);
            let from = place.saturating_sub(REACH);
            let around = all.get(from..(place + REACH + 1).min(all.len()));
            near.extend(
                around
                    .into_iter()
                    .flatten()
                    .map(|&other| (bond.rank(), at.abs_diff(other), other)),
            );
        }
    }
    near.into_iter()
        .enumerate()
        .map(|(at, mut near)| {
            near.sort_unstable();
            let mut related: Vec<usize> = Vec::new();
            for (_, _, other) in near {
                if other != at && !related.contains(&other) && related.len() < MOST {
                    related.push(other);
                }
            }
            related
        })
        .collect()
}

fn bonds(claim: &Claim) -> Vec<Bond> {
    let mut bonds = Vec::new();
    match &claim.detail {
        Detail::Quantity(quantity) => {
            let unit = quantity
                .currency
                .or(quantity.unit.as_deref())
                .unwrap_or_default()
                .to_owned();
            let value = match quantity.value {
                Value::One(value) => value,
                Value::Range(low, high) => f64::midpoint(low, high),
            };
            // A small number comes again by chance.
            let telling = value.abs() >= 10.0 || value.fract() != 0.0;
            let time = matches!(quantity.dimension, Some("time" | "age"));
            if telling && !time && !unit.is_empty() {
                bonds.push(Bond::Value(value.to_bits(), unit.clone()));
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
                bonds.push(Bond::Measured(measured.join(" ")));
            }
            if let Some(head) = measured.last() {
                bonds.push(Bond::Head(head.clone(), unit));
            }
        }
        Detail::Date(date) => {
            let exact = matches!(date.precision, Precision::Day | Precision::Month);
            bonds.extend(date.value.clone().filter(|_| exact).map(Bond::Day));
        }
        // What it is compared with is said in words.
        Detail::Comparison(_) => {}
        Detail::Quotation(quotation) => {
            bonds.extend(quotation.speaker.clone().map(Bond::Speaker));
        }
    }
    bonds
}
