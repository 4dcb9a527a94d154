//! How the words of `data/worth-words.csv` are found: by hash alone, so that the table needs no strings.
//! `build/worth.rs` includes this file too.

/// What stands for any number, and for any word with a capital inside a sentence.
pub const NUMBER: &str = "0";
/// See [`NUMBER`]. No word in lower case is spelled like it.
pub const NAME: &str = "Name";

/// How many places the table has, a power of two. A third of them are taken: with more, a look-up of a word that is
/// not there walks far.
pub const PLACES: usize = 8192;
/// The weight of one step; a place holds one byte of steps.
pub const STEP: f64 = 0.04;

/// FNV-1a, as in `src/text/lexicon.rs`.
pub const fn word(text: &[u8]) -> u32 {
    let (mut hash, mut at) = (0x811C_9DC5, 0);
    while at < text.len() {
        hash = with(hash, text[at]);
        at += 1;
    }
    hash
}

/// The hash with one letter more, whatever its case.
pub const fn with(hash: u32, letter: u8) -> u32 {
    (hash ^ letter.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

/// The hash of two neighbouring words.
pub const fn pair(first: u32, second: u32) -> u32 {
    (first.rotate_left(7) ^ second).wrapping_mul(0x85EB_CA6B)
}

/// Where the look-up of a hash begins, and the tag by which its place is known; 0 is an empty place. A word that is
/// not in the table is taken for another about once in forty thousand look-ups, which moves a sum a little.
pub const fn place(hash: u32) -> (usize, u16) {
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x9E37_79B1);
    ((mixed >> 19) as usize % PLACES, (mixed as u16) | 1)
}
