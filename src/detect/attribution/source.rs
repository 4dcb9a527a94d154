//! The noun phrase that names a source, before or after its verb.
//!
//! Without a grammar a subject is what stands between the start of its clause and its verb, once leading
//! adverbs and times are taken off. Every walk is bounded, so the whole is linear.

use crate::text::{Block, Kind, Token, lexicon, word, words};

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
pub fn is_between(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = token(block, at) else {
        return false;
    };
    token.kind == Kind::Word
        && (token.class.is(lexicon::AUXILIARY)
            || token.is_any(words![
                "also",
                "then",
                "later",
                "again",
                "never",
                "not",
                "once",
                "since",
                "further",
                "even",
                "earlier",
                "often",
                "now",
                "still",
                "just",
                "only",
                "soon",
                "first",
                "always",
                "already",
                "long",
                "instead",
                "rather",
                "sometimes",
                "too",
                "all",
                "both",
            ])
            || token.span.len() > 4 && !token.is_capital() && block.ends(at, "ly")
            || is_time(token))
}

/// "US", "WHO", "IT": letters of a body, and no pronoun.
fn is_letters(token: &Token) -> bool {
    token.case == crate::text::Case::Upper && token.span.len() > 1
}

/// Whether the clitic at token `at` is "is" or "has": "he’s said", "Roe’s calling".
fn is_verb_clitic(block: &Block<'_>, at: usize) -> bool {
    block.kind(at) == Some(Kind::Clitic)
        && (block.ends(at + 1, "ing")
            || at
                .checked_sub(1)
                .and_then(|before| token(block, before))
                .is_some_and(|before| before.class.is(lexicon::PRONOUN)))
}

/// The first token of "on Monday", "last week", "on Twitter" and the like that ends at token `last`, where one does.
fn time_phrase(block: &Block<'_>, last: usize, floor: usize) -> Option<usize> {
    let end = token(block, last)?;
    let before = last.checked_sub(1).filter(|before| *before >= floor)?;
    // "in 2010"
    if end.kind == Kind::Number && end.span.len() == 4 {
        return block.is(before, word!("in")).then_some(before);
    }
    if end.class.is(lexicon::WEEKDAY) && end.is_capital() {
        let on = block.is(before, word!("on"));
        return Some(if on { before } else { last });
    }
    let lead = token(block, before)?.class;
    let period = lead.is(lexicon::RELATIVE | lexicon::WEEKDAY)
        && end.is_any(words![
            "week",
            "month",
            "year",
            "night",
            "morning",
            "afternoon",
            "evening",
        ]);
    if !period {
        return None;
    }
    if lead.is(lexicon::RELATIVE) {
        return Some(before);
    }
    // "on Monday night"
    Some(time_phrase(block, before, floor).unwrap_or(before))
}

/// The subject pronouns that can speak.
fn is_speaking_pronoun(word: &str) -> bool {
    // "WHO said", "IT said": letters of a body.
    let letters = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    !letters
        && ["he", "she", "they", "it", "i", "we", "who", "you", "which"]
            .iter()
            .any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Whether `token` is one of them.
fn is_speaking(token: &Token) -> bool {
    token.is_any(words![
        "he", "she", "they", "it", "i", "we", "who", "you", "which"
    ]) && !is_letters(token)
}

/// "he’d", "they’re": a pronoun with its verb.
fn is_contraction(word: &str) -> bool {
    word.split_once(['’', '\''])
        .is_some_and(|(pronoun, _)| is_speaking_pronoun(pronoun))
}

/// Whether a verb at token `at` is passive ("was described", "is said").
pub fn is_passive(block: &Block<'_>, verb: usize) -> bool {
    let mut at = verb;
    while let Some(before) = at.checked_sub(1).filter(|_| verb - at < 4) {
        let be = block.is_any(
            before,
            words!["was", "were", "is", "are", "been", "being", "be", "am",],
        );
        if be {
            return !block.ends(verb, "ing");
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
    while last > floor && verb - last < 9 {
        if let Some(first) = time_phrase(block, last, floor).filter(|first| *first > floor) {
            last = first - 1;
        } else if is_between(block, last) || is_verb_clitic(block, last) {
            last -= 1;
        } else {
            break;
        }
    }
    if last < floor {
        return None;
    }
    let end = token(block, last)?;
    if is_speaking(end) {
        return Some((last, last));
    }
    if end.kind == Kind::Other {
        match block.word(last) {
            "," if last > floor && block.is(last - 1, word!(")")) => {
                return before(block, last, floor);
            }
            "," | "—" | "–" => return over_appositive(block, last, floor),
            ")" => {
                let open = (floor..last)
                    .rev()
                    .take(12)
                    .find(|&at| block.is(at, word!("(")))?;
                return phrase_before(block, open.checked_sub(1)?, floor);
            }
            _ => {}
        }
    }
    if end.class.is(lexicon::CONJUNCTION) {
        return coordinated(block, last, floor);
    }
    phrase_before(block, last, floor)
}

/// "Roe, a member of the board, said": from the comma before the verb back over the appositive, which may hold
/// commas itself ("Roe, a member of the board, the court and the choir, said").
fn over_appositive(block: &Block<'_>, comma: usize, floor: usize) -> Option<Tokens> {
    let mut nearest = None;
    for open in (floor..comma).rev().take(APPOSITIVE) {
        if !block.is_any(open, words![",", "—", "–", "-"]) || block.is_glued(open + 1) {
            continue;
        }
        let first = token(block, open + 1)?;
        if first.kind != Kind::Word && first.kind != Kind::Number {
            continue;
        }
        let Some(phrase) = open
            .checked_sub(1)
            .filter(|end| *end >= floor)
            .and_then(|end| over_brackets(block, end, floor))
            .and_then(|end| phrase_before(block, end, floor))
        else {
            continue;
        };
        // "Roe’s niece, Ann Lee, said": the name says more than who she is to Roe.
        let name = (open + 1..comma).len() < 6
            && (open + 1..comma).all(|at| token(block, at).is_some_and(Token::is_capital));
        if name && comma > open + 2 && token(block, phrase.1).is_some_and(|end| !end.is_capital()) {
            return Some((phrase.0, comma - 1));
        }
        // The one that opens the clause is its subject; the commas behind it are the appositive's.
        if starts_clause(block, phrase.0, floor) {
            return Some(phrase);
        }
        nearest = nearest.or(Some(phrase));
    }
    nearest
}

/// The token before the brackets that end at token `last`, or `last`: "Rep. Ann Roe (R-Ohio)".
fn over_brackets(block: &Block<'_>, last: usize, floor: usize) -> Option<usize> {
    if !block.is(last, word!(")")) {
        return Some(last);
    }
    let open = (floor..last)
        .rev()
        .take(12)
        .find(|&at| block.is(at, word!("(")))?;
    open.checked_sub(1).filter(|before| *before >= floor)
}

/// Whether a clause starts at token `first`.
fn starts_clause(block: &Block<'_>, first: usize, floor: usize) -> bool {
    let capital = token(block, first).is_some_and(Token::is_capital);
    first == floor
        || first.checked_sub(1).is_some_and(|before| {
            block.is_any(before, words![",", "—", "–", ";", ":"]) && capital
                || block.is_any(before, words!["that", "but"])
                || first < floor + 4
                    && token(block, before)
                        .is_some_and(|before| before.class.is(lexicon::CONJUNCTION))
        })
}

/// "Roe met the board and said": the subject of the sentence.
fn coordinated(block: &Block<'_>, conjunction: usize, floor: usize) -> Option<Tokens> {
    let and = block.is_any(conjunction, words!["and", "but", "or"]);
    if and {
        subject(block, floor, conjunction)
    } else {
        None
    }
}

/// The subject of the sentence that starts at token `floor`, which ends before token `until`: behind what leads
/// it in ("On Monday, after the vote, Roe").
pub fn subject(block: &Block<'_>, floor: usize, until: usize) -> Option<Tokens> {
    let mut first = floor;
    for _ in 0..4 {
        while first < until
            && first < floor + 40
            && token(block, first).is_some_and(|token| {
                is_time(token)
                    || token.kind == Kind::Other
                    || token.class.is(lexicon::STARTER | lexicon::CONJUNCTION)
                        && !token.class.is(lexicon::DETERMINER
                            | lexicon::PRONOUN
                            | lexicon::POSSESSIVE
                            | lexicon::PREPOSITION)
                        && !block.is(first, word!("while"))
                        && !block.is(first, word!("when"))
                        && !block.is(first, word!("if"))
            })
        {
            first += 1;
        }
        let here = token(block, first)?;
        // "At the forum," "Speaking to reporters," "While he waited,"
        let leads = here.class.is(lexicon::PREPOSITION)
            || here.class.is(lexicon::CONJUNCTION)
            || block.word(first).len() > 4 && (block.ends(first, "ing") || block.ends(first, "ed"));
        if !leads {
            break;
        }
        first = 1
            + (first..until)
                .take(25)
                .find(|&at| block.is(at, word!(",")))?;
    }
    let (start, mut last) = after(block, first).filter(|(_, last)| *last < until)?;
    // Without a grammar the phrase may have taken its verb along.
    while last > start
        && token(block, last).is_some_and(|end| end.case == crate::text::Case::Lower)
        && (block.ends(last, "ed")
            || block.ends(last, "ly")
            || block.ends(last, "ing")
            || block.is_any(
                last,
                words![
                    "went", "took", "made", "came", "gave", "held", "met", "left",
                ],
            ))
    {
        last -= 1;
    }
    Some((start, last))
}

/// Whether a determiner or possessor, perhaps with an adjective, stands before token `at`.
fn is_noun(block: &Block<'_>, at: usize) -> bool {
    let determines = |back: usize| {
        at.checked_sub(back)
            .and_then(|before| token(block, before))
            .is_some_and(|before| {
                before.kind == Kind::Clitic
                    || before.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE)
            })
    };
    let finite = ["ed", "said", "told", "says"]
        .iter()
        .any(|end| block.ends(at, end));
    !finite && (determines(1) || determines(2) && !block.ends(at, "s"))
}

/// Whether a source cannot reach over token `at`, which stands before its part so far.
fn is_edge(block: &Block<'_>, at: usize) -> bool {
    let Some(here) = token(block, at) else {
        return true;
    };
    match here.kind {
        Kind::Word => {
            let joins = here.is(word!("and"))
                && token(block, at + 1).is_some_and(Token::is_capital)
                && at
                    .checked_sub(1)
                    .and_then(|before| token(block, before))
                    .is_some_and(|before| {
                        before.is_capital() && !is_time(before) && !before.class.is(lexicon::MONTH)
                    });
            // "the report", "a new email": behind a determiner a verb of speech is a noun.
            let verb = here.class.is(lexicon::AUXILIARY)
                || (here.class.is(lexicon::SPEECH)
                    && !here.is_capital()
                    && !here.class.is(lexicon::TITLE)
                    && !is_noun(block, at));
            (here.class.is(lexicon::CONJUNCTION) && !joins)
                || verb
                || here.class.is(lexicon::PRONOUN)
                    && !here.class.is(lexicon::DETERMINER)
                    && !is_letters(here)
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
            let nickname = inner && part && token(block, at + 1).is_some_and(Token::is_capital);
            !(nickname || is_plural_owner(block, at))
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

/// "the farmers’ leader": an apostrophe behind a plural, before the word that it owns.
fn is_plural_owner(block: &Block<'_>, at: usize) -> bool {
    let owns = token(block, at + 1).is_some_and(|next| {
        next.kind == Kind::Word
            && !next.class.is(lexicon::PRONOUN
                | lexicon::SPEECH
                | lexicon::AUXILIARY
                | lexicon::DETERMINER
                | lexicon::CONJUNCTION
                | lexicon::PREPOSITION)
    });
    block.is_any(at, words!["’", "'"])
        && block.is_glued(at)
        && !block.is_glued(at + 1)
        && at
            .checked_sub(1)
            .is_some_and(|before| block.ends(before, "s"))
        && owns
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
    // "Ann Lee Jr." ends with a stop.
    let stop = block.is(last, word!(".")) && !is_edge(block, last);
    // "six in ten", "6 in 10"
    // "most of them", "three of us"
    let them = last > floor + 1
        && end.is_any(words!["them", "us", "those"])
        && block.is(last - 1, word!("of"));
    if them {
        return Some((last - 2, last));
    }
    let share =
        end.kind == Kind::Number && last > floor && block.is_any(last - 1, words!["in", "of"]);
    if !(matches!(end.kind, Kind::Word | Kind::Clitic) || stop || share)
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
    // "and in a statement said": the phrase is no subject; the one before "and" goes on.
    let phrase = token(block, first)?.class.is(lexicon::PREPOSITION)
        && first > floor
        && block.is_any(first - 1, words!["and", "but"])
        && !(first..=last).any(|at| token(block, at).is_some_and(Token::is_capital));
    if phrase {
        return coordinated(block, first - 1, floor);
    }
    trimmed(block, first, last)
}

/// The noun phrase that ends at token `last`.
pub fn phrase(block: &Block<'_>, last: usize, floor: usize) -> Option<Tokens> {
    phrase_before(block, last, floor)
}

/// The name that ends at token `last`, or else the phrase.
pub fn owner(block: &Block<'_>, last: usize, floor: usize) -> Option<Tokens> {
    let (from, _) = phrase_before(block, last, floor)?;
    let mut first = last;
    while first > from
        && (token(block, first - 1).is_some_and(Token::is_capital)
            || block.is(first - 1, word!("."))
            || token(block, first - 1).is_some_and(|token| token.class.is(lexicon::PARTICLE)))
    {
        first -= 1;
    }
    let named = token(block, last).is_some_and(Token::is_capital);
    Some((if named { first } else { from }, last))
}

/// Takes leading adverbs, prepositions and times off the phrase.
fn trimmed(block: &Block<'_>, mut first: usize, last: usize) -> Option<Tokens> {
    // "A week after the owner said": whoever stands behind.
    let inner = block.tokens.get(first + 1..last).unwrap_or_default();
    let after = |token: &Token| token.is_any(words!["after", "before", "since"]);
    if let Some(after) = inner.iter().rposition(after) {
        first += after + 2;
    }
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
                && block.ends(first, "ly")
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
    let good = token(block, last).is_some_and(|end| {
        matches!(end.kind, Kind::Word | Kind::Clitic)
            || last > first && (block.is(last, word!(".")) || end.kind == Kind::Number)
    });
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
    // "9/11 widow Ann Roe", "25-year-old Ann Roe"
    let figure = start.kind == Kind::Number
        && (first + 1..first + 7)
            .any(|at| token(block, at).is_some_and(|token| token.is_capital()));
    if figure {
        let word = (first + 1..first + 6).find(|&at| {
            block.kind(at) == Some(Kind::Word)
                && !(block.is_glued(at) || block.is_glued(at + 1) && block.is(at + 1, word!("-")))
        })?;
        return after(block, word).map(|(_, last)| (first, last));
    }
    if start.kind != Kind::Word {
        return None;
    }
    if is_speaking(start) {
        return Some((first, first));
    }
    if start
        .class
        .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::AUXILIARY)
        || start.class.is(lexicon::PRONOUN)
            && !start.class.is(lexicon::DETERMINER)
            && !is_letters(start)
        || is_time(start)
    {
        return None;
    }
    let mut last = first;
    let mut capital =
        start.is_capital() && !start.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE);
    while last + 1 < block.tokens.len() && last - first < LONGEST {
        let at = last + 1;
        let next = token(block, at)?;
        let goes_on = match next.kind {
            Kind::Clitic => true,
            // "Roe’s May report"
            Kind::Word if is_time(next) && block.kind(last) == Some(Kind::Clitic) => true,
            Kind::Word
                if is_time(next)
                    || next.class.is(lexicon::SPEECH | lexicon::AUXILIARY)
                        && !next.is_capital()
                        && !(next.class.is(lexicon::SPEECH) && is_noun(block, at)) =>
            {
                false
            }
            Kind::Word if next.class.is(lexicon::CONJUNCTION) => {
                next.is(word!("and"))
                    && token(block, last).is_some_and(Token::is_capital)
                    && token(block, at + 1).is_some_and(Token::is_capital)
            }
            Kind::Word if next.class.is(lexicon::PREPOSITION) => {
                let of = next.is_any(words!["of", "for", "at", "with", "from", "to", "by"])
                    && token(block, at + 1).is_some_and(|after| {
                        after.kind == Kind::Word
                            && (after.is_capital()
                                || after.class.is(lexicon::DETERMINER)
                                || block.is(at, word!("of")) && !after.class.is(lexicon::PRONOUN))
                    });
                of && !is_time(token(block, at + 1)?)
            }
            Kind::Word
                if next.class.is(lexicon::PRONOUN)
                    && !next.class.is(lexicon::DETERMINER)
                    && !is_letters(next) =>
            {
                false
            }
            Kind::Word if next.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE) => {
                token(block, last).is_some_and(|before| before.class.is(lexicon::PREPOSITION))
            }
            // "told Halden Radio he’d go"
            Kind::Word if is_contraction(block.word(at)) => false,
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
    if !nominal || !block.is(last + 1, word!(",")) {
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
