//! Debian's packages, for what a test needs and a machine lacks.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::run;

/// Whether packages can be installed: on Debian, as root.
pub fn can_install() -> bool {
    Path::new("/etc/debian_version").exists()
        && run::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs packages without what they only recommend.
pub fn install(packages: &[&str]) -> Result<()> {
    println!("installing {}", packages.join(" and "));
    update()?;
    run::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null()),
    )
}

/// Lays the files of packages under `folder`. Nothing is installed: no scripts run, no dependencies come along.
pub fn unpack(packages: &[&str], folder: &Path) -> Result<()> {
    println!("fetching {}", packages.join(" and "));
    update()?;
    let archives = folder.join("archives");
    std::fs::create_dir_all(&archives)?;
    run::run(
        Command::new("apt-get")
            // Otherwise it warns that its own user may not write here.
            .args(["download", "-qq", "-o", "APT::Sandbox::User=root"])
            .args(packages)
            .current_dir(&archives),
    )?;
    for entry in std::fs::read_dir(&archives)? {
        let archive = entry?.path();
        run::run(Command::new("dpkg-deb").arg("-x").args([&archive, folder]))?;
    }
    Ok(std::fs::remove_dir_all(&archives)?)
}

fn update() -> Result<()> {
    run::run(Command::new("apt-get").args(["update", "-qq"]))
}
