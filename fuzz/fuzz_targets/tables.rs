//! Any table of `data/` as somebody may have left it: see tests/tables/readers.rs.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/tables/readers.rs"]
mod readers;

fuzz_target!(|bytes: &[u8]| {
    if let Some((&which, rows)) = bytes.split_first() {
        readers::check(usize::from(which), rows);
    }
});
