//! `data/masks.csv` becomes two automata, written as plain tables that `src/detect/quantity/mask.rs` walks.
//!
//! Compiled here by regex-automata, the engine of the regex crate: neither the patterns' parser and compiler nor its
//! search is linked into the program, which then has nothing to check or to build before its first search.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense, regex};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::util::syntax;

use super::table;

type Dfa = dense::DFA<Vec<u32>>;

/// The source of both automata.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    table::named("masks.csv", automata(data))
}

fn automata(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut patterns = Vec::new();
    for [what, pattern] in table::rows::<2>(data, "masks.csv")? {
        // Alone first, so that a fault names its line.
        build(&pattern).map_err(|error| format!("data/masks.csv: {what}: {error}"))?;
        patterns.push(format!("(?:{pattern})"));
    }
    let regex = build(&patterns.join("|"))?;
    let forward = Walk::new(regex.forward(), Anchored::No)?;
    let reverse = Walk::new(regex.reverse(), Anchored::Yes)?;
    // Bytes that no state of either tells apart are one class.
    let mut classes = BTreeMap::new();
    let mut class_of = Vec::new();
    let mut first_of = Vec::new();
    for byte in 0..=u8::MAX {
        let column = (forward.column(byte), reverse.column(byte));
        let count = classes.len();
        let class = *classes.entry(column).or_insert(count);
        if class == count {
            first_of.push(byte);
        }
        class_of.push(class);
    }
    let mut out = String::new();
    writeln!(
        out,
        "/// How many classes of bytes there are; the class behind them is the end of the text.\n\
         const CLASSES: usize = {};",
        first_of.len()
    )?;
    table::numbers(&mut out, "CLASS_OF", 1, &class_of)?;
    for (name, walk) in [("FORWARD", forward), ("REVERSE", reverse)] {
        walk.write(&mut out, name, &first_of)?;
    }
    Ok(out)
}

/// Bytes that an automaton may take while it is made.
const MOST: usize = 8 << 20;

fn build(pattern: &str) -> Result<regex::Regex, Box<dyn Error>> {
    Ok(regex::Regex::builder()
        // No Unicode classes, and \b of ASCII; `[^ ]` takes any byte, and a match that would split a character
        // cannot be, as every negated class is repeated to a white space or to the end of the text.
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .dense(
            dense::Config::new()
                .start_kind(StartKind::Unanchored)
                // Some short patterns have automata without measure: "a" with 40 characters behind it.
                .dfa_size_limit(Some(MOST))
                .determinize_size_limit(Some(MOST))
                .minimize(true),
        )
        .build(pattern)?)
}

/// The states of an automaton that can be reached: the dead one, those that match, all others.
struct Walk<'a> {
    dfa: &'a Dfa,
    anchored: Anchored,
    states: Vec<StateID>,
    number: HashMap<StateID, usize>,
    matching: usize,
}

impl<'a> Walk<'a> {
    fn new(dfa: &'a Dfa, anchored: Anchored) -> Result<Self, Box<dyn Error>> {
        let mut found: Vec<StateID> = Vec::new();
        let mut walk = Self {
            dfa,
            anchored,
            states: Vec::new(),
            number: HashMap::new(),
            matching: 0,
        };
        let starts = (0..=u8::MAX).map(Some).chain([None]);
        for byte in starts {
            found.push(walk.start(byte)?);
        }
        let mut at = 0;
        while at < found.len() {
            let state = found[at];
            at += 1;
            if walk.number.insert(state, 0).is_some() {
                continue;
            }
            walk.states.push(state);
            found.extend((0..=u8::MAX).map(|byte| dfa.next_state(state, byte)));
            found.push(dfa.next_eoi_state(state));
        }
        walk.states
            .sort_by_key(|&state| (!dfa.is_dead_state(state), !dfa.is_match_state(state), state));
        walk.number = walk.states.iter().copied().zip(0..).collect();
        walk.matching = walk
            .states
            .iter()
            .filter(|&&state| dfa.is_match_state(state))
            .count();
        match walk.states.first() {
            Some(&first) if dfa.is_dead_state(first) => Ok(walk),
            _ => Err("data/masks.csv: a pattern matches without end".into()),
        }
    }

    /// The state in which a search begins beside `byte`, or beside the edge of the text.
    fn start(&self, byte: Option<u8>) -> Result<StateID, Box<dyn Error>> {
        let config = start::Config::new()
            .look_behind(byte)
            .anchored(self.anchored);
        Ok(self.dfa.start_state(&config)?)
    }

    /// Where `byte` leads to, from each state and as a neighbour.
    fn column(&self, byte: u8) -> Vec<usize> {
        let to = |&state: &StateID| self.number[&self.dfa.next_state(state, byte)];
        let start = self.start(Some(byte)).map(|state| self.number[&state]);
        self.states.iter().map(to).chain(start).collect()
    }

    /// Writes the automaton with one row a state: to which state each class of bytes leads to, `first_of` being a byte of each.
    fn write(&self, out: &mut String, name: &str, first_of: &[u8]) -> Result<(), Box<dyn Error>> {
        let number = |state: StateID| self.number[&state];
        let mut starts = Vec::new();
        for byte in first_of.iter().copied().map(Some).chain([None]) {
            starts.push(number(self.start(byte)?));
        }
        let mut rows = Vec::new();
        for &state in &self.states {
            rows.extend(
                first_of
                    .iter()
                    .map(|&byte| number(self.dfa.next_state(state, byte))),
            );
            rows.push(number(self.dfa.next_eoi_state(state)));
        }
        table::numbers(out, &format!("{name}_STARTS"), 2, &starts)?;
        table::numbers(out, &format!("{name}_ROWS"), 2, &rows)?;
        writeln!(
            out,
            "static {name}: Automaton = Automaton {{ starts: &{name}_STARTS, rows: &{name}_ROWS, matching: {} }};",
            self.matching
        )?;
        Ok(())
    }
}
