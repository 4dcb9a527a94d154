//! What the checks read: the numbers of the article with their places, and the words around them.

use std::ops::Range;

use super::interval::Interval;
use crate::detect::Reading;
use crate::lex::calendar::Day;
use crate::lex::decimal::decimal;
use crate::report::{Claim, Detail, Modifier, Quantity, Value};
use crate::text::{Block, Span, pieces};

use super::word;

/// The article as the checks see it.
pub struct Scene<'a> {
    pub text: &'a str,
    pub published: Option<Day>,
    /// All claims of the article.
    pub claims: &'a [Claim],
    /// Those that are looked at.
    pub range: Range<usize>,
    /// All blocks, also those without a number.
    pub blocks: Vec<Span>,
    /// The blocks that hold a number, in order.
    pub passages: Vec<Passage<'a>>,
    /// All numbers, in order.
    pub figures: Vec<Figure<'a>>,
}

/// One block that holds a number.
pub struct Passage<'a> {
    /// Index into [`Scene::blocks`].
    pub number: usize,
    pub block: Block<'a>,
}

/// How far a number is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As printed.
    Exact,
    /// Hedged.
    About,
    /// It or less.
    AtMost,
    /// It or more.
    AtLeast,
}

/// A number of the article.
pub struct Figure<'a> {
    /// Index into [`Scene::claims`].
    pub claim: usize,
    pub quantity: &'a Quantity,
    /// Index into [`Scene::passages`].
    pub passage: usize,
    /// Index of the sentence in its block.
    pub sentence: usize,
    /// The claim, or one end of a claim that gives both ends of a change.
    pub span: Span,
    /// The numeral in it.
    pub numeral: Span,
    /// First and last token of the claim, in its block.
    pub first: usize,
    pub last: usize,
    /// Last token of the numeral alone.
    pub numeral_last: usize,
    /// The number; the middle of a range.
    pub value: f64,
    /// What it may stand for, its hedge heeded.
    pub interval: Interval,
    pub bound: Bound,
    pub is_range: bool,
}

impl Figure<'_> {
    /// The unit's name; empty for a bare number.
    fn unit(&self) -> &str {
        self.quantity.unit.as_deref().unwrap_or_default()
    }

    /// Whether both are in the same unit; numbers without one are.
    pub fn same_unit(&self, other: &Self) -> bool {
        self.unit() == other.unit()
            && self.quantity.currency == other.quantity.currency
            && self.quantity.dimension == other.quantity.dimension
    }

    /// The same unit, or one of them printed without it: "1,200 workers, twice the 600". Money is never without.
    pub fn is_like(&self, other: &Self) -> bool {
        let bare = |figure: &Self| figure.unit().is_empty() && figure.quantity.dimension.is_none();
        let sized = |figure: &Self| figure.is_amount() && !figure.is("currency");
        self.same_unit(other) || sized(self) && bare(other) || bare(self) && sized(other)
    }

    pub fn is(&self, dimension: &str) -> bool {
        self.quantity.dimension == Some(dimension)
    }

    /// A percentage, not a fraction nor percentage points.
    pub fn is_percent(&self) -> bool {
        self.quantity.unit.as_deref() == Some("percentage")
    }

    /// A share of something: a percentage or a fraction.
    pub fn is_share(&self) -> bool {
        self.is("share") && !self.is_points() && !pieces::has(self.unit(), "per ")
    }

    pub fn is_points(&self) -> bool {
        matches!(
            self.quantity.unit.as_deref(),
            Some("percentage point" | "basis point" | "parts-per-million" | "parts-per-billion")
        )
    }

    /// Whether one value is meant, as printed or about.
    pub fn is_closed(&self) -> bool {
        matches!(self.bound, Bound::Exact | Bound::About)
            && !self.is_range
            && self.interval.low.is_finite()
            && self.interval.high.is_finite()
    }

    /// What a share is a fraction of one.
    pub fn fraction(&self) -> f64 {
        if self.is_percent() {
            self.value / 100.0
        } else {
            self.value
        }
    }

    pub fn fraction_interval(&self) -> Interval {
        if self.is_percent() {
            self.interval.times(Interval::exactly(0.01))
        } else {
            self.interval
        }
    }

    /// Money, people, things or a measure: what a part and a whole can be. No length of time and no rate.
    pub fn is_amount(&self) -> bool {
        let rate = || {
            let unit = self.unit();
            unit.starts_with("per ") || pieces::has(unit, " per ")
        };
        self.value > 0.0
            && matches!(
                self.quantity.dimension,
                Some(
                    "currency"
                        | "count"
                        | "area"
                        | "mass"
                        | "volume"
                        | "energy"
                        | "power"
                        | "length"
                        | "data"
                )
            )
            && !self.is_times()
            && !rate()
    }

    /// Small counts are exact, unlike measures.
    pub fn interval_of_count(&self) -> Interval {
        if self.is("count") && self.value < 1000.0 && self.bound == Bound::Exact {
            Interval::exactly(self.value)
        } else {
            self.interval
        }
    }

    /// "twice", "three times".
    pub fn is_times(&self) -> bool {
        self.quantity.unit.as_deref() == Some("times")
    }
}

impl<'a> Scene<'a> {
    /// The claims of `range`, which are those of the blocks `readings`: the article's or some of them.
    pub fn of(
        text: &'a str,
        published: Option<Day>,
        readings: &[(usize, Reading)],
        claims: &'a [Claim],
        range: Range<usize>,
    ) -> Self {
        let blocks: Vec<Span> = readings
            .iter()
            .map(|(start, reading)| Span::new(*start, start + reading.length))
            .collect();
        let (mut passages, mut figures) = (Vec::<Passage<'a>>::new(), Vec::new());
        let mut number = 0;
        let looked_at = claims.get(range.clone()).unwrap_or_default();
        for (claim, found) in range.clone().zip(looked_at) {
            let Detail::Quantity(quantity) = &found.detail else {
                continue;
            };
            while blocks
                .get(number)
                .is_some_and(|block| block.end <= found.span.start)
            {
                number += 1;
            }
            let Some(span) = blocks.get(number) else {
                break;
            };
            if passages
                .last()
                .is_none_or(|passage| passage.number != number)
            {
                let block = readings
                    .get(number)
                    .map(|(_, reading)| reading.block(span.of(text)));
                let Some(block) = block else { break };
                passages.push(Passage { number, block });
            }
            let Some(passage) = passages.last() else {
                break;
            };
            let at = |byte: usize| passage.block.token_at(byte.saturating_sub(span.start));
            let bound = bound(text, found, quantity);
            let figure = |value: Value, whole: Span, numeral: Span| Figure {
                claim,
                quantity,
                passage: passages.len() - 1,
                sentence: passage
                    .block
                    .sentence_at(found.span.start.saturating_sub(span.start)),
                span: whole,
                numeral,
                first: at(whole.start),
                last: at(whole.end.saturating_sub(1)),
                numeral_last: at(numeral.end.saturating_sub(1)),
                value: match value {
                    Value::One(value) => value,
                    Value::Range(a, b) => f64::midpoint(a, b),
                },
                is_range: matches!(value, Value::Range(..)),
                interval: Interval::of_value(numeral.of(text), value, bound != Bound::Exact),
                bound,
            };
            match ends(text, found, quantity) {
                Some([(low, one, first), (high, other, second)]) => {
                    figures.push(figure(Value::One(low), one, first));
                    figures.push(figure(Value::One(high), other, second));
                }
                None => figures.push(figure(quantity.value, found.span, quantity.numeral)),
            }
        }
        Self {
            text,
            published,
            claims,
            range,
            blocks,
            passages,
            figures,
        }
    }

    pub fn block(&self, figure: &Figure<'_>) -> Option<&Block<'a>> {
        self.passages
            .get(figure.passage)
            .map(|passage| &passage.block)
    }

    /// The figure `by` places behind figure `at`, where it stands in the same sentence.
    pub fn near(&self, at: usize, by: isize) -> Option<&Figure<'a>> {
        let here = self.figures.get(at)?;
        let other = self.figures.get(at.checked_add_signed(by)?)?;
        (other.passage == here.passage && other.sentence == here.sentence).then_some(other)
    }
}

/// One end of a range: its value, its part of the claim and the numeral in it.
type End = (f64, Span, Span);

/// Both ends of a range that is a change: "from 5 million to 10 million". Only where each end has its own figures.
fn ends(text: &str, claim: &Claim, quantity: &Quantity) -> Option<[End; 2]> {
    let Value::Range(low, high) = quantity.value else {
        return None;
    };
    let before = text.get(..claim.span.start)?.trim_end();
    let printed = claim.span.of(text);
    let at = pieces::find(printed, " to ")?;
    // "from 40 to 50 boats to 20 to 30 boats" goes from one range to another.
    let behind = text.get(claim.span.end..)?.trim_start();
    if !before.ends_with("from") || behind.starts_with("to ") {
        return None;
    }
    let end = |value: f64, start: usize, end: usize| -> Option<End> {
        let part = text.get(start..end)?;
        let first = part.find(|c: char| c.is_ascii_digit())?;
        let digits = part.rfind(|c: char| c.is_ascii_digit())? + 1;
        let tail = part.get(digits..)?;
        let word = tail.split_whitespace().next().unwrap_or_default();
        let scaled = ["illion", "thousand", "bn", "tn", "k", "m"]
            .iter()
            .any(|scale| word.ends_with(scale) && !word.contains('%') && word.len() < 9);
        let behind = if scaled {
            tail.len() - tail.trim_start().len() + word.len()
        } else {
            0
        };
        let number: String = part
            .get(first..digits)?
            .chars()
            .filter(|c| *c != ',')
            .collect();
        let number = decimal(&number, 0)?;
        let good = scaled && value >= 1000.0 || (number - value).abs() <= 1e-9 * value.abs();
        let numeral = Span::new(start + first, start + digits + behind);
        good.then_some((value, Span::new(start, end), numeral))
    };
    let middle = claim.span.start + at;
    Some([
        end(low, claim.span.start, middle)?,
        end(high, middle + " to ".len(), claim.span.end)?,
    ])
}

/// The claim's hedge; where its modifier says which way it moved, by the words before the numeral.
fn bound(text: &str, claim: &Claim, quantity: &Quantity) -> Bound {
    match quantity.modifier {
        Modifier::About => return Bound::About,
        Modifier::Below => return Bound::AtMost,
        Modifier::Above => return Bound::AtLeast,
        Modifier::Exact => return Bound::Exact,
        Modifier::Up | Modifier::Down => {}
    }
    let before = Span::new(claim.span.start, quantity.numeral.start).of(text);
    let mut bound = Bound::Exact;
    for found in before.split_whitespace() {
        if word::is(found, word::AT_LEAST) {
            return Bound::AtLeast;
        }
        if word::is(found, word::AT_MOST) {
            return Bound::AtMost;
        }
        if found.chars().all(|c| c.is_ascii_lowercase()) {
            bound = Bound::About;
        }
    }
    bound
}
