//! Tickmark reads an article and marks what has to be checked: every numeric claim and every
//! quotation, with who said it and links to check it. It gives no verdict and makes no request.
//!
//! # Terms
//!
//! - **Block**: a paragraph, heading or line of the article. Blocks are read one by one.
//! - **Mention**: what a detector found in one block: a quantity, a date, a quotation, a name.
//! - **Claim**: a mention seen from the whole article, with its source, worth and links.
//! - **Check**: a sum of the article's own numbers. It holds, differs, or implies a number that is not given.
//! - **Worth**: check-worthiness from 0 to 1. It ranks claims and never hides one.
//! - **Span**: a half-open range of offsets. Bytes inside, what the caller asked for in the report.
//!
//! # Example
//!
//! ```
//! use tickmark::{Article, Options, scan};
//!
//! let article = Article::new("The fund lost nearly €90 million in May, Ana Ruiz said.");
//! let report = scan(&article, &Options::default());
//! assert_eq!(report.offsets, tickmark::Offsets::Utf16);
//! ```
//!
//! No input makes [`scan`] fail or panic. Time and memory grow linearly with the text.

pub mod check;
pub mod claim;
pub mod detect;
pub mod export;
pub mod lex;
pub mod link;
pub mod pack;
pub mod people;
mod pipeline;
mod report;
mod session;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use lex::calendar::{Day, ParseDayError};
pub use link::{OwnTarget, OwnTargetError};
pub use report::{
    Check, CheckKind, Claim, Comparison, Date, Detail, Form, Group, Link, Modifier, Offsets,
    Outcome, Person, Precision, Quantity, Quotation, Relation, Report, Source, Value,
};
pub use session::{Change, EditError, Placed, Related, Session};
pub use text::Span;

/// What is scanned.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Plain text; paragraphs end with a line break.
    pub text: &'a str,
    /// Names the report; without one it is a hash of the text.
    pub id: Option<String>,
    /// The day of publication; relative dates are resolved against it.
    pub date: Option<Day>,
}

impl<'a> Article<'a> {
    /// An article of which only the text is known.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            id: None,
            date: None,
        }
    }

    /// The name of its report.
    fn name(&self) -> String {
        let hashed = || claim::written(text::lookup::hash_all(self.text));
        self.id.clone().unwrap_or_else(hashed)
    }
}

/// How to report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// What the report's spans count.
    pub offsets: Offsets,
    /// Link targets that the person has added; every claim gets a link to each, behind its others.
    pub own_targets: &'a [OwnTarget],
}

/// Reads `article` and reports every claim in it.
///
/// Takes time linear in the length of the text. Any text is good: empty, hostile or not prose.
#[must_use]
pub fn scan(article: &Article<'_>, options: &Options<'_>) -> Report {
    scan_by(article, options, usize::MAX)
}

/// The same, read in stretches of at least so many bytes.
fn scan_by(article: &Article<'_>, options: &Options<'_>, stretch: usize) -> Report {
    let shelf = link::Shelf::of(options.own_targets);
    let counter = text::offsets::Counter::new(article.text, options.offsets);
    // In news a claim comes every 120 bytes or so; of a text that is none not much is wasted.
    let mut claims = Vec::with_capacity((article.text.len() / 128).min(1 << 10));
    let rest = pipeline::read(article, &shelf, stretch, &mut |mut claim, links| {
        claim.links = links.list(&shelf);
        counter.claim(&mut claim);
        claims.push(claim);
    });
    let findings = rest.findings.settled(claims.len());
    for (index, finding) in findings.iter().enumerate() {
        for &claim in &finding.claims {
            if let Some(claim) = claims.get_mut(claim) {
                claim.checks.push(index);
            }
        }
    }
    // A copy of what is written: each claim is named by up to a dozen others.
    let id = |claims: &[Claim], claim: usize| claims.get(claim).map(|claim| claim.id.clone());
    let of_check = |&claim: &usize| id(&claims, claim);
    let checks = findings
        .iter()
        .map(|finding| finding.check(&of_check))
        .collect();
    rest.chains.each(&findings, |at, related| {
        let related = related.iter().filter_map(|&claim| id(&claims, claim));
        let related = related.collect();
        if let Some(claim) = claims.get_mut(at) {
            claim.related = related;
        }
    });
    let mut people = rest.people;
    counter.people(&mut people);
    Report {
        id: article.name(),
        offsets: options.offsets,
        worth: rest.worth,
        claims,
        people,
        checks,
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, Options, scan, scan_by};

    /// Everything that reaches over blocks: names given in full later, words carried on and given back, the headline's
    /// number, a number that comes again, one thing under two names.
    const TEXT: &str = "Ferry fund loses 40 boats\n\
        The harbour fund of Norway lost 40 boats and €90 million in May, Mara Voss said.\n\
        “We sold the first ship in March.\n“Then we sold the second,” said Pieter van der Meer.\n\
        She continued:\n“The pier 🚢 is rotten.”\n“Nobody asked us.”\n\
        The town counted 120 herring boats in its old fishing fleet in spring.\n\
        The package was smaller than the €140 million of Finland.\n\
        The town counted 140 herring boats in its old fishing fleet in spring.\n\
        Voss said the €90 million loan was a third of €270 million.\n";

    #[test]
    fn a_text_read_in_stretches_has_the_same_report() {
        let text = [TEXT, "A line without a number.\n"].concat().repeat(5);
        for text in ["", "One.", TEXT, &text] {
            let mut article = Article::new(text);
            article.date = "2026-03-14".parse().ok();
            let whole = scan(&article, &Options::default());
            for stretch in [0, 90, 700] {
                assert_eq!(
                    scan_by(&article, &Options::default(), stretch),
                    whole,
                    "{stretch}"
                );
            }
        }
        let report = scan(&Article::new(TEXT), &Options::default());
        assert!(report.checks.len() > 2 && report.people.len() > 1);
    }
}
