//! Who is named, and who is meant: names in a block, people in an article, speakers of quotations.

mod name;
mod registry;
mod speaker;

pub use name::{Gender, NameMention, names};
pub use speaker::{Attribution, Resolved, resolve};
