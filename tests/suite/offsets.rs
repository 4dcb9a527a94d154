//! Offsets in all three units.

use proptest::prelude::*;
use tickmark::{Article, Detail, Offsets, Options, Report, Span, scan};

/// Emoji of one and of several scalar values, combining marks, NUL, and claims between them.
const TEXT: &str = "😀 The caf\u{e9} lost nearly €90 million in May 2027. \u{0}👩\u{200d}🚀\n\
    Zoe\u{308} Ma\u{301}rquez said “prices rose 4% 🎈” on 3 June 2027.";

fn report(text: &str, offsets: Offsets) -> Report {
    scan(
        &Article::new(text),
        &Options {
            offsets,
            ..Options::default()
        },
    )
}

fn spans(report: &Report) -> Vec<Span> {
    let mut spans = Vec::new();
    for claim in &report.claims {
        spans.extend([claim.span, claim.sentence]);
        spans.extend(claim.source.iter().map(|source| source.span));
        match &claim.detail {
            Detail::Quantity(quantity) => spans.push(quantity.numeral),
            Detail::Date(_) => {}
            Detail::Comparison(comparison) => spans.extend(comparison.with),
            Detail::Quotation(quotation) => {
                spans.extend(
                    quotation
                        .quoted
                        .iter()
                        .chain(&quotation.cue)
                        .chain(&quotation.source),
                );
            }
        }
    }
    spans.extend(report.people.iter().flat_map(|person| &person.mentions));
    spans
}

fn by_utf16(text: &str, span: Span) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[span.start..span.end]).expect("a span splits no surrogate pair")
}

fn by_char(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

/// The texts under every span, by the unit of each of the three reports, are the same.
fn agree(text: &str) -> usize {
    let byte = report(text, Offsets::Byte);
    let utf16 = report(text, Offsets::Utf16);
    let char = report(text, Offsets::Char);
    let of_bytes: Vec<String> = spans(&byte)
        .iter()
        .map(|span| span.of(text).to_owned())
        .collect();
    let of_utf16: Vec<String> = spans(&utf16)
        .iter()
        .map(|span| by_utf16(text, *span))
        .collect();
    let of_char: Vec<String> = spans(&char)
        .iter()
        .map(|span| by_char(text, *span))
        .collect();
    assert_eq!(of_bytes, of_utf16);
    assert_eq!(of_bytes, of_char);
    of_bytes.len()
}

#[test]
fn every_span_holds_the_same_text_in_all_units() {
    assert!(agree(TEXT) >= 12, "too little was found in the sample");
}

#[test]
fn units_are_counted_as_their_readers_count() {
    let text = "😀é 5%";
    let at = |offsets| report(text, offsets).claims[0].span;
    assert_eq!(at(Offsets::Byte), Span::new(7, 9));
    assert_eq!(at(Offsets::Utf16), Span::new(4, 6));
    assert_eq!(at(Offsets::Char), Span::new(3, 5));
}

proptest! {
    #[test]
    fn offsets_agree_on_any_text(text in "[a-zA-Z0-9 €%$“”\"'’.,\n\u{0}\u{301}é😀]{0,200}") {
        agree(&text);
    }
}
