//! Turns the tables in `data/` into static Rust tables, so that the program carries no parser for
//! them and starts without reading anything.

mod case;
mod checks;
mod conversions;
mod lexicon;
mod masks;
mod modifiers;
mod table;
mod targets;
mod units;
mod weights;
mod worth;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/claim/worth/hash.rs");
    let data = Path::new("data");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let targets = targets::generate(data)?;
    let mut lexicon = lexicon::Lexicon::read(data)?;
    for word in &targets.first_words {
        table::named("targets.csv", lexicon.add("link term", word))?;
    }
    let units = units::generate(data)?;
    for (class, word) in &units.words {
        table::named("units.csv", lexicon.add(class, word))?;
    }
    std::fs::write(out.join("masks.rs"), masks::generate(data)?)?;
    std::fs::write(out.join("case.rs"), case::generate())?;
    std::fs::write(out.join("units.rs"), units.source)?;
    std::fs::write(out.join("lexicon.rs"), lexicon.generate()?)?;
    std::fs::write(out.join("targets.rs"), targets.source)?;
    std::fs::write(out.join("modifiers.rs"), modifiers::generate(data)?)?;
    std::fs::write(out.join("worth.rs"), worth::features(data)?)?;
    std::fs::write(out.join("worth_words.rs"), worth::words(data)?)?;
    std::fs::write(out.join("weights.rs"), weights::generate(data)?)?;
    std::fs::write(out.join("check_words.rs"), checks::words(data)?)?;
    std::fs::write(out.join("nations.rs"), checks::nations(data)?)?;
    std::fs::write(out.join("conversions.rs"), conversions::generate(data)?)?;
    Ok(())
}
