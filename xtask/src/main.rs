//! The project's tasks: `cargo xtask serve`, `test` and what they are made of.

mod bench;
mod browsers;
mod check;
mod core;
mod debian;
mod demo;
mod embed;
mod extension;
mod fit;
mod links;
mod logistic;
mod node;
mod offline;
mod reproduce;
mod responsiveness;
mod run;
mod scope;
mod site;
mod size;
mod supply;
mod test;
mod web;
mod wordpress;
mod worth;
mod zip;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, serves and tests Tickmark.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure Tickmark beside other libraries on the same texts, and write BENCHMARKS.md. Takes some minutes.
    Bench,
    /// Build the core to WebAssembly and the page to dist/web.
    Build,
    /// Build the browser extension: dist/extension-chromium, dist/extension-firefox and what their stores ask for.
    Extension,
    /// Build the npm package: dist/embed.
    Embed,
    /// Build the WordPress plugin: dist/wordpress/tickmark and its zip.
    Wordpress,
    /// Build the page and serve it on this machine.
    Serve {
        /// Where to listen.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run every test: Rust, TypeScript, the page and the extension in Chromium and Firefox.
    Test {
        /// Only the files of tests/browser whose names hold one of these, without the tests of Rust.
        only: Vec<String>,
    },
    /// Run rustfmt and clippy, warnings denied, for this machine and for wasm32, and look at what others' code is used.
    Check,
    /// Fit the weights in data/ that decide on quotations to an annotated file, and write them.
    Fit {
        /// Articles with their quotations, one JSON object a line.
        path: PathBuf,
    },
    /// Write docs/screenshot.png from the built page.
    Screenshot,
    /// Build the core from two folders and hold the bytes against each other.
    Reproduce,
    /// Measure how long the page's main thread is busy at a stretch, how soon it has its first marks and what a key costs
    /// with the embed, and write docs/responsiveness.md.
    Responsiveness,
    /// Print every link template filled once, for a person to click through.
    Links,
    /// Fit the weights of check-worthiness to {"text","label"} lines and write them to data/.
    FitWorth {
        /// The labelled sentences.
        file: PathBuf,
    },
    /// Try the extension on saved pages in both browsers: marks in their places, no errors, time from press to paint.
    Pages {
        /// Holds html/NAME.html.
        folder: PathBuf,
        /// Only pages whose name holds this.
        #[arg(long)]
        only: Option<String>,
    },
    /// Measure on saved pages how well the article is found: word F1, median and tenth percentile.
    Scope {
        /// Holds html/NAME.html and text/NAME.txt.
        folder: PathBuf,
        /// Write each page's scoped text into this folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match task(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line: the cause behind the step that failed.
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task(task: Task) -> Result<()> {
    let from = std::env::current_dir()?;
    // Paths are given from where the task was called.
    let here = |path: &Path| from.join(path);
    std::env::set_current_dir(run::root())?;
    match task {
        Task::Bench => bench::all(),
        Task::Build => web::build(),
        Task::Extension => extension::build(),
        Task::Embed => embed::build(),
        Task::Wordpress => wordpress::build(),
        Task::Serve { port } => web::serve(port),
        Task::Test { only } => test::run(&only),
        Task::Check => check::all(),
        Task::Fit { path } => fit::all(&path),
        Task::Reproduce => reproduce::check(),
        Task::Responsiveness => responsiveness::measure(),
        Task::Screenshot => test::screenshot(),
        Task::Links => links::print(),
        Task::FitWorth { file } => worth::fit(&here(&file)),
        Task::Pages { folder, only } => extension::pages(&here(&folder), only.as_deref()),
        Task::Scope { folder, out } => {
            scope::measure(&here(&folder), out.map(|out| here(&out)).as_deref())
        }
    }
}
