//! The demo of the embed: dist/web/embed holds a page with every editor, the same pages that the tests drive.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{embed, node, run};

/// Pages of the editors, and the packages that they are made of.
pub const EDITORS: &str = "tests/editors";
const SOURCE: &str = "www/embed/demo";
const OUT: &str = "dist/web/embed";

/// Builds the package of the core that was built last, and the page around it.
pub fn build() -> Result<()> {
    install()?;
    embed::pack()?;
    let out = Path::new(OUT);
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("cannot empty {OUT}"))?;
    }
    copy(Path::new(embed::OUT), &out.join("tickmark"))?;
    let names = names()?;
    bundle(&names)?;
    write_pages(&names, &out.join("editors"))?;
    fs::copy(Path::new(SOURCE).join("index.html"), out.join("index.html"))?;
    fs::copy(Path::new(SOURCE).join("style.css"), out.join("style.css"))?;
    println!("demo: {OUT}");
    Ok(())
}

/// Installs the editors, some 750 MB: apart from the packages that page and extension are built with.
pub fn install() -> Result<()> {
    // They run in browsers only: no script of theirs has to run here.
    node::install_in(Path::new(EDITORS), &["--ignore-scripts"])
}

/// The editors, by the names of their pages.
fn names() -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(Path::new(EDITORS).join("pages"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".ts").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn bundle(names: &[String]) -> Result<()> {
    run::run(
        node::tool("esbuild")?
            .args(
                names
                    .iter()
                    .map(|name| format!("{EDITORS}/pages/{name}.ts")),
            )
            .args([
                "--bundle",
                "--splitting",
                "--format=esm",
                "--target=es2022",
                "--minify",
                "--define:process.env.NODE_ENV=\"production\"",
                "--define:global=globalThis",
                "--loader:.svg=dataurl",
                "--loader:.woff2=dataurl",
                "--loader:.ttf=dataurl",
                "--log-level=warning",
                "--outdir=dist/web/embed/editors",
            ]),
    )?;
    run::run(
        node::tool("esbuild")?
            .args([
                &format!("{SOURCE}/main.ts"),
                &format!("{SOURCE}/live.ts"),
                "--format=esm",
                "--outdir=dist/web/embed",
            ])
            .args(embed::COMMON),
    )
}

/// A page for each editor, with the style sheet where the editor brought one.
fn write_pages(names: &[String], out: &Path) -> Result<()> {
    let template = fs::read_to_string(Path::new(EDITORS).join("page.html"))
        .context("tests/editors/page.html")?;
    for name in names {
        let style = if out.join(format!("{name}.css")).exists() {
            format!("<link rel=\"stylesheet\" href=\"{name}.css\">")
        } else {
            String::new()
        };
        let page = template.replace("{name}", name).replace("{style}", &style);
        fs::write(out.join(format!("{name}.html")), page)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
