//! What was read in a claim, in words.

use crate::lex::decimal::printed;
use crate::report::{Claim, Detail, Form, Quotation, Value};
use crate::text::{Span, pieces};

/// "701" or "5 to 10".
pub fn value(value: Value) -> String {
    match value {
        Value::One(one) => printed(one),
        Value::Range(low, high) => format!("{} to {}", printed(low), printed(high)),
    }
}

/// What a quotation is.
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "quotation",
        Form::Mixed => "quotation in part",
        Form::Indirect => "reported words",
        Form::Scare => "term in quotation marks",
        Form::Title => "title in quotation marks",
    }
}

/// What was read, on one line: "about 90000000 euro, of the fund".
pub fn line(claim: &Claim) -> String {
    match &claim.detail {
        Detail::Quantity(quantity) => {
            let mut line = format!("{}{}", quantity.modifier.words(), value(quantity.value));
            if let Some(unit) = &quantity.unit {
                line.push(' ');
                line.push_str(unit);
            }
            if let Some(measured) = &quantity.measured {
                line.push_str(", measured: ");
                line.push_str(measured);
            }
            line
        }
        Detail::Date(date) => match &date.value {
            Some(value) => format!("date {value}"),
            None => "date, relative to the article’s own".to_owned(),
        },
        Detail::Comparison(comparison) => {
            let mut line = format!("comparison: {}", comparison.degree);
            if let Some(measured) = &comparison.measured {
                line.push(' ');
                line.push_str(measured);
            }
            line
        }
        Detail::Quotation(quotation) => {
            let mut line = form(quotation.form).to_owned();
            if let Some(speaker) = &quotation.speaker {
                line.push_str(" of ");
                line.push_str(speaker);
            }
            line
        }
    }
}

/// Bytes of a sentence that are written; a text without full stops has one sentence for all its claims.
const LONGEST: usize = 1_000;

/// The claim's sentence; of a very long one what stands around the claim.
pub fn sentence(text: &str, claim: &Claim) -> String {
    let whole = claim.sentence;
    let from = whole
        .start
        .max(claim.span.start.saturating_sub(LONGEST / 2));
    let to = whole.end.min(claim.span.end.saturating_add(LONGEST / 2));
    if whole.len() <= LONGEST || (from == whole.start && to == whole.end) {
        return whole.of(text).to_owned();
    }
    let from = (whole.start..=from)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(whole.start);
    let to = (to..=whole.end)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(whole.end);
    let before = if from > whole.start { "… " } else { "" };
    let after = if to < whole.end { " …" } else { "" };
    format!("{before}{}{after}", Span::new(from, to).of(text).trim())
}

/// The words of a quotation without its outer marks; parts are joined by an ellipsis.
pub fn words(text: &str, span: Span, quotation: &Quotation) -> String {
    if quotation.quoted.is_empty() {
        return span.of(text).to_owned();
    }
    let last = quotation.quoted.len() - 1;
    let bare = |(at, quoted): (usize, &Span)| {
        let inner = quoted.of(text);
        let inner = inner.strip_prefix(crate::text::is_quote).unwrap_or(inner);
        // Only the last fragment can lack its closing mark: it ends with the paragraph.
        let inner = if quotation.unclosed && at == last {
            inner
        } else {
            inner.strip_suffix(crate::text::is_quote).unwrap_or(inner)
        };
        inner.trim().to_owned()
    };
    let parts: Vec<String> = quotation.quoted.iter().enumerate().map(bare).collect();
    pieces::joined(&parts, " … ")
}
