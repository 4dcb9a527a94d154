//! Every link template filled once, for a person to click through.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context, Result, bail};

const TARGETS: &str = "data/targets.csv";
/// Columns by number: what is printed, and the template.
const ID: usize = 0;
const TEMPLATE: usize = 8;
const MARK: usize = 10;
const CHECKED_ON: usize = 11;

/// Prints id, mark, the day of the mark, and an address for each line of the table; fails where one cannot be filled.
pub fn print() -> Result<()> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_path(Path::new(TARGETS))
        .context(TARGETS)?;
    let mut faults = Vec::new();
    let mut lines = String::new();
    for row in reader.records() {
        let row = row.context(TARGETS)?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        match tickmark::link::sample(cell(TEMPLATE)) {
            Some(url) if is_address(&url) => {
                let (id, mark, day) = (cell(ID), cell(MARK), cell(CHECKED_ON));
                writeln!(lines, "{id}\t{mark}\t{day}\t{url}")?;
            }
            Some(url) => faults.push(format!(
                "{} gives {url}, which is no https address",
                cell(ID)
            )),
            None => faults.push(format!("{} asks for something that no claim has", cell(ID))),
        }
    }
    if !faults.is_empty() {
        bail!("{TARGETS}: {}", faults.join("; "));
    }
    if lines.is_empty() {
        bail!("{TARGETS} has no target");
    }
    match std::io::stdout().write_all(lines.as_bytes()) {
        // The reader of a pipe may stop early (`| head`); that is no fault.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Whether every character may stand in an address and it names a site.
fn is_address(url: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let host = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host.contains('.')) && url.bytes().all(allowed)
}
