//! Searches a text for the patterns of `data/masks.csv`, with the automaton that the build made of them.

use std::sync::LazyLock;

use regex_automata::dfa::regex::Regex;
use regex_automata::dfa::sparse::DFA;

use crate::text::Span;

static FORWARD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mask-forward.dfa"));
static REVERSE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mask-reverse.dfa"));

/// Only checks the bytes; nothing is compiled. `None` cannot be: `tests::the_automaton_is_sound` reads the same bytes.
static MASK: LazyLock<Option<Regex<DFA<&'static [u8]>>>> = LazyLock::new(|| {
    let (forward, _) = DFA::from_bytes(FORWARD).ok()?;
    let (reverse, _) = DFA::from_bytes(REVERSE).ok()?;
    Some(Regex::builder().build_from_dfas(forward, reverse))
});

/// The stretches of `text` that match, in order, leftmost and upper line first. Linear in the length of the text but for
/// matches that begin far before their end, which these patterns bound.
pub fn find(text: &str) -> Vec<Span> {
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

    use super::{MASK, find};
    use crate::text::Span;

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
        find(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_automaton_is_sound_and_finds_whole_addresses() {
        assert!(MASK.is_some());
        assert_eq!(
            found("Call 555-0199 at 9:30pm, or write to desk@harbour.example today."),
            ["555-0199", "9:30", "desk@harbour.example"]
        );
        assert_eq!(
            found("see https://a.example/2026/5?x=7 now"),
            ["https://a.example/2026/5?x=7"]
        );
        assert!(found("5.5 million").is_empty());
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
