//! Ranks, records and comparisons: "the largest fall since 1991", "second-biggest", "a record 745,000", "smaller than
//! the €140 billion loan".
//!
//! Only what says with what it is compared is a claim: "at best", "most people" and "the largest room" are none.

use crate::detect::ComparisonMention;
use crate::report::Relation;
use crate::text::{Block, Kind, Known, Span, lexicon, word, words};

/// The most words between a superlative and what bounds it ("largest [one-day fall] since").
const NOUN: usize = 6;

/// The most words of what something is compared with.
const BOUND: usize = 7;

/// The comparisons of `block`, in order, none overlapping another. `dates` and `numbers` are the spans of the dates
/// and quantities found in it, in order.
#[must_use]
pub fn detect(block: &Block<'_>, dates: &[Span], numbers: &[Span]) -> Vec<ComparisonMention> {
    let mut found: Vec<ComparisonMention> = Vec::new();
    for (at, token) in block.tokens.iter().enumerate() {
        if token.kind != Kind::Word || !token.class.is(lexicon::COMPARING) {
            continue;
        }
        if found
            .last()
            .is_some_and(|last| last.span.end > token.span.start)
        {
            continue;
        }
        let mention = if token.class.is(lexicon::SUPERLATIVE) {
            rank(block, at, dates)
        } else if token.class.is(lexicon::COMPARATIVE) {
            than(block, at, dates, numbers)
        } else if block.is_any(at, words!["record", "all"]) {
            record(block, at)
        } else {
            streak(block, at)
        };
        found.extend(mention);
    }
    found
}

/// The number of an ordinal that stands in a rank.
fn ordinal(block: &Block<'_>, at: usize) -> Option<u32> {
    let token = block.tokens.get(at)?;
    let words = words![
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let index = words.iter().position(|ordinal| token.is(*ordinal))?;
    u32::try_from(index + 1).ok()
}

/// "second-biggest", "the city’s third-tallest building", "the largest fall since 1991", "the world’s biggest dam".
fn rank(block: &Block<'_>, at: usize, dates: &[Span]) -> Option<ComparisonMention> {
    let hyphen = usize::from(at > 0 && block.is(at - 1, word!("-")));
    let before = at.checked_sub(1 + hyphen);
    let place = before.and_then(|before| ordinal(block, before));
    let mut first = match (place, before) {
        (Some(_), Some(before)) => before,
        _ => at,
    };
    // "the world’s largest", "Norwick’s second-biggest"
    let owner = first
        .checked_sub(1)
        .filter(|&clitic| block.kind(clitic) == Some(Kind::Clitic))
        .and_then(|clitic| owner(block, clitic));
    // "highest-paid"
    let mut noun = at + 1;
    while block.is(noun, word!("-")) && block.is_glued(noun) && block.is_glued(noun + 1) {
        noun += 2;
    }
    let behind = behind(block, noun, dates);
    if place.is_none() && behind.is_none() && owner.is_none() {
        return None;
    }
    let end = noun_end(block, noun);
    let (last, with) = match (behind, owner) {
        (Some((start, end)), _) => (end, Some(block.span(start, end))),
        (None, Some(owner)) => {
            first = owner;
            (
                end.unwrap_or(noun - 1),
                Some(block.span(owner, first_clitic(block, owner))),
            )
        }
        (None, None) => (end.unwrap_or(noun - 1), None),
    };
    Some(ComparisonMention {
        span: block.span(first, last),
        relation: Relation::Rank,
        degree: block.span(at, noun - 1),
        rank: Some(place.unwrap_or(1)),
        measured: end.map(|end| block.span(noun, end)),
        with,
    })
}

/// The first token of the owner whose clitic is token `clitic`: "the world’s", "North Norwick’s".
fn owner(block: &Block<'_>, clitic: usize) -> Option<usize> {
    let last = clitic.checked_sub(1)?;
    let mut first = last;
    while first > 0
        && last - first < 3
        && block.is_capital(first)
        && block
            .tokens
            .get(first - 1)
            .is_some_and(|token| token.is_capital() && !token.class.is(lexicon::STARTER))
    {
        first -= 1;
    }
    Some(first)
}

/// The last token of the owner that starts at token `owner`.
fn first_clitic(block: &Block<'_>, owner: usize) -> usize {
    (owner..owner + 5)
        .find(|&at| block.kind(at + 1) == Some(Kind::Clitic))
        .unwrap_or(owner)
}

/// Whether a noun phrase cannot hold token `at`.
fn stops(block: &Block<'_>, at: usize) -> bool {
    let Some(token) = block.tokens.get(at) else {
        return true;
    };
    let glued = block.is(at, word!("-")) && block.is_glued(at) && block.is_glued(at + 1);
    !glued
        && (token.kind != Kind::Word
            || token.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::PRONOUN
                | lexicon::DETERMINER
                | lexicon::PAST_VERB
                | lexicon::PLAIN_VERB)
            || block.is(at, word!("ever")))
}

/// The last token of the noun that starts at token `start`: "one-day fall".
fn noun_end(block: &Block<'_>, start: usize) -> Option<usize> {
    let end = (start..start + NOUN)
        .find(|&at| stops(block, at))
        .unwrap_or(start + NOUN);
    (end > start).then(|| end - 1)
}

/// What bounds a superlative whose noun starts at token `noun`: its first and last token.
fn behind(block: &Block<'_>, noun: usize, dates: &[Span]) -> Option<(usize, usize)> {
    let start = noun_end(block, noun).map_or(noun, |end| end + 1);
    if block.is_any(start, words!["ever", "yet"]) {
        return Some((start, start));
    }
    for phrase in [
        &words!["on", "record"][..],
        words!["to", "date"],
        words!["in", "history"],
        words!["of", "all", "time"],
        words!["in", "memory"],
        words!["in", "living", "memory"],
    ] {
        if block.are(start, phrase) {
            return Some((start, start + phrase.len() - 1));
        }
    }
    if block.is(start, word!("since")) {
        return since(block, start, dates).map(|end| (start, end));
    }
    let joint = block.is_any(start, words!["in", "for", "of", "among", "across", "on"]);
    if !joint {
        return None;
    }
    time(block, start)
        .or_else(|| place(block, start))
        .map(|end| (start, end))
}

/// The last token of "since 1991", "since the end of the war", "since records began".
fn since(block: &Block<'_>, since: usize, dates: &[Span]) -> Option<usize> {
    let from = block.tokens.get(since)?.span.end;
    let next = dates.partition_point(|date| date.start < from);
    if let Some(date) = dates.get(next) {
        let start = block.token_at(date.start);
        if start <= since + 3 {
            return Some(block.token_at(date.end.saturating_sub(1)));
        }
    }
    let mut end = since + 1;
    while end < since + BOUND
        && block.tokens.get(end).is_some_and(|token| {
            token.kind == Kind::Word
                && !token
                    .class
                    .is(lexicon::CONJUNCTION | lexicon::AUXILIARY | lexicon::PRONOUN)
        })
    {
        end += 1;
    }
    (end > since + 1).then(|| end - 1)
}

/// The last token of "in a decade", "for 40 years", "in more than three months".
fn time(block: &Block<'_>, joint: usize) -> Option<usize> {
    let times = words![
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
        "generation",
        "generations",
        "quarter",
        "quarters",
    ];
    (joint + 1..joint + BOUND)
        .take_while(|&at| {
            matches!(block.kind(at), Some(Kind::Word | Kind::Number)) || block.is(at, word!("-"))
        })
        .find(|&at| block.is_any(at, times))
}

/// The last token of "in the world", "in Europe", "of the season", "among its peers".
fn place(block: &Block<'_>, joint: usize) -> Option<usize> {
    let opens = |at: usize| block.has(at, lexicon::DETERMINER | lexicon::POSSESSIVE);
    let start = joint + 1 + usize::from(opens(joint + 1));
    let determined = start > joint + 1;
    let mut end = start;
    while end < joint + BOUND && !stops(block, end) && (determined || block.is_capital(end)) {
        end += 1;
    }
    (end > start).then(|| end - 1)
}

/// "smaller than the €140 billion loan", "higher than in 2019": a comparison with a quantity or a date. What is
/// "larger than 500 hectares" is a hedge.
fn than(
    block: &Block<'_>,
    at: usize,
    dates: &[Span],
    numbers: &[Span],
) -> Option<ComparisonMention> {
    let here = block.tokens.get(at)?.span;
    let covering = numbers.partition_point(|number| number.end <= here.start);
    // "more than a third of the 12,000" is a hedge.
    let hedge = numbers
        .get(covering)
        .is_some_and(|number| number.start <= here.start);
    if !block.is(at + 1, word!("than")) || hedge {
        return None;
    }
    let start = at + 2;
    let from = block.tokens.get(start)?.span.start;
    let reach = (start..start + BOUND)
        .take_while(|&at| {
            block.tokens.get(at).is_some() && !block.is_any(at, words![",", ";", ".", ":", "("])
        })
        .last()?;
    let until = block.tokens.get(reach)?.span.end;
    let within = |spans: &[Span]| {
        let next = spans.partition_point(|span| span.start < from);
        spans
            .get(next)
            .filter(|span| span.end <= until)
            .map(|span| {
                (
                    block.token_at(span.start),
                    block.token_at(span.end.saturating_sub(1)),
                )
            })
    };
    let opens = block
        .tokens
        .get(start)?
        .class
        .is(lexicon::DETERMINER | lexicon::POSSESSIVE);
    let number = within(numbers).filter(|(first, _)| opens && *first > start);
    let date = within(dates).filter(|(first, _)| *first <= start + 2);
    let end = match (number, date) {
        // "the €140 billion loan": with its noun.
        (Some((_, last)), _) => noun_end(block, last + 1).unwrap_or(last),
        (None, Some((_, last))) => last,
        (None, None) => ago(block, start)?,
    };
    Some(ComparisonMention {
        span: block.span(at, end),
        relation: Relation::Than,
        degree: block.span(at, at),
        rank: None,
        measured: None,
        with: Some(block.span(start, end)),
    })
}

/// The last token of "a year earlier", "the year before".
fn ago(block: &Block<'_>, start: usize) -> Option<usize> {
    let length = block.is_any(
        start + 1,
        words!["day", "week", "month", "quarter", "year", "decade"],
    );
    let side = block.is_any(start + 2, words!["earlier", "ago", "before"]);
    (length && side).then_some(start + 2)
}

/// "a record 745,000", "record-breaking", "a record high", "an all-time low", "set a new record".
fn record(block: &Block<'_>, at: usize) -> Option<ComparisonMention> {
    let all_time = block.is(at, word!("all"));
    if all_time && !(block.is(at + 1, word!("-")) && block.is(at + 2, word!("time"))) {
        return None;
    }
    let end = if all_time { at + 2 } else { at };
    let high = block.is_any(
        end + 1,
        words!["high", "highs", "low", "lows", "record", "peak"],
    );
    let breaking = block.is(end + 1, word!("-"))
        && block.is_any(end + 2, words!["breaking", "setting", "high", "low"]);
    let before = |back: usize, words: &[Known]| {
        at.checked_sub(back)
            .is_some_and(|at| block.is_any(at, words))
    };
    let new = before(1, words!["a", "an", "new"]) && !before(1, words!["all"]);
    let number =
        block.kind(end + 1) == Some(Kind::Number) || block.is_any(end + 1, words!["$", "€", "£"]);
    let set = (2..=4).any(|back| {
        before(
            back,
            words![
                "set", "sets", "hit", "hits", "broke", "breaks", "reached", "reaches", "to", "at",
                "is", "was", "setting", "hitting", "breaking",
            ],
        )
    });
    let closes = block.tokens.get(end + 1).is_none_or(|next| {
        next.kind != Kind::Word || next.class.is(lexicon::PREPOSITION | lexicon::CONJUNCTION)
    }) && !block.is(end + 1, word!("of"));
    let last = if breaking {
        end + 2
    } else if high {
        end + 1
    } else if new && (number || set && closes) && !all_time {
        end
    } else {
        return None;
    };
    let degree = block.span(at, last);
    let first = match (before(1, words!["new"]), before(1, words!["a", "an"])) {
        (true, _) | (_, true) => at - 1,
        _ => at,
    };
    let with = behind(block, last + 1, &[])
        .filter(|(start, _)| *start == last + 1)
        .map(|(start, end)| block.span(start, end));
    let span = block.span(first, last);
    Some(ComparisonMention {
        span: with.map_or(span, |with| span.cover(with)),
        relation: Relation::Record,
        degree,
        rank: None,
        measured: None,
        with,
    })
}

/// "a seventh straight session", "the third consecutive month".
fn streak(block: &Block<'_>, at: usize) -> Option<ComparisonMention> {
    let first = at.checked_sub(1)?;
    let rank = ordinal(block, first)?;
    let end = noun_end(block, at + 1)?;
    Some(ComparisonMention {
        span: block.span(first, end),
        relation: Relation::Streak,
        degree: block.span(at, at),
        rank: Some(rank),
        measured: Some(block.span(at + 1, end)),
        with: None,
    })
}
