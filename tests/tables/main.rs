//! The build's readers of `data/`, on tables as somebody may have left them.

use std::sync::{Mutex, PoisonError};

use proptest::collection::vec;
use proptest::prelude::*;

mod readers;

/// The changed tables lie in one folder.
static TURN: Mutex<()> = Mutex::new(());

fn check(which: usize, rows: &[u8]) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    readers::check(which, rows);
}

fn check_named(table: &str, rows: &str) {
    let which = readers::names().position(|name| name == table);
    check(which.expect("a table"), rows.as_bytes());
}

/// What fuzzing found, each as a case of its own.
#[test]
fn a_country_whose_name_opens_no_link_term() {
    check_named("countries.csv", "AA,AAA,wwwwwwwwwwwwwwwwwwwwwwwwwwwww,,\n");
    check_named("countries.csv", "AA,AAA,\u{c9}land,,\n");
    check_named("countries.csv", "AA,AAA,units.csvwwwwwwwwwwwwwwwwww,,\n");
}

#[test]
fn words_that_lie_far_apart() {
    check_named("worth-words.csv", "a,1\nzebra crossing,1\n");
}

#[test]
fn classes_whose_names_are_no_constants() {
    check_named("words.csv", "1a,word\n");
    check_named("words.csv", "\u{e9},word\n");
    check_named("checks.csv", "+,word\n");
}

#[test]
fn a_pattern_whose_automaton_has_no_measure() {
    check_named("masks.csv", &format!("what,a{}b\n", ".".repeat(40)));
}

#[test]
fn cells_with_line_breaks() {
    for table in readers::names() {
        check_named(table, "\"a\nb\",\"c\nd\",\"e\nf\"\n");
        check_named(table, "\"a\nb\",\"c\nd\"\n");
        check_named(table, "a,b,\"c\nd\",e,f\n");
    }
}

/// Rows of the cells that tables have, mixed.
fn rows() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "[a-z]{0,30}",
        "[A-Z][a-z]{0,8}( [a-z]{1,8})?",
        "-?[0-9]{1,7}(\\.[0-9]{1,3})?",
        "[~<>=;:/%?{}|+*()\\[\\]^$ -]{0,4}",
        Just("https://example.org/?q={q}".to_owned()),
        Just("before".to_owned()),
        Just("fit".to_owned()),
        ".{0,6}",
    ];
    vec(vec(cell, 1..13), 0..6).prop_map(|rows| {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(",")).collect();
        lines.join("\n")
    })
}

proptest! {
    /// All but the last, whose patterns become automata, which takes long.
    #[test]
    fn any_table_becomes_source_or_a_line(which in 0..readers::names().count() - 1, rows in rows()) {
        check(which, rows.as_bytes());
    }
}
