//! One amount in two units: "225 km (135 miles)". Currencies are left alone, since their rates are not known.

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Figure, Scene};
use super::word;
use crate::lex::convert;
use crate::lex::unit::{self, Unit};
use crate::report::{CheckKind, Value};
use crate::text::{Block, word};

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    for (at, one) in scene.figures.iter().enumerate() {
        if let (Some(block), Some(other)) = (scene.block(one), scene.near(at, 1)) {
            found.extend(pair(scene, block, at, one, other));
        }
    }
}

fn pair(
    scene: &Scene<'_>,
    block: &Block<'_>,
    at: usize,
    one: &Figure<'_>,
    other: &Figure<'_>,
) -> Option<Finding> {
    let next = one.last + 1;
    let bracket = block.is(next, word!("("))
        && other.first == next + 1
        && block.is(other.last + 1, word!(")"));
    let or =
        block.is(next, word!(",")) && block.is(next + 1, word!("or")) && other.first == next + 2;
    // "10 km, or 3 miles more than before"
    let apart = [
        "more", "less", "further", "farther", "longer", "shorter", "fewer", "if", "with", "a",
    ];
    let or = or && !word::is(block.word(other.last + 1), &apart);
    if !bracket && !or || one.is("currency") || one.quantity.dimension != other.quantity.dimension {
        return None;
    }
    // "6 feet 2 inches (1.88 m)" is one height in two numbers.
    let compound = scene.near(at, -1).is_some_and(|before| {
        before.quantity.dimension == one.quantity.dimension && before.last + 2 >= one.first
    }) || scene.near(at, 2).is_some_and(|after| {
        after.quantity.dimension == one.quantity.dimension && after.first <= other.last + 2
    });
    let unit_one = unit::named(one.quantity.unit.as_deref()?)?;
    let unit_other = unit::named(other.quantity.unit.as_deref()?)?;
    if compound || unit_one == unit_other || one.bound != other.bound && !one.is_closed() {
        return None;
    }
    let pairs = match (one.quantity.value, other.quantity.value) {
        (Value::One(_), Value::One(_)) => vec![(one.interval, other.interval)],
        (Value::Range(a, b), Value::Range(c, d)) => vec![
            (Interval::around(a, 0.02), Interval::around(c, 0.02)),
            (Interval::around(b, 0.02), Interval::around(d, 0.02)),
        ],
        _ => return None,
    };
    let (mut agree, mut rise) = (true, false);
    for (from, to) in pairs {
        let found = converted(from, unit_one, unit_other)?;
        // Whoever rounds a rounded number goes wrong by a hundredth.
        let meets = |found: Interval| {
            let slack = found.low.abs().max(found.high.abs()) * 0.012;
            found.widened(slack).meets(to)
        };
        // "a rise of 2°C (3.6°F)" is no temperature but a difference of two.
        let apart = difference(from, unit_one, unit_other);
        rise |= !meets(found) && apart.is_some_and(meets);
        agree &= meets(found) || rise;
    }
    if !agree && (is_ambiguous(unit_one) || is_ambiguous(unit_other)) {
        return None;
    }
    let exactly = Interval::exactly(one.value);
    let middle = if rise {
        difference(exactly, unit_one, unit_other)?.low
    } else {
        converted(exactly, unit_one, unit_other)?.low
    };
    let sum = if matches!(one.quantity.value, Value::One(_)) {
        // As many digits as the text has, so that a reader compares like with like.
        let digits = print::digits(scene, other).max(3);
        let (shown, _) = print::like_with(scene, other, middle, digits);
        format!(
            "{} ≈ {shown}; the text says {}",
            print::figure(scene, one),
            print::figure(scene, other)
        )
    } else {
        let Value::Range(low, high) = one.quantity.value else {
            return None;
        };
        let shown = |value: f64| {
            converted(Interval::exactly(value), unit_one, unit_other)
                .map(|found| print::significant(found.low, 3).0)
        };
        format!(
            "{} ≈ {} to {} {}; the text says {}",
            print::figure(scene, one),
            shown(low)?,
            shown(high)?,
            unit_other.name,
            print::figure(scene, other)
        )
    };
    Some(Finding::compared(
        CheckKind::Units,
        agree,
        &[one, other],
        sum,
    ))
}

/// Units that are not the same everywhere or in every trade: they may hold, and are never said to differ.
fn is_ambiguous(unit: &Unit) -> bool {
    [
        "ton",
        "gallon",
        "pint",
        "quart",
        "fluid ounce",
        "ounce",
        "calorie",
        "kilocalorie",
        "barrel",
        "horsepower",
        "metric horsepower",
        "brake horsepower",
    ]
    .contains(&unit.name)
}

/// A difference of temperatures in the other unit.
fn difference(amount: Interval, from: &Unit, to: &Unit) -> Option<Interval> {
    if from.dimension != "temperature" || from.name == to.name {
        return None;
    }
    Some(Interval {
        low: convert::convert_change(amount.low, from, to)?,
        high: convert::convert_change(amount.high, from, to)?,
    })
}

/// `amount` of one unit in another of the same dimension.
fn converted(amount: Interval, from: &Unit, to: &Unit) -> Option<Interval> {
    Some(Interval {
        low: convert::convert(amount.low, from, to)?,
        high: convert::convert(amount.high, from, to)?,
    })
}
