//! schema.org: a `Claim` for what can be checked, a `Quotation` for somebody's words.
//!
//! Never a `ClaimReview`, which is a published verdict: what somebody said at the desk is a status of the work and a
//! `Comment`.

use serde::Serialize;

use super::agent::{Agent, agent, person};
use super::{Lost, Review, Subject, reading};
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
#[serde(rename_all = "camelCase")]
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
    /// None where its words are not in the article any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    appearance: Option<Work>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<Comment>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<Comment>,
}

/// What a person found out.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Comment {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    citation: String,
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
    let claims = subject.report.claims.iter().enumerate();
    let lost = subject.lost.iter().enumerate();
    Graph {
        context: "https://schema.org",
        graph: claims
            .filter_map(|(at, claim)| node(subject, at, claim))
            .chain(lost.map(|(at, lost)| Node::Claim(lost_node(subject, at, lost))))
            .collect(),
    }
}

/// A claim that is not in the article any more, for what was found out of it.
fn lost_node(subject: &Subject<'_>, at: usize, lost: &Lost<'_>) -> ClaimNode {
    let id = |thing: &str| subject.names.thing(&format!("{thing} {at}"));
    ClaimNode {
        kind: "Claim",
        id: id("lost claim"),
        name: lost.words.to_owned(),
        text: lost.sentence.to_owned(),
        author: None,
        appearance: None,
        creative_work_status: Some(lost.review.status.label()),
        comment: Some(comment(id("lost comment"), &lost.review)),
    }
}

fn node(subject: &Subject<'_>, at: usize, claim: &Claim) -> Option<Node> {
    let id = subject.names.claim(claim, "claim");
    // Each appearance is a place in the article, and by its address another thing than the article.
    let work = Work {
        kind: "CreativeWork",
        id: match subject.address(at) {
            Some(address) => address.to_owned(),
            None => subject.names.thing("text"),
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
                    .and_then(|name| agent(&subject.people, name)),
                is_part_of: work,
                citation: claim.links.iter().map(|link| link.url.clone()).collect(),
                creative_work_status: status(subject, at),
                comment: comment_on(subject, at, claim),
            })),
            Form::Indirect => Some(Node::Claim(claim_node(subject, at, claim, id, work))),
        },
        Detail::Quantity(_) | Detail::Date(_) | Detail::Comparison(_) => {
            Some(Node::Claim(claim_node(subject, at, claim, id, work)))
        }
    }
}

fn status(subject: &Subject<'_>, at: usize) -> Option<&'static str> {
    subject.said(at).map(|said| said.status.label())
}

fn comment_on(subject: &Subject<'_>, at: usize, claim: &Claim) -> Option<Comment> {
    let said = subject.said(at)?;
    Some(comment(subject.names.claim(claim, "comment"), &said))
}

fn comment(id: String, said: &Review<'_>) -> Comment {
    Comment {
        kind: "Comment",
        id,
        text: said.note.to_owned(),
        author: person(said.by),
        date_created: said.timestamp().map(str::to_owned),
        citation: said.address().unwrap_or_else(|| said.evidence.to_owned()),
    }
}

fn claim_node(
    subject: &Subject<'_>,
    at: usize,
    claim: &Claim,
    id: String,
    appearance: Work,
) -> ClaimNode {
    ClaimNode {
        kind: "Claim",
        id,
        name: claim.span.of(subject.text).to_owned(),
        text: reading::sentence(subject.text, claim),
        author: claim
            .source
            .as_ref()
            .and_then(|source| agent(&subject.people, &source.name)),
        appearance: Some(appearance),
        creative_work_status: status(subject, at),
        comment: comment_on(subject, at, claim),
    }
}
