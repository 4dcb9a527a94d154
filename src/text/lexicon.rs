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
pub(super) struct Table {
    /// By hash: a word's number and one, or 0.
    slots: Box<[u16; SIZE]>,
    /// By word.
    entries: Vec<Entry>,
    /// All words, each with a line break behind it.
    letters: String,
    /// Where in `letters` each word starts, and where one more would.
    starts: Vec<u16>,
}

struct Entry {
    /// The word's last letters, as [`Key::last`] has them: most words are told by them alone.
    last: u64,
    class: Class,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut slots = Box::new([0_u16; SIZE]);
    let letters = unfolded(WORDS);
    let mut starts = Vec::with_capacity(SET_OF.len() + 1);
    let mut entries = Vec::with_capacity(SET_OF.len());
    let mut own = 0;
    // The build has made sure that 16 bits count all letters, and that half of the slots stay free.
    let mut start = 0_u16;
    starts.push(start);
    let words = letters.split_terminator('\n');
    for ((number, word), set) in (1_u16..).zip(words).zip(SET_OF) {
        let key = word.bytes().fold(Key::EMPTY, Key::with);
        let mut at = key.hash as usize % SIZE;
        while slots[at] != 0 {
            at = (at + 1) % SIZE;
        }
        slots[at] = number;
        start = start.saturating_add(u16::try_from(word.len() + 1).unwrap_or(0));
        starts.push(start);
        let mut set = usize::from(set);
        if set == OWN {
            set += own;
            own += 1;
        }
        entries.push(Entry {
            last: key.last,
            class: Class(SETS.get(set).copied().unwrap_or_default()),
        });
    }
    Table {
        slots,
        entries,
        letters,
        starts,
    }
});

/// The table; who looks up many words asks for it once.
pub(super) fn table() -> &'static Table {
    &TABLE
}

/// What a word in lower case is looked up by, made byte by byte.
#[derive(Clone, Copy)]
pub(super) struct Key {
    /// FNV-1a.
    pub hash: u32,
    /// The last eight bytes; of a shorter word all, with a one before them, so that no two have the same.
    last: u64,
}

impl Key {
    /// An empty word's.
    pub const EMPTY: Self = Self {
        hash: 0x811C_9DC5,
        last: 1,
    };

    /// The key with one byte more.
    pub const fn with(self, byte: u8) -> Self {
        Self {
            hash: (self.hash ^ byte as u32).wrapping_mul(0x0100_0193),
            last: self.last << 8 | byte as u64,
        }
    }
}

/// So long a word is whole in [`Key::last`]; of a longer one the letters are compared.
const SHORT: usize = 7;

impl Table {
    /// The number of a word with its key and its bytes, whatever the case of its ASCII letters.
    pub fn find(&self, key: Key, word: &[u8]) -> Known {
        let mut at = key.hash as usize % SIZE;
        loop {
            let number = self.slots[at];
            let Some(index) = usize::from(number).checked_sub(1) else {
                return Known::NONE;
            };
            if self.entries[index].last == key.last
                && (word.len() <= SHORT || self.is_spelled(index, word))
            {
                return Known(number);
            }
            at = (at + 1) % SIZE;
        }
    }

    fn is_spelled(&self, index: usize, word: &[u8]) -> bool {
        let end = usize::from(self.starts[index + 1]) - 1;
        let known = &self.letters.as_bytes()[usize::from(self.starts[index])..end];
        known.len() == word.len() && known.eq_ignore_ascii_case(word)
    }

    /// The classes of a word of the lexicon; none for all else.
    pub fn class(&self, known: Known) -> Class {
        let index = usize::from(known.0).wrapping_sub(1);
        self.entries
            .get(index)
            .map_or(Class::NONE, |entry| entry.class)
    }
}

/// Longer words are in no table; it bounds the work for one endless word.
pub(super) const LONGEST: usize = 24;

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
    let mut key = Key::EMPTY;
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
        key = key.with(byte);
    }
    let table = table();
    let known = table.find(key, &lower[..length]);
    (table.class(known), key.hash, known)
}

#[cfg(test)]
mod tests {
    use super::{Known, LONGEST, WORDS, look_up, unfolded};

    #[test]
    fn every_word_is_found_whatever_its_case_and_nothing_that_ends_like_it() {
        let letters = unfolded(WORDS);
        let words = (1..).zip(letters.split_terminator('\n'));
        // One with "’" is found as the one with a straight apostrophe.
        let plain = |word: &str| word.len() < LONGEST && !word.contains('’');
        for (number, word) in words.filter(|(_, word)| plain(word)) {
            let known = |word: &str| look_up(word).2;
            assert_eq!(known(word), Known(number), "{word}");
            assert_eq!(known(&word.to_ascii_uppercase()), Known(number), "{word}");
            assert_eq!(known(&["\0", word].concat()), Known::NONE, "{word}");
        }
    }
}
