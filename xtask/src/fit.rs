//! `cargo xtask fit PATH`: fits the weights that decide on quotations, and writes them to `data/`.
//!
//! PATH is a JSONL file of articles with their quotations, as in `../shared/eval/quotations/train.jsonl`. The first
//! five sevenths are fitted and the rest is held out, for the figures in the tables' heads; then all are fitted.
//! Nothing here is random: the same file gives the same tables.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use tickmark::Span;
use tickmark::detect::attribution::{self, weigh::NAMES};
use tickmark::detect::quotation;
use tickmark::text::{Block, blocks};

/// How often each example is seen, how far one moves a weight, and how strongly weights are drawn to nought.
const ROUNDS: usize = 40;
const STEP: f64 = 0.2;
const DECAY: f64 = 2e-5;
/// Of the clauses that are taken, so many have to be attributed. A little above the 85 in 100 that are asked for: on
/// articles that were not fitted it comes out about one lower.
const PRECISION: f64 = 0.852;

/// The kinds of cue that are no verbs of speech.
const OTHERS: [&str; 4] = ["Of", "Loose", "Belief", "Noun"];
/// Those among them that say what was said ("accused the board of neglect"), and are taken as verbs of speech are.
const SAYING: [&str; 4] = ["Calls", "Accused", "Described", "Expressed"];

/// One decision: the features of its candidates, and which of them are right.
struct Choice {
    candidates: Vec<Vec<u8>>,
    right: Vec<bool>,
}

/// What one article says.
#[derive(Default)]
struct Examples {
    fragments: Vec<Choice>,
    clauses: Vec<Choice>,
}

pub fn all(path: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut articles = Vec::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let row: Value = serde_json::from_str(line)
            .with_context(|| format!("{}:{}", path.display(), number + 1))?;
        articles.push(examples(&row));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let cut = articles.len() * 5 / 7;
    let (fitted, held) = articles.split_at(cut);
    let head = |figures: String| {
        format!(
            "# Weights of src/detect/attribution/weigh.rs, written by `cargo xtask fit`, not by hand.\n\
             # Fitted on the {} articles of {name} (PolNeAR); figures: fitted on the first {cut} and measured on the rest.\n\
             # {figures}\n",
            articles.len()
        )
    };

    let fragments = |articles: &[Examples]| -> Vec<f64> {
        fit(articles.iter().flat_map(|article| &article.fragments))
    };
    let figures = report(&fragments(fitted), held);
    println!("fragments: {figures}");
    save(
        "data/fragment-weights.csv",
        &head(figures),
        &fragments(&articles),
    )?;

    let clauses = |articles: &[Examples]| -> Vec<f64> {
        let mut weights = fit(articles.iter().flat_map(|article| &article.clauses));
        // The three features of which every clause has one carry the threshold; the kinds of cue that are no verbs
        // of speech carry what more is asked of them.
        let strict = (PRECISION / (1.0 - PRECISION)).ln();
        let threshold = threshold(&weights, articles, strict);
        for (name, weight) in NAMES.iter().zip(&mut weights) {
            if matches!(*name, "Behind" | "Fronted" | "Around") {
                *weight -= threshold;
            } else if OTHERS.contains(name) {
                *weight -= strict - threshold;
            } else if SAYING.contains(name) {
                *weight += strict - threshold;
            }
        }
        weights
    };
    let figures = clause_report(&clauses(fitted), held);
    println!("clauses: {figures}");
    save(
        "data/indirect-weights.csv",
        &head(figures),
        &clauses(&articles),
    )
}

/// The decisions in one article, with what its readers marked.
fn examples(row: &Value) -> Examples {
    let text = row["text"].as_str().unwrap_or_default();
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let span = |value: &Value| -> Option<Span> {
        let at = |index: usize| starts.get(value[index].as_u64()? as usize).copied();
        Some(Span::new(at(0)?, at(1)?))
    };
    struct Gold {
        kind: String,
        content: Span,
        fragments: Vec<Span>,
        cue: Option<Span>,
        source: Option<Span>,
        nested: bool,
    }
    let list = |key: &str| row[key].as_array().cloned().unwrap_or_default();
    let mut gold = Vec::new();
    for quote in list("quotes") {
        let bounds = serde_json::json!([quote["start"], quote["end"]]);
        let Some(content) = span(&bounds) else {
            continue;
        };
        let kind = quote["kind"].as_str().unwrap_or_default().to_owned();
        let fragments = match kind.as_str() {
            "direct" => vec![content],
            _ => quote["quoted"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(span)
                .collect(),
        };
        gold.push(Gold {
            kind,
            content,
            fragments,
            cue: span(&quote["cue"]),
            source: span(&quote["speaker"]),
            nested: quote["nested_in_quote"].as_bool() == Some(true),
        });
    }
    let ignored: Vec<Span> = list("ignore").iter().filter_map(span).collect();
    let mut examples = Examples::default();
    for bounds in blocks(text) {
        let block = Block::parse(bounds.of(text));
        let marked = quotation::detect(&block);
        let seen = attribution::examine(&block, &marked);
        for fragment in seen.fragments {
            let span = fragment.span.shifted(bounds.start);
            if ignored.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let mut around = gold.iter().filter(|gold| {
                gold.kind != "indirect"
                    && gold
                        .fragments
                        .iter()
                        .any(|other| likeness(text, *other, span) >= 0.5)
            });
            let golden: Vec<&Gold> = around.by_ref().collect();
            let right: Vec<bool> = fragment
                .candidates
                .iter()
                .map(|candidate| match candidate.cue {
                    None => golden.is_empty(),
                    Some(cue) => golden.iter().any(|gold| {
                        let cue = cue.shifted(bounds.start);
                        let source = candidate.source.map(|source| source.shifted(bounds.start));
                        gold.cue.is_some_and(|other| other.overlaps(cue))
                            || gold
                                .source
                                .zip(source)
                                .is_some_and(|(other, source)| other.overlaps(source))
                    }),
                })
                .collect();
            if right.contains(&true) {
                examples.fragments.push(Choice {
                    candidates: fragment
                        .candidates
                        .into_iter()
                        .map(|candidate| candidate.features)
                        .collect(),
                    right,
                });
            }
        }
        for clause in seen.clauses {
            let span = clause.span.shifted(bounds.start);
            if ignored.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let attributed = gold.iter().any(|gold| {
                gold.kind == "indirect" && !gold.nested && likeness(text, gold.content, span) >= 0.5
            });
            // A choice between nothing and the clause.
            examples.clauses.push(Choice {
                candidates: vec![Vec::new(), clause.features],
                right: vec![!attributed, attributed],
            });
        }
    }
    examples
}

/// Intersection over union, edge marks left out.
fn likeness(text: &str, a: Span, b: Span) -> f64 {
    let core = |span: Span| {
        let words = span.of(text);
        let start = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let from = span.start + words.len() - start.len();
        let end = start.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        (from, from + end)
    };
    let (a, b) = (core(a), core(b));
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0)) as f64;
    let all = (a.1 - a.0 + b.1 - b.0) as f64 - shared;
    if all > 0.0 { shared / all } else { 0.0 }
}

fn score(weights: &[f64], features: &[u8]) -> f64 {
    features
        .iter()
        .map(|&feature| weights[usize::from(feature)])
        .sum()
}

/// How likely each candidate is.
fn shares(weights: &[f64], choice: &Choice) -> Vec<f64> {
    let scores: Vec<f64> = choice
        .candidates
        .iter()
        .map(|features| score(weights, features))
        .collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// A conditional logit, by gradient steps that grow smaller for features often seen.
fn fit<'a>(choices: impl Iterator<Item = &'a Choice>) -> Vec<f64> {
    let choices: Vec<&Choice> = choices.collect();
    let mut weights = vec![0.0; NAMES.len()];
    let mut squares = vec![1.0_f64; NAMES.len()];
    for _ in 0..ROUNDS {
        for choice in &choices {
            let shares = shares(&weights, choice);
            let right: f64 = shares
                .iter()
                .zip(&choice.right)
                .filter(|(_, right)| **right)
                .map(|(share, _)| share)
                .sum();
            for ((features, share), is_right) in
                choice.candidates.iter().zip(&shares).zip(&choice.right)
            {
                let wanted = if *is_right {
                    share / right.max(1e-9)
                } else {
                    0.0
                };
                let slope = wanted - share;
                for &feature in features {
                    let feature = usize::from(feature);
                    let slope = slope - DECAY * weights[feature];
                    squares[feature] += slope * slope;
                    weights[feature] += STEP * slope / squares[feature].sqrt();
                }
            }
        }
    }
    weights
}

/// How many fragments get the right cue, or rightly none.
fn report(weights: &[f64], held: &[Examples]) -> String {
    let (mut all, mut right, mut none, mut given) = (0, 0, 0, 0);
    for choice in held.iter().flat_map(|article| &article.fragments) {
        let best = choice
            .candidates
            .iter()
            .enumerate()
            .max_by(|a, b| score(weights, a.1).total_cmp(&score(weights, b.1)))
            .map_or(0, |(at, _)| at);
        all += 1;
        right += usize::from(choice.right[best]);
        none += usize::from(choice.right[0]);
        given += usize::from(best == 0);
    }
    format!(
        "{right} of {all} fragments held out right; {none} have no cue, {given} are given none."
    )
}

/// One clause as it is scored.
struct Scored {
    score: f64,
    attributed: bool,
    /// Whether its cue is no verb of speech.
    other: bool,
}

/// All clauses, the highest score first.
fn taken(weights: &[f64], articles: &[Examples]) -> Vec<Scored> {
    let clauses = articles.iter().flat_map(|article| &article.clauses);
    let mut scored: Vec<Scored> = clauses
        .map(|choice| {
            let features = &choice.candidates[1];
            let has = |names: &[&str]| {
                features
                    .iter()
                    .any(|&feature| names.contains(&NAMES[usize::from(feature)]))
            };
            Scored {
                score: score(weights, features),
                attributed: choice.right[1],
                other: has(&OTHERS) && !has(&SAYING),
            }
        })
        .collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    scored
}

/// The least score above which clauses of verbs of speech are taken, so that all that are taken are as precise as
/// they have to be; those of other cues are taken above `strict`.
fn threshold(weights: &[f64], articles: &[Examples], strict: f64) -> f64 {
    let (mut count, mut right, mut least) = (0.0, 0.0, strict);
    let (others, speech): (Vec<_>, Vec<_>) = taken(weights, articles)
        .into_iter()
        .partition(|clause| clause.other);
    for clause in others.iter().filter(|clause| clause.score > strict) {
        count += 1.0;
        right += f64::from(u8::from(clause.attributed));
    }
    for clause in speech {
        count += 1.0;
        right += f64::from(u8::from(clause.attributed));
        if right >= PRECISION * count {
            least = clause.score;
        }
    }
    least
}

fn clause_report(weights: &[f64], held: &[Examples]) -> String {
    let scored = taken(weights, held);
    let all = scored.iter().filter(|clause| clause.attributed).count();
    let chosen: Vec<_> = scored.iter().filter(|clause| clause.score > 0.0).collect();
    let right = chosen.iter().filter(|clause| clause.attributed).count();
    format!(
        "{right} of {} clauses taken from those held out are attributed; {all} of {} are.",
        chosen.len(),
        scored.len()
    )
}

fn save(file: &str, head: &str, weights: &[f64]) -> Result<()> {
    let mut table = format!("{head}feature,weight\n");
    for (name, weight) in NAMES.iter().zip(weights) {
        writeln!(table, "{name},{weight:.3}")?;
    }
    std::fs::write(file, table).with_context(|| file.to_owned())
}
