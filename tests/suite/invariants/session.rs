//! What holds for a session, whatever is done to its text.

use tickmark::{Article, Offsets, Options, Session, Span, scan};

use crate::grammar::Edit;

/// Edits `text` and asks after each edit that the session says what a fresh scan says; an edit that cannot be made leaves
/// all as it was.
pub fn checked(text: &str, edits: &[Edit]) {
    for offsets in [Offsets::Utf16, Offsets::Char, Offsets::Byte] {
        let options = Options {
            offsets,
            ..Options::default()
        };
        let mut session = Session::open(&Article::new(text), &options);
        for (at, length, with) in edits {
            let before = session.text().to_owned();
            // In bytes as well: a place inside a character is refused, and nothing else is.
            let wanted = replaced(&before, offsets, *at, *length, with);
            let change = session.edit(Span::new(*at, at + length), with);
            assert_eq!(
                change.is_ok(),
                wanted.is_some(),
                "{at} {length} in {before:?}"
            );
            assert_eq!(session.text(), wanted.as_deref().unwrap_or(&before));
            let fresh = scan(&Article::new(session.text()), &options);
            assert_eq!(
                session.report(),
                fresh,
                "{at} {length} {with:?} in {before:?}"
            );
        }
    }
}

/// `text` with `with` in the place of `length` units at `at`; `None` where those are no whole characters of it.
fn replaced(text: &str, offsets: Offsets, at: usize, length: usize, with: &str) -> Option<String> {
    let unit = |c: char| match offsets {
        Offsets::Utf16 => c.len_utf16(),
        Offsets::Char => 1,
        Offsets::Byte => c.len_utf8(),
    };
    let byte = |wanted: usize| {
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            if units >= wanted {
                return (units == wanted).then_some(byte);
            }
            units += unit(c);
        }
        (units == wanted).then_some(text.len())
    };
    let (start, end) = (byte(at)?, byte(at + length)?);
    Some([&text[..start], with, &text[end..]].concat())
}
