//! Texts that are no articles. None may panic, and every property of a report holds on all of them.

use proptest::prelude::*;
use tickmark::{Article, Options, scan};

use crate::invariants::checked;

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
    for unit in [
        "5",
        "5 ",
        "5,",
        "5.",
        "9e9",
        "1,000 ",
        "one ",
        "hundred ",
        "million ",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "«",
        "»",
        "„",
        "``",
        "(",
        "[",
        "-",
        "– ",
        "$",
        "€ ",
        "% ",
        ".",
        ". ",
        "Ab ",
        "Ab Cd, ",
        "A. ",
        "said ",
        "he said ",
        "“a” he said ",
        "said that ",
        "according to ",
        "May ",
        "Monday ",
        "in 2027 ",
        "from 5 to ",
        "between ",
        "about ",
        "km/",
        "per ",
        "of the ",
        "😀",
        "\u{301}",
        "\0",
        "\n",
        "\r",
        "a\n",
        "X: ",
        "1/2 ",
        "½",
        "5% ",
        "rose 5% to €5 from €4, ",
        "€5 million (€4 million), ",
        "5 km (3 miles) ",
        "5 of the 10 boats, ",
        "a third of the ",
        "10 boats: 5 tugs and 5 barges. ",
        "It would cover half of it. ",
        "The loan is smaller than the €5 loan. ",
        "twice as large as the €5 million ",
        "born in 1960, 50, ",
        "5% of Danish territory ",
        "“a ",
        "\"a” ",
        "'' 'a",
        "Ann Lee, ",
        "Ann “Red” Lee ",
        "who said ",
        "saying ",
        "a, b, said ",
        "said that and ",
        "his claim that ",
        "“Ab” and ",
        "to say ",
        "(a) said ",
        "Ab: “a” ",
        "A Says ‘B’ ",
    ] {
        checked(&unit.repeat(4_000));
    }
}

#[test]
fn long_runs_for_every_numeric_rule() {
    for unit in [
        "5-",
        "2-1/2 ",
        "10^",
        "×10",
        "⁶",
        "five of ",
        "one in ",
        "several hundred ",
        "a few ",
        "between 3 and ",
        "from 5 to ",
        "BAM 20m ",
        "5 per 1,000 ",
        "6'1\" ",
        "rose by 5% to ",
        "fell to ",
        "up from 5 to ",
        "half a ",
        "an altitude of 5 km ",
        "in 5 ",
        "aged 5 ",
        "5 (",
        "magnitude 5 ",
        "5 or 6 ",
        "87 Danish, ",
        "5%, and ",
        "5 by ",
        "respectively ",
        "12 pounds ",
        "largest fall since ",
        "second-biggest ",
        "a record ",
        "smaller than the 5 ",
        "Ab’s largest ",
        "all-time ",
        "third consecutive ",
        "the end of the ",
        "’90s ",
        "19th century ",
        "14.05.2024 ",
        "4/5/24 ",
        "a year ago ",
        "next two years ",
        "44 BC ",
        "Q3 ",
        "in the Ab of ",
        "is ",
        "has ",
        "S&P 500 ",
        "24 16 15 ",
        "20239:53 ",
        "year-to-date ",
        "5% decline in ",
        "So 5. ",
        "© 2024 ",
    ] {
        checked(&unit.repeat(2_000));
        // At this length anything but linear time would be noticed.
        let report = scan(&Article::new(&unit.repeat(20_000)), &Options::default());
        assert!(report.worth <= 1.0);
    }
}

#[test]
fn one_word_of_a_megabyte() {
    assert!(checked(&"a".repeat(1 << 20)).claims.is_empty());
    checked(&"9".repeat(1 << 20));
    checked(&"Ab’".repeat(1 << 18));
}

/// Pieces of which articles and wrecks are made.
const PIECES: &[&str] = &[
    "The ",
    "prices ",
    "rose ",
    "fell ",
    "by ",
    "to ",
    "from ",
    "about ",
    "nearly ",
    "5",
    "3.5",
    "1,000",
    "2027",
    "%",
    " per cent",
    "€",
    "$",
    "£",
    " million ",
    "bn ",
    "km",
    " km/h ",
    "-",
    "–",
    "—",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "’s ",
    ", ",
    ". ",
    "? ",
    ": ",
    "\n",
    "\n\n",
    "Ana Ruiz ",
    "Mr. Cole ",
    "he ",
    "she ",
    "said ",
    "said that ",
    "told ",
    "according to ",
    "on Monday ",
    "in May ",
    "May 5, ",
    "the 1990s ",
    "two-thirds ",
    "half ",
    "dozens of ",
    "people ",
    "U.S. ",
    "NATO ",
    "(",
    ")",
    "[",
    "]",
    "…",
    "😀",
    "\u{301}",
    "\0",
    "é",
    " ",
    "\u{a0}",
    "\u{2009}",
    "½",
    "12:30",
    "24/7",
    "3-2",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_mix_of_pieces(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        checked(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        checked(&text);
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
