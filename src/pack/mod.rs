//! The report in buffers, which is how it crosses to JavaScript: made of thousands of small strings and objects, it would
//! cost more to hand over one by one than to find.
//!
//! `www/engine/unpack.ts` is the other side and has to change with this. A report is handed over in buffers of about
//! [`MOST`] words, each of which can be read and let go before the next one is made; a change in a single one. A buffer is a
//! list of 32-bit words:
//!
//! | words | what |
//! |---|---|
//! | 1 | how many strings there are: `s` |
//! | 1 | how many words of content: `n` |
//! | 1 | how many bytes of letters: `b` |
//! | `s` | the length of each string, in UTF-16 units |
//! | `n` | the content: what `content.rs` writes, in that order |
//! | `b` / 4, rounded up | the letters of all strings, UTF-8, one behind the other, in the machine's byte order |
//!
//! In the content a string is its number from 1 on, and 0 is `null`; a list is its length and its items; a number that
//! may have a fraction is the two halves of its 64 bits, the lower first; all other numbers are one word. The content of a
//! report is a row of records, each whole in its buffer, which begin with their kind.
//!
//! Of a link's address most is the same from claim to claim. So a claim's links are, first, the list of what the claim puts
//! into the slots of their templates, in the order of `link::Slot::ALL`; then the list of the links, each by the number of
//! its pattern in the buffer, from 1 on. The first link of a pattern is followed by what the pattern is: label, target, why,
//! group, and the list of the pieces of the address. A piece is a string, or 0 and the place of a slot.

mod content;

use std::borrow::Cow;

pub use content::{change, report, scan};

use crate::link::Pattern;

/// About how many words a buffer of a report has. More take memory, fewer write common strings again.
const MOST: usize = 1 << 16;

/// What a record of a report is.
#[derive(Clone, Copy)]
enum Record {
    /// A claim with its links; without related ones and checks, which are known when all claims are.
    Claim = 1,
    /// The claims that are related to one, all by their places among the claims.
    Related = 2,
    Person = 3,
    /// A check; its claims by their places.
    Check = 4,
    /// Id and worth of the report. It is the last.
    End = 5,
}

/// A buffer while it is written.
#[derive(Debug, Default)]
struct Packer {
    lengths: Vec<u32>,
    content: Vec<u32>,
    letters: Vec<u8>,
    /// By hash: a key and the number of its string, 0 in free places. At least half are free.
    known: Vec<(u64, u32)>,
    taken: usize,
    patterns: Patterns,
}

/// The patterns of links that a buffer has so far.
#[derive(Debug, Default)]
struct Patterns {
    /// Each with the number of the one before it of the same target, 0 where there is none.
    all: Vec<(Pattern, u32)>,
    /// By target: the number of its last one, from 1 on.
    last: Vec<u32>,
}

impl Patterns {
    /// The number of a pattern, from 1 on, and whether it is a new one. A target has as many patterns at most as the tables
    /// have words that call for it, with a country each, however long the text is.
    fn number(&mut self, pattern: Pattern) -> (u32, bool) {
        if self.last.len() <= pattern.target {
            self.last.resize(pattern.target + 1, 0);
        }
        let mut number = self.last[pattern.target];
        while let Some((known, before)) = self.all.get((number as usize).wrapping_sub(1)) {
            if *known == pattern {
                return (number, false);
            }
            number = *before;
        }
        self.all.push((pattern, self.last[pattern.target]));
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.last[pattern.target] = number;
        (number, true)
    }

    /// The number of a pattern that no other link has.
    fn own(&mut self) -> u32 {
        self.all.push((Pattern::default(), 0));
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }
}

impl Packer {
    fn word(&mut self, word: u32) {
        self.content.push(word);
    }

    /// Counts and offsets: no text of 4 GB fits into the module's memory.
    fn count(&mut self, count: usize) {
        self.content.push(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn number(&mut self, number: f64) {
        // There is one zero.
        let bits = (number + 0.0).to_bits();
        self.content.extend([bits as u32, (bits >> 32) as u32]);
    }

    /// A string that is written whole.
    fn text(&mut self, text: &str) {
        let number = self.add(text);
        self.word(number);
    }

    /// A string that others share: it stays where it is until the buffer is done, so its address tells it.
    fn shared(&mut self, text: &str) {
        let key = (text.as_ptr() as u64).rotate_left(16) ^ text.len() as u64;
        let number = self.known(key, text);
        self.word(number);
    }

    /// An id, which is written once however often claims and checks name it.
    fn id(&mut self, id: &str) {
        // Ids are hashes; the highest bit keeps them apart from addresses, which have it not.
        let key = id.bytes().fold(0_u64, |hash, byte| {
            (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        let number = self.known(key | 1 << 63, id);
        self.word(number);
    }

    /// Borrowed strings are shared.
    #[expect(
        clippy::ptr_arg,
        reason = "what is borrowed and what is owned is told apart"
    )]
    fn cow(&mut self, text: &Cow<'_, str>) {
        match text {
            Cow::Borrowed(text) => self.shared(text),
            Cow::Owned(text) => self.text(text),
        }
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => write(self, value),
            None => self.word(0),
        }
    }

    fn add(&mut self, text: &str) -> u32 {
        let units = if text.is_ascii() {
            text.len()
        } else {
            text.chars().map(char::len_utf16).sum()
        };
        self.letters.extend_from_slice(text.as_bytes());
        self.lengths.push(u32::try_from(units).unwrap_or(u32::MAX));
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    fn known(&mut self, key: u64, text: &str) -> u32 {
        if self.taken * 2 >= self.known.len() {
            self.grow();
        }
        let mut at = self.place(key);
        while self.known[at].1 != 0 {
            if self.known[at].0 == key {
                return self.known[at].1;
            }
            at = (at + 1) % self.known.len();
        }
        let number = self.add(text);
        self.known[at] = (key, number);
        self.taken += 1;
        number
    }

    fn place(&self, key: u64) -> usize {
        let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize % self.known.len()
    }

    fn grow(&mut self) {
        let size = (self.known.len() * 2).max(256);
        let before = std::mem::replace(&mut self.known, vec![(0, 0); size]);
        for (key, number) in before.into_iter().filter(|(_, number)| *number != 0) {
            let mut at = self.place(key);
            while self.known[at].1 != 0 {
                at = (at + 1) % size;
            }
            self.known[at] = (key, number);
        }
    }

    fn record(&mut self, kind: Record) {
        self.word(kind as u32);
    }

    fn is_full(&self) -> bool {
        self.lengths.len() + self.content.len() + self.letters.len() / 4 >= MOST
    }

    /// Hands the buffer over and begins the next one.
    fn hand_over(&mut self, take: &mut dyn FnMut(&[u32])) {
        let buffer = std::mem::take(self);
        take(&buffer.finish());
    }

    fn finish(self) -> Vec<u32> {
        let words = self.letters.chunks(4).map(|chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            u32::from_ne_bytes(word)
        });
        let counts = [self.lengths.len(), self.content.len(), self.letters.len()];
        let mut out = Vec::with_capacity(3 + counts[0] + counts[1] + counts[2] / 4 + 1);
        out.extend(counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX)));
        out.extend_from_slice(&self.lengths);
        out.extend_from_slice(&self.content);
        out.extend(words);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;
    use crate::link::Pattern;

    #[test]
    fn a_pattern_is_new_once() {
        let of = |target, topic| Pattern {
            target,
            topic,
            country: 0,
        };
        let mut patterns = Patterns::default();
        let mut number = |target, topic| patterns.number(of(target, topic));
        assert_eq!(number(7, 1), (1, true));
        assert_eq!(number(7, 2), (2, true));
        assert_eq!(number(0, 1), (3, true));
        assert_eq!(number(7, 1), (1, false));
        assert_eq!(number(7, 2), (2, false));
        assert_eq!(number(0, 1), (3, false));
    }
}
