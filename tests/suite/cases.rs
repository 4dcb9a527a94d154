//! Runs every case of `tests/testdata/*.toml`, the one truth of the core's behaviour.
//!
//! A case has a `name`, a `text`, perhaps the article's `date`, and one or more lists of what must
//! be found: `quantities`, `dates`, `comparisons`, `quotations`,
//! `people`. A list is complete and in order: whatever
//! else is found of that kind fails the case. An entry names its `text` and any fields to compare;
//! fields it leaves out are not compared. An empty string stands for `null`.
//!
//! `links` is another kind of list: each entry names the `text` of a claim, the targets of
//! `data/targets.csv` that it `has` (in order, others may stand between them) and those it `lacks`.
//!
//! `worth_order` lists texts of claims, each worth more than the next; `reasons` gives for the `text` of a claim the
//! reasons that it `has` and those it `lacks`. A reason is named by how it begins.
//!
//! `checks` is a list of the sums: it is complete and in order as well; `text` is the sum written out, `claims` are the
//! texts of its claims. `related` names the `text` of a claim and the texts of all `claims` related to it, in order.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use tickmark::{Article, Offsets, Options, scan};
use toml::Table;

const LISTS: [&str; 6] = [
    "quantities",
    "dates",
    "comparisons",
    "quotations",
    "people",
    "checks",
];
/// What is asked of single claims.
const OF_CLAIMS: [&str; 4] = ["links", "related", "worth_order", "reasons"];

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
            ..Options::default()
        },
    ))
    .unwrap();
    let mut faults = Vec::new();
    let known = ["name", "text", "date", "why"];
    for key in case.keys().filter(|key| {
        let key = key.as_str();
        !known.contains(&key) && !LISTS.contains(&key) && !OF_CLAIMS.contains(&key)
    }) {
        faults.push(format!("unknown key {key:?}"));
    }
    let entries = |key: &str| {
        let list = case.get(key).and_then(toml::Value::as_array);
        list.into_iter().flatten()
    };
    for entry in entries("links") {
        faults.extend(link_faults(&report, entry.as_table().unwrap(), text));
    }
    for entry in entries("related") {
        faults.extend(related_faults(&report, entry.as_table().unwrap(), text));
    }
    for entry in entries("reasons") {
        faults.extend(reason_faults(&report, entry.as_table().unwrap(), text));
    }
    let order: Vec<&str> = entries("worth_order")
        .map(|entry| entry.as_str().unwrap())
        .collect();
    faults.extend(order_faults(&report, &order, text));
    if !LISTS
        .iter()
        .chain(&OF_CLAIMS)
        .any(|list| case.contains_key(*list))
    {
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

/// The claim that stands as `wanted` in the text.
fn claim_of<'a>(report: &'a Value, wanted: &str, text: &str) -> Result<&'a Value, String> {
    let span = |claim: &Value| -> Option<(usize, usize)> {
        Some((
            claim["span"][0].as_u64()? as usize,
            claim["span"][1].as_u64()? as usize,
        ))
    };
    let claims = report["claims"].as_array().unwrap();
    claims
        .iter()
        .find(|claim| span(claim).and_then(|(start, end)| text.get(start..end)) == Some(wanted))
        .ok_or_else(|| format!("there is no claim {wanted:?}"))
}

/// The strings of a list of an entry.
fn strings<'a>(entry: &'a Table, key: &str) -> Vec<&'a str> {
    let list = entry.get(key).and_then(toml::Value::as_array);
    list.into_iter()
        .flatten()
        .map(|value| value.as_str().unwrap())
        .collect()
}

fn order_faults(report: &Value, order: &[&str], text: &str) -> Vec<String> {
    let worth =
        |wanted: &str| claim_of(report, wanted, text).map(|claim| claim["worth"].as_f64().unwrap());
    let mut faults = Vec::new();
    if order.len() == 1 {
        faults.push("worth_order: one claim has no order".to_owned());
    }
    for pair in order.windows(2) {
        match (worth(pair[0]), worth(pair[1])) {
            (Ok(first), Ok(second)) if first > second => {}
            (Ok(first), Ok(second)) => faults.push(format!(
                "worth_order: {:?} is worth {first}, {:?} {second}",
                pair[0], pair[1]
            )),
            (first, second) => faults.extend(first.err().into_iter().chain(second.err())),
        }
    }
    faults
}

fn reason_faults(report: &Value, entry: &Table, text: &str) -> Vec<String> {
    let wanted = entry["text"].as_str().unwrap();
    let claim = match claim_of(report, wanted, text) {
        Ok(claim) => claim,
        Err(fault) => return vec![fault],
    };
    let reasons: Vec<&str> = claim["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason.as_str().unwrap())
        .collect();
    let given = |start: &str| reasons.iter().any(|reason| reason.starts_with(start));
    let missing = strings(entry, "has")
        .into_iter()
        .filter(|start| !given(start));
    let mut faults: Vec<String> = missing
        .map(|start| format!("reasons: {wanted:?} lacks {start:?}, has {reasons:?}"))
        .collect();
    let extra = strings(entry, "lacks")
        .into_iter()
        .filter(|start| given(start));
    faults.extend(extra.map(|start| format!("reasons: {wanted:?} has {start:?}")));
    faults
}

fn link_faults(report: &Value, entry: &Table, text: &str) -> Vec<String> {
    let wanted = entry["text"].as_str().unwrap();
    let claim = match claim_of(report, wanted, text) {
        Ok(claim) => claim,
        Err(fault) => return vec![fault],
    };
    let links = claim["links"].as_array().unwrap();
    let targets: Vec<&str> = links
        .iter()
        .map(|link| link["target"].as_str().unwrap())
        .collect();
    let mut rest = targets.iter();
    let missing = strings(entry, "has")
        .into_iter()
        .filter(|target| !rest.any(|got| got == target));
    let mut faults: Vec<String> = missing
        .map(|target| format!("links: {wanted:?} lacks {target}, has {targets:?}"))
        .collect();
    let extra = strings(entry, "lacks")
        .into_iter()
        .filter(|target| targets.contains(target));
    faults.extend(extra.map(|target| format!("links: {wanted:?} has {target}")));
    faults
}

fn related_faults(report: &Value, entry: &Table, text: &str) -> Option<String> {
    let wanted = entry["text"].as_str().unwrap();
    let claims = report["claims"].as_array().unwrap();
    let Some(claim) = claims
        .iter()
        .find(|claim| printed(text, &claim["span"]) == wanted)
    else {
        return Some(format!("related: there is no claim {wanted:?}"));
    };
    let found: Vec<&str> = texts(report, &claim["related"], text);
    let want: Vec<&str> = entry["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim.as_str().unwrap())
        .collect();
    (found != want).then(|| format!("related: {wanted:?} has {found:?}, not {want:?}"))
}

/// The texts of the claims that have these ids.
fn texts<'a>(report: &Value, ids: &Value, text: &'a str) -> Vec<&'a str> {
    let claims = report["claims"].as_array().unwrap();
    let of = |id: &Value| claims.iter().find(|claim| claim["id"] == *id).unwrap();
    let ids = ids.as_array().unwrap();
    ids.iter()
        .map(|id| printed(text, &of(id)["span"]))
        .collect()
}

fn printed<'a>(text: &'a str, span: &Value) -> &'a str {
    let (start, end) = (span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
    text.get(start as usize..end as usize)
        .expect("a span lies on character boundaries")
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
        (Value::Object(want), Value::Object(got)) => {
            want.len() == got.len()
                && want
                    .iter()
                    .all(|(key, want)| got.get(key).is_some_and(|got| same(want, got)))
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
    if list == "checks" {
        let checks = report["checks"].as_array().unwrap();
        return checks
            .iter()
            .map(|check| {
                let mut entry = check.clone();
                entry["text"] = check["sum"].clone();
                entry["claims"] = json!(texts(report, &check["claims"], text));
                entry
            })
            .collect();
    }
    let kind = match list {
        "quantities" => "quantity",
        "dates" => "date",
        "comparisons" => "comparison",
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
            if kind == "comparison" {
                entry["with"] = at(&entry["with"]);
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
