//! The browser extension: one source, a package for Chromium and one for Firefox, ready for their stores.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::{browsers, core, node, run, test, zip};

const SOURCE: &str = "www/extension";
const BROWSERS: [&str; 2] = ["chromium", "firefox"];
/// Bundled each by itself: a content script is no module.
const SCRIPTS: [&str; 4] = ["content", "always", "inpage", "background"];
/// Run in the extension's own pages.
const PAGES: [&str; 2] = ["panel", "options"];
const COPIED: [&str; 7] = [
    "panel.html",
    "options.html",
    "panel.css",
    "icon-16.png",
    "icon-32.png",
    "icon-48.png",
    "icon-128.png",
];
/// Left out of the source archive where git is not there to say what is source.
const NO_SOURCE: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// Builds the core and both packages.
pub fn build() -> Result<()> {
    node::install()?;
    core::build()?;
    pack()
}

/// Tries the extension on the saved pages of `folder`.
pub fn pages(folder: &Path, only: Option<&str>) -> Result<()> {
    if !folder.join("html").is_dir() {
        bail!("{} holds no folder html", folder.display());
    }
    let browsers = browsers::find()?;
    build()?;
    let files = test::bundle("tests/browser", "pages.ts")?;
    run::run(
        Command::new("node")
            .args(files)
            .arg(folder)
            .args(only)
            .env("CHROME", browsers.chrome)
            .env("FIREFOX", browsers.firefox),
    )
}

/// Makes both packages of the core that was built last.
pub fn pack() -> Result<()> {
    let version = version()?;
    for browser in BROWSERS {
        let out = PathBuf::from(format!("dist/extension-{browser}"));
        if out.exists() {
            fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
        }
        fs::create_dir_all(&out)?;
        bundle(&out)?;
        for name in COPIED {
            fs::copy(Path::new(SOURCE).join(name), out.join(name))
                .with_context(|| format!("{SOURCE}/{name}"))?;
        }
        // The panel is the page's panel, in the page's clothes.
        fs::copy("www/web/style.css", out.join("style.css")).context("www/web/style.css")?;
        fs::copy(
            Path::new(core::FOLDER).join("tickmark_bg.wasm"),
            out.join("tickmark.wasm"),
        )?;
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            fs::copy(licence, out.join(licence)).context(licence)?;
        }
        let manifest = serde_json::to_string_pretty(&manifest(browser, &version)?)?;
        fs::write(out.join("manifest.json"), manifest + "\n")?;
        let archive = PathBuf::from(format!("dist/tickmark-{browser}-{version}.zip"));
        zip::write(&archive, &out, &zip::files(&out)?)?;
        println!("extension: {} and {}", out.display(), archive.display());
    }
    let archive = PathBuf::from(format!("dist/tickmark-source-{version}.zip"));
    zip::write(&archive, Path::new("."), &sources()?)?;
    fs::copy("docs/firefox-build-notes.md", "dist/firefox-build-notes.md")
        .context("docs/firefox-build-notes.md")?;
    println!(
        "for Firefox reviewers: {} and dist/firefox-build-notes.md",
        archive.display()
    );
    Ok(())
}

fn bundle(out: &Path) -> Result<()> {
    let common = [
        "--bundle",
        "--target=es2022",
        "--charset=utf8",
        "--log-level=warning",
    ];
    let outdir = format!("--outdir={}", out.display());
    let path = |name: &&str| format!("{SOURCE}/{name}.ts");
    run::run(
        node::tool("esbuild")?
            .args(SCRIPTS.iter().map(path))
            .args(common)
            // An error of the glue names its own address; no script of ours has one that it needs.
            .args([
                "--format=iife",
                "--define:import.meta.url=\"\"",
                "--log-override:empty-import-meta=silent",
            ])
            .arg(&outdir),
    )?;
    run::run(
        node::tool("esbuild")?
            .args(PAGES.iter().map(path))
            .args(common)
            .arg("--format=esm")
            .arg(&outdir),
    )
}

/// The common manifest with what a browser has of its own. A list of a browser replaces the common one.
fn manifest(browser: &str, version: &str) -> Result<Value> {
    let mut manifest = object("manifest.json")?;
    manifest.insert("version".into(), version.into());
    manifest.extend(object(&format!("manifest.{browser}.json"))?);
    Ok(Value::Object(manifest))
}

fn object(name: &str) -> Result<Map<String, Value>> {
    let path = Path::new(SOURCE).join(name);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// The core's version is the extension's.
pub fn version() -> Result<String> {
    let manifest = fs::read_to_string("Cargo.toml").context("Cargo.toml")?;
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|rest| rest.strip_suffix('"'));
    Ok(version.context("Cargo.toml names no version")?.to_owned())
}

fn sources() -> Result<Vec<PathBuf>> {
    let listed = run::output(Command::new("git").args(["ls-files", "-co", "--exclude-standard"]));
    let files: Vec<PathBuf> = match listed {
        Ok(names) => {
            let mut files: Vec<PathBuf> = names.lines().map(PathBuf::from).collect();
            files.retain(|file| file.is_file());
            files.sort();
            files
        }
        Err(_) => {
            let mut files = Vec::new();
            for entry in fs::read_dir(".")? {
                let name = entry?.file_name();
                if NO_SOURCE.iter().any(|left| name == *left) {
                    continue;
                }
                let path = PathBuf::from(&name);
                if path.is_dir() {
                    files.extend(zip::files(&path)?.into_iter().map(|file| path.join(file)));
                } else {
                    files.push(path);
                }
            }
            files.sort();
            files
        }
    };
    if files.is_empty() {
        bail!("there is no source to pack");
    }
    Ok(files)
}
