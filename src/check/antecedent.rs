//! Which amount is meant by "the package", "the proposal" or "it".
//!
//! Only where the text leaves no choice: every amount of that currency shortly before is the same, or those are whose
//! own sentences speak of the thing by a word of the same stem.

use super::scene::{Figure, Scene};
use super::word;
use crate::text::{Block, Kind, case, lexicon, words};

/// How many amounts before are looked at.
const MOST: usize = 8;
/// How many numbers before are looked at to find them.
const REACH: usize = 24;
/// How many blocks back an amount may stand.
pub const BLOCKS: usize = 8;
/// The most bytes that are read of an amount's sentence.
const LONGEST: usize = 800;

/// An amount that was spoken of before.
#[derive(Clone, Copy, Debug)]
pub struct Antecedent {
    /// Index of its figure.
    pub figure: usize,
    /// Whether its own sentence calls it by a word of the same stem.
    pub named: bool,
}

/// The amount that the noun phrase meant by `words`, which stands near figure `at`, was introduced with.
/// `currency` narrows it where it is to be compared with one.
pub fn resolve(
    scene: &Scene<'_>,
    at: usize,
    words: &[&str],
    currency: Option<&str>,
) -> Option<Antecedent> {
    before_sentence(scene, at, 0, words, currency)
}

/// The same for a noun phrase that stands `back` sentences before the one of figure `at`.
fn before_sentence(
    scene: &Scene<'_>,
    at: usize,
    back: usize,
    words: &[&str],
    currency: Option<&str>,
) -> Option<Antecedent> {
    let here = scene.figures.get(at)?;
    let number = scene.passages.get(here.passage)?.number;
    let near = |figure: &Figure<'_>| {
        let other = scene
            .passages
            .get(figure.passage)
            .map(|passage| passage.number);
        other.is_some_and(|other| number - other <= BLOCKS)
    };
    let mut before = Vec::with_capacity(MOST);
    for index in (at.saturating_sub(REACH)..at).rev() {
        let figure = scene.figures.get(index)?;
        if !near(figure) || before.len() == MOST {
            break;
        }
        let same_sentence =
            figure.passage == here.passage && figure.sentence + back >= here.sentence;
        let wanted = currency.is_none_or(|currency| figure.quantity.currency == Some(currency));
        if figure.is("currency") && figure.is_amount() && wanted && !same_sentence {
            before.push(index);
        }
    }
    let stems: Vec<String> = words
        .iter()
        .filter(|word| word.len() > 3)
        .map(|word| word::stem(word))
        .collect();
    let named: Vec<usize> = before
        .iter()
        .copied()
        .filter(|&index| speaks_of(scene, index, &stems))
        .collect();
    if let Some(figure) = only(scene, &before) {
        return Some(Antecedent {
            figure,
            named: !named.is_empty(),
        });
    }
    only(scene, &named).map(|figure| Antecedent {
        figure,
        named: true,
    })
}

/// The nearest of `indices`, where all of them are the same amount.
fn only(scene: &Scene<'_>, indices: &[usize]) -> Option<usize> {
    let first = *indices.first()?;
    let nearest = scene.figures.get(first)?;
    let same = indices.iter().all(|&index| {
        scene.figures.get(index).is_some_and(|figure| {
            figure.same_unit(nearest) && figure.interval.meets(nearest.interval)
        })
    });
    (same && nearest.is_closed()).then_some(first)
}

/// Whether the sentence of the figure has a word that starts like one of `stems`.
fn speaks_of(scene: &Scene<'_>, index: usize, stems: &[String]) -> bool {
    let Some(claim) = scene
        .figures
        .get(index)
        .and_then(|figure| scene.claims.get(figure.claim))
    else {
        return false;
    };
    let sentence = claim.sentence.of(scene.text);
    let mut end = sentence.len().min(LONGEST);
    while !sentence.is_char_boundary(end) {
        end -= 1;
    }
    let lower = case::lower(sentence.get(..end).unwrap_or_default());
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| stems.iter().any(|stem| word.starts_with(stem.as_str())))
}

/// The words of the noun phrase that ends with token `end`, where it is a definite name of an amount of money: "the
/// proposed loan", "this package".
pub fn money<'a>(block: &Block<'a>, end: usize) -> Option<Vec<&'a str>> {
    let noun = block.word(end);
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    if !word::is(noun, word::MONEY) && !word::is(singular, word::MONEY) {
        return None;
    }
    let mut words = vec![noun];
    for back in 1..=3 {
        let at = end.checked_sub(back)?;
        let token = block.tokens.get(at)?;
        if token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE) {
            let definite = block.is_any(at, words!["the", "this", "that", "its", "their"]);
            return definite.then_some(words);
        }
        if token.kind != Kind::Word
            || token
                .class
                .is(lexicon::PREPOSITION | lexicon::CONJUNCTION | lexicon::AUXILIARY)
        {
            return None;
        }
        words.push(block.word(at));
    }
    None
}

/// The amount that "it" goes on about in the sentence of figure `at`: the one that the sentence before opens with a
/// name of ("The package is ..."). The second is `false` where that sentence opens otherwise.
pub fn subject_before(scene: &Scene<'_>, at: usize) -> (Option<Antecedent>, bool) {
    let words = scene.figures.get(at).and_then(|figure| {
        let block = scene.block(figure)?;
        let sentence = block.sentences.get(figure.sentence.checked_sub(1)?)?;
        let start = sentence.tokens.start;
        (start + 1..start + 4).find_map(|end| money(block, end))
    });
    match words {
        Some(words) => (before_sentence(scene, at, 1, &words, None), true),
        None => (None, false),
    }
}
