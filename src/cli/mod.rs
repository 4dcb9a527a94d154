//! What the command line takes, and how it ends.
//!
//! Exit code 0: done. 1: the output could not be written. 2: the call or the input was wrong, with one
//! line on standard error that says what, where and what to do.

mod input;
mod jsonl;
mod terminal;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};
use tickmark::{Article, Day, Offsets, Options, scan};

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
    /// How to write the report. Text is for reading, json for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Read {"id","text"} a line and answer a JSON report a line, in order.
    #[arg(long)]
    jsonl: bool,
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
        ..Options::default()
    };
    if arguments.jsonl {
        return jsonl::answer(arguments.file.as_deref(), arguments.date, &options);
    }
    let text = input::read(arguments.file.as_deref())?;
    let article = Article {
        date: arguments.date,
        ..Article::new(&text)
    };
    let report = scan(&article, &options);
    if arguments.format == Format::Text {
        return Ok(terminal::print(&text, &report)?);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
