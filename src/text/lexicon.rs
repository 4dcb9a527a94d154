//! The classes of a word, from the tables in `data/`, by one hash look-up for each token.
//!
//! A word may be in several classes ("May" is a month and an auxiliary). Detectors test bits and
//! look a value up only where a bit is set, so an ordinary word costs one probe in all.

use std::ops::BitOr;

/// A set of word classes. The classes themselves are constants of this module, made from `data/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Whether this set shares a class with `other`.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// Longer words are in no table; it bounds the work for one endless word.
const LONGEST: usize = 24;

/// The classes of `word`, whatever its case (ASCII letters only; other letters must match).
#[must_use]
pub fn classes(word: &str) -> Class {
    if word.len() > LONGEST {
        return Class::NONE;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    let mut hash: u32 = 0x811C_9DC5;
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
        hash = (hash ^ u32::from(*to)).wrapping_mul(0x0100_0193);
    }
    let mut at = hash as usize % SLOTS.len();
    loop {
        let (known, classes) = SLOTS[at];
        if known.is_empty() {
            return Class::NONE;
        }
        if known.as_bytes() == lower {
            return Class(classes);
        }
        at = (at + 1) % SLOTS.len();
    }
}
