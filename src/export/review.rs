//! What persons found out about claims: it is written beside what was read, and never weighed.

use std::str::FromStr;

use super::Address;
use crate::claim::id;
use crate::report::Claim;
use crate::text::order;

/// Where a claim stands on somebody's desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Still to check.
    #[default]
    Open,
    /// Somebody has checked it.
    Checked,
    /// Somebody found it wrong.
    Wrong,
    /// It cannot be checked.
    Unverifiable,
}

/// There is no such status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a status is open, checked, wrong or unverifiable")]
pub struct ParseStatusError;

impl FromStr for Status {
    type Err = ParseStatusError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "open" => Ok(Self::Open),
            "checked" => Ok(Self::Checked),
            "wrong" => Ok(Self::Wrong),
            "unverifiable" => Ok(Self::Unverifiable),
            _ => Err(ParseStatusError),
        }
    }
}

impl Status {
    /// The status in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "to check",
            Self::Checked => "checked",
            Self::Wrong => "wrong",
            Self::Unverifiable => "cannot be checked",
        }
    }

    /// Whether somebody is through with the claim.
    #[must_use]
    pub fn is_done(self) -> bool {
        self != Self::Open
    }
}

/// What a person said of a claim. Empty strings where nothing was said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Review<'a> {
    /// The claim's id.
    pub claim: &'a str,
    /// Where the claim stands.
    pub status: Status,
    /// In the person's words; it may have line breaks.
    pub note: &'a str,
    /// What was found, as a rule an address.
    pub evidence: &'a str,
    /// Who says so: a name or initials.
    pub by: &'a str,
    /// When, as ISO 8601.
    pub time: &'a str,
}

impl<'a> Review<'a> {
    /// The evidence as an address; `None` where it is none, which then is text like any other.
    pub(super) fn address(&self) -> Option<String> {
        Address::whole(self.evidence).ok()
    }

    /// The time, where other people's readers will take it for one.
    pub(super) fn timestamp(&self) -> Option<&'a str> {
        let plain = |c: char| c.is_ascii_digit() || matches!(c, 'T' | 'Z' | ':' | '.' | '+' | '-');
        let dated = self.time.split_once('T').is_some_and(|(date, clock)| {
            date.parse::<crate::Day>().is_ok() && clock.starts_with(|c: char| c.is_ascii_digit())
        });
        (dated && self.time.len() <= 32 && self.time.chars().all(plain)).then_some(self.time)
    }
}

/// A review whose claim is not in the text any more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lost<'a> {
    /// What kind of claim it was.
    pub kind: &'a str,
    /// The claim's words as they were.
    pub words: &'a str,
    /// The sentence as it was.
    pub sentence: &'a str,
    /// What was said of it.
    pub review: Review<'a>,
}

/// All that lies on a desk beside an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reviews<'a> {
    /// Of claims in the text, in any order.
    pub found: &'a [Review<'a>],
    /// Of claims that are not in it any more.
    pub lost: &'a [Lost<'a>],
}

impl<'a> Reviews<'a> {
    /// For each claim its review: O(n log n), and no table of hashes in the module.
    pub(super) fn by_claim(&self, claims: &[Claim]) -> Vec<Option<Review<'a>>> {
        let key = |name: &str| id::hash(name.as_bytes());
        let mut sorted: Vec<(u64, Review<'a>)> = self
            .found
            .iter()
            .map(|review| (key(review.claim), *review))
            .collect();
        order::by_key(&mut sorted, |(key, _)| {
            ((key >> 32) as usize, (key & 0xFFFF_FFFF) as usize)
        });
        let of = |claim: &Claim| {
            let from = sorted.partition_point(|(other, _)| *other < key(&claim.id));
            let alike = sorted.get(from..)?.iter();
            alike
                .take_while(|(other, _)| *other == key(&claim.id))
                .find(|(_, review)| review.claim == claim.id)
                .map(|(_, review)| *review)
        };
        claims.iter().map(of).collect()
    }
}
