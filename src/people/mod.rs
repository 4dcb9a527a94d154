//! Who is named, and who is meant: names in a block, people in an article, speakers of quotations.

mod name;
mod registry;
mod speaker;

pub use name::{Gender, NameMention, names};
pub(crate) use registry::Registry;
pub use speaker::{Attribution, Resolved, resolve};
pub(crate) use speaker::{Speakers, Trace, is_open, registry, speakers_from};
