//! Numbers with their units.

use crate::detect::QuantityMention;
use crate::text::{Block, Span};

/// The quantities of `block`, in order, none overlapping another nor a span in `taken` (sorted).
#[must_use]
pub fn detect(_block: &Block<'_>, _taken: &[Span]) -> Vec<QuantityMention> {
    Vec::new()
}
