//! The page: dist/web holds all that a static server has to serve.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{core, demo, node, offline, run};

const OUT: &str = "dist/web";
/// Bytes of JavaScript, gzipped, that the page may load before a file is opened.
const BUDGET: usize = 120_000;
/// What the names of scripts begin with that are loaded with the first file of their kind.
const READER: &str = "reader";
/// Copied as they are.
const STATIC: [&str; 9] = [
    "index.html",
    "style.css",
    "desk.css",
    "print.css",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "manifest.webmanifest",
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
    // Each of what the first marks wait for is one file: a chunk that several share is asked for only when the first of them has
    // come, by the page and again by its Worker. The whole is no larger for what is in both.
    // Only start.js, which the page asks for by itself, is not bundled into main.js a second time.
    bundle(
        &[
            "main=www/web/main.ts",
            "start=www/web/start.ts",
            "worker=www/engine/worker.ts",
        ],
        &["--external:./start*.js"],
    )?;
    // The readers of Word and PDF files are chunks of their own, loaded when one is opened.
    bundle(
        &["reader=www/web/readers/worker.ts"],
        &["--splitting", "--chunk-names=reader-[name]-[hash]"],
    )?;
    for name in STATIC {
        std::fs::copy(Path::new("www/web").join(name), out.join(name))
            .with_context(|| format!("www/web/{name}"))?;
    }
    std::fs::copy(
        Path::new(core::FOLDER).join("tickmark_bg.wasm"),
        out.join("tickmark.wasm"),
    )?;
    check_size(out)?;
    // The last: it writes down what is there.
    offline::write(out)?;
    println!("page: {OUT}");
    Ok(())
}

fn bundle(entries: &[&str], options: &[&str]) -> Result<()> {
    run::run(node::tool("esbuild")?.args(entries).args(options).args([
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--loader:.txt=text",
        "--minify-syntax",
        "--log-level=warning",
        "--outdir=dist/web",
    ]))
}

/// Fails where the page's own scripts have outgrown their budget. What reads files is loaded when one is opened, and
/// does not count.
fn check_size(out: &Path) -> Result<()> {
    let mut total = 0;
    for entry in std::fs::read_dir(out)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".js") || name.starts_with(READER) {
            continue;
        }
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&std::fs::read(&path)?)?;
        total += gzip.finish()?.len();
    }
    println!("page: {total} bytes of JavaScript gzipped, of {BUDGET}");
    if total > BUDGET {
        bail!("the page's JavaScript is {total} bytes gzipped, more than {BUDGET}");
    }
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
