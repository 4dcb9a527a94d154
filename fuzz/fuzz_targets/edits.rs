//! Any edits of any text, in a session.
#![no_main]

#[path = "../../tests/suite/grammar.rs"]
#[allow(dead_code, reason = "each target reads one kind of text")]
mod grammar;
#[path = "../../tests/suite/invariants/mod.rs"]
#[allow(dead_code, reason = "each target asks a part")]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (text, edits) = grammar::text_and_edits(bytes);
    invariants::session::checked(&text, &edits);
});
