//! Reads one CSV table of `data/`: a header row, `#` starts a comment line, cells are trimmed.

use std::error::Error;
use std::path::Path;

/// The rows of `file` in `data`, with `N` cells each.
///
/// Fails where a row has another number of cells, and names file and line.
pub fn rows<const N: usize>(data: &Path, file: &str) -> Result<Vec<[String; N]>, Box<dyn Error>> {
    let path = data.join(file);
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_path(&path)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{}: {error}", path.display()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let count = cells.len();
        let cells = <[String; N]>::try_from(cells).map_err(|_| {
            format!(
                "{}:{line}: {count} cells where {N} are wanted",
                path.display()
            )
        })?;
        rows.push(cells);
    }
    Ok(rows)
}

/// The name of the constant that stands for `word` in the generated source: "change noun" becomes `CHANGE_NOUN`.
///
/// Fails where that is no name, instead of the compiler in a file that nobody wrote.
pub fn constant(word: &str) -> Result<String, Box<dyn Error>> {
    let name = word.to_uppercase().replace([' ', '-'], "_");
    let letters = name.starts_with(|c: char| c.is_ascii_uppercase());
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if !letters || !name.chars().all(plain) {
        return Err(format!("{word:?}: letters, digits, spaces and hyphens make a name").into());
    }
    Ok(name)
}
