//! Dates: absolute, partial and relative.

use crate::detect::DateMention;
use crate::lex::calendar::{Day, days_in_month};
use crate::lex::when::{Toward, When};
use crate::report::Precision;
use crate::text::{Block, Kind, lexicon};

/// The dates of `block`, in order, none overlapping another.
#[must_use]
pub fn detect(block: &Block<'_>) -> Vec<DateMention> {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        match date(block, at) {
            Some((end, when)) => {
                let first = prefix(block, at);
                dates.push(DateMention {
                    span: block.span(first, end - 1),
                    when,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}

/// The date that starts at token `at`: the index after it and what it says.
fn date(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let token = block.tokens.get(at)?;
    match token.kind {
        Kind::Number => iso(block, at)
            .or_else(|| day_month(block, at))
            .or_else(|| year_alone(block, at)),
        Kind::Word if token.class.is(lexicon::MONTH) && token.is_capital() => month(block, at),
        Kind::Word if token.class.is(lexicon::WEEKDAY) && token.is_capital() => weekday(block, at),
        Kind::Word if token.class.is(lexicon::RELATIVE) => relative(block, at),
        _ => None,
    }
}

/// Words before a date that belong to it: "end of", "early", "mid-", "the" of "the 1990s".
fn prefix(block: &Block<'_>, at: usize) -> usize {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back)
            .is_some_and(|at| words.iter().any(|word| block.is(at, word)))
    };
    let parts = [
        "end",
        "beginning",
        "start",
        "middle",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ];
    if is(1, &["of"]) && is(2, &parts) {
        return at - 2;
    }
    if is(1, &["-"]) && is(2, &["mid"]) {
        return at - 2;
    }
    if is(
        1,
        &[
            "early", "late", "mid", "spring", "summer", "autumn", "winter",
        ],
    ) {
        return at - 1;
    }
    at
}

/// A year of four digits, 1000 to 2199.
fn year_at(block: &Block<'_>, at: usize) -> Option<i32> {
    let word = block.word(at);
    let digits = block.kind(at)? == Kind::Number
        && word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse()
        .ok()
        .filter(|year| digits && (1000..2200).contains(year))
}

/// A day of the month, perhaps with "st", "nd", "rd", "th": its value and the index after it.
fn day(block: &Block<'_>, at: usize) -> Option<(u32, usize)> {
    let word = block.word(at);
    let day: u32 = (block.kind(at)? == Kind::Number && word.len() <= 2)
        .then(|| word.parse().ok())
        .flatten()?;
    let suffix = block.is_glued(at + 1)
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| block.is(at + 1, end));
    (1..=31)
        .contains(&day)
        .then_some((day, at + 1 + usize::from(suffix)))
}

/// The month at token `at` with the index after it, its full stop included.
fn month_at(block: &Block<'_>, at: usize) -> Option<(u32, usize)> {
    let token = block.tokens.get(at)?;
    if !token.class.is(lexicon::MONTH) || !token.is_capital() {
        return None;
    }
    let head = block.word(at).get(..3)?.to_ascii_lowercase();
    let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let index = names.iter().position(|name| *name == head)?;
    let short = block.word(at).len() <= 4 && index != 4;
    let dot = short && block.word(at + 1) == "." && block.is_glued(at + 1);
    Some((index as u32 + 1, at + 1 + usize::from(dot)))
}

/// "2026-11-24", also with a time behind it.
fn iso(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let start = block.tokens.get(at)?.span.start;
    let text = block.text.get(start..start + 10)?;
    let day: Day = text.parse().ok()?;
    let end = (at..at + 6).find(|&next| {
        block
            .tokens
            .get(next)
            .is_none_or(|token| token.span.start >= start + 10)
    })?;
    Some((
        end,
        When::Absolute {
            year: day.year(),
            month: Some(day.month()),
            day: Some(day.day()),
        },
    ))
}

/// "22 May 2017", "8th of September"
fn day_month(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let (number, after) = day(block, at)?;
    // "20–24 September 2026"
    if matches!(block.word(after), "-" | "–")
        && block.is_glued(after)
        && block.is_glued(after + 1)
        && let Some((last, end)) = day(block, after + 1)
        && let Some((month, end)) = month_at(block, end)
        && last > number
        && last <= days_in_month(2024, month)
    {
        let year = year_at(block, end);
        return Some((
            end + usize::from(year.is_some()),
            When::Days {
                year,
                month,
                first: number,
                last,
            },
        ));
    }
    let of = after + usize::from(block.is(after, "of"));
    let (month, end) = month_at(block, of)?;
    if block.is_glued(of) {
        return None;
    }
    with_year(block, month, Some(number), end)
}

/// `month` and perhaps `day`, with the year that may follow token `end - 1`.
fn with_year(block: &Block<'_>, month: u32, day: Option<u32>, end: usize) -> Option<(usize, When)> {
    let comma = usize::from(block.word(end) == "," || block.is(end, "of"));
    let year =
        year_at(block, end + comma).filter(|_| comma == 0 || day.is_some() || block.is(end, "of"));
    if day.is_some_and(|day| day > days_in_month(year.unwrap_or(2024), month)) {
        return None;
    }
    Some(match year {
        Some(year) => (
            end + comma + 1,
            When::Absolute {
                year,
                month: Some(month),
                day,
            },
        ),
        None => (end, When::OfSomeYear { month, day }),
    })
}

/// "September 8, 2019", "Sept. 2027", "May"
fn month(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let (number, end) = month_at(block, at)?;
    if let Some((day, after)) = day(block, end).filter(|_| !block.is_glued(end)) {
        // "May 5 million" and "May 5%" are no dates.
        let next = block
            .tokens
            .get(after)
            .map(|token| token.class)
            .unwrap_or_default();
        let counted = next.is(lexicon::NUMBER_WORD)
            || matches!(block.word(after), "%" | "." | "-")
                && block.is_glued(after)
                && block.word(after) == "%";
        if !counted {
            return days(block, number, day, after)
                .or_else(|| with_year(block, number, Some(day), after));
        }
    }
    if let Some((end, when)) = with_year(block, number, None, end)
        .filter(|(_, when)| matches!(when, When::Absolute { .. }))
    {
        return Some((end, when));
    }
    // Alone, a month needs a word that says so: "May" may be a verb, "March" a march, "Jan" a name.
    let before = at.checked_sub(1)?;
    let said = [
        "in", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "from", "of",
        "to", "through", "every", "and", "between", "during", "before", "after",
    ];
    let short = block.word(at).len() <= 4 && !matches!(number, 5..=7) && end == at + 1;
    let mid = block.word(before) == "-"
        && before
            .checked_sub(1)
            .is_some_and(|before| block.is(before, "mid"));
    let named = block.tokens.get(end).is_some_and(|next| {
        next.is_capital()
            && !next.class.is(lexicon::STARTER)
            && block.word(end - 1) != "."
            && !next.class.is(lexicon::MONTH)
    });
    let good = (said.iter().any(|word| block.is(before, word)) || mid) && !short && !named;
    good.then_some((
        end,
        When::OfSomeYear {
            month: number,
            day: None,
        },
    ))
}

/// "Sept. 20-24, 2026": the second day behind `first`, which ends before token `after`.
fn days(block: &Block<'_>, month: u32, first: u32, after: usize) -> Option<(usize, When)> {
    let dash = matches!(block.word(after), "-" | "–" | "—")
        && block.is_glued(after) == block.is_glued(after + 1);
    if !dash && !block.is(after, "to") {
        return None;
    }
    let (last, end) = day(block, after + 1)?;
    let unit = block
        .tokens
        .get(end)
        .is_some_and(|next| next.class.is(lexicon::UNIT_WORD | lexicon::NUMBER_WORD))
        || matches!(block.word(end), "%" | "°");
    if unit || last <= first || last > days_in_month(2024, month) {
        return None;
    }
    let comma = usize::from(block.word(end) == ",");
    let year = year_at(block, end + comma);
    let end = year.map_or(end, |_| end + comma + 1);
    Some((
        end,
        When::Days {
            year,
            month,
            first,
            last,
        },
    ))
}

/// A year that is not part of a longer date, or a decade.
fn year_alone(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let year = year_at(block, at)?;
    let next = block.tokens.get(at + 1);
    let glued = block.is_glued(at + 1);
    if glued && block.is(at + 1, "s") {
        return Some((at + 2, decade(year)?));
    }
    if glued
        && matches!(block.word(at + 1), "'" | "’")
        && block.is(at + 2, "s")
        && block.is_glued(at + 2)
    {
        return Some((at + 3, decade(year)?));
    }
    let before = at
        .checked_sub(1)
        .and_then(|before| block.tokens.get(before));
    let glued_before = before.is_some_and(|before| {
        block.is_glued(at)
            && !matches!(
                before.span.of(block.text),
                "(" | "-" | "–" | "—" | "/" | "'" | "‘" | "’" | "“" | "\""
            )
    });
    if glued_before
        || glued && matches!(block.word(at + 1), "%" | ":" | "°")
        || glued && next.is_some_and(|next| next.kind == Kind::Word)
    {
        return None;
    }
    // "2023-24", "2023/24", "2019–2021"
    if glued
        && matches!(block.word(at + 1), "-" | "–" | "/")
        && block.is_glued(at + 2)
        && block.kind(at + 2) == Some(Kind::Number)
    {
        let end = block.word(at + 2);
        let last: i32 = end.parse().ok()?;
        let last = if end.len() == 2 {
            year - year % 100 + last
        } else {
            last
        };
        return (last > year && last - year <= 100)
            .then_some((at + 3, When::Years(year, last, Precision::Year)));
    }
    plausible(block, at, year).then_some((
        at + 1,
        When::Absolute {
            year,
            month: None,
            day: None,
        },
    ))
}

fn decade(year: i32) -> Option<When> {
    match year {
        _ if year % 100 == 0 && year < 2000 => {
            Some(When::Years(year, year + 99, Precision::Century))
        }
        _ if year % 10 == 0 => Some(When::Years(year, year + 9, Precision::Decade)),
        _ => None,
    }
}

/// Whether four digits are a year and not a count: by the word before, else by what follows.
fn plausible(block: &Block<'_>, at: usize, year: i32) -> bool {
    let before = at.checked_sub(1);
    let word_before = before.map_or("", |before| block.word(before));
    let class = before
        .and_then(|before| block.tokens.get(before))
        .map(|token| token.class)
        .unwrap_or_default();
    let next = block.tokens.get(at + 1);
    let next_class = next.map(|token| token.class).unwrap_or_default();
    // "an average of 1,500", "from 1000 to 2000 hires"
    let counted = block.is(at.wrapping_sub(2), "average")
        || block.is(at.wrapping_sub(2), "total")
        || block.is(at + 1, "more")
        || (block.is(at.wrapping_sub(1), "to")
            && block.kind(at.wrapping_sub(2)) == Some(Kind::Number)
            && year_at(block, at.wrapping_sub(2)).is_none_or(|first| first < 1400));
    if next_class.is(lexicon::NUMBER_WORD)
        || counted
        || class.is(lexicon::HEDGE)
        || block.is(before.unwrap_or(usize::MAX), "than")
    {
        return false;
    }
    let unit = next_class.is(lexicon::UNIT_WORD) && !next.is_some_and(|token| token.is_capital());
    let said = [
        "in", "since", "until", "till", "by", "before", "after", "during", "from", "early", "late",
        "mid", "of", "year", "fiscal", "through",
    ];
    let said = said
        .iter()
        .any(|word| word_before.eq_ignore_ascii_case(word))
        || class.is(lexicon::MONTH);
    if unit {
        return false;
    }
    if said {
        return year >= 1400 || word_before.eq_ignore_ascii_case("year");
    }
    // "2,019" has its comma; a bare number of people between 1900 and 2099 is rarer than a year.
    let plural = next.is_some_and(|next| {
        next.kind == Kind::Word
            && !next.is_capital()
            && block.word(at + 1).ends_with('s')
            && block.word(at + 1).len() > 3
    });
    let people = block.is(at + 1, "people") || block.is(at + 1, "men") || block.is(at + 1, "women");
    (1900..2100).contains(&year)
        && !people
        && (!plural || class.is(lexicon::DETERMINER) || (1950..2050).contains(&year))
}

/// "Tuesday", "last Tuesday", "next Tuesday"
fn weekday(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let head = block.word(at).get(..3)?.to_ascii_lowercase();
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let index = names.iter().position(|name| *name == head)? as u32;
    let full = block.word(at).len() >= 6;
    let dot = !full && block.word(at + 1) == "." && block.is_glued(at + 1);
    // "Sun" and "Sat" without a full stop are a newspaper and a verb; "Friday’s" is a day all the same.
    if !full && !dot {
        return None;
    }
    let end = at + 1 + usize::from(dot);
    // "Black Friday", "Sunday Times" are names.
    let before = at
        .checked_sub(1)
        .and_then(|before| block.tokens.get(before));
    let named = block.tokens.get(end).is_some_and(|next| {
        next.is_capital()
            && !next.class.is(lexicon::MONTH)
            && !next.class.is(lexicon::STARTER)
            && !block.word(end - 1).ends_with('.')
            && [
                "times",
                "mail",
                "night",
                "post",
                "telegraph",
                "express",
                "mirror",
            ]
            .iter()
            .any(|name| block.is(end, name))
    });
    let black = before.is_some_and(|before| {
        ["black", "good", "cyber", "palm", "easter", "ash", "bloody"]
            .iter()
            .any(|name| before.span.of(block.text).eq_ignore_ascii_case(name))
    });
    if named || black {
        return None;
    }
    if let Some((day, when)) = dated(block, end) {
        return Some((day, when));
    }
    let toward =
        if before.is_some_and(|before| before.span.of(block.text).eq_ignore_ascii_case("next")) {
            Toward::Future
        } else {
            Toward::Past
        };
    Some((end, When::Weekday(index, toward)))
}

/// The date that follows a weekday: "Monday, May 4", "Monday 4 May 2026".
fn dated(block: &Block<'_>, end: usize) -> Option<(usize, When)> {
    let at = end + usize::from(block.word(end) == ",");
    match block.tokens.get(at)?.kind {
        Kind::Number => day_month(block, at),
        _ => month_at(block, at).and_then(|(number, after)| {
            let (day, after) = day(block, after)?;
            with_year(block, number, Some(day), after)
        }),
    }
}

/// "yesterday", "last month", "this year", "next week"
fn relative(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let word = block.word(at).to_ascii_lowercase();
    let days = match word.as_str() {
        "yesterday" => Some(-1),
        "today" | "tonight" => Some(0),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(days) = days {
        // "USA Today" is a newspaper.
        let name = block.tokens.get(at).is_some_and(|token| token.is_capital())
            && at
                .checked_sub(1)
                .and_then(|before| block.tokens.get(before))
                .is_some_and(|before| before.is_capital());
        return (!name).then_some((at + 1, When::From(days, Precision::Day)));
    }
    let count = match word.as_str() {
        "last" | "previous" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let precision = match block.word(at + 1).to_ascii_lowercase().as_str() {
        "week" => Precision::Week,
        "month" => Precision::Month,
        "year" => Precision::Year,
        "decade" => Precision::Decade,
        "century" => Precision::Century,
        _ => return None,
    };
    // "the last week of May" is part of May, "last week’s" is last week.
    let part = block.is(at + 2, "of")
        || at
            .checked_sub(1)
            .is_some_and(|before| block.is(before, "the"));
    (!part || count == 1).then_some((at + 2, When::From(count, precision)))
}
