//! Where an article names link terms and countries.

use super::target::{COUNTRIES, Country, TERMS, Term, What};
use crate::text::lookup::Lookup;
use crate::text::{Span, Token, lexicon, pieces};

/// A term where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Bytes of the text that was read.
    pub start: usize,
    pub what: What,
    /// As `data/` has it.
    pub text: &'static str,
}

/// All the terms of an article, in order.
#[derive(Debug, Default)]
pub struct Terms {
    found: Vec<Found>,
    /// Where each of them stands first, in order. There are never more than `data/` has, so a claim can look at all.
    first: Vec<Found>,
}

impl Terms {
    /// Reads the next block of the article `text`: the one that starts at byte `start` and has these tokens.
    pub fn add(&mut self, text: &str, start: usize, tokens: &[Token]) {
        self.read(text.get(start..).unwrap_or_default(), start, tokens);
    }

    /// The terms when all blocks have been added.
    pub fn done(mut self) -> Self {
        self.find_first();
        self
    }

    /// The terms of an article from those of its blocks, each with the byte at which it starts.
    pub fn join<'a>(blocks: impl Iterator<Item = (usize, &'a [Found])>) -> Self {
        let mut terms = Self::default();
        for (start, found) in blocks {
            terms.found.extend(found.iter().map(|term| Found {
                start: start + term.start,
                ..*term
            }));
        }
        terms.find_first();
        terms
    }

    fn find_first(&mut self) {
        let mut seen: Lookup<bool> = Lookup::default();
        let first = self
            .found
            .iter()
            .filter(|term| !std::mem::replace(seen.of(term.what.key()), true));
        self.first = first.copied().collect();
    }

    /// The terms of one block, with bytes from its start.
    pub fn of_block(text: &str, tokens: &[Token]) -> Vec<Found> {
        let mut terms = Self::default();
        terms.read(text, 0, tokens);
        terms.found
    }

    /// Where each term stands first, in order.
    pub fn first(&self) -> &[Found] {
        &self.first
    }

    /// Reads a few words, such as a name.
    pub fn of_words(text: &str) -> Self {
        let mut terms = Self::default();
        terms.read(text, 0, &crate::text::tokens(text));
        terms
    }

    fn read(&mut self, text: &str, offset: usize, tokens: &[Token]) {
        // Where the longest term so far ends: "the study" in "Institute for the Study of War" speaks of no study.
        let mut covered = 0;
        let terms: &[Term] = &TERMS;
        // Three of four words that a term may open with are "the": it is looked for once.
        let mut known = (0, 0);
        for token in tokens {
            if token.class.is(lexicon::LINK_TERM) {
                if known.0 != token.hash {
                    let from = terms.partition_point(|term| term.first < token.hash);
                    known = (token.hash, from);
                }
                let terms = terms.get(known.1..).unwrap_or_default();
                covered = self.read_at(text, offset, token, terms, covered);
            }
        }
    }

    /// Adds those at the head of `terms` that begin with `token`, and gives where the text read as terms ends. Before
    /// `covered` a longer term has been read, and only countries count.
    fn read_at(
        &mut self,
        text: &str,
        offset: usize,
        token: &Token,
        terms: &[Term],
        mut covered: usize,
    ) -> usize {
        let start = token.span.start;
        let inside = start < covered;
        let bytes = text.as_bytes();
        for term in terms.iter().take_while(|term| term.first == token.hash) {
            let end = start + term.text.len();
            // Of most terms only the first word stands here, and the last letter tells nearly all of them from the text.
            if bytes.get(end.wrapping_sub(1)).map(|last| last | 0x20) != Some(term.last) {
                continue;
            }
            let here = bytes.get(start..end).unwrap_or_default();
            if !stands(term, here) || (inside && !matches!(term.what, What::Country(_))) {
                continue;
            }
            if pieces::from(text, end).starts_with(char::is_alphanumeric) {
                continue;
            }
            covered = covered.max(end);
            self.found.push(Found {
                start: offset + start,
                what: term.what,
                text: term.text,
            });
        }
        covered
    }

    /// Those that begin inside `span`.
    #[inline]
    pub fn within(&self, span: Span) -> &[Found] {
        let from = self.found.partition_point(|term| term.start < span.start);
        let rest = self.found.get(from..).unwrap_or_default();
        &rest[..rest.partition_point(|term| term.start < span.end)]
    }

    /// Those that have been named before `end`, each once.
    #[inline]
    pub fn before(&self, end: usize) -> &[Found] {
        &self.first[..self.first.partition_point(|term| term.start < end)]
    }

    /// The country that the article is about: named at least twice and more often than all others together.
    pub fn main_country(&self) -> Option<&'static Country> {
        let mut counts: Vec<(&'static Country, usize)> = Vec::new();
        for country in countries(&self.found) {
            match counts
                .iter_mut()
                .find(|(known, _)| known.iso2 == country.iso2)
            {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count >= 2 && count * 2 > all)
            .map(|(country, _)| country)
    }
}

/// Whether `here` is the term.
fn stands(term: &Term, here: &[u8]) -> bool {
    let letters = term.text.as_bytes();
    if term.exact {
        here == letters
    } else {
        here.eq_ignore_ascii_case(letters)
    }
}

/// The countries among terms, in order.
pub fn countries(found: &[Found]) -> impl Iterator<Item = &'static Country> {
    found.iter().filter_map(|term| match term.what {
        What::Country(at) => COUNTRIES.get(at),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Terms, countries};

    fn named(text: &str) -> Vec<&'static str> {
        countries(&Terms::of_words(text).found)
            .map(|country| country.iso2)
            .collect()
    }

    #[test]
    fn countries_are_known_by_name_adjective_and_capital_letters() {
        assert_eq!(
            named("Unemployment in South Korea and the US, not in Polish ports"),
            ["KR", "US", "PL"]
        );
        assert_eq!(named("It told us about the Nigerian coast"), ["NG"]);
    }

    #[test]
    fn an_article_is_about_the_country_that_it_names_most() {
        let main = |text: &str| {
            let country = Terms::of_words(text).main_country();
            country.map(|country| country.iso2)
        };
        assert_eq!(
            main("Spanish ports, Madrid and a ship from Chile"),
            Some("ES")
        );
        assert_eq!(main("Spain and Chile"), None);
        assert_eq!(main("Spain, Spain, Chile, Chile"), None);
        assert_eq!(main("Spain"), None);
    }
}
