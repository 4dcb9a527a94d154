//! Finding, cutting and joining pieces of text.
//!
//! The standard library looks for a text with an algorithm and tables of its own for each direction, joins anew for each
//! type, and where a place to cut at is inside a character it quotes the text as Rust writes it, with tables of Unicode.
//! These few lines do what is needed here, and whoever calls `contains` with a `&str`, or with a character beyond ASCII, has
//! all that in the program again.

/// Where `piece` stands first in `text`.
///
/// The work is bounded by the product of both lengths: `piece` is a word or two of the program, never of the text.
#[inline(never)]
pub fn find(text: &str, piece: &str) -> Option<usize> {
    let (text, piece) = (text.as_bytes(), piece.as_bytes());
    let last = text.len().checked_sub(piece.len())?;
    let first = piece.first();
    // One byte tells nearly every place from it.
    (0..=last).find(|&at| {
        let rest = text.get(at..).unwrap_or_default();
        (first.is_none() || rest.first() == first) && rest.starts_with(piece)
    })
}

/// The same for a `piece` of any length: by Knuth, Morris and Pratt, linear in both.
pub fn find_long(text: &str, piece: &str) -> Option<usize> {
    let piece = piece.as_bytes();
    // For each beginning of `piece` the length of the longest shorter one that it ends with.
    let mut borders = vec![0; piece.len()];
    let longer = |borders: &[usize], mut length: usize, byte: u8| {
        while length > 0 && piece.get(length) != Some(&byte) {
            length = borders.get(length - 1).copied().unwrap_or(0);
        }
        length + usize::from(piece.get(length) == Some(&byte))
    };
    let mut length = 0;
    for (at, &byte) in piece.iter().enumerate().skip(1) {
        length = longer(&borders, length, byte);
        borders[at] = length;
    }
    length = 0;
    if piece.is_empty() {
        return Some(0);
    }
    for (at, byte) in text.bytes().enumerate() {
        length = longer(&borders, length, byte);
        if length == piece.len() {
            return Some(at + 1 - length);
        }
    }
    None
}

/// Whether `piece`, a word or two of the program, stands in `text`.
pub fn has(text: &str, piece: &str) -> bool {
    find(text, piece).is_some()
}

/// What stands before and behind the first `piece`, a word or two of the program.
#[inline(never)]
pub fn parted<'a>(text: &'a str, piece: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, piece)?;
    Some((text.get(..at)?, from(text, at + piece.len())))
}

/// `text` with `by` for each `piece`, a word or two of the program.
#[inline(never)]
pub fn replaced(text: &str, piece: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len() + by.len());
    let mut rest = text;
    while let Some((before, behind)) = parted(rest, piece) {
        out.push_str(before);
        out.push_str(by);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What stands in `text` from byte `at` on; nothing where that is no place between two characters.
#[inline(never)]
pub fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The words of `text`: what stands between white space. As `str::split_whitespace`, by bytes as long as they are ASCII.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
pub struct Words<'a> {
    text: &'a str,
    /// Where the next word is looked for.
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let mut start = None;
        while let Some(&byte) = bytes.get(self.at) {
            let (length, is_space) = if byte.is_ascii() {
                (1, matches!(byte, b' ' | b'\t'..=b'\r'))
            } else {
                let c = from(self.text, self.at).chars().next()?;
                (c.len_utf8(), c.is_whitespace())
            };
            if !is_space {
                start = start.or(Some(self.at));
            } else if start.is_some() {
                break;
            }
            self.at += length;
        }
        self.text.get(start?..self.at)
    }
}

/// `pieces` with `between` between them.
pub fn joined<T: AsRef<str>>(pieces: &[T], between: &str) -> String {
    let letters = pieces.iter().map(|piece| piece.as_ref().len());
    let length = letters.sum::<usize>() + between.len() * pieces.len();
    let mut out = String::with_capacity(length);
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(piece.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, find_long, from, has, joined, parted, replaced};

    #[test]
    fn a_place_inside_a_character_has_nothing_behind_it() {
        assert_eq!(from("né", 1), "é");
        assert_eq!(from("né", 2), "");
        assert_eq!(from("né", 9), "");
        assert_eq!(find_long("né", ""), Some(0));
    }

    proptest! {
        #[test]
        fn pieces_are_those_of_the_standard_library(
            text in "[ab’é]{0,9}", piece in "[ab’]{1,3}", by in "[aé]{0,2}", pieces in prop::collection::vec("[aé]{0,2}", 0..4),
        ) {
            prop_assert_eq!(find(&text, &piece), text.find(&piece));
            prop_assert_eq!(find_long(&text, &piece), text.find(&piece));
            prop_assert_eq!(has(&text, &piece), text.contains(&piece));
            prop_assert_eq!(parted(&text, &piece), text.split_once(&piece));
            prop_assert_eq!(replaced(&text, &piece, &by), text.replace(&piece, &by));
            prop_assert_eq!(joined(&pieces, &by), pieces.join(&by));
        }
    }
}
