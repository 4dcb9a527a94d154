//! Days of the proleptic Gregorian calendar. No clock: "today" is the article's date or unknown.

use std::fmt;
use std::str::FromStr;

/// A calendar day, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i32,
    month: u32,
    day: u32,
}

/// The text is not a calendar day written `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write YYYY-MM-DD, for example 2026-03-09")]
pub struct ParseDayError(String);

/// Days in `month` (1 to 12) of `year`; 0 for any other month.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Day {
    /// The day, or `None` where the calendar has no such day.
    #[must_use]
    pub const fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < 1 || year > 9999 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.day
    }

    /// Days since 1970-01-01 (negative before). Howard Hinnant's `days_from_civil`.
    #[must_use]
    pub const fn number(self) -> i32 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let shifted = (self.month + 9) % 12;
        let of_year = (153 * shifted + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year as i32 - 719_468
    }

    /// The day with this [`number`](Self::number), or `None` outside years 1 to 9999.
    #[must_use]
    pub const fn from_number(number: i32) -> Option<Self> {
        let shifted = match number.checked_add(719_468) {
            Some(shifted) => shifted,
            None => return None,
        };
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 {
            month_index + 3
        } else {
            month_index - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self::new(year, month as u32, day as u32)
    }

    /// Day of the week, Monday 0 to Sunday 6.
    #[must_use]
    pub const fn weekday(self) -> u32 {
        (self.number() + 3).rem_euclid(7) as u32
    }

    /// The day `days` later, or `None` outside years 1 to 9999.
    #[must_use]
    pub const fn plus(self, days: i32) -> Option<Self> {
        match self.number().checked_add(days) {
            Some(number) => Self::from_number(number),
            None => None,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseDayError(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(error());
        }
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            let digits = text.get(range)?;
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            digits.parse().ok()
        };
        let parts = (number(0..4), number(5..7), number(8..10));
        let (Some(year), Some(month), Some(day)) = parts else {
            return Err(error());
        };
        Self::new(year as i32, month, day).ok_or_else(error)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn every_day_of_the_calendar_comes_back_from_its_number() {
        let first = Day::new(1, 1, 1).unwrap().number();
        let last = Day::new(9999, 12, 31).unwrap().number();
        for number in first..=last {
            assert_eq!(Day::from_number(number).unwrap().number(), number);
        }
        assert_eq!(Day::from_number(last + 1), None);
    }

    #[test]
    fn known_weekdays() {
        assert_eq!(Day::new(1970, 1, 1).unwrap().weekday(), 3);
        assert_eq!("2026-11-24".parse::<Day>().unwrap().weekday(), 1);
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_refused_with_what_to_write() {
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "",
            "2026-11-2é",
            "+026-01-01",
        ] {
            let error = bad.parse::<Day>().unwrap_err().to_string();
            assert!(error.contains("YYYY-MM-DD"), "{error}");
        }
    }
}
