//! What is denied before a test is run.

use anyhow::Result;

use crate::{core, run};

/// rustfmt and clippy.
pub fn all() -> Result<()> {
    core::add_target()?;
    run::run(run::cargo().args(["fmt", "--all", "--check"]))?;
    run::run(run::cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    run::run(run::cargo().args([
        "clippy",
        "--quiet",
        "--package",
        "tickmark",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ]))
}
