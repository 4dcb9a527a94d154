//! An article against a source text: are the quotations and numbers of the one in the other?
//!
//! The answer says where to look and what differs, word by word. It is no verdict: a quotation that is absent
//! from this text may stand in another.
//!
//! Takes time linear in both texts, with fixed bounds on how many places are tried for each stretch of words.

mod align;
mod difference;
mod number;
mod quotation;
mod unit;

use serde::Serialize;

use crate::report::{Detail, Offsets};
use crate::text::{Span, offsets};
use crate::{Article, Options, claim};

/// What a source text says of the claims of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Against {
    /// The unit of every span here, in both texts.
    pub offsets: Offsets,
    /// For each quotation with quotation marks, in order. Terms and titles in marks quote nobody and are left
    /// out.
    pub quotations: Vec<Quoted>,
    /// For each quantity, in order.
    pub numbers: Vec<Number>,
}

/// How a quotation or a fragment of one stands in the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Word for word; punctuation, capitals, marks and what is inserted in brackets may differ.
    Verbatim,
    /// With words changed, missing or inserted.
    Altered,
    /// Nothing like it was found.
    Absent,
}

/// A quotation of the article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quoted {
    /// Id of the claim.
    pub claim: String,
    /// `verbatim` or `absent` where all fragments are, else `altered`.
    pub result: Wording,
    /// Whether it is altered only where the article shows it, by an ellipsis or by brackets.
    pub marked: bool,
    /// One for each of [`Quotation::quoted`](crate::Quotation::quoted).
    pub fragments: Vec<Fragment>,
}

/// The words between one pair of quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fragment {
    /// In the article, with its marks.
    pub here: Span,
    /// How it stands in the source text.
    pub result: Wording,
    /// Whether it is altered only where the article shows it, by an ellipsis or by brackets.
    pub marked: bool,
    /// The stretches of the source text that it was found in, in the order of the quotation.
    pub there: Vec<Span>,
    /// What differs, in the order of the quotation.
    pub differences: Vec<Difference>,
}

/// One place where a quotation and the source text part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// In what they part.
    pub kind: Kind,
    /// In the article; empty where the article lacks words.
    pub here: Span,
    /// In the source text; empty where the source text lacks words.
    pub there: Span,
}

/// In what a quotation and the source text part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Other words.
    Changed,
    /// The article leaves words out and does not show it.
    Missing,
    /// The article has words that the source text lacks.
    Inserted,
    /// The article leaves words out and shows it by an ellipsis.
    Joined,
    /// What follows in the article comes earlier in the source text.
    Moved,
    /// Brackets: words that the article inserts or puts for others, or an aside of the source text ("[laughs]")
    /// that it leaves out.
    Bracket,
    /// Only the punctuation between two words.
    Punctuation,
    /// Quotation marks inside the quotation that only one of the texts has.
    Marks,
    /// Only capitals.
    Case,
}

impl Kind {
    /// Whether words differ, and not only how they are set.
    #[must_use]
    pub const fn is_of_words(self) -> bool {
        !matches!(self, Self::Punctuation | Self::Marks | Self::Case)
    }
}

/// A quantity of the article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// Id of the claim.
    pub claim: String,
    /// What the source text has.
    pub result: Presence,
    /// The quantity of the source text: the same one, or the one that differs.
    pub there: Option<Span>,
    /// The sentence around it.
    pub sentence: Option<Span>,
    /// How the two agree.
    pub how: Option<Agreement>,
}

/// What the source text has for a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// The same number.
    Present,
    /// Another number for the same measured thing.
    Different,
    /// Neither.
    Absent,
}

/// How two numbers agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// The same value in the same unit.
    Same,
    /// The same in the digits that the article prints, or within its hedge.
    Rounded,
    /// The same in another unit of the same kind, as near as the article prints it.
    Converted,
}

/// Looks up each quotation and each quantity of `article` in the text `source`.
///
/// Spans count what `options` says, in `article.text` and in `source`. The claims' ids are those of
/// [`scan`](crate::scan) on the same article.
///
/// ```
/// use tickmark::check::against::{Wording, against};
/// use tickmark::{Article, Options};
///
/// let article = Article::new("“The old ferry was never safe,” Ana Ruiz said.");
/// let source = "Well, the old ferry was\nnever safe. Everybody knew.";
/// let found = against(&article, source, &Options::default());
/// assert_eq!(found.quotations[0].result, Wording::Verbatim);
/// ```
#[must_use]
pub fn against(article: &Article<'_>, source: &str, options: &Options) -> Against {
    let report = claim::assemble(article, &claim::read(article.text));
    let mut found = Against {
        offsets: options.offsets,
        quotations: quotation::find(article.text, &report, source),
        numbers: number::find(article.text, &report, source),
    };
    offsets::convert_spans(article.text, options.offsets, |visit| {
        for fragment in fragments(&mut found) {
            visit(&mut fragment.here);
            for difference in &mut fragment.differences {
                visit(&mut difference.here);
            }
        }
    });
    offsets::convert_spans(source, options.offsets, |visit| {
        for fragment in fragments(&mut found) {
            fragment.there.iter_mut().for_each(&mut *visit);
            for difference in &mut fragment.differences {
                visit(&mut difference.there);
            }
        }
        for number in &mut found.numbers {
            number.there.iter_mut().for_each(&mut *visit);
            number.sentence.iter_mut().for_each(&mut *visit);
        }
    });
    found
}

fn fragments(found: &mut Against) -> impl Iterator<Item = &mut Fragment> {
    found
        .quotations
        .iter_mut()
        .flat_map(|quotation| &mut quotation.fragments)
}

/// Whether the detail is a quantity.
const fn quantity(detail: &Detail) -> Option<&crate::Quantity> {
    match detail {
        Detail::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
