//! What a number speaks of: the noun phrase around it that names the thing measured.

use super::count::Noun;
use crate::text::{Block, Kind, Span, lexicon};

/// The most words in such a phrase.
const LONGEST: usize = 8;

/// The noun phrase that the quantity from token `first` to `last` speaks of.
pub fn of(block: &Block<'_>, first: usize, last: usize, counted: Option<&Noun>) -> Option<Span> {
    if let Some(noun) = counted {
        // "major points of contention"
        let end = behind(block, noun.last).map_or(noun.last, |(_, end)| end);
        return Some(block.span(noun.first, end));
    }
    behind(block, last)
        .map(|(start, end)| block.span(start, end))
        .or_else(|| noun_behind(block, last))
        .or_else(|| subject(block, first))
}

/// The noun phrase behind "of" or "in" after token `last`.
fn behind(block: &Block<'_>, last: usize) -> Option<(usize, usize)> {
    let at = last + 1;
    if !block.is(at, "of") {
        return None;
    }
    let mut start = at + 1;
    while block
        .tokens
        .get(start)
        .is_some_and(|token| token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE))
    {
        start += 1;
    }
    let end = phrase_end(block, start)?;
    Some((start, end))
}

/// "a €140 billion loan", "a 3% rise in wages": the noun right behind the unit.
fn noun_behind(block: &Block<'_>, last: usize) -> Option<Span> {
    let start = last + 1 + usize::from(block.word(last + 1) == "-" && block.is_glued(last + 1));
    let token = block.tokens.get(start)?;
    let verb = block.word(start).ends_with("ed") || token.class.is(lexicon::SPEECH_LIKE);
    if token.kind != Kind::Word || token.is_capital() || verb || stops(block, start) {
        return None;
    }
    let end = phrase_end(block, start)?;
    // "growth in earnings"
    let more = (block.is(end + 1, "in") || block.is(end + 1, "of")).then(|| {
        let mut of = end + 2;
        while block
            .tokens
            .get(of)
            .is_some_and(|token| token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE))
        {
            of += 1;
        }
        phrase_end(block, of)
    });
    Some(block.span(start, more.flatten().unwrap_or(end)))
}

/// Whether a noun phrase cannot go on at token `at`.
fn stops(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else {
        return true;
    };
    let hyphen = block.word(at) == "-" && block.is_glued(at) && block.is_glued(at + 1);
    if token.kind == Kind::Clitic || hyphen {
        return false;
    }
    token.kind != Kind::Word
        || token.class.is(lexicon::PREPOSITION
            | lexicon::CONJUNCTION
            | lexicon::AUXILIARY
            | lexicon::PRONOUN
            | lexicon::NOT_COUNTED
            | lexicon::DETERMINER
            | lexicon::RISE
            | lexicon::FALL)
}

/// The last token of the noun phrase that starts at token `start`.
fn phrase_end(block: &Block<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while end < start + LONGEST && !stops(block, end) {
        end += 1;
    }
    // A phrase does not end with a hyphen or a clitic.
    while end > start && matches!(block.kind(end - 1), Some(Kind::Clitic | Kind::Other)) {
        end -= 1;
    }
    (end > start).then(|| end - 1)
}

/// The noun phrase before the verb that stands before token `first`: "the unemployment rate" of "... rose to 5%".
pub fn subject(block: &Block<'_>, first: usize) -> Option<Span> {
    let floor = first.saturating_sub(12);
    let mut at = first;
    // The nearest auxiliary or change verb.
    loop {
        at = at.checked_sub(1).filter(|at| *at >= floor)?;
        let token = block.tokens.get(at)?;
        if matches!(block.word(at), "." | ";" | ":") {
            return None;
        }
        if token
            .class
            .is(lexicon::AUXILIARY | lexicon::RISE | lexicon::FALL)
        {
            break;
        }
    }
    let mut end = at.checked_sub(1)?;
    while block
        .tokens
        .get(end)
        .is_some_and(|token| token.class.is(lexicon::AUXILIARY) || block.word(end).ends_with("ly"))
    {
        end = end.checked_sub(1)?;
    }
    let mut start = end + 1;
    while let Some(before) = start.checked_sub(1) {
        let inside = !stops(block, before)
            || (block.is(before, "of") && before < end)
            || block.tokens.get(before).is_some_and(|token| {
                token.class.is(lexicon::DETERMINER) && block.is(before.wrapping_sub(1), "of")
            });
        if !inside || end - before >= LONGEST {
            break;
        }
        start = before;
    }
    while start <= end
        && (matches!(block.kind(start), Some(Kind::Clitic | Kind::Other)) || block.is(start, "of"))
    {
        start += 1;
    }
    (start <= end).then(|| block.span(start, end))
}
