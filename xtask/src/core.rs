//! The core as WebAssembly: target/wasm-bindgen holds `tickmark.js`, its types and `tickmark_bg.wasm`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::{node, run, size};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where the built module lies.
pub const FOLDER: &str = "target/wasm-bindgen";

/// Builds the module, says how large it is and fails where it is too large to be shipped.
pub fn build() -> Result<()> {
    make()?;
    size::check(&std::fs::read(Path::new(FOLDER).join("tickmark_bg.wasm"))?)
}

/// Builds the module, of whatever size.
pub fn make() -> Result<()> {
    make_in(&run::root())
}

/// Builds the module of the sources in `root`, below that folder.
pub fn make_in(root: &Path) -> Result<()> {
    add_target()?;
    run::run(
        run::cargo()
            .current_dir(root)
            // Not of the task that is running: it is the other folder's.
            .env("CARGO_TARGET_DIR", root.join("target"))
            .args([
                "rustc",
                "--quiet",
                "--profile",
                "wasm",
                "--lib",
                "--package",
                "tickmark",
                "--target",
                TARGET,
                // No Rust library beside it, for which every public function would be kept as others may call it, whole and
                // with all its arguments: 7.2 kB more, gzipped.
                "--crate-type",
                "cdylib",
            ])
            .env("CARGO_ENCODED_RUSTFLAGS", flags(root)?),
    )?;
    let built = root.join("target").join(TARGET).join("wasm/tickmark.wasm");
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_path(&built)
        .web(true)
        // The glue can begin again with a fresh instance: after a trap, and to give memory back.
        .and_then(|bindgen| {
            bindgen
                .typescript(true)
                .reset_state_function(true)
                .generate(&folder)
        })
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    optimise(&folder.join("tickmark_bg.wasm"))
}

/// The compiler's flags, as cargo takes them: apart by the unit separator, so that a path may have spaces.
fn flags(root: &Path) -> Result<OsString> {
    let mut flags = OsString::from(
        // memchr searches with 128-bit vectors; every browser with the Highlight API has them.
        "-Ctarget-feature=+simd128",
    );
    // Of functions that are called in many places one copy more often. The compiler's own measures are 225, and 325 for the
    // standard library's small ones and for closures. ARCHITECTURE.md has what others take and cost.
    flags.push("\u{1f}-Cllvm-args=-inline-threshold=25");
    flags.push("\u{1f}-Cllvm-args=-inlinehint-threshold=100");
    // Loops over a sentence's few tokens gain nothing by vectors, and each comes twice with them.
    flags.push("\u{1f}-Cno-vectorize-loops");
    flags.push("\u{1f}-Cno-vectorize-slp");
    // Panics name the files that they come from; the folders of this machine have no place in what is shipped.
    let cargo_home = match std::env::var_os("CARGO_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => std::env::home_dir()
            .context("CARGO_HOME is not set and there is no home folder")?
            .join(".cargo"),
    };
    for (folder, name) in [(cargo_home, "cargo"), (root.to_owned(), "tickmark")] {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder);
        flags.push(format!("={name}"));
    }
    Ok(flags)
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
            // For size: 0.8 kB gzipped less than with -O3, which is no faster (6 and 100 KB in Node, by turns).
            .args(["-Oz", "--converge"])
            // Nothing lies in the first kilobyte: the stack grows down to it. So a pointer and what is added to it are one
            // instruction: 1.6 kB less.
            .arg("--low-memory-unused")
            // A large function with few locals is shorter than one that holds all of another one's: 1.1 kB less.
            .args(["--one-caller-inline-max-function-size", "20"])
            // Which functions write what is asked of the whole module: 0.1 kB less.
            .arg("--generate-global-effects")
            // One segment of data instead of a thousand: zeros compress better than the headers between them.
            .arg("--skip-pass=memory-packing")
            // They name the tools that built the module, and nobody reads them.
            .args(["--strip-producers", "--strip-target-features"])
            .args(features)
            .arg(module)
            .arg("-o")
            .arg(module),
    )
}
