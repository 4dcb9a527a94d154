//! What is denied before a test is run.

use anyhow::Result;

use crate::{core, run, supply};

/// rustfmt, clippy, and the code of others.
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
    ]))?;
    // The fuzz targets are of a workspace of their own. Nothing is linked, so that libFuzzer need not be built.
    run::run(
        run::cargo()
            .args(["clippy", "--quiet", "--manifest-path=fuzz/Cargo.toml"])
            .args(["--target-dir=target", "--locked", "--", "-D", "warnings"])
            .env("CUSTOM_LIBFUZZER_PATH", "fuzz/no-libfuzzer.a"),
    )?;
    supply::all()
}
