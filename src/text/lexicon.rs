//! The classes of a word, from the tables in `data/`, by one hash look-up for each token.
//!
//! A word may be in several classes ("May" is a month and an auxiliary). Detectors test bits and
//! look a value up only where a bit is set, so an ordinary word costs one probe in all.
//!
//! Rules that name a word compare its number in the lexicon, which the compiler looks up: `word!("ago")` is a constant of
//! two bytes, and no letters are compared at run time.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::lines::unfolded;

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

/// A word of the lexicon, whatever its case, or a mark of one character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u16);

impl Known {
    /// What is neither in the lexicon nor a mark.
    pub const NONE: Self = Self(0);

    /// Marks are numbered by their characters, from here on. The build makes sure that there are not so many words.
    const MARKS: u16 = 0x8000;

    /// The word or mark that a rule names; compiling fails where it is neither, so that no rule waits for a word that
    /// never comes.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        match Self::mark(name.as_bytes()) {
            Self::NONE => {
                let number = number_of(name.as_bytes());
                assert!(number > 0, "put the word into data/words.csv first");
                Self(number)
            }
            mark => mark,
        }
    }

    /// A mark of one character below U+8000; everything that an article's rules name is.
    pub(super) const fn mark(text: &[u8]) -> Self {
        let code = match *text {
            [one] if !one.is_ascii_alphanumeric() => one as u16,
            [first @ 0xC2..0xE0, next] => (first as u16 & 0x1F) << 6 | (next as u16 & 0x3F),
            [first @ 0xE0..0xE8, next, last] => {
                (first as u16 & 0xF) << 12 | (next as u16 & 0x3F) << 6 | (last as u16 & 0x3F)
            }
            _ => return Self::NONE,
        };
        Self(Self::MARKS | code)
    }
}

/// The number of a word in lower case, from 1 on; 0 where the lexicon has it not. For the compiler: it halves the text of
/// all words, which are in order.
const fn number_of(word: &[u8]) -> u16 {
    let letters = LETTERS.as_bytes();
    let (mut low, mut high) = (0, letters.len());
    while low < high {
        // The line that holds the middle.
        let mut start = low + (high - low) / 2;
        while start > low && letters[start - 1] != b'\n' {
            start -= 1;
        }
        let mut at = 0;
        while at < word.len() && letters[start + at] == word[at] {
            at += 1;
        }
        let mut end = start + at;
        let known = letters[end];
        if at == word.len() && known == b'\n' {
            let (mut number, mut before) = (1, 0);
            while before < start {
                number += (letters[before] == b'\n') as u16;
                before += 1;
            }
            return number;
        }
        // A line break comes before all letters.
        if at < word.len() && known < word[at] {
            while letters[end] != b'\n' {
                end += 1;
            }
            low = end + 1;
        } else {
            high = start;
        }
    }
    0
}

/// A word of the lexicon or a mark that a rule names, as a constant.
macro_rules! word {
    ($word:literal) => {
        const { $crate::text::lexicon::Known::named($word) }
    };
}

/// Some of them.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const { &[$($crate::text::lexicon::Known::named($word)),*] }
    };
}

pub(crate) use {word, words};

/// Words that hold a sentence together and say nothing of its subject.
pub const FUNCTION: Class = DETERMINER
    .or(POSSESSIVE)
    .or(PRONOUN)
    .or(PREPOSITION)
    .or(CONJUNCTION)
    .or(AUXILIARY)
    .or(STARTER);

/// The hash table over the words: built once at the first look-up, in one pass over the words. In the program's file it
/// would hardly compress.
struct Table {
    /// By hash: a word's number and one, or 0.
    slots: Box<[u16; SIZE]>,
    /// All words, each with a line break behind it.
    letters: String,
    /// Where in `letters` each word starts, and where one more would.
    starts: Vec<u16>,
    /// By word.
    classes: Vec<Class>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut slots = Box::new([0_u16; SIZE]);
    let letters = unfolded(WORDS);
    let mut starts = Vec::with_capacity(SET_OF.len() + 1);
    let mut classes = Vec::with_capacity(SET_OF.len());
    let mut own = 0;
    // The build has made sure that 16 bits count all letters, and that half of the slots stay free.
    let mut start = 0_u16;
    starts.push(start);
    for (number, word) in (1_u16..).zip(letters.split_terminator('\n')) {
        let mut at = word.bytes().fold(SEED, mixed) as usize % SIZE;
        while slots[at] != 0 {
            at = (at + 1) % SIZE;
        }
        slots[at] = number;
        start = start.saturating_add(u16::try_from(word.len() + 1).unwrap_or(0));
        starts.push(start);
    }
    for set in SET_OF {
        let mut set = usize::from(set);
        if set == OWN {
            set += own;
            own += 1;
        }
        classes.push(Class(SETS.get(set).copied().unwrap_or_default()));
    }
    Table {
        slots,
        letters,
        starts,
        classes,
    }
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

/// The classes of `word`, its hash and which word it is, whatever its case (ASCII letters only; other letters must match).
///
/// The hash is FNV-1a over the word in lower case, 0 for a word too long for any table.
#[must_use]
pub fn look_up(word: &str) -> (Class, u32, Known) {
    look_up_letters(word.as_bytes())
}

/// The same of a word's bytes.
pub(super) fn look_up_letters(word: &[u8]) -> (Class, u32, Known) {
    if word.len() > LONGEST {
        return (Class::NONE, 0, Known::NONE);
    }
    let mut lower = [0; LONGEST];
    let mut length = 0;
    let mut hash = SEED;
    let mut at = 0;
    while let Some(&first) = word.get(at) {
        let mut byte = first.to_ascii_lowercase();
        at += 1;
        // The tables write "don't" with a straight apostrophe, not with "’".
        if first == 0xE2 && word.get(at..at + 2) == Some(&[0x80, 0x99]) {
            byte = b'\'';
            at += 2;
        }
        lower[length] = byte;
        length += 1;
        hash = mixed(hash, byte);
    }
    let lower = &lower[..length];
    let Table {
        slots,
        letters,
        starts,
        classes,
    } = &*TABLE;
    let mut at = hash as usize % SIZE;
    loop {
        let Some(word) = usize::from(slots[at]).checked_sub(1) else {
            return (Class::NONE, hash, Known::NONE);
        };
        let end = usize::from(starts[word + 1]) - 1;
        let known = &letters.as_bytes()[usize::from(starts[word])..end];
        if known == lower {
            return (classes[word], hash, Known(slots[at]));
        }
        at = (at + 1) % SIZE;
    }
}
