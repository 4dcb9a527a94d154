//! From mentions to claims, seen from the whole article.

pub(crate) mod id;
pub mod worth;

pub(crate) use id::{hash, written};

use crate::Article;
use crate::detect::{self, Reading};
use crate::people::{self, Attribution};
use crate::report::{Claim, Comparison, Detail, Offsets, Quantity, Quotation, Report, Source};
use crate::text::{Span, blocks, case, order};

/// How many quotations before a mention are looked at for one that holds it.
const DEEPEST: usize = 8;

/// The blocks of `text` with where they start, each read alone.
pub(crate) fn read(text: &str) -> Vec<(usize, Reading)> {
    blocks(text)
        .into_iter()
        .map(|block| (block.start, detect::read(block.of(text))))
        .collect()
}

/// The report on `article`, of which `readings` are the blocks, with spans in bytes and without checks and links.
pub(crate) fn assemble(article: &Article<'_>, readings: &[(usize, Reading)]) -> Report {
    let text = article.text;
    let resolved = people::resolve(text, readings);
    let mut claims = Vec::new();
    let mut worth = 0.0;
    for ((start, reading), attributions) in readings.iter().zip(&resolved.attributions) {
        worth = of_block(article, *start, reading, attributions, &mut claims).max(worth);
    }
    let mut ids = id::Ids::default();
    for claim in &mut claims {
        claim.id = id::written(ids.next(hash_of(text, claim)));
    }
    Report {
        id: article.name(),
        offsets: Offsets::Byte,
        worth: claims.iter().map(|claim| claim.worth).fold(worth, f64::max),
        claims,
        people: resolved.people,
        checks: Vec::new(),
    }
}

/// What a claim's id is made of, but for how many equal ones came before.
pub(crate) fn hash_of(text: &str, claim: &Claim) -> u64 {
    id::Ids::hash(claim.detail.kind(), claim.span.of(text))
}

/// Adds the claims of the block that starts at byte `start`, in order and with their worth; they have no ids yet. Gives
/// the worth of the block's best sentence.
pub(crate) fn of_block(
    article: &Article<'_>,
    start: usize,
    reading: &Reading,
    attributions: &[Attribution],
    claims: &mut Vec<Claim>,
) -> f64 {
    let first = claims.len();
    block_claims(article, start, reading, attributions, claims);
    let claims = claims.get_mut(first..).unwrap_or_default();
    order::by_key(claims, |claim: &Claim| {
        (claim.span.start, order::descending(claim.span.end))
    });
    let sentences: Vec<worth::Sentence> = worth::sentences(article.text, start, reading).collect();
    for claim in claims {
        worth::weigh(article.text, claim, &sentences);
    }
    worth::best(&sentences)
}

/// The claims of the block that starts at byte `start`.
fn block_claims(
    article: &Article<'_>,
    start: usize,
    reading: &Reading,
    attributions: &[Attribution],
    claims: &mut Vec<Claim>,
) {
    let text = article.text;
    for (mention, attribution) in reading.quotations.iter().zip(attributions) {
        let source = attribution.source.map(|span| Source {
            span,
            name: attribution
                .speaker
                .clone()
                .unwrap_or_else(|| span.of(text).to_owned()),
        });
        let quotation = Quotation {
            form: mention.form,
            quoted: mention
                .quoted
                .iter()
                .map(|span| span.shifted(start))
                .collect(),
            cue: attribution.cue,
            source: attribution.source,
            speaker: attribution.speaker.clone(),
            unclosed: mention.unclosed,
        };
        claims.push(claim(
            start,
            reading,
            mention.span,
            Detail::Quotation(quotation),
            source,
        ));
    }
    for mention in &reading.dates {
        let date = mention.when.resolve(article.date);
        let source = source_of(text, mention.span, reading, attributions);
        claims.push(claim(
            start,
            reading,
            mention.span,
            Detail::Date(date),
            source,
        ));
    }
    for mention in &reading.comparisons {
        let words = |span: Span| span.shifted(start).of(text);
        let comparison = Comparison {
            relation: mention.relation,
            degree: case::lower(words(mention.degree)),
            rank: mention.rank,
            measured: mention.measured.map(|span| words(span).to_owned()),
            with: mention.with.map(|span| span.shifted(start)),
        };
        let source = source_of(text, mention.span, reading, attributions);
        claims.push(claim(
            start,
            reading,
            mention.span,
            Detail::Comparison(comparison),
            source,
        ));
    }
    for mention in &reading.quantities {
        let quantity = Quantity {
            value: mention.value,
            unit: mention.unit.clone(),
            currency: mention.currency,
            dimension: mention.dimension,
            modifier: mention.modifier,
            measured: mention
                .measured
                .map(|span| span.shifted(start).of(text).to_owned()),
            place: mention
                .place
                .map(|span| span.shifted(start).of(text).to_owned()),
            time: mention
                .time
                .map(|span| span.shifted(start).of(text).to_owned()),
            when: mention.when.map(|when| when.resolve(article.date)),
            numeral: mention.numeral.shifted(start),
        };
        let source = source_of(text, mention.span, reading, attributions);
        claims.push(claim(
            start,
            reading,
            mention.span,
            Detail::Quantity(quantity),
            source,
        ));
    }
}

fn claim(
    start: usize,
    reading: &Reading,
    span: Span,
    detail: Detail,
    source: Option<Source>,
) -> Claim {
    Claim {
        id: String::new(),
        span: span.shifted(start),
        sentence: sentence(reading, span).shifted(start),
        worth: 0.0,
        reasons: Vec::new(),
        detail,
        source,
        links: Vec::new(),
        related: Vec::new(),
        checks: Vec::new(),
    }
}

/// The sentences of the block that `span` touches.
fn sentence(reading: &Reading, span: Span) -> Span {
    let first = reading
        .sentences
        .partition_point(|sentence| sentence.end <= span.start);
    let touched = reading.sentences[first..]
        .iter()
        .take_while(|sentence| sentence.start < span.end);
    touched.copied().fold(span, Span::cover)
}

/// Who the block says it has the mention at `span` from: the source of the shortest quotation
/// that holds it.
fn source_of(
    text: &str,
    span: Span,
    reading: &Reading,
    attributions: &[Attribution],
) -> Option<Source> {
    // Quotations are in order and nest little; looking back a few keeps this constant.
    let before = reading
        .quotations
        .partition_point(|quotation| quotation.span.start <= span.start);
    let first = before.saturating_sub(DEEPEST);
    let around = reading
        .quotations
        .get(first..before)?
        .iter()
        .zip(attributions.get(first..before)?);
    let (_, attribution) = around
        .filter(|(quotation, attribution)| {
            quotation.span.contains(span) && attribution.source.is_some()
        })
        .min_by_key(|(quotation, _)| quotation.span.len())?;
    let span = attribution.source?;
    let name = attribution.speaker.clone();
    Some(Source {
        span,
        name: name.unwrap_or_else(|| span.of(text).to_owned()),
    })
}
