//! What a date says, before and after the article's own date is known.

use crate::lex::calendar::Day;
use crate::report::{Date, Precision};

/// A point or period in time as the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A year, perhaps with a month and a day.
    Absolute {
        /// 1 to 9999.
        year: i32,
        /// 1 to 12.
        month: Option<u32>,
        /// 1 to 31; only with a month.
        day: Option<u32>,
    },
}

impl When {
    /// As a date of the report; what is relative is resolved against `published` where it is known.
    #[must_use]
    pub fn resolve(&self, _published: Option<Day>) -> Date {
        match *self {
            Self::Absolute { year, month, day } => {
                let (value, precision) = match (month, day) {
                    (Some(month), Some(day)) => {
                        (format!("{year:04}-{month:02}-{day:02}"), Precision::Day)
                    }
                    (Some(month), None) => (format!("{year:04}-{month:02}"), Precision::Month),
                    _ => (format!("{year:04}"), Precision::Year),
                };
                Date {
                    value: Some(value),
                    precision,
                }
            }
        }
    }
}
