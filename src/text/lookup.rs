//! What is found by a key of 64 bits: a hash, or a number.
//!
//! A `HashMap` comes anew for each type that it holds, with some two kilobytes of WebAssembly each time. Here all share one,
//! which numbers the keys, and hold their values in a list. Its own hashing is std's, so that nobody can choose keys that
//! meet in it; two words whose 64-bit hashes are the same are taken for one, as everywhere in a report.

use std::collections::HashMap;

use super::case;

/// 64-bit FNV-1a. Not for security: it only has to be stable, short and the same everywhere.
#[must_use]
#[inline(never)]
pub(crate) fn hash(mut bytes: &[u8]) -> u64 {
    let mut hash = EMPTY;
    // A report's id is the hash of all its text; the loop itself is half of the work on one byte.
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

/// Numbers for keys, in the order in which they came.
#[derive(Clone, Debug, Default)]
struct Numbers(HashMap<u64, u32>);

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
        Self(HashMap::with_capacity(keys))
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
    use super::Lookup;

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
}
