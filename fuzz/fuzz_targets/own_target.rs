//! A link target that a person has added, and what its links become.
#![no_main]

#[path = "../../tests/suite/grammar.rs"]
#[allow(dead_code, reason = "each target reads one kind of text")]
mod grammar;
#[path = "../../tests/suite/invariants/mod.rs"]
#[allow(dead_code, reason = "each target asks a part")]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (template, text) = grammar::template_and_text(bytes);
    invariants::own_target(&template, &text);
});
