//! `data/conversions.csv`: in which other units a quantity is told.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

/// Fails where a name is no unit of `data/units.csv`, or where two units measure different things.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let dimensions: BTreeMap<String, String> = table::rows::<5>(data, "units.csv")?
        .into_iter()
        .map(|[unit, dimension, ..]| (unit, dimension))
        .collect();
    let dimension = |unit: &str| {
        dimensions
            .get(unit)
            .ok_or_else(|| format!("data/conversions.csv: no unit is called {unit:?}"))
    };
    let mut table = BTreeMap::new();
    for [unit, cell] in table::rows::<2>(data, "conversions.csv")? {
        let also: Vec<String> = cell.split(';').map(str::to_owned).collect();
        for other in &also {
            if dimension(other)? != dimension(&unit)? {
                return Err(format!(
                    "data/conversions.csv: {unit}: {other} measures something else"
                )
                .into());
            }
        }
        table.insert(unit, also);
    }
    let mut source =
        String::from("/// Sorted by unit.\npub static ALSO: &[(&str, &[&str])] = &[\n");
    for (unit, also) in table {
        writeln!(source, "({unit:?}, &{also:?}),")?;
    }
    source.push_str("];\n");
    Ok(source)
}
