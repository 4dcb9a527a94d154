//! The place and the time that bound a number: "Unemployment in Norwick rose to 5% in May".
//!
//! Both stand in the number's own clause, before or behind it, or open the sentence. What stands behind another number
//! bounds that one, and what stands behind a verb of saying bounds the saying.

use crate::detect::QuantityMention;
use crate::text::{Block, Kind, Span, lexicon, word, words};

/// The most tokens between a number and what bounds it.
const REACH: usize = 14;

/// The most tokens of a place.
const LONGEST: usize = 6;

/// Sets place and time of the quantities of `block`. `dates` are the spans of its dates, in order.
pub fn bind(block: &Block<'_>, dates: &[Span], quantities: &mut [QuantityMention]) {
    let mut before_end = 0;
    let starts: Vec<usize> = quantities
        .iter()
        .map(|quantity| quantity.span.start)
        .collect();
    for (index, quantity) in quantities.iter_mut().enumerate() {
        let Some(sentence) = block.sentences.get(block.sentence_at(quantity.span.start)) else {
            continue;
        };
        let first = block.token_at(quantity.span.start);
        let last = block.token_at(quantity.span.end.saturating_sub(1));
        // The clause ends where another number begins.
        let until = starts
            .get(index + 1)
            .map_or(sentence.tokens.end, |&next| block.token_at(next))
            .min(sentence.tokens.end)
            .min(last + 1 + REACH);
        let from = sentence
            .tokens
            .start
            .max(block.token_at(before_end))
            .max(first.saturating_sub(REACH));
        let clause = Clause {
            from: (from..first)
                .rev()
                .find(|&at| stops(block, at))
                .map_or(from, |stop| stop + 1),
            first,
            last,
            until: (last + 1..until)
                .find(|&at| stops(block, at))
                .unwrap_or(until),
            opening: sentence.tokens.start,
        };
        let timed = !matches!(quantity.dimension, Some("time" | "age"));
        quantity.time = clause.time(block, dates).filter(|_| timed);
        quantity.place = clause.place(block);
        before_end = quantity.span.end;
    }
}

/// Whether a clause ends at token `at`.
fn stops(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else {
        return true;
    };
    let words = words![
        "while", "but", "who", "which", "whose", "because", "although", "when", "where",
    ];
    match token.kind {
        Kind::Word => token.class.is(lexicon::SPEECH_LIKE) || token.is_any(words),
        Kind::Number | Kind::Clitic => false,
        // The comma of "May 4, 2026" and the hyphen of "mid-May" stand inside a date.
        Kind::Other => {
            token.is_any(words![";", ":", "(", ")", "—", "–"])
                || token.is(word!(",")) && block.kind(at + 1) != Some(Kind::Number)
        }
        Kind::Quote => true,
    }
}

/// The tokens around a number within which it is bound.
struct Clause {
    from: usize,
    /// The number itself.
    first: usize,
    last: usize,
    until: usize,
    /// The sentence's first token.
    opening: usize,
}

impl Clause {
    /// The date behind the number, else before it, else the one that opens the sentence.
    fn time(&self, block: &Block<'_>, dates: &[Span]) -> Option<Span> {
        let at = |date: &Span| block.token_at(date.start);
        let end = block.tokens.get(self.last)?.span.end;
        let next = dates.partition_point(|date| date.start < end);
        let behind = dates.get(next).filter(|date| at(date) < self.until);
        let before = next
            .checked_sub(1)
            .and_then(|before| dates.get(before))
            .filter(|date| at(date) >= self.from && at(date) < self.first);
        let opening = block.tokens.get(self.opening)?.span.start;
        let front = dates
            .get(dates.partition_point(|date| date.start < opening))
            .filter(|date| at(date) <= self.opening + 2 && at(date) < self.first);
        let date = [behind, before, front]
            .into_iter()
            .flatten()
            .find(|date| !is_attribute(block, date))?;
        // "between July and September"
        let index = dates.partition_point(|other| other.start <= date.start);
        let joint = block.token_at(date.end);
        let joined = block.is_any(joint, words!["and", "to", "until", "through", "-", "–"]);
        let other = dates
            .get(index)
            .filter(|other| joined && at(other) == joint + 1);
        Some(other.map_or(*date, |other| date.cover(*other)))
    }

    /// The same for a place.
    fn place(&self, block: &Block<'_>) -> Option<Span> {
        let behind = (self.last + 1..self.until).find_map(|at| place(block, at));
        let before = || {
            (self.from..self.first)
                .rev()
                .find_map(|at| place(block, at))
        };
        let front = || place(block, self.opening).filter(|_| self.opening < self.first);
        behind.or_else(before).or_else(front)
    }
}

/// Whether a date only names something: "the 2021 act".
fn is_attribute(block: &Block<'_>, date: &Span) -> bool {
    let first = block.token_at(date.start);
    let after = block.token_at(date.end);
    let determined = first
        .checked_sub(1)
        .is_some_and(|before| block.has(before, lexicon::DETERMINER | lexicon::POSSESSIVE));
    determined
        && block.kind(first) == Some(Kind::Number)
        && block.tokens.get(after).is_some_and(|next| {
            next.kind == Kind::Word
                && !next
                    .class
                    .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::AUXILIARY)
        })
}

/// The name of a place behind "in" or "across" at token `at`.
fn place(block: &Block<'_>, at: usize) -> Option<Span> {
    let token = block.tokens.get(at)?;
    if token.kind != Kind::Word || !token.is_any(words!["in", "across", "throughout"]) {
        return None;
    }
    let the = usize::from(block.is(at + 1, word!("the")));
    let start = at + 1 + the;
    let name = |at: usize| {
        block.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && !token
                    .class
                    .is(lexicon::MONTH | lexicon::WEEKDAY | lexicon::PRONOUN | lexicon::DATE_PART)
        })
    };
    if !name(start) {
        return None;
    }
    let mut end = start + 1;
    while end < start + LONGEST {
        let joined = block.is_any(end, words!["of", "and"]) && name(end + 1);
        let hyphen = block.is(end, word!("-")) && block.is_glued(end) && name(end + 1);
        if name(end) {
            end += 1;
        } else if joined || hyphen {
            end += 2;
        } else {
            break;
        }
    }
    // "in Norwick’s report" is no place, nor is "in G7 talks".
    let owner = block.kind(end) == Some(Kind::Clitic)
        || block.is_any(end, words!["&", "-"]) && block.is_glued(end);
    let described = end == start + 1
        && block.tokens.get(end).is_some_and(|next| {
            next.kind == Kind::Word && !next.is_capital() && block.is(end, word!("talks"))
        });
    (!owner && !described).then(|| block.span(start - the, end - 1))
}
