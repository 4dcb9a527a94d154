//! `cargo xtask fit PATH`: fits the weights that decide on quotations, and writes them to `data/`.
//!
//! PATH is a JSONL file of articles with their quotations, as in `../shared/eval/quotations/train.jsonl`. The first
//! five sevenths are fitted and the rest is held out, for the figures in the tables' heads; then all are fitted.
//! Nothing here is random: the same file gives the same tables.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use tickmark::Span;
use tickmark::detect::attribution::{
    self,
    weigh::{NAMES, best},
};
use tickmark::detect::quotation;
use tickmark::text::{Block, blocks};

/// How often each example is seen, how far one moves a weight, and how strongly weights are drawn to nought.
const ROUNDS: usize = 40;
const STEP: f64 = 0.2;
const DECAY: f64 = 2e-5;
/// The same for the weights of single verbs, of which most are rare.
const VERB_DECAY: f64 = 1e-2;
/// Weights of verbs that are smaller are left out.
const LEAST: f64 = 0.03;
/// Of the clauses that are taken, so many have to be attributed, among those that are fitted. Chosen on the articles of dev,
/// where the evaluation finds 85.2 of 100; on articles held out it found 83.0.
const PRECISION: f64 = 0.843;
/// How likely a clause of a cue that is no verb of speech has to be: a false one costs more than a missed one.
const STRICT: f64 = 0.97;

/// The kinds of cue that are no verbs of speech.
const OTHERS: [&str; 4] = ["Of", "Loose", "Belief", "Noun"];
/// Those among them that say what was said ("accused the board of neglect"), and are taken as verbs of speech are.
const SAYING: [&str; 4] = ["Calls", "Accused", "Described", "Expressed"];

/// One decision: the features of its candidates, and which of them are right.
struct Choice {
    candidates: Vec<Vec<u16>>,
    right: Vec<bool>,
    /// Which is fitted to.
    target: Vec<bool>,
    /// Where they stand, "nothing" left out; empty for fragments.
    spans: Vec<Span>,
}

/// What one article says.
#[derive(Default)]
struct Examples {
    fragments: Vec<Choice>,
    clauses: Vec<Choice>,
}

/// The verbs of `data/verbs.csv`: each has a weight of its own behind those of the features.
struct Verbs {
    /// The first form of each.
    names: Vec<String>,
    /// Which one a form is of.
    forms: BTreeMap<String, usize>,
}

impl Verbs {
    fn read() -> Result<Self> {
        let mut verbs = Self {
            names: Vec::new(),
            forms: BTreeMap::new(),
        };
        let text = std::fs::read_to_string("data/verbs.csv").context("data/verbs.csv")?;
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let forms = line.split_once(',').map_or("", |(_, forms)| forms);
            let Some(name) = forms.split_whitespace().next() else {
                continue;
            };
            let known = verbs.names.iter().position(|other| other == name);
            let verb = known.unwrap_or(verbs.names.len());
            if known.is_none() {
                verbs.names.push(name.to_owned());
            }
            for form in forms.split_whitespace() {
                verbs.forms.entry(form.to_owned()).or_insert(verb);
            }
        }
        Ok(verbs)
    }

    /// The number of the verb of `form` among all weights.
    fn number(&self, form: &str) -> Option<u16> {
        let verb = self.forms.get(form)?;
        u16::try_from(NAMES.len() + verb).ok()
    }
}

pub fn all(path: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let verbs = Verbs::read()?;
    let mut articles = Vec::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let row: Value = serde_json::from_str(line)
            .with_context(|| format!("{}:{}", path.display(), number + 1))?;
        articles.push(examples(&row, &verbs));
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
        let strict = (STRICT / (1.0 - STRICT)).ln();
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
    let weights = clauses(&articles);
    save(
        "data/indirect-weights.csv",
        &head(figures.clone()),
        &weights,
    )?;
    let mut table = format!("{}verb,weight\n", head(figures));
    for (verb, weight) in verbs.names.iter().zip(weights.iter().skip(NAMES.len())) {
        if weight.abs() >= LEAST {
            writeln!(table, "{verb},{weight:.3}")?;
        }
    }
    std::fs::write("data/verb-weights.csv", table).context("data/verb-weights.csv")
}

/// The decisions in one article, with what its readers marked.
fn examples(row: &Value, verbs: &Verbs) -> Examples {
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
                        .map(|candidate| candidate.features.into_iter().map(u16::from).collect())
                        .collect(),
                    target: right.clone(),
                    right,
                    spans: Vec::new(),
                });
            }
        }
        for clause in seen.clauses {
            let spans: Vec<Span> = clause
                .spans
                .iter()
                .map(|span| span.shifted(bounds.start))
                .collect();
            if ignored
                .iter()
                .any(|other| spans.iter().any(|span| other.overlaps(*span)))
            {
                continue;
            }
            let alike: Vec<f64> = spans
                .iter()
                .map(|span| {
                    gold.iter()
                        .filter(|gold| gold.kind == "indirect" && !gold.nested)
                        .map(|gold| likeness(text, gold.content, *span))
                        .fold(0.0, f64::max)
                })
                .collect();
            let most = alike.iter().copied().fold(0.5, f64::max);
            // A choice between nothing and the clause with each of its ends.
            let mut right = vec![false];
            right.extend(alike.iter().map(|alike| *alike >= 0.5));
            right[0] = !right.contains(&true);
            let mut target = vec![right[0]];
            target.extend(alike.iter().map(|alike| *alike >= most));
            let verb = clause.verb.and_then(|verb| verbs.number(&verb));
            let mut candidates = vec![Vec::new()];
            candidates.extend(clause.features.into_iter().map(|features| {
                let features = features.into_iter().map(u16::from);
                features.chain(verb).collect()
            }));
            examples.clauses.push(Choice {
                candidates,
                right,
                target,
                spans,
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

/// A feature’s name; a verb has none.
fn name(feature: u16) -> &'static str {
    NAMES.get(usize::from(feature)).copied().unwrap_or_default()
}

fn score(weights: &[f64], features: &[u16]) -> f64 {
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
    let count = choices
        .iter()
        .flat_map(|choice| choice.candidates.iter().flatten())
        .max()
        .map_or(0, |most| usize::from(*most) + 1)
        .max(NAMES.len());
    let mut weights = vec![0.0; count];
    let mut squares = vec![1.0_f64; count];
    let mut sum = vec![0.0; count];
    for round in 0..ROUNDS {
        for choice in &choices {
            let shares = shares(&weights, choice);
            let right: f64 = shares
                .iter()
                .zip(&choice.target)
                .filter(|(_, right)| **right)
                .map(|(share, _)| share)
                .sum();
            for ((features, share), is_right) in
                choice.candidates.iter().zip(&shares).zip(&choice.target)
            {
                let wanted = if *is_right {
                    share / right.max(1e-9)
                } else {
                    0.0
                };
                let slope = wanted - share;
                for &feature in features {
                    let feature = usize::from(feature);
                    let decay = if feature < NAMES.len() {
                        DECAY
                    } else {
                        VERB_DECAY
                    };
                    let slope = slope - decay * weights[feature];
                    squares[feature] += slope * slope;
                    weights[feature] += STEP * slope / squares[feature].sqrt();
                }
            }
        }
        // The mean of the later rounds depends less on the order of the examples than the last one.
        if round >= ROUNDS / 2 {
            for (sum, weight) in sum.iter_mut().zip(&weights) {
                *sum += weight / (ROUNDS - ROUNDS / 2) as f64;
            }
        }
    }
    sum
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
            let options: Vec<(Span, f32)> = choice
                .spans
                .iter()
                .zip(choice.candidates.iter().skip(1))
                .map(|(span, features)| (*span, score(weights, features) as f32))
                .collect();
            let (best, score) = best(&options).unwrap_or_default();
            let best = best + 1;
            let has = |names: &[&str]| {
                choice.candidates[best]
                    .iter()
                    .any(|&feature| names.contains(&name(feature)))
            };
            Scored {
                score: score.into(),
                attributed: choice.right[best],
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
    let all = held
        .iter()
        .flat_map(|article| &article.clauses)
        .filter(|choice| !choice.right[0])
        .count();
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
