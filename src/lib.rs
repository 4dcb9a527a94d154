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
pub mod people;
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
    report_of(article, options, &claim::read(article.text))
}

/// The report on `article`, of which `readings` are the blocks.
fn report_of(
    article: &Article<'_>,
    options: &Options<'_>,
    readings: &[(usize, detect::Reading)],
) -> Report {
    let mut report = claim::assemble(article, readings);
    check::add_checks(article, &mut report);
    link::add_links(article, readings, options.own_targets, &mut report.claims);
    text::offsets::convert(&mut report, article.text, options.offsets);
    report
}
