//! What a number speaks of: the noun phrase around it that names the thing measured.

use super::count::Noun;
use crate::text::{Block, Kind, Span, lexicon, word, words};

/// The most words in such a phrase.
const LONGEST: usize = 10;

/// The noun phrase that the quantity from token `first` to `last` speaks of.
pub fn of(
    block: &Block<'_>,
    first: usize,
    last: usize,
    counted: Option<&Noun>,
    dimension: Option<&str>,
) -> Option<Span> {
    if let Some(noun) = counted.filter(|noun| noun.unit == "times") {
        return subject(block, first).or_else(|| noun_behind(block, noun.last));
    }
    // "the index fell 102.2 points"
    if let Some(noun) = counted.filter(|noun| noun.unit == "point") {
        return subject(block, first).or_else(|| Some(block.span(noun.first, noun.last)));
    }
    if let Some(noun) = counted {
        // "a 12-page report"
        if noun.first == noun.last
            && block.is_glued(noun.first)
            && block.is(noun.first - 1, word!("-"))
        {
            return noun_behind(block, noun.last);
        }
        // "95,800 who": nothing but the number is there.
        if noun.first < first
            || noun.first == noun.last && block.kind(noun.first) == Some(Kind::Number)
        {
            return None;
        }
        // "major points of contention", "two-thirds of Ukraine’s financial needs"
        let start = possessor(block, noun.first);
        let end = behind(block, noun.last).map_or(noun.last, |(_, end)| end);
        return Some(block.span(start, end));
    }
    let near = behind(block, last).map(|(start, end)| block.span(start, end));
    if let Some(noun) =
        before_of(block, first).filter(|_| !matches!(dimension, Some("age" | "time")))
    {
        return Some(noun);
    }
    match dimension {
        // A length of time or an age says how long something was, which stands anywhere.
        // But not of what: "the first six weeks of the season".
        Some("time" | "age") => near.filter(|span| {
            let last = block.token_at(span.end.saturating_sub(1));
            !is_time(block, last)
        }),
        Some("currency") => near
            .or_else(|| noun_behind(block, last))
            .or_else(|| spent_in(block, last))
            .or_else(|| subject(block, first)),
        _ => near
            .or_else(|| noun_behind(block, last))
            .or_else(|| subject(block, first)),
    }
}

/// "an altitude of 190 kilometres": the noun before "of" before token `first`.
fn before_of(block: &Block<'_>, first: usize) -> Option<Span> {
    let of = first
        .checked_sub(1)
        .filter(|&of| block.is(of, word!("of")))?;
    let end = of.checked_sub(1)?;
    let idle = words![
        "average", "total", "maximum", "minimum", "number", "rate", "sum", "some", "one", "out",
        "because", "instead", "full", "record", "all", "excess", "age", "tune", "region", "most",
        "half",
    ];
    let token = block.tokens.get(end)?;
    let moved = token
        .class
        .is(lexicon::RISE | lexicon::FALL | lexicon::NUMBER_WORD | lexicon::UNIT_WORD);
    if moved || block.is_any(end, idle) || stops(block, end, end) {
        return None;
    }
    let mut start = end;
    while start > 0
        && end - start < LONGEST
        && !stops(block, start - 1, start - 1)
        && block.kind(start - 1) != Some(Kind::Clitic)
        && !is_verb_form(block, start - 1)
    {
        start -= 1;
    }
    // "an all-time low"
    while start > 0 && block.is(start, word!("-")) {
        start -= 1;
    }
    Some(block.span(start, end))
}

/// Whether the word at token `at` ends like a verb in the past or going on.
fn is_verb_form(block: &Block<'_>, at: usize) -> bool {
    let word = block.word(at);
    let lower = block
        .tokens
        .get(at)
        .is_some_and(|token| !token.is_capital());
    lower
        && word.len() > 4
        && (word.ends_with("ed") || word.ends_with("ly") || word.ends_with("ing"))
        && !(at > 0 && block.is(at - 1, word!("-")))
}

/// "$2.53 in per-share earnings", "€5 million in aid": what the money is.
fn spent_in(block: &Block<'_>, last: usize) -> Option<Span> {
    let start = last + 2;
    let token = block.tokens.get(start)?;
    let noun = token.kind == Kind::Word
        && !token.is_capital()
        && !token
            .class
            .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::RELATIVE | lexicon::UNIT_WORD);
    let per = block.is(start, word!("per")) && block.is(start + 1, word!("-"));
    if !block.is(last + 1, word!("in")) || !noun || stops(block, start, start) && !per {
        return None;
    }
    let end = phrase_end(block, if per { start + 2 } else { start })?;
    Some(block.span(start, end))
}

/// The first token of the name whose clitic ends right before token `at`, else `at`.
fn possessor(block: &Block<'_>, at: usize) -> usize {
    let clitic = at
        .checked_sub(1)
        .filter(|&before| block.kind(before) == Some(Kind::Clitic));
    let Some(mut start) = clitic else { return at };
    while start > 0
        && at - start < LONGEST
        && block.tokens.get(start - 1).is_some_and(|token| {
            token.kind == Kind::Word && (token.is_capital() || start + 1 == at)
        })
        && block
            .tokens
            .get(start - 1)
            .is_some_and(|token| !token.class.is(lexicon::PREPOSITION | lexicon::DETERMINER))
    {
        start -= 1;
    }
    start
}

/// The noun phrase behind "of" or "in" after token `last`.
fn behind(block: &Block<'_>, last: usize) -> Option<(usize, usize)> {
    let at = last + 1;
    if !block.is(at, word!("of")) {
        return None;
    }
    let mut start = at + 1;
    while block.has(start, lexicon::DETERMINER | lexicon::POSSESSIVE) {
        start += 1;
    }
    // "25% of whom"
    if block.is_any(start, words!["whom", "which"]) {
        return None;
    }
    let end = phrase_end(block, start)?;
    Some((start, end))
}

/// "a 3% rise in wages", "5.5% revenue growth", "a 10% year-to-date decline": the noun of a change behind a number,
/// from token `start` on, with what it is a change of.
fn change_noun(block: &Block<'_>, start: usize) -> Option<Span> {
    let end = (start..start + LONGEST)
        .take_while(|&at| {
            let inside = at > start && block.is(at - 1, word!("-"));
            let token = block.tokens.get(at);
            let change = token.is_some_and(|token| token.class.is(lexicon::CHANGE_NOUN));
            change || inside || !stops(block, start, at)
        })
        .find(|&at| {
            let ends = block.tokens.get(at + 1).is_none_or(|next| {
                next.kind != Kind::Word
                    || next.class.is(lexicon::PREPOSITION
                        | lexicon::CONJUNCTION
                        | lexicon::AUXILIARY
                        | lexicon::PAST_VERB
                        | lexicon::RELATIVE)
                    || at == start
            });
            ends && block.has(at, lexicon::CHANGE_NOUN)
        })?;
    let joint =
        block.is_any(end + 1, words!["in", "of", "for"]) && !block.is(end + 2, word!("terms"));
    let mut of = end + 2;
    while block.has(of, lexicon::DETERMINER | lexicon::POSSESSIVE) {
        of += 1;
    }
    let dated = block.has(of, lexicon::MONTH | lexicon::RELATIVE);
    let last = phrase_end(block, of).filter(|_| joint && !dated);
    Some(block.span(start, last.unwrap_or(end)))
}

/// "a €140 billion loan", "a 3% rise in wages": the noun right behind the unit.
fn noun_behind(block: &Block<'_>, last: usize) -> Option<Span> {
    let mut start =
        last + 1 + usize::from(block.is(last + 1, word!("-")) && block.is_glued(last + 1));
    // "12% fewer births", "12% fewer than a year ago"
    start += usize::from(block.is_any(start, words!["more", "fewer", "less"]));
    let token = block.tokens.get(start)?;
    if let Some(span) = change_noun(block, start) {
        return Some(span);
    }
    // "3.3% year over year", "up 40% year to date"
    if is_time(block, start) && !block.is_glued(start) {
        return None;
    }
    // "$9 billion worth of imports"
    if block.are(start, words!["worth", "of"]) {
        return behind(block, start).map(|(start, end)| block.span(start, end));
    }
    let verb = block.ends(start, "ed")
        || token
            .class
            .is(lexicon::SPEECH_LIKE | lexicon::RELATIVE | lexicon::EXTENT | lexicon::PAST_VERB);
    if token.kind != Kind::Word || token.is_capital() || verb || stops(block, start, start) {
        return None;
    }
    let end = phrase_end(block, start)?;
    // "growth in earnings"
    let more = (block.is_any(end + 1, words!["in", "of"])).then(|| {
        let mut of = end + 2;
        while block.has(of, lexicon::DETERMINER | lexicon::POSSESSIVE) {
            of += 1;
        }
        phrase_end(block, of)
    });
    Some(block.span(start, more.flatten().unwrap_or(end)))
}

/// Whether the noun phrase that starts at token `start` cannot go on at token `at`.
fn stops(block: &Block<'_>, start: usize, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else {
        return true;
    };
    let hyphen = token.kind == Kind::Other
        && token.is_any(words!["-", "&"])
        && block.is_glued(at)
        && block.is_glued(at + 1);
    if token.kind == Kind::Clitic || hyphen {
        return false;
    }
    // "late on Monday"
    if at == start && token.is_any(words!["late", "early"]) {
        return block
            .tokens
            .get(at + 1)
            .is_none_or(|next| next.class.is(lexicon::PREPOSITION));
    }
    let inside = at > start;
    // "earnings-per-share"
    if inside && block.is(at - 1, word!("-")) && block.is_glued(at) && token.kind == Kind::Word {
        return false;
    }
    // "S&P 500 earnings"
    if inside
        && token.kind == Kind::Number
        && block.is_capital(at - 1)
        && block.kind(at + 1) == Some(Kind::Word)
        && !block.is_glued(at)
        && !block.is_glued(at + 1)
    {
        return block.tokens.get(at + 1).is_none_or(|next| {
            next.is_capital() || next.class.is(lexicon::UNIT_WORD | lexicon::NUMBER_WORD)
        });
    }
    // "territory seized by", "loan initially planned", "points of contention remain"
    let ends = |end: &str| block.ends(at, end);
    let verb = inside
        && !token.is_capital()
        && (token
            .class
            .is(lexicon::PLAIN_VERB | lexicon::PAST_VERB | lexicon::SPEECH_LIKE)
            || token.span.len() > 4 && (ends("ed") || ends("ly")))
        && !block.is_glued(at);
    token.kind != Kind::Word
        || verb
        || token.class.is(lexicon::PREPOSITION
            | lexicon::CONJUNCTION
            | lexicon::AUXILIARY
            | lexicon::PRONOUN
            | lexicon::NOT_COUNTED
            | lexicon::DETERMINER
            | lexicon::RISE
            | lexicon::FALL)
}

/// The last token of the noun phrase that starts at token `start`.
fn phrase_end(block: &Block<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while end < start + LONGEST && !stops(block, start, end) {
        end += 1;
    }
    // A phrase does not end with a hyphen or a clitic.
    while end > start && matches!(block.kind(end - 1), Some(Kind::Clitic | Kind::Other)) {
        end -= 1;
    }
    (end > start).then(|| end - 1)
}

/// The noun phrase before the verb that stands before token `first`: "the unemployment rate" of "... rose to 5%".
pub fn subject(block: &Block<'_>, first: usize) -> Option<Span> {
    let floor = first.saturating_sub(12);
    let mut at = first;
    // "exports rose 3% and imports 4%": the verb is understood.
    if let (Some(noun), Some(joint)) = (first.checked_sub(1), first.checked_sub(2)) {
        let plain = block.tokens.get(noun).is_some_and(|token| {
            token.kind == Kind::Word
                && !token.is_capital()
                && !token
                    .class
                    .is(lexicon::HEDGE | lexicon::RISE | lexicon::FALL | lexicon::REACH_VERB)
        });
        let joined = block.is_any(joint, words!["and", "while", "but"]);
        let plural = block.ends(noun, "s") && block.word(noun).len() > 3;
        if plain && joined && plural && !stops(block, noun, noun) {
            return Some(block.span(noun, noun));
        }
    }
    // The nearest auxiliary or change verb.
    loop {
        at = at.checked_sub(1).filter(|at| *at >= floor)?;
        let token = block.tokens.get(at)?;
        if block.is_any(at, words![".", ";", ":"]) && !is_ticker(block, at) {
            return None;
        }
        // Another clause, unless it only goes on: "fell 12 points, or 0.4%, to 27,934".
        let goes_on = block.is_any(at + 1, words!["to", "or", "from", "up", "down"]);
        if block.is(at, word!(",")) && !goes_on {
            return None;
        }
        // "Storm-hit Vell gets €5m": no verb of its own.
        let compound = block.is_glued(at) && block.is(at.wrapping_sub(1), word!("-"));
        if !compound
            && token
                .class
                .is(lexicon::AUXILIARY | lexicon::RISE | lexicon::FALL | lexicon::REACH_VERB)
        {
            // "to raise", "raising", "pulling down": the subject stands elsewhere.
            let particle =
                block.is_any(at, words!["up", "down"]) && at > 0 && block.ends(at - 1, "ing");
            let infinite =
                block.ends(at, "ing") || block.is(at.wrapping_sub(1), word!("to")) || particle;
            // "a 16 percent rise", "has their odds at": the number's subject stands elsewhere.
            let before = at.checked_sub(1).and_then(|at| block.tokens.get(at));
            let noun = token.class.is(lexicon::CHANGE_NOUN)
                && before.is_some_and(|before| {
                    before.class.is(lexicon::UNIT_WORD) || before.is(word!("%"))
                });
            let owns = block.is_any(at, words!["has", "have", "had"])
                && block.has(at + 1, lexicon::DETERMINER | lexicon::POSSESSIVE);
            // "has called for spending $1 trillion": who spends is not what is measured.
            let acts = token.class.is(lexicon::AUXILIARY)
                && !(at + 1..first).all(|at| leads_on(block, at));
            if infinite || noun || owns || acts {
                return None;
            }
            // "cut spending on river works from €48m"
            if let Some(object) = object(block, at, first) {
                return Some(object);
            }
            break;
        }
    }
    let mut end = at.checked_sub(1)?;
    while block.tokens.get(end).is_some_and(|token| {
        token.class.is(lexicon::AUXILIARY | lexicon::PAST_VERB)
            || is_verb_form(block, end)
            || block.is_any(
                end,
                words![
                    "first", "also", "now", "then", "still", "already", "again", "soon",
                ],
            )
    }) {
        end = end.checked_sub(1)?;
    }
    // "notes US10YT=RR last rose"
    if block.is(end, word!("last")) {
        end = end.checked_sub(1)?;
    }
    if end >= 3 && block.is(end - 1, word!("=")) && block.is_glued(end) {
        end = end.checked_sub(3)?;
    }
    // "the average .DJI fell"
    if end >= 2 && block.is_glued(end) && is_ticker(block, end - 1) && block.is(end - 1, word!("."))
    {
        end -= 2;
    }
    // "Excess inflation (the difference between both) was"
    if block.is(end, word!(")")) {
        let open = (1..=24)
            .filter_map(|back| end.checked_sub(back))
            .find(|&at| block.is(at, word!("(")))?;
        end = open.checked_sub(1)?;
    }
    let mut start = end + 1;
    while let Some(before) = start.checked_sub(1) {
        // "they had used cannabis": no noun phrase.
        let said = is_verb_form(block, before)
            && before
                .checked_sub(1)
                .is_some_and(|at| block.has(at, lexicon::AUXILIARY));
        if said {
            return None;
        }
        // "the S&P 500 rose"
        let numbered = block.kind(before) == Some(Kind::Number)
            && before == end
            && before.checked_sub(1).is_some_and(|at| {
                block
                    .tokens
                    .get(at)
                    .is_some_and(|name| name.is_capital() && !block.is_glued(before))
            });
        let inside = numbered
            || !stops(block, before, before)
            || ((block.is(before, word!("of"))
                || block.is(before, word!("in")) && !is_dated(block, before + 1, end))
                && before < end)
            || block.tokens.get(before).is_some_and(|token| {
                token.class.is(lexicon::DETERMINER)
                    && block.is_any(before.wrapping_sub(1), words!["of", "in"])
            });
        if !inside || end - before >= LONGEST {
            break;
        }
        start = before;
    }
    // "to bring inflation down to 2%"
    if start < end && start > 0 && block.is(start - 1, word!("to")) {
        start += 1;
    }
    if start == end && is_time(block, start) {
        return None;
    }
    // "10-year notes"
    if block.is(start, word!("-"))
        && block.is_glued(start)
        && start
            .checked_sub(1)
            .is_some_and(|before| block.kind(before) == Some(Kind::Number))
    {
        return Some(block.span(start - 1, end));
    }
    // "24 million tons of goods valued at": the goods.
    while let Some(of) = (start..end).find(|&at| block.is(at, word!("of")))
        && (start..of).any(|at| block.has(at, lexicon::NUMBER_WORD | lexicon::UNIT_WORD))
    {
        start = of + 1;
    }
    while start <= end
        && (matches!(block.kind(start), Some(Kind::Clitic | Kind::Other))
            || block.is_any(start, words!["of", "in"])
            || block.has(start, lexicon::POSSESSIVE | lexicon::DETERMINER))
    {
        start += 1;
    }
    (start <= end).then(|| block.span(start, end))
}

/// Whether token `at` may stand between an auxiliary and the number that it gives: "is [expected to total nearly]".
fn leads_on(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else {
        return false;
    };
    let word = block.word(at);
    let usual = [
        "raised",
        "lifted",
        "expected",
        "estimated",
        "projected",
        "forecast",
        "priced",
        "put",
        "set",
        "only",
        "just",
        "now",
        "still",
        "currently",
        "already",
        "also",
        "never",
        "even",
        "again",
        "once",
        "trading",
        "running",
        "likely",
        "said",
        "reported",
        "thought",
        "believed",
        "seen",
        "due",
        "worth",
        "least",
        "much",
        "many",
        "more",
        "less",
        "fewer",
        "than",
        "close",
        "last",
        "up",
        "down",
        "first",
        "not",
        "trade",
        "traded",
    ];
    token.kind == Kind::Quote
        || matches!(word, "," | "." | "\"")
        || block.is_glued(at) && !matches!(token.kind, Kind::Word)
        || token.class.is(lexicon::HEDGE
            | lexicon::RISE
            | lexicon::FALL
            | lexicon::REACH_VERB
            | lexicon::PREPOSITION
            | lexicon::AUXILIARY
            | lexicon::DETERMINER)
        || token.kind == Kind::Number
        || matches!(word, "%" | "$" | "€" | "£" | "-")
        || token.class.is(lexicon::UNIT_WORD | lexicon::NUMBER_WORD)
        || word.ends_with("ly")
        || usual.iter().any(|usual| word.eq_ignore_ascii_case(usual))
}

/// Whether token `at` names a length of time.
fn is_time(block: &Block<'_>, at: usize) -> bool {
    block.is_any(
        at,
        words![
            "day", "week", "month", "quarter", "year", "decade", "century", "days", "weeks",
            "months", "years",
        ],
    )
}

/// Whether a time follows from token `at` to `end`: "the past month", "May".
fn is_dated(block: &Block<'_>, at: usize, end: usize) -> bool {
    (at..=(at + 3).min(end)).any(|at| {
        block.tokens.get(at).is_some_and(|token| {
            token
                .class
                .is(lexicon::RELATIVE | lexicon::MONTH | lexicon::NUMBER_WORD)
        }) || block.kind(at) == Some(Kind::Number)
            || block.is(at, word!("period"))
    })
}

/// Whether the full stop at token `at` opens a ticker (".DJI").
fn is_ticker(block: &Block<'_>, at: usize) -> bool {
    !block.is_glued(at) && block.is_glued(at + 1)
}

/// What the change verb at token `verb` acts on, where words stand between it and the preposition before token
/// `first`: "spending on river works".
fn object(block: &Block<'_>, verb: usize, first: usize) -> Option<Span> {
    let preposition = first.checked_sub(1)?;
    let moved = block.is_any(preposition, words!["from", "by", "to"]);
    let acts = block
        .tokens
        .get(verb)?
        .class
        .is(lexicon::RISE | lexicon::FALL)
        && !block.is(verb, word!("up"))
        && !block.is(verb, word!("down"));
    // "a reduction in module costs from"
    let noun = block.tokens.get(verb)?.class.is(lexicon::CHANGE_NOUN)
        && block.is_any(verb + 1, words!["in", "of"]);
    let mut start = verb + 1 + usize::from(noun);
    while block.has(start, lexicon::DETERMINER | lexicon::POSSESSIVE) {
        start += 1;
    }
    if !moved || !acts || start >= preposition {
        return None;
    }
    let mut end = phrase_end(block, start)?;
    while block.is_any(end + 1, words!["of", "on", "in", "for"])
        && let Some(next) = phrase_end(block, end + 2)
        && next < preposition
    {
        end = next;
    }
    (end < preposition).then(|| block.span(start, end))
}
