//! `cargo xtask bench`: Tickmark beside others on the same texts, in one run, written into BENCHMARKS.md.

mod figures;
mod machine;
mod table;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use self::figures::Figures;
use crate::{browsers, core, node, run, size};

/// The texts come from the same patterns as those of `cargo bench`.
#[path = "../../../benches/article.rs"]
pub mod article;

/// The seed that benches/native.rs makes its texts from.
const SEED: u64 = 7;
/// In bytes. All read the first, the second and the fourth; the others show how Tickmark's time grows.
const LENGTHS: [usize; 5] = [6_000, 100_000, 1_000_000, 5_000_000, 10_000_000];
const COMMON: [usize; 3] = [6_000, 100_000, 5_000_000];
/// As benches/peers/subjects.ts names them.
const PEERS: [&str; 6] = [
    "regex",
    "wink-nlp",
    "compromise",
    "recognizers-text-number",
    "harper.js",
    "chrono-node",
];
/// How many processes are started for the time of a cold start.
const STARTS: usize = 7;
/// One peer may take so long for all of its texts; then it is ended, and the table says so.
const PATIENCE: Duration = Duration::from_secs(90);
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
    println!("tickmark in Node");
    of_node(&mut figures, "tickmark", &LENGTHS)?;
    for peer in PEERS {
        println!("{peer} in Node");
        of_node(&mut figures, peer, &COMMON)?;
    }
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

/// One subject, each figure in a process of its own.
fn of_node(figures: &mut Figures, subject: &str, lengths: &[usize]) -> Result<()> {
    let call = |task: &str| {
        let mut command = Command::new("node");
        command.args([&format!("{SCRIPTS}/node.mjs"), task, subject]);
        command
    };
    for _ in 0..STARTS {
        figures.read(&run::output(call("cold").arg(text(LENGTHS[0])))?)?;
    }
    let weighed: &[usize] = if subject == "tickmark" {
        lengths
    } else {
        &LENGTHS[1..2]
    };
    for length in weighed {
        figures.read(&run::output(call("memory").arg(text(*length)))?)?;
    }
    let (lines, fault) = patiently(call("scan").args(lengths.iter().map(|length| text(*length))))?;
    figures.read(&lines)?;
    if let Some(fault) = fault {
        figures.give_up(subject, fault);
    }
    Ok(())
}

/// What a program printed until its end, or until it was ended for taking too long; and why it did not end well.
fn patiently(command: &mut Command) -> Result<(String, Option<String>)> {
    let path = Path::new(OUT).join("lines.jsonl");
    let out = File::create(&path).with_context(|| path.display().to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .spawn()
        .context("cannot start node")?;
    let begun = Instant::now();
    let fault = loop {
        if let Some(status) = child.try_wait()? {
            break (!status.success()).then(|| format!("failed ({status})"));
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            break Some(format!("not done within {} s", PATIENCE.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    Ok((std::fs::read_to_string(&path)?, fault))
}
