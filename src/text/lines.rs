//! Columns of strings, as the build writes them: all of a column in one text, a cell a line.
//!
//! A static string of its own costs eight bytes in the program's file, its address and its length, and those hardly
//! compress. So a table of strings is text in the file, and is cut into its cells when it is first asked for.

use super::pieces;
use super::span::Span;

/// The cells of `column`, in order. Linear in its length; tables ask once and keep what they made of it.
#[inline(never)]
pub(crate) fn lines(column: &'static str) -> Vec<&'static str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, byte) in column.bytes().enumerate() {
        if byte == b'\n' {
            cells.push(Span::new(start, at).of(column));
            start = at + 1;
        }
    }
    cells
}

/// The text of a column that the build has folded (see `folded` in `build/table.rs`), with a line break behind each cell.
#[inline(never)]
pub(crate) fn unfolded(column: &str) -> String {
    // Half of the letters are shared.
    let mut text = String::with_capacity(2 * column.len());
    let mut before = 0;
    let mut rest = column;
    while let Some(&first) = rest.as_bytes().first() {
        let cell = rest.get(1..).unwrap_or_default();
        let end = cell.bytes().position(|byte| byte < b' ');
        let end = end.unwrap_or(cell.len());
        let (own, after) = (Span::new(0, end).of(cell), pieces::from(cell, end));
        let here = text.len();
        let shared = before..before + usize::from(first.saturating_sub(1));
        text.extend_from_within(shared);
        text.push_str(own);
        text.push('\n');
        before = here;
        rest = after;
    }
    text
}

/// The cell of row `at`; empty where the column has none.
#[inline(never)]
pub(crate) fn cell(column: &[&'static str], at: usize) -> &'static str {
    column.get(at).copied().unwrap_or_default()
}

/// The cells of a folded column with their row's number from `numbers`. The text is made once and kept, as all tables are.
#[inline(never)]
pub(crate) fn numbered(column: &'static str, numbers: &[u16]) -> Vec<(&'static str, u16)> {
    lines(unfolded(column).leak())
        .into_iter()
        .zip(numbers.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{cell, lines, numbered, unfolded};

    #[test]
    fn every_line_is_a_cell_also_an_empty_one() {
        let column = lines("ell\n\nfathom\n");
        assert_eq!(column, ["ell", "", "fathom"]);
        assert_eq!(cell(&column, 2), "fathom");
        assert_eq!(cell(&column, 3), "");
        assert!(lines("").is_empty());
        assert_eq!(
            numbered("\u{1}ell\u{1}rod", &[7, 2]),
            [("ell", 7), ("rod", 2)]
        );
    }

    #[test]
    fn a_folded_column_has_what_its_cells_share_once() {
        assert_eq!(
            unfolded("\u{1}é\u{3}l\u{1}rod\u{4}s\u{1}"),
            "é\nél\nrod\nrods\n\n"
        );
        assert_eq!(unfolded(""), "");
    }
}
