//! Lines that are no prose: counters, labels, bylines and widgets of the page. Their figures and dates claim nothing.

use crate::text::{Block, Kind, word, words};

/// The most tokens of such a line.
const LABEL: usize = 28;

/// Whether the whole block is one: "3 / 12", "Photo 3 of 12", "3 hours ago", "75°69°", "14°C 9PM 11°C 3-Day Outlook",
/// "Published Mon, Mar 16 2026 9:05 AM GMT".
#[must_use]
pub fn is_furniture(block: &Block<'_>) -> bool {
    let length = block.tokens.len();
    if length > LABEL {
        return false;
    }
    let number = |at: usize| block.kind(at) == Some(Kind::Number);
    let first = usize::from(!number(0));
    let counter = length == first + 3
        && number(first)
        && number(first + 2)
        && block.is_any(first + 1, words!["of", "/"]);
    let age = block.is(length.wrapping_sub(1), word!("ago")) && length <= 4;
    // No word of a sentence, but a temperature or a time of day.
    let prose = block.tokens.iter().any(|token| {
        token.kind == Kind::Word
            && !token.is_capital()
            && token.span.len() > 2
            && !["ago", "a.m.", "p.m."].contains(&token.span.of(block.text))
    });
    if counter || age || prose {
        return counter || age;
    }
    let degree = (0..length).any(|at| block.is(at, word!("°")));
    let time = (1..length).any(|at| {
        block.is(at, word!(":"))
            && number(at - 1)
            && number(at + 1)
            && block.is_glued(at)
            && block.is_glued(at + 1)
    });
    let dated = (0..length).any(|at| block.has(at, crate::text::lexicon::MONTH));
    // "At 9:30 Ann Bell left" has a verb in lower case; a byline has none.
    degree || time && dated
}
