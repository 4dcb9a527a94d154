//! `--jsonl`: an article a line in, a report a line out, in order.

use std::io::{self, BufRead, Write};
use std::path::Path;

use serde::Deserialize;
use tickmark::{Article, Day, Options, scan};

use super::{Failure, input};

/// A line is not an article.
#[derive(Debug, thiserror::Error)]
#[error(
    "{name}, line {line}: {error}; each line is one object {{\"id\": \"...\", \"text\": \"...\"}}"
)]
pub struct Error {
    name: String,
    line: usize,
    error: serde_json::Error,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    /// The article's own date, before the one of the call.
    date: Option<String>,
}

/// Answers every line of the input; blank lines are passed over.
pub fn answer(file: Option<&Path>, date: Option<Day>, options: &Options) -> Result<(), Failure> {
    let mut reader = input::open(file)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut from = 0;
    for number in 1.. {
        let mut bytes = Vec::new();
        let read = reader.read_until(b'\n', &mut bytes);
        let length = read.map_err(|error| input::Error::Unreadable {
            name: input::name(file),
            error,
        });
        let length = match length {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) => {
                out.flush()?;
                return Err(error.into());
            }
        };
        // What was answered before a bad line stays answered.
        let report =
            line(bytes, file, from, number, date, options).inspect_err(|_| drop(out.flush()))?;
        from += length;
        if let Some(report) = report {
            serde_json::to_writer(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

fn line(
    bytes: Vec<u8>,
    file: Option<&Path>,
    from: usize,
    number: usize,
    date: Option<Day>,
    options: &Options,
) -> Result<Option<tickmark::Report>, Failure> {
    let text = input::text(bytes, file, from, number)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let fault = |error| Error {
        name: input::name(file),
        line: number,
        error,
    };
    let line: Line = serde_json::from_str(&text).map_err(fault)?;
    let own = line.date.as_deref().map(str::parse::<Day>).transpose();
    let own = own.map_err(|error| fault(serde::de::Error::custom(error)))?;
    let article = Article {
        id: Some(line.id),
        date: own.or(date),
        ..Article::new(&line.text)
    };
    Ok(Some(scan(&article, options)))
}
