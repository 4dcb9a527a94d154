//! Numbers that claim nothing: names, houses in streets, scores, list bullets. What is masked whatever stands around it
//! is in `mask`.

use super::count::Noun;
use crate::lex::numeral::{Numeral, Style};
use crate::report::Value;
use crate::text::{Block, Case, Kind, Known, lexicon, word, words};

/// Whether the numbers that start at token `first` are votes: "passed 218-210".
pub fn is_vote(block: &Block<'_>, first: usize) -> bool {
    let vote = words![
        "passed",
        "voted",
        "vote",
        "approved",
        "rejected",
        "ruled",
        "ruling",
        "confirmed",
        "defeated",
    ];
    (1..=3)
        .filter_map(|back| first.checked_sub(back))
        .any(|at| block.is_any(at, vote))
}

/// Whether the token before `at` is one of `words`.
fn before_is(block: &Block<'_>, at: usize, words: &[Known]) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| block.is_any(before, words))
}

/// Whether "3-2" from token `first` to `last` is the score of a game.
pub fn is_score(block: &Block<'_>, first: usize, last: usize) -> bool {
    if last != first + 2 || !block.is_any(first + 1, words!["-", "–"]) {
        return false;
    }
    let (Ok(a), Ok(b)) = (
        block.word(first).parse::<u32>(),
        block.word(last).parse::<u32>(),
    ) else {
        return false;
    };
    // "2-1/2 hours" is a mixed fraction.
    let fraction = block.is(last + 1, word!("/")) && block.is_glued(last + 1);
    if a > 400 || b > 400 || fraction {
        return false;
    }
    let aged = before_is(block, first, words!["ages", "aged", "age"]);
    let voted = aged
        || is_vote(block, first)
        || (1..=3)
            .filter_map(|back| first.checked_sub(back))
            .any(|at| block.is(at, word!("by")));
    let game = words![
        "win",
        "wins",
        "won",
        "loss",
        "lost",
        "draw",
        "defeat",
        "victory",
        "lead",
        "record",
        "score",
        "beat",
        "aggregate",
        "tie",
        "triumph",
        "thrashing",
        "at",
        "in",
    ];
    let before = first.checked_sub(1);
    let played = block.is_any(last + 1, game) || before.is_some_and(|at| block.is_any(at, game));
    let next = block.tokens.get(last + 1);
    let counted = next.is_some_and(|next| {
        next.kind == Kind::Word
            && !next.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::DETERMINER
                | lexicon::PRONOUN)
    });
    let unit = next.is_some_and(|next| {
        next.class
            .is(lexicon::UNIT_WORD | lexicon::UNIT_PHRASE | lexicon::NUMBER_WORD)
    }) || block.is_any(last + 1, words!["%", "°"]);
    !unit && !voted && (played || a >= b || !counted)
}

/// Whether the number is part of a name: "Boeing 737", "Article 50", "the Big 12", "No. 10".
pub fn is_name(block: &Block<'_>, number: &Numeral, counted: bool, hedged: bool) -> bool {
    let Some(before) = number.first.checked_sub(1) else {
        return false;
    };
    let Some(token) = block.tokens.get(before) else {
        return false;
    };
    let figures = matches!(number.style, Style::Figures | Style::Words)
        && block.kind(number.first) == Some(Kind::Number);
    if block.is_any(before, words!["#", "©"])
        || block.is(before, word!("/")) && block.is_glued(number.first)
    {
        return true;
    }
    // "9/11", "120/80", "4/5/2024": two figures with a slash that are no fraction.
    if figures
        && block.is(number.last + 1, word!("/"))
        && block.is_glued(number.last + 1)
        && block.is_glued(number.last + 2)
        && block.kind(number.last + 2) == Some(Kind::Number)
    {
        return true;
    }
    // "No. 10", "Sec. 3"
    let dotted = block.is(before, word!("."))
        && block.is_glued(before)
        && before
            .checked_sub(1)
            .and_then(|at| block.tokens.get(at))
            .is_some_and(|word| {
                word.class
                    .is(lexicon::ABBREVIATION | lexicon::CAPITAL_ABBREVIATION)
                    && !word.class.is(lexicon::MONTH)
            });
    if dotted && figures {
        return true;
    }
    // "COVID-19", "F-16", "last-32": glued to a word by a hyphen.
    if block.is_any(before, words!["-", "‑"])
        && !hedged
        && block.is_glued(number.first)
        && block.is_glued(before)
    {
        let word = before.checked_sub(1).and_then(|at| block.tokens.get(at));
        // "net-zero"
        let zero = block.is(number.first, word!("zero"));
        return word.is_some_and(|word| word.kind == Kind::Word)
            && (number.style != Style::Words || zero);
    }
    if token.kind != Kind::Word || hedged || number.style == Style::Scaled {
        return false;
    }
    // "on day two", "Day 12": which, not how many; but "every day 12 people".
    let counted_days = block.is_any(before, words!["day", "week", "year"]);
    let opened = before
        .checked_sub(1)
        .and_then(|at| block.tokens.get(at))
        .is_none_or(|opener| opener.kind != Kind::Word || opener.class.is(lexicon::PREPOSITION));
    if counted_days && opened && !counted && matches!(number.style, Style::Figures | Style::Words) {
        return true;
    }
    if token.class.is(lexicon::DESIGNATOR) && (figures || token.is_capital()) {
        return true;
    }
    // "S P 500 utilities", "the new HIV 2 drug": a letter or a short form with a figure is a name, whatever follows.
    let letter = token.case == Case::Upper
        && token.span.len() == 1
        && !matches!(block.word(before), "A" | "I" | "X");
    let short =
        token.case == Case::Upper && token.span.len() > 2 && block.word(number.first).len() == 1;
    if figures && (letter || short) && !token.class.is(lexicon::STARTER) {
        return true;
    }
    // "PS5", "R2"; "10 Mile Creek"
    if figures && block.is_glued(number.first) {
        return true;
    }
    let capital = |at: usize| block.is_capital(at);
    let unit = block.has(number.last + 1, lexicon::UNIT_WORD);
    if unit && capital(number.last + 1) && capital(number.last + 2) {
        return true;
    }
    let known = token.class.is(lexicon::PREPOSITION
        | lexicon::CONJUNCTION
        | lexicon::AUXILIARY
        | lexicon::DETERMINER
        | lexicon::STARTER
        | lexicon::PRONOUN
        | lexicon::HEDGE
        | lexicon::RISE
        | lexicon::FALL);
    // "iOS 17.2"
    let camel = token.case == Case::Lower
        && block
            .word(before)
            .bytes()
            .skip(1)
            .any(|byte| byte.is_ascii_uppercase());
    figures && (token.is_capital() || camel) && !known && !counted
}

/// "49 Zorro Ranch Road", "10 Downing Street": a number before a name that ends in a word for a street.
fn is_address(block: &Block<'_>, number: &Numeral) -> bool {
    let named = (number.last + 1..number.last + 6)
        .take_while(|&at| {
            block.is_capital(at)
                || is_ordinal(block, at)
                || block.is(at, word!(".")) && block.word(at - 1).len() == 1
        })
        .find(|&at| block.has(at, lexicon::STREET));
    // "22 Avenue Foch" has the street first.
    let fits = |at: usize| at > number.last + 1 || block.is_capital(at + 1);
    number.style == Style::Figures && named.is_some_and(fits)
}

/// Whether token `at` is part of an ordinal in figures ("71st").
fn is_ordinal(block: &Block<'_>, at: usize) -> bool {
    let end = |at: usize| block.is_any(at, words!["st", "nd", "rd", "th"]) && block.is_glued(at);
    end(at) || (block.kind(at) == Some(Kind::Number) && end(at + 1))
}

/// Whether a number without unit says nothing that could be checked: a bare "one", list bullets, page furniture.
pub fn is_bare(block: &Block<'_>, number: &Numeral, noun: Option<&Noun>, said: bool) -> bool {
    let value = match number.value {
        Value::One(value) => value,
        Value::Range(..) => return false,
    };
    let word = block.word(number.first);
    let before = number.first.checked_sub(1);
    let previous = before.map_or("", |at| block.word(at));
    if number.style == Style::Words && value == 1.0 {
        return noun.is_none_or(|noun| noun.first != number.last + 1)
            && !block.is(number.last + 1, word!("of"))
            || before_is(
                block,
                number.first,
                words![
                    "no", "any", "every", "this", "that", "each", "which", "another", "some",
                    "the", "or",
                ],
            )
            || block.are(number.last + 1, words!["of", "a", "kind"])
            // "One Nation": a name.
            || word == "One"
                && block.is_capital(number.last + 1)
            // "if one expects": no noun for one thing is a plural.
            || noun.is_some_and(|noun| noun.plural && noun.first == number.last + 1)
            || block.is_any(number.last + 1, words!["day", "another", "time", "thing", "way"]);
    }
    let glued = block.is_glued(number.last + 1) && block.kind(number.last + 1) == Some(Kind::Word);
    let next = block.word(number.last + 1);
    // "4G", "49ers", "2018s"; "0401 GMT", "007".
    let name = glued && !next.is_empty() && number.style == Style::Figures;
    let padded = word.len() > 1 && word.starts_with('0') && !word.contains('.');
    // "six-speed" describes.
    let describes = number.style == Style::Words
        && noun.is_none()
        && next == "-"
        && block.is_glued(number.last + 1)
        && block.is_glued(number.last + 2);
    if name || padded || describes || is_address(block, number) {
        return true;
    }
    if noun.is_some() || said || number.style == Style::Fraction {
        return false;
    }
    // "1. Buy ...", "(2)", "3)" and footnotes: nothing but a figure between marks.
    let first_of_sentence = number.first == 0;
    if number.style == Style::Figures
        && first_of_sentence
        && matches!(block.word(number.last + 1), "." | ")" | ":" | "")
    {
        return true;
    }
    if matches!(previous, "[" | "(")
        && block.is_any(number.last + 1, words!["]", ")"])
        && value < 100.0
        && number.style == Style::Figures
    {
        return true;
    }
    if matches!(number.style, Style::Figures)
        && before.is_some()
        && block.is_glued(number.first)
        && !matches!(
            previous,
            "(" | "“" | "\"" | "‘" | "—" | "–" | "-" | "−" | "[" | "~" | "+" | "±" | "/" | "="
        )
    {
        return true;
    }
    // Words without a noun: "the two", "all three", "at sixes and sevens".
    number.style == Style::Words
        && value < 13.0
        && word.len() < 8
        && before_is(
            block,
            number.first,
            words![
                "the", "all", "these", "those", "other", "both", "top", "bottom", "first", "last",
                "final", "next",
            ],
        )
}
