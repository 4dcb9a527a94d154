//! Running other programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The project's root, wherever the task was called from.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// Runs a program and fails where it does, naming the call.
pub fn run(command: &mut Command) -> Result<()> {
    let call = describe(command);
    let status = command
        .status()
        .with_context(|| format!("cannot start `{call}`"))?;
    if !status.success() {
        bail!("`{call}` failed ({status})");
    }
    Ok(())
}

/// What a program prints, without the line break at its end.
pub fn output(command: &mut Command) -> Result<String> {
    let call = describe(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{call}`"))?;
    if !output.status.success() {
        bail!("`{call}` failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn describe(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    parts
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The cargo that runs this task.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
