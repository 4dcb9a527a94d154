//! `data/targets.csv` and `data/countries.csv` become the link targets, the countries and one sorted
//! list of the terms by which a sentence calls for them.
//!
//! A template that was not seen to work (mark M) may only search a site through a search engine.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::table;
use crate::worth::hash;

/// The generated source, and the first words of all terms for the lexicon.
pub struct Generated {
    pub source: String,
    pub first_words: BTreeSet<String>,
}

/// A term before it is written out: hash of its first word, the whole, what it stands for.
type Term = (u32, String, String);

const GROUPS: [(&str, &str); 6] = [
    ("primary", "Primary"),
    ("statistics", "Statistics"),
    ("fact-check", "FactCheck"),
    ("news", "News"),
    ("archive", "Archive"),
    ("search", "Search"),
];

pub fn generate(data: &Path) -> Result<Generated, Box<dyn Error>> {
    let mut source = String::new();
    let mut terms: Vec<Term> = Vec::new();
    countries(data, &mut source, &mut terms)?;
    targets(data, &mut source, &mut terms)?;
    // Of terms with the same first word the longest is tried first.
    terms.sort_by(|a, b| (a.0, b.1.len(), &a.1, &a.2).cmp(&(b.0, a.1.len(), &b.1, &b.2)));
    let first_words = terms.iter().map(|(_, text, _)| first_word(text)).collect();
    writeln!(source, "pub static TERMS: &[Term] = &[")?;
    for (first, text, what) in terms {
        let exact = text.chars().any(char::is_uppercase);
        writeln!(
            source,
            "Term {{ first: {first}, text: {text:?}, exact: {exact}, what: {what} }},"
        )?;
    }
    writeln!(source, "];")?;
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
    writeln!(source, "pub static COUNTRIES: &[Country] = &[")?;
    let rows = table::rows::<5>(data, "countries.csv")?;
    for (index, [iso2, iso3, name, words, group]) in rows.into_iter().enumerate() {
        let member = group == "EU";
        writeln!(
            source,
            "Country {{ iso2: {iso2:?}, iso3: {iso3:?}, name: {name:?}, eu: {member} }},"
        )?;
        let name = name.to_lowercase();
        for word in words
            .split(';')
            .chain([name.as_str()])
            .filter(|word| !word.is_empty())
        {
            terms.push(term(word, format!("What::Country({index})")));
        }
    }
    writeln!(source, "];")?;
    Ok(())
}

fn targets(data: &Path, source: &mut String, terms: &mut Vec<Term>) -> Result<(), Box<dyn Error>> {
    let mut generic: Vec<usize> = Vec::new();
    writeln!(source, "pub static TARGETS: &[Target] = &[")?;
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
        let Some(&(_, group)) = GROUPS.iter().find(|(name, _)| *name == group) else {
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
        if group == "Statistics" && units.is_empty() && kinds.contains("quantity") {
            return Err(fault("statistics must name the units they have").into());
        }
        let kind = |name: &str| kinds.split_whitespace().any(|kind| kind == name);
        let place = match place.as_str() {
            "" => "Place::None".to_owned(),
            "any" => "Place::Any".to_owned(),
            "EU" => "Place::Eu".to_owned(),
            iso2 => format!("Place::Country({iso2:?})"),
        };
        if speaker.is_empty() && words.is_empty() {
            generic.push(index);
        }
        let (near, units): (Vec<&str>, Vec<&str>) = units
            .split_whitespace()
            .partition(|unit| unit.starts_with("near:"));
        let near = near.first().map(|unit| unit.trim_start_matches("near:"));
        writeln!(
            source,
            "Target {{ id: {id:?}, group: Group::{group}, label: {label:?}, quantity: {}, date: {}, \
             quotation: {}, marked: {}, units: &{units:?}, near: {near:?}, place: {place}, template: {template:?}, why: {why:?} }},",
            kind("quantity"),
            kind("date"),
            kind("quotation"),
            kind("marked"),
        )?;
        for word in speaker.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, format!("What::Speaker({index})")));
        }
        for word in words.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, format!("What::Topic({index})")));
        }
    }
    writeln!(source, "];")?;
    writeln!(
        source,
        "/// Targets that suit every claim of their kinds.\npub static GENERIC: &[usize] = &{generic:?};"
    )?;
    Ok(())
}

fn term(text: &str, what: String) -> Term {
    let text = text.trim();
    (
        hash::word(first_word(text).as_bytes()),
        text.to_owned(),
        what,
    )
}

/// The part of a term that is its first token, in lower case.
fn first_word(text: &str) -> String {
    let first = text.split([' ', '-']).next().unwrap_or(text);
    first.to_lowercase()
}
