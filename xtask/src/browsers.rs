//! The two browsers that the page is tested in.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::debian;

/// Paths of Chromium and Firefox.
pub struct Browsers {
    pub chrome: PathBuf,
    pub firefox: PathBuf,
}

const CHROME: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Takes the browsers from CHROME and FIREFOX, else from the path, else installs Debian's where that may be done.
pub fn find() -> Result<Browsers> {
    let missing = [
        ("CHROME", &CHROME[..], "chromium"),
        ("FIREFOX", &FIREFOX[..], "firefox-esr"),
    ];
    let missing: Vec<&str> = missing
        .iter()
        .filter(|(variable, names, _)| browser(variable, names).is_none())
        .map(|(.., package)| *package)
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    match (browser("CHROME", &CHROME), browser("FIREFOX", &FIREFOX)) {
        (Some(chrome), Some(firefox)) => Ok(Browsers { chrome, firefox }),
        _ => bail!(
            "Chromium or Firefox is missing; install them, or set CHROME and FIREFOX to their paths"
        ),
    }
}

fn browser(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(PathBuf::from(path)).filter(|path| path.exists());
    }
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|path| path.exists())
    })
}

fn install(packages: &[&str]) -> Result<()> {
    let named = std::env::var_os("CHROME").is_some() || std::env::var_os("FIREFOX").is_some();
    if named || !debian::can_install() {
        bail!(
            "{} is missing; install it, or set CHROME and FIREFOX to the browsers' paths",
            packages.join(" and ")
        );
    }
    debian::install(packages)
}
