//! The noun phrase that names a source, before or after its verb.
//!
//! Without a grammar a subject is what stands between the start of its clause and its verb, once leading
//! adverbs and times are taken off. Every walk is bounded, so the whole is linear.

use crate::text::{Block, Kind, Token, lexicon};

/// The most tokens of a source.
const LONGEST: usize = 14;
/// The most tokens of an appositive that is stepped over ("Roe, a long-serving member of the board, said").
const APPOSITIVE: usize = 30;

/// Indices of the first and last token of a source.
pub type Tokens = (usize, usize);

fn token<'b>(block: &'b Block<'_>, at: usize) -> Option<&'b Token> {
    block.tokens.get(at)
}

fn is_time(token: &Token) -> bool {
    token.class.is(lexicon::WEEKDAY) && token.is_capital()
        || token.class.is(lexicon::RELATIVE) && !token.is_capital()
}

/// A word that may stand between a subject and its verb: "has", "also", "repeatedly", "never".
fn is_between(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = token(block, at) else {
        return false;
    };
    let word = block.word(at);
    let adverb = [
        "also", "then", "later", "again", "never", "not", "once", "since", "further", "even",
        "earlier", "often", "now", "still", "just", "only", "soon", "first", "wryly", "famously",
    ];
    token.kind == Kind::Word
        && (token.class.is(lexicon::AUXILIARY)
            || adverb.iter().any(|other| word.eq_ignore_ascii_case(other))
            || (word.len() > 4 && word.ends_with("ly") && !token.is_capital())
            || is_time(token))
}

/// The subject pronouns that can speak.
fn is_speaking_pronoun(word: &str) -> bool {
    ["he", "she", "they", "it", "i", "we", "who", "you"]
        .iter()
        .any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Whether a verb at token `at` is passive ("was described", "is said").
pub fn is_passive(block: &Block<'_>, verb: usize) -> bool {
    let mut at = verb;
    while let Some(before) = at.checked_sub(1).filter(|_| verb - at < 4) {
        let be = [
            "was", "were", "is", "are", "been", "being", "be", "it's", "am",
        ]
        .iter()
        .any(|be| block.is(before, be));
        if be {
            return !block.word(verb).ends_with("ing");
        }
        if !is_between(block, before) {
            return false;
        }
        at = before;
    }
    false
}

/// The subject of the verb at token `verb`, not before token `floor`.
pub fn before(block: &Block<'_>, verb: usize, floor: usize) -> Option<Tokens> {
    let mut last = verb.checked_sub(1)?;
    while last > floor && is_between(block, last) && verb - last < 6 {
        last -= 1;
    }
    if last < floor {
        return None;
    }
    let end = token(block, last)?;
    if end.kind == Kind::Word && is_speaking_pronoun(block.word(last)) {
        return relative(block, last, floor).or(Some((last, last)));
    }
    match block.word(last) {
        "," | "—" | "–" => return over_appositive(block, last, floor),
        ")" => {
            let open = (floor..last)
                .rev()
                .take(12)
                .find(|&at| block.word(at) == "(")?;
            return phrase_before(block, open.checked_sub(1)?, floor);
        }
        _ => {}
    }
    if end.class.is(lexicon::CONJUNCTION) {
        return coordinated(block, last, floor);
    }
    phrase_before(block, last, floor)
}

/// "Roe, who said": the phrase that "who" at token `who` stands for.
fn relative(block: &Block<'_>, who: usize, floor: usize) -> Option<Tokens> {
    if !block.is(who, "who") {
        return None;
    }
    let before = who.checked_sub(1).filter(|before| *before >= floor)?;
    let end = if block.word(before) == "," {
        before.checked_sub(1)?
    } else {
        before
    };
    phrase_before(block, end, floor)
}

/// "Roe, a member of the board, said": from the comma before the verb back over the appositive.
fn over_appositive(block: &Block<'_>, comma: usize, floor: usize) -> Option<Tokens> {
    let open = (floor..comma)
        .rev()
        .take(APPOSITIVE)
        .find(|&at| matches!(block.word(at), "," | "—" | "–"));
    let open = open?;
    let first = token(block, open + 1)?;
    // "In May, after the vote, Roe": there the comma's phrase opens the sentence with a preposition.
    let end = open.checked_sub(1).filter(|end| *end >= floor)?;
    if first.kind != Kind::Word && first.kind != Kind::Number {
        return None;
    }
    phrase_before(block, end, floor)
}

/// "Roe met the board and said": the subject of the sentence.
fn coordinated(block: &Block<'_>, conjunction: usize, floor: usize) -> Option<Tokens> {
    let and = ["and", "but", "or"]
        .iter()
        .any(|word| block.is(conjunction, word));
    if !and {
        return None;
    }
    let mut first = floor;
    while first < conjunction
        && first < floor + 8
        && token(block, first).is_some_and(|token| {
            is_time(token)
                || token.class.is(lexicon::STARTER)
                    && !token
                        .class
                        .is(lexicon::DETERMINER | lexicon::PRONOUN | lexicon::POSSESSIVE)
        })
    {
        first += 1;
    }
    after(block, first).filter(|(_, last)| *last < conjunction)
}

/// Whether a source cannot reach over token `at`, which stands before its part so far.
fn is_edge(block: &Block<'_>, at: usize) -> bool {
    let Some(here) = token(block, at) else {
        return true;
    };
    match here.kind {
        Kind::Word => {
            let joins = block.is(at, "and")
                && here.kind == Kind::Word
                && token(block, at + 1).is_some_and(Token::is_capital)
                && at
                    .checked_sub(1)
                    .and_then(|before| token(block, before))
                    .is_some_and(|before| {
                        before.is_capital() && !is_time(before) && !before.class.is(lexicon::MONTH)
                    });
            let verb = here.class.is(lexicon::AUXILIARY)
                || (here.class.is(lexicon::SPEECH)
                    && !here.is_capital()
                    && !here.class.is(lexicon::TITLE));
            (here.class.is(lexicon::CONJUNCTION) && !joins)
                || verb
                || here.class.is(lexicon::PRONOUN) && !here.class.is(lexicon::DETERMINER)
        }
        Kind::Number => false,
        Kind::Clitic => false,
        Kind::Quote => {
            // A nickname between two parts of a name.
            let inner = at
                .checked_sub(2)
                .is_some_and(|open| block.kind(open) == Some(Kind::Quote))
                || block.kind(at + 2) == Some(Kind::Quote);
            let part = at
                .checked_sub(1)
                .and_then(|before| token(block, before))
                .is_some_and(Token::is_capital);
            !(inner && part && token(block, at + 1).is_some_and(Token::is_capital))
        }
        Kind::Other => {
            let word = block.word(at);
            let hyphen = matches!(word, "-" | "‑") && block.is_glued(at) && block.is_glued(at + 1);
            let dot = word == "."
                && block.is_glued(at)
                && at
                    .checked_sub(1)
                    .and_then(|before| token(block, before))
                    .is_some_and(|before| {
                        before.is_capital()
                            && (before.span.len() == 1
                                || before.class.is(lexicon::CAPITAL_ABBREVIATION))
                    });
            let and = word == "&";
            !(hyphen || dot || and)
        }
    }
}

/// Whether token `at` was cut from a photo credit glued to it.
fn is_cut(block: &Block<'_>, at: usize) -> bool {
    let both =
        |a: usize, b: usize| block.kind(a) == Some(Kind::Word) && block.kind(b) == Some(Kind::Word);
    at > 0 && block.is_glued(at) && both(at - 1, at)
}

/// The noun phrase that ends at token `last`, not before token `floor`.
fn phrase_before(block: &Block<'_>, last: usize, floor: usize) -> Option<Tokens> {
    let end = token(block, last)?;
    let weekday = is_time(end);
    if weekday && last > floor {
        return phrase_before(block, last - 1, floor);
    }
    if !matches!(end.kind, Kind::Word | Kind::Clitic)
        || end
            .class
            .is(lexicon::PREPOSITION | lexicon::AUXILIARY | lexicon::POSSESSIVE)
        || is_edge(block, last)
    {
        return None;
    }
    let mut first = last;
    while first > floor
        && last - first < LONGEST
        && !is_cut(block, first)
        && !is_edge(block, first - 1)
    {
        first -= 1;
    }
    trimmed(block, first, last)
}

/// Takes leading adverbs, prepositions and times off the phrase.
fn trimmed(block: &Block<'_>, mut first: usize, last: usize) -> Option<Tokens> {
    // "In Moscow officials", "On Wednesday Roe": what the preposition governs cannot be told from the subject,
    // but a time can, and so can a capital behind a place.
    loop {
        let here = token(block, first)?;
        let lead = here.class.is(lexicon::PREPOSITION)
            || is_time(here)
            || here.class.is(lexicon::MONTH) && here.is_capital() && first < last
            || here.kind == Kind::Number && first < last
            || here.kind == Kind::Other
            || (here.class.is(lexicon::STARTER)
                && !here
                    .class
                    .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::PRONOUN))
            || (block.word(first).len() > 4
                && block.word(first).ends_with("ly")
                && here.case == crate::text::Case::Lower);
        if !lead {
            break;
        }
        first += 1;
        if first > last {
            return None;
        }
    }
    // A verb inside ("Trump met Putin said") leaves the part behind the last determiner or the capitals at the end.
    let good =
        token(block, last).is_some_and(|end| end.kind == Kind::Word || end.kind == Kind::Clitic);
    good.then_some((first, last))
}

/// Whether the lower-case word at token `at` is the head of a phrase that a determiner and one name open:
/// "an AFP analysis", "the Kremlin spokesman".
fn is_modified(block: &Block<'_>, first: usize, at: usize) -> bool {
    let determined = token(block, first).is_some_and(|token| token.class.is(lexicon::DETERMINER));
    let word = block.word(at);
    determined && !["ing", "ed", "ly"].iter().any(|end| word.ends_with(end))
}

/// The noun phrase that starts at token `first`: "said economist Jane Roe", "according to the ministry".
pub fn after(block: &Block<'_>, first: usize) -> Option<Tokens> {
    let start = token(block, first)?;
    if start.kind != Kind::Word {
        return None;
    }
    if is_speaking_pronoun(block.word(first)) {
        return Some((first, first));
    }
    if start
        .class
        .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::AUXILIARY)
        || start.class.is(lexicon::PRONOUN) && !start.class.is(lexicon::DETERMINER)
        || is_time(start)
    {
        return None;
    }
    let mut last = first;
    let mut capital = start.is_capital();
    while last + 1 < block.tokens.len() && last - first < LONGEST {
        let at = last + 1;
        let next = token(block, at)?;
        let word = block.word(at);
        let goes_on = match next.kind {
            Kind::Clitic => true,
            Kind::Word
                if is_time(next)
                    || next.class.is(lexicon::SPEECH | lexicon::AUXILIARY)
                        && !next.is_capital() =>
            {
                false
            }
            Kind::Word if next.class.is(lexicon::CONJUNCTION) => {
                word.eq_ignore_ascii_case("and")
                    && token(block, last).is_some_and(Token::is_capital)
                    && token(block, at + 1).is_some_and(Token::is_capital)
            }
            Kind::Word if next.class.is(lexicon::PREPOSITION) => {
                let of = ["of", "for", "at", "with", "from", "to", "by"]
                    .iter()
                    .any(|of| word.eq_ignore_ascii_case(of))
                    && token(block, at + 1).is_some_and(|after| {
                        after.kind == Kind::Word
                            && (after.is_capital()
                                || after.class.is(lexicon::DETERMINER)
                                || block.is(at, "of") && !after.class.is(lexicon::PRONOUN))
                    });
                of && !is_time(token(block, at + 1)?)
            }
            Kind::Word
                if next.class.is(lexicon::PRONOUN) && !next.class.is(lexicon::DETERMINER) =>
            {
                false
            }
            Kind::Word if next.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE) => {
                token(block, last).is_some_and(|before| before.class.is(lexicon::PREPOSITION))
            }
            Kind::Word if next.is_capital() => true,
            // Behind a name a small letter goes on only towards another name ("Obama campaign manager Jim Hall").
            Kind::Word => {
                !capital
                    || (last == first + 1 && is_modified(block, first, at))
                    || (at + 1..at + 4).any(|at| {
                        token(block, at).is_some_and(|token| token.is_capital() && !is_time(token))
                    }) && (at..at + 3)
                        .all(|at| token(block, at).is_some_and(|token| token.kind == Kind::Word))
            }
            _ => {
                !is_edge(block, at)
                    || (next.kind == Kind::Quote
                        && token(block, at + 2).is_some_and(|close| close.kind == Kind::Quote)
                        && token(block, at + 3).is_some_and(Token::is_capital)
                        && token(block, at + 1).is_some_and(Token::is_capital))
            }
        };
        if !goes_on {
            break;
        }
        capital |= next.is_capital();
        last = at;
    }
    // A dot or hyphen that was to join something.
    while last > first
        && token(block, last).is_some_and(|end| {
            matches!(end.kind, Kind::Other | Kind::Quote)
                || end
                    .class
                    .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::DETERMINER)
        })
    {
        last -= 1;
    }
    Some((first, apposed_name(block, first, last).unwrap_or(last)))
}

/// The last token of the name behind a comma that says who the phrase from token `first` to `last` is: "the yard’s
/// foreman, Ann Lee,".
fn apposed_name(block: &Block<'_>, first: usize, last: usize) -> Option<usize> {
    let nominal = token(block, first)?
        .class
        .is(lexicon::DETERMINER | lexicon::POSSESSIVE)
        && !token(block, last)?.is_capital();
    if !nominal || block.word(last + 1) != "," {
        return None;
    }
    let start = last + 2;
    let mut end = start;
    while token(block, end).is_some_and(|token| {
        token.is_capital() && !is_time(token) && !token.class.is(lexicon::STARTER)
    }) && end < start + 5
    {
        end += 1;
    }
    let closed = matches!(block.word(end), "." | "," | "");
    (end >= start + 2 && closed).then(|| end - 1)
}
