//! From words to values: numerals, units, currencies and dates.

pub mod calendar;
pub mod when;
