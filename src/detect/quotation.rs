//! Quotation marks paired within one block.

use crate::text::{Block, Span};

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With the marks.
    pub span: Span,
    /// Whether the closing mark is missing.
    pub unclosed: bool,
}

/// The marked stretches of `block`, outermost only, in order.
#[must_use]
pub fn detect(_block: &Block<'_>) -> Vec<Marked> {
    Vec::new()
}
