//! What an edit changes in a report.

use crate::report::{Check, Claim, Person};
use crate::text::Span;

/// A part of the text that was replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    pub from: usize,
    /// How long it was, and is.
    pub removed: usize,
    pub added: usize,
}

impl Shift {
    /// Whether one of the ends stood in the midst of what was replaced, where nothing says where it stands now.
    pub fn is_inside(self, span: Span) -> bool {
        let inside = |at: usize| at > self.from && at < self.from + self.removed;
        inside(span.start) || inside(span.end)
    }

    /// Where something that stood at `span` stands now.
    pub fn of(self, span: Span) -> Span {
        let moved = |at: usize| at - self.removed + self.added;
        let to = self.from + self.removed;
        Span {
            start: if span.start >= to {
                moved(span.start)
            } else {
                span.start
            },
            end: if span.end > self.from && span.end >= to {
                moved(span.end)
            } else {
                span.end
            },
        }
    }
}

/// How the report after an edit differs from the one before.
///
/// What is in neither list is as it was, but for its spans: a start at or behind `to` and an end behind `from` and not
/// before `to` have moved by `by`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The report's id.
    pub id: String,
    /// See [`Report::worth`](crate::Report::worth).
    pub worth: f64,
    /// Where the replaced part of the text began, in offsets of the text before.
    pub from: usize,
    /// Where it ended.
    pub to: usize,
    /// By how much what stands behind it has moved.
    pub by: isize,
    /// Ids of claims of the report before that are gone or changed.
    pub removed: Vec<String>,
    /// Claims that are new or changed, in order. A changed one is in both lists.
    pub added: Vec<Placed>,
    /// Claims that stay and have other related ones.
    pub related: Vec<Related>,
    /// All people, where a name or the number of its mentions has changed.
    pub people: Option<Vec<Person>>,
    /// All checks, where one has changed. Then [`Claim::checks`] of all claims is by this list.
    pub checks: Option<Vec<Check>>,
}

/// A claim and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Index into [`Report::claims`](crate::Report::claims) after the edit.
    pub at: usize,
    /// The claim.
    pub claim: Claim,
}

/// The related claims of one that stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Its id.
    pub claim: String,
    /// See [`Claim::related`].
    pub related: Vec<String>,
}
