//! Dates and periods.

use crate::detect::DateMention;
use crate::text::Block;

/// The dates of `block`, in order, none overlapping another.
#[must_use]
pub fn detect(_block: &Block<'_>) -> Vec<DateMention> {
    Vec::new()
}
