//! Names of people as they stand in one block.

use crate::text::{Block, Case, Kind, Known, Span, lexicon, word, words};

/// The pronoun that a name most often takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// A run of capitals that may name a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name without title: "Volodymyr Zelensky". Bytes from the block's start.
    pub span: Span,
    /// How many words it has.
    pub words: usize,
    /// Whether a title stands before it, or its first word is a known first name.
    pub sure: bool,
    /// The titles before it: "Northland’s President" is "President", "Northland President" is both words.
    pub title: Option<Span>,
    /// By its title or first name.
    pub gender: Option<Gender>,
}

/// The longest name, in tokens.
const LONGEST: usize = 8;

/// The names of people in `block`, in order: a first guess, which the article as a whole confirms.
#[must_use]
pub fn names(block: &Block<'_>) -> Vec<NameMention> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        if !part(block, at) {
            at += 1;
            continue;
        }
        let end = run_end(block, at);
        names.extend(name(block, at, end));
        at = end + 1;
    }
    names
}

/// Whether token `at` may be a word of a name.
#[inline]
fn part(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_some_and(|token| {
        token.is_capital()
            && !token.class.is(lexicon::WEEKDAY)
            && !(token.class.is(lexicon::MONTH)
                && token.span.len() > 3
                && !token.class.is(lexicon::MALE | lexicon::FEMALE))
    })
}

/// The last token of the run of capitals that starts at token `at`.
fn run_end(block: &Block<'_>, at: usize) -> usize {
    let mut end = at;
    while end - at < LONGEST {
        let next = end + 1;
        let word = |at: usize| block.tokens.get(at);
        let glued = block.is_glued(next);
        // "Roe Says Bridge Is Safe": a headline's verb ends the name.
        if is_headline_verb(block, next) {
            break;
        }
        // Two words without a gap are a photo credit and what it was glued to.
        if part(block, next) && !glued {
            end = next;
        } else if word(next)
            .is_some_and(|token| token.class.is(lexicon::PARTICLE) && !token.is_capital())
            && (part(block, next + 1)
                || part(block, next + 2)
                    && word(next + 1).is_some_and(|token| token.class.is(lexicon::PARTICLE)))
        {
            end = if part(block, next + 1) {
                next + 1
            } else {
                next + 2
            };
        } else if joined(block, end, next) && part(block, next + 1) {
            end = next + 1;
        } else if is_nickname(block, next) {
            end = next + 3;
        } else {
            break;
        }
    }
    end
}

/// Whether token `at` is a verb that a headline writes with a capital.
fn is_headline_verb(block: &Block<'_>, at: usize) -> bool {
    let ends = |end: &str| block.ends(at, end);
    block.tokens.get(at).is_some_and(|token| {
        token.is_capital()
            && (token.class.is(lexicon::AUXILIARY)
                && !token
                    .class
                    .is(lexicon::MALE | lexicon::FEMALE | lexicon::MONTH)
                || token
                    .class
                    .is(lexicon::SPEECH | lexicon::SPEECH_OF | lexicon::BELIEF)
                    && !token.class.is(lexicon::TITLE)
                    && (ends("s") || ends("ed") || ends("ing")))
    })
}

/// Whether a nickname in marks stands at token `at` and the name goes on behind it: Ann “Red” Reed.
fn is_nickname(block: &Block<'_>, at: usize) -> bool {
    let mark = |at: usize| block.kind(at) == Some(Kind::Quote);
    mark(at) && part(block, at + 1) && mark(at + 2) && part(block, at + 3)
}

/// Whether token `next` joins two parts of a name: the hyphen of "Jean-Claude", the stop of "Ann B. Reed".
fn joined(block: &Block<'_>, end: usize, next: usize) -> bool {
    if !block.is_glued(next) {
        return false;
    }
    match block.word(next) {
        "-" | "‑" => block.is_glued(next + 1),
        "." => {
            let short = block.tokens.get(end).is_some_and(|token| {
                token.span.len() == 1 || token.class.is(lexicon::CAPITAL_ABBREVIATION)
            });
            short && !block.is_glued(next + 1)
        }
        _ => false,
    }
}

/// The name in the run from token `first` to token `last`, its titles and first common word taken off.
fn name(block: &Block<'_>, first: usize, last: usize) -> Option<NameMention> {
    let class = |at: usize| {
        block
            .tokens
            .get(at)
            .map(|token| token.class)
            .unwrap_or_default()
    };
    let mut start = first;
    // "President", "Foreign Minister", "U.S. Sen.": all up to the last title.
    let title = (first..=last)
        .rev()
        .find(|&at| class(at).is(lexicon::TITLE));
    let mut titled = first
        .checked_sub(1)
        .is_some_and(|before| class(before).is(lexicon::TITLE) && !block.is_capital(before));
    let mut gender = None;
    // "mayor Ann Lee" with a small letter, "Northland President Ann Lee" with all of the run.
    let mut called = first
        .checked_sub(1)
        .filter(|_| titled)
        .map(|before| block.span(before, before));
    if let Some(title) = title {
        // "Jane Roe, President": the title must stand before something.
        if title == last {
            return None;
        }
        gender = title_gender(block, title);
        called = Some(block.span(first, title));
        titled = true;
        start = title + 1;
        if block.is(start, word!(".")) {
            start += 1;
        }
    }
    while start <= last
        && (class(start)
            .is(lexicon::STARTER | lexicon::PREPOSITION | lexicon::AUXILIARY | lexicon::CREDIT)
            && !class(start).is(lexicon::MALE | lexicon::FEMALE)
            || block.kind(start) != Some(Kind::Word))
    {
        start += 1;
    }
    // "UN Ann Lee": letters of a body before a known first name.
    if start < last
        && class(start + 1).is(lexicon::MALE | lexicon::FEMALE)
        && block
            .tokens
            .get(start)
            .is_some_and(|token| token.case == Case::Upper && token.span.len() > 1)
        && block
            .tokens
            .get(start + 1)
            .is_some_and(|token| token.case == Case::Title)
    {
        start += 1;
    }
    if start > last || (start..=last).any(|at| class(at).is(lexicon::BODY)) {
        return None;
    }
    // "Closing In", "Given KBN": words of a heading, and a body's letters behind a common word.
    let end = block.tokens.get(last)?;
    let letters = end.case == Case::Upper
        && end.span.len() > 2
        && last > start
        && block
            .tokens
            .get(start)
            .is_some_and(|token| token.case == Case::Title);
    if letters
        || last > start
            && end
                .class
                .is(lexicon::PREPOSITION | lexicon::DETERMINER | lexicon::AUXILIARY)
            && !end
                .class
                .is(lexicon::MALE | lexicon::FEMALE | lexicon::MONTH)
    {
        return None;
    }
    let words = (start..=last)
        .filter(|&at| block.kind(at) == Some(Kind::Word))
        .count();
    let span = block.span(start, last);
    let known = class(start).is(lexicon::MALE | lexicon::FEMALE);
    if known && gender.is_none() {
        gender = match (
            class(start).is(lexicon::MALE),
            class(start).is(lexicon::FEMALE),
        ) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
    }
    let letter = words == 1 && span.len() < 3;
    (!letter).then_some(NameMention {
        span,
        words,
        title: called,
        sure: titled || (known && words > 1),
        gender,
    })
}

fn title_gender(block: &Block<'_>, title: usize) -> Option<Gender> {
    let is = |titles: &[Known]| block.is_any(title, titles);
    if is(words![
        "mr",
        "sir",
        "king",
        "prince",
        "father",
        "congressman",
        "chairman",
        "spokesman",
        "lord",
        "bishop",
        "pope",
    ]) {
        Some(Gender::Male)
    } else if is(words![
        "mrs",
        "ms",
        "miss",
        "queen",
        "princess",
        "sister",
        "congresswoman",
        "chairwoman",
        "spokeswoman",
        "dame",
        "lady",
        "actress",
    ]) {
        Some(Gender::Female)
    } else {
        None
    }
}
