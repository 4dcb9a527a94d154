//! Numbers with their units: each numeral, what stands around it, and whether it is a claim at all.

mod change;
mod count;
mod measured;
mod modifier;
mod silence;
mod unit;

use std::borrow::Cow;

use self::unit::Measure;
use crate::detect::QuantityMention;
use crate::lex::numeral::{Numeral, Style, numeral};
use crate::report::{Modifier, Value};
use crate::text::{Block, Kind, Span, lexicon};

/// The quantities of `block`, in order, none overlapping another nor a span in `taken` (sorted).
#[must_use]
pub fn detect(block: &Block<'_>, taken: &[Span]) -> Vec<QuantityMention> {
    let mut found: Vec<QuantityMention> = Vec::new();
    let masked = silence::masked(block);
    let mut at = 0;
    while let Some(token) = block.tokens.get(at) {
        let starts = match token.kind {
            Kind::Number => true,
            Kind::Word => token.class.is(lexicon::NUMBER_WORD | lexicon::NUMBER_START),
            Kind::Other => !token.span.of(block.text).is_ascii(),
            _ => false,
        };
        if !starts {
            at += 1;
            continue;
        }
        if let Some((mention, next)) = change::multiple(block, at) {
            found.push(mention);
            at = next;
            continue;
        }
        let Some(number) = numeral(block, at) else {
            at += 1;
            continue;
        };
        let span = block.span(number.first, number.last);
        if covered(taken, span) || covered(&masked, span) {
            at += 1;
            continue;
        }
        let (mentions, next) = quantity(block, number, found.last());
        let clear = mentions
            .iter()
            .all(|mention| !covered(taken, mention.numeral));
        if clear {
            found.extend(mentions);
        }
        at = next.max(at + 1);
    }
    found
}

/// Whether some span of `spans` (sorted, apart) overlaps `span`.
fn covered(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|other| other.end <= span.start);
    spans.get(after).is_some_and(|other| other.overlaps(span))
}

/// The second end of a range.
struct Second {
    number: Numeral,
    /// The unit printed behind the first end ("3% to 5%").
    between: Option<Measure>,
}

/// The quantities that the numeral opens (one, or none where it is no claim) and the token after them.
fn quantity(
    block: &Block<'_>,
    mut number: Numeral,
    before: Option<&QuantityMention>,
) -> (Vec<QuantityMention>, usize) {
    let sign = unit::sign(block, number.first);
    let start = sign.as_ref().map_or(number.first, |sign| sign.first);
    let hedge = modifier::before(block, start);
    let hedged = hedge.as_ref().map_or(start, |hedge| hedge.first);
    let direction = change::direction(block, hedged);
    let second = if direction.is_some() && !block.is(number.last + 1, "-") {
        None
    } else {
        second(block, &number, sign.is_some())
    };
    let numbers_end = second
        .as_ref()
        .map_or(number.last, |second| second.number.last);
    let scored = second.is_some() && silence::is_score(block, number.first, numbers_end);
    if scored {
        return (Vec::new(), numbers_end + 1);
    }
    let measure = match sign {
        Some(sign) => Some(unit::with_sign(block, numbers_end, &sign)),
        None => unit::after(block, numbers_end, &mut number),
    };
    let measure = measure.or_else(|| second.as_ref().and_then(|second| second.between.clone()));
    let mut end = measure
        .as_ref()
        .map_or(numbers_end, |measure| measure.last.max(numbers_end));
    let mut value = number.value;
    if let (Some(second), Value::One(low), Value::One(high)) = (
        &second,
        number.value,
        second
            .as_ref()
            .map_or(Value::One(0.0), |second| second.number.value),
    ) {
        // "5-10 million": the scale is that of both, unless the first would then be the larger.
        let shared = second.number.scale > number.scale
            && number.scale == 1.0
            && low <= high / second.number.scale;
        value = Value::Range(
            if shared {
                low * second.number.scale
            } else {
                low
            },
            high,
        );
    }
    let age = if measure.is_none() && second.is_none() {
        unit::age(block, &number, start)
    } else {
        None
    };
    let counted = if measure.is_none() && age.is_none() {
        count::noun(block, numbers_end, &number)
    } else {
        None
    };
    if measure.is_none()
        && age.is_none()
        && silence::is_name(
            block,
            &number,
            counted.is_some(),
            hedge.is_some() || direction.is_some(),
        )
    {
        return (Vec::new(), numbers_end + 1);
    }
    if measure.is_none()
        && age.is_none()
        && silence::is_bare(
            block,
            &number,
            counted.as_ref(),
            hedge.is_some() || second.is_some(),
            before,
        )
    {
        return (Vec::new(), numbers_end + 1);
    }
    let (unit, dimension, currency): (Option<Cow<'static, str>>, _, _) =
        match (&measure, &age, &counted) {
            (Some(measure), ..) => (
                Some(measure.name.clone()),
                Some(measure.dimension),
                measure.currency,
            ),
            (_, Some(last), _) => {
                end = end.max(*last);
                (Some(Cow::Borrowed("year of age")), Some("age"), None)
            }
            (_, _, Some(noun)) => {
                end = end.max(noun.last);
                let dimension = if number.style == Style::Fraction {
                    "share"
                } else {
                    "count"
                };
                (Some(Cow::Owned(noun.unit.clone())), Some(dimension), None)
            }
            _ if number.style == Style::Fraction => (None, Some("share"), None),
            _ => (None, None, None),
        };
    let after = modifier::after(block, end);
    let sign = direction
        .map(|direction| direction.modifier)
        .or_else(|| hedge.as_ref().map(|hedge| hedge.sign))
        .or_else(|| after.map(|(sign, _)| sign))
        .or_else(|| change::noun_after(block, end))
        .unwrap_or_default();
    // A count is highlighted without its noun where the noun is far more than the number.
    let first = hedge.as_ref().map_or(start, |hedge| hedge.first);
    let last = after.map_or(end, |(_, last)| last);
    let numeral_span = block.span(number.first, numbers_end);
    let measured = measured::of(block, start, end, counted.as_ref());
    let mention = QuantityMention {
        span: block.span(first, last).cover(numeral_span),
        numeral: numeral_span,
        value,
        unit,
        currency,
        dimension,
        modifier: sign,
        measured,
    };
    (vec![mention], end + 1)
}

/// The second end of a range that `first` opens: "5-10", "3% to 5%", "between 3 and 5", "$10 to $15 billion".
fn second(block: &Block<'_>, first: &Numeral, signed: bool) -> Option<Second> {
    if !matches!(first.value, Value::One(_)) || first.style == Style::Fraction {
        return None;
    }
    let mut probe = *first;
    let between =
        unit::after(block, first.last, &mut probe).filter(|measure| measure.last > first.last);
    for joint in [
        between.as_ref().map(|measure| measure.last + 1),
        Some(first.last + 1),
    ]
    .into_iter()
    .flatten()
    {
        let dash = matches!(block.word(joint), "-" | "–" | "—" | "−");
        let word = block.is(joint, "to")
            || block.is(joint, "and") && opened_by(block, first.first, "between");
        let from_change = block.is(joint, "to")
            && opened_by(block, first.first, "from")
            && change::is_from(block, first.first);
        if !(dash || word) || from_change {
            continue;
        }
        let at = if signed || word {
            unit::skip_sign(block, joint + 1)
        } else {
            joint + 1
        };
        // A hedge may stand before the second end ("from up to 252 miles to 287 miles").
        let Some(number) = numeral(block, at) else {
            continue;
        };
        let dashed = !dash || block.is_glued(joint) == block.is_glued(joint + 1);
        let (Value::One(low), Value::One(high)) = (first.value, number.value) else {
            continue;
        };
        let ordered = low < high * number.scale.max(1.0) || dash;
        if !dashed || number.style == Style::Fraction || !ordered {
            continue;
        }
        // "two-year" is no range; nor is "1-to-1".
        let between = if joint > first.last + 1 {
            between
        } else {
            None
        };
        return Some(Second { number, between });
    }
    None
}

/// Whether the number at token `first`, its sign and hedge aside, stands behind `word`.
fn opened_by(block: &Block<'_>, first: usize, word: &str) -> bool {
    (1..=5)
        .filter_map(|back| first.checked_sub(back))
        .any(|at| block.is(at, word))
}

/// What a detector of this folder needs to build a mention that is no numeral of its own.
fn plain(span: Span, value: f64, unit: &'static str, modifier: Modifier) -> QuantityMention {
    QuantityMention {
        span,
        numeral: span,
        value: Value::One(value),
        unit: Some(Cow::Borrowed(unit)),
        currency: None,
        dimension: Some("ratio"),
        modifier,
        measured: None,
    }
}
