//! `data/targets.csv` and `data/countries.csv` become the link targets, the countries and one sorted
//! list of the terms by which a sentence calls for them.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::table;

/// The generated source, and the first words of all terms for the lexicon.
pub struct Generated {
    pub source: String,
    pub first_words: BTreeSet<String>,
}

/// A term before it is written out: lower-case first word, the whole, what it stands for.
type Term = (String, String, String);

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
    terms.sort();
    let first_words = terms.iter().map(|(first, ..)| first.clone()).collect();
    writeln!(source, "pub static TERMS: &[Term] = &[")?;
    for (first, text, what) in terms {
        let exact = text.chars().any(char::is_uppercase);
        writeln!(
            source,
            "Term {{ first: {first:?}, text: {text:?}, exact: {exact}, what: {what} }},"
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
    writeln!(source, "pub static TARGETS: &[Target] = &[")?;
    let rows = table::rows::<11>(data, "targets.csv")?;
    for (index, row) in rows.into_iter().enumerate() {
        let [
            id,
            group,
            label,
            kinds,
            speaker,
            words,
            place,
            template,
            why,
            mark,
            checked_on,
        ] = row;
        let fault = |what: &str| format!("data/targets.csv: {id}: {what}");
        let Some((_, group)) = GROUPS.iter().find(|(name, _)| *name == group) else {
            return Err(fault("unknown group").into());
        };
        if !template.starts_with("https://") {
            return Err(fault("the template is not https").into());
        }
        if !["D", "O", "K"].contains(&mark.as_str()) || checked_on.len() != 10 {
            return Err(fault("mark must be D, O or K, checked_on a date").into());
        }
        let kind = |name: &str| kinds.split_whitespace().any(|kind| kind == name);
        let place = match place.as_str() {
            "" => "Place::None".to_owned(),
            "any" => "Place::Any".to_owned(),
            "EU" => "Place::Eu".to_owned(),
            iso2 => format!("Place::Country({iso2:?})"),
        };
        let generic = speaker.is_empty() && words.is_empty();
        writeln!(
            source,
            "Target {{ id: {id:?}, group: Group::{group}, label: {label:?}, quantity: {}, date: {}, \
             quotation: {}, generic: {generic}, place: {place}, template: {template:?}, why: {why:?} }},",
            kind("quantity"),
            kind("date"),
            kind("quotation"),
        )?;
        for word in speaker.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, format!("What::Speaker({index})")));
        }
        for word in words.split(';').filter(|word| !word.is_empty()) {
            terms.push(term(word, format!("What::Topic({index})")));
        }
    }
    writeln!(source, "];")?;
    Ok(())
}

fn term(text: &str, what: String) -> Term {
    let text = text.trim();
    let first = text.split([' ', '-']).next().unwrap_or(text).to_lowercase();
    (first, text.to_owned(), what)
}
