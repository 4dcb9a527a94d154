//! `data/fragment-weights.csv` and `data/indirect-weights.csv` become the tables that
//! `src/detect/attribution/weigh.rs` adds up.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::table;

pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (name, file) in [
        ("FRAGMENT", "fragment-weights.csv"),
        ("INDIRECT", "indirect-weights.csv"),
    ] {
        let (mut names, mut weights) = (Vec::new(), Vec::new());
        for [feature, weight] in table::rows::<2>(data, file)? {
            let weight: f32 = weight
                .parse()
                .map_err(|_| format!("data/{file}: {feature}: {weight:?} is no number"))?;
            names.push(feature);
            weights.push(weight);
        }
        let count = names.len();
        writeln!(
            out,
            "/// From `data/{file}`.\n#[allow(clippy::approx_constant, reason = \"a weight may come near π\")]\npub static {name}: [f32; {count}] = {weights:?};\n\
             #[cfg(test)]\nstatic {name}_NAMES: [&str; {count}] = {names:?};"
        )?;
    }
    Ok(out)
}
