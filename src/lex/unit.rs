//! Units and currencies: the tables of `data/units.csv` and `data/currencies.csv`.

use crate::lex::numeral::NumberWord;
use crate::text::Known;

/// One unit of measurement or currency.
#[derive(Debug, PartialEq)]
pub struct Unit {
    /// Singular, lower case, British spelling.
    pub name: &'static str,
    /// "length", "currency" ...
    pub dimension: &'static str,
    /// How many of the dimension's SI unit one of it is; 0 for temperatures, 1 for currencies.
    pub factor: f64,
    /// ISO 4217 code of a currency.
    pub currency: Option<&'static str>,
}

mod table {
    use std::sync::LazyLock;

    use super::{NumberWord, Unit};
    use crate::text::lines::{cell, lines, numbered};
    use crate::text::{Known, words};

    include!(concat!(env!("OUT_DIR"), "/units.rs"));

    /// Texts in order, each with the unit that it stands for, an index into [`UNITS`].
    pub type Index = LazyLock<Vec<(&'static str, u16)>>;

    pub static SYMBOLS: Index = LazyLock::new(|| numbered(SYMBOLS_TEXT, &SYMBOLS_UNIT));
    pub static NAMES: Index = LazyLock::new(|| numbered(NAMES_TEXT, &NAMES_UNIT));
    pub static SIGNS: Index = LazyLock::new(|| numbered(SIGNS_TEXT, &SIGNS_UNIT));

    /// By ASCII character, a bit for whether a sign ends with it. Few words do, so that nearly none is looked for in the table.
    pub static ENDS: [u32; 4] = {
        let (text, mut ends, mut at) = (SIGNS_TEXT.as_bytes(), [0; 4], 0);
        // Before each cell of a folded column stands a control character.
        while at < text.len() {
            let last = at + 1 == text.len() || text[at + 1] < b' ';
            if last && text[at].is_ascii() {
                ends[(text[at] / 32) as usize] |= 1 << (text[at] % 32);
            }
            at += 1;
        }
        ends
    };

    pub static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
        let (dimensions, codes) = (lines(DIMENSIONS), lines(CURRENCY_CODES));
        let unit = |(at, name): (usize, &'static str)| {
            let factor = FACTORS.get(at).copied();
            let code = cell(&codes, at.saturating_sub(FACTORS.len()));
            Unit {
                name,
                dimension: factor.map_or("currency", |_| cell(&dimensions, at)),
                factor: factor.unwrap_or(1.0),
                currency: (factor.is_none() && !code.is_empty()).then_some(code),
            }
        };
        lines(UNIT_NAMES)
            .into_iter()
            .enumerate()
            .map(unit)
            .collect()
    });
}

pub(super) use table::NUMBER_WORDS;
use table::{ENDS, IN_CONTEXT, Index, NAMES, SIGNS, SYMBOLS, UNITS};

/// The unit whose symbol starts `text`, with the symbol's length: "km²" before "km", and never part of a word.
#[must_use]
pub fn symbol(text: &str) -> Option<(&'static Unit, usize)> {
    longest(&SYMBOLS, text, false)
}

/// The unit of a short symbol that needs a word near it: "5 W" beside "charger". `near` tells whether a word,
/// given in lower case, stands near. The table is `data/symbols.csv`.
pub fn symbol_in_context(symbol: &str, near: impl Fn(&[Known]) -> bool) -> Option<&'static Unit> {
    let mut known = IN_CONTEXT.iter().filter(|(known, ..)| *known == symbol);
    known
        .find(|(_, _, context)| near(context))
        .and_then(|(_, unit, _)| UNITS.get(*unit))
}

/// The unit whose name starts `text` in any case, with the name's length.
#[must_use]
pub fn name(text: &str) -> Option<(&'static Unit, usize)> {
    longest(&NAMES, text, true)
}

/// The unit that is called `name` in a report.
#[must_use]
pub fn named(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.name == name)
}

/// The currency whose sign or code ends `text` ("US$", "EUR"), with the sign's length.
#[must_use]
pub fn sign_before(text: &str) -> Option<(&'static Unit, usize)> {
    let last = usize::from(*text.as_bytes().last()?);
    if ENDS
        .get(last / 32)
        .is_some_and(|ends| ends >> (last % 32) & 1 == 0)
    {
        return None;
    }
    let mut found = None;
    // No sign has a space in it.
    let starts = text.char_indices().rev().take(4);
    for (start, _) in starts.take_while(|(_, c)| *c != ' ') {
        let sign = text.get(start..)?;
        let apart = !text.get(..start)?.ends_with(char::is_alphanumeric)
            || !sign.starts_with(char::is_alphanumeric);
        if let Ok(at) = SIGNS.binary_search_by(|(known, _)| (*known).cmp(sign))
            && apart
        {
            found = SIGNS
                .get(at)
                .and_then(|(_, unit)| UNITS.get(usize::from(*unit)))
                .map(|unit| (unit, sign.len()));
        }
    }
    found
}

/// The longest entry of `table` that starts `text` and ends where a word ends; of names, which are in lower case, in any case.
///
/// Few entries start with the same two bytes; they are compared one by one, which is cheaper than a search for each place
/// where a word of the text ends.
fn longest(table: &Index, text: &str, fold: bool) -> Option<(&'static Unit, usize)> {
    let bytes = text.as_bytes();
    let mut both = initials(bytes);
    if fold {
        both = initials(&both.to_be_bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    // A symbol of one letter stands before all others that start with it, and no name is so short.
    let lone = (!fold).then_some(both & 0xFF00);
    for wanted in [both].into_iter().chain(lone) {
        let start = table.partition_point(|(known, _)| initials(known.as_bytes()) < wanted);
        let mut best: Option<(usize, u16)> = None;
        for (known, unit) in table.get(start..)? {
            let known = known.as_bytes();
            if initials(known) != wanted {
                break;
            }
            let length = known.len();
            let starts = bytes.get(..length).is_some_and(|head| match fold {
                true => head.eq_ignore_ascii_case(known),
                false => head == known,
            });
            if starts && best.is_none_or(|(longest, _)| length > longest) && ends_word(text, length)
            {
                best = Some((length, *unit));
            }
        }
        if let Some((length, unit)) = best {
            return UNITS.get(usize::from(unit)).map(|unit| (unit, length));
        }
    }
    None
}

/// The first two bytes of a text in one number, 0 for one that it has not.
fn initials(text: &[u8]) -> u16 {
    let byte = |at: usize| u16::from(text.get(at).copied().unwrap_or(0));
    byte(0) << 8 | byte(1)
}

/// Whether no word or symbol goes on at byte `end`.
fn ends_word(text: &str, end: usize) -> bool {
    let last = text.get(..end).and_then(|head| head.chars().next_back());
    let next = text.get(end..).and_then(|tail| tail.chars().next());
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '²' | '³');
    match (last, next) {
        (Some(last), Some(next)) => !(joined(last) && joined(next)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::table::{NAMES, SIGNS};
    use super::{name, sign_before, symbol};

    #[test]
    fn the_longest_symbol_wins_and_none_is_part_of_a_word() {
        assert_eq!(
            symbol("km² of").map(|(unit, length)| (unit.name, length)),
            Some(("square kilometre", 4))
        );
        assert_eq!(
            symbol("km/h").map(|(unit, _)| unit.name),
            Some("kilometre per hour")
        );
        assert_eq!(symbol("kmart"), None);
        assert_eq!(
            name("Square Kilometers of").map(|(unit, _)| unit.name),
            Some("square kilometre")
        );
        assert_eq!(name("daylight"), None);
    }

    #[test]
    fn the_longest_sign_wins() {
        for (text, code) in [
            ("US$", "USD"),
            ("for C$", "CAD"),
            ("€", "EUR"),
            ("Rs", "INR"),
            ("Rs.", "INR"),
            ("xEUR", ""),
        ] {
            assert_eq!(
                sign_before(text)
                    .and_then(|(unit, _)| unit.currency)
                    .unwrap_or(""),
                code,
                "{text}"
            );
        }
    }

    #[test]
    fn no_sign_is_longer_than_a_look_up_reads() {
        assert!(SIGNS.iter().all(|(sign, _)| sign.chars().count() <= 4));
        assert!(SIGNS.iter().all(|(sign, _)| !sign.contains(' ')));
    }

    #[test]
    fn no_name_is_of_one_letter() {
        assert!(NAMES.iter().all(|(name, _)| name.len() > 1));
    }
}
