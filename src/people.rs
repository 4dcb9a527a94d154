//! Who is named, and who is meant: names in a block, people in an article.

use crate::detect::Reading;
use crate::report::Person;
use crate::text::{Block, Span};

/// A person's name as it stands in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name without title: "Volodymyr Zelensky". Bytes from the block's start.
    pub span: Span,
}

/// What the whole article says of one quotation. Spans count bytes of the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// The word that attributes it, perhaps in an earlier block.
    pub cue: Option<Span>,
    /// The source at the cue.
    pub source: Option<Span>,
    /// The person or body meant, by the fullest name in the article.
    pub speaker: Option<String>,
}

/// The people of an article and who said what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// In order of their first mention.
    pub people: Vec<Person>,
    /// For each block, for each of its quotations.
    pub attributions: Vec<Vec<Attribution>>,
}

/// The names of people in `block`, in order.
#[must_use]
pub fn names(_block: &Block<'_>) -> Vec<NameMention> {
    Vec::new()
}

/// Joins the names of an article into people and finds the speaker of every quotation.
///
/// `readings` holds for each block the byte at which it starts in `text` and what was found in it.
#[must_use]
pub fn resolve(_text: &str, readings: &[(usize, Reading)]) -> Resolved {
    let attributions = readings.iter().map(|(start, reading)| {
        let own = reading.quotations.iter().map(|quotation| Attribution {
            cue: quotation.cue.map(|cue| cue.shifted(*start)),
            source: quotation.source.map(|source| source.shifted(*start)),
            speaker: None,
        });
        own.collect()
    });
    Resolved {
        people: Vec::new(),
        attributions: attributions.collect(),
    }
}
