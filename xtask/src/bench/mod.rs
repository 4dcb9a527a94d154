//! `cargo xtask bench`: Tickmark beside others on the same texts, in one run, written into BENCHMARKS.md.

mod figures;
mod machine;
mod runner;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use self::figures::Figures;
use self::runner::Runner;
use crate::{browsers, core, node, run, size};

/// The texts come from the same patterns as those of `cargo bench`.
#[path = "../../../benches/article.rs"]
pub mod article;

/// The seed that benches/native.rs makes its texts from.
const SEED: u64 = 7;
/// In bytes, from the shortest on. All read those of [`COMMON`]; the others show how Tickmark's time grows.
const LENGTHS: [usize; 5] = [6_000, 100_000, 1_000_000, 5_000_000, 10_000_000];
const COMMON: [usize; 3] = [6_000, 100_000, 5_000_000];
/// Tickmark, then the peers, as benches/peers/subjects.ts names them.
const SUBJECTS: [&str; 7] = [
    "tickmark",
    "regex",
    "wink-nlp",
    "compromise",
    "recognizers-text-number",
    "harper.js",
    "chrono-node",
];
/// How many processes are started for the time of a cold start.
const STARTS: usize = 7;
/// As many as benches/peers/measure.ts makes of all else.
const ROUNDS: usize = 9;
/// A text of which one pass is expected to take longer is left out, in milliseconds.
const LONGEST: f64 = 30_000.0;
const PACKAGES: &str = "benches/peers";
/// Where Node finds the peers from.
const SCRIPTS: &str = "benches/peers/node_modules/.tickmark";
const OUT: &str = "target/bench";

/// Builds, measures and writes the tables.
pub fn all() -> Result<()> {
    let browsers = browsers::find()?;
    node::install()?;
    node::install_in(Path::new(PACKAGES), &[])?;
    core::make()?;
    std::fs::create_dir_all(OUT)?;
    bundle()?;
    // Built before the load is looked at.
    run::run(run::cargo().args(["bench", "--quiet", "--bench=native", "--no-run"]))?;
    for length in LENGTHS {
        std::fs::write(text(length), article::article(length, SEED))?;
    }
    std::fs::copy(module(), Path::new(OUT).join("tickmark.wasm"))?;

    let load = machine::load();
    let begun = Instant::now();
    let mut figures = Figures::default();
    println!("natively");
    native(&mut figures)?;
    for subject in SUBJECTS {
        println!("{subject} in Node: cold starts and memory");
        alone(&mut figures, subject)?;
    }
    for length in LENGTHS {
        println!("{length} bytes in Node, by turns");
        by_turns(&mut figures, length)?;
    }
    println!("a key in Node");
    let key = run::output(call("edit", "tickmark").arg(text(LENGTHS[1])))?;
    figures.read(&key)?;
    println!("in Chromium and Firefox");
    let mut command = Command::new("node");
    command
        .arg(format!("{SCRIPTS}/browsers.mjs"))
        .arg(OUT)
        .args(LENGTHS.map(name))
        .env("CHROME", &browsers.chrome)
        .env("FIREFOX", &browsers.firefox);
    figures.read(&run::output(&mut command)?)?;

    let minutes = begun.elapsed().as_secs_f64() / 60.0;
    let heads = machine::describe(&browsers, PACKAGES, load, minutes)?;
    let sizes = table::Sizes {
        module: size::gzipped(&std::fs::read(module())?)?,
        glue: size::gzipped(&std::fs::read(Path::new(OUT).join("worker.js"))?)?,
    };
    std::fs::write("BENCHMARKS.md", table::write(&heads, &figures, &sizes)?)?;
    println!("wrote BENCHMARKS.md");
    Ok(())
}

fn name(length: usize) -> String {
    format!("{length}.txt")
}

fn text(length: usize) -> PathBuf {
    Path::new(OUT).join(name(length))
}

fn module() -> PathBuf {
    Path::new(core::FOLDER).join("tickmark_bg.wasm")
}

/// The scripts for Node and for the page, and the Worker as the page ships it, to be weighed.
fn bundle() -> Result<()> {
    let common = ["--bundle", "--format=esm", "--log-level=warning"];
    run::run(
        node::tool("esbuild")?
            .args(["benches/peers/node.ts", "benches/peers/browsers.ts"])
            .args(common)
            // What is loaded with a subject is a part of its cold start.
            .args(["--splitting", "--packages=external"])
            .args(["--platform=node", "--target=node20"])
            .arg("--out-extension:.js=.mjs")
            .arg(format!("--outdir={SCRIPTS}")),
    )?;
    run::run(
        node::tool("esbuild")?
            .args(["page=benches/peers/page.ts", "worker=www/engine/worker.ts"])
            .args(common)
            .args(["--target=es2022", "--minify-syntax"])
            .arg(format!("--outdir={OUT}")),
    )
}

fn native(figures: &mut Figures) -> Result<()> {
    let bench = |arguments: &[&str]| {
        run::output(
            run::cargo()
                .args(["bench", "--quiet", "--bench=native", "--"])
                .args(arguments),
        )
    };
    figures.read(&bench(&[])?)?;
    for length in LENGTHS {
        figures.read(&bench(&["memory", &length.to_string()])?)?;
    }
    Ok(())
}

fn call(task: &str, subject: &str) -> Command {
    let mut command = Command::new("node");
    command.args([&format!("{SCRIPTS}/node.mjs"), task, subject]);
    command
}

/// What a subject costs to start and to hold, each figure in a process of its own.
fn alone(figures: &mut Figures, subject: &str) -> Result<()> {
    for _ in 0..STARTS {
        figures.read(&run::output(call("cold", subject).arg(text(LENGTHS[0])))?)?;
    }
    let weighed: &[usize] = if subject == "tickmark" {
        &LENGTHS
    } else {
        &LENGTHS[1..2]
    };
    for length in weighed {
        figures.read(&run::output(call("memory", subject).arg(text(*length)))?)?;
    }
    Ok(())
}

/// All subjects that read texts of this length, each in a process of its own. They are warm when the first turn begins.
fn by_turns(figures: &mut Figures, length: usize) -> Result<()> {
    let bytes = std::fs::metadata(text(length))?.len();
    let script = Path::new(SCRIPTS).join("node.mjs");
    let mut runners = Vec::new();
    for subject in SUBJECTS {
        if subject != "tickmark" && !COMMON.contains(&length) {
            continue;
        }
        let expected = figures.rate(subject).unwrap_or_default() * bytes as f64;
        if expected > LONGEST {
            let seconds = (expected / 1e3).round();
            let why = format!("one pass would take about {seconds} s");
            figures.leave_out(subject, bytes, why);
            continue;
        }
        runners.push(Runner::start(&script, subject, &text(length))?);
    }
    for _ in 0..ROUNDS {
        runners.iter_mut().for_each(Runner::turn);
    }
    for runner in &mut runners {
        match runner.fault.take() {
            Some(fault) => figures.leave_out(runner.subject, bytes, fault),
            None => figures.add("node", runner.subject, "scan", bytes, &runner.rounds),
        }
    }
    Ok(())
}
