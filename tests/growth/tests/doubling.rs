//! No text makes the core slow: at each doubling of a text its work is at most 2.3 times what it was.
//!
//! Counted in instructions, so the answer is the same on every machine.

use tickmark_growth::{Core, Task, build};

/// The most that the work may grow at a doubling.
const MOST: f64 = 2.3;
/// Words at the first of three sizes. In shorter texts the bounded looks back and ahead are still filling up, and grow.
const WORDS: usize = 10_000;

/// What a detector could open, carry or look back over.
const RUNS: &[&str] = &[
    "5", "9 ", "“", "« ", "\"", "'", "([{", "(“", "Ab Cd ", ", ", "km ", "€", "a", "Ab", "he ",
    "said ", "… ", "a. ", "\n",
];

/// `words` words of a run.
fn repeated(unit: &str, words: usize) -> String {
    unit.repeat((words / unit.split_whitespace().count().max(1)).max(1))
}

#[test]
fn a_report_on_the_longest_runs() {
    let module = build().expect("the core for wasm32");
    let mut core = Core::start(&module).expect("a module");
    let mut faults = Vec::new();
    for unit in RUNS {
        let fuel = [WORDS, WORDS * 2, WORDS * 4].map(|words| {
            core.fuel(Task::Scan, &repeated(unit, words), "")
                .expect("no trap")
        });
        let grown = |at: usize| fuel[at] as f64 / fuel[at - 1] as f64;
        if grown(1) > MOST || grown(2) > MOST {
            faults.push(format!(
                "{unit:?}: {:.2} and {:.2} times",
                grown(1),
                grown(2)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
