//! `data/fragment-weights.csv` and `data/indirect-weights.csv` become the tables that
//! `src/detect/attribution/weigh.rs` adds up.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;
use super::worth::hash;

pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (name, file) in [
        ("FRAGMENT", "fragment-weights.csv"),
        ("INDIRECT", "indirect-weights.csv"),
    ] {
        let (mut names, mut weights) = (Vec::new(), Vec::new());
        for [feature, weight] in table::rows::<2>(data, file)? {
            let weight: f32 = weight
                .parse()
                .map_err(|_| format!("data/{file}: {feature}: {weight:?} is no number"))?;
            names.push(feature);
            weights.push(weight);
        }
        let count = names.len();
        writeln!(
            out,
            "/// From `data/{file}`.\n#[allow(clippy::approx_constant, reason = \"a weight may come near π\")]\npub static {name}: [f32; {count}] = {weights:?};\n\
             #[cfg(test)]\nstatic {name}_NAMES: [&str; {count}] = {names:?};"
        )?;
    }
    out.push_str(&verbs(data)?);
    Ok(out)
}

/// `data/verb-weights.csv` names a verb by its first form in `data/verbs.csv`; the table has all its forms.
fn verbs(data: &Path) -> Result<String, Box<dyn Error>> {
    let forms = table::rows::<2>(data, "verbs.csv")?;
    let mut words: BTreeMap<String, i8> = BTreeMap::new();
    for [verb, weight] in table::rows::<2>(data, "verb-weights.csv")? {
        let fault = |what: &str| format!("data/verb-weights.csv: {verb}: {what}");
        let weight: f32 = weight
            .parse()
            .map_err(|_| fault("the weight is no number"))?;
        let steps = (weight * 32.0).round();
        if steps.abs() > f32::from(i8::MAX) {
            return Err(fault("the weight is too large").into());
        }
        let rows: Vec<&str> = forms
            .iter()
            .filter(|[_, forms]| forms.split_whitespace().next() == Some(verb.as_str()))
            .flat_map(|[_, forms]| forms.split_whitespace())
            .collect();
        if rows.is_empty() {
            return Err(fault("no row of data/verbs.csv begins with it").into());
        }
        words.extend(rows.into_iter().map(|form| (form.to_owned(), steps as i8)));
    }
    // The first factor that gives each word a key of its own.
    let keyed = |factor: u32| -> BTreeMap<u16, i8> {
        let key = |word: &str| (hash::word(word.as_bytes()).wrapping_mul(factor) >> 16) as u16;
        words
            .iter()
            .map(|(word, steps)| (key(word), *steps))
            .collect()
    };
    let factor = (0..100_000)
        .map(|round: u32| round.wrapping_mul(0x9E37_79B2) | 1)
        .find(|factor| keyed(*factor).len() == words.len())
        .ok_or("data/verb-weights.csv: too many verbs for keys of 16 bits")?;
    let table = keyed(factor);
    let keys: Vec<&u16> = table.keys().collect();
    let steps: Vec<&i8> = table.values().collect();
    let count = keys.len();
    Ok(format!(
        "const VERB_FACTOR: u32 = {factor};\nstatic VERB_KEYS: [u16; {count}] = {keys:?};\nstatic VERB_WEIGHTS: [i8; {count}] = {steps:?};\n"
    ))
}
