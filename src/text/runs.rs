//! Where runs of words stand in a text.
//!
//! Only the runs that are asked for are kept, so the index is as small as what is asked and is made in one pass
//! over the text.

use super::lookup::Lookup;
use super::span::Span;
use super::words::{Bracket, Word, words};

/// The longest run that is looked up as one.
pub const LONGEST: usize = 3;
/// Places kept for one run; more are counted only.
const MOST: usize = 256;

/// The words of a text, and where the runs of one to three words stand that were asked for.
pub struct Runs<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub words: Vec<Word>,
    runs: Lookup<Places>,
}

/// Where one thing stands.
#[derive(Default)]
pub struct Places {
    /// How often it stands in the text.
    pub count: usize,
    /// The first [`MOST`] places.
    pub first: Vec<usize>,
}

impl Places {
    /// One more place.
    pub fn push(&mut self, place: usize) {
        self.count += 1;
        if self.first.len() < MOST {
            self.first.push(place);
        }
    }
}

/// The key of a run of words.
fn run(words: &[Word]) -> u64 {
    words.iter().fold(words.len() as u64, |key, word| {
        // Multiplying between the words tells "a b" from "b a".
        (key ^ word.key)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
    })
}

impl<'a> Runs<'a> {
    /// Reads `text` for the runs that `wanted` hold.
    pub fn new(text: &'a str, wanted: &[&[Word]]) -> Self {
        let mut runs: Lookup<Places> = Lookup::default();
        for length in 1..=LONGEST {
            for window in wanted.iter().flat_map(|words| words.windows(length)) {
                runs.of(run(window));
            }
        }
        let single = |key: u64| {
            let word = Word {
                span: Span::default(),
                key,
                bracket: Bracket::None,
            };
            runs.get(run(&[word])).is_some()
        };
        let words = words(text, &single);
        for first in 0..words.len() {
            for length in 1..=LONGEST {
                let Some(places) = words
                    .get(first..first + length)
                    .and_then(|window| runs.get_mut(run(window)))
                else {
                    // A longer run holds this one, so it was not asked for either.
                    break;
                };
                places.push(first);
            }
        }
        Self { text, words, runs }
    }

    /// Where the run `words` stands; of one to [`LONGEST`] words.
    pub fn places(&self, words: &[Word]) -> Option<&Places> {
        self.runs.get(run(words)).filter(|places| places.count > 0)
    }

    /// How often `word` stands in the text.
    pub fn count(&self, word: &Word) -> usize {
        self.places(std::slice::from_ref(word))
            .map_or(0, |places| places.count)
    }

    /// The word at which `wanted` stands in full, the nearest at or behind word `near`, else the last before it.
    ///
    /// Looks at the places of its rarest run of three words, at most [`MOST`] of them.
    pub fn find(&self, wanted: &[Word], near: usize) -> Option<usize> {
        let mut best = None;
        for start in self.all(wanted).0 {
            best = Some(start);
            if start >= near {
                break;
            }
        }
        best
    }

    /// Whether `wanted` stands in the text more than once, or so often that it was not counted.
    pub fn is_repeated(&self, wanted: &[Word]) -> bool {
        let (places, all) = self.all(wanted);
        places.take(2).count() > 1 || !all
    }

    /// The words at which `wanted` stands in full, and whether these are all.
    fn all(&self, wanted: &[Word]) -> (impl Iterator<Item = usize>, bool) {
        let length = wanted.len().min(LONGEST);
        let rarest = wanted
            .windows(length.max(1))
            .enumerate()
            .filter_map(|(at, window)| Some((at, self.runs.get(run(window))?)))
            .min_by_key(|(_, places)| places.count);
        let all = rarest.is_none_or(|(_, places)| places.count == places.first.len());
        let starts = rarest.into_iter().flat_map(|(at, places)| {
            places
                .first
                .iter()
                .filter_map(move |place| place.checked_sub(at))
        });
        let stands = move |start: &usize| {
            self.words
                .get(*start..*start + wanted.len())
                .is_some_and(|there| {
                    there
                        .iter()
                        .zip(wanted)
                        .all(|(there, here)| there.key == here.key)
                })
        };
        (starts.filter(stands), all)
    }
}
