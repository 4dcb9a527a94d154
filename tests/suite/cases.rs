//! Runs every case of `tests/testdata/*.toml`, the one truth of the core's behaviour.
//!
//! A case has a `name`, a `text`, perhaps the article's `date`, and one or more lists of what must
//! be found: `quantities`, `dates`, `quotations`, `people`. A list is complete and in order: whatever
//! else is found of that kind fails the case. An entry names its `text` and any fields to compare;
//! fields it leaves out are not compared. An empty string stands for `null`.
//!
//! `links` is another kind of list: each entry names the `text` of a claim, the targets of
//! `data/targets.csv` that it `has` (in order, others may stand between them) and those it `lacks`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use tickmark::{Article, Offsets, Options, scan};
use toml::Table;

const LISTS: [&str; 4] = ["quantities", "dates", "quotations", "people"];

#[test]
fn every_case_in_testdata_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        // Two texts against each other are another kind of case: see `against.rs`.
        name.ends_with(".toml") && !name.starts_with("against-")
    });
    files.sort();
    let (mut run, mut failures) = (0, String::new());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let table: Table = std::fs::read_to_string(&file)
            .unwrap()
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let cases = table
            .get("case")
            .and_then(toml::Value::as_array)
            .unwrap_or_else(|| panic!("{name} has no [[case]]"));
        let mut names = BTreeSet::new();
        for case in cases {
            let case = case.as_table().unwrap();
            let title = case["name"].as_str().unwrap();
            assert!(names.insert(title), "{name}: two cases are named {title:?}");
            run += 1;
            for fault in faults(case) {
                writeln!(failures, "{name}: {title}: {fault}").unwrap();
            }
        }
    }
    assert!(run > 0, "no case was run");
    assert!(failures.is_empty(), "of {run} cases:\n{failures}");
}

/// What is wrong with the report on one case.
fn faults(case: &Table) -> Vec<String> {
    let text = case["text"].as_str().unwrap();
    let mut article = Article::new(text);
    article.date = case
        .get("date")
        .map(|date| date.as_str().unwrap().parse().unwrap());
    let report = serde_json::to_value(scan(
        &article,
        &Options {
            offsets: Offsets::Byte,
        },
    ))
    .unwrap();
    let mut faults = Vec::new();
    let known = ["name", "text", "date", "why", "links"];
    for key in case
        .keys()
        .filter(|key| !known.contains(&key.as_str()) && !LISTS.contains(&key.as_str()))
    {
        faults.push(format!("unknown key {key:?}"));
    }
    for entry in case
        .get("links")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
    {
        faults.extend(link_faults(&report, entry.as_table().unwrap(), text));
    }
    if !LISTS.iter().any(|list| case.contains_key(*list)) && !case.contains_key("links") {
        faults.push("asks for nothing".to_owned());
    }
    for list in LISTS {
        let Some(wanted) = case.get(list) else {
            continue;
        };
        let wanted = wanted.as_array().unwrap();
        let found = found(&report, list, text);
        if wanted.len() != found.len() {
            let texts: Vec<_> = found
                .iter()
                .map(|entry| entry["text"].as_str().unwrap())
                .collect();
            faults.push(format!(
                "{list}: {} wanted, found {}: {texts:?}",
                wanted.len(),
                found.len()
            ));
            continue;
        }
        for (wanted, found) in wanted.iter().zip(&found) {
            compare(list, wanted.as_table().unwrap(), found, &mut faults);
        }
    }
    faults
}

fn link_faults(report: &Value, entry: &Table, text: &str) -> Vec<String> {
    let claims = report["claims"].as_array().unwrap();
    let wanted = entry["text"].as_str().unwrap();
    let span = |claim: &Value| -> Option<(usize, usize)> {
        Some((
            claim["span"][0].as_u64()? as usize,
            claim["span"][1].as_u64()? as usize,
        ))
    };
    let claim = claims
        .iter()
        .find(|claim| span(claim).and_then(|(start, end)| text.get(start..end)) == Some(wanted));
    let Some(claim) = claim else {
        return vec![format!("links: there is no claim {wanted:?}")];
    };
    let links = claim["links"].as_array().unwrap();
    let targets: Vec<&str> = links
        .iter()
        .map(|link| link["target"].as_str().unwrap())
        .collect();
    let list = |key: &str| -> Vec<&str> {
        let list = entry.get(key).and_then(toml::Value::as_array);
        list.into_iter()
            .flatten()
            .map(|target| target.as_str().unwrap())
            .collect()
    };
    let mut rest = targets.iter();
    let missing = list("has")
        .into_iter()
        .filter(|target| !rest.any(|got| got == target));
    let mut faults: Vec<String> = missing
        .map(|target| format!("links: {wanted:?} lacks {target}, has {targets:?}"))
        .collect();
    let extra = list("lacks")
        .into_iter()
        .filter(|target| targets.contains(target));
    faults.extend(extra.map(|target| format!("links: {wanted:?} has {target}")));
    faults
}

fn compare(list: &str, wanted: &Table, found: &Value, faults: &mut Vec<String>) {
    for (field, want) in wanted {
        let Some(got) = found.get(field) else {
            faults.push(format!("{list}: there is no field {field:?}"));
            continue;
        };
        let want = serde_json::to_value(want).unwrap();
        if !same(&want, got) {
            faults.push(format!(
                "{list}: {}: {field} is {got}, not {want}",
                found["text"]
            ));
        }
    }
}

fn same(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Number(want), Value::Number(got)) => {
            let (want, got) = (want.as_f64().unwrap(), got.as_f64().unwrap());
            (want - got).abs() <= 1e-9 * want.abs().max(got.abs())
        }
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len() && want.iter().zip(got).all(|(want, got)| same(want, got))
        }
        (Value::String(want), Value::Null) => want.is_empty(),
        _ => want == got,
    }
}

/// The found entries of one list, flat, with spans replaced by their text.
fn found(report: &Value, list: &str, text: &str) -> Vec<Value> {
    let at = |span: &Value| -> Value {
        match span {
            Value::Null => Value::Null,
            span => {
                let (start, end) = (
                    span[0].as_u64().unwrap() as usize,
                    span[1].as_u64().unwrap() as usize,
                );
                json!(
                    text.get(start..end)
                        .expect("a span lies on character boundaries")
                )
            }
        }
    };
    let all = |spans: &Value| Value::Array(spans.as_array().unwrap().iter().map(at).collect());
    if list == "people" {
        let people = report["people"].as_array().unwrap();
        return people
            .iter()
            .map(|person| json!({"text": person["name"], "mentions": all(&person["mentions"])}))
            .collect();
    }
    let kind = match list {
        "quantities" => "quantity",
        "dates" => "date",
        _ => "quotation",
    };
    let claims = report["claims"].as_array().unwrap();
    let of_kind = claims.iter().filter(|claim| claim["kind"] == kind);
    of_kind
        .map(|claim| {
            let mut entry = claim[kind].clone();
            if kind == "quotation" {
                for field in ["cue", "source"] {
                    entry[field] = at(&entry[field]);
                }
                entry["quoted"] = all(&entry["quoted"]);
            } else {
                entry["source"] = claim["source"].get("name").cloned().unwrap_or_default();
            }
            if kind == "quantity" {
                entry["numeral"] = at(&entry["numeral"]);
            }
            entry["text"] = at(&claim["span"]);
            entry["sentence"] = at(&claim["sentence"]);
            entry
        })
        .collect()
}
