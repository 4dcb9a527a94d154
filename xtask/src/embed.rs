//! The npm package: dist/embed is what would be published.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{core, node, run};

const SOURCE: &str = "www/embed";
/// Where the package lies.
pub const OUT: &str = "dist/embed";
/// Entries that share their code.
const ENTRIES: [&str; 1] = ["index"];

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
    run::run(
        node::tool("esbuild")?
            .args(ENTRIES.iter().map(|name| format!("{SOURCE}/{name}.ts")))
            .args([
                "--bundle",
                "--splitting",
                "--chunk-names=[name]-[hash]",
                "--format=esm",
                "--target=es2022",
                "--charset=utf8",
                "--log-level=warning",
                "--outdir=dist/embed",
            ]),
    )?;
    fs::copy(
        Path::new(core::FOLDER).join("tickmark_bg.wasm"),
        out.join("tickmark.wasm"),
    )?;
    println!("embed: {OUT}");
    Ok(())
}
