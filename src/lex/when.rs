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
        /// On which side of the article's date it lies, where the sentence tells.
        toward: Option<Toward>,
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
    /// The time between the article's date and so many days, weeks, months or years from it: "the next two years".
    Span(i32, Precision),
    /// Saturday and Sunday of a week, so many from the article's own.
    Weekend(i32),
    /// A part of a year: months from the first to the last, both included.
    Months {
        /// Where it is said.
        year: Option<i32>,
        /// 1 to 12.
        first: u32,
        /// 1 to 12.
        last: u32,
    },
    /// A time that only more than the text could place ("the third quarter", "the end of the decade").
    Unplaced(Precision),
}

/// On which side of the article's date a relative date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// "on Tuesday", "last Tuesday": reports speak of what has been.
    Past,
    /// "next Tuesday", "will ... on Tuesday".
    Future,
    /// "last Tuesday": on a Tuesday, the one before.
    Before,
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
            | Self::Weekend(_)
            | Self::Weekday(..) => Precision::Day,
            Self::Absolute { month: Some(_), .. } | Self::OfSomeYear { .. } => Precision::Month,
            Self::Absolute { .. } => Precision::Year,
            Self::Months { .. } => Precision::Season,
            Self::Years(_, _, precision)
            | Self::From(_, precision)
            | Self::Span(_, precision)
            | Self::Unplaced(precision) => precision,
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
            Self::OfSomeYear { month, day, toward } => {
                of_nearest_year(published?, month, day, toward)
            }
            Self::Days {
                year,
                month,
                first,
                last,
            } => {
                let day = |day: u32| match year {
                    Some(year) => Some(format!("{year:04}-{month:02}-{day:02}")),
                    None => of_nearest_year(published?, month, Some(day), None),
                };
                Some(format!("{}/{}", day(first)?, day(last)?))
            }
            Self::Weekday(weekday, toward) => weekday_value(published?, weekday, toward),
            Self::From(count, precision) => from(published?, count, precision),
            Self::Span(count, precision) => {
                let published = published?;
                let other = day_from(published, count, precision)?;
                let (first, last) = if count < 0 {
                    (other, published)
                } else {
                    (published, other)
                };
                Some(format!("{first}/{last}"))
            }
            Self::Weekend(weeks) => {
                let published = published?;
                let days = 5 - published.weekday() as i32 + weeks.checked_mul(7)?;
                let saturday = published.plus(days)?;
                Some(format!("{saturday}/{}", saturday.plus(1)?))
            }
            Self::Months { year, first, last } => {
                let year = year?;
                Some(format!("{year:04}-{first:02}/{year:04}-{last:02}"))
            }
            Self::Unplaced(_) => None,
        }
    }
}

/// The month on the side of `published` that the sentence tells, else of the year that puts it nearest: in January,
/// "December" is the last one.
fn of_nearest_year(
    published: Day,
    month: u32,
    day: Option<u32>,
    toward: Option<Toward>,
) -> Option<String> {
    let middle = day.unwrap_or(15).min(28);
    let years = [published.year() - 1, published.year(), published.year() + 1];
    // A month that has begun is on both sides.
    let slack = if day.is_some() { 0 } else { 15 };
    let near = years
        .into_iter()
        .filter_map(|year| Day::new(year, month, middle))
        .filter(|day| {
            let ahead = day.number() - published.number();
            match toward {
                Some(Toward::Past | Toward::Before) => ahead <= slack,
                Some(Toward::Future) => ahead >= -slack,
                None => true,
            }
        });
    let near = near.min_by_key(|day| (day.number() - published.number()).abs())?;
    match day {
        Some(day) => Day::new(near.year(), month, day).map(|day| day.to_string()),
        None => Some(format!("{:04}-{month:02}", near.year())),
    }
}

/// The day that lies so many days, weeks, months or years from `published`.
fn day_from(published: Day, count: i32, precision: Precision) -> Option<Day> {
    let months = match precision {
        Precision::Day => return published.plus(count),
        Precision::Week => return published.plus(count.checked_mul(7)?),
        Precision::Month => count,
        Precision::Season => count.checked_mul(3)?,
        Precision::Year => count.checked_mul(12)?,
        Precision::Decade => count.checked_mul(120)?,
        Precision::Century => count.checked_mul(1200)?,
    };
    let total = published
        .year()
        .checked_mul(12)?
        .checked_add(published.month() as i32 - 1)?
        .checked_add(months)?;
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
    let last = days_in_month(year, month);
    Day::new(year, month, published.day().min(last))
}

fn weekday_value(published: Day, weekday: u32, toward: Toward) -> Option<String> {
    let ahead = (weekday + 7 - published.weekday()) % 7;
    let days = match toward {
        Toward::Past => ahead as i32 - if ahead == 0 { 0 } else { 7 },
        Toward::Before => ahead as i32 - 7,
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
