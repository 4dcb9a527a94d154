//! What the command line takes, and how it ends.
//!
//! Exit code 0: done. 1: the output could not be written. 2: the call or the input was wrong, with one
//! line on standard error that says what, where and what to do.

mod against;
mod input;
mod jsonl;
mod terminal;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};
use serde::Serialize;
use tickmark::check::against::{Against, against as compare};
use tickmark::export::{self, Address, Exported, export};
use tickmark::{Article, Day, Offsets, Options, Report, scan};

use self::against::Compared;

/// Marks what has to be checked in an article: every numeric claim and every quotation.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report the claims of an article.
    Scan(Scan),
}

#[derive(clap::Args)]
struct Scan {
    /// The article, UTF-8 text; "-" or nothing reads standard input.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to write the report. Text is for reading, json for programs, csv for a spreadsheet, markdown is a
    /// checklist, annotation is W3C Web Annotation and schema is schema.org, both JSON-LD.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Read {"id","text"} a line and answer a JSON report a line, in order.
    #[arg(long, conflicts_with_all = ["against", "url"])]
    jsonl: bool,
    /// A source text, UTF-8: look up each quotation and number of the article in it. With text or json.
    #[arg(long, value_name = "SOURCE")]
    against: Option<PathBuf>,
    /// The page that the article stands on: each claim gets an address that opens it at the claim's words. Not with
    /// text.
    #[arg(long, value_name = "ADDRESS")]
    url: Option<Address>,
    /// What the spans of a JSON report count.
    #[arg(long, value_enum, default_value_t = Unit::Utf16)]
    offsets: Unit,
    /// The article's date; "on Tuesday" and the like are resolved against it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Text,
    Csv,
    Markdown,
    Annotation,
    Schema,
}

impl Format {
    /// The format of an export; `None` for the report itself.
    const fn exported(self) -> Option<export::Format> {
        match self {
            Self::Json | Self::Text => None,
            Self::Csv => Some(export::Format::Csv),
            Self::Markdown => Some(export::Format::Markdown),
            Self::Annotation => Some(export::Format::Annotation),
            Self::Schema => Some(export::Format::Schema),
        }
    }
}

/// What `--format json` writes: the report, and what was asked for beside it.
#[derive(Serialize)]
struct Output<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<&'a Against>,
    /// By the claim's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    addresses: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    Utf16,
    Char,
    Byte,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Utf16 => Self::Utf16,
            Unit::Char => Self::Char,
            Unit::Byte => Self::Byte,
        }
    }
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Input(#[from] input::Error),
    #[error(transparent)]
    Line(#[from] jsonl::Error),
    #[error("{0}; see `tickmark scan --help`")]
    Call(&'static str),
    #[error("cannot write the report: {0}")]
    Output(#[from] io::Error),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let Command::Scan(arguments) = match Arguments::try_parse() {
        Ok(arguments) => arguments.command,
        Err(error) => return refuse(&error),
    };
    match scan_command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe may stop early (`| head`); that is no fault.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("tickmark: {failure}");
            ExitCode::from(if matches!(failure, Failure::Output(_)) {
                1
            } else {
                2
            })
        }
    }
}

/// Prints what was asked for (help, version), or in one line what is wrong with the call.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Where even this cannot be written, nobody is there to be told.
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    // The first paragraph says what is wrong; behind it stand hints and the usage.
    let message = error.render().to_string();
    let line: Vec<&str> = message
        .lines()
        .take_while(|line| !line.is_empty())
        .map(str::trim)
        .collect();
    let line = line.join(" ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    eprintln!("tickmark: {line}; see `tickmark scan --help`");
    ExitCode::from(2)
}

fn scan_command(arguments: &Scan) -> Result<(), Failure> {
    let options = Options {
        offsets: if arguments.format == Format::Text && !arguments.jsonl {
            Offsets::Byte
        } else {
            arguments.offsets.into()
        },
    };
    let exported = arguments.format.exported();
    if arguments.jsonl && exported.is_some() {
        return Err(Failure::Call("--jsonl answers in JSON only"));
    }
    if arguments.jsonl {
        return jsonl::answer(arguments.file.as_deref(), arguments.date, &options);
    }
    if arguments.against.is_some() && exported.is_some() {
        return Err(Failure::Call(
            "--against goes with --format text or --format json",
        ));
    }
    if arguments.url.is_some() && arguments.format == Format::Text {
        return Err(Failure::Call(
            "--url goes with --format json, csv, markdown, annotation or schema",
        ));
    }
    let stdin = |file: Option<&Path>| file.is_none_or(|file| file.as_os_str() == "-");
    if stdin(arguments.file.as_deref())
        && arguments
            .against
            .as_deref()
            .is_some_and(|file| stdin(Some(file)))
    {
        return Err(Failure::Call(
            "the article and the source text cannot both be standard input",
        ));
    }
    let source = match &arguments.against {
        Some(file) => Some(input::read(Some(file))?),
        None => None,
    };
    let text = input::read(arguments.file.as_deref())?;
    let article = Article {
        date: arguments.date,
        ..Article::new(&text)
    };
    if let Some(format) = exported {
        return write_exported(&export(&article, format, arguments.url.as_ref()));
    }
    let report = scan(&article, &options);
    let found = source
        .as_deref()
        .map(|source| compare(&article, source, &options));
    if arguments.format == Format::Text {
        let name = input::name(arguments.against.as_deref());
        let compared = source
            .as_deref()
            .zip(found.as_ref())
            .map(|(source, found)| Compared {
                text: &text,
                report: &report,
                source,
                name: &name,
                found,
            });
        return Ok(terminal::print(&text, &report, compared.as_ref())?);
    }
    let addresses = arguments
        .url
        .as_ref()
        .map(|page| export::addresses(&article, page).into_iter().collect());
    write_json(&Output {
        report: &report,
        against: found.as_ref(),
        addresses,
    })
}

fn write_exported(exported: &Exported) -> Result<(), Failure> {
    match exported {
        Exported::Text(text) => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
        document => write_json(document),
    }
}

fn write_json(document: &impl Serialize) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
