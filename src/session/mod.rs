//! A text that is being written: after each edit only what it touched is read again.
//!
//! Blocks are read alone, so an edit makes few of them be read. What needs the whole article is kept as well, each with
//! what it depends on: people as long as the names are the same; who speaks, from the block on behind which it is known as
//! before; a block's claims as long as its text and who speaks in it are; its links as long as the countries and subjects
//! named before are; ids of claims but those that are equal to one that came or went; relations as long as claims share
//! what they shared; sums as long as nothing changes within their reach. What is left for every edit is a walk over small
//! tables, and the spans behind it are moved.

mod change;
mod edit;
mod place;

use self::change::Shift;
use self::place::Places;
use crate::check::again::Keyed;
use crate::check::{Bonds, Finding};
use crate::detect::Reading;
use crate::link::{Found, What};
use crate::people::{Attribution, Registry, Trace};
use crate::report::{Check, Claim, Person};
use crate::text::Span;
use crate::text::offsets::Counter;
use crate::{Article, Day, Offsets, Options, OwnTarget, Report};
pub use change::{Change, Placed, Related};

/// Holds one article and its report while it is edited.
///
/// The report is at any time that of [`scan`](crate::scan) on the text as it stands. A session keeps the text, its
/// blocks' readings and their claims, and nothing of blocks that are gone.
///
/// ```
/// use tickmark::{Article, Options, Session, Span};
///
/// let mut session = Session::open(&Article::new("The pier lost 40 boats."), &Options::default());
/// let change = session.edit(Span::new(14, 16), "45").unwrap();
/// assert_eq!(session.text(), "The pier lost 45 boats.");
/// assert_eq!((change.removed.len(), change.added.len()), (1, 1));
/// ```
#[derive(Debug)]
pub struct Session {
    text: String,
    id: Option<String>,
    date: Option<Day>,
    offsets: Offsets,
    own_targets: Vec<OwnTarget>,
    /// Each block's start with its reading, and what else is kept of it.
    readings: Vec<(usize, Reading)>,
    kept: Vec<Kept>,
    places: Places,
    registry: Registry,
    /// All with spans in bytes.
    people: Vec<Person>,
    claims: Vec<Claim>,
    /// Of each claim.
    marks: Vec<Mark>,
    /// Sums by what stands nearby, and those of the headline, which are found in the first `head` blocks.
    near: Vec<Finding>,
    repeated: Vec<Finding>,
    head: usize,
    /// What is measured twice with two numbers.
    again: Vec<Finding>,
    checks: Vec<Check>,
    /// What links are chosen by, in the order in which it is first named, and the country that is named most.
    named: Vec<(What, &'static str)>,
    country: Option<&'static str>,
    worth: f64,
}

/// What is kept of a block beside its reading.
#[derive(Debug, Default)]
struct Kept {
    /// How many claims it has.
    claims: usize,
    attributions: Vec<Attribution>,
    /// What the next block had to know of who spoke.
    trace: Trace,
    /// Of its best sentence.
    worth: f64,
    /// With bytes from the block's start.
    terms: Vec<Found>,
    /// How many of `named` stand before it.
    named: usize,
    /// Numbers that may come again, with claims counted from the block's first.
    keyed: Vec<Keyed>,
}

/// What is kept of a claim.
#[derive(Clone, Copy, Debug)]
struct Mark {
    hash: u64,
    id: u64,
    bonds: Bonds,
}

/// Why an edit cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The span is not in the text.
    #[error("the edit is outside of the text, which is {length} long: open the session anew")]
    Outside {
        /// The text's length, in the session's offsets.
        length: usize,
    },
    /// The span begins or ends inside a character.
    #[error("the edit begins or ends inside a character: replace whole characters")]
    InsideCharacter,
}

impl Session {
    /// Reads `article`. Its id should be given: without one each report is named by a hash of the whole text.
    #[must_use]
    pub fn open(article: &Article<'_>, options: &Options<'_>) -> Self {
        let mut session = Self {
            text: String::new(),
            id: article.id.clone(),
            date: article.date,
            offsets: options.offsets,
            own_targets: options.own_targets.to_vec(),
            readings: Vec::new(),
            kept: Vec::new(),
            places: Places::default(),
            registry: Registry::default(),
            people: Vec::new(),
            claims: Vec::new(),
            marks: Vec::new(),
            near: Vec::new(),
            repeated: Vec::new(),
            head: 0,
            again: Vec::new(),
            checks: Vec::new(),
            named: Vec::new(),
            country: None,
            worth: 0.0,
        };
        session.replace(Span::default(), article.text);
        session
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The report on the text as it stands: a copy of what is kept, for the beginning. [`Session::edit`] says what changes.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = Report {
            id: self.name(),
            offsets: Offsets::Byte,
            worth: self.worth,
            claims: self.claims.clone(),
            people: self.people.clone(),
            checks: self.checks.clone(),
        };
        let counter = Counter::new(&self.text, self.offsets);
        report
            .claims
            .iter_mut()
            .for_each(|claim| counter.claim(claim));
        counter.people(&mut report.people);
        report.offsets = self.offsets;
        report
    }

    /// Puts `with` in the place of `span`, which counts the session's offsets, and says what became of the report.
    ///
    /// # Errors
    ///
    /// Fails, and changes nothing, where `span` is not made of whole characters of the text.
    pub fn edit(&mut self, span: Span, with: &str) -> Result<Change, EditError> {
        let length = self.places.length(&self.text, self.offsets);
        if span.start > span.end || span.end > length {
            return Err(EditError::Outside { length });
        }
        let byte = |at| self.places.byte(&self.text, self.offsets, at);
        match (byte(span.start), byte(span.end)) {
            (Some(start), Some(end)) => Ok(self.replace(Span::new(start, end), with)),
            _ => Err(EditError::InsideCharacter),
        }
    }

    /// The report's id.
    fn name(&self) -> String {
        let article = Article {
            text: &self.text,
            id: self.id.clone(),
            date: self.date,
        };
        article.name()
    }
}
