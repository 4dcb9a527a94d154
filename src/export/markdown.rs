//! A checklist: a box for each claim, with what was read and where to check it.

use super::{Subject, reading};
use crate::lex::decimal::printed;
use crate::report::Claim;

pub fn write(subject: &Subject<'_>) -> String {
    let claims = &subject.report.claims;
    let mut out = format!(
        "# {} {} to check\n",
        claims.len(),
        if claims.len() == 1 { "claim" } else { "claims" }
    );
    if let Some(page) = subject.page {
        out.push_str("\nArticle: <");
        out.push_str(page.as_str());
        out.push_str(">\n");
    }
    for (at, claim) in claims.iter().enumerate() {
        out.push('\n');
        entry(&mut out, subject, at, claim);
    }
    out
}

fn entry(out: &mut String, subject: &Subject<'_>, at: usize, claim: &Claim) {
    out.push_str("- [ ] **");
    escape(out, claim.span.of(subject.text));
    out.push_str("**");
    if let Some(address) = subject.address(at) {
        out.push_str(" ([in the article](<");
        out.push_str(address);
        out.push_str(">))");
    }
    item(out, "Read as", &reading::line(claim));
    item(out, "Sentence", &reading::sentence(subject.text, claim));
    if let Some(source) = &claim.source {
        item(out, "Source", &source.name);
    }
    out.push_str(&format!("\n  - Worth: {}", printed(claim.worth)));
    if !claim.reasons.is_empty() {
        out.push_str(" (");
        escape(out, &claim.reasons.join(", "));
        out.push(')');
    }
    for link in &claim.links {
        out.push_str("\n  - [");
        escape(out, &link.label);
        out.push_str("](<");
        out.push_str(&link.url);
        out.push_str(">): ");
        escape(out, &link.why);
    }
    out.push('\n');
}

fn item(out: &mut String, label: &str, text: &str) {
    out.push_str("\n  - ");
    out.push_str(label);
    out.push_str(": ");
    escape(out, text);
}

/// Adds text of the article so that it can make no Markdown of its own: what marks up within a line is escaped,
/// and it stays on its line, where nothing else marks up.
fn escape(out: &mut String, text: &str) {
    let mut before = ' ';
    for c in text.trim_matches(is_space).chars() {
        if is_space(c) {
            if before != ' ' {
                out.push(' ');
            }
            before = ' ';
            continue;
        }
        let marks = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '&'
                | '~'
                | '|'
                | '!'
                | '#'
                | '^'
                | '='
                | '$'
                | '{'
                | '}'
                | '@'
        );
        // Addresses become links by themselves: "https:", "www."
        let address =
            c == ':' && before.is_ascii_alphabetic() || c == '.' && matches!(before, 'w' | 'W');
        if marks || address {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// What becomes one space: no line break and no control character stays.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}
