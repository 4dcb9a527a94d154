//! What an edit changes in a report.

use std::collections::HashMap;

use serde::Serialize;

use crate::report::{Check, Claim, Person, Report};
use crate::text::{Span, offsets};

/// A part of the text that was replaced, in a report's offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    pub from: usize,
    /// How long it was, and is.
    pub removed: usize,
    pub added: usize,
}

impl Shift {
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The report's id.
    pub id: String,
    /// See [`Report::worth`].
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Placed {
    /// Index into [`Report::claims`] after the edit.
    pub at: usize,
    /// The claim.
    pub claim: Claim,
}

/// The related claims of one that stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Its id.
    pub claim: String,
    /// See [`Claim::related`].
    pub related: Vec<String>,
}

impl Change {
    /// What makes `after` of `before`.
    pub(super) fn between(before: &Report, after: &Report, shift: Shift) -> Self {
        let known: HashMap<&str, &Claim> = before
            .claims
            .iter()
            .map(|claim| (claim.id.as_str(), claim))
            .collect();
        let mut stay: HashMap<&str, ()> = HashMap::new();
        let (mut added, mut related) = (Vec::new(), Vec::new());
        let mut last = None;
        for (at, claim) in after.claims.iter().enumerate() {
            let same = known.get(claim.id.as_str()).filter(|old| {
                let place = before
                    .claims
                    .partition_point(|other| order(other) < order(old));
                // Those that stay keep their order.
                is_same(old, claim, shift) && last.replace(place).is_none_or(|last| last <= place)
            });
            let Some(old) = same else {
                added.push(Placed {
                    at,
                    claim: claim.clone(),
                });
                continue;
            };
            stay.insert(claim.id.as_str(), ());
            if old.related != claim.related {
                related.push(Related {
                    claim: claim.id.clone(),
                    related: claim.related.clone(),
                });
            }
        }
        let gone = |claim: &&Claim| !stay.contains_key(claim.id.as_str());
        let people = before.people.len() == after.people.len()
            && before.people.iter().zip(&after.people).all(|(old, new)| {
                old.name == new.name
                    && old.mentions.len() == new.mentions.len()
                    && old
                        .mentions
                        .iter()
                        .zip(&new.mentions)
                        .all(|(old, new)| shift.of(*old) == *new)
            });
        Self {
            id: after.id.clone(),
            worth: after.worth,
            from: shift.from,
            to: shift.from + shift.removed,
            by: shift.added.cast_signed() - shift.removed.cast_signed(),
            removed: before
                .claims
                .iter()
                .filter(gone)
                .map(|claim| claim.id.clone())
                .collect(),
            added,
            related,
            people: (!people).then(|| after.people.clone()),
            checks: (before.checks != after.checks).then(|| after.checks.clone()),
        }
    }
}

fn order(claim: &Claim) -> (usize, usize) {
    (claim.span.start, usize::MAX - claim.span.end)
}

/// Whether `old` has only moved; what is related to it and which checks it has is looked at elsewhere.
fn is_same(old: &Claim, new: &Claim, shift: Shift) -> bool {
    let mut moved = old.clone();
    offsets::spans_of(&mut moved, &mut |span| *span = shift.of(*span));
    moved.related.clone_from(&new.related);
    moved.checks.clone_from(&new.checks);
    moved == *new
}
