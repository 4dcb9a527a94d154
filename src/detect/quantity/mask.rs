//! Stretches whose figures are no numbers: what the patterns of `data/masks.csv` match, and rows of tables.
//!
//! The build made automata of the patterns; they are walked only where a number stands beside a mark that they have.

use crate::text::{Block, Kind, Span, order, words};

/// One automaton: a table of states with a row each, numbered by their rows. The first row is of the dead state, which
/// nothing leads out of; those of states that match follow, up to `matching`.
struct Automaton {
    /// Where a search begins, by the class of the byte beside it.
    starts: &'static [u16],
    /// Where each class of bytes leads to.
    rows: &'static [u16],
    matching: u16,
}

include!(concat!(env!("OUT_DIR"), "/masks.rs"));

impl Automaton {
    /// The place behind the last byte after which the patterns matched, among `bytes` that stand beside `edge`.
    ///
    /// A state tells one byte late that it matches: what stands behind counts as well ("\b").
    fn last(
        &self,
        edge: Option<u8>,
        bytes: impl Iterator<Item = u8>,
        behind: Option<u8>,
    ) -> Option<usize> {
        let class = |byte: Option<u8>| {
            byte.map_or(CLASSES, |byte| usize::from(CLASS_OF[usize::from(byte)]))
        };
        let next = |state: u16, class: usize| {
            self.rows
                .get(usize::from(state) * (CLASSES + 1) + class)
                .copied()
                .unwrap_or(0)
        };
        let mut state = self.starts.get(class(edge)).copied().unwrap_or(0);
        let mut last = None;
        let mut count = 0;
        for byte in bytes {
            state = next(state, usize::from(CLASS_OF[usize::from(byte)]));
            if state <= self.matching {
                if state == 0 {
                    return last;
                }
                last = Some(count);
            }
            count += 1;
        }
        state = next(state, class(behind));
        if state != 0 && state <= self.matching {
            last = Some(count);
        }
        last
    }
}

/// The most figures of a row of a table.
const ROW: usize = 32;

/// The masked stretches of a block, in order and apart.
pub fn masked(block: &Block<'_>) -> Vec<Span> {
    let numbers = || {
        let tokens = block.tokens.iter().enumerate();
        let numbers = tokens.filter(|(_, token)| token.kind == Kind::Number);
        numbers.map(|(at, _)| at)
    };
    let suspect = numbers().any(|at| is_suspect(block, at));
    let mut masked = if suspect {
        find(block.text)
    } else {
        Vec::new()
    };
    let mut next = 0;
    for at in numbers() {
        if at >= next
            && let Some(end) = rows(block, at)
        {
            masked.push(block.span(at, end));
            next = end + 1;
        }
    }
    if masked.is_empty() {
        return masked;
    }
    order::by_key(&mut masked, |span| (span.start, span.end));
    // Apart, so that one look-up finds what covers a number.
    masked.dedup_by(|next, before| {
        let meets = next.start < before.end;
        if meets {
            before.end = before.end.max(next.end);
        }
        meets
    });
    masked
}

/// Whether the number at token `at` may be part of what a pattern matches: it touches a mark that addresses, telephone
/// numbers, times and tickers are made with, or a part of the day follows.
fn is_suspect(block: &Block<'_>, at: usize) -> bool {
    let marks = |at: usize| {
        block.is_any(
            at,
            words![
                ":", "-", "/", "@", "#", "+", "=", "_", ".", "&", "?", ")", "("
            ],
        ) || block.kind(at) == Some(Kind::Word)
    };
    let before = block.is_glued(at) && at.checked_sub(1).is_some_and(marks);
    let after = block.is_glued(at + 1) && marks(at + 1);
    let day = block.is_any(at + 1, words!["am", "pm", "a.m.", "p.m.", "o'clock"]);
    // "212 555 0199"
    let spaced = block.kind(at + 1) == Some(Kind::Number);
    before || after || day || spaced
}

/// The length of the number at token `at` where it is nothing but figures, else 0.
fn plain(block: &Block<'_>, at: usize) -> usize {
    let word = block.word(at);
    let plain =
        block.kind(at) == Some(Kind::Number) && word.bytes().all(|byte| byte.is_ascii_digit());
    if plain { word.len() } else { 0 }
}

/// Rows of a table: three figures and more with nothing but spaces between them ("24 16 15 9"), with their sum.
fn rows(block: &Block<'_>, at: usize) -> Option<usize> {
    if block.kind(at + 1) != Some(Kind::Number) {
        return None;
    }
    let mut end = at;
    // A longer row is several; so a run of figures that are no row is not walked again from each.
    while end < at + ROW && block.kind(end + 1) == Some(Kind::Number) && !block.is_glued(end + 1) {
        end += 1;
    }
    // "12 500 000" is one number.
    let thousands = (at + 1..=end).all(|at| plain(block, at) == 3);
    if end < at + 2 || thousands {
        return None;
    }
    let sum = block.is_any(end + 1, words!["–", "-", "—", "="])
        && block.kind(end + 2) == Some(Kind::Number);
    Some(if sum { end + 2 } else { end })
}

/// The stretches of `text` that match, in order, leftmost and upper line first. Linear in the length of the text but for
/// matches that begin far before their end, which these patterns bound.
fn find(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = bytes.get(from..) {
        let before = from.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let Some(length) = FORWARD.last(before, rest.iter().copied(), None) else {
            break;
        };
        // No pattern matches nothing.
        let end = from + length.max(1);
        let matched = bytes.get(from..end).unwrap_or_default();
        let back = REVERSE.last(
            bytes.get(end).copied(),
            matched.iter().rev().copied(),
            before,
        );
        let span = Span::new(end - back.unwrap_or(0), end);
        if text.get(span.start..span.end).is_some() {
            found.push(span);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, masked};
    use crate::text::{Block, Span};

    /// The same patterns as the regex crate itself compiles them.
    fn reference() -> regex::bytes::Regex {
        let mut table = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/data/masks.csv"))
            .unwrap();
        let patterns: Vec<String> = table
            .records()
            .map(|row| format!("(?:{})", &row.unwrap()[1]))
            .collect();
        assert!(patterns.len() > 5);
        regex::bytes::RegexBuilder::new(&patterns.join("|"))
            .unicode(false)
            .build()
            .unwrap()
    }

    fn found(text: &str) -> Vec<&str> {
        let block = Block::parse(text);
        masked(&block).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn whole_addresses_numbers_and_times_are_masked() {
        for (text, want) in [
            (
                "see https://a.example/2026/5?x=7 now",
                "https://a.example/2026/5?x=7",
            ),
            ("see www.a.example/5 now", "www.a.example/5"),
            ("mail box.17@a.example now", "box.17@a.example"),
            ("at 9:30pm now", "9:30"),
            ("in 1:36.6 now", "1:36.6"),
            ("at 9.30 pm now", "9.30 pm"),
            ("at 10 o’clock now", "10 o’clock"),
            ("ring 555-0199 now", "555-0199"),
            ("ring (555) 010-0199 now", "(555) 010-0199"),
            ("ring +44 20 7946 0018 now", "+44 20 7946 0018"),
            ("ring +1 (212) 555-0199 now", "+1 (212) 555-0199"),
            ("ring 020 7946 0018 now", "020 7946 0018"),
            ("open 24/7 now", "24/7"),
            ("the XX:SP500.50 now", "XX:SP500.50"),
            ("book 978-3-16-148410-0 now", "978-3-16-148410-0"),
            ("on 20239:53 now", "20239:53"),
            ("Mill 24 16 15 9 – 64", "24 16 15 9 – 64"),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn plain_numbers_are_not_masked() {
        for text in [
            "5.5 million in 2019",
            "it sold 12 500 000 jars",
            "a 5-10 lead",
            "he got 9 amps",
            "a ratio of 3/4",
            "5 + 3",
            "(300)",
            "from 300 to 400",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_regex_crate_finds_the_same(
            text in "([a-zA-Z]{0,3}|[0-9]{1,4}|[ .:@#+()/-]|https?://|www\\.|a\\.m\\.|pm|24/7|o'clock|é|😀|\u{a0}){0,40}"
        ) {
            let wanted: Vec<Span> = reference()
                .find_iter(text.as_bytes())
                .map(|found| Span::new(found.start(), found.end()))
                .collect();
            prop_assert_eq!(find(&text), wanted);
        }
    }
}
