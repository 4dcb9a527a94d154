//! What is attributed: where a cue's content starts and where it ends.

use super::cue::{Cue, CueKind};
use super::{rank, source};
use crate::text::{Block, Kind, Token, lexicon, word, words};

/// The most tokens between a cue and the "that" that opens its content.
const REACH: usize = 14;

/// The most tokens of a content. Hardly a sentence that is read has as many; a block of nothing but cues would else give
/// each of them all that follows.
pub const LONGEST: usize = 160;

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
    // Most cues are plain verbs, which stand in none of the lists of verbs here.
    let special = !rank::is_plain(block, cue);
    let person = special && takes_person(block, cue);
    // "pledged a deal that": behind a noun "that" belongs to the noun, unless the noun is who listens.
    let leads = person
        || special && block.is_any(cue.tokens.0, words!["told", "tells", "tell", "telling"])
        || block.tokens.get(after).is_some_and(|next| {
            next.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::WEEKDAY
                | lexicon::RELATIVE)
                || !next.class.is(lexicon::DETERMINER) && block.ends(after, "ly")
                || next.is(word!(","))
                || next.is_any(words!["that", "how", "what", "why", "which", "who", "when"])
        });
    if leads && let Some(at) = opener(block, after, end) {
        return (at, Opening::Clause);
    }
    let mut at = after;
    let mut listener = None;
    if person && let Some((_, last)) = source::after(block, at).filter(|(_, last)| *last < end) {
        listener = Some(at);
        at = last + 1;
    }
    at = over_time(block, at, end);
    let hangs = matches!(cue.kind, CueKind::Of | CueKind::Noun | CueKind::Asked)
        || special
            && block.is_any(
                cue.tokens.0,
                words![
                    "responded",
                    "respond",
                    "responding",
                    "pointed",
                    "points",
                    "pointing",
                    "point",
                    "commented",
                    "comment",
                    "commenting",
                    "tweeted",
                    "complained",
                ],
            );
    if hangs {
        // "called for", "accused Roe of": the preposition is the cue's.
        while at < end
            && at < after + 2
            && block.is_any(
                at,
                words!["for", "of", "to", "on", "about", "against", "as"],
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
    if block.is(at, word!("to"))
        && verb
        && let Some(listener) = listener
        && !block.is(cue.tokens.0, word!("promised"))
    {
        return (listener, Opening::Infinitive);
    }
    let opening = if block.is(at, word!("to")) && verb {
        Opening::Infinitive
    } else if token.class.is(lexicon::PREPOSITION) && !token.is_capital() && !is_hedge(block, at) {
        // "said in the interview he had left": a subject pronoun opens the clause.
        if let Some(subject) = (at..end.min(at + 9))
            .take_while(|&at| !block.is(at, word!(",")))
            .find(|&at| is_subject(block, at))
        {
            return (subject, Opening::Bare);
        }
        Opening::Phrase
    } else if is_clause(block, at, end) {
        Opening::Bare
    } else if at > after && block.is(at - 1, word!(",")) {
        // "said on Monday, a month after the storm": when it was, not what was said.
        Opening::Phrase
    } else {
        Opening::Noun
    };
    (at, opening)
}

/// "about half", "around 40", "more than": no preposition before a number.
fn is_hedge(block: &Block<'_>, at: usize) -> bool {
    if block.is(at, word!("at")) && block.is_any(at + 1, words!["least", "most"]) {
        return true;
    }
    block.has(at, lexicon::HEDGE)
        && (block.kind(at + 1) == Some(Kind::Number)
            || block.is_any(at + 1, words!["half", "one", "two", "three", "a", "all"]))
}

/// The "that" or "whether" that opens a content behind token `after`.
fn opener(block: &Block<'_>, after: usize, end: usize) -> Option<usize> {
    let mut commas = 0;
    for at in after..end.min(after + REACH) {
        if block.is_any(at, words!["that", "whether"])
            || at == after
                && block.is_any(
                    at,
                    words!["how", "what", "why", "if", "where", "when", "which", "who"],
                )
        {
            // "said that night": a determiner before the noun of a time.
            return Some(at);
        }
        let Some(token) = block.tokens.get(at) else {
            continue;
        };
        commas += usize::from(token.is(word!(",")));
        let verb = token.class.is(lexicon::AUXILIARY | lexicon::SPEECH) && !token.is_capital();
        let ends = match token.kind {
            Kind::Other => token.is_any(words![".", ";", ":", "—"]),
            _ => token.is_any(words!["he", "she", "they", "who", "which"]),
        };
        if commas > 1 || verb || ends {
            return None;
        }
    }
    None
}

/// "told reporters", "reminded the board": verbs that name who listens.
fn takes_person(block: &Block<'_>, cue: &Cue) -> bool {
    !cue.inverted
        && block.is_any(
            cue.tokens.0,
            words![
                "told", "tells", "tell", "telling", "reminded", "assured", "informed", "warned",
                "asked", "urged", "promised",
            ],
        )
        && block.tokens.get(cue.last() + 1).is_some_and(|next| {
            next.class
                .is(lexicon::PRONOUN | lexicon::DETERMINER | lexicon::POSSESSIVE)
                || next.is_capital()
                || block.is_any(
                    cue.last() + 1,
                    words![
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
            && token.is_any(words!["yesterday", "today", "tonight"]);
        if day(at) || relative || token.is_any(words![",", ":"]) {
            at += 1;
        } else if day(at + 1) && token.is_any(words!["on", "last", "late", "early"])
            || token.class.is(lexicon::RELATIVE)
                && block.is_any(at + 1, words!["week", "month", "year", "night", "morning"])
        {
            at += 2;
        } else if at > 0
            && day(at - 1)
            && token.is_any(words!["night", "morning", "evening", "afternoon"])
        {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// "he", "they’d", "there’s": a pronoun that opens a clause, perhaps with its verb.
fn is_subject(block: &Block<'_>, at: usize) -> bool {
    let word = block.word(at).as_bytes();
    ["he", "she", "they", "it", "there"].iter().any(|pronoun| {
        word.split_at_checked(pronoun.len())
            .is_some_and(|(head, rest)| {
                head.eq_ignore_ascii_case(pronoun.as_bytes())
                    && (rest.is_empty()
                        || rest.starts_with(b"'")
                        || rest.starts_with("’".as_bytes()))
            })
    })
}

/// Pasts that are no participle: "output rose". They tell a clause from a phrase as an auxiliary does.
///
/// Their classes are asked first, since words of a sentence are seldom of one of these.
pub fn is_past(token: &Token) -> bool {
    token.class.is(lexicon::PAST_VERB | lexicon::FALL)
        && token.is_any(words![
            "rose", "fell", "grew", "sank", "went", "came", "took", "gave", "knew", "saw", "wrote",
            "began", "chose", "drove", "wore", "broke", "spoke", "became", "ran",
        ])
        // data/words.csv has it in neither class.
        || token.is(word!("drew"))
}

/// Whether a clause with its own subject and verb starts at token `at`.
fn is_clause(block: &Block<'_>, at: usize, end: usize) -> bool {
    is_subject(block, at)
        || block.is_any(at, words!["we", "i", "you"])
        || (at + 1..end.min(at + 16))
            .map_while(|at| block.tokens.get(at))
            .take_while(|token| {
                token.kind != Kind::Other || !token.is_any(words![",", ";", ".", ":"])
            })
            .any(|token| token.class.is(lexicon::AUXILIARY) || is_past(token))
}

/// Whether a content may end before `token`: one of the few marks and words that another clause starts with.
fn may_end(token: &Token) -> bool {
    match token.kind {
        Kind::Other => token.is_any(words![",", ";", "—", "–", "-"]),
        Kind::Word => token.is_any(words!["and", "but", "while", "whereas"]),
        _ => false,
    }
}

/// The last token of a content that starts at token `start` in a sentence whose last token is `last`. It ends
/// where another clause or another cue starts; what stands in quotation marks (`inside`) is never cut.
pub fn end(
    block: &Block<'_>,
    start: usize,
    last: usize,
    cues: &[Cue],
    inside: &[bool],
    closed: bool,
) -> usize {
    let mut cue = cues.partition_point(|cue| cue.tokens.0 < start);
    for at in start + 1..last.min(start + LONGEST) {
        let Some(token) = block.tokens.get(at) else {
            break;
        };
        if !may_end(token) || inside.get(at).copied().unwrap_or(false) {
            continue;
        }
        while cues.get(cue).is_some_and(|cue| cue.tokens.0 <= at) {
            cue += 1;
        }
        if token.is(word!(";")) {
            return at - 1;
        }
        let comma = token.is(word!(",")) || is_dash(block, at);
        if closed && comma {
            return at - 1;
        }
        let next = at + usize::from(comma);
        // The next words belong to a cue: "…, and Roe said", "… but added", "…, adding".
        let coordinated = block.is_any(next, words!["and", "but", "while", "whereas"]);
        let upcoming = cues.get(cue).filter(|cue| {
            (cue.kind != CueKind::Of || is_judging(block, cue))
                && cue.source.is_some()
                && !inside.get(cue.tokens.0).copied().unwrap_or(false)
        });
        if let Some(other) = upcoming {
            let first = other.first().max(at);
            let shared = other.tokens.0 <= next + 3 && other.first() < start;
            if coordinated
                && !block.is(next + 1, word!("that"))
                && (first == next + 1 || shared)
                && !block.is(other.tokens.1, word!("think"))
            {
                return at - 1;
            }
            if comma
                && other.tokens.0 == next
                && (block.ends(next, "ing") || other.kind == CueKind::AccordingTo)
            {
                return at - 1;
            }
        }
        if comma
            && at > start + 2
            && !block.is(next + 1, word!("that"))
            && block.is_any(
                next,
                words![
                    "but", "while", "though", "although", "despite", "compared", "whereas",
                    "however", "which", "where",
                ],
            )
        {
            return at - 1;
        }
        let even =
            block.is(next, word!("even")) && block.is_any(next + 1, words!["though", "as", "if"]);
        if comma
            && at > start + 2
            && (even
                || is_remark(block, next, last)
                || block.is(next, word!("who")) && is_final(block, next, last))
        {
            return at - 1;
        }
    }
    last.min(start + LONGEST)
}

/// Whether the cue’s clause depends on the one behind the next comma: "Roe, who said it was safe, left", "While Roe
/// said it was safe, Doe left".
pub fn is_closed(block: &Block<'_>, cue: &Cue) -> bool {
    let floor = block
        .sentences
        .get(cue.sentence)
        .map_or(0, |sentence| sentence.tokens.start);
    let first = cue.first();
    let depends = !cue.inverted
        && first < floor + 6
        && first.checked_sub(1).is_some_and(|before| {
            before >= floor
                && block.is_any(
                    before,
                    words![
                        "while", "although", "though", "when", "as", "after", "before", "if",
                        "since", "because", "once", "whereas",
                    ],
                )
        })
        && !(floor..first).any(|at| block.is(at, word!(",")));
    cue.relative || depends || cue.kind == CueKind::Asked
}

/// "and she accused Doe": a cue that blames or praises starts a clause of its own as one of speech does.
fn is_judging(block: &Block<'_>, cue: &Cue) -> bool {
    block.has(cue.tokens.0, lexicon::SPEECH_OF)
}

/// Whether no comma closes the clause at token `first` before the sentence’s token `last`: "Doe, who left, won" goes on.
fn is_final(block: &Block<'_>, first: usize, last: usize) -> bool {
    !(first..last.min(first + 24)).any(|at| block.is(at, word!(",")))
}

/// Whether a remark of the writer’s starts at token `first` and ends the sentence at token `last`: ", a plan that
/// few support".
fn is_remark(block: &Block<'_>, first: usize, last: usize) -> bool {
    block.is_any(first, words!["a", "an"])
        && last > first + 3
        && last < first + 40
        && (first + 1..last).all(|at| {
            !(block.is(at, word!(","))
                || block.is_any(at, words!["and", "or"])
                    && block.is_any(at + 1, words!["a", "an", "the"]))
        })
}

/// A dash that stands between words.
pub fn is_dash(block: &Block<'_>, at: usize) -> bool {
    block.is_any(at, words!["—", "–"]) || block.is(at, word!("-")) && !block.is_glued(at)
}

#[cfg(test)]
mod tests {
    use super::is_past;
    use crate::text::Block;

    #[test]
    fn all_pasts_are_of_the_classes_that_are_asked_first() {
        let pasts = "rose fell grew sank went came took gave knew saw wrote began chose drove wore broke spoke became ran drew";
        let block = Block::parse(pasts);
        assert_eq!(block.tokens.len(), 20);
        assert!(block.tokens.iter().all(is_past));
    }
}
