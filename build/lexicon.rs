//! `data/words.csv` and the word columns of other tables become one hash table from a lower-case
//! word to the set of its classes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::table;

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
                    lexicon.add(&class, word)?;
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
    /// The table is laid out for a small download: a slot is two bytes, a word its letters and four bytes more. With
    /// slots of a pointer, a length and the classes the program was 58 kB larger, 10 kB of it gzipped.
    pub fn generate(&self) -> Result<String, Box<dyn Error>> {
        let size = (self.words.len() * 2).next_power_of_two();
        let (mut slots, mut ends, mut set_of) = (vec![0_u16; size], vec![0_u16], Vec::new());
        let (mut letters, mut sets) = (String::new(), Vec::<u64>::new());
        for (index, (word, classes)) in self.words.iter().enumerate() {
            let mut at = hash(word) as usize % size;
            while slots[at] != 0 {
                at = (at + 1) % size;
            }
            slots[at] = u16::try_from(index + 1).map_err(|_| too_many())?;
            letters.push_str(word);
            ends.push(u16::try_from(letters.len()).map_err(|_| too_many())?);
            let set = sets.iter().position(|set| set == classes);
            let set = set.unwrap_or_else(|| {
                sets.push(*classes);
                sets.len() - 1
            });
            set_of.push(u16::try_from(set).map_err(|_| too_many())?);
        }
        let mut out = String::new();
        for (bit, class) in self.classes.iter().enumerate() {
            let name = class.to_uppercase().replace([' ', '-'], "_");
            writeln!(out, "/// Words of class \"{class}\" in `data/`.")?;
            writeln!(out, "pub const {name}: Class = Class(1 << {bit});")?;
        }
        writeln!(
            out,
            "/// By hash: a word's number and one, or 0.\nstatic SLOTS: [u16; {size}] = {slots:?};\n\
             /// All words, in order.\nstatic LETTERS: &str = {letters:?};\n\
             /// Where in `LETTERS` each word starts and the last one ends.\nstatic ENDS: [u16; {}] = {ends:?};\n\
             /// Each word's place in `SETS`.\nstatic SET_OF: [u16; {}] = {set_of:?};\n\
             /// The sets of classes that words have.\nstatic SETS: [u64; {}] = {sets:?};",
            ends.len(),
            set_of.len(),
            sets.len()
        )?;
        Ok(out)
    }
}

fn too_many() -> Box<dyn Error> {
    "more words in data/ than the lexicon's 16-bit numbers count; widen them in build/lexicon.rs"
        .into()
}

/// The hash that `src/text/lexicon.rs` computes too: FNV-1a over the bytes.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
