//! From characters to blocks, sentences and tokens, and from bytes to the offsets a reader wants.

mod block;
pub(crate) mod case;
mod dirt;
pub mod lexicon;
pub(crate) mod lines;
pub(crate) mod lookup;
pub(crate) mod offsets;
pub(crate) mod order;
pub(crate) mod pieces;
pub(crate) mod runs;
mod sentence;
mod span;
mod token;
pub(crate) mod words;

pub use block::{Block, blocks};
pub use lexicon::{Class, Known};
pub(crate) use lexicon::{word, words};
pub use sentence::Sentence;
pub use span::Span;
pub use token::{Case, Kind, Token, is_quote, tokens};
