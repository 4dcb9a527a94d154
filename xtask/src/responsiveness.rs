//! `cargo xtask responsiveness`: how long the page's main thread is busy at a stretch, how soon it has its first marks, and what a
//! key costs where the embed marks, written into docs/responsiveness.md.

use std::process::Command;

use anyhow::Result;

use crate::bench::article::{article, dense};
use crate::{browsers, embed, run, test, web};

/// Bytes of the text that is worked on, and the seed that it comes from.
const LENGTH: usize = 1_000_000;
const SEED: u64 = 7;
const ARTICLE: &str = "target/responsiveness.txt";
/// Bytes of the text that keys are typed into, as dense in claims as news is.
const TYPED: usize = 100_000;
const TYPED_ARTICLE: &str = "target/responsiveness-typed.txt";

/// Builds page and package and measures them in Chromium, the first marks in Firefox too. Fails where a median is above what a person notices.
pub fn measure() -> Result<()> {
    let browsers = browsers::find()?;
    web::build()?;
    embed::pack()?;
    std::fs::write(ARTICLE, dense(LENGTH, SEED))?;
    std::fs::write(TYPED_ARTICLE, article(TYPED, SEED))?;
    let files = test::bundle("tests/browser", "responsiveness.ts")?;
    run::run(
        Command::new("node")
            .args(files)
            .env("CHROME", browsers.chrome)
            .env("FIREFOX", browsers.firefox)
            .env("ARTICLE", ARTICLE)
            .env("TYPED_ARTICLE", TYPED_ARTICLE)
            .env("OUT", "docs/responsiveness.md"),
    )
}
