//! The unit that stands before or after a number.

use std::borrow::Cow;

use crate::lex::numeral::{Numeral, Style, numeral};
use crate::lex::unit::{self, Unit};
use crate::report::Value;
use crate::text::{Block, Case, Kind, Known, Span, lexicon, word, words};

/// A unit as it stands behind a number.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The unit's name, with its "per" part.
    pub name: Cow<'static, str>,
    pub dimension: &'static str,
    pub currency: Option<&'static str>,
    /// Index of its last token; that of the number where the unit stands before it.
    pub last: usize,
}

/// A currency sign or code before a number.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// Index of its first token.
    pub first: usize,
    unit: &'static Unit,
}

/// The currency sign that ends right before token `first`, with or without a space.
pub fn sign(block: &Block<'_>, first: usize) -> Option<Sign> {
    let before = first.checked_sub(1)?;
    let end = block.tokens.get(before)?.span.end;
    let mut start = end.saturating_sub(12);
    while !block.text.is_char_boundary(start) {
        start += 1;
    }
    let (unit, length) = unit::sign_before(block.text.get(start..end)?)?;
    let letters = block.kind(before) == Some(Kind::Word);
    let spaced = !block.is_glued(first);
    // "R 5" and "won 5" are no money; a sign of one letter must touch its number, and so must "PS". "R2" and
    // "PS5" are names.
    if letters && (length < 2 || unit.currency == Some("GBP")) {
        let scaled = block.has(first + 1, lexicon::NUMBER_WORD);
        let digit = block.word(first).len() == 1 && !block.is_glued(first + 1) && !scaled;
        if spaced || digit {
            return None;
        }
    }
    // "ALL 12 crew", "TOP 5": words in capitals, unless the sum is one.
    let word = block.tokens.get(before)?.class.is(lexicon::WORD_LIKE_CODE);
    if letters && word {
        let scaled = block.tokens.get(first + 1).is_some_and(|next| {
            next.class.is(lexicon::NUMBER_WORD)
                || block.is_glued(first + 1)
                    && matches!(block.word(first + 1), "m" | "b" | "k" | "bn" | "tn")
        });
        let shouted = before
            .checked_sub(1)
            .and_then(|at| block.tokens.get(at))
            .is_some_and(|word| word.case == Case::Upper && word.span.len() > 1);
        if shouted || !(scaled || block.word(first).len() >= 4) {
            return None;
        }
    }
    let first = block.token_at(end - length);
    Some(country(block, first, end).unwrap_or(Sign { first, unit }))
}

/// The sign at token `at` up to byte `end` with the country before it and a space between: "US $58", "HK $5.4m".
fn country(block: &Block<'_>, at: usize, end: usize) -> Option<Sign> {
    let before = at.checked_sub(1)?;
    let word = block.word(before);
    if word == "U.S." {
        return country_sign(before, "US", block, at, end);
    }
    let letters = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !letters {
        return None;
    }
    country_sign(before, word, block, at, end)
}

fn country_sign(
    first: usize,
    word: &str,
    block: &Block<'_>,
    at: usize,
    end: usize,
) -> Option<Sign> {
    let sign = block.text.get(block.tokens.get(at)?.span.start..end)?;
    let whole = format!("{word}{sign}");
    let (unit, length) = unit::sign_before(&whole)?;
    (length == whole.len()).then_some(Sign { first, unit })
}

/// The token after a currency sign at token `at`, else `at`.
pub fn skip_sign(block: &Block<'_>, at: usize) -> usize {
    (at..at + 3)
        .find(|&next| sign(block, next).is_some_and(|sign| sign.first == at))
        .unwrap_or(at)
}

/// The currency of `sign` for the number that ends at token `last`, with what it is paid for.
pub fn with_sign(block: &Block<'_>, last: usize, sign: &Sign) -> Measure {
    let mut measure = Measure {
        name: Cow::Borrowed(sign.unit.name),
        dimension: sign.unit.dimension,
        currency: sign.unit.currency,
        last,
    };
    // "C$40 Canadian dollars", "$5 US"
    if let Some((named, end)) = named(block, last).filter(|(named, _)| named.currency.is_some()) {
        measure.name = Cow::Borrowed(named.name);
        measure.currency = named.currency;
        measure.last = end;
    }
    per(block, measure)
}

/// The unit behind the number that ends at token `last`. Where the number ends with the letter `m`, that may be
/// the unit, and the number is put right.
pub fn after(block: &Block<'_>, last: usize, number: &mut Numeral) -> Option<Measure> {
    let made = |unit: &'static Unit, last: usize| Measure {
        name: Cow::Borrowed(unit.name),
        dimension: unit.dimension,
        currency: unit.currency,
        last,
    };
    if let Some((unit, end)) = named(block, last) {
        // "5m pounds" is money, "5m kilometres" a length: the letter is a scale.
        return Some(per(block, made(unit, end)));
    }
    if let Some((name, end)) = feet_and_inches(block, last, number) {
        return Some(made(unit::name(name)?.0, end));
    }
    if number.letter_m && number.last == last {
        let name = letter(block, number.first, last)?;
        if let Value::One(value) = number.value {
            number.value = Value::One(value / 1e6);
        }
        number.scale = 1.0;
        number.style = Style::Figures;
        number.last = last.saturating_sub(1);
        let (unit, _) = unit::name(name)?;
        return Some(per(block, made(unit, last)));
    }
    let (unit, end) = symbol(block, last)?;
    Some(per(block, made(unit, end)))
}

/// The foot of 6'1" behind a number that ends at token `last`, or the inch of it, or the foot of an altitude of 30'.
fn feet_and_inches(
    block: &Block<'_>,
    last: usize,
    number: &Numeral,
) -> Option<(&'static str, usize)> {
    const FOOT: &[Known] = words!["'", "’", "′"];
    let Value::One(value) = number.value else {
        return None;
    };
    let mark = |at: usize, marks: &[Known]| block.is_glued(at) && block.is_any(at, marks);
    let figures = number.style == Style::Figures && number.first == last && value.fract() == 0.0;
    if mark(last + 1, FOOT) && figures {
        let inches = block.kind(last + 2) == Some(Kind::Number)
            && block.is_glued(last + 2)
            && block.word(last + 2).len() <= 2
            && mark(last + 3, words!["\"", "”", "″", "'", "’"]);
        // "an altitude of 30' when": a mark that closes no quotation.
        let sized = !block.is(last + 1, word!("’"))
            && !block.is_glued(last + 2)
            && is_near(
                block,
                last,
                words!["altitude", "tall", "height", "deep", "depth", "wide"],
            );
        return (inches && value < 10.0 || sized).then_some(("foot", last + 1));
    }
    let inches = last >= 2
        && mark(last - 1, FOOT)
        && block.is_glued(last)
        && block.kind(last - 2) == Some(Kind::Number)
        && value < 12.0;
    (inches && figures && mark(last + 1, words!["\"", "”", "″"])).then_some(("inch", last + 1))
}

/// What the letter `m` behind figures is, by what follows: metres, minutes, or `None` for millions.
fn letter(block: &Block<'_>, first: usize, last: usize) -> Option<&'static str> {
    let next = block.tokens.get(last + 1);
    // "2h 15m"
    if first
        .checked_sub(1)
        .is_some_and(|at| matches!(block.word(at), "h" | "hr" | "hrs") && block.is_glued(at))
    {
        return Some("minute");
    }
    // "a 5m fence"
    if next.is_some_and(|next| next.class.is(lexicon::SIZED_THING)) {
        return Some("metre");
    }
    if block.kind(last + 1) == Some(Kind::Number)
        && block.is_glued(last + 2)
        && matches!(block.word(last + 2), "s" | "sec")
    {
        return Some("minute");
    }
    let Some(next) = next.filter(|next| next.kind == Kind::Word) else {
        return Some("metre");
    };
    let size = words![
        "high",
        "long",
        "wide",
        "tall",
        "deep",
        "away",
        "thick",
        "apart",
        "above",
        "below",
        "under",
        "off",
        "freestyle",
        "sprint",
        "hurdles",
        "race",
        "final",
        "butterfly",
        "relay",
        "sq",
    ];
    if block.is_any(last + 1, size) {
        return Some("metre");
    }
    let function = next
        .class
        .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::AUXILIARY | lexicon::DETERMINER);
    (function
        && !block.is(last + 1, word!("in"))
        && !block.is(last + 1, word!("more"))
        && !block.is(last + 1, word!("for")))
    .then_some("metre")
}

/// The unit whose name stands behind token `last`, after a space or a hyphen, and its last token.
fn named(block: &Block<'_>, last: usize) -> Option<(&'static Unit, usize)> {
    let hyphen = usize::from(
        block.is_any(last + 1, words!["-", "‑"])
            && block.is_glued(last + 1)
            && block.is_glued(last + 2),
    );
    let at = last + 1 + hyphen;
    let token = block.tokens.get(at)?;
    if !token.class.is(lexicon::UNIT_WORD | lexicon::UNIT_PHRASE) {
        return None;
    }
    let (unit, length) = unit::name(block.text.get(token.span.start..)?)?;
    let end = block.token_at(token.span.start + length - 1);
    // A capital begins a name ("10 Day Street"), but not in "10 Fahrenheit" or "5 Australian dollars".
    let capital = token.is_capital()
        && unit.currency.is_none()
        && unit.dimension != "temperature"
        && block.is_capital(end + 1);
    // "two second chances", "20 second-half points": an ordinal.
    let ordinal =
        unit.name == "second" && block.word(at).eq_ignore_ascii_case("second") && hyphen == 0;
    if capital || ordinal {
        return None;
    }
    if unit.name == "pound" && is_money(block, last, end) {
        return Some((unit::name("pound sterling")?.0, end));
    }
    Some((unit, end))
}

/// Whether "pounds" at token `end`, behind a number that ends at token `last`, are money: the number is in
/// millions, something is paid, or the block speaks of British money; and not of weight.
fn is_money(block: &Block<'_>, last: usize, end: usize) -> bool {
    let weight = block.is_any(end + 1, words!["of", "heavier", "lighter"]);
    if weight {
        return false;
    }
    let scaled = matches!(block.word(last), "bn" | "m" | "b" | "tn" | "k")
        || block.is_any(last, words!["million", "billion", "trillion"]);
    let paid = (end.saturating_sub(9)..end + 4)
        .filter_map(|at| block.tokens.get(at))
        .any(|token| token.class.is(lexicon::PAYING));
    let near = block
        .tokens
        .iter()
        .enumerate()
        .skip(end.saturating_sub(40))
        .take(80);
    let british = near.map(|(at, _)| block.word(at)).any(|word| {
        matches!(
            word,
            "£" | "sterling" | "pence" | "quid" | "NHS" | "taxpayers"
        )
    });
    scaled || paid || british
}

/// The unit whose symbol stands behind token `last`, and its last token.
fn symbol(block: &Block<'_>, last: usize) -> Option<(&'static Unit, usize)> {
    let number = block.tokens.get(last)?;
    // "185-hp"
    if block.is(last + 1, word!("-")) && block.is_glued(last + 1) && block.is_glued(last + 2) {
        let token = block.tokens.get(last + 2)?;
        let (unit, length) = unit::symbol(block.text.get(token.span.start..)?)?;
        let end = block.token_at(token.span.start + length - 1);
        let clear = length > 1 && !matches!(block.word(last + 2), "in" | "st" | "pt" | "PS");
        return clear.then_some((unit, end));
    }
    if number.kind == Kind::Word {
        // "five km" is written, "five m" is not.
        let (unit, length) =
            unit::symbol(block.text.get(block.tokens.get(last + 1)?.span.start..)?)?;
        let end = block.token_at(block.tokens.get(last + 1)?.span.start + length - 1);
        return (length > 1 && !matches!(block.word(last + 1), "in" | "st" | "ms"))
            .then_some((unit, end));
    }
    let token = block.tokens.get(last + 1)?;
    let glued = block.is_glued(last + 1);
    if token.kind == Kind::Word
        && token.span.len() <= 2
        && let Some(unit) = unit::symbol_in_context(block.word(last + 1), |words| {
            is_near(block, last + 1, words)
        })
    {
        return Some((unit, last + 1));
    }
    let (unit, length) = unit::symbol(block.text.get(token.span.start..)?)?;
    let text = Span::new(token.span.start, token.span.start + length).of(block.text);
    let sign = !text.starts_with(char::is_alphabetic);
    let spaced = text.chars().nth(1).is_some()
        && !matches!(
            text,
            "in" | "ins" | "st" | "ms" | "ct" | "pt" | "mi" | "PS" | "MP" | "kt" | "sec"
        );
    if !(glued || sign || spaced) {
        return None;
    }
    // "2018s", "in her 30s": no seconds.
    if text == "s" && is_plural_number(block, last) {
        return None;
    }
    let mut end = block.token_at(token.span.start + length - 1);
    // "37 °C" may be split; "°" alone takes a C or F behind it.
    if text == "°" && matches!(block.word(end + 1), "C" | "F") {
        let name = if block.word(end + 1) == "C" {
            "celsius"
        } else {
            "fahrenheit"
        };
        end += 1;
        return Some((unit::name(name)?.0, end));
    }
    // "3% points", "5 per cent points" are percentage points.
    if unit.name == "percentage" && block.is_any(end + 1, words!["points", "point"]) {
        return Some((unit::name("percentage points")?.0, end + 1));
    }
    Some((unit, end))
}

/// How far a word may stand from a symbol and still tell what it means, in tokens.
const NEAR: usize = 40;

/// Whether one of `words` (lower case) stands near token `at`.
fn is_near(block: &Block<'_>, at: usize, words: &[Known]) -> bool {
    let end = (at + NEAR).min(block.tokens.len());
    (at.saturating_sub(NEAR)..end)
        .filter(|&other| other != at)
        .any(|other| block.is_any(other, words))
}

/// Whether the figures at token `last` with an "s" behind them name years or an age: "the 2018s", "her 30s".
fn is_plural_number(block: &Block<'_>, last: usize) -> bool {
    let year = block.word(last).len() == 4;
    let decade = block.ends(last, "0");
    let before = last.checked_sub(1).and_then(|at| block.tokens.get(at));
    let owned = before.is_some_and(|before| {
        before
            .class
            .is(lexicon::POSSESSIVE | lexicon::DETERMINER | lexicon::PREPOSITION)
    }) || last
        .checked_sub(1)
        .is_some_and(|at| block.is_any(at, words!["early", "mid", "late", "-"]));
    year || (decade && owned)
}

/// The unit that a counted noun phrase ends with: "years" of "50 previous years".
pub fn headed(block: &Block<'_>, noun: &super::count::Noun) -> Option<Measure> {
    let head = block.tokens.get(noun.last)?;
    if noun.last == noun.first || !head.class.is(lexicon::UNIT_WORD) {
        return None;
    }
    let (unit, length) = unit::name(block.text.get(head.span.start..)?)?;
    let measured = matches!(
        unit.dimension,
        "time" | "length" | "area" | "mass" | "volume" | "currency" | "power" | "energy"
    );
    (measured && length == head.span.len()).then(|| {
        per(
            block,
            Measure {
                name: Cow::Borrowed(unit.name),
                dimension: unit.dimension,
                currency: unit.currency,
                last: noun.last,
            },
        )
    })
}

/// Adds "per barrel", "a day", "/kg" to a measure.
pub fn per(block: &Block<'_>, measure: Measure) -> Measure {
    // "52,000 barrel-a-day"
    let hyphen = |at: usize| usize::from(block.is(at, word!("-")) && block.is_glued(at + 1));
    let at = measure.last + 1 + hyphen(measure.last + 1);
    // "C$6 (US$4.46) per share"
    if measure.currency.is_some() && block.is(at, word!("(")) {
        let close = (at + 2..at + 8).find(|&close| block.is(close, word!(")")));
        return close.map_or_else(
            || measure.clone(),
            |close| Measure {
                last: measure.last,
                ..per(
                    block,
                    Measure {
                        last: close,
                        ..measure.clone()
                    },
                )
            },
        );
    }
    let slash = block.is(at, word!("/")) && block.is_glued(at);
    let article = block.is_any(at, words!["a", "an", "each", "every"]);
    if !(block.is(at, word!("per")) || slash || article) {
        return measure;
    }
    let of = at + 1 + hyphen(at + 1);
    if block.is(at, word!("per")) && block.kind(of) == Some(Kind::Number) {
        return per_number(block, measure, of);
    }
    let Some(token) = block
        .tokens
        .get(of)
        .filter(|token| token.kind == Kind::Word)
    else {
        return measure;
    };
    let rest = block.text.get(token.span.start..).unwrap_or_default();
    let found = unit::name(rest)
        .or_else(|| unit::symbol(rest))
        .filter(|(unit, _)| unit.currency.is_none());
    let (name, last) = match found {
        Some((unit, length)) => (
            Cow::Borrowed(unit.name),
            block.token_at(token.span.start + length - 1),
        ),
        // "a share" after money is a price; elsewhere an article opens something new.
        None if !article
            || (measure.currency.is_some()
                && block.is_any(
                    of,
                    words!["share", "head", "person", "piece", "ticket", "ounce"],
                )) =>
        {
            (Cow::Owned(super::count::singular(block.word(of))), of)
        }
        None => return measure,
    };
    let time = [
        "second", "minute", "hour", "day", "week", "month", "year", "decade",
    ]
    .contains(&name.as_ref());
    // "20 a year earlier" is a time, no rate.
    let moment = article
        && block.is_any(
            last + 1,
            words!["earlier", "ago", "later", "before", "after", "old"],
        );
    let same = measure.dimension == "time" && time || moment;
    if (article && found.is_some() && !time && measure.currency.is_none())
        || same
        || measure.dimension == "share" && article && !time
    {
        return measure;
    }
    let speed = measure.dimension == "length" && time;
    Measure {
        name: Cow::Owned(format!("{} per {name}", measure.name)),
        dimension: if speed { "speed" } else { measure.dimension },
        last,
        ..measure
    }
}

/// "12 deaths per 100,000 people", "3 per 1,000": the number at token `of` is part of the unit.
fn per_number(block: &Block<'_>, measure: Measure, of: usize) -> Measure {
    let Some(number) = numeral(block, of) else {
        return measure;
    };
    let figures = block.span(number.first, number.last).of(block.text);
    let noun = super::count::noun(block, number.last, &number);
    let (whole, last) = match &noun {
        Some(noun) => (format!("{figures} {}", noun.unit), noun.last),
        None => (figures.to_owned(), number.last),
    };
    let sep = if measure.name.is_empty() { "" } else { " " };
    Measure {
        name: Cow::Owned(format!("{}{sep}per {whole}", measure.name)),
        last,
        ..measure
    }
}

/// "a 10-fold increase": the ratio in figures.
pub fn fold(block: &Block<'_>, last: usize) -> Option<Measure> {
    let hyphen = usize::from(block.is(last + 1, word!("-")) && block.is_glued(last + 2));
    let at = last + 1 + hyphen;
    (block.is(at, word!("fold")) && block.is_glued(last + 1)).then_some(Measure {
        name: Cow::Borrowed("times"),
        dimension: "ratio",
        currency: None,
        last: at,
    })
}

/// "a magnitude 6.4 earthquake", "a magnitude-6.4 earthquake", "6.4 on the Richter scale".
pub fn magnitude(block: &Block<'_>, start: usize, last: usize) -> Option<Measure> {
    let before = start.checked_sub(1)?;
    let hyphen = usize::from(block.is(before, word!("-")) && block.is_glued(start));
    let named = before
        .checked_sub(hyphen)
        .is_some_and(|at| block.is(at, word!("magnitude")))
        || before
            .checked_sub(1)
            .is_some_and(|at| block.is(before, word!("of")) && block.is(at, word!("magnitude")));
    let richter = block.are(last + 1, words!["on", "the", "richter"]);
    (named || richter).then_some(Measure {
        name: Cow::Borrowed("magnitude"),
        dimension: "magnitude",
        currency: None,
        last: match named {
            true => last,
            false => last + 3 + usize::from(block.is(last + 4, word!("scale"))),
        },
    })
}

/// The last token of "year-old", "years old" behind a unit of time that ends at token `last`.
pub fn old(block: &Block<'_>, last: usize) -> Option<usize> {
    let hyphen = usize::from(block.is(last + 1, word!("-")) && block.is_glued(last + 2));
    let at = last + 1 + hyphen;
    if block.are(at, words!["of", "age"]) {
        return Some(at + 1);
    }
    (block.is_any(at, words!["old", "olds"])).then_some(at)
}

/// The most ages behind one "aged", but for the first.
const AGES: usize = 4;

/// Whether the number that starts at token `start` is said to be an age: "aged 5", "under the age of 5 years".
pub fn is_said_age(block: &Block<'_>, start: usize) -> bool {
    let Some(mut before) = start.checked_sub(1) else {
        return false;
    };
    // "two men, aged 24 and 31"
    for _ in 0..AGES {
        let joined = block.is_any(before, words!["and", ","]);
        let number = before.checked_sub(1).filter(|&at| {
            joined && block.kind(at) == Some(Kind::Number) && block.word(at).len() <= 3
        });
        let Some(next) = number.and_then(|at| at.checked_sub(1)) else {
            break;
        };
        // "pupils aged 9 and 12 teachers"
        let counts = block.tokens.get(start + 1).is_some_and(|next| {
            let idle = lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::PAST_VERB
                | lexicon::RELATIVE;
            next.kind == Kind::Word && !next.class.is(idle)
        });
        if counts {
            return false;
        }
        before = next;
    }
    // "aged between 12 and 17", "ages from 5 to 11"
    let before = if block.is_any(before, words!["between", "from"]) {
        before.saturating_sub(1)
    } else {
        before
    };
    block.is_any(before, words!["aged", "age", "ages"])
        || (block.is(before, word!("of"))
            && before
                .checked_sub(1)
                .is_some_and(|age| block.is_any(age, words!["age", "ages"])))
}

/// The last token of an age: "Ann Lee, 44,", "aged 44", "5-year-old", "44 years old".
pub fn age(block: &Block<'_>, number: &Numeral, start: usize) -> Option<usize> {
    let Value::One(value) = number.value else {
        return None;
    };
    if value.fract() != 0.0 || !(0.0..=120.0).contains(&value) {
        return None;
    }
    let before = start.checked_sub(1)?;
    // "he turned 50 in May", but not "turned 50 barns into homes"
    let turned = block.is_any(before, words!["turned", "turns", "turning"])
        && block.tokens.get(number.last + 1).is_none_or(|next| {
            next.kind != Kind::Word
                || next
                    .class
                    .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::RELATIVE)
        });
    if is_said_age(block, start) || turned && number.style != Style::Fraction {
        return Some(number.last);
    }
    let name = before
        .checked_sub(1)
        .and_then(|name| block.tokens.get(name))
        .is_some_and(|name| {
            name.is_capital()
                && !name
                    .class
                    .is(lexicon::MONTH | lexicon::WEEKDAY | lexicon::STARTER)
        });
    let closed = block.is_any(number.last + 1, words![",", ")"])
        || block.is(number.last + 1, word!(".")) && number.last + 2 >= block.tokens.len();
    // "(4)" behind a player's name is the number on a shirt.
    let shirt = block.is(before, word!("("))
        && (value < 10.0
            || (start.saturating_sub(NEAR)..start + NEAR)
                .filter_map(|at| block.tokens.get(at))
                .any(|token| token.class.is(lexicon::GAME_WORD)));
    (number.style == Style::Figures
        && value > 0.0
        && !shirt
        && block.is_any(before, words![",", "("])
        && name
        && closed)
        .then_some(number.last)
}
