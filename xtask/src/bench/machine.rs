//! Where and with what it was measured.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browsers::Browsers;
use crate::run;

/// The load of the last minute, where the system tells it.
pub fn load() -> Option<String> {
    let load = std::fs::read_to_string("/proc/loadavg").ok()?;
    load.split(' ').next().map(str::to_owned)
}

/// Lines of Markdown: date, machine, versions and load.
pub fn describe(
    browsers: &Browsers,
    packages: &str,
    before: Option<String>,
    minutes: f64,
) -> Result<String> {
    let date = run::output(Command::new("date").args(["-u", "+%Y-%m-%d %H:%M UTC"]))?;
    let commit =
        run::output(Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=12"]))
            .unwrap_or_else(|_| "unknown".into());
    let version = |program: &str| {
        run::output(
            Command::new(program)
                .arg("--version")
                .stderr(std::process::Stdio::null()),
        )
    };
    let chrome = version(&browsers.chrome.to_string_lossy())?;
    let firefox = version(&browsers.firefox.to_string_lossy())?;
    let manifest = format!("{packages}/package.json");
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(&manifest)?)?;
    let peers = manifest["dependencies"].as_object().context("no peers")?;
    let peers: Vec<String> = peers
        .iter()
        .map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or("?")))
        .collect();
    let lines = [
        format!("- Date: {date}, commit {commit}; the run took {minutes:.0} minutes"),
        format!("- Machine: {}", machine()),
        format!(
            "- Load of the last minute: {} before the run, {} at its end; the run keeps 1 to 2 cores busy itself",
            before.as_deref().unwrap_or("unknown"),
            load().as_deref().unwrap_or("unknown")
        ),
        format!(
            "- {}, Node {}, {chrome}, {firefox}",
            version("rustc")?,
            version("node")?
        ),
        format!("- {}", peers.join(", ")),
    ];
    Ok(lines.join("\n"))
}

fn machine() -> String {
    let line = |path: &str, name: &str| {
        let text = std::fs::read_to_string(path).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?.to_owned();
        line.split_once(':').map(|(_, rest)| rest.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let processor =
        line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = line("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".into());
    let system = std::env::consts::OS;
    let kernel = run::output(Command::new("uname").arg("-r")).unwrap_or_default();
    format!("{processor}, {cores} cores, memory {memory}, {system} {kernel}")
}
