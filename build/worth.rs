//! `data/worth.csv` becomes the constants that `src/claim/worth.rs` adds up.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::table;

pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for [feature, weight, reason] in table::rows::<3>(data, "worth.csv")? {
        let weight: f64 = weight
            .parse()
            .map_err(|_| format!("data/worth.csv: {feature}: {weight:?} is no number"))?;
        let name = feature.to_uppercase().replace('-', "_");
        writeln!(
            out,
            "const {name}: Feature = Feature {{ weight: {weight:?}, reason: {reason:?} }};"
        )?;
    }
    Ok(out)
}
