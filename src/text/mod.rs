//! From characters to blocks, sentences and tokens, and from bytes to the offsets a reader wants.

pub(crate) mod offsets;
mod span;

pub use span::Span;
