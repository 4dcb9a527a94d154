//! Spans in all three units.

use tickmark::{Article, Detail, Offsets, Options, Report, Span, scan};

/// The report on `text` with spans in `offsets`.
pub fn report(text: &str, offsets: Offsets) -> Report {
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

/// Asks that the words under every span are the same, by the unit of each of the three reports; says how many spans there
/// are.
pub fn agree(text: &str) -> usize {
    let bytes = spans(&report(text, Offsets::Byte));
    let units: Vec<u16> = text.encode_utf16().collect();
    let by_utf16 = |span: &Span| {
        String::from_utf16(&units[span.start..span.end]).expect("a span splits no surrogate pair")
    };
    let characters: Vec<char> = text.chars().collect();
    let by_char = |span: &Span| -> String { characters[span.start..span.end].iter().collect() };
    let of_bytes: Vec<&str> = bytes.iter().map(|span| span.of(text)).collect();
    let of_utf16: Vec<String> = spans(&report(text, Offsets::Utf16))
        .iter()
        .map(by_utf16)
        .collect();
    let of_char: Vec<String> = spans(&report(text, Offsets::Char))
        .iter()
        .map(by_char)
        .collect();
    assert_eq!(of_bytes, of_utf16);
    assert_eq!(of_bytes, of_char);
    of_bytes.len()
}
