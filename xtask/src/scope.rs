//! How well the scope finds the article: word F1 on saved pages, in real Chromium with the pages' scripts off.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{browsers, node, run, test};

/// Measures the pages of `folder`, which holds html/NAME.html and text/NAME.txt.
pub fn measure(folder: &Path, out: Option<&Path>) -> Result<()> {
    for part in ["html", "text"] {
        if !folder.join(part).is_dir() {
            bail!("{} holds no folder {part}", folder.display());
        }
    }
    let browsers = browsers::find()?;
    node::install()?;
    let files = test::bundle("tests/browser", "scope.ts")?;
    test::bundle_for_pages()?;
    let mut command = Command::new("node");
    command.args(files).arg(folder).args(out);
    run::run(
        command
            .env("CHROME", browsers.chrome)
            .env("FIREFOX", browsers.firefox),
    )
}
