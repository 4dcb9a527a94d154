//! Addresses: a target's template filled for one claim.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::target::Country;
use crate::lex::calendar::Day;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A phrase with fewer words stands everywhere; archives and records are not searched for it.
const SHORTEST_PHRASE: usize = 4;

/// What the templates of one claim are filled with. The words are percent-encoded once for all of them.
#[derive(Debug, Default)]
pub struct Fill {
    /// Search words, with a quotation's own words in quotation marks.
    query: String,
    /// The same without quotation marks.
    words: String,
    /// A quotation's own words in quotation marks; empty where there are none.
    phrase: String,
    phrase_words: usize,
    /// Days between which others will have written of it.
    window: Option<(Day, Day)>,
}

impl Fill {
    pub fn new(query: &str, words: &str, phrase: &str, window: Option<(Day, Day)>) -> Self {
        Self {
            query: encode(query),
            words: encode(words),
            phrase: if phrase.is_empty() {
                String::new()
            } else {
                encode(&format!("\"{phrase}\""))
            },
            phrase_words: phrase.split(' ').count(),
            window,
        }
    }

    /// `template` with each `{name}` replaced; `None` where something that it needs is not known.
    pub fn url(
        &self,
        template: &str,
        topic: &str,
        country: Option<&Country>,
        short_phrase: bool,
    ) -> Option<String> {
        let mut url = String::with_capacity(template.len() + self.query.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            url.push_str(before);
            match name {
                "q" => url.push_str(&self.query),
                "words" => url.push_str(&self.words),
                "phrase" if self.phrase.is_empty() => return None,
                "phrase" if !short_phrase && self.phrase_words < SHORTEST_PHRASE => return None,
                "phrase" => url.push_str(&self.phrase),
                "raw-phrase" if self.phrase.is_empty() => url.push_str(&encode(&self.words)),
                "raw-phrase" => url.push_str(&encode(&self.phrase)),
                "topic" => url.push_str(&encode(topic)),
                "iso2" => url.push_str(country?.iso2),
                "iso3" if country?.iso3.is_empty() => return None,
                "iso3" => url.push_str(country?.iso3),
                "from" => url.push_str(&encode(&american(self.window?.0))),
                "to" => url.push_str(&encode(&american(self.window?.1))),
                _ => return None,
            }
            rest = after;
        }
        url.push_str(rest);
        Some(url)
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn american(day: Day) -> String {
    format!("{}/{}/{}", day.month(), day.day(), day.year())
}
