//! `data/checks.csv` becomes lists of words, and `data/nations.csv` a table of countries with a sorted list of
//! their names.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

/// The word lists of `data/checks.csv`, one constant for each role.
pub fn words(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("checks.csv", word_classes(data))
}

fn word_classes(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for [role, words] in table::rows::<2>(data, "checks.csv")? {
        let name = table::constant(&role)?;
        let words: Vec<&str> = words.split_whitespace().collect();
        writeln!(out, "/// Role \"{role}\" of `data/checks.csv`.")?;
        writeln!(out, "pub const {name}: &[&str] = &{words:?};")?;
    }
    Ok(out)
}

/// The countries of `data/nations.csv`.
pub fn nations(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("nations.csv", nation_tables(data))
}

fn nation_tables(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    let (mut nations, mut areas, mut populations, mut years) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut names = BTreeMap::new();
    let rows = table::rows::<6>(data, "nations.csv")?;
    for (index, [nation, area, population, year, words, people]) in rows.iter().enumerate() {
        let number = |cell: &str| {
            cell.parse::<f64>()
                .map_err(|_| format!("data/nations.csv: {nation}: {cell:?} is no number"))
        };
        let (area, population) = (number(area)?, number(population)?);
        let year: usize = year
            .parse()
            .map_err(|_| format!("data/nations.csv: {nation}: {year:?} is no year"))?;
        nations.push(nation.as_str());
        areas.push(area);
        populations.push(population);
        years.push(year);
        for (cell, are_people) in [(words, false), (people, true)] {
            for name in cell
                .split(';')
                .map(str::trim)
                .filter(|name| !name.is_empty())
            {
                if names.insert(name.to_owned(), (index, are_people)).is_some() {
                    return Err(format!("data/nations.csv: {name:?} names two countries").into());
                }
            }
        }
    }
    let count = nations.len();
    table::column(&mut out, "NATION_NAMES", nations)?;
    writeln!(
        out,
        "static AREAS: [f64; {count}] = {areas:?};\nstatic POPULATIONS: [f64; {count}] = {populations:?};"
    )?;
    table::numbers(&mut out, "YEARS", 2, &years)?;
    writeln!(out, "/// Sorted.")?;
    table::folded(&mut out, "NAME_TEXTS", names.keys().map(String::as_str))?;
    writeln!(
        out,
        "/// The nation's number twice, and one more where it is what the inhabitants are called."
    )?;
    let of = names
        .values()
        .map(|&(index, people)| index * 2 + usize::from(people));
    table::numbers(&mut out, "NAME_NATIONS", 2, &of.collect::<Vec<_>>())?;
    Ok(out)
}
