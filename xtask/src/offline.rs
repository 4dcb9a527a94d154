//! The page's service worker, which knows every file of the page by the hash of its bytes.

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::{node, run};

/// Digits of the name of a build.
const NAME: usize = 16;

/// Writes `service-worker.js` for all files that lie in `out`, folders left aside.
pub fn write(out: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(out)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(entry.path()).with_context(|| name.clone())?;
        let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)));
        // Servers send a request for index.html on to its folder.
        let path = match name.as_str() {
            "index.html" => "./".to_owned(),
            _ => name,
        };
        files.push((path, integrity));
    }
    files.sort();
    let list = serde_json::to_string(&files)?;
    let build: String = Sha256::digest(&list)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    run::run(node::tool("esbuild")?.args([
        "www/web/service-worker.ts",
        "--bundle",
        "--format=iife",
        "--target=es2022",
        "--minify-syntax",
        "--log-level=warning",
        &format!("--define:FILES={list}"),
        &format!("--define:BUILD=\"{}\"", &build[..NAME]),
        &format!("--outfile={}", out.join("service-worker.js").display()),
    ]))
}
