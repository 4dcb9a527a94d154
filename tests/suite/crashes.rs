//! What the fuzzers and the property tests have found, each as a case of its own.

use tickmark::export::{Exported, Format, export};
use tickmark::{Article, Detail, Form};

use crate::invariants;

/// The quotations of a text, as form, fragments and whether the last one is open.
fn quotations(text: &str) -> Vec<(Form, usize, bool)> {
    let report = invariants::checked(text);
    let quotations = report
        .claims
        .iter()
        .filter_map(|claim| match &claim.detail {
            Detail::Quotation(quotation) => {
                Some((quotation.form, quotation.quoted.len(), quotation.unclosed))
            }
            _ => None,
        });
    quotations.collect()
}

#[test]
fn a_mixed_quotation_whose_last_fragment_is_open_is_open() {
    let text = "According to «rates and rents »“so much";
    assert_eq!(quotations(text), [(Form::Mixed, 2, true)]);
    invariants::export::checked(text, None);
}

#[test]
fn nobody_says_control_characters() {
    assert_eq!(quotations("Mayor Ana Ruiz said\0\0\u{8}\u{8}\u{8}"), []);
}

#[test]
fn a_claim_that_ends_in_a_control_character_is_bold_in_the_checklist() {
    let text = "5Ana Ruiz \0according to ";
    invariants::export::checked(text, None);
    let Exported::Text(list) = export(&Article::new(text), Format::Markdown, None) else {
        panic!("a checklist is text");
    };
    assert!(!list.contains(" **\n"), "{list}");
}
