//! Fits the weights of check-worthiness to sentences that people have labelled.
//!
//! Logistic regression over the words, pairs, endings and features of each sentence. A weight is drawn to nothing the
//! more, the more common its word is and the more evenly it stands on both sides; then only the weights that matter
//! most are kept, and fitted again. No sentence is kept, only words that many of them share. Same input, same tables.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tickmark::claim::worth::{Traits, traits_of};

use crate::logistic::{self, Row};

const FEATURES: &str = "data/worth.csv";
const WORDS: &str = "data/worth-words.csv";

/// A term must stand in so many sentences.
const FEWEST: u32 = 5;
/// So many terms are kept: more make the program larger and rank little better (twice as many: 0.002 of cross-validated AUC).
const MOST: usize = 2_700;
const FOLDS: usize = 5;
/// How strongly weights are drawn to nothing.
const SHRINK: f64 = 40.0;
/// The table holds no larger weight, and smaller ones say nothing.
const LARGEST: f64 = 5.0;
const SMALLEST: f64 = 0.04;
/// A word that is so often part of somebody's name is left out: who spoke then says nothing of others now.
const NAME_SHARE: f64 = 0.25;

/// All that is looked at.
struct Terms {
    names: Vec<String>,
    /// How many of them are features; they come first and are always kept.
    features: usize,
}

/// Fits, prints how good the fit is, and writes both tables.
pub fn fit(file: &Path) -> Result<()> {
    let (rows, terms) = read(file)?;
    let worthy = rows.iter().filter(|row| row.yes).count();
    println!(
        "{} sentences, {worthy} worth checking, {} terms in at least {FEWEST} of them",
        rows.len(),
        terms.names.len() - terms.features
    );
    let mut scores = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Row> = apart(&rows, |at| at % FOLDS != fold);
        let weights = sparse(&others, &terms);
        for at in (fold..rows.len()).step_by(FOLDS) {
            scores[at] = rows[at].sum(&weights);
        }
    }
    let crossed = logistic::auc(&rows, &scores);
    println!("{FOLDS}-fold cross-validated AUC {crossed:.4}");
    let weights = sparse(&apart(&rows, |_| true), &terms);
    let scores: Vec<f64> = rows.iter().map(|row| row.sum(&weights)).collect();
    println!(
        "AUC on the same sentences {:.4}",
        logistic::auc(&rows, &scores)
    );
    write_words(&terms, &weights, (rows.len(), worthy, crossed))?;
    write_features(&terms, &weights)?;
    println!("wrote {WORDS} and {FEATURES}");
    Ok(())
}

fn apart(rows: &[Row], wanted: impl Fn(usize) -> bool) -> Vec<&Row> {
    let rows = rows.iter().enumerate();
    rows.filter(|(at, _)| wanted(*at))
        .map(|(_, row)| row)
        .collect()
}

/// One {"text","label"} a line.
fn read(file: &Path) -> Result<(Vec<Row>, Terms)> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut read: Vec<(Traits, bool)> = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let fault = || format!("{}:{}", file.display(), at + 1);
        let row: serde_json::Value = serde_json::from_str(line).with_context(fault)?;
        let (Some(text), Some(label)) = (row["text"].as_str(), row["label"].as_i64()) else {
            bail!("{}: \"text\" or \"label\" is missing", fault());
        };
        read.push((traits_of(text), label == 1));
    }
    if read.iter().all(|(_, yes)| *yes) || !read.iter().any(|(_, yes)| *yes) {
        bail!("{}: sentences of both labels are wanted", file.display());
    }
    let terms = terms(&read);
    let index: HashMap<&str, usize> = terms.names.iter().map(String::as_str).zip(0..).collect();
    let rows = read.iter().map(|(traits, yes)| {
        let mut of_row: BTreeMap<usize, f64> = BTreeMap::new();
        for (name, value) in &traits.features {
            of_row.insert(index[*name], *value);
        }
        for at in traits
            .terms
            .iter()
            .filter_map(|term| index.get(term.as_str()))
        {
            *of_row.entry(*at).or_default() += traits.scale;
        }
        Row {
            terms: of_row.into_iter().collect(),
            yes: *yes,
        }
    });
    let rows = rows.collect();
    drop(index);
    Ok((rows, terms))
}

/// Features, then the terms that stand in enough sentences and name nobody.
fn terms(read: &[(Traits, bool)]) -> Terms {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut as_name: HashMap<&str, u32> = HashMap::new();
    let mut features: Vec<String> = Vec::new();
    for (traits, _) in read {
        let once: HashSet<&str> = traits.terms.iter().map(String::as_str).collect();
        once.into_iter()
            .for_each(|term| *counts.entry(term).or_default() += 1);
        let people: HashSet<&str> = traits.people.iter().map(String::as_str).collect();
        people
            .into_iter()
            .for_each(|word| *as_name.entry(word).or_default() += 1);
        for (name, _) in &traits.features {
            if !features.iter().any(|known| known == name) {
                features.push((*name).to_owned());
            }
        }
    }
    features.sort();
    let names_somebody = |term: &str| {
        term.split(' ').any(|word| {
            let share = |named: &u32| {
                f64::from(*named) >= f64::from(counts.get(word).copied().unwrap_or(1)) * NAME_SHARE
            };
            as_name.get(word).is_some_and(share)
        })
    };
    let common = counts.iter().filter(|(term, count)| {
        **count >= FEWEST && !names_somebody(term) && !features.iter().any(|known| known == *term)
    });
    let words: Vec<String> = common.map(|(term, _)| (*term).to_owned()).collect();
    let mut names = features;
    let features = names.len();
    names.extend(words);
    Terms { names, features }
}

/// Weights of which only the [`MOST`] that matter most are not nothing.
fn sparse(rows: &[&Row], terms: &Terms) -> Vec<f64> {
    let size = terms.names.len();
    // How often each stands on either side; a half more, so that none is nothing.
    let mut sides = vec![[0.5_f64; 2]; size];
    for row in rows {
        row.terms
            .iter()
            .for_each(|(at, _)| sides[*at][usize::from(row.yes)] += 1.0);
    }
    let total: [f64; 2] = std::array::from_fn(|side| sides.iter().map(|both| both[side]).sum());
    let shrink = |at: usize| {
        if at < terms.features {
            return 0.0;
        }
        let [no, yes] = sides[at];
        let rarity = (rows.len() as f64 / (no + yes)).ln().max(0.1);
        let uneven = ((yes / total[1]) / (no / total[0])).ln().abs();
        SHRINK / rarity.powf(1.4) / (uneven.powf(0.8) + 0.02)
    };
    let mut penalties: Vec<f64> = (0..size).map(shrink).collect();
    let mut weights = logistic::fit(rows, &penalties);
    let matter = |at: usize| weights[at].abs() * (sides[at][0] + sides[at][1]).sqrt();
    let mut order: Vec<usize> = (terms.features..size).collect();
    order.sort_by(|a, b| matter(*b).total_cmp(&matter(*a)));
    order
        .iter()
        .skip(MOST)
        .for_each(|at| penalties[*at] = f64::INFINITY);
    weights = logistic::fit(rows, &penalties);
    for weight in &mut weights[terms.features..] {
        *weight = if weight.abs() < SMALLEST {
            0.0
        } else {
            weight.clamp(-LARGEST, LARGEST)
        };
    }
    weights
}

fn write_words(
    terms: &Terms,
    weights: &[f64],
    (rows, worthy, auc): (usize, usize, f64),
) -> Result<()> {
    let mut out = format!(
        "word,weight\n\
         # Words, pairs of words and endings (\"*ed\") that make a sentence more or less worth checking. Written by\n\
         # `cargo xtask fit-worth`; a person may change a line until the next fit. \"0\" is any number, \"Name\" any word\n\
         # with a capital inside a sentence; the rest is in lower case. Names of people are left out.\n\
         # Fitted to {rows} sentences of US election debates, {worthy} of them worth checking (ClaimBuster);\n\
         # {FOLDS}-fold cross-validated AUC {auc:.3}.\n"
    );
    let mut lines: Vec<(f64, &str)> = (terms.features..weights.len())
        .filter(|at| weights[*at] != 0.0)
        .map(|at| (weights[at], terms.names[at].as_str()))
        .collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    for (weight, word) in lines {
        writeln!(out, "{word},{weight:.2}")?;
    }
    Ok(std::fs::write(WORDS, out)?)
}

/// Changes the weights whose row says "fit", and nothing else of the table.
fn write_features(terms: &Terms, weights: &[f64]) -> Result<()> {
    let table = std::fs::read_to_string(FEATURES).context(FEATURES)?;
    let mut out = String::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        match cells[..] {
            [name, "fit", _, reason] if !line.starts_with('#') => {
                let known = &terms.names[..terms.features];
                let at = known.iter().position(|known| known == name);
                let weight = at.map_or(0.0, |at| weights[at]);
                writeln!(out, "{name},fit,{weight:.2},{reason}")?;
            }
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(std::fs::write(FEATURES, out)?)
}
