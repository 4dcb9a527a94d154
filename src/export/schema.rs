//! schema.org: a `Claim` for what can be checked, a `Quotation` for somebody's words.
//!
//! Never a `ClaimReview`: that is for a person who has checked.

use serde::Serialize;

use super::agent::{Agent, agent};
use super::{Subject, reading, urn};
use crate::report::{Claim, Detail, Form};

/// A JSON-LD document.
#[derive(Clone, Debug, Serialize)]
pub struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Node {
    Claim(ClaimNode),
    Quotation(QuotationNode),
}

#[derive(Clone, Debug, Serialize)]
struct ClaimNode {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    /// The words of the claim.
    name: String,
    /// The sentence that makes it.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent>,
    appearance: Work,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct QuotationNode {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_by_character: Option<Agent>,
    is_part_of: Work,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<String>,
}

/// The article.
#[derive(Clone, Debug, Serialize)]
struct Work {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The report's claims. Terms and titles in quotation marks claim nothing and are left out.
pub fn graph(subject: &Subject<'_>) -> Graph {
    let graph = subject.report.claims.iter().enumerate();
    Graph {
        context: "https://schema.org",
        graph: graph
            .filter_map(|(at, claim)| node(subject, at, claim))
            .collect(),
    }
}

fn node(subject: &Subject<'_>, at: usize, claim: &Claim) -> Option<Node> {
    let id = urn::of_claim(subject.text, claim, "claim");
    // Each appearance is a place in the article, and by its address another thing than the article.
    let work = Work {
        kind: "CreativeWork",
        id: match subject.address(at) {
            Some(address) => address.to_owned(),
            None => urn::of_article(subject.text, "text"),
        },
        url: subject.address(at).map(str::to_owned),
    };
    match &claim.detail {
        Detail::Quotation(quotation) => match quotation.form {
            Form::Scare | Form::Title => None,
            Form::Direct | Form::Mixed => Some(Node::Quotation(QuotationNode {
                kind: "Quotation",
                id,
                text: reading::words(subject.text, claim.span, quotation),
                spoken_by_character: quotation
                    .speaker
                    .as_ref()
                    .and_then(|name| agent(subject.report, name)),
                is_part_of: work,
                citation: claim.links.iter().map(|link| link.url.clone()).collect(),
            })),
            Form::Indirect => Some(Node::Claim(claim_node(subject, claim, id, work))),
        },
        Detail::Quantity(_) | Detail::Date(_) | Detail::Comparison(_) => {
            Some(Node::Claim(claim_node(subject, claim, id, work)))
        }
    }
}

fn claim_node(subject: &Subject<'_>, claim: &Claim, id: String, appearance: Work) -> ClaimNode {
    ClaimNode {
        kind: "Claim",
        id,
        name: claim.span.of(subject.text).to_owned(),
        text: reading::sentence(subject.text, claim),
        author: claim
            .source
            .as_ref()
            .and_then(|source| agent(subject.report, &source.name)),
        appearance,
    }
}
