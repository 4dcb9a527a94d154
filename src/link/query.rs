//! Search words for a claim.

use super::context::Context;
use crate::text::{Span, is_quote};

/// More words narrow a search to nothing.
const MOST_WORDS: usize = 6;
/// A phrase longer than this is seldom repeated in full by others.
const LONGEST_PHRASE: usize = 12;

/// The longest run of words in `quoted` without ellipsis, brackets or inner quotation marks, at most
/// twelve of them: what others will have quoted in the same words. Empty where there is no word.
pub fn phrase(quoted: &str) -> String {
    let breaks = |c: char| {
        matches!(c, '…' | '[' | ']' | '(' | ')' | '—' | '\n')
            || (is_quote(c) && !matches!(c, '’' | '\''))
    };
    let runs = quoted.split(breaks).flat_map(|run| run.split("..."));
    let longest = runs
        .max_by_key(|run| run.split_whitespace().count())
        .unwrap_or_default();
    let words: Vec<&str> = longest.split_whitespace().take(LONGEST_PHRASE).collect();
    let joined = words.join(" ");
    joined
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// The last part of a name: "Leyen" of "Ursula von der Leyen".
pub fn surname(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

/// The words of a sentence that best tell what a claim at `claim` is about, in order: words of what
/// is measured before names before the rest, and nearer ones before farther ones.
pub fn subject(sentence: &str, context: &Context, claim: Span, measured: &str) -> Vec<String> {
    let mut ranked: Vec<(i64, Span)> = Vec::new();
    for word in context
        .words
        .iter()
        .filter(|word| !word.span.overlaps(claim))
    {
        let text = word.span.of(sentence);
        let distance = if word.span.end <= claim.start {
            claim.start - word.span.end
        } else {
            word.span.start - claim.end
        };
        let in_measured = measured
            .split(|c: char| !c.is_alphanumeric())
            .any(|part| part == text);
        let score = i64::from(in_measured) * 300
            + i64::from(word.name) * 60
            + (text.len().min(10) * 4) as i64
            - distance.min(200) as i64;
        ranked.push((score, word.span));
    }
    // The sort is stable, so of equal words the earlier one stays.
    ranked.sort_by_key(|(score, _)| -score);
    ranked.truncate(MOST_WORDS);
    ranked.sort_by_key(|(_, span)| span.start);
    let mut words: Vec<String> = Vec::new();
    for (_, span) in ranked {
        let word = span.of(sentence);
        if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn a_phrase_is_the_longest_unbroken_run() {
        assert_eq!(
            phrase("“[The plan] is … not good for anyone,”"),
            "not good for anyone"
        );
        assert_eq!(
            phrase("“one two three four five six seven eight nine ten eleven twelve thirteen”")
                .split(' ')
                .count(),
            12
        );
        assert_eq!(phrase("“…”"), "");
        assert_eq!(
            phrase("“It’s the players’ choice.”"),
            "It’s the players’ choice"
        );
    }
}
