//! The command line: `tickmark scan`.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// The command line is not for the browser; cargo builds every target of a package all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}
