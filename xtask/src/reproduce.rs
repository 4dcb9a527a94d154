//! Whether the core is the same bytes wherever it is built: who doubts what is shipped can build it and compare.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, bail};

use crate::{core, run};

/// What is compared: the module and its glue.
const BUILT: [&str; 2] = ["tickmark_bg.wasm", "tickmark.js"];

/// Builds the core here and there, and compares.
pub fn check() -> Result<()> {
    let copy = begin();
    let here = core::make();
    copy.compare(here)
}

/// The build of the copy, which goes on beside others: the linking of either takes one processor.
pub struct Copy(JoinHandle<Result<PathBuf>>);

/// Builds the core a second time, from a clean copy of the tracked files in a folder of another name and depth.
pub fn begin() -> Copy {
    Copy(thread::spawn(build_copy))
}

fn build_copy() -> Result<PathBuf> {
    let root = run::root();
    let copy = root.join("target/reproduce/another folder");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    let tracked = run::output(
        Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(&root),
    )?;
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        let to = copy.join(file);
        std::fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        std::fs::copy(root.join(file), &to).with_context(|| file.to_owned())?;
    }
    core::make_in(&copy)?;
    Ok(copy)
}

impl Copy {
    /// Waits for the copy, and fails where it differs from the one that is built here; `here` is how that build ended.
    pub fn compare(self, here: Result<()>) -> Result<()> {
        let copy = self.0.join();
        here?;
        let copy = copy.map_err(|_| anyhow!("the build of the copy has panicked"))??;
        compare(&copy)
    }
}

fn compare(copy: &Path) -> Result<()> {
    let root = run::root();
    for name in BUILT {
        let read = |root: &Path| std::fs::read(root.join(core::FOLDER).join(name));
        let (here, there) = (read(&root)?, read(copy)?);
        if here != there {
            let at = here.iter().zip(&there).position(|(a, b)| a != b);
            bail!(
                "{name} is not the same from another folder: {} and {} bytes, which differ from byte {} on",
                here.len(),
                there.len(),
                at.unwrap_or(here.len().min(there.len()))
            );
        }
    }
    std::fs::remove_dir_all(copy)?;
    println!("the core is the same bytes from two folders");
    Ok(())
}
