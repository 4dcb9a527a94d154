//! Digits to a number.

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decimal;

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

    proptest! {
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
