//! Text fragments: addresses that open a page at some of its words.
//!
//! `#:~:text=[prefix-,]start[,end][,-suffix]`, as the specification of the WICG has it. The browser takes the
//! first place that fits, so where the words stand more than once what stands around them is added.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::address::Address;
use crate::report::Report;
use crate::text::runs::Runs;
use crate::text::words::{Word, words};
use crate::text::{Span, blocks};

/// Longer claims are given by their first and last words.
const LONGEST: usize = 10;
/// How many of each.
const ENDS: usize = 3;
/// Words that are added around a claim which stands more than once: few, or more where few do not tell it apart.
const AROUND: [usize; 3] = [3, 6, 12];

/// The dash and the comma have a meaning in a directive, the ampersand divides directives.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// For each claim of `report`, whose spans count bytes of `text`, the address of its words on `page`.
pub fn addresses(text: &str, report: &Report, page: &Address) -> Vec<String> {
    let all = words(text, &|_| false);
    let most = AROUND.into_iter().max().unwrap_or_default();
    let near: Vec<&[Word]> = report
        .claims
        .iter()
        .filter_map(|claim| {
            let (first, end) = within(&all, claim.span);
            all.get(first.saturating_sub(most)..(end + most).min(all.len()))
        })
        .collect();
    let text = Text {
        text,
        blocks: blocks(text),
        runs: Runs::new(text, &near),
        words: &all,
    };
    report
        .claims
        .iter()
        .map(|claim| page.at(&text.directive(claim.span)))
        .collect()
}

/// The words that `span` touches.
fn within(words: &[Word], span: Span) -> (usize, usize) {
    let first = words.partition_point(|word| word.span.end <= span.start);
    let end = words.partition_point(|word| word.span.start < span.end);
    (first, end.max(first))
}

struct Text<'a> {
    text: &'a str,
    blocks: Vec<Span>,
    runs: Runs<'a>,
    words: &'a [Word],
}

impl Text<'_> {
    fn directive(&self, span: Span) -> String {
        let (first, end) = within(self.words, span);
        let long = end - first > LONGEST;
        // What must stand once for the browser to find the right place: the whole claim, or how it starts.
        let (start, tail) = if long {
            let start = Span::new(span.start, self.end_of(first + ENDS - 1, span.end));
            (start, Some(self.tail(span, first + ENDS, end)))
        } else {
            (span, None)
        };
        let told = if long { first + ENDS } else { end };
        let repeated = |from: usize, to: usize| {
            self.words
                .get(from..to)
                .is_none_or(|words| words.is_empty() || self.runs.is_repeated(words))
        };
        let mut around = None;
        if repeated(first, told) {
            for count in AROUND {
                let (before, after) = (
                    self.before(span, first, count),
                    self.after(span, end, count),
                );
                let from = within(self.words, before).0.min(first);
                let to = if long {
                    told
                } else {
                    within(self.words, after).1.max(told)
                };
                around = Some((before, after));
                if !repeated(from, to) {
                    break;
                }
            }
        }
        let mut out = String::new();
        if let Some((before, _)) =
            around.filter(|(before, _)| !before.of(self.text).trim().is_empty())
        {
            self.push(&mut out, before);
            out.push_str("-,");
        }
        self.push(&mut out, start);
        if let Some(tail) = tail {
            out.push(',');
            self.push(&mut out, tail);
        }
        if let Some((_, after)) = around.filter(|(_, after)| !after.of(self.text).trim().is_empty())
        {
            out.push_str(",-");
            self.push(&mut out, after);
        }
        out
    }

    /// The byte behind word `at`, or behind the marks that close it where it is the last one before `end`.
    fn end_of(&self, at: usize, end: usize) -> usize {
        self.words
            .get(at)
            .map_or(end, |word| word.span.end.min(end))
    }

    /// The last words of a long claim, as many as tell its end from what stands before it in the claim.
    fn tail(&self, span: Span, start: usize, end: usize) -> Span {
        let from = |count: usize| {
            let first = end.saturating_sub(count).max(start);
            (
                first,
                self.words
                    .get(first)
                    .map_or(span.end, |word| word.span.start),
            )
        };
        let mut count = ENDS;
        loop {
            let (first, byte) = from(count);
            let last = self.words.get(first..end).unwrap_or_default();
            // Only the first words of a very long claim are looked at.
            let earlier = self
                .words
                .get(start..end.saturating_sub(1))
                .unwrap_or_default()
                .windows(last.len().max(1))
                .take(2_000)
                .any(|window| window.iter().zip(last).all(|(a, b)| a.key == b.key));
            if !earlier || count >= 3 * ENDS || first == start {
                return Span::new(byte, span.end);
            }
            count += ENDS;
        }
    }

    /// Up to `count` words before `span`, whose first word is `first`: of the same block, or where there are none of the one
    /// before.
    fn before(&self, span: Span, first: usize, count: usize) -> Span {
        let block = self.blocks.partition_point(|block| block.end <= span.start);
        let start = self.blocks.get(block).map_or(0, |block| block.start);
        let (floor, end) = if self
            .words
            .get(first.wrapping_sub(1))
            .is_some_and(|word| word.span.start >= start)
        {
            (start, span.start)
        } else {
            let before = block
                .checked_sub(1)
                .and_then(|before| self.blocks.get(before));
            // What stands right before the claim in its own block, as an opening bracket, is part of the page too.
            match before.filter(|_| Span::new(start, span.start).of(self.text).trim().is_empty()) {
                Some(before) => (before.start, before.end),
                None => (start, span.start),
            }
        };
        let from = first.saturating_sub(count);
        let from = self
            .words
            .get(from..first)
            .unwrap_or_default()
            .iter()
            .find(|word| word.span.start >= floor);
        Span::new(from.map_or(end, |word| word.span.start).min(end), end)
    }

    /// Up to `count` words behind `span`, `end` being the index behind its last word.
    fn after(&self, span: Span, end: usize, count: usize) -> Span {
        let block = self.blocks.partition_point(|block| block.end < span.end);
        let stop = self
            .blocks
            .get(block)
            .map_or(self.text.len(), |block| block.end);
        let own = self
            .words
            .get(end)
            .is_some_and(|word| word.span.start < stop);
        let (start, ceiling) = if own || !Span::new(span.end, stop).of(self.text).trim().is_empty()
        {
            (span.end, stop)
        } else {
            match self.blocks.get(block + 1) {
                Some(next) => (next.start, next.end),
                None => (span.end, stop),
            }
        };
        let last = self
            .words
            .get(end..(end + count).min(self.words.len()))
            .unwrap_or_default();
        let last = last.iter().rev().find(|word| word.span.end <= ceiling);
        Span::new(start, last.map_or(start, |word| word.span.end).max(start))
    }

    /// Adds the words of `span`, encoded, with single spaces.
    fn push(&self, out: &mut String, span: Span) {
        for (at, word) in span.of(self.text).split_whitespace().enumerate() {
            out.push_str(if at > 0 { "%20" } else { "" });
            out.extend(utf8_percent_encode(word, ENCODED));
        }
    }
}
