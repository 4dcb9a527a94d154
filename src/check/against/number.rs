//! Quantities in the source text.
//!
//! "Present" asks for the same number in the same unit. "Different" is said only with good evidence that both
//! texts speak of the same thing: a number that is called wrong and is not would cost more trust than one missed.

use super::{Agreement, Number, Presence, quantity};
use crate::claim::id;
use crate::detect::{QuantityMention, date, quantity as detector};
use crate::lex::decimal::decimal;
use crate::lex::unit;
use crate::report::{Claim, Modifier, Quantity, Report, Value};
use crate::text::lookup::Lookup;
use crate::text::runs::Places;
use crate::text::words::{Word, words};
use crate::text::{Block, Span, blocks, case, lexicon, order, pieces};

/// Numbers of nearly the same value that are looked at for one claim.
const NEIGHBOURS: usize = 64;
/// Sentences kept for one word, and quantities looked at in one sentence.
const MOST: usize = 64;
/// Words before and behind a quantity that are compared one by one.
const CONTEXT: usize = 6;
/// Characters of a sentence that are looked at.
const LONGEST: usize = 800;
/// A sentence that shares less than one in this many of the claim's words speaks of something else.
const ELSEWHERE: usize = 3;
/// A count this high is seldom the same by chance.
const TELLING: f64 = 100.0;

/// The key under which all counts stand, whatever is counted.
const COUNTS: u64 = 1;

/// The place of a number among all numbers: of two the larger has the larger rank.
const fn rank(value: f64) -> u64 {
    // Adding zero makes one of the two zeros.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    }
}

/// What is counted or measured, so that only like is compared with like.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Measure {
    /// A dimension whose units convert.
    Dimension(&'static str),
    /// A unit that stands for itself: a currency, "percentage", a noun that is counted.
    Unit(String),
    /// No unit.
    Bare,
}

/// A quantity of either text.
#[derive(Clone, Debug)]
struct Reading {
    span: Span,
    measure: Measure,
    /// Equal measures have equal keys.
    key: u64,
    unit: Option<String>,
    /// Both ends, in SI units where they convert.
    low: f64,
    high: f64,
    /// Half of the last place that is printed, in the same units.
    half: f64,
    /// The most that "about" lets it be off, in the same units.
    hedge: f64,
    modifier: Modifier,
    /// Whether words stand before the numeral that hedge it ("nearly").
    hedged: bool,
    /// The last word of what is measured.
    head: Option<u64>,
    counted: bool,
    /// The words before it, nearest first, and whether each tells something.
    before: Vec<(u64, bool)>,
}

impl Reading {
    /// A quantity at `span` of `text`, in the sentence that starts at byte `sentence`.
    fn new(text: &str, sentence: usize, span: Span, numeral: Span, quantity: &Parts<'_>) -> Self {
        let lead = Span::new(span.start, numeral.start).of(text);
        let before = Span::new(sentence, span.start).of(text);
        let tail = before
            .char_indices()
            .rev()
            .nth(CONTEXT * 12)
            .map_or(0, |(at, _)| at);
        let before = before.get(tail..).unwrap_or_default();
        let known = quantity.unit.and_then(unit::name);
        let known = known.map(|(unit, _)| unit).filter(|unit| {
            Some(unit.name) == quantity.unit && unit.currency.is_none() && unit.factor > 0.0
        });
        let convertible = known
            .filter(|unit| !matches!(unit.dimension, "share" | "currency" | "ratio" | "count"));
        let factor = convertible.map_or(1.0, |unit| unit.factor);
        let measure = match (convertible, quantity.currency, quantity.unit) {
            (Some(unit), ..) => Measure::Dimension(unit.dimension),
            (None, Some(currency), unit) => {
                // "euro per hour" is no amount of euros.
                Measure::Unit(format!(
                    "{currency} {}",
                    unit.and_then(|unit| pieces::parted(unit, " per "))
                        .map_or("", |(_, per)| per)
                ))
            }
            (None, None, Some(unit)) => Measure::Unit(case::lower(unit)),
            (None, None, None) => Measure::Bare,
        };
        let (low, high) = match quantity.value {
            Value::One(one) => (one, one),
            Value::Range(low, high) => (low.min(high), low.max(high)),
        };
        let key = match &measure {
            Measure::Dimension(dimension) => id::hash(dimension.as_bytes()),
            Measure::Unit(unit) => id::hash(unit.as_bytes()).rotate_left(1),
            Measure::Bare => 0,
        };
        Self {
            span,
            measure,
            key,
            unit: quantity.unit.map(str::to_owned),
            low: low * factor,
            high: high * factor,
            half: half_place(numeral.of(text), high) * factor,
            hedge: hedge(numeral.of(text), high) * factor,
            modifier: quantity.modifier,
            hedged: lead.contains(char::is_alphabetic),
            before: words(before, &|_| true)
                .iter()
                .rev()
                .take(CONTEXT)
                .map(|word| (word.key, tells(before, word)))
                .collect(),
            head: quantity.measured.and_then(head),
            counted: quantity.currency.is_none()
                && convertible.is_none()
                && matches!(quantity.dimension, None | Some("count")),
        }
    }

    /// Whether it is a change, and no level.
    const fn is_change(&self) -> bool {
        matches!(self.modifier, Modifier::Up | Modifier::Down)
    }

    /// How many words right before the two are the same, and how many of these tell something.
    fn same_before(&self, other: &Self) -> (usize, usize) {
        let same = self
            .before
            .iter()
            .zip(&other.before)
            .take_while(|(here, there)| here.0 == there.0);
        same.fold((0, 0), |(all, telling), (here, _)| {
            (all + 1, telling + usize::from(here.1))
        })
    }

    /// How `other` of the source text agrees with this of the article, of the same measure.
    fn agreement(&self, other: &Self) -> Option<Agreement> {
        let near = |a: f64, b: f64, by: f64| (a - b).abs() <= by + 1e-9 * a.abs().max(b.abs());
        let same_unit = self.unit == other.unit || !matches!(self.measure, Measure::Dimension(_));
        let within = |by: f64| {
            near(self.low, other.low, by) && near(self.high, other.high, by)
            // One end of a range is a number of its own.
            || self.low == self.high && (near(self.low, other.low, by) || near(self.low, other.high, by))
        };
        if same_unit && within(0.0) {
            return Some(Agreement::Same);
        }
        if !same_unit {
            return within(self.half.max(self.high.abs() * 0.01)).then_some(Agreement::Converted);
        }
        let hedged = match self.modifier {
            Modifier::About => within(self.hedge),
            Modifier::Up | Modifier::Down if self.hedged => within(self.hedge),
            Modifier::Below => self.high >= other.high && other.high >= self.high * 0.9,
            Modifier::Above => self.low <= other.low && other.low <= self.low * 1.1,
            _ => false,
        };
        (hedged || within(self.half)).then_some(Agreement::Rounded)
    }
}

/// What a [`Quantity`] and a [`QuantityMention`] both have.
struct Parts<'a> {
    value: Value,
    unit: Option<&'a str>,
    currency: Option<&'static str>,
    dimension: Option<&'static str>,
    modifier: Modifier,
    measured: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of_claim(quantity: &'a Quantity) -> Self {
        Self {
            value: quantity.value,
            unit: quantity.unit.as_deref(),
            currency: quantity.currency,
            dimension: quantity.dimension,
            modifier: quantity.modifier,
            measured: quantity.measured.as_deref(),
        }
    }

    fn of_mention(block: &'a str, mention: &'a QuantityMention) -> Self {
        Self {
            value: mention.value,
            unit: mention.unit.as_deref(),
            currency: mention.currency,
            dimension: mention.dimension,
            modifier: mention.modifier,
            measured: mention.measured.map(|span| span.of(block)),
        }
    }
}

/// Half of the last place in "38.9 million", whose value is `value`: 50,000. Zero for number words.
fn half_place(numeral: &str, value: f64) -> f64 {
    let Some(Printed { digits, scale }) = printed(numeral, value) else {
        return 0.0;
    };
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    // A whole number without a scale is as exact as it looks: "20 people" are not 20.4.
    if places == 0 && scale < 1.5 {
        return 0.0;
    }
    0.5 * 10_f64.powi(-i32::try_from(places).unwrap_or(9)) * scale
}

/// How far "about" reaches: a twentieth of the value, but never more than two and a half times the place of the last digit that
/// is no zero. "About 40,000" may stand for 38,500; "about 38,500" stands for 38,250 to 38,750.
fn hedge(numeral: &str, value: f64) -> f64 {
    let share = (value * 0.05).abs();
    let Some(Printed { digits, scale }) = printed(numeral, value) else {
        return share;
    };
    let (whole, places) = digits.split_once('.').unwrap_or((&digits, ""));
    let places = places.trim_end_matches('0').len();
    let zeros = whole.len() - whole.trim_end_matches('0').len();
    let power = if places > 0 {
        -i32::try_from(places).unwrap_or(9)
    } else {
        i32::try_from(zeros).unwrap_or(9)
    };
    share.min(2.5 * 10_f64.powi(power) * scale)
}

/// The digits of a numeral, and how much larger its value is: a million times in "38.9 million".
struct Printed {
    digits: String,
    scale: f64,
}

/// None for number words, and for zero.
fn printed(numeral: &str, value: f64) -> Option<Printed> {
    let digits: String = numeral
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    let digits = digits.trim_end_matches('.').to_owned();
    let printed = decimal(&digits, 0).filter(|printed| *printed != 0.0 && value != 0.0)?;
    Some(Printed {
        digits,
        scale: (value / printed).abs(),
    })
}

/// The noun at the end of what is measured, before any preposition: "rate" of "unemployment rate in May".
fn head(measured: &str) -> Option<u64> {
    let noun = measured
        .split_whitespace()
        .take_while(|word| !lexicon::classes(word).is(lexicon::PREPOSITION))
        .last()?;
    stem(noun)
}

/// The key of a noun without its plural ending.
fn stem(noun: &str) -> Option<u64> {
    let singular = noun
        .strip_suffix('s')
        .filter(|rest| rest.len() > 2 && !rest.ends_with('s'));
    words(singular.unwrap_or(noun), &|_| true)
        .last()
        .map(|word| word.key)
}

/// A sentence of the source text that holds quantities.
struct Sentence {
    span: Span,
    /// Its telling words that the article has as well.
    words: Vec<u64>,
    first: usize,
    end: usize,
}

/// The quantities of the source text.
struct Source<'a> {
    text: &'a str,
    readings: Vec<Reading>,
    /// For each reading, its sentence.
    within: Vec<usize>,
    sentences: Vec<Sentence>,
    /// Key of the measure, rank of the value and index of each reading, ends of ranges by both; counts and bare
    /// numbers once more under [`COUNTS`], whatever is counted.
    sorted: Vec<[u64; 3]>,
    /// The sentences that hold a word of the article's.
    by_word: Lookup<Places>,
}

impl<'a> Source<'a> {
    fn read(text: &'a str, asked: &[Asked<'_>]) -> Self {
        let words = asked.iter().flat_map(|asked| &asked.words);
        let mut source = Self {
            text,
            readings: Vec::new(),
            within: Vec::new(),
            sentences: Vec::new(),
            sorted: Vec::new(),
            by_word: Lookup::default(),
        };
        for &word in words {
            source.by_word.of(word);
        }
        for span in blocks(text) {
            source.block(span);
        }
        for (at, reading) in source.readings.iter().enumerate() {
            let at = at as u64;
            source.sorted.push([reading.key, rank(reading.low), at]);
            if reading.high > reading.low {
                source.sorted.push([reading.key, rank(reading.high), at]);
            }
            if reading.counted {
                source.sorted.push([COUNTS, rank(reading.low), at]);
            }
        }
        order::sort(&mut source.sorted);
        for (at, sentence) in source.sentences.iter_mut().enumerate() {
            sentence.words = telling(sentence.span.of(text), &|word| {
                source.by_word.get(word).is_some()
            });
            for word in &sentence.words {
                if let Some(places) = source.by_word.get_mut(*word) {
                    places.push(at);
                }
            }
        }
        source
    }

    fn block(&mut self, span: Span) {
        let text = span.of(self.text);
        let block = Block::parse(text);
        let dates: Vec<Span> = date::detect(&block).iter().map(|date| date.span).collect();
        for mention in detector::detect(&block, &dates) {
            let at = block.sentence_at(mention.span.start);
            let sentence = block
                .sentences
                .get(at)
                .map_or(mention.span, |sentence| sentence.span)
                .cover(mention.span);
            let mut reading = Reading::new(
                text,
                sentence.start,
                mention.span,
                mention.numeral,
                &Parts::of_mention(text, &mention),
            );
            reading.span = mention.span.shifted(span.start);
            let sentence = sentence.shifted(span.start);
            let known = self
                .sentences
                .last()
                .is_some_and(|last| last.span == sentence);
            if !known {
                self.sentences.push(Sentence {
                    span: sentence,
                    words: Vec::new(),
                    first: self.readings.len(),
                    end: self.readings.len(),
                });
            }
            self.readings.push(reading);
            self.within.push(self.sentences.len() - 1);
            if let Some(last) = self.sentences.last_mut() {
                last.end = self.readings.len();
            }
        }
    }

    /// The readings that may agree with `reading`: of the same measure and nearly the same value.
    fn neighbours(&self, reading: &Reading) -> Vec<usize> {
        let reach = reading.half.max(0.1 * reading.high.abs());
        let low = rank(reading.low);
        let mut found = self.between(
            reading.key,
            rank(reading.low - reach),
            rank(reading.high + reach),
        );
        // Those of the very value may stand behind many near ones.
        found.extend(self.between(reading.key, low, low));
        if reading.counted {
            found.extend(self.between(COUNTS, low, low));
        }
        found
    }

    /// The first readings with this key and a value of a rank from `low` to `high`.
    fn between(&self, key: u64, low: u64, high: u64) -> Vec<usize> {
        let first = self.sorted.partition_point(|entry| *entry < [key, low, 0]);
        let entries = self.sorted.iter().skip(first).take(NEIGHBOURS);
        entries
            .take_while(|entry| entry[0] == key && entry[1] <= high)
            .filter_map(|entry| usize::try_from(entry[2]).ok())
            .collect()
    }

    fn sentence(&self, reading: usize) -> Option<&Sentence> {
        self.sentences.get(*self.within.get(reading)?)
    }
}

/// Words that carry a sentence's sense and are `wanted`: no figures, no function words. Each once.
fn telling(sentence: &str, wanted: &dyn Fn(u64) -> bool) -> Vec<u64> {
    let cut = sentence.char_indices().nth(LONGEST).map(|(at, _)| at);
    let sentence = sentence
        .get(..cut.unwrap_or(sentence.len()))
        .unwrap_or_default();
    let mut keys: Vec<u64> = Vec::new();
    for word in words(sentence, &|_| true) {
        let key = stem(word.span.of(sentence)).filter(|_| tells(sentence, &word));
        if let Some(key) = key.filter(|&key| wanted(key) && !keys.contains(&key)) {
            keys.push(key);
        }
    }
    keys
}

fn tells(sentence: &str, word: &Word) -> bool {
    let text = word.span.of(sentence);
    text.len() > 2
        && text.starts_with(char::is_alphabetic)
        && !lexicon::classes(text).is(lexicon::DETERMINER
            | lexicon::POSSESSIVE
            | lexicon::PRONOUN
            | lexicon::PREPOSITION
            | lexicon::CONJUNCTION
            | lexicon::AUXILIARY
            | lexicon::NUMBER_WORD
            | lexicon::HEDGE
            | lexicon::SPEECH_LIKE)
}

/// A quantity of the article while it is compared.
struct Asked<'a> {
    claim: &'a Claim,
    reading: Reading,
    words: Vec<u64>,
    /// The telling words right behind it in its sentence.
    after: Vec<u64>,
}

/// Compares every quantity of `report`, whose spans count bytes of `text`, with `source`.
pub fn find(text: &str, report: &Report, source: &str) -> Vec<Number> {
    let asked: Vec<Asked<'_>> = report
        .claims
        .iter()
        .filter_map(|claim| Some((claim, quantity(&claim.detail)?)))
        .map(|(claim, quantity)| Asked {
            claim,
            reading: Reading::new(
                text,
                claim.sentence.start,
                claim.span,
                quantity.numeral,
                &Parts::of_claim(quantity),
            ),
            words: telling(claim.sentence.of(text), &|_| true),
            after: after(text, claim),
        })
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let source = Source::read(source, &asked);
    let present: Vec<Option<(usize, Agreement)>> =
        asked.iter().map(|asked| present(&source, asked)).collect();
    // What the article has as well is not the other number of another of its claims.
    let mut taken = vec![false; source.readings.len()];
    for (at, _) in present.iter().flatten() {
        if let Some(taken) = taken.get_mut(*at) {
            *taken = true;
        }
    }
    asked
        .iter()
        .zip(present)
        .map(|(asked, present)| {
            // The same number in a sentence about something else says little where a sentence about this very
            // thing has another.
            let elsewhere = present
                .is_none_or(|(at, _)| shared(&source, asked, at) * ELSEWHERE < asked.words.len());
            let other = elsewhere
                .then(|| different(&source, asked, &taken))
                .flatten();
            let (result, at, how) = match (other, present) {
                (Some(at), _) => (Presence::Different, Some(at), None),
                (None, Some((at, how))) => (Presence::Present, Some(at), Some(how)),
                (None, None) => (Presence::Absent, None, None),
            };
            Number {
                claim: asked.claim.id.clone(),
                result,
                there: at
                    .and_then(|at| source.readings.get(at))
                    .map(|reading| reading.span),
                sentence: at
                    .and_then(|at| source.sentence(at))
                    .map(|sentence| sentence.span),
                how,
            }
        })
        .collect()
}

/// The telling words among the few that follow the claim in its clause: "..., the mayor said on Monday" says nothing of
/// what is counted.
fn after(text: &str, claim: &Claim) -> Vec<u64> {
    let rest = Span::new(claim.span.end, claim.sentence.end).of(text);
    let cut = rest.char_indices().nth(CONTEXT * 12).map(|(at, _)| at);
    let rest = rest.get(..cut.unwrap_or(rest.len())).unwrap_or_default();
    let rest = rest
        .split([',', ';', ':', '—', '–', '(', '“', '”', '"'])
        .next()
        .unwrap_or_default();
    words(rest, &|_| true)
        .iter()
        .take(CONTEXT)
        .filter(|word| tells(rest, word))
        .filter_map(|word| stem(word.span.of(rest)))
        .collect()
}

fn shared(source: &Source<'_>, asked: &Asked<'_>, at: usize) -> usize {
    let words = source
        .sentence(at)
        .map_or(&[][..], |sentence| &sentence.words);
    words
        .iter()
        .filter(|word| asked.words.contains(word))
        .count()
}

/// The same number in the source text: of several, exact ones first, then that whose sentence shares most words.
fn present(source: &Source<'_>, asked: &Asked<'_>) -> Option<(usize, Agreement)> {
    let mut best: Option<((bool, usize), usize, Agreement)> = None;
    for at in source.neighbours(&asked.reading) {
        let Some(other) = source.readings.get(at) else {
            continue;
        };
        let like = other.measure == asked.reading.measure;
        let Some(how) = asked
            .reading
            .agreement(other)
            .filter(|how| like || *how == Agreement::Same)
        else {
            continue;
        };
        let shared = shared(source, asked, at);
        // "1,240 people" and "1,240 residents" are the same, "3 people" and "3 ships" are not; and numbers that
        // agree only roughly must speak of the same thing.
        let high = asked.reading.low.abs() >= TELLING;
        let proven = if like {
            how == Agreement::Same || shared > 0
        } else {
            high || shared >= 2
        };
        if !proven {
            continue;
        }
        let rank = (how == Agreement::Same, shared);
        if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
            best = Some((rank, at, how));
        }
    }
    best.map(|(_, at, how)| (at, how))
}

/// Another number for the same measured thing: the one in the sentence that shares most words with the
/// article's, if it shares enough and no other number fits as well.
fn different(source: &Source<'_>, asked: &Asked<'_>, taken: &[bool]) -> Option<usize> {
    // Sentences, once for each word that they share.
    let mut votes: Vec<[u64; 3]> = Vec::new();
    for word in &asked.words {
        // A word of many sentences says nothing of which one is meant.
        let places = source
            .by_word
            .get(*word)
            .filter(|places| places.count <= MOST);
        for &sentence in places.iter().flat_map(|places| &places.first) {
            votes.push([sentence as u64, 0, 0]);
        }
    }
    order::sort(&mut votes);
    let mut fits: Vec<[u64; 3]> = Vec::new();
    for votes in votes
        .chunk_by(|a, b| a == b)
        .filter(|votes| votes.len() >= 2)
    {
        let sentence = votes.first().and_then(|vote| usize::try_from(vote[0]).ok());
        let Some(sentence) = sentence.and_then(|sentence| source.sentences.get(sentence)) else {
            continue;
        };
        for at in (sentence.first..sentence.end).take(MOST) {
            let Some(other) = source
                .readings
                .get(at)
                .filter(|_| !taken.get(at).copied().unwrap_or(true))
            else {
                continue;
            };
            if other.measure != asked.reading.measure
                || other.measure == Measure::Bare
                || other.is_change() != asked.reading.is_change()
            {
                continue;
            }
            let shared = shared(source, asked, at);
            let heads = match (asked.reading.head, other.head) {
                (Some(here), Some(there)) => Some(here == there),
                _ => None,
            };
            // "make the crossing in 14 minutes" and "make the crossing in 18 minutes, against 25 minutes now"
            let (run, telling) = asked.reading.same_before(other);
            let enough = match heads {
                Some(true) => shared >= 3,
                Some(false) => false,
                None => shared >= 4,
            };
            let enough = enough && shared * 2 >= asked.words.len();
            let led = heads != Some(false) && run >= 3 && telling >= 2 && shared >= 3;
            // What follows says of what: "... in April" is not "... in June".
            let goes_on = asked.after.is_empty()
                || asked.after.iter().any(|word| sentence.words.contains(word));
            if (enough || led) && goes_on {
                let score = shared + usize::from(heads == Some(true)) + run;
                fits.push([u64::MAX - score as u64, at as u64, 0]);
            }
        }
    }
    order::sort(&mut fits);
    let of = |at: u64| {
        usize::try_from(at)
            .ok()
            .filter(|&at| at < source.readings.len())
    };
    match fits.as_slice() {
        [] => None,
        [[_, only, _]] => of(*only),
        [[score, best, _], [next, second, _], ..] => {
            let ends = |at: u64| {
                let reading = source.readings.get(of(at)?)?;
                Some((reading.low, reading.high))
            };
            of(*best).filter(|_| score < next || ends(*best) == ends(*second))
        }
    }
}
