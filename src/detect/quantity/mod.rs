//! Numbers with their units: each numeral, what stands around it, and whether it is a claim at all.

mod bounds;
mod carry;
mod change;
mod count;
mod mask;
mod measured;
mod modifier;
mod silence;
mod unit;

use std::borrow::Cow;

use self::count::Noun;
use self::unit::Measure;
use crate::detect::QuantityMention;
use crate::lex::numeral::{self, Numeral, Style, numeral};
use crate::lex::when::When;
use crate::report::{Modifier, Precision, Value};
use crate::text::{Block, Kind, Known, Span, lexicon, word, words};

/// How much larger the second end of "by 1 to 1.5 degrees" may be.
const NEAR: f64 = 3.0;

/// The quantities of `block`, in order, none overlapping another nor a span in `taken` (sorted).
#[must_use]
pub fn detect(block: &Block<'_>, taken: &[Span]) -> Vec<QuantityMention> {
    let mut found: Vec<QuantityMention> = Vec::new();
    let masked = mask::masked(block);
    let mut at = 0;
    while let Some(token) = block.tokens.get(at) {
        let starts = match token.kind {
            Kind::Number => true,
            Kind::Word => token.class.is(lexicon::NUMBER_WORD | lexicon::NUMBER_START),
            // Signs of more than one byte are fractions and the like; of the others two open a number.
            Kind::Other => {
                token.span.len() > 1
                    || token.is_any(words!["-", "."]) && numeral::is_sign(block, at)
            }
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
        let (mention, next) = quantity(block, number);
        if let Some(mut mention) = mention.filter(|mention| !covered(taken, mention.numeral)) {
            carry::unit(block, &mut found, &mut mention);
            found.push(mention);
        }
        at = next.max(at + 1);
    }
    bounds::bind(block, taken, &mut found);
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

/// The quantity that the numeral opens, unless it is no claim, and the token after it.
fn quantity(block: &Block<'_>, mut number: Numeral) -> (Option<QuantityMention>, usize) {
    let sign = unit::sign(block, number.first);
    let start = sign.as_ref().map_or(number.first, |sign| sign.first);
    let hedge = modifier::before(block, start);
    let first = hedge.as_ref().map_or(start, |hedge| hedge.first);
    let opener = first;
    let direction = change::direction(block, first);
    if silence::is_score(block, number.first, number.first + 2) {
        return (None, number.first + 3);
    }
    // "fell by 1 to 1.5 degrees" is a range, "fell 1 point to 1.5" no.
    let bare_by = opener
        .checked_sub(1)
        .is_some_and(|before| block.is(before, word!("by")))
        && block.is(number.last + 1, word!("to"))
        && sign.is_none()
        && number.scale == 1.0;
    let ranges = direction.is_none() || bare_by || block.is(number.last + 1, word!("-"));
    // The unit right behind the number, which may stand between the two ends of a range; with the letter `m` as the unit the
    // number is another.
    let mut with_unit = number;
    let behind = (ranges || sign.is_none())
        .then(|| unit::after(block, number.last, &mut with_unit))
        .flatten();
    let second = if !ranges {
        None
    } else {
        // "rose by €50 to €640" moved by the first to the second: they are too far apart for a range.
        second(block, &number, behind.as_ref(), sign.is_some()).filter(|second| {
            let near = match (number.value, second.number.value) {
                (Value::One(low), Value::One(high)) => high <= low * NEAR,
                _ => true,
            };
            near || direction.is_none() || !bare_by || second.number.scale > number.scale
        })
    };
    let numbers_end = second
        .as_ref()
        .map_or(number.last, |second| second.number.last);
    if second.is_some() && silence::is_score(block, number.first, numbers_end) {
        return (None, numbers_end + 1);
    }
    // "50 or more people", "500+ readers": the hedge stands before what is counted.
    let tail = modifier::after(block, numbers_end).map_or(numbers_end, |(_, last)| last);
    let measure = match sign {
        Some(sign) => Some(unit::with_sign(block, numbers_end, &sign)),
        None if tail == number.last => {
            number = with_unit;
            behind
        }
        None => unit::after(block, tail, &mut number),
    };
    let measure = measure
        .or_else(|| unit::fold(block, numbers_end))
        .or_else(|| unit::magnitude(block, start, numbers_end))
        .or_else(|| second.as_ref().and_then(|second| second.between.clone()))
        .or_else(|| suspended(block, numbers_end))
        .map(|measure| aged(block, measure, start));
    // "ages 5-11", "aged between 12 and 17"
    let said_age = second.is_some() && unit::is_said_age(block, start);
    let age = match second {
        None => unit::age(block, &number, start),
        Some(_) => said_age.then_some(numbers_end),
    }
    .filter(|_| measure.is_none());
    let counted = if measure.is_none() && age.is_none() {
        count::noun(block, tail, &number)
    } else {
        None
    };
    let said = hedge.is_some() || direction.is_some();
    if measure.is_none()
        && age.is_none()
        && (silence::is_name(block, &number, counted.is_some(), said)
            || silence::is_bare(
                block,
                &number,
                counted.as_ref(),
                hedge.is_some() || second.is_some(),
            ))
    {
        return (None, numbers_end + 1);
    }
    let counted = counted.or_else(|| {
        let vote = second.is_some() && measure.is_none() && silence::is_vote(block, number.first);
        vote.then(|| Noun {
            unit: "vote".to_owned(),
            first: numbers_end,
            last: numbers_end,
            apart: false,
            plural: true,
        })
    });
    let what = What::of(block, &number, numbers_end, measure, age, counted.as_ref());
    let end = what.last.max(numbers_end);
    let after = modifier::after(block, end).or_else(|| modifier::after(block, numbers_end));
    let limit = hedge.as_ref().map(|hedge| hedge.sign);
    // "climbed more than 3%" says how much at least; "rose about 3%" which way.
    let modifier = limit
        .filter(|sign| matches!(sign, Modifier::Above | Modifier::Below))
        .or_else(|| {
            direction
                .filter(|direction| {
                    let points = counted.as_ref().is_some_and(|noun| noun.unit == "point")
                        && matches!(number.value, Value::One(value) if value.fract() != 0.0);
                    // "lost four in a row"
                    let bare = what.dimension.is_none() && number.style == Style::Words;
                    !(direction.weak && (counted.is_some() || bare)) || points
                })
                .map(|direction| direction.modifier)
        })
        .or(limit)
        .or_else(|| after.map(|(sign, _)| sign))
        .unwrap_or_default();
    let last = after.map_or(end, |(_, last)| last.max(end));
    let (mut first, mut last, mut when) = (first, last, None);
    if what.dimension == Some("time") {
        first = modifier::period(block, first);
        if let Some((time, end)) = what
            .unit
            .as_deref()
            .and_then(|unit| reaches(block, first, last, &number, unit))
            .filter(|_| second.is_none())
        {
            when = Some(time);
            last = end;
        }
    }
    let numeral = block.span(number.first, numbers_end);
    let mention = QuantityMention {
        span: block.span(first, last).cover(numeral),
        numeral,
        value: spread(&number, second.as_ref()),
        scale: second
            .as_ref()
            .map_or(number.scale, |second| second.number.scale),
        unit: what.unit,
        currency: what.currency,
        dimension: what.dimension,
        modifier,
        measured: measured::of(block, opener, end, counted.as_ref(), what.dimension),
        when,
        place: None,
        time: None,
    };
    (Some(mention), end + 1)
}

/// The time that a length of time from token `first` to `last` reaches to, and the last token that says so.
fn reaches(
    block: &Block<'_>,
    first: usize,
    last: usize,
    number: &Numeral,
    unit: &str,
) -> Option<(When, usize)> {
    let precision = match unit {
        "day" => Precision::Day,
        "week" => Precision::Week,
        "month" => Precision::Month,
        "year" => Precision::Year,
        "decade" => Precision::Decade,
        _ => return None,
    };
    let Value::One(count) = number.value else {
        return None;
    };
    let whole = count.fract() == 0.0 && (1.0..1000.0).contains(&count);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and below a thousand"
    )]
    let count = whole.then_some(count as i32)?;
    if block.is(last + 1, word!("ago")) {
        return Some((When::From(-count, precision), last + 1));
    }
    let opener = first + usize::from(block.is(first, word!("the")));
    let side = |words: &[Known]| block.is_any(opener, words);
    if side(words!["next", "coming"]) {
        return Some((When::Span(count, precision), last));
    }
    side(words!["last", "past"]).then_some((When::Span(-count, precision), last))
}

/// What a number counts or measures.
struct What {
    unit: Option<Cow<'static, str>>,
    dimension: Option<&'static str>,
    currency: Option<&'static str>,
    /// Index of its last token; that of the number where nothing stands behind it.
    last: usize,
}

impl What {
    /// From what was found behind the number that ends at token `end`: a unit, an age or a noun.
    fn of(
        block: &Block<'_>,
        number: &Numeral,
        end: usize,
        measure: Option<Measure>,
        age: Option<usize>,
        counted: Option<&Noun>,
    ) -> Self {
        let share = number.style == Style::Fraction;
        let made = |measure: Measure| Self {
            unit: Some(measure.name),
            dimension: Some(measure.dimension),
            currency: measure.currency,
            last: measure.last,
        };
        let bare = |name: Cow<'static, str>, last: usize| Measure {
            name,
            dimension: if share { "share" } else { "count" },
            currency: None,
            last,
        };
        if let Some(measure) = measure {
            return made(measure);
        }
        if let Some(last) = age {
            return made(Measure {
                dimension: "age",
                ..bare(Cow::Borrowed("year of age"), last)
            });
        }
        if let Some(noun) = counted {
            // "50 previous years", "517 rushing yards": the head is a unit.
            if let Some(measure) = unit::headed(block, noun).filter(|_| !share) {
                return made(measure);
            }
            let last = if noun.apart { end } else { noun.last };
            return made(unit::per(block, bare(Cow::Owned(noun.unit.clone()), last)));
        }
        let per = unit::per(block, bare(Cow::Borrowed(""), end));
        if per.last > end && !share {
            let unit = per.name.trim_start().to_owned();
            return made(Measure {
                name: Cow::Owned(unit),
                ..per
            });
        }
        Self {
            unit: None,
            dimension: share.then_some("share"),
            currency: None,
            last: end,
        }
    }
}

/// "5-year-old", "under the age of 5 years": a time that is an age.
fn aged(block: &Block<'_>, measure: Measure, start: usize) -> Measure {
    let old = unit::old(block, measure.last).filter(|_| measure.dimension == "time");
    let said = measure.name == "year" && unit::is_said_age(block, start);
    if old.is_none() && !said {
        return measure;
    }
    let name = if measure.name == "year" {
        Cow::Borrowed("year of age")
    } else {
        measure.name
    };
    Measure {
        name,
        dimension: "age",
        currency: None,
        last: old.unwrap_or(measure.last),
    }
}

/// The unit of "7- or 8-inch" for the number that ends at token `last`: that of the number behind.
fn suspended(block: &Block<'_>, last: usize) -> Option<Measure> {
    let hyphen =
        block.is(last + 1, word!("-")) && block.is_glued(last + 1) && !block.is_glued(last + 2);
    let joint = block.is_any(last + 2, words!["or", "and", "to"]);
    if !hyphen || !joint {
        return None;
    }
    let mut other = numeral(block, last + 3)?;
    let end = other.last;
    let measure = unit::after(block, end, &mut other)?;
    Some(Measure { last, ..measure })
}

/// The value of one number, or both ends of a range.
fn spread(number: &Numeral, second: Option<&Second>) -> Value {
    let (Value::One(low), Some(Value::One(high))) =
        (number.value, second.map(|second| second.number.value))
    else {
        return number.value;
    };
    let scale = second.map_or(1.0, |second| second.number.scale);
    // "5-10 million": the scale is that of both, unless the first would then be the larger.
    let shared = scale > number.scale && number.scale == 1.0 && low <= high / scale;
    Value::Range(if shared { low * scale } else { low }, high)
}

/// The second end of a range that `first` opens: "5-10", "3% to 5%", "between 3 and 5", "$10 to $15 billion". `behind` is
/// the unit right behind the first end.
fn second(
    block: &Block<'_>,
    first: &Numeral,
    behind: Option<&Measure>,
    signed: bool,
) -> Option<Second> {
    if !matches!(first.value, Value::One(_)) || first.style == Style::Fraction {
        return None;
    }
    let between = behind.filter(|measure| measure.last > first.last);
    for joint in [
        between.map(|measure| measure.last + 1),
        Some(first.last + 1),
    ]
    .into_iter()
    .flatten()
    {
        let dash = block.is_any(joint, words!["-", "–", "—", "−"]);
        let word = block.is(joint, word!("to"))
            || block.is(joint, word!("and")) && opened_by(block, first.first, word!("between"))
            || block.is(joint, word!("or")) && !signed && joint == first.last + 1;
        let from_change = block.is(joint, word!("to"))
            && opened_by(block, first.first, word!("from"))
            && change::is_from(block, first.first);
        if !(dash || word) || from_change {
            continue;
        }
        let at = if signed || word {
            unit::skip_sign(block, joint + 1)
        } else {
            joint + 1
        };
        // A hedge may stand before the second end ("from up to 40 boats to 60 boats").
        let Some(number) = numeral(block, at) else {
            continue;
        };
        let dashed = !dash || block.is_glued(joint) == block.is_glued(joint + 1);
        let (Value::One(low), Value::One(high)) = (first.value, number.value) else {
            continue;
        };
        // "10 per cent to 18.97 yuan" are two quantities.
        let mut probe = number;
        if let (Some(one), Some(other)) = (between, unit::after(block, number.last, &mut probe))
            && one.dimension != other.dimension
        {
            return None;
        }
        let ordered = low < high * number.scale.max(1.0) || dash;
        // "three or four years" is a range, "10 or 1,000 years" two numbers.
        if block.is(joint, word!("or")) && !(low < high && high <= 2.0 * low && number.scale == 1.0)
        {
            continue;
        }
        if !dashed || number.style == Style::Fraction || !ordered {
            continue;
        }
        // "two-year" is no range; nor is "1-to-1".
        let between = if joint > first.last + 1 {
            between
        } else {
            None
        };
        return Some(Second {
            number,
            between: between.cloned(),
        });
    }
    None
}

/// Whether the number at token `first`, its sign and hedge aside, stands behind `word`.
fn opened_by(block: &Block<'_>, first: usize, word: Known) -> bool {
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
        scale: 1.0,
        unit: Some(Cow::Borrowed(unit)),
        currency: None,
        dimension: Some("ratio"),
        modifier,
        measured: None,
        when: None,
        place: None,
        time: None,
    }
}
