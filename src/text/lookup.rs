//! What is found by a key of 64 bits: a hash, or a number.
//!
//! A `HashMap` comes anew for each type that it holds, with some two kilobytes of WebAssembly each time. Here all share one
//! table, which numbers the keys, and hold their values in a list. It is our own: std's with its hash is 1.5 kB larger,
//! gzipped, and asked more slowly. Two words whose 64-bit hashes are the same are taken for one, as everywhere in a report.

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

/// The hash of a whole article. Where that has no id of its own, a session makes it at each key; so it takes eight bytes a
/// step, where FNV takes one: for 100 KB that was a tenth of a key's instructions.
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
    words.fold(start, |hash, word| chained(hash, u64::from_le_bytes(*word)))
}

/// The hash of many things, of which `hash` was that of those before `next`.
#[must_use]
pub(crate) fn chained(hash: u64, next: u64) -> u64 {
    mixed(hash ^ next, ODD)
}

/// Digits of the golden ratio, and odd.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Each bit of `value` on many others; no two values become one, because `odd` is.
#[inline]
fn mixed(value: u64, odd: u64) -> u64 {
    let value = value.wrapping_mul(odd);
    value ^ value >> 32
}

/// No key is so far from its place by chance: in a table of eight million places, three quarters full of keys taken at random,
/// none was farther than 185.
const FAR: usize = 1000;

/// Numbers for keys: a table that is searched from the place where a key belongs to the next free one.
///
/// Keys are made from an article's words, and somebody could search for words whose keys all belong into one place. So a
/// table in which one comes to lie far off spreads its keys anew, by another multiplier.
#[derive(Clone, Debug, Default)]
struct Numbers {
    /// Each key with its number and one more; a free place has zero. A power of two, at most three quarters of it taken.
    places: Vec<(u64, u32)>,
    taken: usize,
    /// By what keys are multiplied.
    odd: u64,
}

impl Numbers {
    #[inline(never)]
    fn find(&self, key: u64) -> Option<usize> {
        let (_, number) = self.places.get(self.place(key))?;
        (*number as usize).checked_sub(1)
    }

    /// Gives a new key the number `next`.
    #[inline(never)]
    fn find_or_add(&mut self, key: u64, next: usize) -> usize {
        if (self.taken + 1) * 4 > self.places.len() * 3 {
            self.spread(self.places.len() * 2);
        }
        let mut at = self.place(key);
        if at.wrapping_sub(self.home(key)) & (self.places.len() - 1) > FAR {
            self.odd = mixed(self.odd, ODD) | 1;
            self.spread(self.places.len());
            at = self.place(key);
        }
        let Some((known, number)) = self.places.get_mut(at) else {
            return next;
        };
        if *number == 0 {
            // No text that fits into the memory has 2³² of anything.
            (*known, *number) = (key, u32::try_from(next + 1).unwrap_or(u32::MAX));
            self.taken += 1;
        }
        *number as usize - 1
    }

    fn with_capacity(keys: usize) -> Self {
        let mut numbers = Self::default();
        numbers.spread(keys + keys / 3 + 1);
        numbers
    }

    /// Where `key` belongs.
    #[inline]
    fn home(&self, key: u64) -> usize {
        mixed(mixed(key, self.odd), self.odd) as usize & self.places.len().wrapping_sub(1)
    }

    /// Where `key` is, else the free place where it would be. An empty table has none.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mut at = self.home(key);
        while let Some((known, number)) = self.places.get(at)
            && *number != 0
            && *known != key
        {
            at = (at + 1) & (self.places.len() - 1);
        }
        at
    }

    /// Takes all to `places` places, or a few more.
    fn spread(&mut self, places: usize) {
        if self.places.is_empty() {
            self.odd = ODD;
        }
        let places = vec![(0, 0); places.next_power_of_two().max(8)];
        for (key, number) in std::mem::replace(&mut self.places, places) {
            if number != 0 {
                let at = self.place(key);
                if let Some(place) = self.places.get_mut(at) {
                    *place = (key, number);
                }
            }
        }
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
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::{FAR, Lookup, Numbers, ODD, hash_all, mixed};

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
        let ways: [fn(u64) -> u64; 4] = [
            |key| key,
            |key| key << 20,
            |key| key << 52,
            |key| (key as f64).to_bits(),
        ];
        for way in ways {
            let mut numbers = Numbers::with_capacity(4095 * 3 / 4);
            assert_eq!(numbers.places.len(), 4096);
            for key in 0..2048 {
                numbers.find_or_add(way(key), key as usize);
            }
            // In a half full table a key that is not there is looked for at 2.5 places in the mean, whatever it is.
            let far = (2048..4096).map(|key| {
                let other = way(key);
                (numbers.place(other) + 4096 - numbers.home(other)) % 4096 + 1
            });
            assert!(far.sum::<usize>() < 2048 * 4);
            assert_eq!(numbers.places.len(), 4096);
        }
    }

    /// What becomes `value` when it is multiplied and folded.
    fn unmixed(value: u64) -> u64 {
        // Newton's steps double the bits of the inverse that are right.
        let inverse = (0..6).fold(ODD, |inverse, _| {
            inverse.wrapping_mul(2_u64.wrapping_sub(ODD.wrapping_mul(inverse)))
        });
        (value ^ value >> 32).wrapping_mul(inverse)
    }

    #[test]
    fn keys_that_were_searched_for_to_meet_are_spread_anew() {
        assert_eq!(mixed(unmixed(7), ODD), 7);
        let mut numbers = Numbers::default();
        let mut far = 0;
        for number in 0..40_000 {
            // All belong into the first place of any table that is multiplied by `ODD` twice.
            let key = unmixed(unmixed((number as u64) << 30));
            assert_eq!(numbers.find_or_add(key, number), number);
            let (at, home) = (numbers.place(key), numbers.home(key));
            far += at.wrapping_sub(home) & (numbers.places.len() - 1);
            assert_eq!(numbers.find(key), Some(number));
        }
        assert!(far < 40_000 * 20 + FAR * FAR, "{far}");
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_a_hash_map(keys in prop::collection::vec(any::<u64>().prop_map(|key| key % 700), 0..900), room in 0..40_usize) {
            let mut known = HashMap::new();
            let mut numbers = Numbers::with_capacity(room);
            for key in keys {
                let next = known.len();
                prop_assert_eq!(numbers.find(key), known.get(&key).copied());
                prop_assert_eq!(numbers.find_or_add(key, next), *known.entry(key).or_insert(next));
            }
            for key in 0..701 {
                prop_assert_eq!(numbers.find(key), known.get(&key).copied());
            }
        }
    }

    #[test]
    fn each_byte_of_a_text_and_its_length_count() {
        let text = "The pier of Orne lost 40 boats.";
        let mut hashes = vec![
            hash_all(text),
            hash_all(""),
            hash_all("\0"),
            hash_all("\0\0"),
        ];
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
