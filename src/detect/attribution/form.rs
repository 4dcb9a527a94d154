//! Words in quotation marks that nobody is said to have spoken: terms held at a distance, titles, nicknames.

use crate::report::Form;
use crate::text::{Block, Kind, Span, lexicon};

/// More words than this are somebody's, whoever it is.
const LONGEST_TERM: usize = 5;

/// The form of the marked words from token `first` to token `last` (marks included) that have no cue.
pub fn unattributed(block: &Block<'_>, first: usize, last: usize) -> Form {
    let words = block
        .tokens
        .get(first..=last)
        .unwrap_or_default()
        .iter()
        .filter(|token| token.kind == Kind::Word);
    let count = words.clone().count();
    let capitals = words
        .clone()
        .filter(|token| {
            token.is_capital()
                || token
                    .class
                    .is(lexicon::PREPOSITION | lexicon::DETERMINER | lexicon::CONJUNCTION)
        })
        .count();
    let ends = last.checked_sub(1).map_or("", |end| block.word(end));
    let inside_sentence = first
        .checked_sub(1)
        .is_some_and(|before| matches!(block.kind(before), Some(Kind::Word | Kind::Clitic)));
    let titled = count > 0
        && capitals == count
        && words.clone().next().is_some_and(|word| word.is_capital());
    if titled
        && (count > 1 || inside_sentence)
        && count <= 12
        && (!matches!(ends, "." | "!" | "?") || inside_sentence)
    {
        return Form::Title;
    }
    if count <= LONGEST_TERM && inside_sentence || count == 0 {
        return Form::Scare;
    }
    Form::Direct
}

/// Whether the words before token `first` say that the marked words are a term: "so-called", "known as", "the word".
pub fn is_named_term(block: &Block<'_>, first: usize) -> bool {
    let back = |count: usize| first.checked_sub(count);
    let ends = |words: &[&str]| back(words.len()).is_some_and(|at| block.are(at, words));
    [
        &["so", "-", "called"][..],
        &["known", "as"],
        &["dubbed"],
        &["the", "word"],
        &["the", "term"],
        &["the", "phrase"],
        &["titled"],
        &["entitled"],
        &["nicknamed"],
        &["the", "slogan"],
        &["the", "movie"],
        &["the", "film"],
        &["the", "song"],
        &["the", "book"],
    ]
    .iter()
    .any(|words| ends(words))
}

/// A nickname between two parts of a name: Marcia “Cia” Price.
pub fn is_nickname(block: &Block<'_>, first: usize, last: usize) -> bool {
    let capital = |at: Option<usize>| {
        at.and_then(|at| block.tokens.get(at)).is_some_and(|token| {
            token.is_capital() && !token.class.is(lexicon::STARTER | lexicon::SPEECH)
        })
    };
    last.saturating_sub(first) <= 3
        && capital(first.checked_sub(1))
        && capital(Some(last + 1))
        && capital(Some(first + 1))
        && !matches!(block.word(last.saturating_sub(1)), "," | "." | "!" | "?")
}

/// The span without the white space and full stop at its end.
pub fn without_stop(block: &Block<'_>, span: Span) -> Span {
    let text = span.of(block.text);
    let kept =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    Span::new(span.start, span.start + kept.len())
}
