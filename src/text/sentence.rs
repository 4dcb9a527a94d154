//! Sentences of a block.

use std::ops::Range;

use super::lexicon;
use super::span::Span;
use super::token::{Case, Kind, Token};

/// One sentence of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes from the block's start, without the white space around it.
    pub span: Span,
    /// Indices into the block's tokens.
    pub tokens: Range<usize>,
}

/// Splits a block's tokens into sentences, in one pass.
///
/// A sentence ends at `.`, `!`, `?` or `…` with the closing marks behind it, unless the stop ends an
/// abbreviation or an initial, or the next word goes on in lower case.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    let mut marks = 0;
    while at < tokens.len() {
        let end = match ending(text, tokens, first, at, &mut marks) {
            Some(end) => end,
            None => {
                at += 1;
                continue;
            }
        };
        sentences.push(sentence(tokens, first..end));
        first = end;
        at = end;
    }
    if first < tokens.len() {
        sentences.push(sentence(tokens, first..tokens.len()));
    }
    sentences
}

fn sentence(tokens: &[Token], range: Range<usize>) -> Sentence {
    let span = match tokens.get(range.clone()) {
        Some([first, .., last]) => first.span.cover(last.span),
        Some([only]) => only.span,
        _ => Span::default(),
    };
    Sentence {
        span,
        tokens: range,
    }
}

/// Where the sentence that starts at token `first` ends at token `at`: the index after it. `marks` remembers where the last
/// run of stops and closing marks ended: a long one that ends no sentence is walked once, not from each of its stops.
fn ending(
    text: &str,
    tokens: &[Token],
    first: usize,
    at: usize,
    marks: &mut usize,
) -> Option<usize> {
    let token = tokens.get(at)?;
    // The last byte of "…" among them. Few tokens end with one of these, and the others are not looked at.
    let last = text.as_bytes().get(token.span.end.wrapping_sub(1))?;
    if !matches!(last, b'.' | b'!' | b'?' | 0xA6) {
        return None;
    }
    let word = token.span.of(text);
    let dotted = token.kind == Kind::Word && word.ends_with('.');
    let stop = token.kind == Kind::Other && matches!(word, "." | "!" | "?" | "…");
    if !(dotted || stop) {
        return None;
    }
    // Take further stops, and closing marks that stand without a gap.
    let mut end = (at + 1).max(*marks);
    while let Some(next) = tokens.get(end) {
        let glued = tokens[end - 1].span.end == next.span.start;
        let closes = matches!(next.span.of(text), "." | "!" | "?" | "…" | ")" | "]")
            || next.kind == Kind::Quote;
        if !(glued && closes) {
            break;
        }
        end += 1;
    }
    *marks = end;
    // Footnote figures stand without a gap behind the marks ("prices.”3 The").
    let Some(next) = tokens.get(end) else {
        return Some(end);
    };
    let glued = tokens[end - 1].span.end == next.span.start;
    if glued {
        // "ended.The": two sentences that lost the space between them; but not "Amazon.com".
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let apart = word == "."
            && next.kind == Kind::Word
            && next.case == Case::Title
            && before.is_some_and(|before| {
                before.kind == Kind::Word && before.case == Case::Lower && before.span.len() > 2
            });
        return (apart || (end > at + 1 && next.is_capital())).then_some(end);
    }
    let starts = next.kind != Kind::Word || next.case != Case::Lower;
    let bare = end == at + 1;
    if matches!(word, "!" | "?") {
        return starts.then_some(end);
    }
    if !starts
        || (next.kind == Kind::Other
            && matches!(next.span.of(text), "," | ";" | ":" | "-" | "–" | "—"))
    {
        return None;
    }
    if dotted {
        // "the U.S. The" ends; "U.S. President" and "9 a.m. Monday" do not.
        let opens = next.class.is(lexicon::STARTER);
        return (opens || next.kind == Kind::Quote || !bare).then_some(end);
    }
    if bare && word == "." {
        let before = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .filter(|_| at > first);
        if let Some(before) =
            before.filter(|before| before.kind == Kind::Word && before.span.end == token.span.start)
        {
            let opens = next.class.is(lexicon::STARTER) && next.is_capital();
            let abbreviation = before.class.is(lexicon::ABBREVIATION)
                || (before.is_capital() && before.class.is(lexicon::CAPITAL_ABBREVIATION));
            if abbreviation && !opens {
                return None;
            }
            let initial = before.span.len() == 1 && before.case == Case::Upper;
            let after_name = at
                .checked_sub(2)
                .and_then(|i| tokens.get(i))
                .is_none_or(|token| {
                    token.is_capital() || token.kind != Kind::Word || at - 2 < first
                });
            if initial && after_name && !opens {
                return None;
            }
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::sentences;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &tokens(text))
            .iter()
            .map(|sentence| sentence.span.of(text))
            .collect()
    }

    #[test]
    fn stops_end_sentences_with_their_closing_marks() {
        assert_eq!(
            split("It rose. “It fell.” Why? (It did.) So…"),
            ["It rose.", "“It fell.”", "Why?", "(It did.)", "So…"]
        );
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        for one in [
            "Gov. Ann B. Reed met Sen. Cole at 9 a.m. Monday in the U.S. Senate.",
            "It costs approx. 4.5 crowns in No. 10 on Sept. 3.",
            "Amazon.com rose.",
        ] {
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn a_letter_that_is_no_initial_ends_a_sentence() {
        assert_eq!(
            split("She wrote it on X. Then she left the U.S. The rest stayed."),
            [
                "She wrote it on X.",
                "Then she left the U.S.",
                "The rest stayed."
            ]
        );
    }

    #[test]
    fn glued_sentences_come_apart() {
        assert_eq!(
            split("The talks ended.The board left."),
            ["The talks ended.", "The board left."]
        );
    }
}
