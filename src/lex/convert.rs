//! A value of one unit in another of the same dimension.

use serde::Serialize;

use crate::lex::unit::{self, Unit};

mod table {
    include!(concat!(env!("OUT_DIR"), "/conversions.rs"));
}

use table::ALSO;

/// Smaller and larger values are no help to a reader.
const READABLE: std::ops::Range<f64> = 0.1..1e6;

/// The same amount in another unit; both ends are equal where it is no range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Amount {
    /// Unrounded; how exact the original was is for the reader to judge.
    pub value: [f64; 2],
    /// Name of `data/units.csv`.
    pub unit: &'static str,
}

/// `value` of `from` in `to`, or `None` where they do not convert.
///
/// Fuel economy does not: miles per gallon and litres per 100 kilometres run against each other.
#[must_use]
pub fn convert(value: f64, from: &Unit, to: &Unit) -> Option<f64> {
    if from.dimension != to.dimension {
        return None;
    }
    match (from.name, to.name) {
        ("celsius", "fahrenheit") => return Some(value * 1.8 + 32.0),
        ("fahrenheit", "celsius") => return Some((value - 32.0) / 1.8),
        _ => {}
    }
    let is_scaled = !matches!(from.dimension, "temperature" | "fuel economy" | "currency");
    (is_scaled && from.factor != 0.0 && to.factor != 0.0).then(|| value * (from.factor / to.factor))
}

/// A rise or fall of `value`: of temperatures, the degrees between two.
#[must_use]
pub fn convert_change(value: f64, from: &Unit, to: &Unit) -> Option<f64> {
    match (from.name, to.name) {
        ("celsius", "fahrenheit") => Some(value * 1.8),
        ("fahrenheit", "celsius") => Some(value / 1.8),
        _ => convert(value, from, to),
    }
}

/// The amount from `low` to `high` in the units that `data/conversions.csv` names beside `unit`, best first.
/// `is_change`: it is a rise or a fall. Empty for a unit that the table lacks.
#[must_use]
pub fn also(low: f64, high: f64, unit: &str, is_change: bool) -> Vec<Amount> {
    let map = if is_change { convert_change } else { convert };
    let Some(from) = unit::named(unit) else {
        return Vec::new();
    };
    let Ok(at) = ALSO.binary_search_by(|(known, _)| (*known).cmp(unit)) else {
        return Vec::new();
    };
    let others = ALSO.get(at).map_or(&[][..], |(_, others)| others);
    others
        .iter()
        .filter_map(|name| {
            let to = unit::named(name)?;
            let value = [map(low, from, to)?, map(high, from, to)?];
            let is_readable = from.dimension == "temperature"
                || value.iter().all(|value| READABLE.contains(&value.abs()));
            is_readable.then_some(Amount {
                value,
                unit: to.name,
            })
        })
        .collect()
}

/// Each value of `values`, of the unit at the same place in `units`, in the unit `to`: what a common scale needs.
/// `None` where it does not convert. A unit converts to itself, also where the table does not know it.
#[must_use]
pub fn in_unit(values: &[f64], units: &[String], to: &str) -> Vec<Option<f64>> {
    values
        .iter()
        .zip(units)
        .map(|(value, name)| {
            if name == to {
                return Some(*value);
            }
            convert(*value, unit::named(name)?, unit::named(to)?)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{also, in_unit};

    fn told(low: f64, unit: &str, is_change: bool) -> Vec<(String, &'static str)> {
        also(low, low, unit, is_change)
            .into_iter()
            .map(|amount| (format!("{:.1}", amount.value[0]), amount.unit))
            .collect()
    }

    #[test]
    fn an_amount_is_told_in_units_that_people_know() {
        assert_eq!(
            told(310.0, "square kilometre", false),
            [
                ("119.7".to_owned(), "square mile"),
                ("31000.0".to_owned(), "hectare"),
                ("76602.7".to_owned(), "acre")
            ]
        );
        assert_eq!(told(4.2, "metre", false)[0], ("13.8".to_owned(), "foot"));
        assert_eq!(
            told(20.0, "celsius", false),
            [("68.0".to_owned(), "fahrenheit")]
        );
        assert_eq!(
            told(-40.0, "celsius", false),
            [("-40.0".to_owned(), "fahrenheit")]
        );
    }

    #[test]
    fn a_rise_of_temperature_has_no_offset() {
        assert_eq!(
            told(2.0, "celsius", true),
            [("3.6".to_owned(), "fahrenheit")]
        );
    }

    #[test]
    fn what_is_hard_to_read_or_has_no_other_unit_is_not_told() {
        assert!(told(3e9, "metre", false).is_empty());
        assert!(told(0.001, "metre", false).is_empty());
        for unit in ["euro", "people", "percentage", ""] {
            assert!(told(5.0, unit, false).is_empty(), "{unit}");
        }
        assert!(also(f64::NAN, f64::INFINITY, "metre", false).is_empty());
    }

    #[test]
    fn a_common_scale_takes_what_converts() {
        let units = ["mile", "kilometre", "boat", "euro"].map(str::to_owned);
        let found = in_unit(&[1.0, 2.0, 3.0, 4.0], &units, "kilometre");
        assert_eq!(found, [Some(1.609_344), Some(2.0), None, None]);
        assert_eq!(in_unit(&[7.0], &["boat".to_owned()], "boat"), [Some(7.0)]);
    }
}
