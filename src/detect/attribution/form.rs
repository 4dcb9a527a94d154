//! Words in quotation marks that nobody is said to have spoken: terms held at a distance, titles, nicknames.

use crate::report::Form;
use crate::text::{Block, Case, Kind, Known, Span, Token, lexicon, word, words};

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
    let ends = |words: &[Known]| back(words.len()).is_some_and(|at| block.are(at, words));
    [
        &words!["so", "-", "called"][..],
        words!["known", "as"],
        words!["dubbed"],
        words!["the", "word"],
        words!["the", "term"],
        words!["the", "phrase"],
        words!["titled"],
        words!["entitled"],
        words!["nicknamed"],
        words!["the", "slogan"],
        words!["the", "movie"],
        words!["the", "film"],
        words!["the", "song"],
        words!["the", "book"],
    ]
    .iter()
    .any(|words| ends(words))
}

/// Whether the marked words from token `first` to token `last` are the title of a work: written as one, and said to be
/// one ("her book “The Long Harbour”"), or broadcast by somebody ("KBN’s “Night Desk”").
pub fn is_work(block: &Block<'_>, first: usize, last: usize) -> bool {
    if unattributed(block, first, last) != Form::Title && !is_titled(block, first, last) {
        return false;
    }
    let class = |at: Option<usize>| {
        at.and_then(|at| block.tokens.get(at))
            .map(|token| token.class)
            .unwrap_or_default()
    };
    let before = first.checked_sub(1);
    let comma = before.is_some_and(|before| block.is(before, word!(",")));
    let named = class(before).is(lexicon::WORK)
        || comma && class(first.checked_sub(2)).is(lexicon::WORK)
        || class(Some(last + 1)).is(lexicon::WORK);
    let network = before.is_some_and(|before| {
        block.kind(before) == Some(Kind::Clitic)
            && before
                .checked_sub(1)
                .and_then(|owner| block.tokens.get(owner))
                .is_some_and(|owner| {
                    owner.case == Case::Upper
                        || ["News", "Times", "Post", "Radio", "Channel"]
                            .contains(&owner.span.of(block.text))
                })
    });
    // "on “Night Desk”": a broadcast.
    let on = before.is_some_and(|before| block.is(before, word!("on")))
        && last - first > 2
        && is_titled(block, first, last);
    // "known as “Big Jim”", "nicknamed “The Ferry”"
    let term = is_named_term(block, first) && is_titled(block, first, last);
    named || network || on || term
}

/// Whether the marked words from token `first` to token `last` are a stage direction of a transcript: “(Laughter.)”.
pub fn is_aside(block: &Block<'_>, first: usize, last: usize) -> bool {
    let end = if block.kind(last) == Some(Kind::Quote) {
        last.saturating_sub(1)
    } else {
        last
    };
    end > first && end - first < 8 && block.is(first + 1, word!("(")) && block.is(end, word!(")"))
}

/// Whether every marked word of weight is written with a capital.
pub fn is_titled(block: &Block<'_>, first: usize, last: usize) -> bool {
    let mut words = (first..=last)
        .take(14)
        .filter_map(|at| block.tokens.get(at))
        .filter(|token| token.kind == Kind::Word);
    words.clone().next().is_some_and(Token::is_capital)
        && words.clone().filter(|token| token.is_capital()).count() * 2 > words.clone().count()
        && words.all(|token| {
            token.is_capital()
                || token.class.is(lexicon::PREPOSITION
                    | lexicon::DETERMINER
                    | lexicon::CONJUNCTION
                    | lexicon::AUXILIARY)
        })
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
        && !block.is_any(last.saturating_sub(1), words![",", ".", "!", "?"])
}

/// The span without the white space and full stop at its end.
pub fn without_stop(block: &Block<'_>, span: Span) -> Span {
    let text = span.of(block.text);
    let kept =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    Span::new(span.start, span.start + kept.len())
}
