//! Who a claim comes from, as linked data.

use serde::Serialize;

use crate::report::Report;
use crate::text::lookup::{Lookup, hash};

/// The names of the people of an article: each claim asks for one.
pub struct People(Lookup<bool>);

impl People {
    pub fn of(report: &Report) -> Self {
        let mut names = Lookup::default();
        for person in &report.people {
            *names.of(hash(person.name.as_bytes())) = true;
        }
        Self(names)
    }
}

/// A person or a body, by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// Whoever `name` names; `None` where it names nobody ("two officials", "he").
pub fn agent(people: &People, name: &str) -> Option<Agent> {
    let person = people.0.get(hash(name.as_bytes())).is_some();
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
