//! Who is quoted: cue, source and content.

use crate::detect::QuotationMention;
use crate::detect::quotation::Marked;
use crate::people::NameMention;
use crate::text::Block;

/// The quotations of `block`, in order.
#[must_use]
pub fn attribute(
    _block: &Block<'_>,
    _marked: &[Marked],
    _names: &[NameMention],
) -> Vec<QuotationMention> {
    Vec::new()
}
