//! What a date says, before and after the article's own date is known.

use crate::lex::calendar::{Day, days_in_month};
use crate::report::{Date, Precision};

/// A point or period in time as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A year, perhaps with a month and a day. The month is 1 to 12, the day fits the month.
    Absolute {
        /// 1 to 9999.
        year: i32,
        /// 1 to 12.
        month: Option<u32>,
        /// 1 to 31; only with a month.
        day: Option<u32>,
    },
    /// Years from the first to the last, both included.
    Years(i32, i32, Precision),
    /// A month, perhaps with a day, of a year that is not said.
    OfSomeYear {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: Option<u32>,
    },
    /// Days of one month, the first before the last.
    Days {
        /// Where it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        first: u32,
        /// 1 to 31.
        last: u32,
    },
    /// A day of the week, Monday 0 to Sunday 6.
    Weekday(u32, Toward),
    /// So many days, weeks, months or years from the article's own.
    From(i32, Precision),
}

/// On which side of the article's date a relative date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// "on Tuesday", "last Tuesday": reports speak of what has been.
    Past,
    /// "next Tuesday", "will ... on Tuesday".
    Future,
}

impl When {
    /// As a date of the report; what is relative is resolved against `published` where it is known.
    ///
    /// The value is ISO 8601, two dates with "/" between them for a period; weeks are `2026-W48`.
    #[must_use]
    pub fn resolve(&self, published: Option<Day>) -> Date {
        let value = self.value(published);
        Date {
            value,
            precision: self.precision(),
        }
    }

    const fn precision(self) -> Precision {
        match self {
            Self::Absolute { day: Some(_), .. }
            | Self::OfSomeYear { day: Some(_), .. }
            | Self::Days { .. }
            | Self::Weekday(..) => Precision::Day,
            Self::Absolute { month: Some(_), .. } | Self::OfSomeYear { .. } => Precision::Month,
            Self::Absolute { .. } => Precision::Year,
            Self::Years(_, _, precision) | Self::From(_, precision) => precision,
        }
    }

    fn value(self, published: Option<Day>) -> Option<String> {
        match self {
            Self::Absolute {
                year,
                month: Some(month),
                day: Some(day),
            } => Some(format!("{year:04}-{month:02}-{day:02}")),
            Self::Absolute {
                year,
                month: Some(month),
                ..
            } => Some(format!("{year:04}-{month:02}")),
            Self::Absolute { year, .. } => Some(format!("{year:04}")),
            Self::Years(first, last, _) => Some(format!("{first:04}/{last:04}")),
            Self::OfSomeYear { month, day } => of_nearest_year(published?, month, day),
            Self::Days {
                year,
                month,
                first,
                last,
            } => {
                let day = |day: u32| match year {
                    Some(year) => Some(format!("{year:04}-{month:02}-{day:02}")),
                    None => of_nearest_year(published?, month, Some(day)),
                };
                Some(format!("{}/{}", day(first)?, day(last)?))
            }
            Self::Weekday(weekday, toward) => weekday_value(published?, weekday, toward),
            Self::From(count, precision) => from(published?, count, precision),
        }
    }
}

/// The month of the year that puts it nearest to `published`: in January, "December" is the last one.
fn of_nearest_year(published: Day, month: u32, day: Option<u32>) -> Option<String> {
    let middle = day.unwrap_or(15).min(28);
    let years = [published.year() - 1, published.year(), published.year() + 1];
    let near = years
        .into_iter()
        .filter_map(|year| Day::new(year, month, middle));
    let near = near.min_by_key(|day| (day.number() - published.number()).abs())?;
    match day {
        Some(day) => Day::new(near.year(), month, day).map(|day| day.to_string()),
        None => Some(format!("{:04}-{month:02}", near.year())),
    }
}

fn weekday_value(published: Day, weekday: u32, toward: Toward) -> Option<String> {
    let ahead = (weekday + 7 - published.weekday()) % 7;
    let days = match toward {
        Toward::Past => ahead as i32 - if ahead == 0 { 0 } else { 7 },
        Toward::Future => ahead as i32 + if ahead == 0 { 7 } else { 0 },
    };
    published.plus(days).map(|day| day.to_string())
}

fn from(published: Day, count: i32, precision: Precision) -> Option<String> {
    match precision {
        Precision::Day => published.plus(count).map(|day| day.to_string()),
        Precision::Week => {
            // The ISO week is that of its Thursday.
            let day = published.plus(count.checked_mul(7)?)?;
            let thursday = day.plus(3 - day.weekday() as i32)?;
            let first = Day::new(thursday.year(), 1, 1)?;
            Some(format!(
                "{:04}-W{:02}",
                thursday.year(),
                (thursday.number() - first.number()) / 7 + 1
            ))
        }
        Precision::Month => {
            let months = published
                .year()
                .checked_mul(12)?
                .checked_add(published.month() as i32 - 1)?
                .checked_add(count)?;
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
            (days_in_month(year, month) > 0 && (1..=9999).contains(&year))
                .then(|| format!("{year:04}-{month:02}"))
        }
        Precision::Season => None,
        Precision::Year => Some(published.year().checked_add(count)?)
            .filter(|year| (1..=9999).contains(year))
            .map(|year| format!("{year:04}")),
        Precision::Decade | Precision::Century => {
            let length = if precision == Precision::Decade {
                10
            } else {
                100
            };
            let first = (published.year() / length)
                .checked_add(count)?
                .checked_mul(length)?;
            (first > 0 && first < 9900).then(|| format!("{first:04}/{:04}", first + length - 1))
        }
    }
}
