//! Shares of a country's area or population as numbers, and back: 12% of a country's territory in square kilometres,
//! three million of its people in percent. The table is `data/nations.csv`.

use std::sync::LazyLock;

use super::finding::Finding;
use super::print;
use super::scene::{Figure, Scene};
use super::word;
use crate::lex::unit;
use crate::report::CheckKind;
use crate::text::lines::{lines, numbered};
use crate::text::{Block, Kind, case, lexicon, word, words};

/// One line of `data/nations.csv`.
struct Nation {
    name: &'static str,
    /// Square kilometres.
    area: f64,
    population: f64,
    /// Of the population.
    year: i32,
}

include!(concat!(env!("OUT_DIR"), "/nations.rs"));

static NATIONS: LazyLock<Vec<Nation>> = LazyLock::new(|| {
    let nation = |(((name, area), population), year)| Nation {
        name,
        area,
        population,
        year: i32::from(year),
    };
    let rows = lines(NATION_NAMES).into_iter().zip(AREAS);
    rows.zip(POPULATIONS).zip(YEARS).map(nation).collect()
});

/// Names in order, each with its number in `NAME_NATIONS`.
static NAMES: LazyLock<Vec<(&str, u16)>> = LazyLock::new(|| numbered(NAME_TEXTS, &NAME_NATIONS));

/// The most words of a country's name.
const WORDS: usize = 6;
/// Smaller groups of people are no share of a country that anybody would ask for.
const FEWEST: f64 = 0.01;
/// How far apart two figures of one size may be in the text and still be compared.
const TOLERANCE: f64 = 0.1;

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    for (at, figure) in scene.figures.iter().enumerate() {
        let Some(block) = scene.block(figure) else {
            continue;
        };
        if !figure.is_closed() || figure.value <= 0.0 {
            continue;
        }
        if figure.is_share() && figure.fraction() < 1.0 {
            found.extend(share(scene, block, at, figure));
        } else if figure.is("area") {
            found.extend(area(scene, block, at, figure));
        } else if figure.is("count") {
            found.extend(people(scene, block, figure));
        }
    }
}

/// What a share can be of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Area,
    Population,
}

/// The country whose name starts at token `at`, with the token after it, and whether it is the name of its people.
fn nation(block: &Block<'_>, at: usize) -> Option<(&'static Nation, usize, bool)> {
    if !block.tokens.get(at)?.is_capital() {
        return None;
    }
    (0..WORDS).rev().find_map(|more| {
        let last = at + more;
        block
            .tokens
            .get(last)
            .filter(|token| token.kind == Kind::Word)?;
        let name = case::lower(block.span(at, last).of(block.text));
        let index = NAMES
            .binary_search_by(|(known, _)| (*known).cmp(name.as_str()))
            .ok()?;
        let (_, of) = NAMES.get(index)?;
        let (nation, people) = (NATIONS.get(usize::from(of / 2))?, of % 2 == 1);
        // "us" is a country in capitals only.
        let capitals = block.word(at).len() > 3
            || block.tokens.get(at)?.case == crate::text::Case::Upper
            || more > 0;
        capitals.then_some((nation, last + 1, people))
    })
}

/// What stands behind "of" at token `of`; a bare country is its land where somebody holds it: "Ukrainian territory", "the country’s land" not, "the population of Ukraine".
fn whole(block: &Block<'_>, of: usize, held: bool) -> Option<(&'static Nation, Whole)> {
    let mut at = of + 1;
    while block.has(at, lexicon::DETERMINER) {
        at += 1;
    }
    let measure = |at: usize| {
        let mut at = at;
        if block.is_any(at, words!["total", "entire", "whole"]) {
            at += 1;
        }
        let which = if word::is(block.word(at), word::AREA) {
            Whole::Area
        } else if word::is(block.word(at), word::INHABITANTS) {
            Whole::Population
        } else {
            return None;
        };
        let area = block.is(at, word!("land")) && block.is(at + 1, word!("area"))
            || block.is(at, word!("land")) && block.is(at + 1, word!("mass"));
        Some((which, at + 1 + usize::from(area)))
    };
    if let Some((nation, next, are_people)) = nation(block, at) {
        if are_people {
            return ends(block, next).then_some((nation, Whole::Population));
        }
        // "holds a fifth of Ukraine"
        if held && ends(block, next) {
            return Some((nation, Whole::Area));
        }
        let next = next + usize::from(block.kind(next) == Some(Kind::Clitic));
        let (which, next) = measure(next)?;
        return ends(block, next).then_some((nation, which));
    }
    // "the territory of Ukraine"
    let (which, next) = measure(at)?;
    if !block.is(next, word!("of")) && !block.is(next, word!("in")) {
        return None;
    }
    let next = next + 1 + usize::from(block.is(next + 1, word!("the")));
    let (nation, next, people) = nation(block, next)?;
    (!people && ends(block, next)).then_some((nation, which))
}

/// Whether a noun phrase ends before token `at`: "Ukrainian land" is not the start of "Ukrainian land reform".
fn ends(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_none_or(|token| {
        token.kind != Kind::Word && token.kind != Kind::Clitic && !block.is(at, word!("-"))
            || token.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::PRONOUN
                | lexicon::DETERMINER
                | lexicon::RELATIVE
                | lexicon::PAST_VERB
                | lexicon::PLAIN_VERB)
            || token.kind == Kind::Word && block.ends(at, "ed")
    })
}

/// Whether the share is one of some people only: of those asked, of the richest, of those who live in a city.
fn is_narrowed(block: &Block<'_>, share: &Figure<'_>, of: usize) -> bool {
    let asked =
        (share.first.saturating_sub(20)..of + 20).any(|at| word::is(block.word(at), word::OPINION));
    let some = share
        .first
        .checked_sub(1)
        .is_some_and(|before| word::is(block.word(before), word::PART_OF));
    let behind = ["over", "under", "who", "between", "growth", "living", "in"];
    asked || some || (of + 1..of + 7).any(|at| word::is(block.word(at), &behind))
}

/// Whether the sentence speaks of a year too long ago for the table.
fn is_history(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    let sentence = figure.first.saturating_sub(40)..figure.last + 40;
    sentence.into_iter().any(|at| {
        block.kind(at) == Some(Kind::Number)
            && block.word(at).len() == 4
            && block
                .word(at)
                .parse::<u32>()
                .is_ok_and(|year| (1000..2000).contains(&year))
    })
}

fn share(scene: &Scene<'_>, block: &Block<'_>, at: usize, share: &Figure<'_>) -> Option<Finding> {
    let of =
        (share.numeral_last + 1..share.numeral_last + 4).find(|&at| block.is(at, word!("of")))?;
    let held = (share.first.saturating_sub(4)..share.first)
        .any(|at| word::is(block.word(at), word::OCCUPY));
    let (nation, which) = whole(block, of, held)?;
    if which == Whole::Population && (is_narrowed(block, share, of) || is_history(block, share)) {
        return None;
    }
    let (size, unit, year) = match which {
        Whole::Area => (nation.area, " km²", String::new()),
        Whole::Population => (nation.population, " people", format!(", {}", nation.year)),
    };
    let value = size * share.fraction();
    let (shown, _) = print::significant(value, if which == Whole::Area { 4 } else { 3 });
    let (of, _) = print::significant(size, if which == Whole::Area { 6 } else { 4 });
    // The number may stand beside it: "116,000 km2, or 19.3% of".
    let beside = [-1, 1]
        .into_iter()
        .filter_map(|by| scene.near(at, by))
        .find(|other| which == Whole::Area && other.is("area") && is_beside(block, other, share));
    if let Some(beside) = beside {
        let factor = unit::named(beside.quantity.unit.as_deref()?)?.factor / 1e6;
        let printed = beside.value * factor;
        let apart = (printed / value - 1.0).abs();
        // Between agreement and a gross difference nothing can be said of so rough a table.
        if apart > TOLERANCE && apart < 5.0 * TOLERANCE {
            return None;
        }
        let sum = format!(
            "{} × {of} km² ({}) ≈ {shown} km²; the text says {}",
            print::factor(scene, share).trim_matches(['(', ')']),
            nation.name,
            print::figure(scene, beside)
        );
        return Some(Finding::compared(
            CheckKind::Magnitude,
            apart <= TOLERANCE,
            &[share, beside],
            sum,
        ));
    }
    let sum = format!(
        "{} × {of}{unit} ({}{year}) ≈ {shown}{unit}",
        print::factor(scene, share).trim_matches(['(', ')']),
        nation.name
    );
    let mut finding = Finding::implied_percent(CheckKind::Magnitude, value, &[share], sum);
    finding.unit = Some(match which {
        Whole::Area => "square kilometre".into(),
        Whole::Population => "people".into(),
    });
    Some(finding)
}

/// Whether an "or" or a bracket puts the two beside each other as one and the same.
fn is_beside(block: &Block<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let (one, other) = if one.first < other.first {
        (one, other)
    } else {
        (other, one)
    };
    let joint = other.first.wrapping_sub(1);
    let near = other.first.saturating_sub(one.last + 1) <= 6;
    near && (block.is_any(joint, words!["or", "(", ","]))
}

/// "701 square kilometres of Ukrainian territory"
fn area(scene: &Scene<'_>, block: &Block<'_>, at: usize, figure: &Figure<'_>) -> Option<Finding> {
    if !block.is(figure.last + 1, word!("of")) {
        return None;
    }
    let (nation, which) = whole(block, figure.last + 1, false)?;
    let beside = [-1, 1]
        .into_iter()
        .filter_map(|by| scene.near(at, by))
        .any(|other| other.is_share() && is_beside(block, other, figure));
    if which != Whole::Area || beside {
        return None;
    }
    let factor = unit::named(figure.quantity.unit.as_deref()?)?.factor / 1e6;
    let percent = figure.value * factor / nation.area * 100.0;
    let (shown, _) = print::significant(percent, 2);
    let (of, _) = print::significant(nation.area, 6);
    let sum = format!(
        "{} / {of} km² ({}) ≈ {shown}%",
        print::figure(scene, figure),
        nation.name
    );
    Some(Finding::implied_percent(
        CheckKind::Magnitude,
        percent,
        &[figure],
        sum,
    ))
}

/// "six million Ukrainians"
fn people(scene: &Scene<'_>, block: &Block<'_>, figure: &Figure<'_>) -> Option<Finding> {
    let (nation, next, are_people) = nation(block, figure.numeral_last + 1)?;
    let share = figure.value / nation.population;
    // "1.5 million Danes, Swedes and Finns" are not all Danes.
    let listed = block.is_any(next, words![",", "/", "and"]);
    let more = listed && block.is_capital(next + 1);
    let sized = (FEWEST..=1.0).contains(&share);
    if !are_people || !sized || next != figure.last + 1 || more || is_history(block, figure) {
        return None;
    }
    let (shown, _) = print::significant(share * 100.0, 2);
    let (of, _) = print::significant(nation.population, 4);
    let sum = format!(
        "{} / {of} people ({}, {}) ≈ {shown}%",
        print::bare(scene, figure),
        nation.name,
        nation.year
    );
    Some(Finding::implied_percent(
        CheckKind::Magnitude,
        share * 100.0,
        &[figure],
        sum,
    ))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, NATIONS};

    #[test]
    fn every_name_stands_for_a_country_and_the_numbers_are_of_one() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(
            NAMES
                .iter()
                .all(|(_, of)| usize::from(of / 2) < NATIONS.len())
        );
        for nation in NATIONS.iter() {
            let dense = nation.population / nation.area;
            assert!(
                (1.0..10_000.0).contains(&dense),
                "{}: {dense} people a km²",
                nation.name
            );
        }
    }
}
