//! Stretches whose figures are no numbers: what the patterns of `data/masks.csv` match, and rows of tables.
//!
//! The build made one automaton of the patterns; it is searched only where a number stands beside a mark that they have.

use std::sync::LazyLock;

use regex_automata::dfa::regex::Regex;
use regex_automata::dfa::sparse::DFA;

use crate::text::{Block, Kind, Span, order};

static FORWARD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mask-forward.dfa"));
static REVERSE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mask-reverse.dfa"));

/// Only checks the bytes; nothing is compiled. `None` cannot be: `tests::the_automaton_is_sound` reads the same bytes.
static MASK: LazyLock<Option<Regex<DFA<&'static [u8]>>>> = LazyLock::new(|| {
    let (forward, _) = DFA::from_bytes(FORWARD).ok()?;
    let (reverse, _) = DFA::from_bytes(REVERSE).ok()?;
    Some(Regex::builder().build_from_dfas(forward, reverse))
});

/// The most figures of a row of a table.
const ROW: usize = 32;

/// The masked stretches of a block, in order and apart.
pub fn masked(block: &Block<'_>) -> Vec<Span> {
    let number = |at: &usize| block.kind(*at) == Some(Kind::Number);
    let suspect = (0..block.tokens.len())
        .filter(number)
        .any(|at| is_suspect(block, at));
    let mut masked = if suspect {
        find(block.text)
    } else {
        Vec::new()
    };
    let mut at = 0;
    while at < block.tokens.len() {
        at = match Some(at).filter(number).and_then(|at| rows(block, at)) {
            Some(end) => {
                masked.push(block.span(at, end));
                end + 1
            }
            None => at + 1,
        };
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
        matches!(
            block.word(at),
            ":" | "-" | "/" | "@" | "#" | "+" | "=" | "_" | "." | "&" | "?" | ")" | "("
        ) || block.kind(at) == Some(Kind::Word)
    };
    let before = block.is_glued(at) && at.checked_sub(1).is_some_and(marks);
    let after = block.is_glued(at + 1) && marks(at + 1);
    let day = ["am", "pm", "a.m.", "p.m.", "o'clock", "o’clock"]
        .iter()
        .any(|part| block.is(at + 1, part));
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
    let sum = matches!(block.word(end + 1), "–" | "-" | "—" | "=")
        && block.kind(end + 2) == Some(Kind::Number);
    Some(if sum { end + 2 } else { end })
}

/// The stretches of `text` that match, in order, leftmost and upper line first. Linear in the length of the text but for
/// matches that begin far before their end, which these patterns bound.
fn find(text: &str) -> Vec<Span> {
    let Some(mask) = MASK.as_ref() else {
        return Vec::new();
    };
    mask.find_iter(text)
        .map(|found| Span::new(found.start(), found.end()))
        .filter(|span| text.get(span.start..span.end).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MASK, find, masked};
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
    fn the_automaton_is_sound() {
        assert!(MASK.is_some());
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
