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
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// As it stands.
    Text(&'a str),
    Query,
    Words,
    Phrase,
    RawPhrase,
    Topic,
    Iso2,
    Iso3,
    From,
    To,
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
                "q" => Part::Query,
                "words" => Part::Words,
                "phrase" => Part::Phrase,
                "raw-phrase" => Part::RawPhrase,
                "topic" => Part::Topic,
                "iso2" => Part::Iso2,
                "iso3" => Part::Iso3,
                "from" => Part::From,
                "to" => Part::To,
                _ => return None,
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        Some(Self { parts })
    }

    /// The same with the search words in the place of a phrase: for claims that quote nobody.
    pub fn without_phrase(&self) -> Self {
        let parts = self.parts.iter().map(|part| match part {
            Part::Phrase => Part::Query,
            part => *part,
        });
        Self {
            parts: parts.collect(),
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
            Part::Text(_) | Part::Query | Part::Words | Part::RawPhrase | Part::Topic => true,
            Part::Phrase => {
                !self.phrase.is_empty() && (short_phrase || self.phrase_words >= SHORTEST_PHRASE)
            }
            Part::Iso2 => country.is_some(),
            Part::Iso3 => country.is_some_and(|country| !country.iso3.is_empty()),
            Part::From | Part::To => self.window.is_some(),
        })
    }

    /// Calls `take` with each piece of the address in turn; the template has to suit. A borrowed piece lives as long as
    /// the claim's links.
    pub fn pieces<'a>(
        &'a self,
        template: &Template<'a>,
        topic: &'static str,
        country: Option<&'static Country>,
        take: &mut dyn FnMut(Cow<'a, str>),
    ) {
        let words = self.words.as_deref().unwrap_or(&self.query);
        for part in &template.parts {
            take(match *part {
                Part::Text(text) => Cow::Borrowed(text),
                Part::Query => Cow::Borrowed(self.query.as_str()),
                Part::Words => Cow::Borrowed(words),
                Part::Phrase => Cow::Borrowed(self.phrase.as_str()),
                // What is read as a fragment is encoded twice.
                Part::RawPhrase if self.phrase.is_empty() => Cow::Owned(encode(words)),
                Part::RawPhrase => Cow::Owned(encode(&self.phrase)),
                Part::Topic if topic.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                    Cow::Borrowed(topic)
                }
                Part::Topic => Cow::Owned(encode(topic)),
                Part::Iso2 => Cow::Borrowed(country.map_or("", |country| country.iso2)),
                Part::Iso3 => Cow::Borrowed(country.map_or("", |country| country.iso3)),
                Part::From => self
                    .window
                    .map(|(from, _)| american(from))
                    .unwrap_or_default()
                    .into(),
                Part::To => self
                    .window
                    .map(|(_, to)| american(to))
                    .unwrap_or_default()
                    .into(),
            });
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
