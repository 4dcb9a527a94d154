//! Reads one CSV table of `data/`: a header row, `#` starts a comment line, cells are trimmed.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

/// The rows of `file` in `data`, with `N` cells each.
///
/// Fails where a row has another number of cells or a line break in one, and names file and line.
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
        // What is made of them stands in lines.
        if let Some(cell) = cells.iter().find(|cell| cell.contains(['\n', '\r'])) {
            return Err(format!("{}:{line}: {cell:?} has a line break", path.display()).into());
        }
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

/// What was `made` of the table `file`, or an error that names it: one that says so already, or names another, stays as it is.
pub fn named<T>(file: &str, made: Result<T, Box<dyn Error>>) -> Result<T, Box<dyn Error>> {
    made.map_err(|error| {
        let line = error.to_string();
        // A cell may hold such a name as well.
        let place = line.split(':').next().unwrap_or_default();
        if place.ends_with(".csv") {
            return error;
        }
        format!("data/{file}: {line}").into()
    })
}

/// Writes `cells` as the static text `name` that `src/text/lines.rs` reads: each with a line break behind it.
///
/// Fails where a cell has a line break itself.
pub fn column<'a>(
    out: &mut String,
    name: &str,
    cells: impl IntoIterator<Item = &'a str>,
) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    for cell in cells {
        if cell.contains('\n') {
            return Err(format!("{name}: {cell:?} has a line break").into());
        }
        text.push_str(cell);
        text.push('\n');
    }
    writeln!(out, "static {name}: &str = {text:?};")?;
    Ok(())
}

/// The longest beginning that a cell of a folded column shares with the one before; with one more it is a control
/// character.
const MOST_SHARED: usize = 30;

/// Writes `cells`, which are in order, as the static text `name` that `unfolded` of `src/text/lines.rs` reads: before each
/// cell, instead of what it shares with the one before, a control character that says how many bytes that are.
///
/// Words in order share half of their letters, and gzip, which has to say where it saw them, gains a third by it. Fails where
/// a cell has a control character itself.
pub fn folded<'a>(
    out: &mut String,
    name: &str,
    cells: impl IntoIterator<Item = &'a str>,
) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    let mut before = "";
    for cell in cells {
        if cell.contains(|c: char| c < ' ') {
            return Err(format!("{name}: {cell:?} has a control character").into());
        }
        let same = before.bytes().zip(cell.bytes());
        let mut shared = same.take_while(|(a, b)| a == b).count().min(MOST_SHARED);
        while !cell.is_char_boundary(shared) {
            shared -= 1;
        }
        text.push(char::from(shared as u8 + 1));
        text.push_str(&cell[shared..]);
        before = cell;
    }
    writeln!(out, "static {name}: &str = {text:?};")?;
    Ok(())
}

/// Writes `numbers` as the static `name`, each in `bytes` bytes, 1 or 2.
pub fn numbers(
    out: &mut String,
    name: &str,
    bytes: usize,
    numbers: &[usize],
) -> Result<(), Box<dyn Error>> {
    let (kind, most) = match bytes {
        1 => ("u8", usize::from(u8::MAX)),
        _ => ("u16", usize::from(u16::MAX)),
    };
    if numbers.iter().any(|&number| number > most) {
        return Err(format!("{name} has a number above {most}; widen it in build/").into());
    }
    writeln!(
        out,
        "static {name}: [{kind}; {}] = {numbers:?};",
        numbers.len()
    )?;
    Ok(())
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
