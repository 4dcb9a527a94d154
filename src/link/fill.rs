//! Addresses: a target's template filled for one claim.

use std::borrow::Cow;

use percent_encoding::percent_encode_byte;

use super::target::Country;
use crate::lex::calendar::Day;

/// A phrase with fewer words stands everywhere; archives and records are not searched for it.
const SHORTEST_PHRASE: usize = 4;

/// A template, taken apart once for all claims.
#[derive(Debug)]
pub struct Template<'a> {
    parts: Vec<Part<'a>>,
    /// The slots that it has, by their bits.
    slots: u32,
    /// Whether what stands between them depends on the words that chose the target.
    varies: bool,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// As it stands.
    Text(&'a str),
    /// What every claim fills anew.
    Slot(Slot),
    Topic,
    Iso2,
    Iso3,
}

/// What a claim puts into a template, percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The search words.
    Query,
    /// The same without quotation marks.
    Words,
    /// A quotation's own words in quotation marks.
    Phrase,
    /// The same, or the words where it is none, encoded twice.
    RawPhrase,
    /// The days between which others will have written of it.
    From,
    To,
}

impl Slot {
    /// All of them, in the order in which a packed report has them.
    pub const ALL: [Self; 6] = [
        Self::Query,
        Self::Words,
        Self::Phrase,
        Self::RawPhrase,
        Self::From,
        Self::To,
    ];

    /// A bit of its own: by its place in [`Slot::ALL`].
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A piece of an address.
#[derive(Clone, Debug)]
pub enum Piece<'a> {
    /// The same for every claim that the same words have chosen the target for.
    Text(Cow<'a, str>),
    Slot(Slot),
}

impl<'a> Template<'a> {
    /// `None` where it has a placeholder that is none.
    pub fn parse(template: &'a str) -> Option<Self> {
        let mut parts = Vec::with_capacity(5);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            if !before.is_empty() {
                parts.push(Part::Text(before));
            }
            parts.push(match name {
                "q" => Part::Slot(Slot::Query),
                "words" => Part::Slot(Slot::Words),
                "phrase" => Part::Slot(Slot::Phrase),
                "raw-phrase" => Part::Slot(Slot::RawPhrase),
                "topic" => Part::Topic,
                "iso2" => Part::Iso2,
                "iso3" => Part::Iso3,
                "from" => Part::Slot(Slot::From),
                "to" => Part::Slot(Slot::To),
                _ => return None,
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        Some(Self::of(parts))
    }

    fn of(parts: Vec<Part<'a>>) -> Self {
        let (mut slots, mut varies) = (0, false);
        for part in &parts {
            match part {
                Part::Slot(slot) => slots |= slot.bit(),
                Part::Topic | Part::Iso2 | Part::Iso3 => varies = true,
                Part::Text(_) => {}
            }
        }
        Self {
            parts,
            slots,
            varies,
        }
    }

    /// The slots that it has: a set of [`Slot::bit`].
    pub fn slots(&self) -> u32 {
        self.slots
    }

    /// Whether what stands between its slots depends on the words that chose the target.
    pub fn varies(&self) -> bool {
        self.varies
    }

    /// The same with the search words in the place of a phrase: for claims that quote nobody.
    pub fn without_phrase(&self) -> Self {
        let parts = self.parts.iter().map(|part| match part {
            Part::Slot(Slot::Phrase) => Part::Slot(Slot::Query),
            part => *part,
        });
        Self::of(parts.collect())
    }

    /// Calls `take` with each piece of the address in turn; the template has to suit.
    pub fn pieces(
        &self,
        topic: &'static str,
        country: Option<&'static Country>,
        take: &mut dyn FnMut(Piece<'a>),
    ) {
        for part in &self.parts {
            take(match *part {
                Part::Slot(slot) => Piece::Slot(slot),
                Part::Text(text) => Piece::Text(Cow::Borrowed(text)),
                Part::Topic if topic.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                    Piece::Text(Cow::Borrowed(topic))
                }
                Part::Topic => Piece::Text(Cow::Owned(encode(topic))),
                Part::Iso2 => Piece::Text(country.map_or("", |country| country.iso2).into()),
                Part::Iso3 => Piece::Text(country.map_or("", |country| country.iso3).into()),
            });
        }
    }
}

/// What the templates of one claim are filled with. The words are percent-encoded once for all of them.
#[derive(Debug, Default)]
pub struct Fill {
    /// Search words, with a quotation's own words in quotation marks.
    query: String,
    /// The same without quotation marks; `None` where the query has none.
    words: Option<String>,
    /// A quotation's own words in quotation marks; empty where there are none.
    phrase: String,
    phrase_words: usize,
    /// Days between which others will have written of it.
    window: Option<(Day, Day)>,
}

impl Fill {
    /// Without `words` they are those of `query`.
    pub fn new(query: &str, words: Option<&str>, phrase: &str, window: Option<(Day, Day)>) -> Self {
        Self {
            query: encode(query),
            words: words.map(encode),
            phrase: if phrase.is_empty() {
                String::new()
            } else {
                encoded_between("%22", phrase)
            },
            phrase_words: words_in(phrase),
            window,
        }
    }

    /// Whether the claim has all that `template` asks for.
    pub fn suits(
        &self,
        template: &Template<'_>,
        country: Option<&Country>,
        short_phrase: bool,
    ) -> bool {
        template.parts.iter().all(|part| match part {
            Part::Text(_)
            | Part::Slot(Slot::Query | Slot::Words | Slot::RawPhrase)
            | Part::Topic => true,
            Part::Slot(Slot::Phrase) => {
                !self.phrase.is_empty() && (short_phrase || self.phrase_words >= SHORTEST_PHRASE)
            }
            Part::Iso2 => country.is_some(),
            Part::Iso3 => country.is_some_and(|country| !country.iso3.is_empty()),
            Part::Slot(Slot::From | Slot::To) => self.window.is_some(),
        })
    }

    pub fn words_are_query(&self) -> bool {
        self.words.is_none()
    }

    /// What stands in a slot. Empty where the claim has it not; then no template with that slot suits.
    pub fn slot(&self, slot: Slot) -> Cow<'_, str> {
        let words = self.words.as_deref().unwrap_or(&self.query);
        match slot {
            Slot::Query => Cow::Borrowed(&self.query),
            Slot::Words => Cow::Borrowed(words),
            Slot::Phrase => Cow::Borrowed(&self.phrase),
            // What is read as a fragment is encoded twice.
            Slot::RawPhrase if self.phrase.is_empty() => Cow::Owned(encode(words)),
            Slot::RawPhrase => Cow::Owned(encode(&self.phrase)),
            Slot::From => self
                .window
                .map_or(Cow::Borrowed(""), |(from, _)| Cow::Owned(american(from))),
            Slot::To => self
                .window
                .map_or(Cow::Borrowed(""), |(_, to)| Cow::Owned(american(to))),
        }
    }
}

fn encode(text: &str) -> String {
    encoded_between("", text)
}

/// `text` percent-encoded, but for the unreserved characters of RFC 3986, between two marks that are so already.
fn encoded_between(mark: &str, text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() * 2);
    out.extend_from_slice(mark.as_bytes());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte);
        } else {
            // Byte by byte: there are three, and a copy of memory is a call.
            for &byte in percent_encode_byte(byte).as_bytes() {
                out.push(byte);
            }
        }
    }
    out.extend_from_slice(mark.as_bytes());
    // It is ASCII.
    String::from_utf8(out).unwrap_or_default()
}

/// How many words a phrase has, of which each but the last has a space behind it.
pub fn words_in(phrase: &str) -> usize {
    phrase.bytes().filter(|&byte| byte == b' ').count() + 1
}

/// Month, day and year, with slashes that are percent-encoded.
fn american(day: Day) -> String {
    format!("{}%2F{}%2F{}", day.month(), day.day(), day.year())
}
