//! What is found by a key of 64 bits: a hash, or a number.
//!
//! A `HashMap` comes anew for each type that it holds, with some two kilobytes of WebAssembly each time. Here all share one,
//! which numbers the keys, and hold their values in a list. Two words whose 64-bit hashes are the same are taken for one, as
//! everywhere in a report.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use super::case;

/// 64-bit FNV-1a. Not for security: it only has to be stable, short and the same everywhere.
#[must_use]
#[inline(never)]
pub(crate) fn hash(mut bytes: &[u8]) -> u64 {
    let mut hash = EMPTY;
    // The loop itself is half of the work on one byte.
    while let [a, b, c, d, rest @ ..] = bytes {
        hash = with(with(with(with(hash, *a), *b), *c), *d);
        bytes = rest;
    }
    bytes.iter().fold(hash, |hash, &byte| with(hash, byte))
}

/// The hash of `text` in lower case.
#[must_use]
#[inline(never)]
pub(crate) fn hash_lower(text: &str) -> u64 {
    if !text.is_ascii() {
        return hash(case::lower(text).as_bytes());
    }
    // Nearly all: hashed where it stands.
    let lower = text.bytes().map(|byte| byte.to_ascii_lowercase());
    lower.fold(EMPTY, with)
}

/// The hash of nothing.
const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

/// The hash with one byte more.
fn with(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
}

/// The hash of a whole article. A session makes it at each key, so that it takes eight bytes a step: a step of FNV waits for
/// the multiplication of the byte before, which for 100 KB was a tenth of what a key took.
#[must_use]
#[inline(never)]
pub(crate) fn hash_all(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    // The zeros at the end count, so the length does.
    let start = EMPTY ^ text.len() as u64;
    let words = words.iter().chain([&last]);
    words.fold(start, |hash, word| {
        mixed(hash ^ u64::from_le_bytes(*word), ODD)
    })
}

/// Digits of the golden ratio, and odd.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Each bit of `value` on many others; no two values become one, because `odd` is.
#[inline]
fn mixed(value: u64, odd: u64) -> u64 {
    let value = value.wrapping_mul(odd);
    value ^ value >> 32
}

/// Spreads keys over a table: two multiplications, where std's hash takes some three hundred instructions, an eighth of
/// all that a key cost in a session.
///
/// By what it multiplies is std's to choose, anew for each process, so that nobody can write a text whose keys meet. In
/// WebAssembly std has nothing to choose by, whichever hash is made of it.
#[derive(Clone, Debug)]
struct Spread {
    first: u64,
    odd: u64,
}

impl Default for Spread {
    fn default() -> Self {
        let chosen = RandomState::new();
        Self {
            first: chosen.hash_one(0_u8),
            odd: chosen.hash_one(1_u8) | 1,
        }
    }
}

impl BuildHasher for Spread {
    type Hasher = Spreading;

    fn build_hasher(&self) -> Spreading {
        Spreading {
            hash: self.first,
            odd: self.odd,
        }
    }
}

struct Spreading {
    hash: u64,
    odd: u64,
}

impl Hasher for Spreading {
    fn write_u64(&mut self, key: u64) {
        self.hash = mixed(mixed(self.hash ^ key, self.odd), self.odd);
    }

    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(hash(bytes));
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

/// Numbers for keys, in the order in which they came.
#[derive(Clone, Debug, Default)]
struct Numbers(HashMap<u64, u32, Spread>);

impl Numbers {
    #[inline(never)]
    fn find(&self, key: u64) -> Option<usize> {
        self.0.get(&key).map(|&number| number as usize)
    }

    /// Gives a new key the number `next`.
    #[inline(never)]
    fn find_or_add(&mut self, key: u64, next: usize) -> usize {
        // No text that fits into the memory has 2³² of anything.
        let next = u32::try_from(next).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next) as usize
    }

    #[inline(never)]
    fn with_capacity(keys: usize) -> Self {
        Self(HashMap::with_capacity_and_hasher(keys, Spread::default()))
    }
}

/// Values by key.
#[derive(Clone, Debug)]
pub(crate) struct Lookup<T> {
    numbers: Numbers,
    values: Vec<T>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self {
            numbers: Numbers::default(),
            values: Vec::new(),
        }
    }
}

impl<T> Lookup<T> {
    /// With room for so many keys.
    pub fn with_capacity(keys: usize) -> Self {
        Self {
            numbers: Numbers::with_capacity(keys),
            values: Vec::with_capacity(keys),
        }
    }

    /// The value of `key`.
    pub fn get(&self, key: u64) -> Option<&T> {
        self.values.get(self.numbers.find(key)?)
    }

    /// The value of `key`, to be changed.
    pub fn get_mut(&mut self, key: u64) -> Option<&mut T> {
        self.values.get_mut(self.numbers.find(key)?)
    }
}

impl<T: Default> Lookup<T> {
    /// The value of `key`; of a new one the default.
    pub fn of(&mut self, key: u64) -> &mut T {
        let next = self.values.len();
        let at = self.numbers.find_or_add(key, next);
        if at == next {
            self.values.push(T::default());
        }
        &mut self.values[at]
    }
}

#[cfg(test)]
mod tests {
    use super::{Lookup, Spread, hash_all};
    use std::hash::BuildHasher;

    #[test]
    fn every_key_has_a_value_of_its_own() {
        let mut lookup: Lookup<Vec<u8>> = Lookup::default();
        lookup.of(7).push(1);
        lookup.of(u64::MAX).push(2);
        lookup.of(7).push(3);
        assert_eq!(lookup.get(7), Some(&vec![1, 3]));
        assert_eq!(lookup.get_mut(u64::MAX), Some(&mut vec![2]));
        assert_eq!(lookup.get(0), None);
        assert!(lookup.of(0).is_empty());
    }
    #[test]
    fn keys_that_differ_in_few_bits_lie_apart() {
        // Of 4,096 keys in 4,096 places a random spread leaves 37% of the places empty.
        let spread = Spread::default();
        let ways: [fn(u64) -> u64; 4] = [
            |key| key,
            |key| key << 20,
            |key| key << 52,
            |key| (key as f64).to_bits(),
        ];
        for way in ways {
            let mut taken = [false; 4096];
            let mut upper = [false; 128];
            for key in 0..4096 {
                let hash = spread.hash_one(way(key));
                taken[hash as usize % 4096] = true;
                upper[(hash >> 57) as usize] = true;
            }
            assert!(taken.iter().filter(|taken| **taken).count() > 2300);
            assert!(upper.iter().all(|taken| *taken));
        }
    }

    #[test]
    fn each_byte_of_a_text_and_its_length_count() {
        let text = "The pier of Orne lost 40 boats.";
        let mut hashes = vec![hash_all(text), hash_all(""), hash_all("\0"), hash_all("\0\0")];
        for at in 0..text.len() {
            hashes.push(hash_all(&text[..at]) ^ u64::from(at == 0));
            let mut other = text.to_owned();
            other.replace_range(at..=at, "~");
            hashes.push(hash_all(&other));
        }
        let count = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    }
}
