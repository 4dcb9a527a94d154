//! A unit that is printed once for two numbers: "rose 64 points to 4,577", "from 24 to 33 billion euros",
//! "22 burglaries, compared with 20 a week earlier".

use std::borrow::Cow;

use super::opened_by;
use crate::detect::QuantityMention;
use crate::report::{Modifier, Value};
use crate::text::{Block, Known, case, lexicon, pieces, word, words};

/// The most tokens between two numbers that share a unit.
const REACH: usize = 24;

/// What ends right before the second number where it is put beside the first.
const BESIDE: [&[Known]; 10] = [
    words!["including"],
    words!["compared", "with"],
    words!["compared", "to"],
    words!["up", "from"],
    words!["down", "from"],
    words!["versus"],
    words!["vs"],
    words!["against"],
    words!["rather", "than"],
    words!["instead", "of"],
];

/// What stands between the amount of a change and the value that it ended at.
const ENDED: [&[Known]; 6] = [
    words!["to"],
    words!["to", "close", "at"],
    words!["to", "end", "at"],
    words!["to", "finish", "at"],
    words!["to", "settle", "at"],
    words!["to", "a", "record"],
];

/// Gives a number without unit that of the one before it, or the other way round.
pub fn unit(block: &Block<'_>, found: &mut [QuantityMention], mention: &mut QuantityMention) {
    shared_noun(block, found, mention);
    let Some((before, earlier)) = found.split_last_mut() else {
        return;
    };
    let after = block.token_at(before.span.end);
    let start = block.token_at(mention.span.start);
    let near = start >= after && start - after <= REACH;
    if !near || block.sentence_at(before.span.start) != block.sentence_at(mention.span.start) {
        return;
    }
    equivalent(block, before, mention, after, start);
    listed(block, before, mention, after, start);
    let opener = block.token_at(before.span.start);
    let from = block.is(opener.wrapping_sub(1), word!("from"))
        || opened_by(block, block.token_at(before.numeral.start), word!("from"));
    if lacks(before) {
        if from && block.is(after, word!("to")) && start == after + 1 {
            if !lacks(mention) {
                give(mention, before);
            }
            // "from 24 to 33 billion"
            if let Value::One(value) = before.value
                && before.scale == 1.0
                && mention.scale >= 1e6
                && value < 1e3
            {
                before.value = Value::One(value * mention.scale);
                before.scale = mention.scale;
            }
        }
        return;
    }
    // "from $0.23 per watt to $0.10"
    if from
        && block.is(start.wrapping_sub(1), word!("to"))
        && before.currency.is_some()
        && before.currency == mention.currency
        && before
            .unit
            .as_deref()
            .is_some_and(|unit| pieces::has(unit, " per "))
        && mention
            .unit
            .as_deref()
            .is_some_and(|unit| !pieces::has(unit, " per "))
    {
        mention.unit.clone_from(&before.unit);
    }
    let moved = matches!(before.modifier, Modifier::Up | Modifier::Down)
        && before.dimension != Some("share");
    // "14 people died and nearly 9,500 were driven from their homes"
    let verb = block.has(
        block.token_at(mention.span.end),
        lexicon::AUXILIARY | lexicon::PAST_VERB,
    );
    let singular = block.is_any(block.token_at(mention.span.end), words!["was", "is", "has"]);
    let joined = block.is_any(start.wrapping_sub(1), words!["and", "while", "but", ","]);
    if lacks(mention) && verb && !singular && joined && before.dimension == Some("count") {
        give(before, mention);
    }
    // What stands between them is of no interest where the second has its own unit, as most have.
    if !lacks(mention) {
        return;
    }
    let beside = BESIDE.iter().any(|words| ends_with(block, start, words));
    let ended = ENDED.iter().any(|words| ends_with(block, start, words));
    if beside || (ended && (from || moved)) {
        give(before, mention);
    }
    // "fell 102 points, or 0.4%, to 27,934"
    if let [.., points] = earlier
        && lacks(mention)
        && ended
        && block.is(after, word!(","))
        && points.unit.as_deref() == Some("point")
        && before.dimension == Some("share")
        && block.is(block.token_at(points.span.end) + 1, word!("or"))
    {
        give(points, mention);
        mention.measured = points.measured;
    }
    // "fell 0.03% to 1,463 points, while the other rose 0.1% to 1,333"
    let share = before.dimension == Some("share")
        && matches!(before.modifier, Modifier::Up | Modifier::Down);
    if let [.., change, value] = earlier
        && lacks(mention)
        && share
        && ended
        && change.dimension == Some("share")
        && matches!(change.modifier, Modifier::Up | Modifier::Down)
        && block.sentence_at(value.span.start) == block.sentence_at(mention.span.start)
        && !lacks(value)
    {
        give(value, mention);
    }
}

/// The most numbers that share one noun behind the last of them.
const SHARED: usize = 8;

/// "87 Danish, three Dutch and four Irish nurses": the noun behind the last is what all count.
fn shared_noun(block: &Block<'_>, found: &mut [QuantityMention], mention: &QuantityMention) {
    if mention.dimension != Some("count") {
        return;
    }
    let Some(head) = mention
        .unit
        .as_deref()
        .and_then(|unit| unit.split(' ').next_back())
        .filter(|head| !head.is_empty())
    else {
        return;
    };
    let mut next = block.token_at(mention.span.start);
    for before in found.iter_mut().rev().take(SHARED) {
        let at = block.token_at(before.span.end);
        let named = block.is_capital(at);
        let comma = block.is(at + 1, word!(","));
        let and = at + 1 + usize::from(comma);
        let joint = at + 1 + usize::from(comma) + usize::from(block.is(and, word!("and")));
        if !lacks(before) || before.unit.is_some() || !named || joint != next || joint == at + 1 {
            return;
        }
        before.unit = Some(Cow::Owned(format!(
            "{} {head}",
            case::lower(block.word(at))
        )));
        before.dimension = Some("count");
        next = block.token_at(before.span.start);
    }
}

/// "more than 100 km (60 miles)": the same amount in another unit has the same modifier.
fn equivalent(
    block: &Block<'_>,
    before: &QuantityMention,
    mention: &mut QuantityMention,
    after: usize,
    start: usize,
) {
    let bracket = block.is(after, word!("("))
        && start == after + 1
        && block.is(block.token_at(mention.span.end), word!(")"));
    let same = before.dimension.is_some() && before.dimension == mention.dimension;
    if bracket && same && before.unit != mention.unit {
        if mention.modifier == Modifier::Exact {
            mention.modifier = before.modifier;
        }
        mention.measured = before.measured;
    }
}

/// "rose 0.9% and 1.6%, respectively": what is said of the first of several numbers is said of all. "12 by 14 feet",
/// "10 and 15 tonnes": the unit of the last is that of all.
fn listed(
    block: &Block<'_>,
    before: &mut QuantityMention,
    mention: &mut QuantityMention,
    after: usize,
    start: usize,
) {
    let joint = start == after + 1 && block.is_any(after, words![",", "and", "or", "by", "x", "×"]);
    let both =
        start == after + 2 && block.is(after, word!(",")) && block.is(after + 1, word!("and"));
    // "fell 102 points, or 0.4%": the same fall in another unit.
    let restated =
        start == after + 2 && block.is(after, word!(",")) && block.is(after + 1, word!("or"));
    let moved = matches!(before.modifier, Modifier::Up | Modifier::Down);
    if restated
        && moved
        && mention.dimension == Some("share")
        && mention.modifier == Modifier::Exact
    {
        mention.modifier = before.modifier;
    }
    // "were down 2.3%, Burton by 2.6%"
    let behind_by = block.is(start.wrapping_sub(1), word!("by")) && start - after <= 6;
    let alike = before.dimension.is_some() && before.dimension == mention.dimension;
    if behind_by && moved && alike && mention.modifier == Modifier::Exact {
        mention.modifier = before.modifier;
    }
    if !(joint || both) {
        return;
    }
    let end = block.token_at(mention.span.end);
    let same = before.dimension.is_some() && before.dimension == mention.dimension;
    let respectively = (end..end + 8).any(|at| block.is(at, word!("respectively")));
    if same && respectively && mention.modifier == Modifier::Exact {
        mention.modifier = before.modifier;
    }
    let measured = !matches!(mention.dimension, None | Some("count" | "age" | "currency"));
    let plain = matches!(before.value, Value::One(_)) && before.span == before.numeral;
    let list = joint && !block.is(after, word!(","));
    if lacks(before) && before.unit.is_none() && measured && list && plain {
        give(mention, before);
    }
}

/// Whether the words right before token `start` are `words`.
fn ends_with(block: &Block<'_>, start: usize, words: &[Known]) -> bool {
    start
        .checked_sub(words.len())
        .is_some_and(|first| block.are(first, words))
}

/// Whether the number has no unit of its own, or only a "per" part.
fn lacks(mention: &QuantityMention) -> bool {
    match mention.unit.as_deref() {
        None => mention.dimension.is_none(),
        Some(unit) => unit.starts_with("per "),
    }
}

fn give(from: &QuantityMention, to: &mut QuantityMention) {
    let unit = from.unit.as_deref().unwrap_or_default();
    to.unit = Some(match to.unit.as_deref() {
        Some(per) if !pieces::has(unit, " per ") => Cow::Owned(format!("{unit} {per}")),
        _ => Cow::Owned(unit.to_owned()),
    });
    to.dimension = from.dimension;
    to.currency = from.currency;
}
