//! Who a claim comes from, as linked data.

use serde::Serialize;

use crate::report::Report;

/// A person or a body, by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// Whoever `name` names; `None` where it names nobody ("two officials", "he").
pub fn agent(report: &Report, name: &str) -> Option<Agent> {
    let person = report.people.iter().any(|person| person.name == name);
    // "the Kremlin", "Eurostat": a name has a capital beyond its first article.
    let named = name
        .split_whitespace()
        .any(|word| word.starts_with(char::is_uppercase));
    named.then(|| Agent {
        kind: if person { "Person" } else { "Organization" },
        name: name.to_owned(),
    })
}

/// Whoever signed a review; `None` where nobody did.
pub fn person(name: &str) -> Option<Agent> {
    (!name.is_empty()).then(|| Agent {
        kind: "Person",
        name: name.to_owned(),
    })
}
