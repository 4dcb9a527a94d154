//! The two browsers that the page is tested in.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run;

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
    let debian = Path::new("/etc/debian_version").exists();
    let root = run::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let named = std::env::var_os("CHROME").is_some() || std::env::var_os("FIREFOX").is_some();
    if !debian || !root || named {
        bail!(
            "{} is missing; install it, or set CHROME and FIREFOX to the browsers' paths",
            packages.join(" and ")
        );
    }
    println!("installing {}", packages.join(" and "));
    run::run(Command::new("apt-get").args(["update", "-qq"]))?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages);
    run::run(
        install
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(std::process::Stdio::null()),
    )
}
