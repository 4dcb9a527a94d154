//! What a printed number may stand for: every value that would be printed so.

use std::borrow::Cow;

use crate::lex::decimal::{decimal, is_multiple};
use crate::report::Value;
use crate::text::pieces;

/// From `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// One value, with nothing around it.
    pub const fn exactly(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    fn of(a: f64, b: f64) -> Self {
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }

    /// `value`, and as much as `share` of it to either side.
    pub fn around(value: f64, share: f64) -> Self {
        Self::of(value * (1.0 - share), value * (1.0 + share))
    }

    /// What "400", "1.1 billion" or "about 500" stands for: half a unit of the last printed place, where zeros at
    /// the end of a whole number count for one place only. With a hedge, half a unit of the last place that is no
    /// zero, and no less than 5%.
    pub fn printed(numeral: &str, value: f64, hedged: bool) -> Self {
        let (exact, loose) = half_steps(numeral, value);
        let half = if hedged {
            loose.max(value.abs() * 0.05)
        } else {
            exact
        };
        Self {
            low: value - half,
            high: value + half,
        }
    }

    /// Both ends of a printed range, or one number.
    pub fn of_value(numeral: &str, value: Value, hedged: bool) -> Self {
        match value {
            Value::One(value) => Self::printed(numeral, value, hedged),
            Value::Range(a, b) if hedged => Self::of(a * 0.95, b * 1.05),
            Value::Range(a, b) => Self::of(a, b),
        }
    }

    /// Whether some value lies in both. A billionth is nothing: it is what the arithmetic itself rounds away.
    pub fn meets(self, other: Self) -> bool {
        let slack = 1e-9 * self.high.abs().max(other.high.abs());
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    pub fn times(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }

    /// Everything where `other` holds zero.
    pub fn over(self, other: Self) -> Self {
        if other.low <= 0.0 && other.high >= 0.0 {
            return Self {
                low: f64::NEG_INFINITY,
                high: f64::INFINITY,
            };
        }
        self.with(other, |a, b| a / b)
    }

    pub fn minus(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            high: self.high - other.low,
        }
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// With `by` more to either side.
    pub fn widened(self, by: f64) -> Self {
        Self {
            low: self.low - by,
            high: self.high + by,
        }
    }

    /// Half of its width.
    pub fn half(self) -> f64 {
        (self.high - self.low) / 2.0
    }

    fn with(self, other: Self, sum: impl Fn(f64, f64) -> f64) -> Self {
        let all = [
            sum(self.low, other.low),
            sum(self.low, other.high),
            sum(self.high, other.low),
            sum(self.high, other.high),
        ];
        Self {
            low: all.into_iter().fold(f64::INFINITY, f64::min),
            high: all.into_iter().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

/// Half a unit of the last place that is printed, and of the last one that is no zero.
fn half_steps(numeral: &str, value: f64) -> (f64, f64) {
    let first = numeral.bytes().position(|byte| byte.is_ascii_digit());
    let figures = pieces::from(numeral, first.unwrap_or(numeral.len()));
    let end = figures
        .bytes()
        .position(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b','));
    let digits = figures.get(..end.unwrap_or(figures.len()));
    let digits = digits.unwrap_or_default().trim_end_matches(['.', ',']);
    if digits.is_empty() || numeral.contains(['/', '^', '½', '¼', '¾']) {
        return in_words(value);
    }
    let decimals = match digits.rsplit_once('.') {
        Some((_, decimals)) => decimals.len(),
        // "3,5" as it is written in half of Europe.
        None => digits
            .rsplit_once(',')
            .map_or(0, |(_, end)| if end.len() == 3 { 0 } else { end.len() }),
    };
    let parted = digits.bytes().any(|byte| !byte.is_ascii_digit());
    let bare: Cow<'_, str> = match parted {
        true => digits.chars().filter(char::is_ascii_digit).collect(),
        false => Cow::Borrowed(digits),
    };
    let Some(number) = decimal(&bare, 0) else {
        return (0.0, 0.0);
    };
    let printed = number / 10_f64.powi(decimals as i32);
    if printed == 0.0 {
        let half = 0.5 / 10_f64.powi(decimals as i32);
        return (half, half);
    }
    let scale = (value / printed).abs();
    let zeros = if decimals == 0 {
        bare.len() - bare.trim_end_matches('0').len()
    } else {
        0
    };
    let loose = 10_f64.powi(zeros as i32 - decimals as i32) * scale / 2.0;
    let exact = if zeros > 0 { loose / 10.0 } else { loose };
    (exact, loose)
}

/// The same for a number in words: a fraction is seldom meant to the digit.
fn in_words(value: f64) -> (f64, f64) {
    let size = value.abs();
    if size.fract() != 0.0 {
        return (size * 0.06, size * 0.12);
    }
    let mut place = 1.0;
    while place < 1e15 && size > 0.0 && is_multiple(size, place * 10.0) {
        place *= 10.0;
    }
    let exact = if size >= 1000.0 { place / 2.0 } else { 0.5 };
    (exact, place / 2.0)
}

#[cfg(test)]
mod tests {
    use super::Interval;

    #[test]
    fn the_width_is_that_of_the_last_printed_place() {
        for (numeral, value, hedged, low, high) in [
            ("500", 500.0, false, 495.0, 505.0),
            ("500", 500.0, true, 450.0, 550.0),
            ("48", 48.0, false, 47.5, 48.5),
            ("1.1 billion", 1.1e9, false, 1.05e9, 1.15e9),
            ("90 billion", 90e9, false, 89.5e9, 90.5e9),
            ("9,500", 9500.0, false, 9495.0, 9505.0),
            ("two million", 2e6, false, 1.5e6, 2.5e6),
            ("0", 0.0, false, -0.5, 0.5),
        ] {
            let found = Interval::printed(numeral, value, hedged);
            let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
            assert!(
                same(found.low, low) && same(found.high, high),
                "{numeral}: {found:?}"
            );
        }
    }

    #[test]
    fn nothing_is_known_after_a_division_by_zero() {
        let all = Interval::exactly(1.0).over(Interval {
            low: -1.0,
            high: 1.0,
        });
        assert!(all.meets(Interval::exactly(1e300)));
    }
}
