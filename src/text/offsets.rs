//! From bytes to the offsets that the reader of a report wants.

use crate::report::{Claim, Detail, Offsets, Person};
use crate::text::{Span, order};

/// How many units come before any byte of a text.
///
/// They are counted once for each step of the text, so that a byte asks for the rest of its step alone: linear in the text
/// and constant for each span, in whatever order they come.
#[derive(Debug)]
pub(crate) struct Counter<'a> {
    text: &'a str,
    offsets: Offsets,
    /// How many units come before each step; empty where a unit is a byte.
    before: Vec<u32>,
}

/// In bytes. Shorter ones take more memory: a sixteenth of the text with this one.
const STEP: usize = 64;

impl<'a> Counter<'a> {
    pub(crate) fn new(text: &'a str, offsets: Offsets) -> Self {
        let mut before = Vec::new();
        if offsets != Offsets::Byte && !text.is_ascii() {
            before.reserve_exact(text.len() / STEP + 1);
            let mut counted = 0_usize;
            for step in text.as_bytes().chunks(STEP) {
                before.push(u32::try_from(counted).unwrap_or(u32::MAX));
                counted += units_of(step, offsets);
            }
            if text.len().is_multiple_of(STEP) {
                before.push(u32::try_from(counted).unwrap_or(u32::MAX));
            }
        }
        Self {
            text,
            offsets,
            before,
        }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(before) = self.before.get(byte / STEP) else {
            return byte;
        };
        let rest = &self.text.as_bytes()[byte / STEP * STEP..byte];
        *before as usize + units_of(rest, self.offsets)
    }

    /// Rewrites a span of bytes to count units.
    pub(crate) fn convert(&self, span: &mut Span) {
        *span = Span::new(self.at(span.start), self.at(span.end));
    }

    /// Rewrites every span of a claim.
    pub(crate) fn claim(&self, claim: &mut Claim) {
        spans_of(claim, &mut |span| self.convert(span));
    }

    /// Rewrites every mention of these people.
    pub(crate) fn people(&self, people: &mut [Person]) {
        let mentions = people.iter_mut().flat_map(|person| &mut person.mentions);
        mentions.for_each(|span| self.convert(span));
    }
}

/// Rewrites the spans that `each` visits, which count bytes of `text`, to count `offsets` instead.
pub(crate) fn convert_spans(
    text: &str,
    offsets: Offsets,
    each: impl FnOnce(&mut dyn FnMut(&mut Span)),
) {
    let counter = Counter::new(text, offsets);
    each(&mut |span| counter.convert(span));
}

/// Converts the spans that `each` visits by the units that `count` gives for their distinct offsets, in order.
pub(crate) fn rewrite(
    mut each: impl FnMut(&mut dyn FnMut(&mut Span)),
    count: impl FnOnce(&[usize]) -> Vec<usize>,
) {
    let mut bytes = Vec::new();
    each(&mut |span| bytes.extend([span.start, span.end]));
    order::by_key(&mut bytes, |byte| (*byte, 0));
    bytes.dedup();
    let counted = count(&bytes);
    let unit = |byte: usize| {
        let at = bytes.binary_search(&byte).ok();
        at.and_then(|at| counted.get(at).copied()).unwrap_or(byte)
    };
    each(&mut |span| *span = Span::new(unit(span.start), unit(span.end)));
}

/// How many units of `offsets` these bytes stand for, eight at a time: continuation bytes for none, a lead byte of four for
/// two in UTF-16, every other byte for one.
#[inline(never)]
fn units_of(bytes: &[u8], offsets: Offsets) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (continued, of_four) = match offsets {
        Offsets::Byte => (0, 0),
        Offsets::Char => (HIGH, 0),
        Offsets::Utf16 => (HIGH, HIGH),
    };
    let mut units = bytes.len();
    let mut count = |word: u64| {
        // Nearly all of a text is ASCII.
        if word & HIGH != 0 {
            // A shift brings a lower bit of each byte up to its highest, which alone is looked at.
            let of_four = word & word << 1 & word << 2 & word << 3 & of_four;
            let continued = word & !(word << 1) & continued;
            units += of_four.count_ones() as usize;
            units -= continued.count_ones() as usize;
        }
    };
    let mut eights = bytes.chunks_exact(8);
    for eight in &mut eights {
        count(u64::from_le_bytes(eight.try_into().unwrap_or([0; 8])));
    }
    let rest = eights.remainder().iter();
    count(rest.fold(0, |word, &byte| word << 8 | u64::from(byte)));
    units
}

/// How many units of `offsets` a text is long.
pub(crate) fn length(text: &str, offsets: Offsets) -> usize {
    units_of(text.as_bytes(), offsets)
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
