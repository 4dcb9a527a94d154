//! The page: dist/web holds all that a static server has to serve.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::{core, demo, node, run};

const OUT: &str = "dist/web";
/// Copied as they are.
const STATIC: [&str; 5] = [
    "index.html",
    "style.css",
    "desk.css",
    "print.css",
    "icon.svg",
];

/// Builds core and page.
pub fn build() -> Result<()> {
    node::install()?;
    core::build()?;
    let out = Path::new(OUT);
    if out.exists() {
        std::fs::remove_dir_all(out).with_context(|| format!("cannot empty {OUT}"))?;
    }
    std::fs::create_dir_all(out)?;
    run::run(node::tool("esbuild")?.args([
        "main=www/web/main.ts",
        "worker=www/engine/worker.ts",
        "reader=www/web/readers/worker.ts",
        "--bundle",
        // The readers of Word and PDF files are chunks of their own, loaded when one is opened.
        "--splitting",
        "--chunk-names=[name]-[hash]",
        "--format=esm",
        "--target=es2022",
        "--loader:.txt=text",
        "--minify-syntax",
        "--log-level=warning",
        "--outdir=dist/web",
    ]))?;
    for name in STATIC {
        std::fs::copy(Path::new("www/web").join(name), out.join(name))
            .with_context(|| format!("www/web/{name}"))?;
    }
    std::fs::copy(
        Path::new(core::FOLDER).join("tickmark_bg.wasm"),
        out.join("tickmark.wasm"),
    )?;
    println!("page: {OUT}");
    Ok(())
}

/// Builds the page and serves it until it is stopped.
pub fn serve(port: u16) -> Result<()> {
    // Ask before the build, so that a busy port is said at once.
    drop(
        TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("port {port} is not free; name another with --port"))?,
    );
    build()?;
    demo::build()?;
    println!("Tickmark is at http://127.0.0.1:{port}/ (stop it with Ctrl-C)");
    let mut server = node::tool("esbuild")?
        .args([
            format!("--servedir={OUT}"),
            format!("--serve=127.0.0.1:{port}"),
            "--log-level=warning".to_owned(),
        ])
        .stdin(Stdio::piped())
        .spawn()
        .context("cannot start esbuild")?;
    // esbuild serves as long as its input is open, which in a script or in the background ours is not. This end is
    // held until the server ends, and closes with this process.
    let input = server.stdin.take();
    let status = server.wait()?;
    drop(input);
    if !status.success() {
        bail!("the server stopped ({status})");
    }
    Ok(())
}
