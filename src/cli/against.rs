//! `--against`, for reading: what the source text has of each quotation and number.

use std::io::{self, Write};

use tickmark::check::against::{
    Against, Agreement, Difference, Fragment, Kind, Number, Presence, Quoted, Wording,
};
use tickmark::{Claim, Report, Span};

use super::terminal::{BOLD, DIM, plain};

/// Longer stretches of either text are shown by their ends.
const LONGEST: usize = 160;

/// The texts that are compared, with their claims; all spans count bytes.
pub struct Compared<'a> {
    pub text: &'a str,
    pub report: &'a Report,
    pub source: &'a str,
    /// What the source text is called.
    pub name: &'a str,
    pub found: &'a Against,
}

/// Prints what was found, what needs a look first.
pub fn print(out: &mut impl Write, compared: &Compared<'_>) -> io::Result<()> {
    let found = compared.found;
    writeln!(
        out,
        "\n{BOLD}Against {}: {}{BOLD:#}",
        plain(compared.name),
        summary(found)
    )?;
    for result in [Wording::Altered, Wording::Absent, Wording::Verbatim] {
        for quoted in found
            .quotations
            .iter()
            .filter(|quoted| quoted.result == result)
        {
            quotation(out, compared, quoted)?;
        }
    }
    for result in [Presence::Different, Presence::Absent, Presence::Present] {
        for found in found
            .numbers
            .iter()
            .filter(|number| number.result == result)
        {
            number(out, compared, found)?;
        }
    }
    Ok(())
}

/// "3 quotations: 1 verbatim, 1 altered, 1 absent; 2 numbers: 2 present".
fn summary(found: &Against) -> String {
    let part = |all: usize, one: &str, counts: &[(usize, &str)]| {
        let counts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        match all {
            0 => format!("no {one}s"),
            1 => format!("1 {one}: {}", counts.join(", ")),
            _ => format!("{all} {one}s: {}", counts.join(", ")),
        }
    };
    let quoted = |result| {
        found
            .quotations
            .iter()
            .filter(|quoted| quoted.result == result)
            .count()
    };
    let numbers = |result| {
        found
            .numbers
            .iter()
            .filter(|number| number.result == result)
            .count()
    };
    format!(
        "{}; {}",
        part(
            found.quotations.len(),
            "quotation",
            &[
                (quoted(Wording::Verbatim), "verbatim"),
                (quoted(Wording::Altered), "altered"),
                (quoted(Wording::Absent), "absent"),
            ],
        ),
        part(
            found.numbers.len(),
            "number",
            &[
                (numbers(Presence::Present), "present"),
                (numbers(Presence::Different), "different"),
                (numbers(Presence::Absent), "absent"),
            ],
        ),
    )
}

fn quotation(out: &mut impl Write, compared: &Compared<'_>, quoted: &Quoted) -> io::Result<()> {
    for fragment in &quoted.fragments {
        writeln!(
            out,
            "\n  {BOLD}{}{BOLD:#}  {}",
            wording(fragment),
            shown(compared.text, fragment.here)
        )?;
        if fragment.result == Wording::Verbatim && fragment.differences.is_empty() {
            continue;
        }
        for there in &fragment.there {
            writeln!(
                out,
                "       {DIM}source: {}{DIM:#}",
                shown(compared.source, *there)
            )?;
        }
        for difference in &fragment.differences {
            writeln!(out, "       {}", said(compared, difference))?;
        }
    }
    Ok(())
}

const fn wording(fragment: &Fragment) -> &'static str {
    match (fragment.result, fragment.marked) {
        (Wording::Verbatim, _) => "verbatim",
        (Wording::Altered, false) => "altered",
        (Wording::Altered, true) => "altered, and marked so",
        (Wording::Absent, _) => "absent",
    }
}

/// One difference in words.
fn said(compared: &Compared<'_>, difference: &Difference) -> String {
    let here = || shown(compared.text, difference.here);
    let there = || shown(compared.source, difference.there);
    match difference.kind {
        Kind::Changed => format!("changed: “{}” for “{}”", here(), there()),
        Kind::Missing => format!("left out: “{}”", there()),
        Kind::Inserted => format!("not in the source: “{}”", here()),
        Kind::Joined => format!("left out at the ellipsis: “{}”", there()),
        Kind::Moved => format!("what follows comes earlier in the source: “{}”", there()),
        Kind::Bracket if difference.here.is_empty() => format!("aside left out: “{}”", there()),
        Kind::Bracket if difference.there.is_empty() => format!("in brackets: “{}”", here()),
        Kind::Bracket => format!("in brackets: “{}” for “{}”", here(), there()),
        Kind::Punctuation => format!("punctuation: “{}” for “{}”", here(), there()),
        Kind::Marks => "quotation marks inside".to_owned(),
        Kind::Case => format!("capitals: “{}” for “{}”", here(), there()),
    }
}

fn number(out: &mut impl Write, compared: &Compared<'_>, number: &Number) -> io::Result<()> {
    let claim: Option<&Claim> = compared
        .report
        .claims
        .iter()
        .find(|claim| claim.id == number.claim);
    let words = claim.map_or_else(String::new, |claim| shown(compared.text, claim.span));
    let result = match (number.result, number.how) {
        (Presence::Present, Some(Agreement::Rounded)) => "present, rounded",
        (Presence::Present, Some(Agreement::Converted)) => "present, in another unit",
        (Presence::Present, _) => "present",
        (Presence::Different, _) => "different",
        (Presence::Absent, _) => "absent",
    };
    write!(out, "\n  {BOLD}{result}{BOLD:#}  {words}")?;
    if let Some(there) = number
        .there
        .filter(|_| number.result != Presence::Present || number.how != Some(Agreement::Same))
    {
        write!(out, "; source: {}", shown(compared.source, there))?;
    }
    writeln!(out)?;
    if let Some(sentence) = number
        .sentence
        .filter(|_| number.result == Presence::Different)
    {
        writeln!(
            out,
            "       {DIM}{}{DIM:#}",
            shown(compared.source, sentence)
        )?;
    }
    Ok(())
}

/// The text under a span, on one line and no longer than can be taken in.
fn shown(text: &str, span: Span) -> String {
    let all = span.of(text);
    if all.len() > 16 * LONGEST {
        let head: String = all.chars().take(LONGEST / 2).collect();
        let tail = all
            .char_indices()
            .rev()
            .nth(LONGEST / 2)
            .map_or(0, |(at, _)| at);
        return plain(&format!("{head} … {}", all.get(tail..).unwrap_or_default()));
    }
    let words: Vec<&str> = all.split_whitespace().collect();
    let line = words.join(" ");
    let count = line.chars().count();
    if count <= LONGEST {
        return plain(&line);
    }
    let head: String = line.chars().take(LONGEST / 2).collect();
    let tail: String = line.chars().skip(count - LONGEST / 2).collect();
    plain(&format!("{} … {}", head.trim_end(), tail.trim_start()))
}
