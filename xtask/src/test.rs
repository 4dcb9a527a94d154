//! Every test there is. The last to run is Node's runner, whose summary ends the output.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{browsers, core, demo, extension, node, reproduce, run, site, web, wordpress};

const OUT: &str = "target/tests";

/// Files at a time. Each has browsers, servers and folders of its own, and half of its time waits for them: on two cores two
/// take two thirds of the time of one after another. With three both were never idle where it was tried, and slow pages
/// time out.
const CONCURRENCY: &str = "--test-concurrency=2";

/// Rust, types, TypeScript, the page and the extension in both browsers; with `only`, the browser tests of the files
/// whose names hold one of its words.
pub fn run(only: &[String]) -> Result<()> {
    // First what may have to be installed, so that nothing is found missing after minutes of building.
    let browsers = browsers::find()?;
    let site = site::find()?;
    node::install()?;
    demo::install()?;
    // The growth test compiles the core to WebAssembly.
    core::add_target()?;
    if only.is_empty() {
        run::run(run::cargo().args(["test", "--quiet", "--workspace"]))?;
    } else {
        // What the engine answers is held against the command line's report.
        run::run(run::cargo().args(["build", "--quiet"]))?;
    }
    if only.is_empty() {
        let copy = reproduce::begin();
        let here = web::build();
        copy.compare(here)?;
    } else {
        web::build()?;
    }
    extension::pack()?;
    demo::build()?;
    wordpress::pack()?;
    for project in [".", demo::EDITORS] {
        run::run(node::tool("tsc")?.args(["--noEmit", "--project", project]))?;
    }
    let mut files = bundle("tests/browser", ".test.ts")?;
    if !only.is_empty() {
        files.retain(|file| only.iter().any(|word| file.contains(word.as_str())));
        if files.is_empty() {
            bail!(
                "no file of tests/browser has a name that holds {}",
                only.join(" or ")
            );
        }
    }
    bundle_for_pages()?;
    run::run(
        Command::new("node")
            .args(["--test", "--test-reporter=spec", CONCURRENCY])
            .args(files)
            .env("CHROME", browsers.chrome)
            .env("FIREFOX", browsers.firefox)
            .env("WORDPRESS", site),
    )
}

/// The picture in the README.
pub fn screenshot() -> Result<()> {
    let browsers = browsers::find()?;
    web::build()?;
    let files = bundle("tests/browser", "screenshot.ts")?;
    run::run(
        Command::new("node")
            .args(files)
            .env("CHROME", browsers.chrome)
            .env("FIREFOX", browsers.firefox),
    )
}

/// Bundles the files of `folder` that end with `ending`: Node 20 reads no TypeScript.
pub fn bundle(folder: &str, ending: &str) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(Some(name).filter(|name| name.ends_with(ending)));
    }
    if names.is_empty() {
        bail!("{folder} holds no *{ending}");
    }
    names.sort();
    let out = Path::new(OUT);
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    run::run(
        node::tool("esbuild")?
            .args(names.iter().map(|name| format!("{folder}/{name}")))
            .args([
                "--bundle",
                "--platform=node",
                "--format=esm",
                "--target=node20",
                "--packages=external",
                "--sourcemap=inline",
                "--loader:.txt=text",
                "--out-extension:.js=.mjs",
                "--log-level=warning",
            ])
            .arg(format!("--outdir={OUT}")),
    )?;
    Ok(names
        .iter()
        .map(|name| format!("{OUT}/{}", name.replace(".ts", ".mjs")))
        .collect())
}

/// What the tests run in a page, as one script: target/tests/page.js.
pub fn bundle_for_pages() -> Result<()> {
    run::run(node::tool("esbuild")?.args([
        "tests/browser/measured.ts",
        "--bundle",
        "--format=iife",
        "--global-name=tickmarkPage",
        "--target=es2022",
        "--log-level=warning",
        &format!("--outfile={OUT}/page.js"),
    ]))
}
