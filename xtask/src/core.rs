//! The core as WebAssembly: target/wasm-bindgen holds `tickmark.js`, its types and `tickmark_bg.wasm`.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use wasm_bindgen_cli_support::Bindgen;

use crate::{node, run};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where the built module lies.
pub const FOLDER: &str = "target/wasm-bindgen";

/// Builds the module and says how large it is.
pub fn build() -> Result<()> {
    add_target()?;
    run::run(
        run::cargo()
            .args([
                "build",
                "--quiet",
                "--profile",
                "wasm",
                "--lib",
                "--package",
                "tickmark",
                "--target",
                TARGET,
            ])
            // memchr and regex search with 128-bit vectors; every browser with the Highlight API has them.
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                "-C target-feature=+simd128",
            ),
    )?;
    let built = Path::new("target").join(TARGET).join("wasm/tickmark.wasm");
    std::fs::create_dir_all(FOLDER)?;
    Bindgen::new()
        .input_path(&built)
        .web(true)
        // The glue can begin again with a fresh instance: after a trap, and to give memory back.
        .and_then(|bindgen| {
            bindgen
                .typescript(true)
                .reset_state_function(true)
                .generate(FOLDER)
        })
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    let module = Path::new(FOLDER).join("tickmark_bg.wasm");
    optimise(&module)?;
    let bytes = std::fs::read(&module)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&bytes)?;
    println!(
        "core: {} bytes of WebAssembly, {} gzipped",
        bytes.len(),
        gzip.finish()?.len()
    );
    Ok(())
}

/// Adds the wasm target of the toolchain in use, where it is missing.
pub fn add_target() -> Result<()> {
    let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .exists()
    {
        return Ok(());
    }
    // `target add` works where installing toolchains is switched off.
    run::run(Command::new("rustup").args(["target", "add", TARGET])).context(
        "the wasm32-unknown-unknown target is missing; install rustup, or the target by hand",
    )
}

/// wasm-opt of the npm package binaryen, in place.
fn optimise(module: &Path) -> Result<()> {
    let features = [
        "--enable-simd",
        "--enable-bulk-memory",
        "--enable-nontrapping-float-to-int",
        "--enable-sign-ext",
        "--enable-mutable-globals",
        "--enable-reference-types",
        "--enable-multivalue",
    ];
    run::run(
        node::tool("wasm-opt")?
            .arg("-O3")
            .args(features)
            .arg(module)
            .arg("-o")
            .arg(module),
    )
}
