//! `--format text`: each sentence that holds claims, with the claims marked in it and listed below.
//!
//! Claims are set off by colour on a terminal and by square brackets elsewhere (NO_COLOR, a pipe, a
//! file). Control characters of the article are shown as pictures, so that no text can steer the
//! terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use super::against::{self, Compared};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use tickmark::{Check, Claim, Detail, Form, Outcome, Report, Span, Value};

/// Longer sentences are shown only around their claims, with "…" for what is left out.
const LONGEST: usize = 600;
/// Bytes shown before the first and after the last claim of such a sentence.
const CONTEXT: usize = 160;
/// Links shown for a claim; the JSON report holds them all.
const LINKS: usize = 2;

pub const DIM: Style = Style::new().dimmed();
pub const BOLD: Style = Style::new().bold();

/// Prints `report`, whose spans count bytes of `text`, and what a source text has of it.
pub fn print(text: &str, report: &Report, compared: Option<&Compared<'_>>) -> io::Result<()> {
    let stdout = io::stdout();
    // anstream knows NO_COLOR, CLICOLOR and TERM=dumb; a file or pipe never gets colour.
    let colour = stdout.is_terminal() && AutoStream::choice(&stdout) != ColorChoice::Never;
    let mut out = io::BufWriter::new(AutoStream::auto(stdout.lock()));
    writeln!(out, "{BOLD}{}{BOLD:#}", summary(report))?;
    let mut claims = report.claims.as_slice();
    let mut number = 0;
    while let Some(first) = claims.first() {
        // A quotation over several sentences joins them, with every claim in them.
        let mut sentence = first.sentence;
        let mut count = 0;
        while let Some(claim) = claims
            .get(count)
            .filter(|claim| claim.span.start < sentence.end)
        {
            sentence = sentence.cover(claim.sentence);
            count += 1;
        }
        let (here, rest) = claims.split_at(count.max(1));
        writeln!(out, "\n{}", marked(text, sentence, here, colour))?;
        for claim in here {
            number += 1;
            entry(&mut out, text, number, claim, &report.checks)?;
        }
        claims = rest;
    }
    if let Some(compared) = compared {
        against::print(&mut out, compared)?;
    }
    out.flush()
}

/// "12 claims: 7 numbers, 2 dates, 3 quotations".
fn summary(report: &Report) -> String {
    let count = |kind: &str| {
        report
            .claims
            .iter()
            .filter(|claim| claim.detail.kind() == kind)
            .count()
    };
    let some = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    match report.claims.len() {
        0 => "No claims found.".to_owned(),
        all => format!(
            "{}: {}, {}, {}, {}",
            some(all, "claim"),
            some(count("quantity"), "number"),
            some(count("date"), "date"),
            some(count("comparison"), "comparison"),
            some(count("quotation"), "quotation"),
        ),
    }
}

/// The sentence with its claims set off; an inner claim stands out from the one around it.
fn marked(text: &str, sentence: Span, claims: &[Claim], colour: bool) -> String {
    let (from, to) = shown(text, sentence, claims);
    let mut edges: Vec<(usize, bool, usize)> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        for span in highlighted(claim) {
            edges.push((span.start, true, index));
            edges.push((span.end, false, index));
        }
    }
    // At one place, ends come before starts; of two starts the outer claim's comes first.
    edges.sort_by_key(|&(at, opens, index)| {
        (at, opens, if opens { index } else { usize::MAX - index })
    });
    let mut out = String::new();
    out.push_str(if from > sentence.start { "… " } else { "" });
    let mut open: Vec<usize> = Vec::new();
    let mut at = from;
    let restyle = |out: &mut String, open: &[usize]| {
        let style = open
            .last()
            .and_then(|&index| claims.get(index))
            .map_or(Style::new(), style);
        let _ = write!(out, "{:#}{style}", BOLD);
    };
    for (edge, opens, index) in edges {
        push_plain(&mut out, text.get(at..edge).unwrap_or_default());
        at = at.max(edge);
        if opens {
            open.push(index);
        } else {
            open.retain(|&other| other != index);
        }
        match (colour, opens) {
            (true, _) => restyle(&mut out, &open),
            (false, true) => out.push('['),
            (false, false) => out.push(']'),
        }
    }
    push_plain(&mut out, text.get(at..to).unwrap_or_default());
    out.push_str(if to < sentence.end { " …" } else { "" });
    out
}

/// The part of the sentence that is printed.
fn shown(text: &str, sentence: Span, claims: &[Claim]) -> (usize, usize) {
    let first = claims
        .iter()
        .map(|claim| claim.span.start)
        .min()
        .unwrap_or(sentence.start);
    let last = claims
        .iter()
        .map(|claim| claim.span.end)
        .max()
        .unwrap_or(sentence.end);
    if sentence.len() <= LONGEST {
        return (sentence.start, sentence.end);
    }
    let mut from = first.saturating_sub(CONTEXT).max(sentence.start);
    let mut to = (last + CONTEXT).min(sentence.end);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    (from, to)
}

/// What is set off for a claim: a mixed quotation's fragments, else its span.
fn highlighted(claim: &Claim) -> Vec<Span> {
    match &claim.detail {
        Detail::Quotation(quotation) if quotation.form == Form::Mixed => quotation.quoted.clone(),
        _ => vec![claim.span],
    }
}

const fn style(claim: &Claim) -> Style {
    let colour = match claim.detail {
        Detail::Quantity(_) => AnsiColor::Yellow,
        Detail::Date(_) => AnsiColor::Cyan,
        Detail::Comparison(_) => AnsiColor::Magenta,
        Detail::Quotation(_) => AnsiColor::Green,
    };
    Style::new()
        .fg_color(Some(anstyle::Color::Ansi(colour)))
        .bold()
}

/// One claim: what was read, its source, the sums that it is part of, and where to check it.
fn entry(
    out: &mut impl Write,
    text: &str,
    number: usize,
    claim: &Claim,
    checks: &[Check],
) -> io::Result<()> {
    let mut parts = vec![format!(
        "{}{}{:#}",
        style(claim),
        reading(text, claim),
        style(claim)
    )];
    if !matches!(claim.detail, Detail::Quotation(_)) {
        parts.extend(
            claim
                .source
                .as_ref()
                .map(|source| format!("source: {}", plain(&source.name))),
        );
    }
    writeln!(
        out,
        "  {number:>3}. {}  {DIM}worth {:.2}{DIM:#}",
        parts.join("  |  "),
        claim.worth
    )?;
    for check in claim.checks.iter().filter_map(|&index| checks.get(index)) {
        let result = match check.result {
            Outcome::Holds => "holds",
            Outcome::Differs => "differs",
            Outcome::Implies => "implies",
        };
        writeln!(out, "       {BOLD}{result}{BOLD:#}: {}", plain(&check.sum))?;
    }
    for link in claim.links.iter().take(LINKS) {
        writeln!(out, "       {DIM}{}: {}{DIM:#}", link.label, link.url)?;
    }
    match claim.links.len().saturating_sub(LINKS) {
        0 => Ok(()),
        more => writeln!(
            out,
            "       {DIM}and {more} more links with --format json{DIM:#}"
        ),
    }
}

/// What was read in a claim.
fn reading(text: &str, claim: &Claim) -> String {
    match &claim.detail {
        Detail::Quantity(quantity) => {
            let mut parts = vec![format!(
                "{}{}",
                quantity.modifier.words(),
                value(quantity.value)
            )];
            parts.extend(quantity.unit.as_deref().map(plain));
            parts.extend(quantity.measured.as_deref().map(plain));
            parts.join("  |  ")
        }
        Detail::Comparison(comparison) => {
            let mut parts = vec![format!("comparison: {}", plain(&comparison.degree))];
            parts.extend(comparison.rank.map(|rank| format!("no. {rank}")));
            parts.extend(comparison.measured.as_deref().map(plain));
            parts.extend(comparison.with.map(|with| plain(with.of(text))));
            parts.join("  |  ")
        }
        Detail::Date(date) => match &date.value {
            Some(value) => format!("date {value}"),
            None => format!("date, relative: {}", plain(claim.span.of(text))),
        },
        Detail::Quotation(quotation) => {
            let form = match quotation.form {
                Form::Direct => "quotation",
                Form::Mixed => "quotation, in part",
                Form::Indirect => "reported words",
                Form::Scare => "term in quotation marks",
                Form::Title => "title in quotation marks",
            };
            let speaker = match (&quotation.speaker, quotation.form) {
                (Some(speaker), _) => format!("  |  {}", plain(speaker)),
                (None, Form::Scare | Form::Title) => String::new(),
                (None, _) => "  |  speaker unknown".to_owned(),
            };
            let unclosed = if quotation.unclosed {
                ", closing mark missing"
            } else {
                ""
            };
            format!("{form}{unclosed}{speaker}")
        }
    }
}

fn value(value: Value) -> String {
    match value {
        Value::One(one) => grouped(one),
        Value::Range(low, high) => format!("{} to {}", grouped(low), grouped(high)),
    }
}

/// A number with commas between thousands.
fn grouped(number: f64) -> String {
    let printed = if number.abs() >= 1e15 {
        format!("{number:e}")
    } else {
        // Six decimals are more than an article prints; a third would fill the line.
        let text = format!("{number:.6}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let (whole, rest) = printed.split_at(printed.find(['.', 'e']).unwrap_or(printed.len()));
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(if whole.starts_with('-') { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_plain(&mut out, text);
    out
}

/// Adds `text` with control characters as pictures and line breaks as spaces.
fn push_plain(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        '\u{7F}' => '␡',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        _ => c,
    }));
}
