//! Stretches of a quotation that are looked up as one: between ellipses, sentences, or a fixed number of words.

use crate::text::words::{Bracket, Word};
use crate::text::{Span, pieces};

/// Longer stretches are looked up in parts: what one costs grows with its square.
const LONGEST: usize = 96;
/// Shorter sentences are not looked up alone.
const SHORTEST: usize = 5;

/// A stretch of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Index of its first word.
    pub first: usize,
    /// Index behind its last word.
    pub end: usize,
    /// Whether an ellipsis stands before it.
    pub after_ellipsis: bool,
}

/// The stretches of `words`, which stand in `text`, in order. They hold every word.
pub fn units(text: &str, words: &[Word]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut open = Unit {
        first: 0,
        end: 0,
        after_ellipsis: false,
    };
    for (at, pair) in words.windows(2).enumerate() {
        let &[before, after] = pair else { continue };
        let gap = Span::new(before.span.end, after.span.start).of(text);
        let length = at + 1 - open.first;
        let ellipsis = is_ellipsis(gap);
        let sentence = gap.contains(['.', '!', '?'])
            && length >= SHORTEST
            && words.len() - at > SHORTEST
            && before.bracket == Bracket::None;
        if ellipsis || sentence || length >= LONGEST {
            open.end = at + 1;
            units.push(open);
            open = Unit {
                first: at + 1,
                end: at + 1,
                after_ellipsis: ellipsis,
            };
        }
    }
    open.end = words.len();
    if open.end > open.first {
        units.push(open);
    }
    units
}

/// Whether what stands between two words shows that words were left out: "…", "...", ". . .", "[...]".
fn is_ellipsis(gap: &str) -> bool {
    pieces::has(gap, "…") || gap.chars().filter(|&c| c == '.').count() >= 3
}
