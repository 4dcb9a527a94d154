//! Any table of `data/` as somebody may have left it: the build makes sound source of it, or says in one line what is
//! wrong and where. Asked by the suite and by the fuzz target `tables`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[path = "../../build/checks.rs"]
mod checks;
#[path = "../../build/lexicon.rs"]
mod lexicon;
#[path = "../../build/masks.rs"]
mod masks;
#[path = "../../build/modifiers.rs"]
mod modifiers;
#[path = "../../build/table.rs"]
mod table;
#[path = "../../build/targets.rs"]
#[allow(dead_code, reason = "the build asks for more of it")]
mod targets;
#[path = "../../build/units.rs"]
#[allow(dead_code, reason = "the build asks for more of it")]
mod units;
#[path = "../../build/weights.rs"]
mod weights;
#[path = "../../build/worth.rs"]
mod worth;

type Generated = Result<String, Box<dyn Error>>;
type Generator = fn(&Path, &Path) -> Generated;

/// Each table with what reads it.
const TABLES: &[(&str, Generator)] = &[
    ("checks.csv", |data, _| checks::words(data)),
    ("nations.csv", |data, _| checks::nations(data)),
    ("words.csv", |data, _| {
        lexicon::Lexicon::read(data)?.generate()
    }),
    ("verbs.csv", |data, _| {
        lexicon::Lexicon::read(data)?.generate()
    }),
    ("modifiers.csv", |data, _| modifiers::generate(data)),
    ("targets.csv", |data, _| Ok(targets::generate(data)?.source)),
    ("countries.csv", |data, _| {
        Ok(targets::generate(data)?.source)
    }),
    ("units.csv", |data, _| Ok(units::generate(data)?.source)),
    (
        "currencies.csv",
        |data, _| Ok(units::generate(data)?.source),
    ),
    ("symbols.csv", |data, _| Ok(units::generate(data)?.source)),
    ("numbers.csv", |data, _| Ok(units::generate(data)?.source)),
    ("worth.csv", |data, _| worth::features(data)),
    ("worth-words.csv", |data, _| worth::words(data)),
    ("fragment-weights.csv", |data, _| weights::generate(data)),
    ("indirect-weights.csv", |data, _| weights::generate(data)),
    ("verb-weights.csv", |data, _| weights::generate(data)),
    // Last, as it is slow: only this one compiles automata.
    ("masks.csv", |data, _| masks::generate(data)),
];

/// A copy of `data/`, of which one table at a time is replaced.
static FOLDERS: LazyLock<(PathBuf, PathBuf)> = LazyLock::new(|| {
    // The fuzz targets are a package in a folder of the project.
    let whole = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("data"))
        .find(|folder| folder.is_dir())
        .expect("data/");
    let copy = std::env::temp_dir().join(format!("tickmark-tables-{}", std::process::id()));
    std::fs::create_dir_all(&copy).expect("a folder");
    for entry in std::fs::read_dir(&whole).expect("data/") {
        let path = entry.expect("a file").path();
        std::fs::copy(&path, copy.join(path.file_name().expect("a name"))).expect("a copy");
    }
    (whole, copy)
});

/// The tables that there are.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(name, _)| *name)
}

/// Reads the table `which` with its header and `rows` in the place of its own. Panics where that is not as it should be.
pub fn check(which: usize, rows: &[u8]) {
    let (name, generate) = TABLES[which % TABLES.len()];
    let (whole, copy) = &*FOLDERS;
    let table = std::fs::read_to_string(whole.join(name)).expect("a table");
    let header = table
        .lines()
        .find(|line| !line.starts_with('#'))
        .unwrap_or_default();
    let mut changed = format!("{header}\n").into_bytes();
    changed.extend_from_slice(rows);
    std::fs::write(copy.join(name), changed).expect("a changed table");
    let generated = generate(copy, copy);
    std::fs::write(copy.join(name), table).expect("the table as it was");
    match generated {
        Ok(source) => {
            if let Err(error) = syn::parse_file(&source) {
                panic!("data/{name} becomes source that is none: {error}");
            }
        }
        Err(error) => {
            let line = error.to_string();
            // A table may be at odds with another one, which is then named.
            let named = names().any(|table| line.contains(table));
            assert!(named, "{line:?} does not say where, of {name}");
            assert!(
                !line.is_empty() && !line.contains('\n'),
                "{line:?} is not one line"
            );
        }
    }
}
