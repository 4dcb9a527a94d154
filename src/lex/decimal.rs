//! Digits to a number and a number to digits.

use crate::text::{Span, pieces};

/// The largest power of ten that a double holds exactly.
const EXACT: usize = 22;

/// The value of ASCII digits with at most one full stop between or before them, `None` for anything else. `exponent` is
/// added to the power of ten: `decimal("2.5", 6)` is 2,500,000.
///
/// As near as the standard library's for up to 15 digits and powers within 22, which is more than anyone prints; beyond
/// that within a few units in the last place. The standard library's own brings 25 kilobytes of WebAssembly.
#[must_use]
pub fn decimal(text: &str, exponent: i32) -> Option<f64> {
    let (mut digits, mut left_out, mut behind) = (0_u64, 0_i32, 0_i32);
    let (mut any, mut stop) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                behind += i32::from(stop);
                // Digits beyond the nineteenth change nothing that a double shows.
                if digits < 1_000_000_000_000_000_000 {
                    digits = digits * 10 + u64::from(byte - b'0');
                } else {
                    left_out += 1;
                }
            }
            b'.' if !stop => stop = true,
            _ => return None,
        }
    }
    if !any || text.ends_with('.') {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "to the nearest double")]
    let value = digits as f64;
    let power = exponent + left_out - behind;
    Some(scaled(value, power))
}

/// `value` times ten to the `power`.
fn scaled(value: f64, power: i32) -> f64 {
    let mut value = value;
    let mut rest = power.unsigned_abs() as usize;
    while rest > 0 && value != 0.0 && value.is_finite() {
        let step = rest.min(EXACT);
        // 10^22 and all below it are exact, so that one step rounds once.
        let mut ten = 1.0;
        for _ in 0..step {
            ten *= 10.0;
        }
        if power < 0 {
            value /= ten;
        } else {
            value *= ten;
        }
        rest -= step;
    }
    value
}

/// The whole number of `digits` digits (one to seventeen) and the power of ten that together come nearest to `value`,
/// which is finite and above zero.
fn digits_of(value: f64, digits: i32) -> (f64, i32) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the exponent of a double is small"
    )]
    let power = value.log10().floor() as i32 - (digits - 1);
    let whole = scaled(value, -power).round();
    // 9.99 to two digits is 10 of one digit more, and a logarithm may be one too small.
    if whole < scaled(1.0, digits) {
        (whole, power)
    } else {
        (scaled(value, -power - 1).round(), power + 1)
    }
}

/// `value` to fourteen digits: without those that binary fractions would show.
///
/// Printing and reading it back by the standard library would do the same with tables of its own.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let (whole, power) = digits_of(value.abs(), 14);
    scaled(whole, power).copysign(value)
}

/// The shortest whole number that with a power of ten is `value` and no other double.
fn shortest(value: f64) -> (u128, i32) {
    let short = (1..16)
        .map(|digits| digits_of(value, digits))
        .find(|&(whole, power)| scaled(whole, power) == value);
    let long = || {
        [16, 17]
            .into_iter()
            .find_map(|digits| exact(value, digits).filter(|(.., same)| *same || digits == 17))
    };
    if short.is_none()
        && let Some((whole, power, _)) = long()
    {
        return (whole, power);
    }
    let sixteen =
        || Some(digits_of(value, 16)).filter(|&(whole, power)| scaled(whole, power) == value);
    let (whole, power) = short
        .or_else(sixteen)
        .unwrap_or_else(|| digits_of(value, 17));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of at most 17 digits"
    )]
    let whole = whole as u128;
    (whole, power)
}

/// The same as `digits_of` by whole numbers, where 128 bits hold them (from 0.00001 to 2^53), and whether no other
/// double is as near to it as `value`.
fn exact(value: f64, digits: i32) -> Option<(u128, i32, bool)> {
    const LEADING: u64 = 1 << 52;
    // The value is `mantissa` half steps of 2^-shift.
    let mantissa = value.to_bits() & (LEADING - 1) | LEADING;
    let exponent = i32::try_from(value.to_bits() >> 52).ok()? - 1075;
    let shift = u32::try_from(1 - exponent)
        .ok()
        .filter(|shift| (2..120).contains(shift))?;
    let (_, power) = digits_of(value, digits);
    let ten = 10_u128.checked_pow(u32::try_from(-power).ok()?)?;
    let times = ten.checked_mul(u128::from(mantissa) * 2)?;
    let whole = times.checked_add(1 << (shift - 1))? >> shift;
    // Below a power of two the doubles lie twice as close.
    let room = if mantissa == LEADING { ten / 2 } else { ten };
    Some((
        whole,
        power,
        whole.checked_mul(1 << shift)?.abs_diff(times) <= room,
    ))
}

/// Up to so many digits a double and its text belong together.
const FIFTEEN_DIGITS: u128 = 1_000_000_000_000_000;
/// From here on every double is a whole number: 2^53.
const EXACT_WHOLE: f64 = 9_007_199_254_740_992.0;
/// 10^38 has room in 128 bits.
const LARGEST: f64 = 1e38;

/// `value` with as few digits as tell it from every other number, without an exponent: "90000000", "0.25".
///
/// As the standard library prints it from 0.00001 to 2^53. A larger whole number of more than 15
/// digits is printed as exactly what the double holds; of smaller ones, where more than 15 digits are needed, the last digits may differ from the standard
/// library's, whose tables and code this keeps out of the WebAssembly.
#[must_use]
pub fn printed(value: f64) -> String {
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_nan() {
        out.push('-');
    }
    let value = value.abs();
    if !value.is_finite() || value == 0.0 {
        out.push_str(match () {
            () if value.is_nan() => "NaN",
            () if value == 0.0 => "0",
            () => "inf",
        });
        return out;
    }
    let (whole, power) = shortest(value);
    if whole >= FIFTEEN_DIGITS && (EXACT_WHOLE..LARGEST).contains(&value) {
        out.push_str(&whole_digits(value));
        return out;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most seventeen digits")]
    let digits = (whole as u64).to_string();
    let behind = usize::try_from(-power).unwrap_or(0);
    if behind >= digits.len() {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', behind - digits.len()));
        out.push_str(&digits);
    } else {
        let end = digits.len() - behind;
        let (before, after) = (Span::new(0, end).of(&digits), pieces::from(&digits, end));
        out.push_str(before);
        out.extend(std::iter::repeat_n(
            '0',
            usize::try_from(power).unwrap_or(0),
        ));
        if !after.is_empty() {
            out.push('.');
            out.push_str(after);
        }
    }
    out
}

/// The digits of a double from 2^53 on, all of them: its mantissa, doubled as often as its exponent says. Printing a
/// number of 128 bits brings 1.3 kB of WebAssembly.
fn whole_digits(value: f64) -> String {
    const LEADING: u64 = 1 << 52;
    let mantissa = value.to_bits() & (LEADING - 1) | LEADING;
    let mut digits: Vec<u8> = mantissa.to_string().into_bytes();
    for _ in 1075..value.to_bits() >> 52 {
        let mut carry = 0;
        for digit in digits.iter_mut().rev() {
            let twice = (*digit - b'0') * 2 + carry;
            (*digit, carry) = (b'0' + twice % 10, twice / 10);
        }
        if carry > 0 {
            digits.insert(0, b'0' + carry);
        }
    }
    digits.into_iter().map(char::from).collect()
}

/// Whether `value` is whole and a multiple of `of`, which is whole and below 2^64.
///
/// The remainder of two doubles is a routine that takes 2.1 kB of WebAssembly. From 2^64 on, where a double has no digit left for a
/// rest, the quotient tells.
#[must_use]
pub fn is_multiple(value: f64, of: f64) -> bool {
    const WORD: f64 = 18_446_744_073_709_551_616.0;
    let value = value.abs();
    if value.fract() != 0.0 || value >= WORD {
        return value >= WORD && (value / of).fract() == 0.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, not negative and below 2^64"
    )]
    (value as u64).is_multiple_of(of as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decimal, is_multiple, printed, rounded, whole_digits};

    #[test]
    fn numbers_are_printed_in_full() {
        for value in [
            0.0,
            -0.0,
            1.0,
            10.0,
            90e9,
            0.25,
            0.001,
            -2.5,
            99.99,
            0.1 + 0.2,
            2.0 / 3.0,
            1e21,
            f64::INFINITY,
            f64::NAN,
        ] {
            assert_eq!(printed(value), value.to_string());
        }
        for id in [9_007_199_254_740_993_u64, 1_234_567_890_123_456_789] {
            let value = id as f64;
            assert_eq!(printed(value).parse(), Ok(value));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", ".", "5.", "1.2.3", "-5", "1e5", "٣", "5 "] {
            assert_eq!(decimal(text, 0), None, "{text}");
        }
        assert_eq!(decimal(".5", 0), Some(0.5));
        assert_eq!(decimal("2.5", 6), Some(2_500_000.0));
        assert_eq!(decimal(&"9".repeat(400), 0), Some(f64::INFINITY));
        assert_eq!(decimal("1", -400), Some(0.0));
    }

    #[test]
    fn a_multiple_leaves_no_rest() {
        for value in [
            0.0,
            0.5,
            1.0,
            20.0,
            110.0,
            1e15,
            1.5e16,
            123_456_789e9,
            1e19,
            3e22,
        ] {
            for of in [10.0, 100.0, 1e15] {
                assert_eq!(is_multiple(value, of), value % of == 0.0, "{value} {of}");
            }
        }
        assert!(!is_multiple(f64::INFINITY, 10.0) && !is_multiple(f64::NAN, 10.0));
    }

    proptest! {
        #[test]
        fn a_whole_number_is_printed_in_full(digits in 9_007_199_254_740_992..u64::MAX, power in 0..18_i32) {
            let value = digits as f64 * 10_f64.powi(power);
            prop_assert_eq!(whole_digits(value), (value as u128).to_string());
        }

        #[test]
        fn up_to_fifteen_digits_it_is_printed_as_the_standard_library_does(
            digits in 1..1_000_000_000_000_000_u64, power in -18..7_i32,
        ) {
            let value: f64 = format!("{digits}e{power}").parse().unwrap();
            prop_assert_eq!(printed(value), value.to_string());
            prop_assert_eq!(printed(-value), (-value).to_string());
        }

        #[test]
        fn fractions_are_printed_as_the_standard_library_does(above in 1..100_000_u32, below in 1..100_000_u32) {
            let value = f64::from(above) / f64::from(below);
            prop_assert_eq!(printed(value), value.to_string());
        }

        #[test]
        fn any_number_is_printed_as_near_as_anyone_sees(value in prop::num::f64::NORMAL) {
            let again: f64 = printed(value).parse().unwrap();
            prop_assert!((again - value).abs() <= value.abs() * 1e-13, "{} {}", value, printed(value));
        }

        #[test]
        fn fourteen_digits_are_those_of_the_standard_library(
            digits in 1..10_000_000_000_000_u64, power in -15..7_i32, scale in 0..13_i32,
        ) {
            let value: f64 = format!("{digits}e{power}").parse().unwrap();
            let product = value * 10_f64.powi(scale);
            prop_assert_eq!(rounded(product), format!("{product:.13e}").parse::<f64>().unwrap());
        }

        #[test]
        fn up_to_fifteen_digits_it_is_the_standard_librarys(text in "[0-9]{1,8}(\\.[0-9]{1,7})?") {
            prop_assert_eq!(decimal(&text, 0), text.parse::<f64>().ok());
        }

        #[test]
        fn beyond_that_it_is_as_near_as_anyone_sees(text in "[0-9]{16,40}", exponent in -30..30_i32) {
            let wanted: f64 = format!("{text}e{exponent}").parse().unwrap();
            let got = decimal(&text, exponent).unwrap();
            prop_assert!((got - wanted).abs() <= wanted.abs() * 1e-14, "{} {}", got, wanted);
        }
    }
}
