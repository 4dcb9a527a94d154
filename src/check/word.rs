//! The words of `data/checks.csv`, by what they do.

use crate::text::case;

include!(concat!(env!("OUT_DIR"), "/check_words.rs"));

/// Whether `word`, whatever its case, is one of `words`.
// Called everywhere, and inlined it would be a tenth of the module.
#[inline(never)]
pub fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The front of a word that its relatives share: "propos" of "proposal" and "proposes". Words of up to five letters
/// stay whole.
#[inline(never)]
pub fn stem(word: &str) -> String {
    word.chars()
        .take(6)
        .flat_map(|c| {
            let (first, second) = case::letter(c);
            [first].into_iter().chain(second)
        })
        .collect::<String>()
        .trim_end_matches('s')
        .to_owned()
}
