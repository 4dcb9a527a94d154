//! Check-worthiness: a weighted sum that a person can follow. The weights are in `data/worth.csv`.

use crate::report::{Claim, Detail, Form, Modifier, Value};

/// Something about a claim that makes it more or less worth checking.
#[derive(Clone, Copy, Debug)]
struct Feature {
    weight: f64,
    reason: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/worth.rs"));

/// A quotation of this many words says something whole.
const LONG: usize = 8;

/// Sets the claim's worth and its reasons, weightiest first.
pub(super) fn weigh(text: &str, claim: &mut Claim) {
    let mut features = features(text, claim);
    features.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let sum: f64 = features.iter().map(|feature| feature.weight).sum();
    // Two digits: the weights have no more, and sums of binary fractions would show otherwise.
    claim.worth = (sum.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    claim.reasons = features.iter().map(|feature| feature.reason).collect();
}

fn features(text: &str, claim: &Claim) -> Vec<Feature> {
    let mut features = Vec::new();
    match &claim.detail {
        Detail::Quantity(quantity) => {
            features.push(QUANTITY);
            features.extend(match quantity.dimension {
                Some("count") => Some(COUNT),
                Some("time" | "age") => Some(PERIOD),
                Some(_) => Some(MEASURED_UNIT),
                None => None,
            });
            features.extend(match quantity.modifier {
                Modifier::Up | Modifier::Down => Some(CHANGE),
                Modifier::About | Modifier::Above | Modifier::Below => Some(HEDGED),
                Modifier::Exact => None,
            });
            if matches!(quantity.value, Value::Range(..)) {
                features.push(RANGE);
            }
        }
        Detail::Date(_) => features.push(DATE),
        Detail::Comparison(_) => features.push(COMPARISON),
        Detail::Quotation(quotation) => {
            if matches!(quotation.form, Form::Scare | Form::Title) {
                return vec![QUOTATION, NOT_ATTRIBUTED];
            }
            features.push(if quotation.form == Form::Indirect {
                INDIRECT
            } else {
                QUOTATION
            });
            if quotation.speaker.is_some() {
                features.push(NAMED_SPEAKER);
            }
            if claim.span.of(text).split_whitespace().nth(LONG).is_some() {
                features.push(LONG_QUOTATION);
            }
        }
    }
    if claim.source.is_none() && !matches!(claim.detail, Detail::Date(_)) {
        features.push(NO_SOURCE);
    }
    features
}
