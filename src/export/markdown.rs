//! A checklist: a box for each claim, with what was read and where to check it.

use super::{Lost, Review, Subject, reading};
use crate::lex::decimal::printed;
use crate::report::Claim;
use crate::text::pieces;

pub fn write(subject: &Subject<'_>) -> String {
    let claims = &subject.report.claims;
    let done =
        (0..claims.len()).filter(|&at| subject.said(at).is_some_and(|said| said.status.is_done()));
    let mut out = format!(
        "# {} {}",
        claims.len(),
        if claims.len() == 1 { "claim" } else { "claims" }
    );
    match done.count() {
        0 => out.push_str(" to check\n"),
        done => out.push_str(&format!(", {done} reviewed\n")),
    }
    if let Some(page) = subject.page {
        out.push_str("\nArticle: <");
        out.push_str(page.as_str());
        out.push_str(">\n");
    }
    for (at, claim) in claims.iter().enumerate() {
        out.push('\n');
        entry(&mut out, subject, at, claim);
    }
    if !subject.lost.is_empty() {
        out.push_str("\n## Not in the text any more\n");
    }
    for lost in subject.lost {
        out.push('\n');
        lost_entry(&mut out, lost);
    }
    out
}

fn begin(out: &mut String, said: Option<&Review<'_>>, words: &str) {
    let done = said.is_some_and(|said| said.status.is_done());
    out.push_str(if done { "- [x] **" } else { "- [ ] **" });
    escape(out, words);
    out.push_str("**");
}

fn lost_entry(out: &mut String, lost: &Lost<'_>) {
    begin(out, Some(&lost.review), lost.words);
    review(out, &lost.review);
    item(out, "Sentence", lost.sentence);
    out.push('\n');
}

/// What a person said, above what was read: it is what is looked for first.
fn review(out: &mut String, said: &Review<'_>) {
    let signed: Vec<&str> = [said.status.label(), said.by, said.time]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    item(out, "Status", &pieces::joined(&signed, ", "));
    if !said.note.is_empty() {
        out.push_str("\n  - Note: ");
        paragraphs(out, said.note);
    }
    match said.address() {
        Some(address) => {
            out.push_str("\n  - Evidence: [");
            escape(out, said.evidence);
            out.push_str("](<");
            // A reader makes "&copy;" one character, also in an address.
            out.push_str(&pieces::replaced(&address, "&", "&amp;"));
            out.push_str(">)");
        }
        None if said.evidence.is_empty() => {}
        None => item(out, "Evidence", said.evidence),
    }
}

/// Adds text of several lines: each break stays one, and no line begins a list, a heading or a rule of its own.
fn paragraphs(out: &mut String, text: &str) {
    let mut broken = "";
    for line in text.lines() {
        let line = line.trim_matches(is_space);
        if line.is_empty() {
            // A break before an empty line would be a backslash that is read.
            if !broken.is_empty() {
                broken = "\n\n    ";
            }
            continue;
        }
        out.push_str(broken);
        broken = "\\\n    ";
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line.get(digits..).unwrap_or_default();
        if rest.starts_with(['-', '+', '.', ')']) {
            out.push_str(line.get(..digits).unwrap_or_default());
            out.push('\\');
            escape(out, rest);
        } else {
            escape(out, line);
        }
    }
}

fn entry(out: &mut String, subject: &Subject<'_>, at: usize, claim: &Claim) {
    let said = subject.said(at);
    begin(out, said.as_ref(), claim.span.of(subject.text));
    if let Some(address) = subject.address(at) {
        out.push_str(" ([in the article](<");
        out.push_str(address);
        out.push_str(">))");
    }
    if let Some(said) = &said {
        review(out, said);
    }
    item(out, "Read as", &reading::line(claim));
    item(out, "Sentence", &reading::sentence(subject.text, claim));
    if let Some(source) = &claim.source {
        item(out, "Source", &source.name);
    }
    out.push_str(&format!("\n  - Worth: {}", printed(claim.worth)));
    if !claim.reasons.is_empty() {
        out.push_str(" (");
        escape(out, &pieces::joined(&claim.reasons, ", "));
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
