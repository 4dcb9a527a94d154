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
    let block = Block::parse(text);
    let furniture = furniture::is_furniture(&block);
    let dates = match furniture {
        true => Vec::new(),
        false => date::detect(&block),
    };
    let taken: Vec<Span> = dates.iter().map(|date| date.span).collect();
    let quantities = match furniture {
        true => Vec::new(),
        false => quantity::detect(&block, &taken),
    };
    let numbers: Vec<Span> = quantities.iter().map(|quantity| quantity.span).collect();
    let comparisons = comparison::detect(&block, &taken, &numbers);
    let marked = quotation::detect(&block);
    let names = crate::people::names(&block);
    let attribution::Attributed {
        quotations,
        lead_in,
    } = attribution::attribute(&block, &marked);
    Reading {
        length: text.len(),
        sentences: block
            .sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect(),
        quantities,
        dates,
        comparisons,
        quotations,
        names,
        lead_in,
        tokens: block.tokens,
    }
}
