//! Any article against any source text.
#![no_main]

#[path = "../../tests/suite/grammar.rs"]
#[allow(dead_code, reason = "each target reads one kind of text")]
mod grammar;
#[path = "../../tests/suite/invariants/mod.rs"]
#[allow(dead_code, reason = "each target asks a part")]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (text, source) = grammar::two_texts(bytes);
    invariants::against::checked(&text, &source);
});
