//! `data/modifiers.csv` becomes two lists of phrases, longest first.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("modifiers.csv", phrases(data))
}

fn phrases(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut lists: [Vec<(Vec<String>, &str)>; 2] = [Vec::new(), Vec::new()];
    for [phrase, sign, side] in table::rows::<3>(data, "modifiers.csv")? {
        let fault = |what: &str| format!("data/modifiers.csv: {phrase}: {what}");
        let sign = match sign.as_str() {
            "~" => "About",
            "<" => "Below",
            ">" => "Above",
            _ => return Err(fault("the sign must be ~, < or >").into()),
        };
        let list = match side.as_str() {
            "before" => 0,
            "after" => 1,
            _ => return Err(fault("the side must be before or after").into()),
        };
        lists[list].push((phrase.split(' ').map(str::to_owned).collect(), sign));
    }
    let mut out = String::new();
    for (name, list) in ["BEFORE", "AFTER"].iter().zip(&mut lists) {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        writeln!(out, "pub static {name}: &[Phrase] = &[")?;
        for (words, sign) in list {
            writeln!(out, "(words!{words:?}, Modifier::{sign}),")?;
        }
        writeln!(out, "];")?;
    }
    Ok(out)
}
