//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): one for each claim, and one for each review.

use serde::Serialize;

use super::{Lost, Review, Subject, reading};
use crate::report::Claim;
use crate::text::{Span, pieces};

/// Characters of the text before and behind a claim that help to find it again.
const CONTEXT: usize = 32;

/// An `AnnotationCollection` with all annotations on one page.
#[derive(Clone, Debug, Serialize)]
pub struct Collection {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'static str,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Page>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    part_of: String,
    start_index: usize,
    items: Vec<Annotation>,
}

#[derive(Clone, Debug, Serialize)]
struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    body: Vec<Body>,
    target: Target,
}

/// The person who says so; what was read has none.
#[derive(Clone, Debug, Serialize)]
struct Creator {
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Body {
    Text {
        #[serde(rename = "type")]
        kind: &'static str,
        value: String,
        format: &'static str,
        /// Which language a person writes is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<&'static str>,
        purpose: &'static str,
    },
    Link {
        #[serde(rename = "type")]
        kind: &'static str,
        source: String,
        purpose: &'static str,
    },
}

#[derive(Clone, Debug, Serialize)]
struct Target {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    selector: Vec<Selector>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Selector {
    Quote(Quote),
    Position(Position),
}

/// `TextQuoteSelector`.
#[derive(Clone, Debug, Serialize)]
struct Quote {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
    prefix: String,
    suffix: String,
}

/// `TextPositionSelector`: Unicode code points.
#[derive(Clone, Debug, Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

/// The report's claims as annotations on the page, or on the text by a name of its own where no address is known.
pub fn collection(subject: &Subject<'_>) -> Collection {
    let id = subject.names.thing("annotations");
    let source = subject.page.map_or_else(
        || subject.names.thing("text"),
        |page| page.as_str().to_owned(),
    );
    let positions = positions(subject);
    let mut items: Vec<Annotation> = subject
        .report
        .claims
        .iter()
        .zip(positions)
        .enumerate()
        .flat_map(|(at, (claim, position))| {
            let target = Target {
                kind: "SpecificResource",
                source: source.clone(),
                selector: vec![
                    Selector::Quote(quote(subject.text, claim.span)),
                    Selector::Position(Position {
                        kind: "TextPositionSelector",
                        start: position.start,
                        end: position.end,
                    }),
                ],
            };
            let said = subject.said(at).map(|said| {
                let id = subject.names.claim(claim, "review");
                reviewed(id, &said, target.clone())
            });
            [Some(annotation(subject, claim, target)), said]
        })
        .flatten()
        .collect();
    let lost = subject.lost.iter().enumerate();
    items.extend(lost.map(|(at, lost)| {
        let id = subject.names.thing(&format!("lost {at}"));
        let target = Target {
            kind: "SpecificResource",
            source: source.clone(),
            selector: vec![Selector::Quote(quote_of_lost(lost))],
        };
        reviewed(id, &lost.review, target)
    }));
    Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        kind: "AnnotationCollection",
        label: "Claims to check",
        total: items.len(),
        first: (!items.is_empty()).then(|| Page {
            id: subject.names.thing("page"),
            kind: "AnnotationPage",
            part_of: id.clone(),
            start_index: 0,
            items,
        }),
        id,
    }
}

/// What a person found out of a claim, as an annotation of that person's: evidence and the links to check with are
/// kept apart so.
fn reviewed(id: String, said: &Review<'_>, target: Target) -> Annotation {
    let text = |value: &str, language, purpose| Body::Text {
        kind: "TextualBody",
        value: value.to_owned(),
        format: "text/plain",
        language,
        purpose,
    };
    let mut body = vec![text(said.status.label(), Some("en"), "tagging")];
    if !said.note.is_empty() {
        body.push(text(said.note, None, "commenting"));
    }
    match said.address() {
        Some(source) => body.push(Body::Link {
            kind: "SpecificResource",
            source,
            purpose: "linking",
        }),
        None if said.evidence.is_empty() => {}
        None => body.push(text(said.evidence, None, "commenting")),
    }
    Annotation {
        id,
        kind: "Annotation",
        motivation: "commenting",
        creator: (!said.by.is_empty()).then(|| Creator {
            kind: "Person",
            name: said.by.to_owned(),
        }),
        created: said.timestamp().map(str::to_owned),
        body,
        target,
    }
}

fn annotation(subject: &Subject<'_>, claim: &Claim, target: Target) -> Annotation {
    let mut value = reading::line(claim);
    if let Some(source) = &claim.source {
        value.push_str("; source: ");
        value.push_str(&source.name);
    }
    let mut body = vec![Body::Text {
        kind: "TextualBody",
        value,
        format: "text/plain",
        language: Some("en"),
        purpose: "describing",
    }];
    body.extend(claim.links.iter().map(|link| Body::Link {
        kind: "SpecificResource",
        source: link.url.clone(),
        purpose: "linking",
    }));
    Annotation {
        id: subject.names.claim(claim, "annotation"),
        kind: "Annotation",
        // Nothing is assessed by us; and stored versions of the W3C’s context lack the term "assessing".
        motivation: "questioning",
        creator: None,
        created: None,
        body,
        target,
    }
}

/// The claims' spans in code points, counted in one pass.
fn positions(subject: &Subject<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = subject
        .report
        .claims
        .iter()
        .map(|claim| claim.span)
        .collect();
    crate::text::offsets::convert_spans(subject.text, crate::Offsets::Char, |visit| {
        spans.iter_mut().for_each(visit);
    });
    spans
}

/// A lost claim's words in their sentence as it was: a reader that looks for words that are alike can find them, and one that
/// does not lists the annotation without a place.
fn quote_of_lost(lost: &Lost<'_>) -> Quote {
    match pieces::find_long(lost.sentence, lost.words) {
        Some(start) => quote(lost.sentence, Span::new(start, start + lost.words.len())),
        None => quote(lost.words, Span::new(0, lost.words.len())),
    }
}

fn quote(text: &str, span: Span) -> Quote {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last();
    let prefix = from.map_or("", |(at, _)| before.get(at..).unwrap_or_default());
    let to = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    let suffix = after.get(..to).unwrap_or_default();
    let left = from
        .and_then(|(at, _)| before.get(..at))
        .unwrap_or_default();
    let right = after.get(to..).unwrap_or_default();
    Quote {
        kind: "TextQuoteSelector",
        exact: span.of(text).to_owned(),
        prefix: whole_start(left, prefix).to_owned(),
        suffix: whole_end(suffix, right).to_owned(),
    }
}

/// `text` without the tail of a character that starts in `left` ("é" of two code points, a flag, a family).
fn whole_start<'a>(left: &str, text: &'a str) -> &'a str {
    let mut before = left.chars().next_back();
    let mut rest = text;
    while let (Some(last), Some(first)) = (before, rest.chars().next())
        && is_joined(last, first)
    {
        before = Some(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    rest
}

/// `text` without the head of a character that ends in `right`.
fn whole_end<'a>(text: &'a str, right: &str) -> &'a str {
    let mut after = right.chars().next();
    let mut rest = text;
    while let (Some(last), Some(next)) = (rest.chars().next_back(), after)
        && is_joined(last, next)
    {
        after = Some(last);
        rest = rest.get(..rest.len() - last.len_utf8()).unwrap_or_default();
    }
    rest
}

/// Whether a reader may take the two code points for one character. It errs towards yes: the context is then a
/// little shorter.
const fn is_joined(first: char, second: char) -> bool {
    matches!(first, '\u{200D}' | '\u{1F1E6}'..='\u{1F1FF}') && !second.is_ascii()
        || matches!(first, '\r') && matches!(second, '\n')
        || matches!(second,
            '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{E31}'..='\u{E3A}'
            | '\u{E47}'..='\u{E4E}' | '\u{1160}'..='\u{11FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
            | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}
