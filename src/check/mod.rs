//! Sums inside the text: where an article gives more than one number of a thing, whether they agree, and what follows
//! from them.
//!
//! A check compares what is printed with what would be printed, by intervals: "1.1 billion" is everything from 1.05 to
//! 1.15 billion, and a hedge widens it. It says "differs" only where no rounding makes the numbers meet, and nothing
//! where it cannot know: a rate, a rank, a loss, a number that is open to one side. A check that cries wolf is worse
//! than none.
//!
//! [`against`] holds the article against a text from outside.
//!
//! Every check looks at a number, the few that stand beside it, and for "the package" at the few amounts before it, so
//! the whole is linear in the length of the text.

pub mod against;

pub(crate) mod again;
mod antecedent;
mod calendar;
mod change;
mod compare;
mod finding;
mod interval;
mod magnitude;
mod parts;
mod print;
mod related;
pub(crate) mod repeat;
mod scene;
mod share;
mod units;
mod word;

pub(crate) use self::antecedent::BLOCKS;
pub(crate) use self::finding::Finding;
pub(crate) use self::related::{Bonds, Chains, bonds, related};
pub(crate) use self::scene::Scene;
use crate::report::{CheckKind, Outcome};

/// The most checks that one claim takes part in.
const MOST: usize = 6;

/// The findings by their last claim, each sum once; those of one claim as they were found.
///
/// Linear: there is a place for each claim, and few findings in it.
fn in_order<'a>(findings: impl Iterator<Item = &'a Finding>, claims: usize) -> Vec<&'a Finding> {
    let mut places: Vec<Vec<&Finding>> = Vec::new();
    places.resize_with(claims, Vec::new);
    for finding in findings {
        let Some(place) = places.get_mut(finding.last()) else {
            continue;
        };
        let known = place.iter().any(|other| {
            other.kind == finding.kind
                && other.claims.len() == finding.claims.len()
                && other
                    .claims
                    .iter()
                    .all(|claim| finding.claims.contains(claim))
        });
        if !known && place.len() < MOST {
            place.push(finding);
        }
    }
    places.into_iter().flatten().collect()
}

/// The checks that look no farther than [`antecedent::BLOCKS`] blocks back.
pub(crate) fn near(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    share::check(scene, findings);
    change::check(scene, findings);
    compare::check(scene, findings);
    parts::check(scene, findings);
    units::check(scene, findings);
    magnitude::check(scene, findings);
    calendar::check(scene, findings);
}

/// The findings that a report has, in its order.
pub(crate) fn settled<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    claims: usize,
) -> Vec<&'a Finding> {
    let mut findings = in_order(findings, claims);
    // "116,000 km2, or 19.3% of" a country: what the whole is, is known better than the sum.
    let mut known = vec![false; claims];
    for finding in &findings {
        if finding.kind == CheckKind::Magnitude {
            for &claim in &finding.claims {
                if let Some(known) = known.get_mut(claim) {
                    *known = true;
                }
            }
        }
    }
    let mut of_claim = vec![0; claims];
    findings.retain(|finding| {
        let all = |test: &dyn Fn(usize) -> bool| finding.claims.iter().all(|&claim| test(claim));
        let implied = finding.kind == CheckKind::Share && finding.result == Outcome::Implies;
        let room = all(&|claim| of_claim.get(claim).is_some_and(|count| *count < MOST));
        let keep = room && !(implied && all(&|claim| known.get(claim) == Some(&true)));
        if keep {
            for &claim in &finding.claims {
                if let Some(count) = of_claim.get_mut(claim) {
                    *count += 1;
                }
            }
        }
        keep
    });
    findings
}
