//! An article against a source text: the cases of `tests/testdata/against-*.toml`, and what holds for any texts.
//!
//! A case has a `name`, a `text`, a `source`, and lists of what must be found, complete and in order:
//! `quotations` and `numbers`. An entry compares the fields that it names. Spans stand as the text under them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use tickmark::check::against::{Against, Wording, against};
use tickmark::{Article, Offsets, Options, Span};
use toml::Table;

use crate::invariants::against::checked as compared;
use crate::invariants::offsets::report;

#[test]
fn every_case_of_two_texts_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata");
    let (mut run, mut failures) = (0, String::new());
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("against-") {
            continue;
        }
        let table: Table = std::fs::read_to_string(&file)
            .unwrap()
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in table["case"].as_array().unwrap() {
            let case = case.as_table().unwrap();
            let title = case["name"].as_str().unwrap().to_owned();
            run += 1;
            for fault in faults(case) {
                writeln!(failures, "{name}: {title}: {fault}").unwrap();
            }
            assert!(names.insert(title.clone()), "two cases are named {title:?}");
        }
    }
    assert!(run > 0, "no case was run");
    assert!(failures.is_empty(), "of {run} cases:\n{failures}");
}

fn faults(case: &Table) -> Vec<String> {
    let (text, source) = (
        case["text"].as_str().unwrap(),
        case["source"].as_str().unwrap(),
    );
    let found = compared(text, source);
    let found = readable(text, source, &found);
    let mut faults = Vec::new();
    for key in case.keys() {
        if !["name", "text", "source", "why", "quotations", "numbers"].contains(&key.as_str()) {
            faults.push(format!("unknown key {key:?}"));
        }
    }
    if !case.contains_key("quotations") && !case.contains_key("numbers") {
        faults.push("asks for nothing".to_owned());
    }
    for list in ["quotations", "numbers"] {
        let Some(wanted) = case.get(list) else {
            continue;
        };
        let wanted = wanted.as_array().unwrap();
        let got = found[list].as_array().unwrap();
        if wanted.len() != got.len() {
            faults.push(format!("{list}: {} wanted, found {got:#?}", wanted.len()));
            continue;
        }
        for (wanted, got) in wanted.iter().zip(got) {
            for (field, want) in wanted.as_table().unwrap() {
                let want = serde_json::to_value(want).unwrap();
                let same = got[field] == want || (got[field].is_null() && want == json!(""));
                if !same {
                    faults.push(format!(
                        "{list}: {}: {field} is {}, not {want}",
                        got["text"], got[field]
                    ));
                }
            }
        }
    }
    faults
}

/// The findings with texts for spans; a difference is "kind: here / there".
fn readable(text: &str, source: &str, found: &Against) -> Value {
    let report = report(text, Offsets::Byte);
    let words = |id: &str| {
        let claim = report.claims.iter().find(|claim| claim.id == id).unwrap();
        claim.span.of(text).to_owned()
    };
    let quotations: Vec<Value> = found
        .quotations
        .iter()
        .map(|quoted| {
            let fragments = quoted.fragments.iter();
            let differences: Vec<String> = fragments
                .clone()
                .flat_map(|fragment| &fragment.differences)
                .map(|difference| {
                    let kind = serde_json::to_value(difference.kind).unwrap();
                    format!(
                        "{}: {} / {}",
                        kind.as_str().unwrap(),
                        difference.here.of(text),
                        difference.there.of(source)
                    )
                })
                .collect();
            json!({
                "text": words(&quoted.claim),
                "result": quoted.result,
                "marked": quoted.marked,
                "fragments": fragments.clone().map(|fragment| json!(fragment.result)).collect::<Vec<_>>(),
                "there": fragments.flat_map(|fragment| &fragment.there).map(|there| there.of(source)).collect::<Vec<_>>(),
                "differences": differences,
            })
        })
        .collect();
    let numbers: Vec<Value> = found
        .numbers
        .iter()
        .map(|number| {
            json!({
                "text": words(&number.claim),
                "result": number.result,
                "there": number.there.map(|there| there.of(source)),
                "how": number.how,
            })
        })
        .collect();
    json!({"quotations": quotations, "numbers": numbers})
}

/// What holds for any two texts.
#[test]
fn spans_count_what_the_caller_asks_for_in_both_texts() {
    let text = "😀 “Nobody asked the isla\u{301}nd,” Ana Ruiz said.";
    let source = "🎈🎈 So: nobody asked the isla\u{301}nd at all.";
    let at = |offsets| {
        let found = against(
            &Article::new(text),
            source,
            &Options {
                offsets,
                ..Options::default()
            },
        );
        let fragment = &found.quotations[0].fragments[0];
        (fragment.here, fragment.there[0])
    };
    let (here, there) = at(Offsets::Byte);
    assert_eq!(there.of(source), "nobody asked the isla\u{301}nd");
    let units = |text: &str, span: Span, count: fn(&str) -> usize| {
        Span::new(count(&text[..span.start]), count(&text[..span.end]))
    };
    let utf16 = |text: &str| text.encode_utf16().count();
    let chars = |text: &str| text.chars().count();
    assert_eq!(
        at(Offsets::Utf16),
        (units(text, here, utf16), units(source, there, utf16))
    );
    assert_eq!(
        at(Offsets::Char),
        (units(text, here, chars), units(source, there, chars))
    );
}

#[test]
fn texts_that_are_no_texts() {
    let quotation = "“The old ferry was never safe at all,” Ana Ruiz said. It cost €5 million.";
    for text in ["", "“”", "“…”", "“[”", "“[]…[]”", "5", quotation] {
        for source in [
            "",
            "\0",
            "“",
            "…",
            "[[[[",
            "((((",
            "5",
            "-\n-\n-\n",
            quotation,
        ] {
            compared(text, source);
        }
    }
}

#[test]
fn long_runs_of_one_thing_in_both_texts() {
    let long = 60_000;
    for unit in [
        "a ",
        "the old ferry ",
        "5 ",
        "€5 ",
        "5 ferries ",
        "[",
        "[a ",
        "(A ",
        "a-\n",
        "… ",
        ". ",
        "“a ",
        "a b a c ",
        "\n",
        "😀",
    ] {
        let source = unit.repeat(long / unit.len());
        for text in [
            format!("“{source}” Ana Ruiz said."),
            format!(
                "“{} b {}” Ana Ruiz said. It cost €5.",
                unit.repeat(40),
                unit.repeat(40)
            ),
            "“The old ferry was a risk,” Ana Ruiz said. 5 ferries cost €5 million.\n".repeat(100),
        ] {
            compared(&text, &source);
        }
    }
}

#[test]
fn a_million_times_one_word() {
    let source = "ferry ".repeat(1_000_000);
    let found = compared(
        "“Ferry ferry boat ferry ferry ferry,” Ana Ruiz said.",
        &source,
    );
    assert_eq!(found.quotations.len(), 1);
    compared(&format!("“{source}” Ana Ruiz said."), &source);
}

/// A transcript of the size of a book, with the quotation near its end.
#[test]
fn a_quotation_is_found_at_the_end_of_a_long_transcript() {
    let words = [
        "harbour", "ferry", "council", "winter", "the", "of", "and", "price", "island", "we",
        "that", "never",
    ];
    let mut source = String::new();
    let mut state = 7_u64;
    while source.len() < 1_000_000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        source.push_str(words[(state >> 33) as usize % words.len()]);
        source.push_str(if state >> 60 == 0 { ".\n" } else { " " });
    }
    source.push_str(
        "\nNobody told the pilots that the lights would be switched off before midnight.",
    );
    let found = compared(
        "“Nobody told the pilots that the lamps would be switched off before midnight,” Ana Ruiz said.",
        &source,
    );
    assert_eq!(found.quotations[0].result, Wording::Altered);
    assert_eq!(found.quotations[0].fragments[0].differences.len(), 1);
}

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "the ",
    "old ",
    "ferry ",
    "was ",
    "never ",
    "safe ",
    "[",
    "]",
    "(",
    ")",
    "…",
    "...",
    ". ",
    ", ",
    "\n",
    "-\n",
    "5",
    "€",
    "%",
    " million ",
    "said ",
    "Ana Ruiz ",
    "😀",
    "\u{301}",
    "\0",
    "é",
    "ﬁ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_mix_of_pieces(here in prop::collection::vec(0..PIECES.len(), 0..60), there in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = here.into_iter().map(|pick| PIECES[pick]).collect();
        let source: String = there.into_iter().map(|pick| PIECES[pick]).collect();
        compared(&text, &source);
    }

    /// What is quoted word for word from a text is found in it word for word.
    #[test]
    fn what_is_copied_is_verbatim(words in prop::collection::vec("[a-z]{4,9}", 12..80), from in 0_usize..8) {
        let source = words.join(" ");
        let quoted = words[from..(from + 8).min(words.len())].join(" ");
        let found = compared(&format!("“{quoted},” Ana Ruiz said."), &source);
        prop_assert_eq!(found.quotations[0].result, Wording::Verbatim);
        prop_assert!(found.quotations[0].fragments[0].differences.is_empty());
    }
}
