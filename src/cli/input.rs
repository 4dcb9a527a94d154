//! Reading an article from a file or from standard input.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The input cannot be read as text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file, or it may not be read.
    #[error("cannot read {name}: {error}; name a text file, or \"-\" for standard input")]
    Unreadable { name: String, error: io::Error },
    /// The bytes are not UTF-8.
    #[error(
        "{name} is not UTF-8 text: byte {at} (0x{byte:02X}) on line {line} begins no character; convert it first, for example with iconv"
    )]
    NotText {
        name: String,
        at: usize,
        byte: u8,
        line: usize,
    },
}

/// The name of the input for messages.
pub fn name(file: Option<&Path>) -> String {
    match path(file) {
        Some(path) => path.display().to_string(),
        None => "standard input".to_owned(),
    }
}

fn path(file: Option<&Path>) -> Option<PathBuf> {
    file.filter(|path| path.as_os_str() != "-")
        .map(Path::to_path_buf)
}

/// Opens `file`, or standard input where it is `None` or "-".
pub fn open(file: Option<&Path>) -> Result<Box<dyn io::BufRead>, Error> {
    let Some(path) = path(file) else {
        return Ok(Box::new(BufReader::new(io::stdin().lock())));
    };
    match File::open(&path) {
        Ok(opened) => Ok(Box::new(BufReader::new(opened))),
        Err(error) => Err(Error::Unreadable {
            name: name(file),
            error,
        }),
    }
}

/// The whole input as text.
pub fn read(file: Option<&Path>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    open(file)?
        .read_to_end(&mut bytes)
        .map_err(|error| Error::Unreadable {
            name: name(file),
            error,
        })?;
    text(bytes, file, 0, 1)
}

/// `bytes` as text; they stand at byte `from` of the input, whose lines count from `line`.
pub fn text(
    bytes: Vec<u8>,
    file: Option<&Path>,
    from: usize,
    line: usize,
) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        Error::NotText {
            name: name(file),
            at: from + at,
            byte: error.as_bytes().get(at).copied().unwrap_or_default(),
            line: line + before.iter().filter(|&&byte| byte == b'\n').count(),
        }
    })
}
