//! Hedges around a number. The phrases are in `data/modifiers.csv`.

use crate::report::Modifier;
use crate::text::{Block, Known, word, words};

/// One phrase: its words and what it makes of the number.
type Phrase = (&'static [Known], Modifier);

mod table {
    use super::{Modifier, Phrase};
    use crate::text::words;

    include!(concat!(env!("OUT_DIR"), "/modifiers.rs"));
}

/// The last word of each phrase before a number, so that the phrases themselves are read for few numbers.
static LAST: [Known; table::BEFORE.len()] = {
    let mut last = [Known::NONE; table::BEFORE.len()];
    let mut at = 0;
    while at < last.len() {
        if let Some(word) = table::BEFORE[at].0.last() {
            last[at] = *word;
        }
        at += 1;
    }
    last
};

/// A hedge that stands before a number.
#[derive(Clone, Copy, Debug)]
pub struct Hedge {
    /// Index of its first token.
    pub first: usize,
    /// What it says.
    pub sign: Modifier,
}

/// The longest hedge that ends right before token `at`.
pub fn before(block: &Block<'_>, at: usize) -> Option<Hedge> {
    let before = block.tokens.get(at.checked_sub(1)?)?.known;
    // Nearly always the last word tells that it is another one, and mostly of all phrases.
    if !LAST.contains(&before) {
        return None;
    }
    let ended = LAST.iter().zip(table::BEFORE);
    let ended = ended.filter(|(last, _)| **last == before);
    let phrases = ended.filter_map(|(_, (words, sign))| {
        let first = at.checked_sub(words.len())?;
        block
            .are(first, words)
            .then_some(Hedge { first, sign: *sign })
    });
    phrases.min_by_key(|hedge| hedge.first)
}

/// The hedge right behind token `end` ("or so", "-plus", "+"), with its last token.
pub fn after(block: &Block<'_>, end: usize) -> Option<(Modifier, usize)> {
    if block.is(end + 1, word!("+")) && block.is_glued(end + 1) {
        return Some((Modifier::Above, end + 1));
    }
    if block.is(end + 1, word!("-")) && block.is_glued(end + 1) && block.is(end + 2, word!("plus"))
    {
        return Some((Modifier::Above, end + 2));
    }
    let next = block.tokens.get(end + 1)?.known;
    let mut found = table::AFTER.iter();
    // Nearly always the first word tells that it is another one.
    let found = found.find(|(words, _)| words.first() == Some(&next) && block.are(end + 1, words));
    found.map(|(words, sign)| (*sign, end + words.len()))
}

/// The first token of "the next" or "the past" before a length of time at token `first`, else `first`.
pub fn period(block: &Block<'_>, first: usize) -> usize {
    let side = words![
        "next",
        "last",
        "past",
        "previous",
        "coming",
        "following",
        "first",
    ];
    let Some(at) = first.checked_sub(1).filter(|&at| block.is_any(at, side)) else {
        return first;
    };
    at.checked_sub(1)
        .filter(|&the| block.is(the, word!("the")))
        .unwrap_or(at)
}
