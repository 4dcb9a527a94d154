//! How a sum is written: with the article's own figures, signs and units.

use super::scene::{Bound, Figure, Scene};
use crate::text::{Span, case, pieces};

/// What is printed right before and behind a figure's numeral: "€" and "", "" and " square kilometres".
struct Affixes<'a> {
    before: &'a str,
    behind: &'a str,
}

/// Longer ends of a claim than this are no unit.
const LONGEST: usize = 30;

fn affixes<'a>(scene: &Scene<'a>, figure: &Figure<'_>) -> Affixes<'a> {
    let numeral = figure.numeral;
    let head = Span::new(figure.span.start, numeral.start).of(scene.text);
    let sign = head
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let code = figure.quantity.currency.is_some() && !sign.chars().any(char::is_lowercase);
    let before = if code || !head.ends_with(char::is_whitespace) {
        let sign_at = head.trim_end().len() - sign.len();
        if sign.is_empty() {
            ""
        } else {
            pieces::from(head, sign_at)
        }
    } else {
        ""
    };
    let tail = Span::new(numeral.end, figure.span.end).of(scene.text);
    let behind = if tail.len() > LONGEST || tail.contains(['\n', '\r']) || pieces::has(tail, " of ")
    {
        ""
    } else {
        tail
    };
    let before = before.trim_start_matches(['~', '≈', '<', '>', '≤', '≥', '+', '±']);
    Affixes { before, behind }
}

/// The figure as the article prints it, without its hedge; a fraction in figures ("2/3").
pub fn figure(scene: &Scene<'_>, figure: &Figure<'_>) -> String {
    if figure.is_share() && !figure.is_percent() {
        return fraction(figure.value);
    }
    let around = affixes(scene, figure);
    let numeral = figure.numeral.of(scene.text);
    let numeral: Vec<&str> = numeral.split_whitespace().collect();
    // "from 5 to 7 per cent" prints the unit once.
    let behind = if figure.is_percent() && around.behind.is_empty() {
        "%"
    } else {
        around.behind
    };
    format!("{}{}{behind}", around.before, pieces::joined(&numeral, " "))
}

/// The words that hedge the figure ("almost", "more than"), with a space behind.
pub fn hedge(scene: &Scene<'_>, figure: &Figure<'_>) -> String {
    let head = Span::new(figure.span.start, figure.numeral.start).of(scene.text);
    let words = head
        .split_whitespace()
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic()))
        .filter(|word| word.chars().any(char::is_lowercase));
    words.map(|word| case::lower(word) + " ").collect()
}

/// How many digits the article prints of the figure, at most six.
pub fn digits(scene: &Scene<'_>, figure: &Figure<'_>) -> i32 {
    let numeral = figure.numeral.of(scene.text);
    let digits = numeral.chars().filter(char::is_ascii_digit).take(6).count();
    i32::try_from(digits).unwrap_or(6)
}

/// How many decimals the article prints of the figure.
pub fn decimals(scene: &Scene<'_>, figure: &Figure<'_>) -> usize {
    let numeral = figure.numeral.of(scene.text);
    numeral.rsplit_once('.').map_or(0, |(_, behind)| {
        behind
            .chars()
            .take_while(char::is_ascii_digit)
            .count()
            .min(6)
    })
}

/// The figure without what it counts: "14" of "14 people".
pub fn bare(scene: &Scene<'_>, shown: &Figure<'_>) -> String {
    if !shown.is("count") && shown.quantity.dimension.is_some() {
        return figure(scene, shown);
    }
    decimal(shown.value, 2)
}

/// `value` in the unit of `figure`, with three digits that count, and whether it had to be rounded.
pub fn like(scene: &Scene<'_>, figure: &Figure<'_>, value: f64) -> (String, bool) {
    like_with(scene, figure, value, 3)
}

/// The same with as many digits as are asked for.
pub fn like_with(
    scene: &Scene<'_>,
    figure: &Figure<'_>,
    value: f64,
    digits: i32,
) -> (String, bool) {
    let around = affixes(scene, figure);
    let (number, rounded) = scaled(value, figure.numeral.of(scene.text), digits);
    let behind = if figure.is("count") {
        ""
    } else {
        around.behind
    };
    (format!("{}{number}{behind}", around.before), rounded)
}

/// `value` with the scale words of `numeral` ("bn", "million"), where it has any.
pub fn scaled(value: f64, numeral: &str, digits: i32) -> (String, bool) {
    let glued = numeral
        .char_indices()
        .find(|(_, c)| c.is_alphabetic())
        .is_some_and(|(at, _)| {
            numeral
                .get(..at)
                .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
        });
    let worded =
        glued || pieces::has(numeral, "illion") || !numeral.contains(|c: char| c.is_ascii_digit());
    let scales = [
        (1e12, "tn", " trillion"),
        (1e9, "bn", " billion"),
        (1e6, "m", " million"),
    ];
    let scale = scales
        .into_iter()
        .find(|(scale, ..)| worded && value.abs() >= *scale * 0.9995);
    let (scale, name) = scale.map_or((1.0, ""), |(scale, short, long)| {
        (scale, if glued { short } else { long })
    });
    let (number, rounded) = significant(value / scale, digits);
    (format!("{number}{name}"), rounded)
}

/// `value` as it is where it is short, else with `digits` digits that count, and whether it was rounded.
pub fn significant(value: f64, digits: i32) -> (String, bool) {
    if value == 0.0 || !value.is_finite() {
        return (decimal(value, 0), false);
    }
    let places = |digits: i32| digits - 1 - value.abs().log10().floor() as i32;
    let round = |places: i32| {
        let step = 10_f64.powi(places);
        (value * step).round() / step
    };
    // One digit more than a few is still no burden where it is the whole number.
    let slack = i32::from(digits < 4);
    let whole = round(places(digits + slack));
    let shown = |value: f64, places: i32| decimal(value, usize::try_from(places).unwrap_or(0));
    if (whole - value).abs() <= 1e-9 * value.abs() {
        return (shown(whole, places(digits + slack)), false);
    }
    (shown(round(places(digits)), places(digits)), true)
}

/// `value` with at most `places` decimals, a true minus sign and commas between thousands.
///
/// By whole numbers: the standard library's way to print a float would be a fifth of this module's code.
pub fn decimal(value: f64, places: usize) -> String {
    let places = u32::try_from(places.min(6)).unwrap_or(0);
    let one = 10_u64.pow(places);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "not negative; a cast stops at the largest number"
    )]
    let all = (value.abs() * one as f64).round() as u64;
    let (whole, mut rest) = ((all / one).to_string(), all % one);
    let mut out = String::new();
    if value < 0.0 && all > 0 {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if rest > 0 {
        out.push('.');
        let mut unit = one / 10;
        while rest > 0 && unit > 0 {
            out.push(char::from(b'0' + u8::try_from(rest / unit).unwrap_or(0)));
            rest %= unit;
            unit /= 10;
        }
    }
    out
}

/// "2/3", or a percentage where the fraction has no small parts.
fn fraction(value: f64) -> String {
    let parts = (2..=12).find_map(|below: u32| {
        let above = value * f64::from(below);
        let whole = above.round();
        ((above - whole).abs() < 1e-9 && whole >= 1.0)
            .then(|| format!("{}/{below}", decimal(whole, 0)))
    });
    parts.unwrap_or_else(|| format!("{}%", significant(value * 100.0, 3).0))
}

/// "(2/3)" between signs, "40%" as it is.
pub fn factor(scene: &Scene<'_>, share: &Figure<'_>) -> String {
    let shown = figure(scene, share);
    if shown.contains('/') {
        format!("({shown})")
    } else {
        shown
    }
}

/// "=" where nothing was rounded and nobody hedged, else "≈".
pub fn equals(rounded: bool, figures: &[&Figure<'_>]) -> &'static str {
    if rounded || figures.iter().any(|figure| figure.bound != Bound::Exact) {
        "≈"
    } else {
        "="
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, fraction, scaled, significant};

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(decimal(-1234.5, 2), "−1,234.5");
        assert_eq!(decimal(-0.001, 2), "0");
        assert_eq!(significant(116_514.1, 4), ("116,500".to_owned(), true));
        assert_eq!(significant(35.416_667, 3), ("35.4".to_owned(), true));
        assert_eq!(significant(0.001_234_567, 3), ("0.00123".to_owned(), true));
        assert_eq!(scaled(135e9, "90 billion", 3).0, "135 billion");
        assert_eq!(scaled(135e6, "90bn", 3).0, "135m");
        assert_eq!(scaled(1_250_000.0, "400,000", 3).0, "1,250,000");
        assert_eq!(fraction(2.0 / 3.0), "2/3");
        assert_eq!(fraction(0.415), "41.5%");
    }
}
