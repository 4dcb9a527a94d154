//! `data/masks.csv` becomes one automaton, written as the bytes that `src/detect/quantity/mask.rs` searches with.
//!
//! Compiled here by regex-automata, the engine of the regex crate: neither the patterns' parser nor their compiler is
//! linked into the program, which saves a third of its size and all of its start-up time.

use std::error::Error;
use std::path::Path;

use regex_automata::dfa::{StartKind, dense, regex, sparse};
use regex_automata::util::syntax;

use crate::table;

/// Builds the forward and the reverse automaton into `out`.
pub fn generate(data: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut patterns = Vec::new();
    for [what, pattern] in table::rows::<2>(data, "masks.csv")? {
        // Alone first, so that a fault names its line.
        build(&pattern).map_err(|error| format!("data/masks.csv: {what}: {error}"))?;
        patterns.push(format!("(?:{pattern})"));
    }
    let regex = build(&patterns.join("|")).map_err(|error| format!("data/masks.csv: {error}"))?;
    let write = |name: &str, dfa: &sparse::DFA<Vec<u8>>| {
        let bytes = match std::env::var("CARGO_CFG_TARGET_ENDIAN").as_deref() {
            Ok("big") => dfa.to_bytes_big_endian(),
            _ => dfa.to_bytes_little_endian(),
        };
        std::fs::write(out.join(name), bytes)
    };
    write("mask-forward.dfa", regex.forward())?;
    write("mask-reverse.dfa", regex.reverse())?;
    Ok(())
}

fn build(pattern: &str) -> Result<regex::Regex<sparse::DFA<Vec<u8>>>, Box<dyn Error>> {
    Ok(regex::Regex::builder()
        // No Unicode classes, and \b of ASCII; `[^ ]` takes any byte, and a match that would split a character
        // cannot be, as every negated class is repeated to a white space or to the end of the text.
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .dense(
            dense::Config::new()
                .start_kind(StartKind::Unanchored)
                .minimize(true),
        )
        .build_sparse(pattern)?)
}
