//! Dates: absolute, partial and relative.

use crate::detect::DateMention;
use crate::lex::calendar::{Day, days_in_month};
use crate::lex::when::{Toward, When};
use crate::report::Precision;
use crate::text::{Block, Kind, Known, Span, Token, lexicon, word, words};

/// The dates of `block`, in order, none overlapping another.
#[must_use]
pub fn detect(block: &Block<'_>) -> Vec<DateMention> {
    let mut dates = Vec::new();
    let mut at = 0;
    while let Some(token) = block.tokens.get(at) {
        if !may_open(token) {
            at += 1;
            continue;
        }
        match date(block, at) {
            Some((end, when)) => {
                let first = prefix(block, at);
                let span = block.span(first, end - 1);
                dates.push(DateMention {
                    span: Span::new(span.start, glued_year(block, end - 1).unwrap_or(span.end)),
                    when,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    share_years(block, &mut dates);
    dates
}

/// Whether a date may start with `token`, which nearly none does.
fn may_open(token: &Token) -> bool {
    let dated = lexicon::MONTH | lexicon::WEEKDAY | lexicon::RELATIVE | lexicon::DATE_PART;
    match token.kind {
        Kind::Number | Kind::Quote => true,
        Kind::Word => token.class.is(dated) || token.is(word!("a")) || token.is(word!("an")),
        Kind::Clitic | Kind::Other => false,
    }
}

/// Gives a month the year that is printed only behind the next one: "from May to July 2019".
fn share_years(block: &Block<'_>, dates: &mut [DateMention]) {
    for at in (1..dates.len()).rev() {
        let (before, rest) = dates.split_at_mut(at);
        let (Some(before), Some(next)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        let year = match next.when {
            When::Absolute {
                year,
                month: Some(_),
                ..
            } => year,
            _ => continue,
        };
        let When::OfSomeYear { month, day, .. } = before.when else {
            continue;
        };
        let joint = block.token_at(before.span.end);
        let joined = block.is_any(
            joint,
            words!["to", "and", "until", "through", "or", "-", "–"],
        ) && block.token_at(next.span.start) == joint + 1;
        if joined && day.is_none_or(|day| day <= days_in_month(year, month)) {
            before.when = When::Absolute {
                year,
                month: Some(month),
                day,
            };
        }
    }
}

/// The end of the year that a page glued to a time of day at token `at` ("Dec 22, 20239:53 AM").
fn glued_year(block: &Block<'_>, at: usize) -> Option<usize> {
    let word = block.word(at);
    let glued = (5..=6).contains(&word.len())
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && block.is(at + 1, word!(":"))
        && block.is_glued(at + 1);
    glued.then(|| block.tokens.get(at).map(|token| token.span.start + 4))?
}

/// How far before a date the verb that places it is looked for, in tokens.
const REACH: usize = 10;

/// On which side of the article's date the words before token `at` put a date: "will open in May", "opened in May".
fn toward(block: &Block<'_>, at: usize) -> Option<Toward> {
    for back in 1..=REACH {
        let before = at.checked_sub(back)?;
        let token = block.tokens.get(before)?;
        let word = block.word(before);
        if matches!(word, "." | ";" | "!" | "?" | ",") {
            return None;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let ahead = words![
            "will",
            "shall",
            "due",
            "scheduled",
            "expected",
            "planned",
            "plans",
            "slated",
            "next",
        ];
        if block.is_any(before, ahead) || word.ends_with("’ll") {
            return Some(Toward::Future);
        }
        let was = words!["was", "were", "had", "since"];
        if token.class.is(lexicon::PAST_VERB | lexicon::SPEECH_LIKE)
            || block.is_any(before, was)
            || word.len() > 4 && word.ends_with("ed")
        {
            return Some(Toward::Past);
        }
    }
    None
}

/// The date that starts at token `at`: the index after it and what it says.
fn date(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let token = block.tokens.get(at)?;
    match token.kind {
        Kind::Number => iso(block, at)
            .or_else(|| numeric(block, at))
            .or_else(|| century(block, at))
            .or_else(|| era(block, at))
            .or_else(|| day_month(block, at))
            .or_else(|| year_alone(block, at)),
        Kind::Word if token.class.is(lexicon::MONTH) && token.is_capital() => month(block, at),
        Kind::Word if token.class.is(lexicon::WEEKDAY) && token.is_capital() => weekday(block, at),
        Kind::Word if token.class.is(lexicon::RELATIVE) => relative(block, at),
        Kind::Word if token.class.is(lexicon::DATE_PART) => part(block, at),
        Kind::Word if token.is_any(words!["a", "an"]) && block.is(at + 2, word!("ago")) => {
            // "a year ago"
            let precision = match block.word(at + 1) {
                "day" => Precision::Day,
                word => length(word)?,
            };
            Some((at + 3, When::From(-1, precision)))
        }
        Kind::Quote => decade_in_short(block, at),
        _ => None,
    }
}

/// "14.05.2024", "04/05/2024", "5/14/24": days and months where only one order fits, else the year.
fn numeric(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let made = |parts: [&str; 3], end: usize| -> Option<(usize, When)> {
        let short = parts
            .iter()
            .take(2)
            .all(|part| (1..=2).contains(&part.len()));
        let [one, two, year] = parts.map(|part| part.parse::<u32>().ok());
        let year = match (parts.last()?.len(), year?) {
            (4, year) => year as i32,
            (2, year) if year < 70 => year as i32 + 2000,
            (2, year) => year as i32 + 1900,
            _ => return None,
        };
        let good = short && (1000..2200).contains(&year);
        let day = |month: u32, day: u32| {
            let fits = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
            fits.then_some(When::Absolute {
                year,
                month: Some(month),
                day: Some(day),
            })
        };
        let when = match (day(two?, one?), day(one?, two?)) {
            (Some(european), Some(american)) if european != american => When::Absolute {
                year,
                month: None,
                day: None,
            },
            (european, american) => european.or(american)?,
        };
        good.then_some((end, when))
    };
    let word = block.word(at);
    if word.contains('.') {
        let mut parts = word.split('.');
        let parts = [parts.next()?, parts.next()?, parts.next()?];
        return (parts[2].len() == 4 && word.matches('.').count() == 2)
            .then(|| made(parts, at + 1))?;
    }
    let slashes = [1, 3]
        .iter()
        .all(|&offset| block.is(at + offset, word!("/")))
        && (1..=4).all(|offset| block.is_glued(at + offset))
        && !block.is(at + 5, word!("/"))
        && !block.is_glued(at);
    slashes
        .then(|| made([word, block.word(at + 2), block.word(at + 4)], at + 5))
        .flatten()
}

/// "the 19th century"
fn century(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let ordinal = block.is_glued(at + 1) && block.is_any(at + 1, words!["st", "nd", "rd", "th"]);
    if !ordinal {
        return None;
    }
    let number: i32 = block.word(at).parse().ok()?;
    let hyphen = usize::from(block.is(at + 2, word!("-")));
    let word = at + 2 + hyphen;
    let named = block.is_any(word, words!["century", "centuries"]);
    (named && (1..=21).contains(&number)).then(|| {
        let years = When::Years(number * 100 - 99, number * 100, Precision::Century);
        (word + 1, years)
    })
}

/// "44 BC", "300 AD": years of an era that is said. Those before Christ have no value here.
fn era(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    if !block.is_capital(at + 1) {
        return None;
    }
    let before = matches!(block.word(at + 1), "BC" | "BCE");
    let after = matches!(block.word(at + 1), "AD" | "CE");
    let year: i32 = block.word(at).parse().ok().filter(|_| before || after)?;
    let when = match after && (1..2200).contains(&year) {
        true => When::Absolute {
            year,
            month: None,
            day: None,
        },
        false => When::Unplaced(Precision::Year),
    };
    Some((at + 2, when))
}

/// "the ’90s", "the early ’60s": the decade whose mark is token `at`.
fn decade_in_short(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let mark = block.is_any(at, words!["'", "’", "‘"]) && !block.is_glued(at);
    if !mark {
        return None;
    }
    let word = block.word(at + 1);
    let figures = word.len() == 2 && word.ends_with('0') && block.is_glued(at + 1);
    let plural = block.is(at + 2, word!("s")) && block.is_glued(at + 2);
    let decade: i32 = word.parse().ok().filter(|_| figures && plural)?;
    let first = if decade < 30 { 2000 } else { 1900 } + decade;
    Some((at + 3, When::Years(first, first + 9, Precision::Decade)))
}

/// Times that open with a word for a part: "the end of the year", "the first half of 2024", "the third quarter", "Q3
/// 2024".
fn part(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let word = block.word(at).to_ascii_lowercase();
    let year = |at: usize| {
        let of = at + usize::from(block.is(at, word!("of")));
        let kind = block.is_any(of, words!["calendar", "fiscal", "financial"]);
        let of = of + usize::from(kind) + usize::from(kind && block.is(of + 1, word!("year")));
        year_at(block, of).map(|year| (of + 1, year))
    };
    let quarter = |index: u32, end: usize| {
        let (end, year) = year(end).map_or((end, None), |(end, year)| (end, Some(year)));
        let first = index * 3 - 2;
        (
            end,
            When::Months {
                year,
                first,
                last: first + 2,
            },
        )
    };
    if let Some(index) = ["q1", "q2", "q3", "q4"].iter().position(|q| *q == word) {
        return Some(quarter(index as u32 + 1, at + 1));
    }
    let index = ["first", "second", "third", "fourth"]
        .iter()
        .position(|ordinal| *ordinal == word);
    if let Some(index) = index {
        let index = index as u32 + 1;
        let next = block.word(at + 1);
        if next == "quarter" {
            // "the third quarter" of a match ends no year.
            let (end, when) = quarter(index, at + 2);
            let said = end > at + 2
                || block.is(at + 2, word!("of")) && block.is_any(at + 3, words!["the", "this"]);
            return said.then_some((end, when));
        }
        if next == "half" && index <= 2 {
            let (end, year) = year(at + 2)?;
            let first = index * 6 - 5;
            return Some((
                end,
                When::Months {
                    year: Some(year),
                    first,
                    last: first + 5,
                },
            ));
        }
        return None;
    }
    // "the end of the year"
    if !block.are(at + 1, words!["of", "the"]) {
        return None;
    }
    let precision = length(block.word(at + 3))?;
    Some((at + 4, When::From(0, precision)))
}

/// The precision of "week", "month", "year", "decade", "century".
fn length(word: &str) -> Option<Precision> {
    Some(match word.to_ascii_lowercase().as_str() {
        "week" => Precision::Week,
        "month" => Precision::Month,
        "year" => Precision::Year,
        "decade" => Precision::Decade,
        "century" => Precision::Century,
        _ => return None,
    })
}

/// Words before a date that belong to it: "end of", "early", "mid-", "the" of "the 1990s".
fn prefix(block: &Block<'_>, at: usize) -> usize {
    let is = |back: usize, words: &[Known]| {
        at.checked_sub(back)
            .is_some_and(|at| block.is_any(at, words))
    };
    let parts = words![
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
    if is(1, words!["of"]) && is(2, parts) {
        return at - 2;
    }
    if is(1, words!["-"]) && is(2, words!["mid"]) {
        return at - 2;
    }
    if is(
        1,
        words![
            "early", "late", "mid", "spring", "summer", "autumn", "winter",
        ],
    ) {
        return at - 1;
    }
    at
}

/// A year of four digits, 1000 to 2199.
fn year_at(block: &Block<'_>, at: usize) -> Option<i32> {
    let token = block.tokens.get(at)?;
    if token.kind != Kind::Number || token.span.len() != 4 {
        return None;
    }
    // With a point or a comma among them four characters are no year.
    let year = block.word(at).parse().ok();
    year.filter(|year| (1000..2200).contains(year))
}

/// A day of the month, perhaps with "st", "nd", "rd", "th": its value and the index after it.
fn day(block: &Block<'_>, at: usize) -> Option<(u32, usize)> {
    let token = block.tokens.get(at)?;
    if token.kind != Kind::Number || token.span.len() > 2 {
        return None;
    }
    let day: u32 = block.word(at).parse().ok()?;
    let suffix = block.is_glued(at + 1) && block.is_any(at + 1, words!["st", "nd", "rd", "th"]);
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
    let short = block.word(at).len() <= 4 && !matches!(index, 4..=6)
        || block.word(at).len() == 3 && index != 4;
    let dot = short && block.is(at + 1, word!(".")) && block.is_glued(at + 1);
    Some((index as u32 + 1, at + 1 + usize::from(dot)))
}

/// "2026-11-24", also with a time behind it.
fn iso(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    // What is no day is quoted in an error, so few are asked for.
    if !block.is(at + 1, word!("-")) || !block.is(at + 3, word!("-")) {
        return None;
    }
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
    if block.is_any(after, words!["-", "–"])
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
    let of = after + usize::from(block.is(after, word!("of")));
    let (month, end) = month_at(block, of)?;
    if block.is_glued(of) {
        return None;
    }
    with_year(block, month, Some(number), end)
}

/// `month` and perhaps `day`, with the year that may follow token `end - 1`.
fn with_year(block: &Block<'_>, month: u32, day: Option<u32>, end: usize) -> Option<(usize, When)> {
    let comma = usize::from(block.is_any(end, words![",", "of"]));
    let glued = || {
        glued_year(block, end + comma)
            .and_then(|cut| block.text.get(cut - 4..cut))
            .and_then(|year| year.parse().ok())
    };
    let year = year_at(block, end + comma)
        .or_else(glued)
        .filter(|_| comma == 0 || day.is_some() || block.is(end, word!("of")));
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
        None => (
            end,
            When::OfSomeYear {
                month,
                day,
                toward: toward(block, end.saturating_sub(2)),
            },
        ),
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
            || block.is_any(after, words!["%", ".", "-"])
                && block.is_glued(after)
                && block.is(after, word!("%"));
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
    let said = words![
        "in", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "from", "of",
        "to", "through", "every", "and", "between", "during", "before", "after",
    ];
    let short = block.word(at).len() <= 4 && !matches!(number, 5..=7) && end == at + 1;
    let mid = block.is(before, word!("-"))
        && before
            .checked_sub(1)
            .is_some_and(|before| block.is(before, word!("mid")));
    let named = block.tokens.get(end).is_some_and(|next| {
        next.is_capital()
            && !next.class.is(lexicon::STARTER)
            && !block.is(end - 1, word!("."))
            && !next.class.is(lexicon::MONTH)
    });
    let good = (block.is_any(before, said) || mid) && !short && !named;
    good.then_some((
        end,
        When::OfSomeYear {
            month: number,
            day: None,
            toward: toward(block, at),
        },
    ))
}

/// "Sept. 20-24, 2026": the second day behind `first`, which ends before token `after`.
fn days(block: &Block<'_>, month: u32, first: u32, after: usize) -> Option<(usize, When)> {
    let dash = block.is_any(after, words!["-", "–", "—"])
        && block.is_glued(after) == block.is_glued(after + 1);
    if !dash && !block.is(after, word!("to")) {
        return None;
    }
    let (last, end) = day(block, after + 1)?;
    let unit = block.tokens.get(end).is_some_and(|next| {
        next.class
            .is(lexicon::UNIT_WORD | lexicon::UNIT_PHRASE | lexicon::NUMBER_WORD)
    }) || block.is_any(end, words!["%", "°"]);
    if unit || last <= first || last > days_in_month(2024, month) {
        return None;
    }
    let comma = usize::from(block.is(end, word!(",")));
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
    if glued && block.is(at + 1, word!("s")) {
        return Some((at + 2, decade(year)?));
    }
    if glued
        && block.is_any(at + 1, words!["'", "’"])
        && block.is(at + 2, word!("s"))
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
                "(" | "-" | "–" | "—" | "'" | "‘" | "’" | "“" | "\""
            )
    });
    if glued_before
        || glued && block.is_any(at + 1, words!["%", "°"])
        || glued
            && block.is(at + 1, word!(":"))
            && block.kind(at + 2) == Some(Kind::Number)
            && block.is_glued(at + 2)
        || glued && next.is_some_and(|next| next.kind == Kind::Word)
    {
        return None;
    }
    // "2023-24", "2023/24", "2019–2021"
    if glued
        && block.is_any(at + 1, words!["-", "–", "/"])
        && block.is_glued(at + 2)
        && block.kind(at + 2) == Some(Kind::Number)
    {
        let end = block.word(at + 2);
        let last: i32 = end.parse().ok()?;
        let last = match end.len() {
            1 => year - year % 10 + last,
            2 => year - year % 100 + last,
            _ => last,
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
    let behind = |words: &[Known]| before.is_some_and(|before| block.is_any(before, words));
    let class = before
        .and_then(|before| block.tokens.get(before))
        .map(|token| token.class)
        .unwrap_or_default();
    let next = block.tokens.get(at + 1);
    let next_class = next.map(|token| token.class).unwrap_or_default();
    // "an average of 1,500", "from 1000 to 2000 hires"
    let counted = block.is_any(at.wrapping_sub(2), words!["average", "total"])
        || block.is(at + 1, word!("more"))
        || (block.is(at.wrapping_sub(1), word!("to"))
            && block.kind(at.wrapping_sub(2)) == Some(Kind::Number)
            && year_at(block, at.wrapping_sub(2)).is_none_or(|first| first < 1400));
    // "Around 2004, she left"
    let closed = block.is(at + 1, word!(","));
    let near = closed && behind(words!["around", "circa"]) && (1950..2050).contains(&year);
    if near {
        return true;
    }
    if next_class.is(lexicon::NUMBER_WORD)
        || counted
        || class.is(lexicon::HEDGE)
        || block.is(before.unwrap_or(usize::MAX), word!("than"))
    {
        return false;
    }
    let unit = next_class.is(lexicon::UNIT_WORD) && !next.is_some_and(|token| token.is_capital());
    let said = behind(words![
        "in", "since", "until", "till", "by", "before", "after", "during", "from", "early", "late",
        "mid", "of", "year", "fiscal", "through",
    ]) || class.is(lexicon::MONTH);
    if unit {
        return false;
    }
    if said {
        // "in 1066", but not "in 1200 homes".
        let alone = next.is_none_or(|next| {
            next.kind != Kind::Word || next.class.is(lexicon::PREPOSITION | lexicon::CONJUNCTION)
        });
        return year >= 1400 || behind(words!["year"]) || alone && behind(words!["in", "since"]);
    }
    // "2,019" has its comma; a bare number of people between 1900 and 2099 is rarer than a year.
    let plural = next.is_some_and(|next| {
        next.kind == Kind::Word
            && !next.is_capital()
            && block.ends(at + 1, "s")
            && block.word(at + 1).len() > 3
    });
    let people = block.is_any(at + 1, words!["people", "men", "women"]);
    (1900..2100).contains(&year)
        && !people
        && (!plural
            || class.is(lexicon::DETERMINER)
            // "sold 2000 cars": a round number is one.
            || (1950..2050).contains(&year) && year != 2000)
        // A notice of copyright is no claim.
        && !behind(words!["©"])
}

/// "Tuesday", "last Tuesday", "next Tuesday"
fn weekday(block: &Block<'_>, at: usize) -> Option<(usize, When)> {
    let head = block.word(at).get(..3)?.to_ascii_lowercase();
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let index = names.iter().position(|name| *name == head)? as u32;
    let full = block.word(at).len() >= 6;
    let dot = !full && block.is(at + 1, word!(".")) && block.is_glued(at + 1);
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
            && !block.ends(end - 1, ".")
            && block.is_any(
                end,
                words![
                    "times",
                    "mail",
                    "night",
                    "post",
                    "telegraph",
                    "express",
                    "mirror",
                ],
            )
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
    let said = |word: &str| {
        before.is_some_and(|before| before.span.of(block.text).eq_ignore_ascii_case(word))
    };
    let toward = if said("last") {
        Toward::Before
    } else if said("next") || toward(block, at) == Some(Toward::Future) {
        Toward::Future
    } else {
        Toward::Past
    };
    Some((end, When::Weekday(index, toward)))
}

/// The date that follows a weekday: "Monday, May 4", "Monday 4 May 2026".
fn dated(block: &Block<'_>, end: usize) -> Option<(usize, When)> {
    let at = end + usize::from(block.is(end, word!(",")));
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
        let name = block.is_capital(at)
            && at
                .checked_sub(1)
                .and_then(|before| block.tokens.get(before))
                .is_some_and(|before| before.is_capital());
        return (!name).then_some((at + 1, When::From(days, Precision::Day)));
    }
    let count = match word.as_str() {
        "last" | "previous" | "past" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let next = block.word(at + 1).to_ascii_lowercase();
    match (next.as_str(), count) {
        ("weekend", _) => return Some((at + 2, When::Weekend(count))),
        ("night", -1) => return Some((at + 2, When::From(-1, Precision::Day))),
        ("morning" | "afternoon" | "evening", 0) => {
            return Some((at + 2, When::From(0, Precision::Day)));
        }
        ("spring" | "summer" | "autumn" | "winter", _) => {
            return Some((at + 2, When::Unplaced(Precision::Season)));
        }
        ("quarter", -1 | 1) => return Some((at + 2, When::Unplaced(Precision::Season))),
        _ => {}
    }
    let precision = length(&next)?;
    // "the last week of May" is part of May; "the past year", "the next decade" run from or to the article's date.
    let the = at
        .checked_sub(1)
        .is_some_and(|before| block.is(before, word!("the")));
    let part = block.is(at + 2, word!("of"));
    if part && (the || count < 0) || word == "past" && !the {
        return None;
    }
    if the && word != "this" && word != "previous" {
        return Some((at + 2, When::Span(count, precision)));
    }
    Some((at + 2, When::From(count, precision)))
}
