//! Numerals: figures, words and mixtures of both, with their scale words, to values.

use crate::lex::decimal::{decimal, is_multiple, rounded};
use crate::lex::unit::NUMBER_WORDS;
use crate::report::Value;
use crate::text::{Block, Kind, lexicon, word, words};

/// What a word adds to a number. The table is `data/numbers.csv`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// zero to nineteen
    Unit(f64),
    /// twenty to ninety
    Ten(f64),
    /// hundred
    Hundred,
    /// thousand and more
    Scale(f64),
    /// half, third ...: the divisor
    Fraction(f64),
    /// dozen
    Dozen,
    /// dozens, hundreds ...: from, to
    Vague(f64, f64),
}

/// How a numeral is written, for those who judge whether it is a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Figures, perhaps with separators: "1,000", "19.3".
    Figures,
    /// Figures with a scale: "90 billion", "2.5m".
    Scaled,
    /// Words: "forty-two".
    Words,
    /// A fraction or share: "two-thirds", "½", "one in five".
    Fraction,
    /// "dozens", "tens of thousands".
    Vague,
}

/// A numeral in a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// One value, or the range that a vague word stands for.
    pub value: Value,
    /// How it is written.
    pub style: Style,
    /// What its scale words multiply by: 1e9 in "90 billion". A range shares it ("5-10 million").
    pub scale: f64,
    /// Whether the last token is the single letter `m`, glued to figures: metres, minutes or million.
    pub letter_m: bool,
}

/// The word's value, where the lexicon says that it has one.
fn number_word(block: &Block<'_>, at: usize) -> Option<NumberWord> {
    let token = block.tokens.get(at)?;
    if !token.class.is(lexicon::NUMBER_WORD) {
        return None;
    }
    let lower = || {
        let letters = block.word(at).bytes();
        letters.map(|letter| letter.to_ascii_lowercase())
    };
    let index = NUMBER_WORDS
        .binary_search_by(|(word, _)| word.bytes().cmp(lower()))
        .ok()?;
    NUMBER_WORDS.get(index).map(|(_, word)| *word)
}

/// The numeral that starts at token `at`, at its longest.
#[must_use]
pub fn numeral(block: &Block<'_>, at: usize) -> Option<Numeral> {
    let simple = match block.kind(at)? {
        Kind::Number => figures(block, at),
        Kind::Word if block.is(at, word!("minus")) => minus(block, at),
        Kind::Word => words(block, at),
        Kind::Other if is_minus(block, at) => minus(block, at),
        Kind::Other if is_point(block, at) => point(block, at),
        Kind::Other => vulgar(block.word(at)).map(|value| Numeral {
            first: at,
            last: at,
            value: Value::One(value),
            style: Style::Fraction,
            scale: 1.0,
            letter_m: false,
        }),
        _ => None,
    }?;
    Some(share(block, &simple).unwrap_or(simple))
}

/// Whether token `at` is a mark that opens a number: a minus sign or the point of ".001".
#[must_use]
pub fn is_sign(block: &Block<'_>, at: usize) -> bool {
    is_minus(block, at) || is_point(block, at)
}

/// A minus sign or hyphen that touches figures and nothing before it, so that no range and no compound has it.
fn is_minus(block: &Block<'_>, at: usize) -> bool {
    // An en dash opens an aside more often than a temperature below zero.
    let dash = block.is_any(at, words!["−", "-"])
        || block.is(at, word!("–")) && block.is(at + 2, word!("°"));
    if !dash {
        return false;
    }
    let before = at.checked_sub(1);
    let free = !block.is_glued(at)
        || before.is_some_and(|before| block.is_any(before, words!["(", "[", "~", "±"]));
    let number = before.is_some_and(|before| block.kind(before) == Some(Kind::Number));
    free && !number && at > 0 && block.is_glued(at + 1) && block.kind(at + 1) == Some(Kind::Number)
}

/// The full stop of ".001", which nothing touches from before.
fn is_point(block: &Block<'_>, at: usize) -> bool {
    block.is(at, word!("."))
        && !block.is_glued(at)
        && at > 0
        && block.is_glued(at + 1)
        && block.kind(at + 1) == Some(Kind::Number)
        && block.word(at + 1).bytes().all(|byte| byte.is_ascii_digit())
}

/// "minus 3.5", "minus-130", "−5": the number behind the sign at token `at`, below zero.
fn minus(block: &Block<'_>, at: usize) -> Option<Numeral> {
    let hyphen = block.is(at + 1, word!("-")) && block.is_glued(at + 1) && block.is_glued(at + 2);
    let next = at + 1 + usize::from(hyphen);
    let number = match block.kind(next)? {
        Kind::Number => figures(block, next),
        Kind::Word => words(block, next),
        _ => None,
    }?;
    let Value::One(value) = number.value else {
        return None;
    };
    Some(Numeral {
        first: at,
        value: Value::One(-value),
        ..number
    })
}

/// ".001": the figures behind the point at token `at`.
fn point(block: &Block<'_>, at: usize) -> Option<Numeral> {
    let number = figures(block, at + 1)?;
    let digits = block.word(at + 1);
    let value = decimal(digits, -i32::try_from(digits.len()).ok()?)?;
    Some(Numeral {
        first: at,
        value: Value::One(value * number.scale),
        ..number
    })
}

/// "one in five", "3 out of 10", "nine of ten": a share of two numbers, the first not larger.
fn share(block: &Block<'_>, part: &Numeral) -> Option<Numeral> {
    let Value::One(value) = part.value else {
        return None;
    };
    if !matches!(part.style, Style::Figures | Style::Words) {
        return None;
    }
    let at = part.last + 1;
    // "hit 9-of-30 shots"
    let hyphens = block.is(at, word!("-"))
        && block.is(at + 1, word!("of"))
        && block.is(at + 2, word!("-"))
        && (at..=at + 3).all(|at| block.is_glued(at));
    let of = if hyphens {
        at + 3
    } else if block.are(at, words!["out", "of"]) || block.are(at, words!["out", "of", "every"]) {
        at + 2
    } else if block.is(at, word!("of")) && value <= 99.0 && is_small(block, at + 1) {
        // "five of six", "3 of 10"
        at + 1
    } else if block.is(at, word!("in")) && (value <= 9.0 || block.is(at + 1, word!("every"))) {
        at + 1
    } else {
        return None;
    };
    let of = if block.is(of, word!("every")) {
        of + 1
    } else {
        of
    };
    let whole = match block.kind(of)? {
        Kind::Number => figures(block, of),
        _ => words(block, of),
    }?;
    let Value::One(total) = whole.value else {
        return None;
    };
    // "3 in 2019" is no share.
    let year = whole.style == Style::Figures
        && block.word(of).len() == 4
        && block.word(of).bytes().all(|b| b.is_ascii_digit());
    let fits = value > 0.0 && value <= total && total >= 2.0 && total.fract() == 0.0;
    (fits && !year).then_some(Numeral {
        first: part.first,
        last: whole.last,
        value: Value::One(value / total),
        style: Style::Fraction,
        scale: 1.0,
        letter_m: false,
    })
}

/// Whether the number at token `at` is a plain one below a thousand, so that "five of six" is a share.
fn is_small(block: &Block<'_>, at: usize) -> bool {
    let number = match block.kind(at) {
        Some(Kind::Number) => figures(block, at),
        Some(Kind::Word) => words(block, at),
        _ => None,
    };
    number.is_some_and(|number| {
        matches!(number.value, Value::One(value) if value < 1e3 && value.fract() == 0.0)
            && matches!(number.style, Style::Figures | Style::Words)
            && !block.is(at, word!("a"))
    })
}

/// The value of a single-character fraction.
fn vulgar(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// The value of digits with separators, or `None` where they are no number ("1,2,3", "10.5.2").
#[must_use]
pub fn parse_figures(text: &str) -> Option<f64> {
    let count = |mark: u8| text.bytes().filter(|byte| *byte == mark).count();
    let (dots, commas) = (count(b'.'), count(b','));
    let plain = match (commas, dots) {
        // Longer than a double holds exactly is no number that an article means.
        (0, 0 | 1) => return (text.len() <= 40).then(|| decimal(text, 0)).flatten(),
        (0, _) => grouped(text, '.').then(|| text.replace('.', ""))?,
        (_, 0) if grouped(text, ',') => text.replace(',', ""),
        (1, 0) => text.replace(',', "."),
        (_, 1) if text.rfind('.') > text.rfind(',') => {
            let (whole, _) = text.rsplit_once('.')?;
            grouped(whole, ',').then(|| text.replace(',', ""))?
        }
        (1, _) if text.rfind(',') > text.rfind('.') => {
            let (whole, part) = text.rsplit_once(',')?;
            grouped(whole, '.').then(|| format!("{}.{part}", whole.replace('.', "")))?
        }
        _ => return None,
    };
    (plain.len() <= 40).then(|| decimal(&plain, 0)).flatten()
}

/// Whether `separator` parts `text` into groups of thousands, or of lakhs ("1,23,456").
fn grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let Some((last, middle)) = rest.split_last() else {
        return true;
    };
    (1..=3).contains(&first.len())
        && last.len() == 3
        && (middle.iter().all(|group| group.len() == 3)
            || (first.len() <= 2 && middle.iter().all(|group| group.len() == 2)))
}

/// A numeral that starts with figures.
fn figures(block: &Block<'_>, at: usize) -> Option<Numeral> {
    let mut value = parse_figures(block.word(at))?;
    let mut last = at;
    let mut style = Style::Figures;
    // "12 500": a space between thousands, thin, fixed or plain.
    let whole = block.word(at).len() <= 3
        && block.word(at).bytes().all(|byte| byte.is_ascii_digit())
        && !block.word(at).starts_with('0');
    while whole && let Some(group) = thousands_group(block, last) {
        value = value * 1e3 + parse_figures(block.word(group))?;
        last = group;
    }
    // "2½", "2 ½"
    if let Some(part) = vulgar(block.word(last + 1)) {
        return Some(Numeral {
            first: at,
            last: last + 1,
            value: Value::One(value + part),
            style: Style::Figures,
            scale: 1.0,
            letter_m: false,
        });
    }
    // "1.5×10^3", "10⁶"
    if let Some(power) = power(block, last) {
        // By its digits, so that "6.02×10^23" is exactly that.
        let digits = if power.bare { "1" } else { block.word(at) };
        let value = decimal(&digits.replace(',', ""), power.exponent)?;
        return Some(Numeral {
            first: at,
            last: power.last,
            value: Value::One(value),
            style: Style::Scaled,
            scale: 1.0,
            letter_m: false,
        });
    }
    // "3/4", "2 1/2" (the latter reads as 2 and 1/2 only with a gap)
    if let Some((fraction, end)) = slashed(block, last) {
        return Some(Numeral {
            first: at,
            last: end,
            value: Value::One(fraction),
            style: Style::Fraction,
            scale: 1.0,
            letter_m: false,
        });
    }
    // "2-1/2": glued by a hyphen.
    let hyphen = usize::from(
        block.is(last + 1, word!("-")) && block.is_glued(last + 1) && block.is_glued(last + 2),
    );
    if let Some((fraction, end)) = slashed(block, last + 1 + hyphen)
        .filter(|_| (hyphen > 0 || !block.is_glued(last + 1)) && value.fract() == 0.0)
    {
        return Some(Numeral {
            first: at,
            last: end,
            value: Value::One(value + fraction),
            style: Style::Figures,
            scale: 1.0,
            letter_m: false,
        });
    }
    let mut letter_m = false;
    let mut scaled = 1.0;
    while let Some((scale, end, is_m)) = scale(block, last) {
        value = times(value, scale);
        scaled *= scale;
        last = end;
        style = Style::Scaled;
        letter_m |= is_m;
    }
    let ordinal = block.is_glued(last + 1)
        && matches!(
            block.word(last + 1),
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH"
        );
    (!ordinal).then_some(Numeral {
        first: at,
        last,
        value: Value::One(value),
        style,
        scale: scaled,
        letter_m,
    })
}

/// The token of the three figures that follow token `last` behind a space ("12 500") or an apostrophe ("12’500").
fn thousands_group(block: &Block<'_>, last: usize) -> Option<usize> {
    let apostrophe = block.is_any(last + 1, words!["'", "’"])
        && block.is_glued(last + 1)
        && block.is_glued(last + 2);
    let at = last + 1 + usize::from(apostrophe);
    if block.kind(at) != Some(Kind::Number) {
        return None;
    }
    let gap = block
        .text
        .get(block.tokens.get(at - 1)?.span.end..block.tokens.get(at)?.span.start)
        .unwrap_or_default();
    let digits = block.word(at);
    let parted = apostrophe || matches!(gap, " " | "\u{a0}" | "\u{2009}" | "\u{202f}");
    let three = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    // "1'500" is a number, "at 5'500" with letters behind it none.
    let ends = !(apostrophe && block.is_glued(at + 1) && block.kind(at + 1) == Some(Kind::Number));
    (parted && three && ends).then_some(at)
}

/// A power of ten.
struct Power {
    exponent: i32,
    /// Index of its last token.
    last: usize,
    /// Whether the number before it is the ten itself ("10⁶").
    bare: bool,
}

/// The power of ten after or at token `last`: "×10^3", "x 10⁻³", "E-4", "^6" or "⁶" of a ten.
fn power(block: &Block<'_>, last: usize) -> Option<Power> {
    // "3.2E-4", "5e6": one word with figures, or an "e" before a sign.
    if block.is_glued(last + 1) && block.kind(last + 1) == Some(Kind::Word) {
        let word = block.word(last + 1);
        let digits = word.strip_prefix(['e', 'E'])?;
        let (digits, end) = if digits.is_empty() {
            let sign = block.is_any(last + 2, words!["-", "−", "+"]);
            let touching = (2..=3).all(|next| block.is_glued(last + next));
            if !(sign && touching) {
                return None;
            }
            (block.word(last + 3), last + 3)
        } else {
            (digits, last + 1)
        };
        let negative = end > last + 1 && !block.is(last + 2, word!("+"));
        return exponent(digits, negative).map(|exponent| Power {
            exponent,
            last: end,
            bare: false,
        });
    }
    let bare = block.word(last) == "10";
    let ten = if bare {
        last
    } else if matches!(block.word(last + 1), "×" | "x" | "*" | "·") && block.word(last + 2) == "10"
    {
        last + 2
    } else {
        return None;
    };
    if block.is(ten + 1, word!("^")) {
        let negative = block.is_any(ten + 2, words!["-", "−"]);
        let digits = ten + 2 + usize::from(negative);
        return exponent(block.word(digits), negative).map(|exponent| Power {
            exponent,
            last: digits,
            bare,
        });
    }
    raised(block, ten).map(|(exponent, last)| Power {
        exponent,
        last,
        bare,
    })
}

/// At most three figures as an exponent that a double can have.
fn exponent(digits: &str, negative: bool) -> Option<i32> {
    let figures = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let exponent: i32 = digits
        .parse()
        .ok()
        .filter(|exponent| figures && *exponent <= 300)?;
    Some(if negative { -exponent } else { exponent })
}

/// The raised figures glued to the ten at token `ten` ("10⁻³"), and their last token.
fn raised(block: &Block<'_>, ten: usize) -> Option<(i32, usize)> {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let negative = block.is(ten + 1, word!("⁻"));
    let first = ten + 1 + usize::from(negative);
    let mut value = 0;
    let mut end = first;
    while end < first + 3
        && block.is_glued(end)
        && let Some(digit) = RAISED.iter().position(|raised| *raised == block.word(end))
    {
        value = value * 10 + digit as i32;
        end += 1;
    }
    (end > first && value <= 300).then(|| (if negative { -value } else { value }, end - 1))
}

/// "1/2" at token `at`: both figures glued to the slash, the part smaller than the whole, which is one that
/// people write as a fraction.
fn slashed(block: &Block<'_>, at: usize) -> Option<(f64, usize)> {
    let glued = block.is(at + 1, word!("/"))
        && block.is_glued(at + 1)
        && block.is_glued(at + 2)
        && !block.is(at + 3, word!("/"))
        && at
            .checked_sub(1)
            .is_none_or(|before| !block.is(before, word!("/")));
    if !glued || block.kind(at)? != Kind::Number || block.kind(at + 2)? != Kind::Number {
        return None;
    }
    let part = decimal(block.word(at), 0)?;
    let whole = decimal(block.word(at + 2), 0)?;
    let usual = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0, 64.0].contains(&whole);
    (usual && part > 0.0 && part < whole).then(|| (part / whole, at + 2))
}

/// `value` times `scale`, without the last digits that binary fractions would show: 32.243 billion is 32243000000.
fn times(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    if value.fract() == 0.0 {
        return product;
    }
    rounded(product)
}

/// A scale after token `last`: its factor, its last token, whether it is the ambiguous letter `m`.
fn scale(block: &Block<'_>, last: usize) -> Option<(f64, usize, bool)> {
    let hyphen = usize::from(
        block.is(last + 1, word!("-")) && block.is_glued(last + 1) && block.is_glued(last + 2),
    );
    let at = last + 1 + hyphen;
    match number_word(block, at) {
        Some(NumberWord::Scale(scale)) => return Some((scale, at, false)),
        Some(NumberWord::Hundred) => return Some((100.0, at, false)),
        Some(NumberWord::Dozen) => return Some((12.0, at, false)),
        _ => {}
    }
    if !block.is_glued(last + 1) {
        return None;
    }
    Some(match block.word(last + 1) {
        "k" | "K" => (1e3, last + 1, false),
        "m" | "M" => (1e6, last + 1, true),
        "b" | "B" => (1e9, last + 1, false),
        _ => return None,
    })
}

/// A numeral in words.
fn words(block: &Block<'_>, at: usize) -> Option<Numeral> {
    let article = block.is_any(at, words!["a", "an"]);
    // Nearly every "a" stands before another word.
    if article
        && !block.has(at + 1, lexicon::NUMBER_WORD)
        && !block.is_any(at + 1, words!["few", "couple"])
    {
        return None;
    }
    let vague = |first: usize, last: usize, low: f64, high: f64| Numeral {
        first,
        last,
        value: Value::Range(low, high),
        style: Style::Vague,
        scale: 1.0,
        letter_m: false,
    };
    if let Some((last, low, high)) = some_hundreds(block, at) {
        return Some(vague(at, last, low, high));
    }
    match number_word(block, at) {
        // "tens of thousands": the lexicon has no "tens", which alone is no number.
        None if block.is(at, word!("tens")) && block.is(at + 1, word!("of")) => {
            let Some(NumberWord::Vague(low, high)) = number_word(block, at + 2) else {
                return None;
            };
            return Some(vague(at, at + 2, low * 10.0, high * 10.0));
        }
        Some(NumberWord::Vague(low, high)) => {
            // "hundreds of thousands", "hundreds of millions"
            if let (true, Some(NumberWord::Vague(scale, _))) =
                (block.is(at + 1, word!("of")), number_word(block, at + 2))
                && scale > low
            {
                return Some(vague(at, at + 2, low * scale, high * scale));
            }
            return Some(vague(at, at, low, high));
        }
        _ => {}
    }
    let first = at + usize::from(article);
    let mut total = 0.0;
    let mut current: Option<f64> = article.then_some(1.0);
    let mut next = first;
    let mut seen = 0;
    loop {
        // Hyphens and "and" stand between number words only.
        let hyphen = block.is(next, word!("-")) && block.is_glued(next);
        let and = block.is(next, word!("and")) && joins_with_and(block, next);
        let joint = usize::from(seen > 0 && (hyphen || and));
        let Some(word) = number_word(block, next + joint) else {
            break;
        };
        match (word, current) {
            (NumberWord::Unit(value), None) => current = Some(value),
            // "a two-year": the article is not one.
            (NumberWord::Unit(_) | NumberWord::Ten(_), Some(_)) if article && seen == 0 => {
                return None;
            }
            (NumberWord::Unit(value), Some(before))
                if value < 10.0
                    && is_multiple(before, 10.0)
                    && before > 0.0
                    && !is_multiple(before - 10.0, 100.0) =>
            {
                current = Some(before + value);
            }
            (NumberWord::Unit(value), Some(before))
                if before >= 100.0 && is_multiple(before, 100.0) =>
            {
                current = Some(before + value)
            }
            (NumberWord::Ten(value), None) => current = Some(value),
            (NumberWord::Ten(value), Some(before))
                if before >= 100.0 && is_multiple(before, 100.0) =>
            {
                current = Some(before + value)
            }
            (NumberWord::Hundred, Some(before)) if before < 100.0 => current = Some(before * 100.0),
            (NumberWord::Dozen, Some(before)) if before < 100.0 => current = Some(before * 12.0),
            (NumberWord::Dozen | NumberWord::Hundred, None) if seen == 0 && !article => {
                return None;
            }
            (NumberWord::Scale(scale), Some(before)) => {
                total += before * scale;
                current = None;
            }
            (NumberWord::Scale(scale), None) if seen > 0 => total *= scale,
            (NumberWord::Fraction(divisor), _) => {
                return fraction(
                    block,
                    at,
                    next + joint,
                    seen,
                    article,
                    total + current.unwrap_or(0.0),
                    divisor,
                );
            }
            _ => break,
        }
        seen += 1;
        next += joint + 1;
    }
    if seen == 0 {
        return None;
    }
    let mut value = total + current.unwrap_or(0.0);
    let mut last = next - 1;
    // "one and a half million", "two and a half", "five-and-a-half"
    let half = if block.are(next, words!["and", "a", "half"]) {
        Some(next + 2)
    } else if block.are(next, words!["-", "and", "-", "a", "-", "half"]) && block.is_glued(next) {
        Some(next + 5)
    } else {
        None
    };
    if let Some(half) = half {
        value += 0.5;
        last = half;
        if let Some(NumberWord::Scale(scale)) = number_word(block, last + 1) {
            value *= scale;
            last += 1;
        }
    }
    Some(Numeral {
        first: at,
        last,
        value: Value::One(value),
        style: Style::Words,
        scale: scale_of(block, last),
        letter_m: false,
    })
}

/// "several hundred", "a few thousand", "a couple of million": the last token, and from where to where it may go.
fn some_hundreds(block: &Block<'_>, at: usize) -> Option<(usize, f64, f64)> {
    let word = at + usize::from(block.is(at, word!("a")));
    let (low, high) = if block.is(word, word!("few")) {
        (3.0, 5.0)
    } else if block.is(word, word!("several")) && word == at {
        (3.0, 9.0)
    } else if block.is(word, word!("couple")) {
        (2.0, 3.0)
    } else {
        return None;
    };
    let last =
        word + 1 + usize::from(block.is(word, word!("couple")) && block.is(word + 1, word!("of")));
    let size = match number_word(block, last)? {
        NumberWord::Hundred => 100.0,
        NumberWord::Dozen => 12.0,
        NumberWord::Scale(scale) => scale,
        _ => return None,
    };
    // "several hundred thousand"
    match number_word(block, last + 1) {
        Some(NumberWord::Scale(scale)) => Some((last + 1, low * size * scale, high * size * scale)),
        _ => Some((last, low * size, high * size)),
    }
}

/// The scale word at token `last`, 1 where it is none.
fn scale_of(block: &Block<'_>, last: usize) -> f64 {
    match number_word(block, last) {
        Some(NumberWord::Scale(scale)) => scale,
        _ => 1.0,
    }
}

/// Whether the "and" at token `at` joins number words ("a hundred and fifty"), not two counts ("two and three").
fn joins_with_and(block: &Block<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .and_then(|before| number_word(block, before));
    let after = number_word(block, at + 1);
    matches!(before, Some(NumberWord::Hundred | NumberWord::Scale(_)))
        && matches!(after, Some(NumberWord::Unit(_) | NumberWord::Ten(_)))
}

/// "two-thirds", "a quarter", "half": `before` is the number in front of the fraction word at `last`.
fn fraction(
    block: &Block<'_>,
    first: usize,
    last: usize,
    seen: usize,
    article: bool,
    before: f64,
    divisor: f64,
) -> Option<Numeral> {
    let plural = block.word(last).ends_with(['s', 'S']);
    let made = |value: f64, last: usize| Numeral {
        first,
        last,
        value: Value::One(value),
        style: Style::Fraction,
        scale: 1.0,
        letter_m: false,
    };
    // "a quarter of a million", "three-quarters of a billion"
    if block.are(last + 1, words!["of", "a"])
        && before >= 1.0
        && before < divisor
        && let Some(NumberWord::Scale(scale)) = number_word(block, last + 3)
    {
        return Some(Numeral {
            style: Style::Words,
            ..made(before / divisor * scale, last + 3)
        });
    }
    // "raised the fee by a third"
    let behind_by = first
        .checked_sub(1)
        .is_some_and(|before| block.is(before, word!("by")));
    if divisor == 2.0 && seen == 0 && !article {
        // "the second half of", "the other half": which one of the two, not how much.
        let ordinal = words![
            "first", "second", "other", "latter", "former", "top", "bottom", "back",
        ];
        let before = first.checked_sub(1);
        if before.is_some_and(|at| block.is_any(at, ordinal)) {
            return None;
        }
        // "half a million", "half the voters", "half of them"; but not "second half", "half-hour", "half past".
        if block.is_any(last + 1, words!["a", "an"])
            && let Some(NumberWord::Scale(scale)) = number_word(block, last + 2)
        {
            return Some(Numeral {
                style: Style::Words,
                ..made(0.5 * scale, last + 2)
            });
        }
        if block.is(last + 1, word!("a")) && block.is(last + 2, word!("dozen")) {
            return Some(Numeral {
                style: Style::Words,
                ..made(6.0, last + 2)
            });
        }
        // "half a percentage point", "half an hour"
        if block.is_any(last + 1, words!["a", "an"])
            && block.has(last + 2, lexicon::UNIT_WORD | lexicon::UNIT_PHRASE)
        {
            return Some(Numeral {
                style: Style::Words,
                ..made(0.5, last + 1)
            });
        }
        let next = block
            .tokens
            .get(last + 1)
            .map(|token| token.class)
            .unwrap_or_default();
        // "just over half were", "by half"
        if (next.is(lexicon::AUXILIARY) || behind_by) && !plural {
            return Some(made(0.5, last));
        }
        let whole = block.is(last + 1, word!("of"))
            || next.is(lexicon::POSSESSIVE)
            || (next.is(lexicon::DETERMINER) && !block.is(last + 1, word!("a")));
        return (whole && !plural).then(|| made(0.5, last));
    }
    // "a third of", "a quarter of"; "a third man" and "the third quarter" are ordinals.
    if article && seen == 0 {
        let of = block.is(last + 1, word!("of")) || behind_by && !is_noun_next(block, last);
        return (of && !plural).then(|| made(1.0 / divisor, last));
    }
    let good = seen > 0 && before >= 1.0 && before < divisor && (plural == (before > 1.0));
    // "one third", "one fifth of": "one" needs "of"; "two-thirds" stands alone.
    let stands = before > 1.0
        || block.is(last + 1, word!("of"))
        || last
            .checked_sub(1)
            .is_some_and(|before| block.is(before, word!("-")));
    (good && stands).then(|| made(before / divisor, last))
}

/// Whether a word that may be a noun follows token `last`: "by a third party".
fn is_noun_next(block: &Block<'_>, last: usize) -> bool {
    block.tokens.get(last + 1).is_some_and(|next| {
        next.kind == Kind::Word
            && !next.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::DETERMINER
                | lexicon::RELATIVE)
    })
}

#[cfg(test)]
mod tests {
    use super::{numeral, parse_figures};
    use crate::report::Value;
    use crate::text::Block;

    fn value(text: &str) -> Option<(Value, String)> {
        let block = Block::parse(text);
        numeral(&block, 0).map(|found| {
            (
                found.value,
                block.span(found.first, found.last).of(text).to_owned(),
            )
        })
    }

    #[test]
    fn figures_with_every_separator() {
        for (text, want) in [
            ("1,000", 1000.0),
            ("19.3", 19.3),
            ("1.000,5", 1000.5),
            ("1,234,567.8", 1_234_567.8),
            ("1,23,456", 123_456.0),
            ("3,5", 3.5),
        ] {
            assert_eq!(parse_figures(text), Some(want), "{text}");
        }
        for text in ["1,2,3", "10.5.2", "1,00,0"] {
            assert_eq!(parse_figures(text), None, "{text}");
        }
    }

    #[test]
    fn words_and_mixtures() {
        for (text, want, span) in [
            ("forty-two ships", 42.0, "forty-two"),
            (
                "a hundred and fifty thousand refugees",
                150_000.0,
                "a hundred and fifty thousand",
            ),
            (
                "one and a half million doses",
                1_500_000.0,
                "one and a half million",
            ),
            ("half a million doses", 500_000.0, "half a million"),
            ("90 billion", 90e9, "90 billion"),
            ("2.5m people", 2.5e6, "2.5m"),
            ("12 500 homes", 12_500.0, "12 500"),
            ("2½ hours", 2.5, "2½"),
            ("two-thirds of", 2.0 / 3.0, "two-thirds"),
            ("a quarter of the budget", 0.25, "a quarter"),
            ("a dozen eggs", 12.0, "a dozen"),
            ("one in five children", 0.2, "one in five"),
            ("3 out of 10 voters", 0.3, "3 out of 10"),
            ("1.5×10^3 kg", 1500.0, "1.5×10^3"),
            ("3/4 of", 0.75, "3/4"),
        ] {
            let (found, text_found) = value(text).unwrap_or_else(|| panic!("{text}"));
            let Value::One(found) = found else {
                panic!("{text}")
            };
            assert!((found - want).abs() < 1e-9 * want, "{text}: {found}");
            assert_eq!(text_found, span);
        }
        assert_eq!(
            value("tens of thousands of homes").unwrap().0,
            Value::Range(10_000.0, 100_000.0)
        );
    }

    #[test]
    fn what_is_no_numeral() {
        for text in [
            "22nd amendment",
            "third quarter",
            "a third man",
            "half past",
            "a two-year deal",
            "hundred days",
            "tens",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
