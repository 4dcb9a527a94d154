//! Node and its packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run;

/// The oldest Node that is tested.
const MAJOR: u32 = 20;

/// Installs the packages of package-lock.json, where they are not the installed ones already.
pub fn install() -> Result<()> {
    let version = run::output(Command::new("node").arg("--version"));
    let version = version.context("Node is missing; install Node 20 or newer")?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < MAJOR) {
        bail!("Node {version} is too old; install Node {MAJOR} or newer");
    }
    install_in(Path::new("."), &[])
}

/// Installs the packages of a folder's package-lock.json, where they are not the installed ones already.
pub fn install_in(folder: &Path, options: &[&str]) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).with_context(|| lock.display().to_string())?;
    let stamp = folder.join("node_modules/.tickmark-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .args(options)
            .current_dir(folder),
    )?;
    Ok(std::fs::write(stamp, wanted)?)
}

/// A program of an installed package.
pub fn tool(name: &str) -> Result<Command> {
    let path: PathBuf = Path::new("node_modules/.bin").join(name);
    if !path.exists() {
        bail!("{} is missing; run `npm ci`", path.display());
    }
    Ok(Command::new(path.canonicalize()?))
}
