//! What a sentence speaks of: link terms, countries and its rarer words.

use super::target::{TERMS, What};
use crate::text::{Block, Span, lexicon};

/// What one sentence gives for choosing and filling links. Spans count bytes of its text.
#[derive(Debug, Default)]
pub struct Context {
    /// The terms found, in order, with the words that matched.
    pub terms: Vec<(What, &'static str)>,
    /// Words that carry the subject, in order.
    pub words: Vec<Word>,
}

/// A word that carries the subject.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub span: Span,
    pub name: bool,
}

impl Context {
    /// Reads one sentence.
    pub fn of(text: &str) -> Self {
        let block = Block::parse(text);
        let mut context = Self::default();
        let function = lexicon::DETERMINER
            | lexicon::POSSESSIVE
            | lexicon::PRONOUN
            | lexicon::PREPOSITION
            | lexicon::CONJUNCTION
            | lexicon::AUXILIARY
            | lexicon::STARTER;
        // Where the longest term so far ends: "the study" in "Institute for the Study of War" speaks of no study.
        let mut covered = 0;
        for (at, token) in block.tokens.iter().enumerate() {
            if token.class.is(lexicon::LINK_TERM) {
                covered = terms_at(text, token.span, covered, &mut context.terms);
            }
            let word = token.kind == crate::text::Kind::Word;
            if word && token.span.len() > 2 && !token.class.is(function) {
                context.words.push(Word {
                    span: token.span,
                    name: at > 0 && token.is_capital(),
                });
            }
        }
        context
    }
}

/// Adds the terms that stand in `text` from the word at `first` on, and gives where the text read as terms ends.
/// Before `covered` a longer term has been read, and only countries count.
fn terms_at(
    text: &str,
    first: Span,
    mut covered: usize,
    found: &mut Vec<(What, &'static str)>,
) -> usize {
    let inside = first.start < covered;
    let word = first.of(text).to_ascii_lowercase();
    let from = TERMS.partition_point(|term| term.first < word.as_str());
    for term in TERMS[from..].iter().take_while(|term| term.first == word) {
        let end = first.start + term.text.len();
        let Some(here) = text.get(first.start..end) else {
            continue;
        };
        let same = if term.exact {
            here == term.text
        } else {
            here.eq_ignore_ascii_case(term.text)
        };
        let whole = !text[end..].starts_with(char::is_alphanumeric);
        if !same || !whole || (inside && !matches!(term.what, What::Country(_))) {
            continue;
        }
        covered = covered.max(end);
        if !found.iter().any(|(what, _)| *what == term.what) {
            found.push((term.what, term.text));
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::{Context, What};
    use crate::link::target::COUNTRIES;

    fn countries(text: &str) -> Vec<&'static str> {
        let context = Context::of(text);
        let codes = context.terms.iter().filter_map(|(what, _)| match what {
            What::Country(at) => COUNTRIES.get(*at).map(|country| country.iso2),
            _ => None,
        });
        codes.collect()
    }

    #[test]
    fn countries_are_known_by_name_adjective_and_capital_letters() {
        assert_eq!(
            countries("Unemployment in South Korea and the US, not in Polish ports"),
            ["KR", "US", "PL"]
        );
        assert_eq!(countries("It told us about the Nigerian coast"), ["NG"]);
    }
}
