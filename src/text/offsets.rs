//! From bytes to the offsets that the reader of a report wants, in one pass over the text.

use crate::report::{Claim, Detail, Offsets, Report};
use crate::text::Span;

/// Rewrites every span of `report`, which counts bytes of `text`, to count `offsets` instead.
pub(crate) fn convert(report: &mut Report, text: &str, offsets: Offsets) {
    report.offsets = offsets;
    convert_spans(text, offsets, |visit| for_each_span(report, visit));
}

/// Rewrites the spans that `each` visits, which count bytes of `text`, to count `offsets` instead. `each` is called
/// twice and must visit the same spans.
///
/// The distinct offsets are sorted and counted in one walk over the text: `O(n + k log k)` for `n`
/// bytes and `k` offsets, against `O(nk)` for counting each from the start.
pub(crate) fn convert_spans(
    text: &str,
    offsets: Offsets,
    each: impl FnMut(&mut dyn FnMut(&mut Span)),
) {
    if offsets == Offsets::Byte || text.is_ascii() {
        return;
    }
    rewrite(each, |bytes| count(text, bytes, offsets));
}

/// As `convert_spans`, by units that `count` gives for the distinct offsets in order.
pub(crate) fn rewrite(
    mut each: impl FnMut(&mut dyn FnMut(&mut Span)),
    count: impl FnOnce(&[usize]) -> Vec<usize>,
) {
    let mut bytes = Vec::new();
    each(&mut |span| bytes.extend([span.start, span.end]));
    bytes.sort_unstable();
    bytes.dedup();
    let counted = count(&bytes);
    each(&mut |span| {
        span.start = lookup(&bytes, &counted, span.start);
        span.end = lookup(&bytes, &counted, span.end);
    });
}

/// For each byte offset in `sorted`, how many units of `offsets` come before it.
fn count(text: &str, sorted: &[usize], offsets: Offsets) -> Vec<usize> {
    let mut counted = Vec::with_capacity(sorted.len());
    let mut units = 0;
    let mut done = 0;
    for &target in sorted {
        let target = target.min(text.len());
        for &byte in &text.as_bytes()[done..target] {
            // Continuation bytes count nothing; a lead byte of four stands for two UTF-16 units.
            units += usize::from(byte & 0xC0 != 0x80);
            units += usize::from(offsets == Offsets::Utf16 && byte >= 0xF0);
        }
        done = target;
        counted.push(units);
    }
    counted
}

fn lookup(bytes: &[usize], counted: &[usize], byte: usize) -> usize {
    bytes
        .binary_search(&byte)
        .ok()
        .and_then(|at| counted.get(at).copied())
        .unwrap_or(byte)
}

/// How many units of `offsets` a text is long.
pub(crate) fn length(text: &str, offsets: Offsets) -> usize {
    text.bytes().map(|byte| units(byte, offsets)).sum()
}

/// How many units of `offsets` a byte stands for: continuation bytes for none, a lead byte of four for two in UTF-16.
fn units(byte: u8, offsets: Offsets) -> usize {
    match offsets {
        Offsets::Byte => 1,
        Offsets::Char => usize::from(byte & 0xC0 != 0x80),
        Offsets::Utf16 => usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0),
    }
}

/// The byte at which the unit `at` of `text` begins; `None` where it is none or inside a character.
pub(crate) fn to_byte(text: &str, offsets: Offsets, at: usize) -> Option<usize> {
    let mut before = 0;
    for (byte, c) in text.char_indices() {
        if before >= at {
            return (before == at).then_some(byte);
        }
        before += match offsets {
            Offsets::Byte => c.len_utf8(),
            Offsets::Char => 1,
            Offsets::Utf16 => c.len_utf16(),
        };
    }
    (before == at).then_some(text.len())
}

/// Calls `visit` on every span in the report.
fn for_each_span(report: &mut Report, visit: &mut dyn FnMut(&mut Span)) {
    for claim in &mut report.claims {
        spans_of(claim, visit);
    }
    for person in &mut report.people {
        person.mentions.iter_mut().for_each(&mut *visit);
    }
}

/// Calls `visit` on every span in the claim. A new span in the claim's types has its line here.
pub(crate) fn spans_of(claim: &mut Claim, visit: &mut dyn FnMut(&mut Span)) {
    visit(&mut claim.span);
    visit(&mut claim.sentence);
    match &mut claim.detail {
        Detail::Quantity(quantity) => visit(&mut quantity.numeral),
        Detail::Date(_) => {}
        Detail::Comparison(comparison) => comparison.with.iter_mut().for_each(&mut *visit),
        Detail::Quotation(quotation) => {
            quotation.quoted.iter_mut().for_each(&mut *visit);
            quotation.cue.iter_mut().for_each(&mut *visit);
            quotation.source.iter_mut().for_each(&mut *visit);
        }
    }
    claim
        .source
        .iter_mut()
        .for_each(|source| visit(&mut source.span));
}
