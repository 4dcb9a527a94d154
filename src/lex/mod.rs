//! From words to values: numerals, units, currencies and dates.

pub mod calendar;
pub mod convert;
pub mod decimal;
pub mod numeral;
pub mod unit;
pub mod when;
