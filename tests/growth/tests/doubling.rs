//! No text makes the core slow: at each doubling of a text its work is at most 2.3 times what it was.
//!
//! Counted in instructions, so the answer is the same on every machine.

use std::sync::OnceLock;

use tickmark_growth::{Core, Task, build};

/// The most that the work may grow at a doubling.
const MOST: f64 = 2.3;
/// Bytes of the first of three texts.
const BYTES: usize = 2_000;
/// How much longer the texts are where the work on short ones grows too much: the bounded looks back and ahead have been
/// filled up then, and grow no more.
const LONGER: usize = 8;
/// Behind each run: a look ahead that ends with the text may miss what it costs when something follows.
const TAIL: &str = "7% of a";

/// What a detector could open, carry or look back over.
const RUNS: &[&str] = &[
    "5", "9 ", "“", "« ", "\"", "'", "([{", "(“", "Ab Cd ", ", ", "km ", "€", "a", "Ab", "he ",
    "said ", "… ", ".", "a. ", "\n", "½",
];

/// What an exporter writes differs by the kind of claim.
const EXPORTED: &[&str] = &["5% ", "½", "“a” he said ", "May ", "a\n", "a"];

const EXPORTS: [Task; 5] = [
    Task::Csv,
    Task::Markdown,
    Task::Annotation,
    Task::Schema,
    Task::Addresses,
];

fn core() -> Core {
    static MODULE: OnceLock<Vec<u8>> = OnceLock::new();
    let module = MODULE.get_or_init(|| build().expect("the core for wasm32"));
    Core::start(module).expect("a module")
}

/// At each of two doublings of a run of about `bytes`, how many times the work grows.
fn growth(core: &mut Core, task: Task, unit: &str, bytes: usize) -> [f64; 2] {
    let [one, two, four] = [1, 2, 4].map(|times| {
        let text = unit.repeat(bytes.div_ceil(unit.len()) * times) + TAIL;
        let source = if task == Task::Against { &*text } else { "" };
        core.fuel(task, &text, source).expect("no trap") as f64
    });
    [two / one, four / two]
}

fn linear(task: Task, units: &[&str]) {
    let mut core = core();
    let mut faults = Vec::new();
    let exceeds = |growth: [f64; 2]| growth.iter().any(|times| *times > MOST);
    for unit in units {
        if exceeds(growth(&mut core, task, unit, BYTES)) {
            let [first, second] = growth(&mut core, task, unit, BYTES * LONGER);
            if exceeds([first, second]) {
                faults.push(format!("{unit:?}: {first:.2} and {second:.2} times"));
            }
        }
    }
    assert!(faults.is_empty(), "{task:?}\n{}", faults.join("\n"));
}

#[test]
fn a_report_on_the_longest_runs() {
    linear(Task::Scan, RUNS);
}

#[test]
fn the_longest_runs_against_themselves() {
    linear(Task::Against, RUNS);
}

#[test]
fn an_edit_in_the_longest_runs() {
    linear(Task::Edit, RUNS);
}

#[test]
fn what_is_exported_of_the_longest_runs() {
    for task in EXPORTS {
        linear(task, EXPORTED);
    }
}

/// Without the reading of the text, which is most of the work and would hide what an exporter does with the whole text, or
/// with all people, for each claim.
#[test]
fn what_an_export_adds_to_the_report() {
    const SENTENCES: &str = "Ada Holm paid 5% of 300 euros in May. \u{201c}It was 12 metres long,\u{201d} said Tom Berg.\n";
    let mut core = core();
    for task in EXPORTS {
        let [one, two, four] = [1, 2, 4].map(|times| {
            let text = SENTENCES.repeat(times * 2 * BYTES / SENTENCES.len());
            let mut fuel = |task| core.fuel(task, &text, "").expect("no trap") as f64;
            fuel(task) - fuel(Task::Scan)
        });
        assert!(
            two / one <= MOST && four / two <= MOST,
            "{task:?}: {:.2} and {:.2} times",
            two / one,
            four / two
        );
    }
}

/// Of two edits, by the first of which a claim comes that is gone by the second: most keys change no claim, and cost less.
#[test]
fn an_edit_in_an_article_is_a_small_part_of_its_report() {
    let paragraph = |at: usize| {
        format!(
            "Ada Holm paid {}% of {} euros in May {}. \u{201c}It was {} metres long,\u{201d} said Tom Berg.\n\n",
            at % 90 + 2,
            300 + 7 * at,
            1950 + at % 60,
            at + 12
        )
    };
    let text: String = (0..600).map(paragraph).collect();
    let mut core = core();
    let mut fuel = |task| core.fuel(task, &text, "").expect("no trap") as f64;
    let part = fuel(Task::Edit) / fuel(Task::Scan);
    assert!(part < 0.05, "{part:.3} of a report");
}
