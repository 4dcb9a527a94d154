//! What a scan gives back: plain, serialisable types.
//!
//! The JSON shape is the public interface of the command line, the WebAssembly module and the
//! packages built on it. Every span counts the units that [`Report::offsets`] names.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::text::Span;

/// What one offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// UTF-16 code units, as JavaScript strings count.
    #[default]
    Utf16,
    /// Unicode scalar values, as Python strings count.
    Char,
    /// Bytes of UTF-8.
    Byte,
}

/// Everything that was found in one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The article's own id where it has one, else a hash of its text.
    pub id: String,
    /// The unit of every span in this report.
    pub offsets: Offsets,
    /// The check-worthiness of the best sentence or claim, 0 to 1; 0 where there is no sentence.
    pub worth: f64,
    /// In order of their start; where two start together, the longer one first.
    pub claims: Vec<Claim>,
    /// In order of their first mention.
    pub people: Vec<Person>,
    /// Sums done inside the text.
    pub checks: Vec<Check>,
}

/// One thing in the article that can be checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Stable: a hash of kind, text and how many equal ones came before.
    pub id: String,
    /// What is highlighted.
    pub span: Span,
    /// The sentence that holds the claim; for a quotation of several sentences, all of them.
    pub sentence: Span,
    /// Check-worthiness, 0 to 1. It ranks, it never hides.
    pub worth: f64,
    /// Why `worth` is what it is, for people to read; weightiest first.
    pub reasons: Vec<Cow<'static, str>>,
    /// What kind of claim it is, with what was read.
    pub detail: Detail,
    /// Who the article says it has this from.
    pub source: Option<Source>,
    /// Where to check it, best first.
    pub links: Vec<Link>,
    /// Ids of claims that speak of the same thing, closest first, at most twelve.
    pub related: Vec<String>,
    /// Indices into [`Report::checks`].
    pub checks: Vec<usize>,
}

/// What was read in a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// A number with its unit.
    Quantity(Quantity),
    /// A date or a part of one.
    Date(Date),
    /// A rank, a record or a comparison.
    Comparison(Comparison),
    /// Somebody's words, or words set in quotation marks.
    Quotation(Quotation),
}

impl Detail {
    /// The word for the kind in JSON: `quantity`, `date`, `comparison` or `quotation`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Quantity(_) => "quantity",
            Self::Date(_) => "date",
            Self::Comparison(_) => "comparison",
            Self::Quotation(_) => "quotation",
        }
    }
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Claim", 11)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("kind", self.detail.kind())?;
        out.serialize_field("span", &self.span)?;
        out.serialize_field("sentence", &self.sentence)?;
        out.serialize_field("worth", &self.worth)?;
        out.serialize_field("reasons", &self.reasons)?;
        match &self.detail {
            Detail::Quantity(quantity) => out.serialize_field("quantity", quantity)?,
            Detail::Date(date) => out.serialize_field("date", date)?,
            Detail::Comparison(comparison) => out.serialize_field("comparison", comparison)?,
            Detail::Quotation(quotation) => out.serialize_field("quotation", quotation)?,
        }
        out.serialize_field("source", &self.source)?;
        out.serialize_field("links", &self.links)?;
        out.serialize_field("related", &self.related)?;
        out.serialize_field("checks", &self.checks)?;
        out.end()
    }
}

/// One number, or the two ends of a range.
///
/// Serialised as a number or as `[low, high]` in the order of the text. A whole number below 2^53
/// is written without a fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A single number.
    One(f64),
    /// Both ends, in the order of the text.
    Range(f64, f64),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::One(value) => Number(value).serialize(serializer),
            Self::Range(low, high) => [Number(low), Number(high)].serialize(serializer),
        }
    }
}

/// A number that is written as an integer where it is one.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// How the number is hedged or which way it moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Modifier {
    /// As printed.
    #[default]
    #[serde(rename = "=")]
    Exact,
    /// About, nearly, some.
    #[serde(rename = "~")]
    About,
    /// Less than or at most.
    #[serde(rename = "<")]
    Below,
    /// More than or at least.
    #[serde(rename = ">")]
    Above,
    /// A rise by or to this.
    #[serde(rename = "up")]
    Up,
    /// A fall by or to this.
    #[serde(rename = "down")]
    Down,
}

impl Modifier {
    /// What a person reads before the number: "about ".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::About => "about ",
            Self::Below => "at most or less than ",
            Self::Above => "at least or more than ",
            Self::Up => "up ",
            Self::Down => "down ",
        }
    }

    /// The sign in JSON.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Exact => "=",
            Self::About => "~",
            Self::Below => "<",
            Self::Above => ">",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// A numeric claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// The number or range, with its scale ("million") multiplied in.
    pub value: Value,
    /// Singular, lower case, British spelling; for a count the noun counted; `null` for a bare number.
    pub unit: Option<Cow<'static, str>>,
    /// ISO 4217 code where the unit is a currency.
    pub currency: Option<&'static str>,
    /// What kind of unit it is ("area", "currency", "count" ...), `null` for a bare number.
    pub dimension: Option<&'static str>,
    /// Hedge or direction.
    pub modifier: Modifier,
    /// The noun phrase that the number speaks of, as it stands in the text.
    pub measured: Option<String>,
    /// The time that a length of time reaches to ("three days ago", "the next two years"), `null` for all else.
    pub when: Option<Date>,
    /// The place that bounds the number ("Norwick" of "5% in Norwick"), as it stands in its clause.
    pub place: Option<String>,
    /// The time that bounds the number ("May" of "5% in May"), as it stands in its clause; it is a claim of its own.
    pub time: Option<String>,
    /// The numeral alone, without currency sign, unit or modifier.
    pub numeral: Span,
}

/// A date claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Date {
    /// ISO 8601, as much as is known: `2027`, `2027-09`, `2027-09-14`, `1990/1999`; `null` where the
    /// text is relative ("on Tuesday") and the article's date is not known.
    pub value: Option<String>,
    /// The smallest unit that is known.
    pub precision: Precision,
}

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// A place in an order: "the largest since 1991", "second-biggest".
    Rank,
    /// Never before: "a record 745,000", "an all-time low".
    Record,
    /// More or less than something else: "smaller than the €140 billion loan".
    Than,
    /// So many in a row: "a seventh straight session".
    Streak,
}

impl Relation {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Record => "record",
            Self::Than => "than",
            Self::Streak => "streak",
        }
    }
}

/// A rank, a record or a comparison: a claim that holds only against something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// What is said.
    pub relation: Relation,
    /// The word that compares, lower case: "largest", "smaller", "record high".
    pub degree: String,
    /// The place in the order, 1 for "largest", 2 for "second-biggest"; for a streak how many in a row.
    pub rank: Option<u32>,
    /// What is ranked ("fall" of "the largest fall since 1991"), `null` where it is said elsewhere.
    pub measured: Option<String>,
    /// What it is compared with ("since 1991", "the €140 billion loan"); `null` where nothing says so.
    pub with: Option<Span>,
}

/// The smallest unit that a date gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A century.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A quarter, a half or a season of a year.
    Season,
    /// A month.
    Month,
    /// A week.
    Week,
    /// A day.
    Day,
}

impl Precision {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Season => "season",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }
}

/// What the words in or without quotation marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Wholly inside quotation marks.
    Direct,
    /// An attributed clause with quoted fragments in it.
    Mixed,
    /// An attributed clause without quotation marks.
    Indirect,
    /// A word or term held at a distance; nobody is quoted.
    Scare,
    /// The title of a work or a nickname; nobody is quoted.
    Title,
}

impl Form {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Scare => "scare",
            Self::Title => "title",
        }
    }
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quotation {
    /// What it is.
    pub form: Form,
    /// The fragments in quotation marks, with their marks; these are what is highlighted.
    pub quoted: Vec<Span>,
    /// The word that attributes it ("said"), never inside a quotation.
    pub cue: Option<Span>,
    /// The source as it stands at the cue ("he", "the minister").
    pub source: Option<Span>,
    /// The person or body meant, by the fullest name in the article; `null` where it is not known.
    pub speaker: Option<String>,
    /// Whether the closing mark is missing; it then ends with its paragraph.
    pub unclosed: bool,
}

/// Where the article says that it has a claim from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// As it stands in the text.
    pub span: Span,
    /// The person or body meant, by the fullest name in the article.
    pub name: String,
}

/// An address at which a person can check a claim. It is opened only when a person clicks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// For the reader: the site and what is looked up there.
    pub label: Cow<'static, str>,
    /// Always https.
    pub url: String,
    /// Id in `data/targets.csv`; "own" for a target that the person has added.
    pub target: &'static str,
    /// Why this target fits this claim.
    pub why: Cow<'static, str>,
    /// Kind of target.
    pub group: Group,
}

/// Kind of link target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// The speaker's or body's own publication.
    Primary,
    /// A statistics office or table.
    Statistics,
    /// Earlier fact-checks.
    FactCheck,
    /// News search.
    News,
    /// Archives.
    Archive,
    /// General search.
    Search,
    /// A target that the person has added.
    Own,
}

impl Group {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Statistics => "statistics",
            Self::FactCheck => "fact-check",
            Self::News => "news",
            Self::Archive => "archive",
            Self::Search => "search",
            Self::Own => "own",
        }
    }
}

/// One person or body with every mention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// The fullest name in the article.
    pub name: String,
    /// In order.
    pub mentions: Vec<Span>,
}

/// A sum done inside the text: the article's own numbers against each other, never against the world. It says what
/// follows, not who is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// What was compared.
    pub kind: CheckKind,
    /// What came out.
    pub result: Outcome,
    /// Ids of the claims in it, in the order of the sum.
    pub claims: Vec<String>,
    /// The sum written out for a person, with the figures and units of the article; "≈" where it is rounded.
    pub sum: String,
    /// For `implies`: what follows, unrounded, in `unit`.
    pub value: Option<Value>,
    /// The unit of `value`, as in [`Quantity::unit`].
    pub unit: Option<Cow<'static, str>>,
    /// The currency of `value`.
    pub currency: Option<&'static str>,
}

/// What a check compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// A share, its part and its whole: "covers two-thirds of".
    Share,
    /// A change and its ends: "rose 3% to 45 from 43.7".
    Change,
    /// A change between two percentages, in percentage points or in percent of them.
    Points,
    /// A multiple and its ends: "doubled from 5 to 10", "twice as large as".
    Multiple,
    /// A total and its parts: "14 people: 9 men and 5 women".
    Parts,
    /// One amount in two units: "225 km (135 miles)".
    Units,
    /// What is called larger or smaller: "smaller than the €140 billion".
    Comparison,
    /// A weekday and its date.
    Weekday,
    /// A number of the headline and the same one in the text.
    Repeat,
    /// An age, or years ago, and the year.
    Age,
    /// A share of a country's area or population as a number, or the other way round, by `data/nations.csv`.
    Magnitude,
}

impl CheckKind {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Change => "change",
            Self::Points => "points",
            Self::Multiple => "multiple",
            Self::Parts => "parts",
            Self::Units => "units",
            Self::Comparison => "comparison",
            Self::Weekday => "weekday",
            Self::Repeat => "repeat",
            Self::Age => "age",
            Self::Magnitude => "magnitude",
        }
    }
}

/// What comes out of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The numbers agree, as far as they are printed.
    Holds,
    /// They do not, however they were rounded.
    Differs,
    /// A number follows that the text does not give.
    Implies,
}

impl Outcome {
    /// The word for it in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Differs => "differs",
            Self::Implies => "implies",
        }
    }
}
