//! The words of `data/checks.csv`, by what they do.

use crate::text::case;

include!(concat!(env!("OUT_DIR"), "/check_words.rs"));

/// Whether `word`, whatever its case, is one of `words`.
// Called everywhere, and inlined it would be a tenth of the module.
#[inline(never)]
pub fn is(word: &str, words: &[&str]) -> bool {
    let Some(first) = word.bytes().next() else {
        return false;
    };
    // Length and first letter tell nearly all of them from it, without a call for each.
    let alike = |known: &&&str| {
        let letters = known.as_bytes();
        letters.len() == word.len() && letters.first().is_some_and(|it| (it ^ first) & !0x20 == 0)
    };
    let mut alike = words.iter().filter(alike);
    alike.any(|known| word.eq_ignore_ascii_case(known))
}

/// The front of a word that its relatives share: "propos" of "proposal" and "proposes". Words of up to five letters
/// stay whole.
#[inline(never)]
pub fn stem(word: &str) -> String {
    let mut stem = String::with_capacity(word.len());
    push_stem(word, &mut stem);
    stem
}

/// Adds the stem of `word` to `to`.
#[inline(never)]
pub fn push_stem(word: &str, to: &mut String) {
    let start = to.len();
    for c in word.chars().take(6) {
        let (first, second) = case::letter(c);
        to.push(first);
        if let Some(second) = second {
            to.push(second);
        }
    }
    while to.len() > start && to.ends_with('s') {
        to.pop();
    }
}
