//! A change and one of its ends: the other follows. "rose 3% to $45bn", "$45bn, up 3%", "doubled to 10".

use super::ends::{Role, gap, is_change, is_smooth, role};
use super::{direction, is_silent};
use crate::check::finding::Finding;
use crate::check::print;
use crate::check::scene::{Figure, Scene};
use crate::report::CheckKind;
use crate::text::{lexicon, words};

/// "rose 3% to $45bn", "$45bn, up 3%": what it was before. "doubled to 10" the same.
pub fn with_one_end(scene: &Scene<'_>, at: usize) -> Option<Finding> {
    let one = scene.figures.get(at)?;
    let block = scene.block(one)?;
    let two = scene.near(at, 1)?;
    let third = scene.near(at, 2);
    // An end that is said but was not understood must not be computed.
    let told = third.is_some_and(|third| role(block, third) == Role::From)
        || at > 0
            && scene
                .near(at, -1)
                .is_some_and(|before| role(block, before) == Role::From);
    if told {
        return None;
    }
    let to = |end: &Figure<'_>, change: &Figure<'_>| {
        let good = end.is_closed()
            && end.value > 0.0
            && !end.is("share")
            && !end.is("time")
            && !end.is("age")
            && !end.is("ratio")
            && end.quantity.dimension.is_some()
            && change.is_closed()
            && !is_silent(block, end)
            && !is_silent(block, change);
        good.then(|| before(scene, end, change)).flatten()
    };
    if is_change(block, one) {
        let direct = role(block, two) == Role::To
            && gap(one, two).is_some_and(|gap| gap <= 4)
            && is_smooth(block, one.last, two.first);
        if direct {
            return to(two, one);
        }
        return None;
    }
    let apart = gap(one, two)?;
    // "$45bn, up 3%", "$45bn, a 3% rise"
    let next = one.last + 2;
    let noun = (two.last + 1..two.last + 5).find(|&at| block.has(at, lexicon::CHANGE_NOUN));
    let turned = block.is_any(next, words!["up", "down"])
        || block.is_any(next, words!["a", "an"]) && noun == Some(two.last + 1);
    let aside = apart == 2
        && block.is_any(one.last + 1, words![",", "(", "—", "–"])
        && turned
        && two.is_percent();
    if aside && role(block, one) != Role::From {
        return to(one, two);
    }
    since(scene, one, two)
}

/// The value before a change that ended at `end`.
fn before(scene: &Scene<'_>, end: &Figure<'_>, change: &Figure<'_>) -> Option<Finding> {
    let figures = [end, change];
    let shown = print::figure(scene, end);
    let (value, how) = if change.is("ratio") {
        let value = end.value / change.value;
        (
            value,
            format!("{shown} / {}", print::decimal(change.value, 2)),
        )
    } else if change.is_percent() {
        let sign = direction(scene.block(change)?, change)?;
        let factor = 1.0 + sign * change.value / 100.0;
        if factor < 0.05 || change.value < 0.1 {
            return None;
        }
        (
            end.value / factor,
            format!("{shown} / {}", print::decimal(factor, 5)),
        )
    } else if change.same_unit(end) {
        let sign = direction(scene.block(change)?, change)?;
        let value = end.value - sign * change.value;
        let mark = if sign > 0.0 { "−" } else { "+" };
        (
            value,
            format!("{shown} {mark} {}", print::figure(scene, change)),
        )
    } else {
        return None;
    };
    if value <= 0.0 || (end.is("count") && end.value < 10.0) {
        return None;
    }
    let digits = print::digits(scene, end).max(3);
    let (before, rounded) = print::like_with(scene, end, value, digits);
    let kind = if change.is("ratio") {
        CheckKind::Multiple
    } else {
        CheckKind::Change
    };
    let rounded = rounded || change.is("ratio");
    let sum = format!("{how} {} {before} before", print::equals(rounded, &figures));
    Some(Finding::implied(kind, value, end, &figures, sum))
}

/// "at 5.6% before the flood, has doubled since": what it is now.
fn since(scene: &Scene<'_>, start: &Figure<'_>, change: &Figure<'_>) -> Option<Finding> {
    let block = scene.block(start)?;
    let before = start.first.checked_sub(1)?;
    let has = change.first.checked_sub(1)?;
    let placed = block.is_any(before, words!["at", "from"]);
    let now = block.is_any(has, words!["has", "have"]);
    let stands = start.is_amount() || start.is_percent();
    if !change.is("ratio")
        || !placed
        || !now
        || !start.is_closed()
        || !stands
        || !change.is_closed()
    {
        return None;
    }
    let value = start.value * change.value;
    let (shown, _) = print::like(scene, start, value);
    let sum = format!(
        "{} × {} ≈ {shown} now",
        print::decimal(change.value, 2),
        print::figure(scene, start)
    );
    Some(Finding::implied(
        CheckKind::Multiple,
        value,
        start,
        &[start, change],
        sum,
    ))
}
