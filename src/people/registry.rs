//! The people of one article: which mentions name the same person.

use crate::people::name::{Gender, NameMention};
use crate::report::Person;
use crate::text::lookup::{Lookup, hash, hash_lower};
use crate::text::{Span, case, order, pieces};

/// One person, while the article is read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The fullest name.
    pub name: String,
    pub gender: Option<Gender>,
    /// Spans of the article.
    mentions: Vec<Span>,
    /// Whether a title, a known first name or a quotation says that it is a person.
    sure: bool,
    /// Whether the surname alone stands somewhere as well.
    repeated: bool,
}

/// All people of one article. Names are joined by their last word; two people who share it stay two, and a
/// bare surname that fits both names neither.
#[derive(Debug, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    /// Indices by last word, and by first word.
    by_last: Lookup<Vec<usize>>,
    by_first: Lookup<Vec<usize>>,
    /// Who bears a title, with the words before it: ("president", "northland president", index).
    titles: Lookup<Vec<(String, usize)>>,
}

/// More people of one surname, or of one title, are not told apart.
const MOST: usize = 16;

/// What a word of a name is found by.
fn key(word: &str) -> u64 {
    hash_lower(word)
}

impl Registry {
    /// Reads full names first, so that a headline's bare surname finds the name that comes later.
    pub fn new(text: &str, mentions: &[(usize, NameMention)]) -> Self {
        let mut registry = Self::default();
        for (start, mention) in mentions.iter().filter(|(_, mention)| mention.words > 1) {
            registry.add_full(text, mention.span.shifted(*start), mention);
        }
        for (start, mention) in mentions.iter().filter(|(_, mention)| mention.words == 1) {
            registry.add_single(text, mention.span.shifted(*start), mention);
        }
        for (start, mention) in mentions {
            registry.add_title(text, *start, mention);
        }
        for entry in &mut registry.entries {
            order::by_key(&mut entry.mentions, |span| (span.start, span.end));
        }
        registry
    }

    fn add_full(&mut self, text: &str, span: Span, mention: &NameMention) {
        let name = span.of(text);
        let mut words = pieces::words(name);
        let first = words.next().unwrap_or_default();
        let last = words.last().unwrap_or(first);
        let same = self
            .by_last
            .get(key(last))
            .into_iter()
            .flatten()
            .copied()
            .take(MOST)
            .find(|&at| {
                self.entries
                    .get(at)
                    .is_some_and(|entry| joins(&entry.name, name))
            });
        let at = same.unwrap_or_else(|| self.insert(name, first, last));
        if let Some(entry) = self.entries.get_mut(at) {
            entry.mentions.push(span);
            entry.sure |= mention.sure;
            entry.gender = entry.gender.or(mention.gender);
            // Of two ways to write one name the longer is the fuller.
            if name.len() > entry.name.len() {
                name.clone_into(&mut entry.name);
            }
        }
    }

    fn add_single(&mut self, text: &str, span: Span, mention: &NameMention) {
        let name = span.of(text);
        let at = match self.by_word(name) {
            Some(at) => at,
            // A title makes a person of a name that is never given in full.
            None if mention.sure && self.by_last.get(key(name)).is_none() => {
                self.insert(name, name, name)
            }
            None => return,
        };
        if let Some(entry) = self.entries.get_mut(at) {
            entry.mentions.push(span);
            entry.sure |= mention.sure;
            entry.repeated = true;
            entry.gender = entry.gender.or(mention.gender);
        }
    }

    fn add_title(&mut self, text: &str, start: usize, mention: &NameMention) {
        let Some(title) = mention.title else { return };
        let Some(person) = self.find(mention.span.shifted(start).of(text)) else {
            return;
        };
        let words = case::lower(title.shifted(start).of(text));
        let last = words.split_whitespace().next_back().unwrap_or_default();
        let bearers = self.titles.of(hash(last.as_bytes()));
        let known = |(other, at): &(String, usize)| *at == person && *other == words;
        if bearers.len() < MOST && !bearers.iter().any(known) {
            bearers.push((words, person));
        }
    }

    /// The one person whom "the president" or "the Northland president" means: who bears the title, and with it the
    /// words before it. With two who might be meant there is none.
    pub fn titled(&self, phrase: &str) -> Option<usize> {
        let lower = case::lower(phrase);
        let mut words = lower.strip_prefix("the ")?.split_whitespace();
        let title = words.next_back()?;
        let adjectives: Vec<&str> = words.collect();
        // "the Northland leader" is its president.
        let offices: &[&str] = if title == "leader" {
            &[
                "leader",
                "president",
                "premier",
                "minister",
                "chancellor",
                "king",
                "queen",
            ]
        } else {
            &[title]
        };
        let mut found = None;
        for office in offices {
            for (words, person) in self
                .titles
                .get(hash(office.as_bytes()))
                .into_iter()
                .flatten()
            {
                let fits = adjectives
                    .iter()
                    .all(|adjective| words.split_whitespace().any(|word| word == *adjective));
                if !fits || found == Some(*person) {
                    continue;
                }
                if found.is_some() {
                    return None;
                }
                found = Some(*person);
            }
        }
        // "the leader" alone may be anybody's.
        found.filter(|_| title != "leader" || !adjectives.is_empty())
    }

    fn insert(&mut self, name: &str, first: &str, last: &str) -> usize {
        let at = self.entries.len();
        self.entries.push(Entry {
            name: name.to_owned(),
            gender: None,
            mentions: Vec::new(),
            sure: false,
            repeated: false,
        });
        self.by_last.of(key(last)).push(at);
        self.by_first.of(key(first)).push(at);
        at
    }

    /// The one person whose surname, else first name, is `word`.
    fn by_word(&self, word: &str) -> Option<usize> {
        let key = key(word);
        let bearers = self.by_last.get(key).or_else(|| self.by_first.get(key))?;
        match bearers.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The person whom `name` names, title and all taken off.
    pub fn find(&self, name: &str) -> Option<usize> {
        let last = pieces::words(name).last()?;
        if !name.contains(' ') {
            return self.by_word(name);
        }
        let same = self.by_last.get(key(last))?;
        same.iter().copied().take(MOST).find(|&at| {
            self.entries
                .get(at)
                .is_some_and(|entry| joins(&entry.name, name))
        })
    }

    /// The person at `index`.
    pub fn get(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Moves every mention; their order must stay.
    pub fn shift(&mut self, shift: impl Fn(Span) -> Span) {
        let mentions = self
            .entries
            .iter_mut()
            .flat_map(|entry| &mut entry.mentions);
        mentions.for_each(|span| *span = shift(*span));
    }

    /// The people of whom the article gives evidence enough, in order of their first mention. `confirmed` holds of each
    /// whether a quotation says that it is a person.
    pub fn people(&self, confirmed: &[bool]) -> Vec<Person> {
        let entries = self.entries.iter().zip(confirmed);
        let mut people: Vec<Person> = entries
            .filter(|(entry, confirmed)| entry.sure || entry.repeated || **confirmed)
            .map(|(entry, _)| Person {
                name: entry.name.clone(),
                mentions: entry.mentions.clone(),
            })
            .collect();
        order::by_key(&mut people, |person| {
            (person.mentions.first().map_or(0, |span| span.start), 0)
        });
        people
    }
}

/// Whether two names with the same last word are of one person: the shorter's words all stand in the longer,
/// or their first words are the same.
fn joins(a: &str, b: &str) -> bool {
    // Most are written as they were the first time.
    if a == b {
        return true;
    }
    let words = pieces::words;
    let (long, short) = match words(a).count() < words(b).count() {
        true => (b, a),
        false => (a, b),
    };
    let first = words(a).next().zip(words(b).next());
    first.is_none_or(|(a, b)| case::is_same(a, b))
        || words(short).all(|word| words(long).any(|other| case::is_same(word, other)))
}
