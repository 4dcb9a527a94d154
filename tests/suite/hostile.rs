//! Texts that are no articles. None may panic, and every property of a report holds on all of them.

use proptest::prelude::*;

use crate::grammar;
use crate::invariants::{against, checked, export, offsets, own_target, session};
use crate::runs::RUNS;

#[test]
fn texts_that_are_no_prose() {
    for text in [
        "",
        " ",
        "\n\n\n",
        "\0",
        "\0\0 5% \0",
        "“",
        "”",
        "\"\"\"\"",
        "'",
        "€",
        "€€€5",
        "%",
        "5",
        "-",
        "--5",
        "1e999",
        "1/0",
        "²",
        "\u{FEFF}",
        "\u{200B}",
        "…",
        ".",
        "...!?",
        "((((",
        "))))",
        "he said",
        "said",
        "said said said “said” said",
        "“said” “said”",
        "M",
        "Mr.",
        "Mr. Mr. Mr.",
    ] {
        checked(text);
    }
}

#[test]
fn long_runs_of_one_thing() {
    for unit in RUNS {
        checked(&unit.repeat(2_000));
    }
}

#[test]
fn one_word_of_a_megabyte() {
    assert!(checked(&"a".repeat(1 << 20)).claims.is_empty());
    checked(&"9".repeat(1 << 20));
    checked(&"Ab’".repeat(1 << 18));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// What the fuzz targets ask, of other texts at each run: `PROPTEST_CASES` makes it ask for longer.
    #[test]
    fn any_text_keeps_every_property(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = grammar::text(&bytes);
        checked(&text);
        offsets::agree(&text);
    }

    #[test]
    fn any_two_texts_keep_every_property(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (text, source) = grammar::two_texts(&bytes);
        against::checked(&text, &source);
    }

    #[test]
    fn any_export_keeps_every_property(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let (page, text) = grammar::page_and_text(&bytes);
        export::checked(&text, page.parse().ok().as_ref());
    }

    #[test]
    fn any_edits_keep_every_property(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let (text, edits) = grammar::text_and_edits(&bytes);
        session::checked(&text, &edits);
    }

    #[test]
    fn any_target_of_ones_own_keeps_every_property(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let (template, text) = grammar::template_and_text(&bytes);
        own_target(&template, &text);
    }

    #[test]
    fn any_characters_keep_every_property(text in any::<String>()) {
        checked(&text);
        offsets::agree(&text);
        export::checked(&text, None);
    }
}

#[test]
fn contents_in_a_block_of_nothing_but_cues_do_not_grow_with_it() {
    let longest = |times: usize| {
        let article = checked(&"“a” he said ".repeat(times));
        article.claims.iter().map(|claim| claim.span.len()).max()
    };
    assert_eq!(longest(500), longest(1_000));
}
