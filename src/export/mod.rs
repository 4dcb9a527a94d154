//! Reports in the formats of others: a spreadsheet, a checklist, annotations, linked data.
//!
//! None of them holds a rating of ours. What persons said of the claims is written as their words: a status, a note,
//! evidence, who and when.

mod address;
mod agent;
mod annotation;
mod csv;
mod fragment;
mod markdown;
mod reading;
mod review;
mod schema;
mod urn;

use serde::Serialize;

pub use address::{Address, ParseAddressError};
pub use annotation::Collection;
pub use review::{Lost, ParseStatusError, Review, Reviews, Status};
pub use schema::Graph;

use crate::report::Report;
use crate::{Article, Offsets, Options, scan};

/// What a report is exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A line for each claim, RFC 4180, UTF-8 without a byte order mark; no cell is a formula.
    Csv,
    /// A checklist with a box for each claim.
    Markdown,
    /// W3C Web Annotations, JSON-LD.
    Annotation,
    /// schema.org `Claim` and `Quotation`, JSON-LD.
    Schema,
}

/// An exported report.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Exported {
    /// CSV or Markdown.
    Text(String),
    /// Web Annotations.
    Annotation(Collection),
    /// schema.org.
    Schema(Graph),
}

/// The report on `article` in another format. `page` is where the article stands, if that is known: each claim
/// then has an address that opens the page at its words.
///
/// ```
/// use tickmark::Article;
/// use tickmark::export::{Exported, Format, export};
///
/// let article = Article::new("The fund lost nearly €90 million in May.");
/// let page = "https://news.example/fund".parse().ok();
/// let Exported::Text(list) = export(&article, Format::Markdown, page.as_ref()) else {
///     unreachable!("a checklist is text");
/// };
/// assert!(list.contains("- [ ] **nearly €90 million**"));
/// ```
#[must_use]
pub fn export(article: &Article<'_>, format: Format, page: Option<&Address>) -> Exported {
    write(article, format, page, None)
}

/// The same with what persons found out about the claims. Reviews of claims that are not in the text any more come last,
/// with the words and the sentence as they were.
///
/// ```
/// use tickmark::Article;
/// use tickmark::export::{Exported, Format, Review, Reviews, Status, export_reviewed};
///
/// let article = Article::new("The fund lost nearly €90 million in May.");
/// let report = tickmark::scan(&article, &tickmark::Options::default());
/// let found = [Review {
///     claim: &report.claims[0].id,
///     status: Status::Wrong,
///     note: "The ledger has 80.",
///     ..Review::default()
/// }];
/// let reviews = Reviews { found: &found, lost: &[] };
/// let Exported::Text(list) = export_reviewed(&article, Format::Markdown, None, &reviews) else {
///     unreachable!("a checklist is text");
/// };
/// assert!(list.contains("- [x] **nearly €90 million**\n  - Status: wrong\n  - Note: The ledger has 80."));
/// ```
#[must_use]
pub fn export_reviewed(
    article: &Article<'_>,
    format: Format,
    page: Option<&Address>,
    reviews: &Reviews<'_>,
) -> Exported {
    write(article, format, page, Some(reviews))
}

fn write(
    article: &Article<'_>,
    format: Format,
    page: Option<&Address>,
    reviews: Option<&Reviews<'_>>,
) -> Exported {
    let report = scan(
        article,
        &Options {
            offsets: Offsets::Byte,
            ..Options::default()
        },
    );
    let subject = Subject {
        text: article.text,
        addresses: page.map(|page| fragment::addresses(article.text, &report, page)),
        page,
        reviews: reviews.map(|reviews| reviews.by_claim(&report.claims)),
        lost: reviews.map_or(&[], |reviews| reviews.lost),
        names: urn::Names::of(article.text),
        people: agent::People::of(&report),
        report: &report,
    };
    match format {
        Format::Csv => Exported::Text(csv::write(&subject)),
        Format::Markdown => Exported::Text(markdown::write(&subject)),
        Format::Annotation => Exported::Annotation(annotation::collection(&subject)),
        Format::Schema => Exported::Schema(schema::graph(&subject)),
    }
}

/// For each claim of `article`, in order, its id and an address that opens `page` at its words.
#[must_use]
pub fn addresses(article: &Article<'_>, page: &Address) -> Vec<(String, String)> {
    let report = crate::claim::assemble(article, &crate::claim::read(article.text));
    let addresses = fragment::addresses(article.text, &report, page);
    let ids = report.claims.into_iter().map(|claim| claim.id);
    ids.zip(addresses).collect()
}

/// What is exported.
struct Subject<'a> {
    text: &'a str,
    /// With spans in bytes.
    report: &'a Report,
    page: Option<&'a Address>,
    /// For each claim, where the page's address is known.
    addresses: Option<Vec<String>>,
    /// For each claim what was said of it, where somebody has it on a desk.
    reviews: Option<Vec<Option<Review<'a>>>>,
    lost: &'a [Lost<'a>],
    names: urn::Names,
    people: agent::People,
}

impl<'a> Subject<'a> {
    /// The address of claim `at`.
    fn address(&self, at: usize) -> Option<&str> {
        self.addresses.as_ref()?.get(at).map(String::as_str)
    }

    /// What was said of claim `at`; of one that nobody said a thing of, where the article is on a desk, that it is open.
    fn review(&self, at: usize) -> Option<Review<'a>> {
        let reviews = self.reviews.as_ref()?;
        Some(reviews.get(at).copied().flatten().unwrap_or_default())
    }

    /// What a person said of claim `at`.
    fn said(&self, at: usize) -> Option<Review<'a>> {
        self.reviews.as_ref()?.get(at).copied().flatten()
    }
}
