//! Columns of strings, as the build writes them: all of a column in one text, a cell a line.
//!
//! A static string of its own costs eight bytes in the program's file, its address and its length, and those hardly
//! compress. So a table of strings is text in the file, and is cut into its cells when it is first asked for.

/// The cells of `column`, in order. Linear in its length; tables ask once and keep what they made of it.
#[inline(never)]
pub(crate) fn lines(column: &'static str) -> Vec<&'static str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, byte) in column.bytes().enumerate() {
        if byte == b'\n' {
            cells.push(&column[start..at]);
            start = at + 1;
        }
    }
    cells
}

/// The cell of row `at`; empty where the column has none.
#[inline(never)]
pub(crate) fn cell(column: &[&'static str], at: usize) -> &'static str {
    column.get(at).copied().unwrap_or_default()
}

/// The cells of `column` with their row's number from `numbers`.
#[inline(never)]
pub(crate) fn numbered(column: &'static str, numbers: &[u16]) -> Vec<(&'static str, u16)> {
    lines(column)
        .into_iter()
        .zip(numbers.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{cell, lines, numbered};

    #[test]
    fn every_line_is_a_cell_also_an_empty_one() {
        let column = lines("ell\n\nfathom\n");
        assert_eq!(column, ["ell", "", "fathom"]);
        assert_eq!(cell(&column, 2), "fathom");
        assert_eq!(cell(&column, 3), "");
        assert!(lines("").is_empty());
        assert_eq!(numbered("ell\nrod\n", &[7, 2]), [("ell", 7), ("rod", 2)]);
    }
}
