//! No text makes the core slow: at each doubling of a text its work is at most 2.3 times what it was.
//!
//! Counted in instructions, so the answer is the same on every machine. What costs little is asked for up to 40,000 words,
//! as the square of a small thing shows late; what makes a claim of each word is asked for up to what `FUEL` allows.

use std::sync::LazyLock;

use tickmark_growth::{Core, Task, build};

#[path = "../../suite/runs.rs"]
mod runs;
use runs::RUNS;

/// The most that the work may grow at a doubling.
const MOST: f64 = 2.3;
/// Words at the first of three sizes, at most and at least.
const WORDS: usize = 10_000;
const FEWEST: usize = 250;
/// About what the three sizes of one run may take together: a fraction of a second.
const FUEL: u64 = 60_000_000;

static MODULE: LazyLock<Vec<u8>> = LazyLock::new(|| build().expect("the core for wasm32"));

/// `words` words of a run, `times` over.
fn repeated(unit: &str, words: usize) -> String {
    unit.repeat((words / unit.split_whitespace().count().max(1)).max(1))
}

/// The faults of `task` on `unit`, from `first` words on.
fn fault(core: &mut Core, task: Task, unit: &str, first: usize) -> Option<String> {
    let fuel = [first, first * 2, first * 4].map(|words| {
        let text = repeated(unit, words);
        let source = if task == Task::Against {
            text.as_str()
        } else {
            ""
        };
        core.fuel(task, &text, source).expect("no trap")
    });
    let grown = |at: usize| fuel[at] as f64 / fuel[at - 1] as f64;
    let bad = grown(1) > MOST || grown(2) > MOST;
    bad.then(|| {
        format!(
            "{task:?} of {unit:?}, {first} words and on: {:.2} and {:.2} times",
            grown(1),
            grown(2)
        )
    })
}

/// As many words as `FUEL` lets `unit` have at first.
fn words_for(core: &mut Core, task: Task, unit: &str) -> usize {
    let text = repeated(unit, FEWEST);
    let source = if task == Task::Against {
        text.as_str()
    } else {
        ""
    };
    let thousand = core.fuel(task, &text, source).expect("no trap").max(1);
    let words = FUEL / 7 * FEWEST as u64 / thousand;
    usize::try_from(words).unwrap_or(WORDS).clamp(FEWEST, WORDS)
}

/// Asks two lists at once, as there are two processors at least.
fn ask(tasks: &[Task], units: &[&str]) {
    let jobs: Vec<(Task, &str)> = tasks
        .iter()
        .flat_map(|task| units.iter().map(|unit| (*task, *unit)))
        .collect();
    let half = |odd: usize| {
        let mut core = Core::start(&MODULE).expect("a module");
        let jobs = jobs.iter().skip(odd).step_by(2);
        jobs.filter_map(|&(task, unit)| {
            let first = words_for(&mut core, task, unit);
            fault(&mut core, task, unit, first)
        })
        .collect::<Vec<_>>()
    };
    let faults = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        let mut faults = half(0);
        faults.extend(other.join().expect("no panic"));
        faults
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn reports_on_every_run() {
    ask(&[Task::Scan], RUNS);
}

/// Where a source text is read, or written for each claim.
const TOLD: &[&str] = &[
    "5 ",
    "5% ",
    "a ",
    "a",
    "“a” ",
    "“a b c d e f g h” he said ",
    "“a b c d e f g h,” Ab Cd said. ",
    "“a ",
    "« « » ",
    "“a … b [c] d” ",
    "said that ",
    "Ab Cd, ",
    "€5 million (€4 million), ",
    "rose 5% to €5 from €4, ",
    "5 km (3 miles) ",
    "May 2027 ",
    "a 5.\n",
    "*_[](<&|",
    "\n\n",
    "\0",
];

#[test]
fn a_source_text_and_every_export() {
    ask(
        &[
            Task::Against,
            Task::Csv,
            Task::Markdown,
            Task::Annotation,
            Task::Schema,
            Task::Addresses,
        ],
        TOLD,
    );
}

/// What a detector could open, carry or look back over, at the full size whatever it costs.
#[test]
fn the_longest_runs() {
    let mut core = Core::start(&MODULE).expect("a module");
    let faults: Vec<String> = [
        "5", "9 ", "“", "« ", "\"", "'", "([{", "(“", "Ab Cd ", ", ", "km ", "€", "a", "Ab", "he ",
        "said ", "… ", "a. ", "\n",
    ]
    .iter()
    .filter_map(|unit| fault(&mut core, Task::Scan, unit, WORDS))
    .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
