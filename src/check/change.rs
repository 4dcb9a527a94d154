//! Changes: by how much, from what, to what. "rose 3% to 45 from 43.7", "from €48m to €31m, a fall of 35%",
//! "doubled from 5 to 10", "up 3 percentage points to 15%".

use super::finding::Finding;
use super::interval::Interval;
use super::print;
use super::scene::{Bound, Figure, Scene};
use super::word;
use crate::report::{CheckKind, Modifier};
use crate::text::{Block, Kind, lexicon};

/// The most tokens between two numbers of one change.
const APART: usize = 9;
/// How far before a number its change verb is looked for.
const REACH: usize = 9;

/// What the words before a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    From,
    To,
    Other,
}

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
                found.extend(with_one_end(scene, at));
                at += 1;
            }
        }
    }
}

fn role(block: &Block<'_>, figure: &Figure<'_>) -> Role {
    let mut plain = true;
    // "5 million more" is no end of a change.
    let more = ["more", "fewer", "less"];
    if more
        .iter()
        .any(|word| block.is(figure.numeral_last + 1, word))
    {
        return Role::Other;
    }
    for back in 1..=6 {
        let Some(at) = figure.first.checked_sub(back) else {
            return Role::Other;
        };
        let Some(token) = block.tokens.get(at) else {
            return Role::Other;
        };
        if block.is(at, "from") {
            return Role::From;
        }
        if block.is(at, "to") || block.is(at, "with") {
            let beside = at
                .checked_sub(1)
                .is_some_and(|before| block.is(before, "compared"));
            return match (beside, block.is(at, "to") && plain) {
                (true, _) => Role::From,
                (false, true) => Role::To,
                (false, false) => Role::Other,
            };
        }
        if plain && word::is(block.word(at), word::BESIDE) {
            return Role::From;
        }
        let stops = token.class.is(lexicon::AUXILIARY
            | lexicon::PRONOUN
            | lexicon::CONJUNCTION
            | lexicon::RISE
            | lexicon::FALL);
        let joint = token.kind == Kind::Clitic || block.word(at) == "-";
        if stops && !token.class.is(lexicon::DETERMINER) || token.kind != Kind::Word && !joint {
            return Role::Other;
        }
        let light = token
            .class
            .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::HEDGE);
        plain &= light || block.is(at, "record");
    }
    Role::Other
}

/// Both ends of a change and how much the text says it was.
struct Ends {
    from: usize,
    to: usize,
    stated: Option<usize>,
    /// Whether something is said to have moved from one to the other, and not just to be compared with it.
    moved: bool,
    /// The last figure in it.
    last: usize,
}

/// The change whose "from" or whose first number is figure `at`.
fn pair(scene: &Scene<'_>, at: usize) -> Option<Ends> {
    let here = scene.figures.get(at)?;
    let block = scene.block(here)?;
    let stated_first = is_change(block, here);
    let first = at + usize::from(stated_first);
    let offset = |by: isize| scene.near(first, by);
    let one = offset(0)?;
    if stated_first && (one.passage != here.passage || one.sentence != here.sentence) {
        return None;
    }
    let open = if stated_first {
        gap(here, one).is_some_and(|gap| gap <= APART) && is_smooth(block, here.last, one.first)
    } else {
        true
    };
    if !open {
        return None;
    }
    let two = offset(1)?;
    // "to 45, up 3% from 43.7": the change stands between the ends.
    let between = is_change(block, two) && role(block, two) == Role::Other;
    let (other, index, middle) = match offset(2) {
        Some(three) if between && !stated_first => (three, first + 2, Some(first + 1)),
        _ if between => return None,
        _ => (two, first + 1, None),
    };
    if !one.same_unit(other) || gap(one, other)? > APART + if between { 6 } else { 0 } {
        return None;
    }
    let mut compared = false;
    let ends = match (role(block, one), role(block, other)) {
        (Role::From, Role::To) => {
            if !moved(block, one, stated_first) {
                return None;
            }
            (first, index)
        }
        (Role::To, Role::From) => (index, first),
        (Role::Other, Role::From) => {
            // "$1.1bn, up from $850m", "22, compared with 20"; but not "$5 in change from $10".
            let set = linked(block, one.last, other.first) || middle.is_some();
            if !set {
                return None;
            }
            compared = (one.last + 1..other.first).all(|at| !block.is(at, "from"));
            (index, first)
        }
        _ => return None,
    };
    let mut last = index;
    let stated = middle.or(stated_first.then_some(at)).or_else(|| {
        let behind = scene.near(index, 1)?;
        is_appended(block, other, behind).then(|| {
            last = index + 1;
            last
        })
    });
    Some(Ends {
        from: ends.0,
        to: ends.1,
        stated,
        moved: !compared,
        last,
    })
}

/// How many tokens stand between two figures.
fn gap(one: &Figure<'_>, other: &Figure<'_>) -> Option<usize> {
    other.first.checked_sub(one.last + 1)
}

/// Whether no clause ends between the tokens.
fn is_smooth(block: &Block<'_>, last: usize, first: usize) -> bool {
    (last + 1..first.min(last + 1 + APART)).all(|at| {
        let token = block.tokens.get(at);
        !matches!(block.word(at), "," | ";" | ":" | "(" | ")" | "—" | "–")
            && token.is_none_or(|token| !token.class.is(lexicon::CONJUNCTION))
    })
}

/// Whether "up from", "down from", "compared with" or the like stands between the tokens.
fn linked(block: &Block<'_>, last: usize, first: usize) -> bool {
    (last + 1..first.min(last + 1 + APART)).any(|at| {
        let next = block.is(at + 1, "from");
        (next && (block.is(at, "up") || block.is(at, "down")))
            || block.is(at, "compared")
            || word::is(block.word(at), word::BESIDE)
    }) && (last + 1..first).all(|at| block.word(at) != ";")
}

/// Whether a change verb stands before the figure, not too far.
fn moved(block: &Block<'_>, figure: &Figure<'_>, stated: bool) -> bool {
    stated
        || (1..=REACH)
            .filter_map(|back| figure.first.checked_sub(back))
            .take_while(|&at| !matches!(block.word(at), "." | ";" | ":"))
            .any(|at| {
                block.tokens.get(at).is_some_and(|token| {
                    token
                        .class
                        .is(lexicon::RISE | lexicon::FALL | lexicon::MULTIPLE)
                })
            })
}

/// Whether the figure says by how much something changed: "rose 3%", "a fall of 35%", "a 5% rise", "doubled".
fn is_change(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    if figure.is_range {
        return false;
    }
    let turned = matches!(figure.quantity.modifier, Modifier::Up | Modifier::Down);
    if figure.is("ratio") {
        return turned;
    }
    let class = |at: usize| {
        block
            .tokens
            .get(at)
            .map(|token| token.class)
            .unwrap_or_default()
    };
    let noun = class(figure.last + 1).is(lexicon::CHANGE_NOUN);
    let Some(before) = figure.first.checked_sub(1) else {
        return noun;
    };
    let by = block.is(before, "by") || block.is(before, "of");
    let at = if by {
        before.checked_sub(1)
    } else {
        Some(before)
    };
    let verb = at.is_some_and(|at| {
        class(at).is(lexicon::RISE | lexicon::FALL)
            && (!block.is(before, "of") || class(at).is(lexicon::CHANGE_NOUN))
    });
    // "grew sales by 35%" has its object before "by".
    verb || noun || (block.is(before, "by") && turned)
}

/// Whether `behind` says right after a pair by how much it changed: ", a fall of 35%", "(up 3%)", ", or 35%".
fn is_appended(block: &Block<'_>, last: &Figure<'_>, behind: &Figure<'_>) -> bool {
    let Some(apart) = gap(last, behind) else {
        return false;
    };
    if apart == 0 || apart > APART + 3 {
        return false;
    }
    let opener = (last.last + 1..behind.first)
        .find(|&at| matches!(block.word(at), "," | "(" | "—" | "–" | "-"));
    let Some(opener) = opener else { return false };
    let next = opener + 1;
    if behind.first == next {
        // "(35%)" or ", 35% more than"
        return block.word(opener) == "("
            && block.word(behind.last + 1) == ")"
            && behind.is_percent();
    }
    let direct = behind.first == next + 1
        && (block.is(next, "up") || block.is(next, "down") || block.is(next, "or"));
    let article = (block.is(next, "a") || block.is(next, "an")) && behind.first <= next + 4;
    (direct || article) && (is_change(block, behind) || block.is(next, "or"))
}

/// Which way the change goes that the figure states, where it says so.
fn direction(figure: &Figure<'_>) -> Option<f64> {
    match figure.quantity.modifier {
        Modifier::Up => Some(1.0),
        Modifier::Down => Some(-1.0),
        _ => None,
    }
}

/// Rates of one currency in another run both ways, and losses grow downwards: nothing is said of them.
fn is_silent(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    let unit = figure.quantity.unit.as_deref().unwrap_or_default();
    let currencies = ["dollar", "euro", "pound", "yen", "greenback", "yuan"];
    let rate = unit
        .split_once("per ")
        .is_some_and(|(_, per)| currencies.iter().any(|name| per.starts_with(name)));
    let to_currency = (figure.last + 1..figure.last + 4)
        .any(|at| currencies.iter().any(|name| block.is(at, name)));
    let Some(sentence) = block.sentences.get(figure.sentence) else {
        return true;
    };
    let from = sentence.tokens.start.max(figure.first.saturating_sub(40));
    let signed = (from..figure.last + 12).any(|at| word::is(block.word(at), word::SIGNED));
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
    let (a, b) = (print::figure(scene, from), print::figure(scene, to));
    let Some(stated) = stated else {
        // "14%, compared with 76% for the other" is no change.
        return (ends.moved || is_of_then(block, from))
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
    let sign = direction(stated);
    let shares = from.is_share() && to.is_share();
    if shares && (stated.is_percent() || stated.is_points()) {
        return points(scene, from, to, stated, difference, ratio);
    }
    if stated.is_share() {
        let said_percent = stated.fraction_interval().times(Interval::exactly(100.0));
        let change = ratio
            .minus(Interval::exactly(1.0))
            .times(Interval::exactly(100.0));
        return compare(change, stated, said_percent, sign).map(|agree| {
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
    let sign = direction(stated);
    let relative = ratio
        .minus(Interval::exactly(1.0))
        .times(Interval::exactly(100.0));
    let in_points = compare(difference, stated, stated.interval, sign)?;
    let figures = [from, to, stated];
    let (a, b) = (print::figure(scene, from), print::figure(scene, to));
    let said = stated_text(scene, stated);
    let apart = signed(to.value - from.value).0;
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
    match (in_points, in_percent) {
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
            signed(apart).0
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

/// "rose 3% to $45bn", "$45bn, up 3%": what it was before. "doubled to 10" the same.
fn with_one_end(scene: &Scene<'_>, at: usize) -> Option<Finding> {
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
    let aside = apart == 2
        && matches!(block.word(one.last + 1), "," | "(")
        && (block.is(one.last + 2, "up") || block.is(one.last + 2, "down"))
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
        let sign = direction(change)?;
        let factor = 1.0 + sign * change.value / 100.0;
        if factor < 0.05 || change.value < 0.5 {
            return None;
        }
        (
            end.value / factor,
            format!("{shown} / {}", print::decimal(factor, 5)),
        )
    } else if change.same_unit(end) {
        let sign = direction(change)?;
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
    let placed = block.is(before, "at") || block.is(before, "from");
    let now = block.is(has, "has") || block.is(has, "have");
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

/// Whether the words behind the figure say that it is of an earlier time: "a year earlier", "in 2014".
fn is_of_then(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    (figure.last + 1..figure.last + 6)
        .take_while(|&at| !matches!(block.word(at), "," | "." | ";"))
        .any(|at| {
            let year = block.kind(at) == Some(Kind::Number) && block.word(at).len() == 4;
            year || word::is(block.word(at), word::EARLIER)
        })
}

/// A bare number that may be a year.
fn is_year(figure: &Figure<'_>) -> bool {
    figure.quantity.unit.is_none()
        && figure.value.fract() == 0.0
        && (1400.0..2200.0).contains(&figure.value)
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
