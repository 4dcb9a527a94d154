//! The classes of a word, from the tables in `data/`, by one hash look-up for each token.
//!
//! A word may be in several classes ("May" is a month and an auxiliary). Detectors test bits and
//! look a value up only where a bit is set, so an ordinary word costs one probe in all.

use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of word classes. The classes themselves are constants of this module, made from `data/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// No class.
    pub const NONE: Self = Self(0);

    /// This set and `other`.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

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

/// Words that hold a sentence together and say nothing of its subject.
pub const FUNCTION: Class = DETERMINER
    .or(POSSESSIVE)
    .or(PRONOUN)
    .or(PREPOSITION)
    .or(CONJUNCTION)
    .or(AUXILIARY)
    .or(STARTER);

/// The hash table over `LETTERS`: built once at the first look-up, in one pass over the words. In the program's file it
/// would hardly compress.
struct Table {
    /// By hash: a word's number and one, or 0.
    slots: Box<[u16; SIZE]>,
    /// Where in `LETTERS` each word starts, and where one more would.
    starts: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut slots = Box::new([0_u16; SIZE]);
    let mut starts = Vec::with_capacity(SET_OF.len() + 1);
    // The build has made sure that 16 bits count all letters, and that half of the slots stay free.
    let mut start = 0_u16;
    starts.push(start);
    for (number, word) in (1_u16..).zip(LETTERS.split_terminator('\n')) {
        let mut at = word.bytes().fold(SEED, mixed) as usize % SIZE;
        while slots[at] != 0 {
            at = (at + 1) % SIZE;
        }
        slots[at] = number;
        start = start.saturating_add(u16::try_from(word.len() + 1).unwrap_or(0));
        starts.push(start);
    }
    Table { slots, starts }
});

/// FNV-1a: what an empty word's hash is.
const SEED: u32 = 0x811C_9DC5;

/// The hash with one byte more.
const fn mixed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Longer words are in no table; it bounds the work for one endless word.
const LONGEST: usize = 24;

/// The classes of `word`, whatever its case.
#[must_use]
pub fn classes(word: &str) -> Class {
    look_up(word).0
}

/// The classes of `word` and its hash, whatever its case (ASCII letters only; other letters must match).
///
/// The hash is FNV-1a over the word in lower case, 0 for a word too long for any table.
#[must_use]
pub fn look_up(word: &str) -> (Class, u32) {
    if word.len() > LONGEST {
        return (Class::NONE, 0);
    }
    let mut lower = [0; LONGEST];
    let mut length = 0;
    let mut hash = SEED;
    let mut rest = word.as_bytes();
    while let [first, after @ ..] = rest {
        // The tables write "don't" with a straight apostrophe.
        let (byte, after) = match rest.strip_prefix("’".as_bytes()) {
            Some(after) => (b'\'', after),
            None => (first.to_ascii_lowercase(), after),
        };
        lower[length] = byte;
        length += 1;
        hash = mixed(hash, byte);
        rest = after;
    }
    let lower = &lower[..length];
    let Table { slots, starts } = &*TABLE;
    let mut at = hash as usize % SIZE;
    loop {
        let Some(word) = usize::from(slots[at]).checked_sub(1) else {
            return (Class::NONE, hash);
        };
        let end = usize::from(starts[word + 1]) - 1;
        let known = &LETTERS.as_bytes()[usize::from(starts[word])..end];
        if known == lower {
            return (Class(SETS[usize::from(SET_OF[word])]), hash);
        }
        at = (at + 1) % SIZE;
    }
}
