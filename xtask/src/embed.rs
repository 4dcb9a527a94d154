//! The npm package: dist/embed is what would be published.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::{core, extension, node, run};

const SOURCE: &str = "www/embed";
/// Where the package lies.
pub const OUT: &str = "dist/embed";
/// Entries of the package that share their code.
const ENTRIES: [&str; 2] = ["index", "elements"];
/// How whatever shows the panel is bundled.
pub const COMMON: [&str; 6] = [
    "--bundle",
    "--target=es2022",
    "--charset=utf8",
    "--loader:.css=text",
    // The panel is the page's panel, in the page's clothes.
    "--alias:tickmark:style.css=./www/web/style.css",
    "--log-level=warning",
];

/// Builds the core and the package.
pub fn build() -> Result<()> {
    node::install()?;
    core::build()?;
    pack()
}

/// Makes the package of the core that was built last.
pub fn pack() -> Result<()> {
    let out = Path::new(OUT);
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("cannot empty {OUT}"))?;
    }
    fs::create_dir_all(out)?;
    let path = |name: &&str| format!("{SOURCE}/{name}.ts");
    let esm = ["--format=esm".to_owned(), format!("--outdir={OUT}")];
    run::run(
        node::tool("esbuild")?
            .args(ENTRIES.iter().map(path))
            .args(COMMON)
            .args(&esm)
            .args(["--splitting", "--chunk-names=shared-[hash]"]),
    )?;
    // One file by itself, so that a bundler may copy it as it is.
    run::run(
        node::tool("esbuild")?
            .arg(path(&"worker"))
            .args(COMMON)
            .args(&esm),
    )?;
    run::run(
        node::tool("esbuild")?
            .arg(path(&"script"))
            .args(COMMON)
            .args([
                "--format=iife",
                "--minify",
                // A script that is no module has no address of its own; its tag has.
                "--define:import.meta.url=\"\"",
                "--log-override:empty-import-meta=silent",
            ])
            .arg(format!("--outfile={OUT}/tickmark-elements.js")),
    )?;
    run::run(node::tool("tsc")?.args(["--project", "www/embed"]))?;
    fs::copy(
        Path::new(core::FOLDER).join("tickmark_bg.wasm"),
        out.join("tickmark.wasm"),
    )?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(licence, out.join(licence)).context(licence)?;
    }
    fs::copy(Path::new(SOURCE).join("README.md"), out.join("README.md"))
        .context("www/embed/README.md")?;
    fs::write(out.join("package.json"), manifest()? + "\n")?;
    println!("embed: {OUT}");
    Ok(())
}

/// The package's manifest, with the core's version.
fn manifest() -> Result<String> {
    let path = Path::new(SOURCE).join("manifest.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let manifest: Map<String, Value> =
        serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let mut versioned = Map::new();
    versioned.insert("name".into(), "tickmark".into());
    versioned.insert("version".into(), extension::version()?.into());
    versioned.extend(manifest);
    Ok(serde_json::to_string_pretty(&Value::Object(versioned))?)
}
