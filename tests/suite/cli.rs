//! The command line as a person or a script runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn run(arguments: &[&str], input: &[u8]) -> Output {
    run_with(arguments, input, &[])
}

fn run_with(arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(arguments).envs(variables.iter().copied());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread, or a full pipe on the other side would block both.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn error_line(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    error
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

const TEXT: &str =
    "The port handled nearly 40 million tonnes in 2025.\n“It will grow,” Ana Ruiz said.\n";

#[test]
fn json_has_the_shape_of_the_design() {
    let report = json(&run(&["scan", "--format", "json"], TEXT.as_bytes()));
    assert_eq!(report["offsets"], "utf16");
    assert!(report["id"].is_string() && report["worth"].is_number());
    let claims = report["claims"].as_array().unwrap();
    let quantity = claims
        .iter()
        .find(|claim| claim["kind"] == "quantity")
        .unwrap();
    assert_eq!(quantity["quantity"]["value"], 40_000_000);
    assert_eq!(quantity["quantity"]["modifier"], "~");
    let quotation = claims
        .iter()
        .find(|claim| claim["kind"] == "quotation")
        .unwrap();
    assert_eq!(quotation["quotation"]["speaker"], "Ana Ruiz");
    for claim in claims {
        let keys: Vec<&str> = claim
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        for key in [
            "id", "kind", "span", "sentence", "worth", "reasons", "source", "links", "related",
            "checks",
        ] {
            assert!(keys.contains(&key), "{key} is missing in {keys:?}");
        }
        for link in claim["links"].as_array().unwrap() {
            for key in ["label", "url", "target", "why", "group"] {
                assert!(link[key].is_string(), "{link}");
            }
        }
    }
}

#[test]
fn text_prints_the_sums_of_a_claim_with_what_came_out() {
    let text =
        "Fourteen people died: nine men and four women. The pier is 225 km (140 miles) long.";
    let output = run(&["scan", "--format", "text"], text.as_bytes());
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        shown.contains("       differs: 9 + 4 = 13; the text says 14\n"),
        "{shown}"
    );
    assert!(
        shown.contains("       holds: 225 km ≈ 140 miles"),
        "{shown}"
    );
}

#[test]
fn a_dash_or_nothing_reads_standard_input_and_a_name_reads_the_file() {
    let file = std::env::temp_dir().join(format!("tickmark-cli-{}.txt", std::process::id()));
    std::fs::write(&file, TEXT).unwrap();
    let named = run(&["scan", "--format", "json", file.to_str().unwrap()], b"");
    std::fs::remove_file(&file).unwrap();
    let piped = run(&["scan", "--format", "json"], TEXT.as_bytes());
    let dashed = run(&["scan", "--format", "json", "-"], TEXT.as_bytes());
    assert!(
        named.status.success() && named.stdout == piped.stdout && piped.stdout == dashed.stdout
    );
}

#[test]
fn jsonl_answers_every_line_in_order_with_its_id() {
    let input = "{\"id\":\"b\",\"text\":\"It cost €5.\"}\n\n{\"id\":\"a\",\"text\":\"\",\"date\":\"2026-01-02\"}\n{\"id\":\"c\",\"text\":\"😀 5%\"}";
    let output = run(&["scan", "--jsonl", "--offsets", "char"], input.as_bytes());
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<&str> = reports
        .iter()
        .map(|report| report["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["b", "a", "c"]);
    assert_eq!(reports[1]["claims"].as_array().unwrap().len(), 0);
    assert_eq!(reports[2]["claims"][0]["span"], serde_json::json!([2, 4]));
}

#[test]
fn a_bad_line_is_named_and_the_lines_before_it_stay_answered() {
    for bad in [
        "{\"id\":\"x\"}",
        "no json",
        "{\"id\":\"x\",\"text\":\"\",\"date\":\"soon\"}",
    ] {
        let input = format!("{{\"id\":\"a\",\"text\":\"It cost €5.\"}}\n{bad}\n");
        let output = run(&["scan", "--jsonl"], input.as_bytes());
        let error = error_line(&output);
        assert!(error.contains("line 2"), "{error}");
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_place() {
    let mut input = b"One line.\nA second \xC3\xA9 ".to_vec();
    let at = input.len();
    input.extend(b"\xFF\xFE rest");
    let error = error_line(&run(&["scan", "-"], &input));
    assert!(
        error.contains(&format!("byte {at} "))
            && error.contains("line 2")
            && error.contains("0xFF"),
        "{error}"
    );
    let lines = [b"{\"id\":\"a\",\"text\":\"\"}\n".as_slice(), b"\x80"].concat();
    let error = error_line(&run(&["scan", "--jsonl"], &lines));
    assert!(
        error.contains("byte 21 ") && error.contains("line 2"),
        "{error}"
    );
}

#[test]
fn a_missing_file_and_a_bad_date_get_one_line() {
    let error = error_line(&run(&["scan", "no-such-article.txt"], b""));
    assert!(error.contains("no-such-article.txt"), "{error}");
    let output = run(&["scan", "--date", "2026-02-30"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("YYYY-MM-DD"));
}

#[test]
fn empty_text_is_an_article_without_claims() {
    let report = json(&run(&["scan", "--format", "json"], b""));
    assert_eq!(report["claims"].as_array().unwrap().len(), 0);
    let text = run(&["scan"], b"");
    assert_eq!(
        String::from_utf8(text.stdout).unwrap().trim(),
        "No claims found."
    );
}

#[test]
fn text_shows_the_sentence_with_the_claim_marked_and_no_colour_in_a_pipe() {
    let output = run_with(&["scan"], TEXT.as_bytes(), &[("NO_COLOR", "1")]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("The port handled [nearly 40 million tonnes] in [2025]."),
        "{text}"
    );
    assert!(text.contains("[“It will grow,”] Ana Ruiz said."), "{text}");
    assert!(!text.contains('\u{1B}'));
}

#[test]
fn no_text_can_steer_the_terminal() {
    let output = run(
        &["scan"],
        "It cost \u{1B}[31m€5\u{7}\u{9B}2J million.".as_bytes(),
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains(['\u{1B}', '\u{7}', '\u{9B}']), "{text:?}");
}

#[test]
fn ten_megabytes_are_read_whole() {
    let text = TEXT.repeat((10 << 20) / TEXT.len());
    let report = json(&run(
        &["scan", "--format", "json", "--offsets", "byte"],
        text.as_bytes(),
    ));
    let claims = report["claims"].as_array().unwrap();
    let last = claims.last().unwrap()["span"][1].as_u64().unwrap() as usize;
    assert!(
        text.len() - last < TEXT.len(),
        "the end of the text was not read"
    );
}

#[test]
fn a_wrong_call_is_one_line_that_says_where_help_is() {
    for arguments in [
        &["scan", "--date", "2026-13-40"][..],
        &["scan", "--format", "yaml"],
        &["scan", "--nothing"],
        &["scam"],
        &["scan", "a.txt", "b.txt"],
    ] {
        let line = error_line(&run(arguments, b""));
        assert!(line.contains("--help"), "{line}");
    }
    assert!(error_line(&run(&["scan", "--date", "2026-13-40"], b"")).contains("YYYY-MM-DD"));
}

#[test]
fn help_goes_to_standard_output() {
    let output = run(&["scan", "--help"], b"");
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(String::from_utf8_lossy(&output.stdout).contains("--offsets"));
}

/// A file for one test, taken away with it.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let file = std::env::temp_dir().join(format!("tickmark-{}-{name}", std::process::id()));
        std::fs::write(&file, bytes).unwrap();
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

const SOURCE: &str =
    "The port handled 39.8 million tonnes. Ana Ruiz: It will shrink. It has shrunk.\n";

#[test]
fn against_a_source_json_gains_a_field_and_text_says_what_was_found() {
    let source = Scratch::new("source.txt", SOURCE.as_bytes());
    let report = json(&run(
        &["scan", "--format", "json", "--against", source.path()],
        TEXT.as_bytes(),
    ));
    let plain = json(&run(&["scan", "--format", "json"], TEXT.as_bytes()));
    assert_eq!(report["claims"], plain["claims"]);
    assert!(plain.get("against").is_none());
    let against = &report["against"];
    assert_eq!(against["offsets"], "utf16");
    let ids = |kind: &str| -> Vec<&Value> {
        let claims = report["claims"].as_array().unwrap().iter();
        claims
            .filter(|claim| claim["kind"] == kind)
            .map(|claim| &claim["id"])
            .collect()
    };
    let found = |list: &str| -> Vec<&Value> {
        against[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| &found["claim"])
            .collect()
    };
    assert_eq!(found("quotations"), ids("quotation"));
    assert_eq!(found("numbers"), ids("quantity"));
    assert_eq!(against["quotations"][0]["result"], "absent");
    assert_eq!(against["numbers"][0]["how"], "rounded");
    let output = run(&["scan", "--against", source.path()], TEXT.as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("1 quotation: 1 absent; 1 number: 1 present"),
        "{text}"
    );
    assert!(
        text.contains("present, rounded  nearly 40 million tonnes; source: 39.8 million tonnes"),
        "{text}"
    );
}

#[test]
fn a_source_that_cannot_be_read_gets_one_line() {
    let error = error_line(&run(
        &["scan", "--against", "no-such-source.txt"],
        TEXT.as_bytes(),
    ));
    assert!(error.contains("no-such-source.txt"), "{error}");
    let bad = Scratch::new("bad.txt", b"caf\xE9");
    let error = error_line(&run(&["scan", "--against", bad.path()], TEXT.as_bytes()));
    assert!(
        error.contains("bad.txt is not UTF-8") && error.contains("byte 3 "),
        "{error}"
    );
}

#[test]
fn calls_that_ask_for_what_does_not_go_together_get_one_line() {
    for arguments in [
        &["scan", "--against", "-"][..],
        &["scan", "--against", "a.txt", "--format", "csv"],
        &["scan", "--url", "https://a.example/"],
        &["scan", "--url", "a.example", "--format", "json"],
        &["scan", "--url", "javascript:alert(1)", "--format", "csv"],
        &["scan", "--jsonl", "--format", "csv"],
        &["scan", "--jsonl", "--against", "a.txt"],
    ] {
        error_line(&run(arguments, TEXT.as_bytes()));
    }
}

#[test]
fn every_format_is_written() {
    let written = |format: &str| {
        let output = run(
            &["scan", "--format", format, "--url", "https://a.example/b"],
            TEXT.as_bytes(),
        );
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let report = json(&run(
        &["scan", "--format", "json", "--url", "https://a.example/b"],
        TEXT.as_bytes(),
    ));
    let claims = report["claims"].as_array().unwrap();
    for claim in claims {
        let address = report["addresses"][claim["id"].as_str().unwrap()]
            .as_str()
            .unwrap();
        assert!(
            address.starts_with("https://a.example/b#:~:text="),
            "{address}"
        );
    }
    let mut table = csv::Reader::from_reader(std::io::Cursor::new(written("csv")));
    assert_eq!(table.records().count(), claims.len());
    assert_eq!(written("markdown").matches("- [ ] ").count(), claims.len());
    let annotations: Value = serde_json::from_str(&written("annotation")).unwrap();
    assert_eq!(annotations["total"], claims.len());
    let schema: Value = serde_json::from_str(&written("schema")).unwrap();
    assert_eq!(schema["@graph"].as_array().unwrap().len(), claims.len());
}
