//! Reports in the formats of others: a spreadsheet, a checklist, annotations, linked data.
//!
//! None of them holds a rating: a claim that is exported is one that somebody has yet to check.

mod address;
mod agent;
mod annotation;
mod csv;
mod fragment;
mod markdown;
mod reading;
mod schema;
mod urn;

use serde::Serialize;

pub use address::{Address, ParseAddressError};
pub use annotation::Collection;
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
}

impl Subject<'_> {
    /// The address of claim `at`.
    fn address(&self, at: usize) -> Option<&str> {
        self.addresses.as_ref()?.get(at).map(String::as_str)
    }
}
