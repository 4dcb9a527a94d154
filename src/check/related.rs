//! Claims that speak of the same thing: those of one sum, one number said twice, one thing measured twice, quotations
//! of one speaker, one day named twice.

use super::finding::Finding;
use super::word;
use crate::claim::hash;
use crate::report::{Claim, Detail, Precision, Value};
use crate::text::lookup::Lookup;
use crate::text::pieces;

/// A person reads them all, so there are few.
const MOST: usize = 12;
/// How many of those that share one thing are looked at, to either side.
const REACH: usize = 4;

/// Something that two claims may share: a rank, 1 binding closest, and the hash of what it is. Two things that share a
/// hash of 64 bits would only show one claim too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What one claim may share with others: three things at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bonds {
    bonds: [Option<Bond>; 3],
}

impl Bonds {
    fn push(&mut self, bond: Bond) {
        if let Some(free) = self.bonds.iter_mut().find(|bond| bond.is_none()) {
            *free = Some(bond);
        }
    }

    fn iter(&self) -> impl Iterator<Item = Bond> {
        self.bonds.into_iter().flatten()
    }
}

/// A claim on the chain of those that share one thing, with its neighbours on it.
#[derive(Clone, Copy, Debug)]
struct Ring {
    claim: u32,
    rank: u8,
    before: u32,
    behind: u32,
}

/// No ring.
const NONE: u32 = u32::MAX;

/// The chains on which the claims of an article hang, made claim by claim.
///
/// Numbers are 32 bits, which no text that fits into the memory has too many claims for: of a long text this is most of
/// what is held.
#[derive(Debug)]
pub struct Chains {
    /// The last ring of each chain.
    last: Lookup<Option<u32>>,
    rings: Vec<Ring>,
    claims: usize,
}

impl Chains {
    pub fn with_capacity(claims: usize) -> Self {
        Self {
            last: Lookup::with_capacity(claims),
            rings: Vec::with_capacity(claims),
            claims: 0,
        }
    }

    /// Adds the next claim.
    pub fn push(&mut self, bonds: &Bonds) {
        for bond in bonds.iter() {
            let here = u32::try_from(self.rings.len()).unwrap_or(NONE);
            let before = self.last.of(bond.hash).replace(here).unwrap_or(NONE);
            if let Some(ring) = self.rings.get_mut(before as usize) {
                ring.behind = here;
            }
            self.rings.push(Ring {
                claim: u32::try_from(self.claims).unwrap_or(NONE),
                rank: bond.rank,
                before,
                behind: NONE,
            });
        }
        self.claims += 1;
    }

    /// Calls `take` with each claim in turn and those that are related to it, closest first, at most twelve.
    ///
    /// Takes time linear in the number of claims: of those that share a thing, only the nearest few are looked at.
    pub fn each(self, findings: &[&Finding], mut take: impl FnMut(usize, &[usize])) {
        let Self {
            last,
            rings,
            claims,
        } = self;
        drop(last);
        // By claim: those of its sums.
        let mut sums: Lookup<Vec<usize>> = Lookup::default();
        for finding in findings {
            for &one in &finding.claims {
                let others = sums.of(one as u64);
                for &other in &finding.claims {
                    if others.len() < 4 * MOST {
                        others.push(other);
                    }
                }
            }
        }
        let mut next = 0;
        let mut near: Vec<u64> = Vec::new();
        let mut related = Vec::with_capacity(MOST);
        for at in 0..claims {
            near.clear();
            if let Some(others) = sums.get(at as u64) {
                near.extend(others.iter().map(|&other| packed(0, at, other)));
            }
            while let Some(here) = rings.get(next).filter(|ring| ring.claim as usize == at) {
                next += 1;
                let ways: [fn(&Ring) -> u32; 2] = [|ring| ring.before, |ring| ring.behind];
                for way in ways {
                    let mut ring = here;
                    for _ in 0..REACH {
                        let Some(other) = rings.get(way(ring) as usize) else {
                            break;
                        };
                        near.push(packed(here.rank, at, other.claim as usize));
                        ring = other;
                    }
                }
            }
            closest(at, &mut near, &mut related);
            take(at, &related);
        }
    }
}

/// For each claim the indices of those that are related to it, as [`Chains::each`] gives them.
pub fn related(all: &[Bonds], findings: &[&Finding]) -> Vec<Vec<usize>> {
    let mut chains = Chains::with_capacity(all.len());
    for bonds in all {
        chains.push(bonds);
    }
    let mut lists = Vec::with_capacity(all.len());
    chains.each(findings, |_, related| lists.push(related.to_vec()));
    lists
}

/// The first twelve of `near` by rank and distance, each once and without `at` itself.
///
/// There are a few dozen at most: putting each in its place is as fast as a sort and a fraction of its code.
fn closest(at: usize, near: &mut [u64], related: &mut Vec<usize>) {
    for end in 1..near.len() {
        let mut place = end;
        while place > 0 && near[place - 1] > near[place] {
            near.swap(place - 1, place);
            place -= 1;
        }
    }
    related.clear();
    for packed in near {
        let other = (*packed & u64::from(u32::MAX)) as usize;
        if other != at && !related.contains(&other) && related.len() < MOST {
            related.push(other);
        }
    }
}

/// Rank, distance and claim in one number, in the order of their weight. No text that fits into the memory has 2^29
/// claims.
fn packed(rank: u8, at: usize, claim: usize) -> u64 {
    u64::from(rank) << 61 | (at.abs_diff(claim) as u64) << 32 | claim as u64
}

/// What the claim may share with others.
pub fn bonds(claim: &Claim) -> Bonds {
    let mut bonds = Bonds::default();
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
            // The stems of all words with spaces between them, how many they are and where the last starts.
            let words = quantity.measured.as_deref().unwrap_or_default();
            let mut stems = String::with_capacity(words.len());
            let (mut count, mut head) = (0, 0);
            for word in words.split(|c: char| !c.is_alphanumeric()) {
                if word.len() > 2 && !word::is(word, word::COMMON) {
                    if count > 0 {
                        stems.push(' ');
                    }
                    head = stems.len();
                    word::push_stem(word, &mut stems);
                    count += 1;
                }
            }
            if count > 1 {
                bonds.push(Bond::new(Bond::MEASURED, &stems, ""));
            }
            if count > 0 {
                let head = pieces::from(&stems, head);
                bonds.push(Bond::new(Bond::HEAD, head, unit));
            }
        }
        Detail::Date(date) => {
            let exact = matches!(date.precision, Precision::Day | Precision::Month);
            let day = date.value.as_deref().filter(|_| exact);
            if let Some(day) = day {
                bonds.push(Bond::new(Bond::DAY, day, ""));
            }
        }
        // What it is compared with is said in words.
        Detail::Comparison(_) => {}
        Detail::Quotation(quotation) => {
            if let Some(speaker) = &quotation.speaker {
                bonds.push(Bond::new(Bond::SPEAKER, speaker, ""));
            }
        }
    }
    bonds
}
