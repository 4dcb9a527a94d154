//! Weekdays against dates, and ages against years.

use super::finding::Finding;
use super::print;
use super::scene::{Figure, Scene};
use crate::lex::calendar::Day;
use crate::report::{CheckKind, Claim, Detail, Precision};
use crate::text::{Span, case, pieces};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How far from the article's date a day without a year is taken to be the one of that year.
const NEAR: i32 = 100;
/// The most bytes between "born" and its year, or between an age and its year.
const APART: usize = 60;

pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    let looked_at = scene.claims.get(scene.range.clone()).unwrap_or_default();
    for (at, claim) in scene.range.clone().zip(looked_at) {
        if matches!(claim.detail, Detail::Date(_)) {
            found.extend(weekday(scene, at, claim));
        }
    }
    for at in 0..scene.figures.len() {
        found.extend(age(scene, at));
        found.extend(ago(scene, at));
    }
}

/// "Thursday, 12 March 2026"
fn weekday(scene: &Scene<'_>, at: usize, claim: &Claim) -> Option<Finding> {
    let Detail::Date(date) = &claim.detail else {
        return None;
    };
    let printed = claim.span.of(scene.text);
    let head = printed.split(|c: char| !c.is_alphabetic()).next()?;
    let short = head.get(..3)?;
    let said = WEEKDAYS.iter().position(|name| {
        name.get(..3)
            .is_some_and(|name| name.eq_ignore_ascii_case(short))
    })?;
    // A weekday alone is right by itself.
    if date.precision != Precision::Day || !printed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let day: Day = date.value.as_deref()?.parse().ok()?;
    let with_year = printed
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    if !with_year {
        let apart = day.number() - scene.published?.number();
        if apart.abs() > NEAR || names_year(scene, claim) {
            return None;
        }
    }
    let real = usize::try_from(day.weekday()).ok()?;
    let agree = real == said;
    let (real, said) = (WEEKDAYS.get(real)?, WEEKDAYS.get(said)?);
    let month = MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?)?;
    let shown = format!("{} {month} {}", day.day(), day.year());
    let sum = if agree {
        format!("{shown} is a {real}")
    } else {
        format!("{shown} is a {real}; the text says {said}")
    };
    Some(Finding::of_claims(CheckKind::Weekday, agree, vec![at], sum))
}

/// Whether the claim's sentence names a year besides: then the day may be of that one.
fn names_year(scene: &Scene<'_>, claim: &Claim) -> bool {
    let near = Span::new(
        claim
            .span
            .start
            .saturating_sub(APART * 2)
            .max(claim.sentence.start),
        (claim.span.end + APART * 2).min(claim.sentence.end),
    );
    scene
        .text
        .as_bytes()
        .get(near.start..near.end)
        .unwrap_or_default()
        .split(|byte| !byte.is_ascii_alphanumeric())
        .any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit))
}

/// The claims beside the figure that are dates with a year: a few to either side, in its sentence.
fn years<'a>(
    scene: &'a Scene<'_>,
    figure: &Figure<'_>,
) -> impl Iterator<Item = (usize, &'a Claim, Year)> {
    let sentence = scene.claims.get(figure.claim).map(|claim| claim.sentence);
    let from = figure.claim.saturating_sub(4);
    let near = scene.claims.iter().enumerate().skip(from).take(9);
    near.filter_map(move |(at, claim)| {
        let Detail::Date(date) = &claim.detail else {
            return None;
        };
        if !sentence?.contains(claim.span) {
            return None;
        }
        let value = date.value.as_deref()?;
        let exact = matches!(
            date.precision,
            Precision::Year | Precision::Month | Precision::Day
        );
        let printed = claim.span.of(scene.text);
        // A year must stand there: "in May" is of the article's year by guess.
        let year: i32 = value.get(..4)?.parse().ok()?;
        (exact && !value.contains('/') && pieces::has(printed, value.get(..4)?)).then_some((
            at,
            claim,
            Year {
                year,
                day: value.parse().ok(),
            },
        ))
    })
}

struct Year {
    year: i32,
    day: Option<Day>,
}

/// The word that stands right before byte `at`, small prepositions and articles aside, in lower case.
fn word_before(text: &str, at: usize, words: usize) -> Vec<String> {
    let mut from = at.saturating_sub(APART);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..at).unwrap_or_default();
    let sentence = before.rsplit(['.', ';', '\n']).next().unwrap_or_default();
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(case::lower)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .take(words)
        .collect()
}

/// "Okafor, 52, was born in 1973", by the article's own date or by the year of a death.
fn age(scene: &Scene<'_>, at: usize) -> Option<Finding> {
    let age = scene.figures.get(at)?;
    let claim = scene.claims.get(age.claim)?;
    let years_old = age.quantity.unit.as_deref() == Some("year of age");
    if !age.is("age") || !years_old || !age.is_closed() || age.value < 1.0 || age.value > 120.0 {
        return None;
    }
    let mut born = None;
    let mut died = None;
    for (index, date, year) in years(scene, age) {
        let words = word_before(scene.text, date.span.start, 5);
        let near = words.iter().find_map(|word| match word.as_str() {
            "born" | "birth" => Some(true),
            "died" | "dying" | "death" | "dead" | "killed" => Some(false),
            _ => None,
        });
        match near {
            Some(true) => born = born.or(Some((index, year))),
            Some(false) => died = died.or(Some((index, year))),
            // The age is of some other time.
            None => return None,
        }
    }
    let (index, birth) = born?;
    if !is_same_person(scene, claim, scene.claims.get(index)?) {
        return None;
    }
    // One person: no other age, and "was" of a time that is not said.
    let others = [-1, 1]
        .iter()
        .any(|&by| scene.near(at, by).is_some_and(|other| other.is("age")));
    if others {
        return None;
    }
    let mut claims = vec![age.claim, index];
    let (year, day) = match died {
        Some((died, of_death)) => {
            claims.push(died);
            (of_death.year, of_death.day)
        }
        None => {
            let sentence = claim.sentence.of(scene.text);
            // "was 30 when", "died aged 64": the age is of another day than the article's.
            if ["died", "death", "when ", "then", "was aged", "at the age"]
                .iter()
                .any(|word| pieces::has(sentence, word))
            {
                return None;
            }
            let published = scene.published?;
            (published.year(), Some(published))
        }
    };
    let apart = year.checked_sub(birth.year)?;
    let exact = match (day, birth.day) {
        (Some(day), Some(birth)) => {
            let before = (day.month(), day.day()) < (birth.month(), birth.day());
            Some(apart - i32::from(before))
        }
        _ => None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "1 to 120")]
    let said = age.value.round() as i32;
    let (low, high) = exact.map_or((apart - 1, apart), |exact| (exact, exact));
    let slack = i32::from(age.bound != super::scene::Bound::Exact);
    let agree = (low - slack..=high + slack).contains(&said);
    if apart <= 0 {
        return None;
    }
    let result = if low == high {
        format!("{low}")
    } else {
        format!("{low} or {high}")
    };
    let sum = format!(
        "{year} − {} = {result} years; the text says {said}",
        birth.year
    );
    Some(Finding::of_claims(CheckKind::Age, agree, claims, sum))
}

/// Whether the words between an age and a year of birth can only be of one person: "52, was born on Tjorn in", "52, a
/// painter born in", "born in 1930, died in 2004 aged"; not "45, and her son, born in".
fn is_same_person(scene: &Scene<'_>, age: &Claim, birth: &Claim) -> bool {
    let (first, second) = if age.span.start < birth.span.start {
        (age.span, birth.span)
    } else {
        (birth.span, age.span)
    };
    let between = scene.text.get(first.end..second.start).unwrap_or_default();
    if between.len() > APART {
        return false;
    }
    let known = [
        "born", "was", "is", "in", "on", "at", "who", "died", "aged", "age", "of", "the", "a",
        "an", "now", "turned",
    ];
    let strange = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_lowercase))
        .filter(|word| !known.contains(word));
    strange.count() <= 1
}

/// "in 1994, 32 years ago"
fn ago(scene: &Scene<'_>, at: usize) -> Option<Finding> {
    let period = scene.figures.get(at)?;
    let claim = scene.claims.get(period.claim)?;
    let published = scene.published?;
    if period.quantity.unit.as_deref() != Some("year") || !period.is_closed() || period.value < 1.0
    {
        return None;
    }
    // "ago" belongs to the claim; it bounds the time.
    if !claim.span.of(scene.text).ends_with(" ago") {
        return None;
    }
    let end = claim.span.end;
    let (index, year) = years(scene, period).find_map(|(index, date, year)| {
        let gap = if date.span.start >= end {
            scene.text.get(end..date.span.start)
        } else {
            scene.text.get(date.span.end..claim.span.start)
        }?;
        let beside = gap.len() <= 12
            && gap
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .all(|word| matches!(word, "in" | "or" | "back" | "about"));
        beside.then_some((index, year))
    })?;
    let apart = f64::from(published.year() - year.year);
    let slack = 1.0 + period.interval.half().floor();
    let agree = (apart - period.value).abs() <= slack;
    let sum = format!(
        "{} − {} = {} years; the text says {}",
        published.year(),
        year.year,
        print::decimal(apart, 0),
        print::decimal(period.value, 1)
    );
    Some(Finding::of_claims(
        CheckKind::Age,
        agree,
        vec![period.claim, index],
        sum,
    ))
}
