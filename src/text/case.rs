//! Lower case, by a table of a tenth of the standard library's size (see `build/case.rs`).

include!(concat!(env!("OUT_DIR"), "/case.rs"));

/// `text` in lower case. As `str::to_lowercase`, but "Σ" is "σ" at the end of a word as well: whoever compares two words
/// wants them alike.
#[must_use]
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        let (first, second) = letter(c);
        lower.push(first);
        lower.extend(second);
    }
    lower
}

/// Whether both are the same in lower case.
#[must_use]
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    lower(a) == lower(b)
}

/// The lower case of `c`, one character or, of "İ" alone, two.
#[must_use]
#[inline(never)]
pub(crate) fn letter(c: char) -> (char, Option<char>) {
    if c.is_ascii() {
        return (c.to_ascii_lowercase(), None);
    }
    if c == 'İ' {
        return ('i', Some('\u{307}'));
    }
    let at = c as u32;
    let run = RUNS.partition_point(|run| run.1 < at);
    let lower = RUNS.get(run).and_then(|&(first, _, step, distance)| {
        let inside = at >= first && (at - first).is_multiple_of(step);
        inside.then(|| at.wrapping_add_signed(distance))
    });
    (lower.and_then(char::from_u32).unwrap_or(c), None)
}

#[cfg(test)]
mod tests {
    use super::{letter, lower};

    #[test]
    fn every_letter_is_as_in_the_standard_library() {
        for c in '\0'..=char::MAX {
            let (first, second) = letter(c);
            assert!(
                c.to_lowercase().eq([first].into_iter().chain(second)),
                "{c:?}"
            );
        }
    }

    #[test]
    fn a_word_is_lower_throughout() {
        assert_eq!(
            lower("ÉMILE van der Aa, İzmir, ΣΟΦΟΣ"),
            "émile van der aa, i̇zmir, σοφοσ"
        );
    }
}
