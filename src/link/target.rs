//! The link targets, countries and terms of `data/`, as static tables.

use std::sync::LazyLock;

use crate::report::Group;
use crate::text::lines::{cell, lines, numbered};
use crate::text::{lexicon, order};

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
    /// Dimensions and currencies of the quantities that it suits; none for any.
    pub units: Vec<&'static str>,
    /// A currency whose sums it suits also where its words stand before the claim's sentence.
    pub near: Option<&'static str>,
    pub place: Place,
    pub template: &'static str,
    pub why: &'static str,
    /// Whether `why` names what was found in the text.
    pub names: bool,
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
    /// Its last byte, with the bit set that tells small letters from capitals.
    pub last: u8,
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

impl What {
    /// A number that nothing else has, as the build counts them.
    pub fn key(self) -> u64 {
        let (row, what) = match self {
            Self::Country(row) => (row, 0),
            Self::Speaker(row) => (row, 1),
            Self::Topic(row) => (row, 2),
        };
        3 * row as u64 + what
    }
}

include!(concat!(env!("OUT_DIR"), "/targets.rs"));

/// One for each line of the table, in its order.
pub static TARGETS: LazyLock<Vec<Target>> = LazyLock::new(|| {
    let columns = [
        TARGET_IDS,
        TARGET_LABELS,
        TARGET_UNITS,
        TARGET_NEARS,
        TARGET_PLACES,
        TARGET_TEMPLATES,
        TARGET_WHYS,
    ]
    .map(lines);
    let target = |(at, &kinds): (usize, &u8)| {
        let [id, label, units, near, place, template, why] =
            columns.each_ref().map(|column| cell(column, at));
        let kind = |bit: u8| kinds & 1 << bit != 0;
        Target {
            id,
            // The build numbers no other groups.
            group: GROUPS[usize::from(kinds >> 4) % GROUPS.len()],
            label,
            quantity: kind(0),
            date: kind(1),
            quotation: kind(2),
            marked: kind(3),
            units: units.split_whitespace().collect(),
            near: Some(near).filter(|near| !near.is_empty()),
            place: match place {
                "" => Place::None,
                "any" => Place::Any,
                "EU" => Place::Eu,
                iso2 => Place::Country(iso2),
            },
            template,
            why,
            names: why.bytes().any(|byte| byte == b'{'),
        }
    };
    TARGET_KINDS.iter().enumerate().map(target).collect()
});

/// One for each line of the table, in its order.
pub static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let columns = [COUNTRY_ISO2, COUNTRY_ISO3, COUNTRY_NAMES].map(lines);
    let country = |(at, &eu): (usize, &u8)| {
        let [iso2, iso3, name] = columns.each_ref().map(|column| cell(column, at));
        Country {
            iso2,
            iso3,
            name,
            eu: eu != 0,
        }
    };
    COUNTRY_EU.iter().enumerate().map(country).collect()
});

/// In the order that [`Term::first`] names.
pub static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let term = |(text, what): (&'static str, u16)| {
        let row = usize::from(what / 3);
        Term {
            first: lexicon::look_up(text.split([' ', '-']).next().unwrap_or_default()).1,
            text,
            last: text.bytes().next_back().unwrap_or_default() | 0x20,
            exact: text.chars().any(char::is_uppercase),
            what: match what % 3 {
                0 => What::Country(row),
                1 => What::Speaker(row),
                _ => What::Topic(row),
            },
        }
    };
    let mut terms: Vec<Term> = numbered(TERM_TEXTS, &TERM_WHATS)
        .into_iter()
        .map(term)
        .collect();
    // Of terms with the same first word the longest is tried first.
    order::by_key(&mut terms, |term| {
        (term.first as usize, order::descending(term.text.len()))
    });
    terms
});

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, TARGETS, TERMS, What};

    #[test]
    fn terms_stand_by_the_hash_of_their_first_word_and_name_rows_that_are_there() {
        assert!(TERMS.is_sorted_by_key(|term| (term.first, usize::MAX - term.text.len())));
        assert!(TERMS.iter().all(|term| match term.what {
            What::Country(at) => at < COUNTRIES.len(),
            What::Speaker(at) | What::Topic(at) => at < TARGETS.len(),
        }));
    }

    #[test]
    fn every_row_has_all_its_cells() {
        for target in TARGETS.iter() {
            assert!(target.template.starts_with("https://"), "{}", target.id);
            assert!(!target.label.is_empty() && !target.why.is_empty());
        }
        assert!(COUNTRIES.iter().all(|country| !country.name.is_empty()));
    }
}
