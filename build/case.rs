//! The lower case of every letter, as runs of letters that lie equally far from theirs.
//!
//! The standard library's table has a line for each of 1,434 letters, 12 kB of WebAssembly; nearly all follow each other
//! at the same distance, every one ("A", "B") or every second ("Ā", "Ă").

use std::fmt::Write;

pub fn generate() -> String {
    // First letter, last letter, step from letter to letter, distance of the lower case.
    let mut runs: Vec<(u32, u32, u32, i32)> = Vec::new();
    for letter in '\u{80}'..=char::MAX {
        let mut lower = letter.to_lowercase();
        // "İ" alone has two; src/text/case.rs knows it.
        let (Some(one), None) = (lower.next(), lower.next()) else {
            continue;
        };
        if one == letter {
            continue;
        }
        let (at, distance) = (letter as u32, one as i32 - letter as i32);
        if let Some(run) = runs.last_mut()
            && run.3 == distance
            && (run.0 == run.1 && at - run.1 <= 2 || at - run.1 == run.2)
        {
            (run.1, run.2) = (at, at - run.1);
        } else {
            runs.push((at, at, 1, distance));
        }
    }
    let mut out = String::new();
    let _ = writeln!(
        out,
        "/// First letter, last letter, step from letter to letter, distance of the lower case. In order.\n\
         static RUNS: [(u32, u32, u32, i32); {}] = {runs:?};",
        runs.len()
    );
    out
}
