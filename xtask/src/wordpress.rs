//! The WordPress plugin: dist/wordpress/tickmark, and a zip of it to upload.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{core, extension, node, run, zip};

const SOURCE: &str = "www/embed/wordpress";
const OUT: &str = "dist/wordpress";
/// The plugin's folder in the zip is its name in WordPress.
const NAME: &str = "tickmark";
/// Plain scripts, as WordPress loads them; its own scripts are globals.
const SCRIPTS: [&str; 2] = ["block-editor", "classic-editor"];
/// Stands for the version in the PHP files and in readme.txt.
const VERSION: &str = "@version@";

/// Builds the core and the plugin.
pub fn build() -> Result<()> {
    node::install()?;
    core::build()?;
    pack()
}

/// Makes the plugin of the core that was built last.
pub fn pack() -> Result<()> {
    if Path::new(OUT).exists() {
        fs::remove_dir_all(OUT).with_context(|| format!("cannot empty {OUT}"))?;
    }
    let version = extension::version()?;
    let out = Path::new(OUT).join(NAME);
    let assets = out.join("assets");
    fs::create_dir_all(&assets)?;
    let source = Path::new(SOURCE).join("plugin");
    for file in zip::files(&source)? {
        let text =
            fs::read_to_string(source.join(&file)).with_context(|| file.display().to_string())?;
        let target = out.join(&file);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(target, text.replace(VERSION, &version))?;
    }
    run::run(
        node::tool("esbuild")?
            .args(SCRIPTS.iter().map(|name| format!("{SOURCE}/{name}.ts")))
            .args([
                "--bundle",
                "--format=iife",
                "--target=es2022",
                "--charset=utf8",
                // WordPress finds the texts to translate by their calls; names may be shortened, calls not.
                "--minify-syntax",
                "--log-level=warning",
                // The engine's default address, which the plugin never uses: it names its own.
                "--define:import.meta.url=document.baseURI",
            ])
            .arg(format!("--outdir={}", assets.display())),
    )?;
    run::run(node::tool("esbuild")?.args([
        "www/embed/worker.ts",
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--charset=utf8",
        "--minify-syntax",
        "--log-level=warning",
        &format!("--outdir={}", assets.display()),
    ]))?;
    fs::write(assets.join("panel.css"), style()?)?;
    fs::copy(
        Path::new(core::FOLDER).join("tickmark_bg.wasm"),
        assets.join("tickmark.wasm"),
    )?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(licence, out.join(licence)).context(licence)?;
    }
    let archive = PathBuf::from(format!("dist/tickmark-wordpress-{version}.zip"));
    let files = zip::files(Path::new(OUT))?;
    zip::write(&archive, Path::new(OUT), &files)?;
    println!("wordpress: {} and {}", out.display(), archive.display());
    Ok(())
}

/// The page's clothes, for a shadow tree.
fn style() -> Result<String> {
    let mut style = String::new();
    for path in ["www/web/style.css", &format!("{SOURCE}/panel.css")] {
        style += &fs::read_to_string(path).with_context(|| path.to_owned())?;
    }
    if !style.contains(":root") {
        bail!("www/web/style.css defines no colours on :root");
    }
    Ok(style.replace(":root", ":host"))
}
