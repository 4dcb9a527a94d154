//! `data/targets.csv` and `data/countries.csv` become the link targets, the countries and one sorted
//! list of the terms by which a sentence calls for them.
//!
//! A template that was not seen to work (mark M) may only search a site through a search engine.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

/// The generated source, and the first words of all terms for the lexicon.
pub struct Generated {
    pub source: String,
    pub first_words: BTreeSet<String>,
}

/// A term before it is written out, what it stands for and its row.
type Term = (String, &'static str, usize);

/// What terms stand for, as `src/link/target.rs` numbers it: the row's number times three and this.
const WHATS: [&str; 3] = ["Country", "Speaker", "Topic"];

const GROUPS: [(&str, &str); 6] = [
    ("primary", "Primary"),
    ("statistics", "Statistics"),
    ("fact-check", "FactCheck"),
    ("news", "News"),
    ("archive", "Archive"),
    ("search", "Search"),
];

pub fn generate(data: &Path) -> Result<Generated, Box<dyn Error>> {
    table::named("targets.csv", made(data))
}

fn made(data: &Path) -> Result<Generated, Box<dyn Error>> {
    let mut source = String::new();
    let mut terms: Vec<Term> = Vec::new();
    table::named("countries.csv", countries(data, &mut source, &mut terms))?;
    targets(data, &mut source, &mut terms)?;
    // In the alphabet's order they fold best; the program sorts them by their first words.
    terms.sort_by_cached_key(|(text, what, row)| (text.clone(), format!("{what}{row}")));
    let first_words: BTreeSet<String> = terms.iter().map(|(text, ..)| first_word(text)).collect();
    table::folded(
        &mut source,
        "TERM_TEXTS",
        terms.iter().map(|(text, ..)| text.as_str()),
    )?;
    let place = |what: &str| WHATS.iter().position(|known| *known == what).unwrap_or(0);
    let whats: Vec<usize> = terms
        .iter()
        .map(|(_, what, row)| row * 3 + place(what))
        .collect();
    table::numbers(&mut source, "TERM_WHATS", 2, &whats)?;
    Ok(Generated {
        source,
        first_words,
    })
}

fn countries(
    data: &Path,
    source: &mut String,
    terms: &mut Vec<Term>,
) -> Result<(), Box<dyn Error>> {
    let rows = table::rows::<5>(data, "countries.csv")?;
    let columns = ["COUNTRY_ISO2", "COUNTRY_ISO3", "COUNTRY_NAMES"];
    for (at, column) in columns.into_iter().enumerate() {
        table::column(source, column, rows.iter().map(|row| row[at].as_str()))?;
    }
    let members: Vec<usize> = rows.iter().map(|row| usize::from(row[4] == "EU")).collect();
    table::numbers(source, "COUNTRY_EU", 1, &members)?;
    for (index, [_, _, name, words, _]) in rows.into_iter().enumerate() {
        let name = name.to_lowercase();
        for word in words
            .split(';')
            .chain([name.as_str()])
            .filter(|word| !word.is_empty())
        {
            terms.push(term(word, "Country", index)?);
        }
    }
    Ok(())
}

fn targets(data: &Path, source: &mut String, terms: &mut Vec<Term>) -> Result<(), Box<dyn Error>> {
    let mut generic: Vec<usize> = Vec::new();
    // A column each: cells that are like each other stand together, and compress well.
    let names = [
        "IDS",
        "LABELS",
        "UNITS",
        "NEARS",
        "PLACES",
        "TEMPLATES",
        "WHYS",
    ];
    let mut columns: [Vec<String>; 7] = Default::default();
    let mut kinds_and_groups = Vec::new();
    let rows = table::rows::<12>(data, "targets.csv")?;
    for (index, row) in rows.into_iter().enumerate() {
        let [
            id,
            group,
            label,
            kinds,
            units,
            speaker,
            words,
            place,
            template,
            why,
            mark,
            checked_on,
        ] = row;
        let fault = |what: &str| format!("data/targets.csv: {id}: {what}");
        let Some(group_at) = GROUPS.iter().position(|(name, _)| *name == group) else {
            return Err(fault("unknown group").into());
        };
        if !template.starts_with("https://") {
            return Err(fault("the template is not https").into());
        }
        if !["D", "O", "K", "M"].contains(&mark.as_str()) || checked_on.len() != 10 {
            return Err(fault("mark must be D, O, K or M, checked_on a date").into());
        }
        if mark == "M" && !template.contains("site%3A") {
            return Err(fault("a template from memory must be a site: search").into());
        }
        if group == "statistics" && units.is_empty() && kinds.contains("quantity") {
            return Err(fault("statistics must name the units they have").into());
        }
        let kind = |name: &str| kinds.split_whitespace().any(|kind| kind == name);
        if speaker.is_empty() && words.is_empty() {
            generic.push(index);
        }
        let (near, units): (Vec<&str>, Vec<&str>) = units
            .split_whitespace()
            .partition(|unit| unit.starts_with("near:"));
        let near = near.first().map(|unit| unit.trim_start_matches("near:"));
        let kinds = ["quantity", "date", "quotation", "marked"].map(kind);
        let bits = kinds
            .iter()
            .enumerate()
            .map(|(bit, &is)| usize::from(is) << bit);
        kinds_and_groups.push(bits.sum::<usize>() | group_at << 4);
        let (near, units) = (near.unwrap_or_default().to_owned(), units.join(" "));
        let row = [id, label, units, near, place, template, why];
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
        for word in speaker.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, "Speaker", index)?);
        }
        for word in words.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, "Topic", index)?);
        }
    }
    for (name, column) in names.iter().zip(&columns) {
        let name = format!("TARGET_{name}");
        table::column(source, &name, column.iter().map(String::as_str))?;
    }
    table::numbers(source, "TARGET_KINDS", 1, &kinds_and_groups)?;
    let groups = GROUPS
        .map(|(_, group)| format!("Group::{group}"))
        .join(", ");
    writeln!(
        source,
        "const GROUPS: [Group; {}] = [{groups}];",
        GROUPS.len()
    )?;
    writeln!(
        source,
        "/// Targets that suit every claim of their kinds.\npub static GENERIC: &[usize] = &{generic:?};"
    )?;
    Ok(())
}

fn term(text: &str, what: &'static str, row: usize) -> Result<Term, Box<dyn Error>> {
    let text = text.trim();
    let first = first_word(text);
    // The program looks for it with its ASCII letters alone in lower case.
    if !text.to_ascii_lowercase().starts_with(&first) {
        return Err(format!("link term {text:?} opens with a capital that is not A to Z").into());
    }
    // The program hashes it itself, and no word so long.
    if first.len() > 24 {
        return Err(format!("link term {text:?} opens with too long a word").into());
    }
    Ok((text.to_owned(), what, row))
}

/// The part of a term that is its first token, in lower case.
fn first_word(text: &str) -> String {
    let first = text.split([' ', '-']).next().unwrap_or(text);
    first.to_lowercase()
}
