//! A line for each claim, for a spreadsheet.
//!
//! Written by hand: a field in quotation marks with its own doubled is all of RFC 4180 that a writer needs. The
//! tests read it back with the `csv` crate.

use super::{Lost, Review, Subject, reading};
use crate::lex::decimal::printed;
use crate::report::{Claim, Detail, Form};
use crate::text::pieces;

/// Columns of links.
const LINKS: usize = 3;

const HEADER: [&str; 24] = [
    "id",
    "kind",
    "claim",
    "sentence",
    "value",
    "unit",
    "modifier",
    "measured",
    "date",
    "form",
    "speaker",
    "source",
    "worth",
    "reasons",
    "address",
    "link 1",
    "link 2",
    "link 3",
    "status",
    "checked by",
    "note",
    "evidence",
    "when",
    "lost",
];

/// Where the columns of what persons said begin.
const REVIEW: usize = 18;

pub fn write(subject: &Subject<'_>) -> String {
    let mut out = String::new();
    line(&mut out, HEADER.map(String::from));
    for (at, claim) in subject.report.claims.iter().enumerate() {
        line(&mut out, cells(subject, at, claim));
    }
    for lost in subject.lost {
        line(&mut out, of_lost(lost));
    }
    out
}

/// Fills the columns of what a person said.
fn review(cells: &mut [String; HEADER.len()], said: &Review<'_>) {
    let Review {
        status,
        note,
        evidence,
        by,
        time,
        ..
    } = *said;
    let told = [status.label(), by, note, evidence, time];
    for (cell, said) in cells.iter_mut().skip(REVIEW).zip(told) {
        said.clone_into(cell);
    }
}

/// The line of a claim that is not in the text any more.
fn of_lost(lost: &Lost<'_>) -> [String; HEADER.len()] {
    let mut cells = [const { String::new() }; HEADER.len()];
    let [_, kind, words, sentence, .., reason] = &mut cells;
    lost.kind.clone_into(kind);
    lost.words.clone_into(words);
    lost.sentence.clone_into(sentence);
    "not in the text any more".clone_into(reason);
    review(&mut cells, &lost.review);
    cells
}

fn cells(subject: &Subject<'_>, at: usize, claim: &Claim) -> [String; HEADER.len()] {
    let mut cells = [const { String::new() }; HEADER.len()];
    let [
        id,
        kind,
        words,
        sentence,
        value,
        unit,
        modifier,
        measured,
        date,
        form,
        speaker,
        source,
        worth,
        reasons,
        address,
        link_1,
        link_2,
        link_3,
        ..,
    ] = &mut cells;
    id.clone_from(&claim.id);
    claim.detail.kind().clone_into(kind);
    claim.span.of(subject.text).clone_into(words);
    *sentence = reading::sentence(subject.text, claim);
    match &claim.detail {
        Detail::Quantity(quantity) => {
            *value = reading::value(quantity.value);
            *unit = quantity.unit.as_deref().unwrap_or_default().to_owned();
            quantity.modifier.sign().clone_into(modifier);
            *measured = quantity.measured.clone().unwrap_or_default();
        }
        Detail::Date(read) => *date = read.value.clone().unwrap_or_default(),
        Detail::Comparison(comparison) => {
            *measured = comparison.measured.clone().unwrap_or_default();
        }
        Detail::Quotation(quotation) => {
            *form = match quotation.form {
                Form::Direct => "direct",
                Form::Mixed => "mixed",
                Form::Indirect => "indirect",
                Form::Scare => "scare",
                Form::Title => "title",
            }
            .to_owned();
            *speaker = quotation.speaker.clone().unwrap_or_default();
        }
    }
    *source = claim
        .source
        .as_ref()
        .map(|source| source.name.clone())
        .unwrap_or_default();
    *worth = printed(claim.worth);
    *reasons = pieces::joined(&claim.reasons, "; ");
    *address = subject.address(at).unwrap_or_default().to_owned();
    for (cell, link) in [link_1, link_2, link_3]
        .into_iter()
        .zip(claim.links.iter().take(LINKS))
    {
        cell.clone_from(&link.url);
    }
    if let Some(said) = subject.review(at) {
        review(&mut cells, &said);
    }
    cells
}

fn line(out: &mut String, cells: [String; HEADER.len()]) {
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        field(out, cell);
    }
    out.push_str("\r\n");
}

/// Adds one cell in quotation marks. A spreadsheet takes a cell for a formula by its first character; an
/// apostrophe before it makes it text.
fn field(out: &mut String, cell: &str) {
    out.push('"');
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        out.push('\'');
    }
    for c in cell.chars() {
        match c {
            '"' => out.push_str("\"\""),
            // A spreadsheet's file format has no NUL.
            '\0' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out.push('"');
}
