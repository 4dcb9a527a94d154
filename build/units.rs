//! `data/units.csv`, `data/currencies.csv` and `data/numbers.csv` become sorted static tables. Currencies that
//! `data/currencies.csv` does not name come from the crate `iso_currency`, by code and by official name.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use iso_currency::{Currency, Flag, IntoEnumIterator};

use super::table;

/// The generated source, and the words that the lexicon has to know, with their class.
pub struct Generated {
    pub source: String,
    pub words: Vec<(&'static str, String)>,
}

pub fn generate(data: &Path) -> Result<Generated, Box<dyn Error>> {
    table::named("units.csv", made(data))
}

fn made(data: &Path) -> Result<Generated, Box<dyn Error>> {
    let mut source = String::new();
    let mut words = Vec::new();
    units(data, &mut source, &mut words)?;
    numbers(data, &mut source, &mut words)?;
    Ok(Generated { source, words })
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The class of the first word of a unit's name, and that word: a name of one word is one wherever it stands,
/// the first of several ("new" of "new zealand dollar") opens one only with the others.
fn first_word(text: &str) -> (&'static str, String) {
    let end = text.find([' ', '-']).unwrap_or(text.len());
    let class = if text.contains(' ') {
        "unit phrase"
    } else {
        "unit word"
    };
    (class, text[..end].to_lowercase())
}

/// The rows of `data/currencies.csv`, and behind them one for each currency of ISO 4217 whose code they lack.
fn currencies(data: &Path) -> Result<Vec<[String; 4]>, Box<dyn Error>> {
    let mut rows = table::rows::<4>(data, "currencies.csv")?;
    let mut codes: BTreeSet<String> = rows.iter().map(|[_, code, ..]| code.clone()).collect();
    let official: Vec<Currency> = Currency::iter()
        .filter(|currency| !currency.has_flag(Flag::Special) && !currency.has_flag(Flag::Fund))
        .collect();
    // "500 forints": the last word alone, where only one currency has it and it is too long to be another word.
    let last = |currency: &Currency| {
        let name = currency.name().to_lowercase();
        name.rsplit(' ').next().unwrap_or_default().to_owned()
    };
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for currency in &official {
        *count.entry(last(currency)).or_default() += 1;
    }
    for currency in official {
        if !codes.insert(currency.code().to_owned()) {
            continue;
        }
        let name = currency.name().to_lowercase();
        let word = last(&currency);
        let mut names = format!("{name};{name}s");
        if count[&word] == 1 && word.len() >= 5 && word != name {
            names.push_str(&format!(";{word};{word}s"));
        }
        rows.push([name, currency.code().to_owned(), String::new(), names]);
    }
    Ok(rows)
}

fn units(
    data: &Path,
    source: &mut String,
    words: &mut Vec<(&'static str, String)>,
) -> Result<(), Box<dyn Error>> {
    let mut symbols = BTreeMap::new();
    let mut names = BTreeMap::new();
    let mut signs = BTreeMap::new();
    let (mut unit_names, mut dimensions, mut factors, mut currency_codes) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut indices = BTreeMap::new();
    for [unit, dimension, factor, symbol_cell, name_cell] in table::rows::<5>(data, "units.csv")? {
        let factor: f64 = factor
            .parse()
            .map_err(|_| format!("data/units.csv: {unit}: {factor:?} is no number"))?;
        let index = unit_names.len();
        indices.entry(unit.clone()).or_insert(index);
        unit_names.push(unit);
        dimensions.push(dimension);
        factors.push(factor);
        for symbol in parts(&symbol_cell) {
            symbols.entry(symbol.to_owned()).or_insert(index);
        }
        for name in parts(&name_cell) {
            words.push(first_word(name));
            names.entry(name.to_owned()).or_insert(index);
        }
    }
    for [unit, code, sign_cell, name_cell] in currencies(data)? {
        let index = unit_names.len();
        indices.entry(unit.clone()).or_insert(index);
        unit_names.push(unit);
        currency_codes.push(code.clone());
        let known = (!code.is_empty()).then_some(&code);
        for sign in parts(&sign_cell).chain(known.map(String::as_str)) {
            if sign.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                words.push(("currency letters", sign.to_lowercase()));
            }
            signs.entry(sign.to_owned()).or_insert(index);
        }
        if let Some(code) = known {
            symbols.entry(code.clone()).or_insert(index);
        }
        for name in parts(&name_cell) {
            words.push(first_word(name));
            names.entry(name.to_owned()).or_insert(index);
        }
    }
    table::column(source, "UNIT_NAMES", unit_names.iter().map(String::as_str))?;
    table::column(source, "DIMENSIONS", dimensions.iter().map(String::as_str))?;
    writeln!(
        source,
        "/// Of the units of `data/units.csv`; behind them in `UNIT_NAMES` stand the currencies.\n\
         static FACTORS: [f64; {}] = {factors:?};",
        factors.len()
    )?;
    table::column(
        source,
        "CURRENCY_CODES",
        currency_codes.iter().map(String::as_str),
    )?;
    in_context(data, source, &indices)?;
    for (constant, map) in [("SYMBOLS", symbols), ("NAMES", names), ("SIGNS", signs)] {
        writeln!(source, "/// Sorted.")?;
        table::folded(
            source,
            &format!("{constant}_TEXT"),
            map.keys().map(String::as_str),
        )?;
        writeln!(source, "/// The units that they stand for.")?;
        let of: Vec<usize> = map.into_values().collect();
        table::numbers(source, &format!("{constant}_UNIT"), 2, &of)?;
    }
    Ok(())
}

/// `data/symbols.csv`: symbols that need a word near them.
fn in_context(
    data: &Path,
    source: &mut String,
    indices: &BTreeMap<String, usize>,
) -> Result<(), Box<dyn Error>> {
    writeln!(
        source,
        "/// In the order of the table: symbol, index into `UNITS`, words one of which must stand near."
    )?;
    writeln!(
        source,
        "pub static IN_CONTEXT: &[(&str, usize, &[Known])] = &["
    )?;
    for [symbol, unit, context] in table::rows::<3>(data, "symbols.csv")? {
        let index = indices
            .get(&unit)
            .ok_or_else(|| format!("data/symbols.csv: {symbol}: no unit is called {unit:?}"))?;
        let words: Vec<&str> = context.split_whitespace().collect();
        writeln!(source, "({symbol:?}, {index}, words!{words:?}),")?;
    }
    writeln!(source, "];")?;
    Ok(())
}

fn numbers(
    data: &Path,
    source: &mut String,
    words: &mut Vec<(&'static str, String)>,
) -> Result<(), Box<dyn Error>> {
    let mut table = BTreeMap::new();
    for [word, kind, value] in table::rows::<3>(data, "numbers.csv")? {
        let fault = || format!("data/numbers.csv: {word}: {value:?} is no value");
        let number = |text: &str| text.parse::<f64>().map_err(|_| fault());
        let entry = match kind.as_str() {
            "unit" => format!("NumberWord::Unit({:?})", number(&value)?),
            "ten" => format!("NumberWord::Ten({:?})", number(&value)?),
            "hundred" => "NumberWord::Hundred".to_owned(),
            "scale" => format!("NumberWord::Scale({:?})", number(&value)?),
            "fraction" => format!("NumberWord::Fraction({:?})", number(&value)?),
            "dozen" => "NumberWord::Dozen".to_owned(),
            "vague" => {
                let (low, high) = value.split_once('-').ok_or_else(fault)?;
                format!("NumberWord::Vague({:?}, {:?})", number(low)?, number(high)?)
            }
            _ => return Err(format!("data/numbers.csv: {word}: unknown kind {kind:?}").into()),
        };
        words.push(("number word", word.clone()));
        table.insert(word, entry);
    }
    writeln!(
        source,
        "/// Sorted by word.\npub static NUMBER_WORDS: &[(&str, NumberWord)] = &["
    )?;
    for (word, entry) in table {
        writeln!(source, "({word:?}, {entry}),")?;
    }
    writeln!(source, "];")?;
    Ok(())
}
