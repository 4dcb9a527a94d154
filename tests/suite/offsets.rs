//! Offsets in all three units.

use proptest::prelude::*;
use tickmark::{Offsets, Span};

use crate::invariants::offsets::{agree, report};

/// Emoji of one and of several scalar values, combining marks, NUL, and claims between them.
const TEXT: &str = "😀 The caf\u{e9} lost nearly €90 million in May 2027. \u{0}👩\u{200d}🚀\n\
    Zoe\u{308} Ma\u{301}rquez said “prices rose 4% 🎈” on 3 June 2027.";

#[test]
fn every_span_holds_the_same_text_in_all_units() {
    assert!(agree(TEXT) >= 12, "too little was found in the sample");
}

#[test]
fn units_are_counted_as_their_readers_count() {
    let text = "😀é 5%";
    let at = |offsets| report(text, offsets).claims[0].span;
    assert_eq!(at(Offsets::Byte), Span::new(7, 9));
    assert_eq!(at(Offsets::Utf16), Span::new(4, 6));
    assert_eq!(at(Offsets::Char), Span::new(3, 5));
}

/// Units are counted once for every 64 bytes. Between the two emoji here 64 bytes have as many units as bytes, though both
/// reach into them: one by its last byte, the other by its first.
#[test]
fn a_character_may_lie_across_two_steps_of_counting() {
    let before = "The harbour of Norwick, which the town has leased in all years";
    let within = " has lost 5% of its boats and 40 of its people since the spring";
    let text = format!("{}😀{}😀 of the year", &before[..61], &within[..62]);
    assert_eq!(text.find("😀 of"), Some(127));
    assert!(agree(&text) >= 2);
}

proptest! {
    #[test]
    fn offsets_agree_on_any_text(text in "[a-zA-Z0-9 €%$“”\"'’.,\n\u{0}\u{301}é😀]{0,200}") {
        agree(&text);
    }
}
