//! What one block holds. There is one file for each kind of mention; detectors read one block and
//! never import each other, so what they share stands here.
//!
//! All spans here count bytes from the start of the block: a [`Reading`] depends on nothing but
//! the block's text and can be kept while other blocks change.

pub mod attribution;
pub mod comparison;
pub mod date;
pub mod furniture;
pub mod quantity;
pub mod quotation;

use std::borrow::Cow;

use crate::lex::when::When;
use crate::people::NameMention;
use crate::report::{Form, Modifier, Relation, Value};
use crate::text::{Block, Sentence, Span, Token};

/// A number with its unit, as it stands in the block.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityMention {
    /// Modifier, currency sign, numeral and unit: "some 701 square kilometres", "€90 billion".
    pub span: Span,
    /// The numeral alone: "701", "90 billion".
    pub numeral: Span,
    /// See [`crate::Quantity::value`].
    pub value: Value,
    /// What the scale words multiplied by: 1e9 in "90 billion".
    pub scale: f64,
    /// See [`crate::Quantity::unit`].
    pub unit: Option<Cow<'static, str>>,
    /// ISO 4217 code where the unit is a currency.
    pub currency: Option<&'static str>,
    /// See [`crate::Quantity::dimension`].
    pub dimension: Option<&'static str>,
    /// Hedge or direction.
    pub modifier: Modifier,
    /// The noun phrase that the number speaks of.
    pub measured: Option<Span>,
    /// The time that a length of time reaches to: "three days ago", "the next two years".
    pub when: Option<When>,
    /// The place that bounds the number: "Norwick" of "5% in Norwick".
    pub place: Option<Span>,
    /// The date that bounds the number: "May" of "5% in May".
    pub time: Option<Span>,
}

/// A date or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// The words of the date: "end of 2027", "on Tuesday" without its preposition.
    pub span: Span,
    /// What they say.
    pub when: When,
}

/// A rank, a record or a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonMention {
    /// With what it is compared with.
    pub span: Span,
    /// What is said.
    pub relation: Relation,
    /// The word that compares: "largest", "record high".
    pub degree: Span,
    /// See [`crate::Comparison::rank`].
    pub rank: Option<u32>,
    /// What is ranked.
    pub measured: Option<Span>,
    /// What it is compared with.
    pub with: Option<Span>,
}

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With the marks.
    pub span: Span,
    /// Whether the closing mark is missing; the stretch then ends with its block.
    pub unclosed: bool,
}

/// A quotation, with what its own block says of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationMention {
    /// What it is.
    pub form: Form,
    /// See [`crate::Claim::span`]: with its marks for `direct`, the content for `mixed` and `indirect`.
    pub span: Span,
    /// The fragments in quotation marks, with their marks.
    pub quoted: Vec<Span>,
    /// The word that attributes it.
    pub cue: Option<Span>,
    /// The source at the cue.
    pub source: Option<Span>,
    /// Whether the closing mark is missing.
    pub unclosed: bool,
    /// Whether it stands alone, so that whoever spoke before may be speaking still.
    pub floating: bool,
}

/// An attribution at the end of a block whose quotation stands in the next one ("She continued:").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadIn {
    /// The word that attributes.
    pub cue: Span,
    /// The source at the cue.
    pub source: Span,
}

/// All that was found in one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The block's length in bytes.
    pub length: usize,
    /// The tokens, for what looks at the words again later: worth and links.
    pub tokens: Vec<Token>,
    /// The sentences, in order.
    pub sentences: Vec<Span>,
    /// In order.
    pub quantities: Vec<QuantityMention>,
    /// In order.
    pub dates: Vec<DateMention>,
    /// In order.
    pub comparisons: Vec<ComparisonMention>,
    /// In order.
    pub quotations: Vec<QuotationMention>,
    /// Names of people, in order.
    pub names: Vec<NameMention>,
    /// Who is said, at the end of the block, to speak in the next one.
    pub lead_in: Option<LeadIn>,
}

impl Reading {
    /// How many claims it makes.
    pub(crate) fn mentions(&self) -> usize {
        self.quantities.len() + self.dates.len() + self.comparisons.len() + self.quotations.len()
    }

    /// The block again, of which `text` is the text, for what looks at the words between mentions.
    pub(crate) fn block<'a>(&self, text: &'a str) -> Block<'a> {
        let mut first = 0;
        let sentences = self.sentences.iter().map(|&span| {
            let rest = self.tokens.get(first..).unwrap_or_default();
            let start = first;
            first += rest.partition_point(|token| token.span.start < span.end);
            Sentence {
                span,
                tokens: start..first,
            }
        });
        Block {
            text,
            sentences: sentences.collect(),
            tokens: self.tokens.clone(),
        }
    }
}

/// Reads one block. Depends on its text alone and takes time linear in its length.
#[must_use]
pub fn read(text: &str) -> Reading {
    readings(std::iter::once(text)).next().unwrap_or_default()
}

/// Reads blocks, each as [`read`] does.
///
/// Each detector goes through many blocks before the next one does. All of them together are several times the code that a
/// processor keeps next to it, and with one block after the other all of it is fetched anew for each: a report of 100 KB took
/// some 7% longer that way. ARCHITECTURE.md says how it was measured.
pub fn readings<'a>(texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Reading> {
    let mut texts = texts.fuse();
    let mut ready = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if ready.len() == 0 {
            let mut room = BATCH;
            let next = std::iter::from_fn(|| {
                let text = if room == 0 { None } else { texts.next() }?;
                room = room.saturating_sub(text.len());
                Some(Draft::of(text))
            });
            let mut drafts: Vec<Draft<'a>> = next.collect();
            read_all(&mut drafts);
            ready = drafts.into_iter();
        }
        ready.next().map(Draft::done)
    })
}

/// About how many bytes of blocks go from one detector to the next together: a stretch of a long text, and all of a short one.
const BATCH: usize = 1 << 17;

/// A block on its way through the detectors.
struct Draft<'a> {
    block: Block<'a>,
    furniture: bool,
    /// The spans of the dates and of the numbers.
    dates: Vec<Span>,
    numbers: Vec<Span>,
    /// All but the tokens, which are the block's until it is done.
    reading: Reading,
}

impl<'a> Draft<'a> {
    fn of(text: &'a str) -> Self {
        let block = Block::parse(text);
        let sentences = block.sentences.iter().map(|sentence| sentence.span);
        let reading = Reading {
            length: text.len(),
            sentences: sentences.collect(),
            ..Reading::default()
        };
        Self {
            furniture: furniture::is_furniture(&block),
            block,
            dates: Vec::new(),
            numbers: Vec::new(),
            reading,
        }
    }

    fn done(self) -> Reading {
        Reading {
            tokens: self.block.tokens,
            ..self.reading
        }
    }
}

#[inline(never)]
fn read_all(drafts: &mut [Draft<'_>]) {
    let worded = |draft: &&mut Draft<'_>| !draft.furniture;
    for draft in drafts.iter_mut().filter(worded) {
        let dates = date::detect(&draft.block);
        draft.dates = dates.iter().map(|date| date.span).collect();
        draft.reading.dates = dates;
    }
    for draft in drafts.iter_mut().filter(worded) {
        let quantities = quantity::detect(&draft.block, &draft.dates);
        draft.numbers = quantities.iter().map(|quantity| quantity.span).collect();
        draft.reading.quantities = quantities;
    }
    for draft in &mut *drafts {
        let Draft { block, reading, .. } = draft;
        reading.comparisons = comparison::detect(block, &draft.dates, &draft.numbers);
        reading.names = crate::people::names(block);
    }
    for draft in drafts {
        let marked = quotation::detect(&draft.block);
        let attributed = attribution::attribute(&draft.block, &marked);
        draft.reading.quotations = attributed.quotations;
        draft.reading.lead_in = attributed.lead_in;
    }
}

#[cfg(test)]
mod tests {
    use super::{BATCH, read, readings};

    #[test]
    fn blocks_that_are_read_together_are_read_as_each_alone() {
        let blocks = [
            "Ann Roe said on 3 May that 40% of the boats were “gone for good”.",
            "PHOTO: ANN ROE / HARBOUR PRESS",
            "",
            "She added: “It is the largest loss since 1991.”",
            "x",
        ];
        // More than two batches, which end at blocks of different kinds.
        let bytes: usize = blocks.iter().map(|block| block.len()).sum();
        let many = blocks.len() * (2 * BATCH / bytes + 2);
        let texts = || blocks.iter().copied().cycle().take(many);
        let alone = blocks.map(read);
        let mut count = 0;
        for (reading, alone) in readings(texts()).zip(alone.iter().cycle()) {
            assert_eq!(&reading, alone);
            count += 1;
        }
        assert_eq!(count, many);
    }
}
