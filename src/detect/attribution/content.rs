//! What is attributed: where a cue's content starts and where it ends.

use super::cue::{Cue, CueKind};
use super::source;
use crate::text::{Block, Kind, lexicon};

/// The most tokens between a cue and the "that" that opens its content.
const REACH: usize = 14;

/// Behind so many tokens no end is looked for but the sentence's, so that each cue costs the same.
const LONGEST: usize = 160;

/// How a content opens. It tells how sure it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// "that prices rose", "whether prices rose", "how prices rose"
    Clause,
    /// "prices rose"
    Bare,
    /// "to lower prices"
    Infinitive,
    /// "prices"
    Noun,
    /// "on Monday": none of its own.
    Phrase,
}

/// The first token of the content behind `cue`, not behind token `end`: whoever was told and when is stepped over.
pub fn start(block: &Block<'_>, cue: &Cue, end: usize) -> (usize, Opening) {
    let after = cue.last() + 1;
    // "pledged a deal that": behind a noun "that" belongs to the noun, unless the noun is who listens.
    let leads = takes_person(block, cue)
        || is_any(block, cue.tokens.0, &["told", "tells", "tell", "telling"])
        || block.tokens.get(after).is_some_and(|next| {
            next.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::WEEKDAY
                | lexicon::RELATIVE)
                || !next.class.is(lexicon::DETERMINER) && block.word(after).ends_with("ly")
                || matches!(block.word(after), ",")
                || is_any(
                    block,
                    after,
                    &["that", "how", "what", "why", "which", "who", "when"],
                )
        });
    if leads && let Some(at) = opener(block, after, end) {
        return (at, Opening::Clause);
    }
    let mut at = after;
    let mut person = None;
    if takes_person(block, cue)
        && let Some((_, last)) = source::after(block, at).filter(|(_, last)| *last < end)
    {
        person = Some(at);
        at = last + 1;
    }
    at = over_time(block, at, end);
    if matches!(cue.kind, CueKind::Of | CueKind::Noun) {
        // "called for", "accused Roe of": the preposition is the cue's.
        while at < end
            && at < after + 2
            && is_any(
                block,
                at,
                &["for", "of", "to", "on", "about", "against", "as"],
            )
        {
            at += 1;
        }
    }
    let Some(token) = block.tokens.get(at) else {
        return (at, Opening::Phrase);
    };
    // "to the board" is no infinitive.
    let verb = block.tokens.get(at + 1).is_some_and(|next| {
        next.kind == Kind::Word
            && !next.is_capital()
            && !next
                .class
                .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::PRONOUN)
    });
    // "asked the board to resign": who is asked belongs to what is asked.
    if block.is(at, "to")
        && verb
        && let Some(person) = person
        && !is_any(block, cue.tokens.0, &["promised"])
    {
        return (person, Opening::Infinitive);
    }
    let opening = if block.is(at, "to") && verb {
        Opening::Infinitive
    } else if token.class.is(lexicon::PREPOSITION) && !token.is_capital() && !is_hedge(block, at) {
        // "said in the interview he had left": a subject pronoun opens the clause.
        if let Some(subject) = (at..end.min(at + 9))
            .take_while(|&at| block.word(at) != ",")
            .find(|&at| is_any(block, at, &["he", "she", "they", "it", "there"]))
        {
            return (subject, Opening::Bare);
        }
        Opening::Phrase
    } else if is_clause(block, at, end) {
        Opening::Bare
    } else {
        Opening::Noun
    };
    (at, opening)
}

/// "about half", "around 40", "more than": no preposition before a number.
fn is_hedge(block: &Block<'_>, at: usize) -> bool {
    block
        .tokens
        .get(at)
        .is_some_and(|token| token.class.is(lexicon::HEDGE))
        && (block.kind(at + 1) == Some(Kind::Number)
            || is_any(block, at + 1, &["half", "one", "two", "three", "a", "all"]))
}

/// The "that" or "whether" that opens a content behind token `after`.
fn opener(block: &Block<'_>, after: usize, end: usize) -> Option<usize> {
    let mut commas = 0;
    for at in after..end.min(after + REACH) {
        if is_any(block, at, &["that", "whether"])
            || at == after
                && is_any(
                    block,
                    at,
                    &["how", "what", "why", "if", "where", "when", "which", "who"],
                )
        {
            // "said that night": a determiner before the noun of a time.
            return Some(at);
        }
        match block.word(at) {
            "," => commas += 1,
            "." | ";" | ":" | "—" => return None,
            _ => {}
        }
        let verb = block.tokens.get(at).is_some_and(|token| {
            token.class.is(lexicon::AUXILIARY | lexicon::SPEECH) && !token.is_capital()
        });
        if commas > 1 || verb || is_any(block, at, &["he", "she", "they", "who", "which"]) {
            return None;
        }
    }
    None
}

/// "told reporters", "reminded the board": verbs that name who listens.
fn takes_person(block: &Block<'_>, cue: &Cue) -> bool {
    !cue.inverted
        && is_any(
            block,
            cue.tokens.0,
            &[
                "told", "tells", "tell", "telling", "reminded", "assured", "informed", "warned",
                "asked", "urged", "promised",
            ],
        )
        && block.tokens.get(cue.last() + 1).is_some_and(|next| {
            next.class
                .is(lexicon::PRONOUN | lexicon::DETERMINER | lexicon::POSSESSIVE)
                || next.is_capital()
                || is_any(
                    block,
                    cue.last() + 1,
                    &[
                        "reporters",
                        "supporters",
                        "voters",
                        "people",
                        "lawmakers",
                        "journalists",
                    ],
                )
        })
}

/// The token behind "on Monday", "last week", ", " and the like that start at token `at`.
fn over_time(block: &Block<'_>, mut at: usize, end: usize) -> usize {
    while at < end {
        let Some(token) = block.tokens.get(at) else {
            break;
        };
        let day = |at: usize| {
            block
                .tokens
                .get(at)
                .is_some_and(|token| token.class.is(lexicon::WEEKDAY) && token.is_capital())
        };
        let relative = token.class.is(lexicon::RELATIVE)
            && is_any(block, at, &["yesterday", "today", "tonight"]);
        if day(at) || relative || matches!(block.word(at), "," | ":") {
            at += 1;
        } else if is_any(block, at, &["on", "last", "late", "early"]) && day(at + 1)
            || token.class.is(lexicon::RELATIVE)
                && is_any(
                    block,
                    at + 1,
                    &["week", "month", "year", "night", "morning"],
                )
        {
            at += 2;
        } else if is_any(block, at, &["night", "morning", "evening", "afternoon"])
            && at > 0
            && day(at - 1)
        {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Whether a clause with its own subject and verb starts at token `at`.
fn is_clause(block: &Block<'_>, at: usize, end: usize) -> bool {
    let pronoun = is_any(
        block,
        at,
        &["he", "she", "they", "it", "there", "we", "i", "you"],
    );
    pronoun
        || (at + 1..end.min(at + 16))
            .take_while(|&at| !matches!(block.word(at), "," | ";" | "." | ":"))
            .any(|at| {
                block
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.class.is(lexicon::AUXILIARY))
            })
}

/// The last token of a content that starts at token `start` in a sentence whose last token is `last`. It ends
/// where another clause or another cue starts; what stands in quotation marks (`inside`) is never cut.
pub fn end(
    block: &Block<'_>,
    start: usize,
    last: usize,
    cues: &[Cue],
    inside: &[bool],
    relative: bool,
) -> usize {
    let mut cue = cues.partition_point(|cue| cue.tokens.0 < start);
    for at in start + 1..last.min(start + LONGEST) {
        if inside.get(at).copied().unwrap_or(false) {
            continue;
        }
        while cues.get(cue).is_some_and(|cue| cue.tokens.0 <= at) {
            cue += 1;
        }
        let word = block.word(at);
        if word == ";" {
            return at - 1;
        }
        let comma = word == "," || is_dash(block, at);
        if relative && comma {
            return at - 1;
        }
        let next = at + usize::from(comma);
        // The next words belong to a cue: "…, and Roe said", "… but added", "…, adding".
        let coordinated = is_any(block, next, &["and", "but", "while", "whereas"]);
        let upcoming = cues.get(cue).filter(|cue| {
            cue.kind != CueKind::Of
                && cue.source.is_some()
                && !inside.get(cue.tokens.0).copied().unwrap_or(false)
        });
        if let Some(other) = upcoming {
            let first = other.first().max(at);
            let shared = other.tokens.0 <= next + 3 && other.first() < start;
            if coordinated
                && !block.is(next + 1, "that")
                && (first == next + 1 || shared)
                && !block.is(other.tokens.1, "think")
            {
                return at - 1;
            }
            if comma
                && other.tokens.0 == next
                && (block.word(next).ends_with("ing") || other.kind == CueKind::AccordingTo)
            {
                return at - 1;
            }
        }
        if comma
            && at > start + 2
            && !block.is(next + 1, "that")
            && is_any(
                block,
                next,
                &[
                    "but", "which", "while", "though", "although", "despite", "compared",
                    "whereas", "where",
                ],
            )
        {
            return at - 1;
        }
    }
    last
}

/// A dash that stands between words.
pub fn is_dash(block: &Block<'_>, at: usize) -> bool {
    match block.word(at) {
        "—" | "–" => true,
        "-" => !block.is_glued(at),
        _ => false,
    }
}

/// Whether token `at` is one of `words`. Kept in one place, for the many lists would grow the program.
#[inline(never)]
pub fn is_any(block: &Block<'_>, at: usize, words: &[&str]) -> bool {
    let word = block.word(at);
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}
