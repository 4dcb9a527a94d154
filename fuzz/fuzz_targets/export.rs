//! Every export of any text, on any page.
#![no_main]

#[path = "../../tests/suite/grammar.rs"]
#[allow(dead_code, reason = "each target reads one kind of text")]
mod grammar;
#[path = "../../tests/suite/invariants/mod.rs"]
#[allow(dead_code, reason = "each target asks a part")]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (page, text) = grammar::page_and_text(bytes);
    invariants::export::checked(&text, page.parse().ok().as_ref());
});
