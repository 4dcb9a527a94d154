//! The link targets, countries and terms of `data/`, as static tables.

use crate::report::Group;

/// A place where claims can be checked: one line of `data/targets.csv`.
#[derive(Debug)]
pub struct Target {
    pub id: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub quantity: bool,
    pub date: bool,
    pub quotation: bool,
    /// Suits words in quotation marks that nobody is quoted with.
    pub marked: bool,
    /// Dimensions and currencies of the quantities that it suits; empty for any.
    pub units: &'static [&'static str],
    /// A currency whose sums it suits also where its words stand before the claim's sentence.
    pub near: Option<&'static str>,
    pub place: Place,
    pub template: &'static str,
    pub why: &'static str,
}

/// The country that a target needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    None,
    Any,
    /// A member of the European Union.
    Eu,
    /// By its ISO 3166-1 alpha-2 code.
    Country(&'static str),
}

impl Place {
    pub fn holds(self, country: &Country) -> bool {
        match self {
            Self::None | Self::Any => true,
            Self::Eu => country.eu,
            Self::Country(iso2) => country.iso2 == iso2,
        }
    }
}

/// One line of `data/countries.csv`.
#[derive(Debug)]
pub struct Country {
    pub iso2: &'static str,
    /// Empty for a group of countries.
    pub iso3: &'static str,
    pub name: &'static str,
    pub eu: bool,
}

/// Words that call for a target or name a country.
#[derive(Debug)]
pub struct Term {
    /// The hash of its first word; the table is sorted by it, longer terms first.
    pub first: u32,
    pub text: &'static str,
    /// Whether capitals must stand as written ("US").
    pub exact: bool,
    pub what: What,
}

/// What a term stands for, as an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    Country(usize),
    /// A speaker or body whose words the target publishes.
    Speaker(usize),
    /// A subject that the target knows.
    Topic(usize),
}

include!(concat!(env!("OUT_DIR"), "/targets.rs"));
