//! `data/worth.csv` becomes the features that `src/claim/worth.rs` adds up, `data/worth-words.csv` the
//! table of `src/claim/worth/words.rs`.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

// One hash for both sides: the program holds no word of the table.
#[path = "../src/claim/worth/hash.rs"]
#[allow(dead_code, reason = "the program needs more of it")]
pub mod hash;

pub fn features(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("worth.csv", feature_weights(data))
}

fn feature_weights(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut constants = String::new();
    let mut list = Vec::new();
    for (index, [feature, by, weight, reason]) in
        table::rows::<4>(data, "worth.csv")?.into_iter().enumerate()
    {
        let fault = |what: &str| format!("data/worth.csv: {feature}: {what}");
        let weight: f64 = weight
            .parse()
            .map_err(|_| fault("the weight is no number"))?;
        if by != "fit" && by != "hand" {
            return Err(fault("set by must be fit or hand").into());
        }
        if index >= 32 {
            return Err(
                fault("more than 32 features; widen Features in src/claim/worth.rs").into(),
            );
        }
        let name = table::constant(&feature)?;
        writeln!(
            constants,
            "const {name}: Features = Features(1 << {index});"
        )?;
        list.push(format!(
            "Feature {{ name: {feature:?}, weight: {weight:?}, reason: {reason:?} }}"
        ));
    }
    writeln!(
        constants,
        "static FEATURES: [Feature; {}] = [{}];",
        list.len(),
        list.join(",")
    )?;
    Ok(constants)
}

pub fn words(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("worth-words.csv", word_weights(data))
}

fn word_weights(data: &Path) -> Result<String, Box<dyn Error>> {
    let (mut tags, mut weights) = ([0_u16; hash::PLACES], [0_i8; hash::PLACES]);
    let rows = table::rows::<2>(data, "worth-words.csv")?;
    if rows.len() * 2 > tags.len() {
        return Err(
            "data/worth-words.csv: too many words; raise PLACES in src/claim/worth/hash.rs".into(),
        );
    }
    for [term, weight] in rows {
        let fault = |what: &str| format!("data/worth-words.csv: {term}: {what}");
        let weight: f64 = weight
            .parse()
            .map_err(|_| fault("the weight is no number"))?;
        let steps = (weight / hash::STEP).round();
        if steps.abs() > f64::from(i8::MAX) {
            return Err(fault("the weight is too large").into());
        }
        let key = match term.split(' ').collect::<Vec<_>>()[..] {
            [one] => hash::word(one.as_bytes()),
            [first, second] => {
                hash::pair(hash::word(first.as_bytes()), hash::word(second.as_bytes()))
            }
            _ => return Err(fault("one word or two are wanted").into()),
        };
        let (mut at, tag) = hash::place(key);
        // Of two words with one tag, which is rare, the first one stands.
        while tags[at] != 0 && tags[at] != tag {
            at = (at + 1) % tags.len();
        }
        if tags[at] == 0 {
            (tags[at], weights[at]) = (tag, steps as i8);
        }
    }
    // Without the empty places, which `src/claim/worth/words.rs` puts in again: how far each taken one stands behind the
    // one before it (the first: behind the start), its tag and its weight.
    let taken: Vec<usize> = (0..tags.len()).filter(|&at| tags[at] != 0).collect();
    let mut next = 0;
    let mut gaps = Vec::new();
    for &at in &taken {
        gaps.push(at - next);
        next = at + 1;
    }
    let mut out = String::new();
    table::numbers(&mut out, "GAPS", 1, &gaps).map_err(|_| {
        "worth-words.csv: two words lie more than 255 places apart; so few words need no such table"
    })?;
    let tags: Vec<usize> = taken.iter().map(|&at| usize::from(tags[at])).collect();
    table::numbers(&mut out, "TAGS", 2, &tags)?;
    let weights: Vec<i8> = taken.iter().map(|&at| weights[at]).collect();
    writeln!(
        out,
        "static WEIGHTS: [i8; {}] = {weights:?};",
        weights.len()
    )?;
    Ok(out)
}
