//! `data/words.csv` and the word columns of other tables become one hash table from a lower-case
//! word to the set of its classes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use super::table;

/// Gathers classes and words in the order in which classes first appear.
#[derive(Default)]
pub struct Lexicon {
    classes: Vec<String>,
    words: BTreeMap<String, u64>,
}

impl Lexicon {
    /// The classes of the tables that are nothing but classes of words.
    pub fn read(data: &Path) -> Result<Self, Box<dyn Error>> {
        let mut lexicon = Self::default();
        for file in ["words.csv", "verbs.csv", "titles.csv", "first-names.csv"] {
            for [class, words] in table::rows::<2>(data, file)? {
                for word in words.split_whitespace() {
                    lexicon
                        .add(&class, word)
                        .map_err(|error| format!("data/{file}: {error}"))?;
                }
            }
        }
        // Phrases of these tables are compared word by word, by the words' numbers.
        for (file, cell) in [("symbols.csv", 2), ("modifiers.csv", 0)] {
            for row in table::rows::<3>(data, file)? {
                for word in row[cell].split_whitespace() {
                    // Marks have numbers without the lexicon; figures have none.
                    let mark =
                        word.chars().count() == 1 && !word.starts_with(char::is_alphanumeric);
                    if !mark && !word.starts_with(char::is_alphabetic) {
                        return Err(
                            format!("data/{file}: {word:?} is neither a word nor a mark").into(),
                        );
                    }
                    if !mark {
                        lexicon
                            .add("named", word)
                            .map_err(|error| format!("data/{file}: {error}"))?;
                    }
                }
            }
        }
        Ok(lexicon)
    }

    /// Puts `word` into `class`, which becomes a constant of its name in capitals.
    pub fn add(&mut self, class: &str, word: &str) -> Result<(), Box<dyn Error>> {
        if word.is_empty() || word != word.to_lowercase() {
            return Err(format!("class {class}: {word:?} is not a lower-case word").into());
        }
        let bit = match self.classes.iter().position(|known| known == class) {
            Some(bit) => bit,
            None => {
                table::constant(class)?;
                self.classes.push(class.to_owned());
                self.classes.len() - 1
            }
        };
        if bit >= 64 {
            return Err("more than 64 classes of words; widen Class in src/text/lexicon.rs".into());
        }
        *self.words.entry(word.to_owned()).or_default() |= 1 << bit;
        Ok(())
    }

    /// The source of the classes and of the hash table.
    ///
    /// The words are laid out for a small download: a word is its letters and two bytes more. What can be computed from
    /// them, where each ends and where its hash puts it, `src/text/lexicon.rs` computes when it is first asked.
    pub fn generate(&self) -> Result<String, Box<dyn Error>> {
        table::named("words.csv", self.tables())
    }

    /// The sets of classes that words have: those of most words first, so that small numbers are frequent and compress, and
    /// those of one word alone in the words' order.
    fn sets(&self) -> Vec<u64> {
        let mut counts: Vec<(u64, usize)> = Vec::new();
        for classes in self.words.values() {
            match counts.iter_mut().find(|(set, _)| set == classes) {
                Some((_, count)) => *count += 1,
                None => counts.push((*classes, 1)),
            }
        }
        counts.sort_by_key(|&(_, count)| Reverse(count));
        counts.into_iter().map(|(set, _)| set).collect()
    }

    fn tables(&self) -> Result<String, Box<dyn Error>> {
        let size = (self.words.len() * 2).next_power_of_two();
        let (mut letters, mut set_of) = (String::new(), Vec::new());
        let sets = self.sets();
        for (word, classes) in &self.words {
            if word.contains('\n') {
                return Err(format!("{word:?} has a line break").into());
            }
            letters.push_str(word);
            letters.push('\n');
            let set = sets.iter().position(|set| set == classes);
            set_of.push(set.unwrap_or(OWN).min(OWN));
        }
        u16::try_from(letters.len()).map_err(|_| too_many())?;
        let mut out = String::new();
        for (bit, class) in self.classes.iter().enumerate() {
            let name = table::constant(class)?;
            writeln!(out, "/// Words of class \"{class}\" in `data/`.")?;
            writeln!(out, "pub const {name}: Class = Class(1 << {bit});")?;
        }
        writeln!(
            out,
            "/// How many places the hash table has, a power of two.\nconst SIZE: usize = {size};\n\
             /// All words, in order, each with a line break behind it: for the compiler alone.\n\
             const LETTERS: &str = {letters:?};\n\
             /// The sets of classes that words have.\nstatic SETS: [u64; {}] = {sets:?};",
            sets.len()
        )?;
        writeln!(out, "/// The same words, folded.")?;
        table::folded(&mut out, "WORDS", self.words.keys().map(String::as_str))?;
        writeln!(
            out,
            "/// From this place in `SETS` on a set belongs to one word.\nconst OWN: usize = {OWN};\n\
             /// Each word's place in `SETS`; those with `OWN` have the sets from there on, one after the other."
        )?;
        table::numbers(&mut out, "SET_OF", 1, &set_of)?;
        Ok(out)
    }
}

/// From this place on a set of classes belongs to one word.
const OWN: usize = 255;

fn too_many() -> Box<dyn Error> {
    "more words in data/ than the lexicon's 16-bit numbers count; widen them in build/lexicon.rs"
        .into()
}
