//! Rises and falls: which way the number moved, and multiples ("doubled", "tenfold").

use super::plain;
use crate::detect::QuantityMention;
use crate::report::Modifier;
use crate::text::{Block, Kind, lexicon, word, words};

/// How far before a number its change verb may stand, in tokens.
const REACH: usize = 6;

/// How far before "to" its "from" may stand, in tokens.
const OPENED: usize = 10;

/// Which way a number moved.
#[derive(Clone, Copy, Debug)]
pub struct Direction {
    /// `Up` or `Down`.
    pub modifier: Modifier,
    /// Whether the word says so of measures only: "lost 3%", but not "lost 3 games".
    pub weak: bool,
}

/// The direction in the class of token `at`.
fn class(block: &Block<'_>, at: usize) -> Option<Modifier> {
    let token = block.tokens.get(at)?;
    if token.class.is(lexicon::RISE) {
        Some(Modifier::Up)
    } else if token.class.is(lexicon::FALL) {
        Some(Modifier::Down)
    } else {
        None
    }
}

/// The direction that the words before token `start` give the number there: "rose 3%", "down by some 5%",
/// "fell from 48%". A number after "to" is where it ended, not by how much it moved.
pub fn direction(block: &Block<'_>, start: usize) -> Option<Direction> {
    for back in 1..=REACH {
        let at = start.checked_sub(back)?;
        if let Some(modifier) = class(block, at) {
            // "up to 5" is a limit, and "increase of" needs its "of" or "by".
            let weak = block.has(at, lexicon::WEAK_CHANGE);
            // "added a 30 degree turn" adds the turn.
            if weak && block.is_any(at + 1, words!["a", "an"]) {
                return None;
            }
            return Some(Direction { modifier, weak });
        }
        if block.is(at, word!("by"))
            && at
                .checked_sub(1)
                .is_some_and(|verb| class(block, verb).is_none())
        {
            return with_object(block, at).map(|modifier| Direction {
                modifier,
                weak: false,
            });
        }
        if block.is(at, word!("from")) {
            return from(block, at).map(|modifier| Direction {
                modifier,
                weak: false,
            });
        }
        if block.is(at, word!("to")) {
            let ended = opened(block, at).or_else(|| ended(block, at));
            return ended.map(|modifier| Direction {
                modifier,
                weak: false,
            });
        }
        let through = block.is_any(
            at,
            words![
                "by",
                "only",
                "just",
                "another",
                "further",
                "a",
                "an",
                "about",
                "around",
                "nearly",
                "almost",
                "some",
                "roughly",
                "approximately",
                "more",
                "than",
                "over",
                "of",
                "as",
                "much",
                "least",
                "at",
                "slightly",
                "under",
            ],
        ) || {
            let word = block.word(at);
            word.len() > 4 && (word.ends_with("ly") || word.eq_ignore_ascii_case("sharply"))
        };
        // "at least" leads on, "up at 96" does not.
        if !through || (block.is(at, word!("at")) && !block.is(at + 1, word!("least"))) {
            return None;
        }
    }
    None
}

/// The direction of "fell from" whose "from" is token `at`.
fn from(block: &Block<'_>, at: usize) -> Option<Modifier> {
    // "78 per cent, up from 50": the number is where it came from.
    let verb = at.checked_sub(1)?;
    if block.is_any(verb, words!["up", "down"]) {
        // "revised down from 1,405 to 1,139" has both ends.
        let both = (at + 2..at + REACH).any(|to| {
            block.is(to, word!("to"))
                && (block.kind(to + 1) == Some(Kind::Number)
                    || block.kind(to + 2) == Some(Kind::Number))
        });
        return both.then(|| class(block, verb)).flatten();
    }
    // "a 16 percent rise from 636 tons" is one from there, unless it says where to.
    let noun = block.has(verb, lexicon::CHANGE_NOUN)
        && verb.checked_sub(1).is_some_and(|before| {
            block.is_any(before, words!["%"])
                || block.tokens.get(before).is_some_and(|before| {
                    before
                        .class
                        .is(lexicon::UNIT_WORD | lexicon::DETERMINER | lexicon::UNIT_PHRASE)
                })
        });
    if noun && !(at + 2..at + REACH).any(|to| block.is(to, word!("to"))) {
        return None;
    }
    // "cut spending on river works from €48m to €31m"
    class(block, verb).or_else(|| with_object(block, at))
}

/// "expected to grow sales by 35%": the verb before the object before "by" at token `at`.
fn with_object(block: &Block<'_>, at: usize) -> Option<Modifier> {
    (1..=8)
        .filter_map(|back| at.checked_sub(back))
        .take_while(|&at| matches!(block.kind(at), Some(Kind::Word | Kind::Quote)))
        .find_map(|at| {
            // "raised the fee by a third"; without "by", what is raised is money.
            let raised = block
                .is_any(at, words!["raised", "raise", "raises", "raising", "lifted"])
                .then_some(Modifier::Up);
            raised
                .or_else(|| class(block, at))
                .filter(|_| !block.is(at, word!("up")) && !block.is(at, word!("down")))
        })
}

/// The direction of "fell from 48% to 45%" whose "to" is token `at`.
fn opened(block: &Block<'_>, at: usize) -> Option<Modifier> {
    (2..=OPENED)
        .filter_map(|back| at.checked_sub(back))
        .find(|&at| block.is(at, word!("from")))
        .and_then(|at| from(block, at))
}

/// The direction of "fell to 49.5" whose "to" is token `at`: the verb right before, with nothing said of by how much.
fn ended(block: &Block<'_>, at: usize) -> Option<Modifier> {
    let verb = at.checked_sub(1)?;
    let verb = match block.ends(verb, "ly") {
        true => verb.checked_sub(1)?,
        false => verb,
    };
    let token = block.tokens.get(verb)?;
    let noun = token.class.is(lexicon::CHANGE_NOUN)
        && verb.checked_sub(1).is_some_and(|before| {
            block.tokens.get(before).is_some_and(|before| {
                before
                    .class
                    .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::AUXILIARY)
            })
        });
    let planned = block.is(verb.wrapping_sub(1), word!("to"));
    if noun || planned || block.is(verb, word!("up")) {
        return None;
    }
    class(block, verb)
        .filter(|sign| *sign == Modifier::Down || !token.class.is(lexicon::WEAK_CHANGE))
}

/// Whether the number at token `first` stands behind "fell from" and the like, so that "to" gives its other end.
pub fn is_from(block: &Block<'_>, first: usize) -> bool {
    (1..=4)
        .filter_map(|back| first.checked_sub(back))
        .any(|at| {
            block.is(at, word!("from"))
                && (1..=3)
                    .filter_map(|back| at.checked_sub(back))
                    .any(|at| class(block, at).is_some())
        })
}

/// "doubled", "halved", "tenfold", "three times": a ratio said in a word, and the token after it.
pub fn multiple(block: &Block<'_>, at: usize) -> Option<(QuantityMention, usize)> {
    let token = block.tokens.get(at)?;
    if token.kind != Kind::Word || !token.class.is(lexicon::MULTIPLE) {
        return None;
    }
    let word = block.word(at).to_ascii_lowercase();
    let (value, modifier) = match word.as_str() {
        // "twice as large as", "twice the price"; "twice" alone counts how often.
        "twice" if block.is_any(at + 1, words!["as", "the"]) => (2.0, Modifier::Exact),
        "thrice" if block.is(at + 1, word!("as")) => (3.0, Modifier::Exact),
        "doubled" | "doubling" => (2.0, Modifier::Up),
        "tripled" | "trebled" => (3.0, Modifier::Up),
        "quadrupled" => (4.0, Modifier::Up),
        "quintupled" => (5.0, Modifier::Up),
        "halved" => (0.5, Modifier::Down),
        "twofold" => (2.0, Modifier::Up),
        "threefold" => (3.0, Modifier::Up),
        "fourfold" => (4.0, Modifier::Up),
        "fivefold" => (5.0, Modifier::Up),
        "sixfold" => (6.0, Modifier::Up),
        "sevenfold" => (7.0, Modifier::Up),
        "eightfold" => (8.0, Modifier::Up),
        "ninefold" => (9.0, Modifier::Up),
        "tenfold" => (10.0, Modifier::Up),
        "hundredfold" => (100.0, Modifier::Up),
        _ => return None,
    };
    // "more than doubled" is hedged upward, "doubled down" and "doubled up" are no ratios.
    if block.is_any(at + 1, words!["down", "up"])
        || (block.is(at + 1, word!("as")) && !word.starts_with('t'))
    {
        return None;
    }
    let hedge = super::modifier::before(block, at);
    let first = hedge.as_ref().map_or(at, |hedge| hedge.first);
    let modifier = match (modifier, hedge) {
        (Modifier::Exact, Some(hedge)) => hedge.sign,
        _ => modifier,
    };
    let mut mention = plain(block.span(first, at), value, "times", modifier);
    mention.numeral = block.span(at, at);
    mention.measured = super::measured::subject(block, first);
    Some((mention, at + 1))
}
