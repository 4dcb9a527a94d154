//! Some of a number of things: "four of her 11 employees", "12 of the 20 seats (60%)", "of the 40 ships, 12 sank".

use super::follows;
use crate::check::finding::Finding;
use crate::check::print;
use crate::check::scene::{Figure, Scene};
use crate::report::CheckKind;
use crate::text::{Block, Kind, lexicon, word, words};

/// What is said of the count `part` or, where it opens the sentence, of the whole.
pub fn check(
    scene: &Scene<'_>,
    block: &Block<'_>,
    at: usize,
    figure: &Figure<'_>,
) -> Option<Finding> {
    some_of(scene, block, at, figure).or_else(|| of_them(scene, block, at, figure))
}

/// "four of her 11 employees", "12 of the 20 seats (60%)".
fn some_of(scene: &Scene<'_>, block: &Block<'_>, at: usize, part: &Figure<'_>) -> Option<Finding> {
    let whole = scene.near(at, 1)?;
    let of = part.numeral_last + 1;
    let listed = part.last < whole.first || part.numeral_last < whole.first;
    if !block.is(of, word!("of"))
        || !listed
        || !whole.is("count")
        || whole.is_times()
        || part.is_times()
    {
        return None;
    }
    let definite = (of + 1..whole.first).any(|at| {
        block.tokens.get(at).is_some_and(|token| {
            token.class.is(lexicon::POSSESSIVE)
                || block.is(at, word!("the"))
                || token.kind == Kind::Clitic
        })
    });
    let all = follows(block, of, whole.first) && part.is_closed() && whole.is_closed();
    let sensible = part.value >= 2.0 && whole.value > part.value && whole.value >= 5.0;
    if !definite || !all || !sensible {
        return None;
    }
    let percent = part.value / whole.value * 100.0;
    let (shown, rounded) = print::significant(percent, 2);
    let (a, b) = (print::bare(scene, part), print::bare(scene, whole));
    // "12 of the 20 seats, or 60%"
    let stated = scene.near(at, 2).filter(|stated| {
        let apart = stated.first.saturating_sub(whole.last + 1);
        let said = stated
            .first
            .checked_sub(1)
            .is_some_and(|before| block.is_any(before, words!["or", "("]));
        // "(70% of the value)" is a share of something else.
        let other = block.is(stated.last + 1, word!("of"));
        stated.is_share() && said && !other && apart <= 3 && stated.is_closed()
    });
    if let Some(stated) = stated {
        let ratio = part.interval_of_count().over(whole.interval_of_count());
        let figures = [part, whole, stated];
        let sum = format!(
            "{a} / {b} {} {shown}%; the text says {}",
            print::equals(rounded, &figures),
            print::figure(scene, stated)
        );
        let agree = stated.fraction_interval().meets(ratio);
        return Some(Finding::compared(CheckKind::Share, agree, &figures, sum));
    }
    let figures = [part, whole];
    let sum = format!("{a} / {b} {} {shown}%", print::equals(rounded, &figures));
    Some(Finding::implied_percent(
        CheckKind::Share,
        percent,
        &figures,
        sum,
    ))
}

/// "Of the 40 ships, 12 sank"
fn of_them(scene: &Scene<'_>, block: &Block<'_>, at: usize, whole: &Figure<'_>) -> Option<Finding> {
    let part = scene.near(at, 1)?;
    let of = whole.first.checked_sub(2)?;
    let opens = block.is(of, word!("of")) && block.is_any(of + 1, words!["the", "its"]);
    let first = block.sentences.get(whole.sentence)?.tokens.start == of;
    let comma = block.is(whole.last + 1, word!(",")) && part.first == whole.last + 2;
    let counts = part.is("count") || part.quantity.dimension.is_none();
    let sensible = part.value >= 2.0 && whole.value > part.value && whole.value >= 5.0;
    if !opens || !first || !comma || !counts || !sensible || !part.is_closed() || !whole.is_closed()
    {
        return None;
    }
    let percent = part.value / whole.value * 100.0;
    let (shown, rounded) = print::significant(percent, 2);
    let figures = [part, whole];
    let sum = format!(
        "{} / {} {} {shown}%",
        print::bare(scene, part),
        print::bare(scene, whole),
        print::equals(rounded, &figures)
    );
    Some(Finding::implied_percent(
        CheckKind::Share,
        percent,
        &figures,
        sum,
    ))
}
