//! Any table of `data/` as somebody may have left it: see tests/tables/readers.rs.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../build/checks.rs"]
mod checks;
#[path = "../../build/lexicon.rs"]
mod lexicon;
#[path = "../../build/masks.rs"]
mod masks;
#[path = "../../build/modifiers.rs"]
mod modifiers;
#[path = "../../build/table.rs"]
mod table;
#[path = "../../build/targets.rs"]
#[allow(dead_code, reason = "the build asks for more of it")]
mod targets;
#[path = "../../build/units.rs"]
#[allow(dead_code, reason = "the build asks for more of it")]
mod units;
#[path = "../../build/weights.rs"]
mod weights;
#[path = "../../build/worth.rs"]
mod worth;

#[path = "../../tests/tables/readers.rs"]
mod readers;

/// From the folder of Cargo.toml.
const DATA_FOLDER: &str = "../data";

fuzz_target!(|bytes: &[u8]| {
    if let Some((&which, rows)) = bytes.split_first() {
        readers::check(usize::from(which), rows);
    }
});
