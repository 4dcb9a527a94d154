//! A check before claims are called by their ids.

use std::borrow::Cow;

use super::scene::Figure;
use crate::report::{Check, CheckKind, Outcome, Value};

/// One sum.
#[derive(Debug, PartialEq)]
pub struct Finding {
    pub kind: CheckKind,
    pub result: Outcome,
    /// Indices of claims.
    pub claims: Vec<usize>,
    pub sum: String,
    /// What is implied.
    pub value: Option<f64>,
    pub unit: Option<Cow<'static, str>>,
    pub currency: Option<&'static str>,
}

impl Finding {
    /// The last of its claims.
    pub fn last(&self) -> usize {
        self.claims.iter().max().copied().unwrap_or_default()
    }

    /// As a report has it; `id` gives a claim's.
    pub fn check(&self, id: &impl Fn(&usize) -> Option<String>) -> Check {
        Check {
            kind: self.kind,
            result: self.result,
            claims: self.claims.iter().filter_map(id).collect(),
            sum: self.sum.clone(),
            value: self.value.map(Value::One),
            unit: self.unit.clone(),
            currency: self.currency,
        }
    }

    /// That the numbers agree or differ.
    pub fn compared(kind: CheckKind, agree: bool, figures: &[&Figure<'_>], sum: String) -> Self {
        let mut claims: Vec<usize> = Vec::with_capacity(figures.len());
        for figure in figures {
            // Both ends of "from 5 to 10" may be one claim.
            if !claims.contains(&figure.claim) {
                claims.push(figure.claim);
            }
        }
        Self::of_claims(kind, agree, claims, sum)
    }

    /// A comparison of the claims with these places.
    pub fn of_claims(kind: CheckKind, agree: bool, claims: Vec<usize>, sum: String) -> Self {
        Self {
            kind,
            result: if agree {
                Outcome::Holds
            } else {
                Outcome::Differs
            },
            claims,
            sum,
            value: None,
            unit: None,
            currency: None,
        }
    }

    /// That `value` follows, in the unit of `like`.
    pub fn implied(
        kind: CheckKind,
        value: f64,
        like: &Figure<'_>,
        figures: &[&Figure<'_>],
        sum: String,
    ) -> Self {
        Self {
            value: Some(short(value)),
            unit: like.quantity.unit.clone(),
            currency: like.quantity.currency,
            result: Outcome::Implies,
            ..Self::compared(kind, true, figures, sum)
        }
    }

    /// That a share of `percent` follows.
    pub fn implied_percent(
        kind: CheckKind,
        percent: f64,
        figures: &[&Figure<'_>],
        sum: String,
    ) -> Self {
        Self {
            value: Some(short(percent)),
            unit: Some(Cow::Borrowed("percentage")),
            result: Outcome::Implies,
            ..Self::compared(kind, true, figures, sum)
        }
    }
}

/// Twelve digits: more are only what binary fractions cannot say.
fn short(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let step = 10_f64.powi(11 - value.abs().log10().floor() as i32);
    let rounded = (value * step).round() / step;
    if rounded.is_finite() { rounded } else { value }
}
