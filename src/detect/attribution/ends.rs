//! Where a content may end: at the end that the rules find, at its sentence’s, or at one of the first commas and dashes
//! between. Which of them it is, is weighed.

use super::Tokens;
use super::content::{self, Opening};
use super::indirect::Signs;
use super::weigh::{Feature, Features};
use crate::text::{Block, Kind, Known, Token, lexicon, word, words};

/// How many commas and dashes are looked at.
const CUTS: usize = 4;
/// How many words that may say when or where it was said are looked at.
const TAILS: usize = 3;
/// The tokens within which they are looked for.
pub const REACH: usize = 60;
/// The fewest tokens before one.
const SHORTEST: usize = 2;

/// Adds to `ends` those that the content which starts at token `start` may have. `ruled` is the one that the rules find,
/// `last` the last token of the sentence. At most two more than [`CUTS`] and [`TAILS`].
pub fn ends(
    block: &Block<'_>,
    start: usize,
    ruled: usize,
    last: usize,
    inside: &[bool],
    ends: &mut Vec<usize>,
) {
    ends.push(ruled);
    let stop = last.min(start + content::LONGEST);
    let reach = start + SHORTEST..stop.min(start + REACH);
    let looked_at = |kind: Kind| {
        let tokens = block.tokens.get(reach.clone()).unwrap_or_default();
        let places = reach.clone().zip(tokens);
        places.filter_map(move |(at, token)| {
            let free = token.kind == kind && !inside.get(at).copied().unwrap_or(false);
            free.then_some((at, token))
        })
    };
    let cuts = looked_at(Kind::Other)
        .filter(|(at, token)| token.is_any(words![",", ";"]) || content::is_dash(block, *at))
        .take(CUTS)
        .map(|(at, _)| at - 1);
    ends.extend(cuts.filter(|end| *end != ruled));
    // "called for calm after the vote", "called for calm in a statement"
    let tails = looked_at(Kind::Word)
        .filter(|(at, token)| is_tail(block, *at, token))
        .take(TAILS)
        .map(|(at, _)| at - 1);
    for end in tails {
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    if !ends.contains(&stop) {
        ends.push(stop);
    }
}

/// What is seen where the content from token `first` to token `end` ends; `opening` is how it opens, `ruled` the end that
/// the rules find, `last` the last token of the sentence, `signs` what stands where in the content.
pub fn add_features(
    block: &Block<'_>,
    (first, end): Tokens,
    opening: Opening,
    ruled: usize,
    last: usize,
    signs: &Signs,
    features: &mut Features,
) {
    use Feature as F;
    features.add_if(end == ruled, F::EndRuled);
    let rest = last.saturating_sub(end);
    if rest <= 1 {
        features.add(match opening {
            Opening::Clause => F::EndWholeClause,
            Opening::Bare => F::EndWholeBare,
            Opening::Infinitive => F::EndWholeInfinitive,
            Opening::Noun | Opening::Phrase => F::EndWholeNoun,
        });
        return;
    }
    let mark = end + 1;
    let cut = block.is(mark, word!(",")) || content::is_dash(block, mark);
    features.add_if(block.is(mark, word!(",")), F::EndComma);
    features.add_if(content::is_dash(block, mark), F::EndDash);
    if cut {
        features.add(match opening {
            Opening::Clause => F::EndCutClause,
            Opening::Bare => F::EndCutBare,
            Opening::Infinitive => F::EndCutInfinitive,
            Opening::Noun | Opening::Phrase => F::EndCutNoun,
        });
    }
    if !cut {
        features.add(match opening {
            Opening::Clause => F::EndTailClause,
            Opening::Bare => F::EndTailBare,
            Opening::Infinitive => F::EndTailInfinitive,
            Opening::Noun | Opening::Phrase => F::EndTailNoun,
        });
    }
    let comma = signs.comma < end && signs.comma < first + REACH;
    features.add_if(comma, F::EndLater);
    features.add(match rest {
        0..=6 => F::RestShort,
        7..=14 => F::RestMiddle,
        _ => F::RestLong,
    });
    // "that the mill (, which was old, would close)": a subject without its verb.
    let start = first + usize::from(opening == Opening::Clause);
    let verb = signs.verb <= end && signs.verb < start + REACH;
    features.add_if(!verb && needs_verb(opening), F::EndNoVerb);
    let next = mark + usize::from(cut);
    let word = |words: &[Known]| block.is_any(next, words);
    let Some(token) = block.tokens.get(next) else {
        return;
    };
    let after = next + 1;
    features.add(match () {
        () if word(words!["but", "yet"]) => F::NextBut,
        () if word(words!["and", "or", "nor"]) => {
            if block.is_any(after, words!["that", "whether", "how"]) {
                F::NextAndThat
            } else if block
                .tokens
                .get(after)
                .is_some_and(|token| token.class.is(lexicon::PRONOUN) || token.is_capital())
            {
                F::NextAndSubject
            } else if is_verb(block, after) || block.ends(after, "ed") {
                F::NextAndVerb
            } else {
                F::NextAnd
            }
        }
        () if word(words![
            "while", "whereas", "though", "although", "despite", "however", "compared",
        ]) =>
        {
            F::NextWhile
        }
        () if word(words!["which", "where", "whose"]) => F::NextWhich,
        () if word(words!["who"]) => F::NextWho,
        () if word(words!["that"]) => F::NextThat,
        () if word(words!["a", "an", "one", "something"]) => F::NextArticle,
        () if word(words!["the", "this", "these"]) => F::NextThe,
        () if word(words!["after", "before", "since", "during"]) => F::NextAfter,
        () if word(words!["as"]) => F::NextAs,
        () if word(words!["when", "if", "because", "unless", "until", "so"]) => F::NextWhen,
        () if block.ends(next, "ing") => F::NextIng,
        () if block.is_any(
            next,
            words!["he", "she", "they", "it", "we", "there", "i", "you"],
        ) =>
        {
            F::NextPronoun
        }
        () if is_verb(block, next) => F::NextVerb,
        () if block.ends(next, "ed") => F::NextEd,
        () if token.class.is(lexicon::PREPOSITION) => F::NextPreposition,
        () if token.is_capital() => F::NextCapital,
        () if token.kind == Kind::Number => F::NextNumber,
        () => F::NextOther,
    });
    // Another mark of the same kind behind: what stands between them is put in.
    let known = block
        .tokens
        .get(mark)
        .map_or(Known::NONE, |mark| mark.known);
    let again = || (next..last.min(next + 24)).any(|at| block.is(at, known));
    features.add_if(cut && again(), F::EndPair);
}

/// Whether a content that opens so is a clause, which has to have a verb.
pub fn needs_verb(opening: Opening) -> bool {
    matches!(opening, Opening::Clause | Opening::Bare)
}

/// Whether a verb that is surely one stands at token `at`, in a clause whose subject starts at token `start`.
pub fn is_sure_verb(block: &Block<'_>, start: usize, at: usize) -> bool {
    at >= start
        && (is_verb(block, at)
            || block.ends(at, "ed")
            || at == start + 1 && block.kind(at) == Some(Kind::Clitic))
}

/// Whether words open at token `at` that may say when or where it was said.
fn is_tail(block: &Block<'_>, at: usize, token: &Token) -> bool {
    // Most words are of neither class.
    if !token.class.is(lexicon::PREPOSITION | lexicon::CONJUNCTION) {
        return false;
    }
    if token.is_any(words![
        "after", "before", "during", "since", "when", "while", "as", "because", "if",
    ]) {
        return true;
    }
    let day = token.is(word!("on")) && block.has(at + 1, lexicon::WEEKDAY);
    day || token.is_any(words!["in", "at", "on"])
        && (at + 1..at + 4).any(|at| {
            block.is_any(
                at,
                words![
                    "statement",
                    "interview",
                    "speech",
                    "tweet",
                    "letter",
                    "email",
                    "call",
                    "debate",
                    "rally",
                    "hearing",
                    "conference",
                    "forum",
                    "post",
                    "video",
                    "ad",
                    "twitter",
                    "facebook",
                    "year",
                    "month",
                    "week",
                ],
            )
        })
}

fn is_verb(block: &Block<'_>, at: usize) -> bool {
    let token = block.tokens.get(at);
    token.is_some_and(|token| token.class.is(lexicon::AUXILIARY) || content::is_past(token))
}

#[cfg(test)]
mod tests {
    use super::is_tail;
    use crate::text::Block;

    #[test]
    fn what_opens_a_tail_is_of_the_classes_that_are_asked_first() {
        let open = |words: &str| {
            let block = Block::parse(words);
            let token = block.tokens.first();
            token.is_some_and(|token| is_tail(&block, 0, token))
        };
        let alone = "after before during since when while as because if";
        assert!(alone.split(' ').all(open));
        assert!(
            ["in a speech", "at a rally", "on Monday"]
                .into_iter()
                .all(open)
        );
    }
}
