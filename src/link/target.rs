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
    /// Suits every claim of its kinds; the others need a term in the sentence or the source.
    pub generic: bool,
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

/// One line of `data/countries.csv`.
#[derive(Debug)]
pub struct Country {
    pub iso2: &'static str,
    pub iso3: &'static str,
    pub name: &'static str,
    pub eu: bool,
}

/// Words that call for a target or name a country.
#[derive(Debug)]
pub struct Term {
    /// Its first word in lower case; the table is sorted by it.
    pub first: &'static str,
    pub text: &'static str,
    /// Whether capitals must stand as written ("US").
    pub exact: bool,
    pub what: What,
}

/// What a term stands for, as an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Country(usize),
    /// A speaker or body whose words the target publishes.
    Speaker(usize),
    /// A subject that the target knows.
    Topic(usize),
}

include!(concat!(env!("OUT_DIR"), "/targets.rs"));
