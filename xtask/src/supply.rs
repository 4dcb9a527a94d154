//! The code of others: where it comes from, under which licence, and why it is here.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::run;

/// The version that deny.toml is written for.
const CARGO_DENY: &str = "0.20.2";
/// Where cargo-deny is installed where it is missing.
const TOOLS: &str = "target/tools";
/// Says of each direct dependency why it is there.
const LIST: &str = "docs/DEPENDENCIES.md";

/// Every rule.
pub fn all() -> Result<()> {
    let locks = tracked("package-lock.json")?;
    for lock in &locks {
        integrity(lock)?;
    }
    reasons(&locks)?;
    // Last, as it may have to be built first.
    deny()
}

/// Files of this name that belong to the project.
fn tracked(name: &str) -> Result<Vec<String>> {
    let list =
        run::output(Command::new("git").args(["ls-files", "--", name, &format!("*/{name}")]))?;
    ensure!(!list.is_empty(), "git knows of no {name}");
    Ok(list.lines().map(str::to_owned).collect())
}

fn json(path: &str) -> Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    serde_json::from_str(&text).with_context(|| path.to_owned())
}

/// Each package of a lockfile is known by a hash, and none by the place that it once came from.
fn integrity(lock: &str) -> Result<()> {
    let lock_file = json(lock)?;
    let packages = lock_file["packages"].as_object();
    let packages = packages.with_context(|| format!("{lock} has no packages"))?;
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let local = package["link"].as_bool() == Some(true) || !name.contains("node_modules/");
        if local {
            continue;
        }
        let hash = package["integrity"].as_str().unwrap_or_default();
        // What lies inside another package has that one's hash.
        let inside = package["inBundle"].as_bool() == Some(true);
        ensure!(
            inside || hash.starts_with("sha512-"),
            "{lock}: {name} has no sha512 integrity; write the lockfile anew with `npm install --package-lock-only`"
        );
        if let Some(from) = package["resolved"].as_str() {
            bail!("{lock}: {name} names the place {from}; .npmrc keeps that out of lockfiles");
        }
    }
    Ok(())
}

/// A direct dependency, with its licence.
type Direct = BTreeMap<String, String>;

/// The list has a line for each direct dependency, with its licence and a reason, and no line for what is none.
fn reasons(locks: &[String]) -> Result<()> {
    let text = std::fs::read_to_string(LIST).context(LIST)?;
    let mut listed: Direct = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, licence, reason] = cells[..] else {
            bail!("{LIST}: a line has name, licence and reason: {line}");
        };
        ensure!(!reason.is_empty(), "{LIST}: {name} has no reason");
        let known = listed.insert(name.trim_matches('`').to_owned(), licence.to_owned());
        ensure!(known.is_none(), "{LIST}: {name} has two lines");
    }
    let mut wanted = crates("Cargo.toml")?;
    wanted.extend(crates("fuzz/Cargo.toml")?);
    for lock in locks {
        wanted.extend(packages(lock)?);
    }
    for (name, licence) in &wanted {
        match listed.get(name) {
            None => bail!("{LIST}: say why {name} ({licence}) is there"),
            Some(said) if said != licence => {
                bail!("{LIST}: {name} is under {licence}, not {said}")
            }
            Some(_) => {}
        }
    }
    if let Some(name) = listed.keys().find(|name| !wanted.contains_key(*name)) {
        bail!("{LIST}: nothing uses {name}; strike it");
    }
    Ok(())
}

/// The crates that a workspace's own manifests name.
fn crates(manifest: &str) -> Result<Direct> {
    let metadata = run::output(
        run::cargo()
            .args(["metadata", "--format-version=1", "--locked", "--quiet"])
            .arg(format!("--manifest-path={manifest}")),
    )?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let is_own = |package: &Value| package["source"].is_null();
    let mut found = BTreeMap::new();
    for own in packages.iter().filter(|package| is_own(package)) {
        for dependency in list(&own["dependencies"]) {
            let named = packages
                .iter()
                .find(|package| package["name"] == dependency["name"]);
            let Some(package) = named.filter(|package| !is_own(package)) else {
                continue;
            };
            // The older way to write "or".
            let licence = text(&package["license"]).replace('/', " OR ");
            found.insert(text(&package["name"]), licence);
        }
    }
    Ok(found)
}

/// The packages that the package.json beside a lockfile names.
fn packages(lock: &str) -> Result<Direct> {
    let lock_file = json(lock)?;
    let mut found = BTreeMap::new();
    for kind in ["dependencies", "devDependencies", "peerDependencies"] {
        for name in lock_file["packages"][""][kind]
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys())
        {
            let package = &lock_file["packages"][format!("node_modules/{name}")];
            if package["link"].as_bool() == Some(true) {
                continue;
            }
            let licence = package["license"]
                .as_str()
                .unwrap_or("no licence that it names");
            found.insert(name.clone(), licence.to_owned());
        }
    }
    Ok(found)
}

/// Licences, sources and what may never come in, by cargo-deny. It is built where it is missing, which takes minutes, and
/// kept with the other built things.
fn deny() -> Result<()> {
    let version = |program: &Path| {
        let output = Command::new(program).arg("--version").output().ok()?;
        String::from_utf8(output.stdout).ok()
    };
    let wanted = format!("cargo-deny {CARGO_DENY}");
    let own = Path::new(TOOLS).join("bin/cargo-deny");
    let found = [Path::new("cargo-deny"), own.as_path()]
        .into_iter()
        .find(|program| version(program).is_some_and(|version| version.trim() == wanted));
    if found.is_none() {
        println!("installing {wanted}");
        run::run(run::cargo().args([
            "install",
            "--quiet",
            // It runs twice; what optimising would save there is less than it costs.
            "--debug",
            "--locked",
            "--root",
            TOOLS,
            "cargo-deny",
            "--version",
            CARGO_DENY,
        ]))?;
    }
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        run::run(
            Command::new(found.unwrap_or(&own))
                .args(["--log-level", "error", "--workspace", "--locked"])
                .args(["--config", "deny.toml", "--manifest-path", manifest])
                .args(["check", "bans", "licenses", "sources"]),
        )?;
    }
    Ok(())
}
