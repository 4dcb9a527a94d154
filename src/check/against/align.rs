//! The best way to lay a stretch of the article's words over a stretch of the source text's.
//!
//! A diff crate compares two whole sequences and may take quadratic time; here one of them has open ends (where
//! the quotation starts in the source text is part of the question), brackets stand for any words, and both are
//! short by construction. That is a small table of scores.

use crate::text::words::{Bracket, Word};

/// What is done with a word of either text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The two words are the same.
    Same(usize, usize),
    /// The article has one word for the other.
    Changed(usize, usize),
    /// Only the article has it.
    Here(usize),
    /// Only the source text has it.
    There(usize),
}

const SAME: i32 = 5;
/// A word that is in every sentence ties little together.
const SAME_COMMON: i32 = 2;
const CHANGED: i32 = -4;
const ONLY_HERE: i32 = -3;
const ONLY_THERE: i32 = -1;
/// Words in brackets are said to be others than the source text's: they cost nothing, and together they stand for
/// one word of it rather than for several.
const BRACKETED: i32 = 0;
const BRACKETED_MORE: i32 = -1;

/// The steps from the first to the last word of `here`, over those words of `there` that suit it best, and their
/// score. `is_common` tells by index which words of `here` prove little.
///
/// Takes `here.len() * there.len()` steps of time and bytes of memory: callers keep both short.
pub fn align(here: &[Word], there: &[Word], is_common: &[bool]) -> (i32, Vec<Step>) {
    let width = there.len() + 1;
    // For each pair of positions, the step that leads there.
    let mut from: Vec<u8> = vec![0; (here.len() + 1) * width];
    const DIAGONAL: u8 = 0;
    const UP: u8 = 1;
    const LEFT: u8 = 2;
    // The stretch may start at any word of the source text: no cost for what stands before it.
    let mut row: Vec<i32> = vec![0; width];
    for (at, word) in here.iter().enumerate() {
        let bracketed = word.bracket != Bracket::None;
        let same = if is_common.get(at).copied().unwrap_or(false) {
            SAME_COMMON
        } else {
            SAME
        };
        let closes = here
            .get(at + 1)
            .is_none_or(|next| next.bracket == Bracket::None);
        let (changed, only_here) = if bracketed {
            let changed = if closes { BRACKETED } else { BRACKETED_MORE };
            (changed, BRACKETED)
        } else {
            (CHANGED, ONLY_HERE)
        };
        let mut next: Vec<i32> = Vec::with_capacity(width);
        let steps = from
            .get_mut((at + 1) * width..(at + 2) * width)
            .unwrap_or_default();
        next.push(row.first().copied().unwrap_or_default() + only_here);
        if let Some(step) = steps.first_mut() {
            *step = UP;
        }
        let columns = there
            .iter()
            .zip(row.windows(2))
            .zip(steps.iter_mut().skip(1));
        let mut left = next.first().copied().unwrap_or_default();
        for ((other, above), step) in columns {
            let &[diagonal, up] = above else { continue };
            let score = diagonal + if word.key == other.key { same } else { changed };
            let up = up + only_here;
            let over = left + ONLY_THERE;
            let best = score.max(up).max(over);
            *step = if best == score {
                DIAGONAL
            } else if best == up {
                UP
            } else {
                LEFT
            };
            next.push(best);
            left = best;
        }
        row = next;
    }
    let (mut column, score) = row
        .iter()
        .copied()
        .enumerate()
        .max_by_key(|&(column, score)| (score, std::cmp::Reverse(column)))
        .unwrap_or_default();
    let mut steps = Vec::with_capacity(here.len());
    let mut line = here.len();
    while line > 0 {
        match from.get(line * width + column).copied().unwrap_or(UP) {
            DIAGONAL if column > 0 => {
                line -= 1;
                column -= 1;
                let same =
                    here.get(line).map(|word| word.key) == there.get(column).map(|word| word.key);
                steps.push(if same {
                    Step::Same(line, column)
                } else {
                    Step::Changed(line, column)
                });
            }
            LEFT if column > 0 => {
                column -= 1;
                steps.push(Step::There(column));
            }
            _ => {
                line -= 1;
                steps.push(Step::Here(line));
            }
        }
    }
    steps.reverse();
    (score, steps)
}

#[cfg(test)]
mod tests {
    use super::{Step, align};
    use crate::text::words::words;

    fn run(here: &str, there: &str) -> String {
        let (here_words, there_words) = (words(here, &|_| true), words(there, &|_| true));
        let (_, steps) = align(&here_words, &there_words, &vec![false; here_words.len()]);
        let at = |text: &str, words: &[crate::text::words::Word], index: usize| {
            words
                .get(index)
                .map(|word| word.span.of(text).to_owned())
                .unwrap_or_default()
        };
        let say = |step: &Step| match *step {
            Step::Same(here_at, _) => at(here, &here_words, here_at),
            Step::Changed(here_at, there_at) => format!(
                "{}/{}",
                at(here, &here_words, here_at),
                at(there, &there_words, there_at)
            ),
            Step::Here(here_at) => format!("+{}", at(here, &here_words, here_at)),
            Step::There(there_at) => format!("-{}", at(there, &there_words, there_at)),
        };
        steps.iter().map(say).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn changed_missing_and_inserted_words_are_told_apart() {
        let there = "and then the river will rise again before the winter comes";
        assert_eq!(
            run("the river will rise again", there),
            "the river will rise again"
        );
        assert_eq!(
            run("the river may rise again", there),
            "the river may/will rise again"
        );
        assert_eq!(
            run("the river rise again", there),
            "the river -will rise again"
        );
        assert_eq!(
            run("the river will surely rise again", there),
            "the river will +surely rise again"
        );
    }

    #[test]
    fn brackets_stand_for_other_words() {
        let there = "so it was not worth the money at all";
        assert_eq!(
            run("[the bridge] was not worth the money", there),
            "+the bridge/it was not worth the money"
        );
    }
}
