//! What is called larger or smaller, or so many times as large: "smaller than the €140 billion", "twice as large as
//! the €130 million", "€60 million, 20% more than the €50 million".

use super::antecedent;
use super::change::loosely;
use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Figure, Scene};
use super::word;
use crate::report::CheckKind;
use crate::text::{Block, Kind, lexicon, pieces, word, words};

/// How far before the amount compared with its "than" may stand.
const REACH: usize = 5;

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    for (at, figure) in scene.figures.iter().enumerate() {
        let Some(block) = scene.block(figure) else {
            continue;
        };
        if figure.is_times() {
            found.extend(times(scene, block, at, figure));
        } else if figure.is_percent() {
            found.extend(percent_more(scene, block, at, figure));
        } else if figure.is_amount() && figure.is_closed() {
            found.extend(size(scene, block, at, figure));
        }
    }
}

/// Which way a comparative goes.
fn sense(word: &str) -> Option<f64> {
    if word::is(word, word::LARGER) {
        Some(1.0)
    } else if word::is(word, word::SMALLER) {
        Some(-1.0)
    } else {
        None
    }
}

/// The token before the "than", "as" or nothing that stands with a determiner before `figure`.
fn before_determiner(block: &Block<'_>, figure: &Figure<'_>) -> Option<usize> {
    let mut at = figure.first.checked_sub(1)?;
    let mut definite = false;
    for _ in 0..REACH {
        let token = block.tokens.get(at)?;
        let light =
            token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE) || token.kind == Kind::Clitic;
        definite |= light;
        // "last year’s €5m"
        let possessor = token.kind == Kind::Word && block.kind(at + 1) == Some(Kind::Clitic);
        let named = possessor || block.is(at, word!("last")) && definite;
        if !light && !named {
            return definite.then_some(at);
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// What is compared with figure `at`: an amount before `end` in the same sentence, or the one that "the loan" there
/// stands for. The second tells whether it may be said to differ.
fn compared<'s, 'a>(
    scene: &'s Scene<'a>,
    block: &Block<'_>,
    at: usize,
    end: usize,
    with: &Figure<'_>,
) -> Option<(&'s Figure<'a>, bool)> {
    let mut noun = end;
    // "is", "was almost", "would be"
    let mut linked = false;
    while block.tokens.get(noun).is_some_and(|token| {
        token.class.is(lexicon::AUXILIARY | lexicon::HEDGE)
            || block.is_any(
                noun,
                words!["much", "far", "slightly", "even", "still", "well"],
            )
            || block.ends(noun, "ly") && token.kind == Kind::Word
    }) {
        linked |= block.has(noun, lexicon::AUXILIARY);
        noun = noun.checked_sub(1)?;
    }
    if let Some(figure) = scene.near(at, -1)
        && figure.last <= noun
    {
        let apart = noun - figure.last;
        let direct = apart == 0 && linked || apart == 1 && block.is(noun, word!(","));
        // "the €90 billion loan is smaller than"
        let named = linked && apart <= 2 && word::is(block.word(noun), word::MONEY);
        // "At €240 million, the package is"
        let opened = linked
            && figure
                .first
                .checked_sub(1)
                .is_some_and(|before| block.is(before, word!("at")))
            && block.is(figure.last + 1, word!(","))
            && apart <= 5;
        let good = (direct || named || opened) && figure.is_like(with);
        return (good && figure.is_closed()).then_some((figure, true));
    }
    if !linked {
        return None;
    }
    let words = antecedent::money(block, noun)?;
    let found = antecedent::resolve(scene, at, &words, with.quantity.currency)?;
    scene
        .figures
        .get(found.figure)
        .map(|figure| (figure, found.named))
}

/// "smaller than the €140 billion"
fn size(scene: &Scene<'_>, block: &Block<'_>, at: usize, with: &Figure<'_>) -> Option<Finding> {
    let than = before_determiner(block, with)?;
    if !block.is(than, word!("than")) {
        return None;
    }
    let comparative = than.checked_sub(1)?;
    let sense = sense(block.word(comparative))?;
    let end = comparative.checked_sub(1)?;
    let (one, sure) = compared(scene, block, at, end, with)?;
    let apart = one.interval.minus(with.interval);
    let agree = if sense > 0.0 {
        apart.high > 0.0
    } else {
        apart.low < 0.0
    };
    let against = if sense > 0.0 {
        apart.high < 0.0
    } else {
        apart.low > 0.0
    };
    // Figures that print alike say nothing.
    let clear = (one.value - with.value) * sense > 0.0;
    let says = if against { sure } else { agree && clear };
    if !says {
        return None;
    }
    let mark = if one.value > with.value { ">" } else { "<" };
    let sum = format!(
        "{} {mark} {}{}",
        print::figure(scene, one),
        print::figure(scene, with),
        if against {
            format!("; the text says {}", block.word(comparative))
        } else {
            String::new()
        }
    );
    Some(Finding::compared(
        CheckKind::Comparison,
        !against,
        &[one, with],
        sum,
    ))
}

/// "almost twice as large as the €130 million", "three times the €5m"
fn times(scene: &Scene<'_>, block: &Block<'_>, at: usize, times: &Figure<'_>) -> Option<Finding> {
    let with = scene.near(at, 1)?;
    let next = times.last + 1;
    let (behind, more) = if block.is(next, word!("as"))
        && word::is(block.word(next + 1), word::SIZE)
        && block.is(next + 2, word!("as"))
    {
        (next + 3, false)
    } else if sense(block.word(next)) == Some(1.0) && block.is(next + 1, word!("than")) {
        (next + 2, true)
    } else if block.is(next, word!("the")) {
        (next, false)
    } else {
        return None;
    };
    let light = with.first >= behind
        && with.first - behind <= 3
        && (behind..with.first).all(|at| {
            block.tokens.get(at).is_some_and(|token| {
                token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE)
                    || token.kind == Kind::Clitic
            })
        });
    let sized = with.is_amount() || with.quantity.dimension.is_none() && with.value > 0.0;
    if !light || !with.is_closed() || !sized {
        return None;
    }
    let end = times.first.checked_sub(1)?;
    let (one, sure) = compared(scene, block, at, end, with)?;
    let ratio = one.interval.over(with.interval);
    let loose = loosely(times);
    // "three times more than" is four times to some.
    let agree = ratio.meets(loose) || more && ratio.minus(Interval::exactly(1.0)).meets(loose);
    if !agree && !sure {
        return None;
    }
    let said: Vec<&str> = scene
        .claims
        .get(times.claim)
        .map(|claim| claim.span.of(scene.text).split_whitespace().collect())
        .unwrap_or_default();
    let (shown, rounded) = print::significant(one.value / with.value, 2);
    let sum = format!(
        "{} / {} {} {shown}; the text says {}",
        print::figure(scene, one),
        print::figure(scene, with),
        print::equals(rounded, &[one, with]),
        pieces::joined(&said, " ")
    );
    Some(Finding::compared(
        CheckKind::Multiple,
        agree,
        &[one, with, times],
        sum,
    ))
}

/// "€60 million, 20% more than the €50 million"
fn percent_more(
    scene: &Scene<'_>,
    block: &Block<'_>,
    at: usize,
    percent: &Figure<'_>,
) -> Option<Finding> {
    let with = scene.near(at, 1)?;
    let comparative = percent.last + 1;
    let sense = sense(block.word(comparative))?;
    let than = before_determiner(block, with)?;
    let sized = with.is_amount() || with.quantity.dimension.is_none() && with.value > 0.0;
    let closed = percent.is_closed() && with.is_closed() && sized;
    if than != comparative + 1 || !block.is(than, word!("than")) || !closed {
        return None;
    }
    let factor = 1.0 + sense * percent.value / 100.0;
    let end = percent.first.checked_sub(1)?;
    if let Some((one, sure)) = compared(scene, block, at, end, with) {
        let change = one
            .interval
            .over(with.interval)
            .minus(Interval::exactly(1.0))
            .times(Interval::exactly(100.0 * sense));
        let agree = change.meets(percent.interval.widened(percent.interval.half()));
        if !agree && !sure {
            return None;
        }
        let (a, b) = (print::figure(scene, one), print::figure(scene, with));
        let (shown, rounded) = print::significant((one.value / with.value - 1.0) * 100.0, 3);
        let equals = print::equals(rounded, &[one, with]);
        let sum = format!(
            "({a} − {b}) / {b} {equals} {shown}%; the text says {} {}",
            print::figure(scene, percent),
            block.word(comparative)
        );
        return Some(Finding::compared(
            CheckKind::Comparison,
            agree,
            &[one, with, percent],
            sum,
        ));
    }
    if factor <= 0.0 {
        return None;
    }
    let value = with.value * factor;
    let (shown, rounded) = print::like(scene, with, value);
    let figures = [percent, with];
    let sum = format!(
        "{} × {} {} {shown}",
        print::decimal(factor, 5),
        print::figure(scene, with),
        print::equals(rounded, &figures)
    );
    Some(Finding::implied(
        CheckKind::Comparison,
        value,
        with,
        &figures,
        sum,
    ))
}
