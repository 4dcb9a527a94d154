//! Changes: by how much, from what, to what. "rose 3% to 45 from 43.7", "from €48m to €31m, a fall of 35%",
//! "doubled from 5 to 10", "up 3 percentage points to 15%".

mod ends;
mod start;

use self::ends::{Ends, pair};
use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Bound, Figure, Scene};
use super::word;
use crate::report::{CheckKind, Modifier};
use crate::text::{Block, Kind, lexicon, pieces, word, words};

/// The most tokens between two numbers of one change.
const APART: usize = 9;

/// Everything that is said of changes.
pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    let mut at = 0;
    while at < scene.figures.len() {
        match pair(scene, at) {
            Some(ends) => {
                found.extend(with_both_ends(scene, &ends));
                at = ends.last + 1;
            }
            None => {
                found.extend(start::with_one_end(scene, at));
                at += 1;
            }
        }
    }
}

/// Which way the change goes that the figure states, where it says so: by its modifier, or by the noun behind it
/// ("a 63% dip").
fn direction(block: &Block<'_>, figure: &Figure<'_>) -> Option<f64> {
    match figure.quantity.modifier {
        Modifier::Up => Some(1.0),
        Modifier::Down => Some(-1.0),
        _ => {
            let behind = block.tokens.get(figure.last + 1)?.class;
            let noun = behind.is(lexicon::CHANGE_NOUN);
            let up = behind.is(lexicon::RISE).then_some(1.0);
            let down = behind.is(lexicon::FALL).then_some(-1.0);
            up.or(down).filter(|_| noun)
        }
    }
}

/// Rates of one currency in another run both ways, and losses grow downwards: nothing is said of them.
fn is_silent(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    let unit = figure.quantity.unit.as_deref().unwrap_or_default();
    let currencies = ["dollar", "euro", "pound", "yen", "greenback", "yuan"];
    let rate = pieces::parted(unit, "per ")
        .is_some_and(|(_, per)| currencies.iter().any(|name| per.starts_with(name)));
    let to_currency =
        (figure.last + 1..figure.last + 4).any(|at| word::is(block.word(at), &currencies));
    let Some(sentence) = block.sentences.get(figure.sentence) else {
        return true;
    };
    let from = sentence.tokens.start.max(figure.first.saturating_sub(40));
    // A percentage of a deficit is a percentage all the same.
    let signed = !figure.is("share")
        && (from..figure.last + 12).any(|at| word::is(block.word(at), word::SIGNED));
    rate || to_currency || signed || figure.is("age") || figure.value < 0.0
}

fn with_both_ends(scene: &Scene<'_>, ends: &Ends) -> Option<Finding> {
    let (from, to) = (scene.figures.get(ends.from)?, scene.figures.get(ends.to)?);
    let block = scene.block(from)?;
    if !from.is_closed() || !to.is_closed() || is_silent(block, from) || is_silent(block, to) {
        return None;
    }
    if from.value <= 0.0 || is_year(from) || is_year(to) {
        return None;
    }
    let difference = to.interval.minus(from.interval);
    let ratio = to.interval.over(from.interval);
    let stated = ends.stated.and_then(|stated| scene.figures.get(stated));
    // "3% a year" is none of the whole time.
    if stated.is_some_and(|stated| is_rate(block, stated)) {
        return None;
    }
    let (a, b) = (print::figure(scene, from), print::figure(scene, to));
    let Some(stated) = stated else {
        // "14%, compared with 76% for the other" is no change.
        return (ends.moved || is_of_then(block, from, to))
            .then(|| implied_change(scene, from, to))
            .flatten();
    };
    let said = stated_text(scene, stated);
    let figures = [from, to, stated];
    if stated.is("ratio") {
        let loose = loosely(stated);
        let (shown, rounded) = print::significant(to.value / from.value, 3);
        let equals = print::equals(rounded, &[from, to]);
        let sum = format!("{b} / {a} {equals} {shown}; the text says {said}");
        return Some(Finding::compared(
            CheckKind::Multiple,
            ratio.meets(loose),
            &figures,
            sum,
        ));
    }
    let sign = direction(block, stated);
    let shares = from.is_share() && to.is_share();
    if shares && (stated.is_percent() || stated.is_points()) {
        return points(scene, from, to, stated, difference, ratio);
    }
    if stated.is_share() {
        let said_percent = stated.fraction_interval().times(Interval::exactly(100.0));
        let change = ratio
            .minus(Interval::exactly(1.0))
            .times(Interval::exactly(100.0));
        let agree = compare(change, stated, said_percent, sign)
            .filter(|agree| *agree || !is_of_other_times(block, from, to, stated));
        return agree.map(|agree| {
            let percent = (to.value / from.value - 1.0) * 100.0;
            let (percent, rounded) = signed(percent);
            let sum = format!(
                "({b} − {a}) / {a} {} {percent}%; the text says {said}",
                print::equals(rounded, &figures)
            );
            Finding::compared(CheckKind::Change, agree, &figures, sum)
        });
    }
    if stated.same_unit(from) {
        return compare(difference, stated, stated.interval, sign).map(|agree| {
            let (shown, rounded) = print::like(scene, from, to.value - from.value);
            let sum = format!(
                "{b} − {a} {} {shown}; the text says {said}",
                print::equals(rounded, &figures)
            );
            Finding::compared(CheckKind::Change, agree, &figures, sum)
        });
    }
    None
}

/// Whether the stated change is one for each year or month.
fn is_rate(block: &Block<'_>, stated: &Figure<'_>) -> bool {
    let each = ["annually", "yearly", "monthly", "each", "every", "per"];
    let period = ["year", "month", "week", "day", "quarter"];
    let unit = stated.quantity.unit.as_deref().unwrap_or_default();
    let next = stated.last + 1;
    pieces::has(unit, "per ")
        || word::is(block.word(next), &each)
        || block.is_any(next, words!["a", "an"]) && word::is(block.word(next + 1), &period)
}

/// Whether a change that does not fit may be of another time than its ends: "fell 2% to 5,400 from a record high of
/// 5,800", "fell 2% to 5,400, down from 5,800".
fn is_of_other_times(
    block: &Block<'_>,
    from: &Figure<'_>,
    to: &Figure<'_>,
    stated: &Figure<'_>,
) -> bool {
    let (first, last) = (from.first.min(to.first), from.last.max(to.last));
    let start = first.min(stated.first).saturating_sub(3);
    let extreme = (start..last + 3).any(|at| word::is(block.word(at), word::EXTREME));
    let aside = stated.first < to.first
        && to.first < from.first
        && (to.last + 1..from.first).any(|at| block.is(at, word!(",")));
    extreme || aside
}

/// Whether a computed change agrees with the stated one; `None` where the stated one is open and may agree.
///
/// One more half step is granted: the ends are often rounded on their own.
fn compare(
    change: Interval,
    stated: &Figure<'_>,
    said: Interval,
    sign: Option<f64>,
) -> Option<bool> {
    let size = said.widened(said.half());
    let meets = |sign: f64| change.meets(size.times(Interval::exactly(sign)));
    let agree = sign.map_or_else(|| meets(1.0) || meets(-1.0), meets);
    match stated.bound {
        Bound::Exact | Bound::About => Some(agree),
        _ if agree => Some(true),
        _ => None,
    }
}

/// A change between two percentages, which "percent" may measure in points or in percent of the first.
fn points(
    scene: &Scene<'_>,
    from: &Figure<'_>,
    to: &Figure<'_>,
    stated: &Figure<'_>,
    difference: Interval,
    ratio: Interval,
) -> Option<Finding> {
    if !from.is_percent()
        || !to.is_percent()
        || stated.quantity.unit.as_deref() == Some("basis point")
    {
        return None;
    }
    let sign = direction(scene.block(stated)?, stated);
    let relative = ratio
        .minus(Interval::exactly(1.0))
        .times(Interval::exactly(100.0));
    let in_points = compare(difference, stated, stated.interval, sign)?;
    let figures = [from, to, stated];
    let (a, b) = (print::figure(scene, from), print::figure(scene, to));
    let said = stated_text(scene, stated);
    let apart = in_points_text(scene, from, to);
    let sum = format!("{b} − {a} = {apart} percentage points");
    if stated.is_points() {
        let sum = format!("{sum}; the text says {said}");
        return Some(Finding::compared(
            CheckKind::Points,
            in_points,
            &figures,
            sum,
        ));
    }
    let in_percent = compare(relative, stated, stated.interval, sign)?;
    let percent = signed((to.value / from.value - 1.0) * 100.0).0;
    let sum = format!("{sum}, which is {percent}% of {a}; the text says {said}");
    // Where rounding allows both, the nearer one is meant.
    let size = |value: f64| (value.abs() - stated.value).abs();
    let percent_off = size((to.value / from.value - 1.0) * 100.0);
    let meant_points =
        size(to.value - from.value) < percent_off && percent_off > 1.5 * stated.interval.half();
    match (in_points, in_percent && !(in_points && meant_points)) {
        (_, true) => Some(Finding::compared(CheckKind::Points, true, &figures, sum)),
        (true, false) => Some(Finding::compared(CheckKind::Points, false, &figures, sum)),
        // Neither: what changed is something else.
        (false, false) => None,
    }
}

/// What a change says that names both ends and not how much.
fn implied_change(scene: &Scene<'_>, from: &Figure<'_>, to: &Figure<'_>) -> Option<Finding> {
    let (a, b) = (print::figure(scene, from), print::figure(scene, to));
    let figures = [from, to];
    if from.is_share() {
        if !from.is_percent() {
            return None;
        }
        let apart = to.value - from.value;
        let sum = format!(
            "{b} − {a} {} {} percentage points",
            print::equals(false, &figures),
            in_points_text(scene, from, to)
        );
        let mut finding = Finding::implied_percent(CheckKind::Points, apart, &figures, sum);
        finding.unit = Some("percentage point".into());
        return Some(finding);
    }
    // "from two to three" needs no sum.
    let small = from.is("count") && from.value.max(to.value) < 10.0;
    // Points of a poll are no amount, points of an index are.
    let polled = from.quantity.unit.as_deref() == Some("point") && from.value < 1000.0;
    if small || polled || from.is("time") || from.is_points() || from.value == to.value {
        return None;
    }
    let percent = (to.value / from.value - 1.0) * 100.0;
    let (shown, rounded) = signed(percent);
    let sum = format!(
        "({b} − {a}) / {a} {} {shown}%",
        print::equals(rounded, &figures)
    );
    Some(Finding::implied_percent(
        CheckKind::Change,
        percent,
        &figures,
        sum,
    ))
}

/// What "doubled" may stand for.
pub fn loosely(times: &Figure<'_>) -> Interval {
    let value = times.value;
    let of = |low: f64, high: f64| Interval {
        low: value * low,
        high: value * high,
    };
    match times.bound {
        Bound::Exact => of(0.92, 1.12),
        Bound::About => of(0.8, 1.2),
        Bound::AtMost => of(0.75, 1.02),
        Bound::AtLeast => of(0.98, 1.6),
    }
}

/// Whether the words around the first end say that it is of an earlier time: "a year earlier", "in 2014", "prior
/// guidance of".
fn is_of_then(block: &Block<'_>, figure: &Figure<'_>, other: &Figure<'_>) -> bool {
    let before = other.last + 1..figure.first;
    let prior = before.len() <= APART
        && before
            .into_iter()
            .any(|at| word::is(block.word(at), word::EARLIER));
    prior
        || (figure.last + 1..figure.last + 6)
            .take_while(|&at| !block.is_any(at, words![",", ".", ";"]))
            .any(|at| {
                let year = block.kind(at) == Some(Kind::Number) && block.word(at).len() == 4;
                year || word::is(block.word(at), word::EARLIER)
            })
}

/// A bare number that may be a year.
fn is_year(figure: &Figure<'_>) -> bool {
    figure.quantity.unit.is_none()
        && figure.numeral.len() == 4
        && figure.value.fract() == 0.0
        && (1400.0..2200.0).contains(&figure.value)
}

/// The points between two percentages, with their sign and as many decimals as they have.
fn in_points_text(scene: &Scene<'_>, from: &Figure<'_>, to: &Figure<'_>) -> String {
    let apart = to.value - from.value;
    let places = print::decimals(scene, from).max(print::decimals(scene, to));
    let plus = if apart > 0.0 { "+" } else { "" };
    format!("{plus}{}", print::decimal(apart, places))
}

/// With its sign and at most one decimal, and whether it was rounded.
fn signed(value: f64) -> (String, bool) {
    let short = (value * 10.0).round() / 10.0;
    let plus = if short > 0.0 { "+" } else { "" };
    (
        format!("{plus}{}", print::decimal(short, 1)),
        (short - value).abs() > 1e-9 * value.abs(),
    )
}

/// "up 3%", "a fall of 35%" in short: what the text says.
fn stated_text(scene: &Scene<'_>, stated: &Figure<'_>) -> String {
    let hedge = print::hedge(scene, stated);
    let way = match stated.quantity.modifier {
        _ if stated.is("ratio") => "",
        Modifier::Up => "up ",
        Modifier::Down => "down ",
        _ => "",
    };
    format!("{way}{hedge}{}", print::figure(scene, stated))
}
