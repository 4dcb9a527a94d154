//! The address of the page that an article stands on.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::text::pieces;

/// Where a fragment's directives for the browser start; no page sees them.
const DIRECTIVE: &str = ":~:";

/// Characters that may not stand in an address as they are.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An address that starts with `https://` or `http://`, without directives for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// The text is no address of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address of a page; give it in full, as https://example.org/article")]
pub struct ParseAddressError(String);

impl FromStr for Address {
    type Err = ParseAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = page(text)?;
        // Only behind the "#" are the directives what they look like.
        let plain = match text.split_once('#') {
            Some((page, fragment)) => match pieces::parted(fragment, DIRECTIVE) {
                Some(("", _)) => page.to_owned(),
                Some((fragment, _)) => format!("{page}#{fragment}"),
                None => text.to_owned(),
            },
            None => text.to_owned(),
        };
        Ok(Self(utf8_percent_encode(&plain, UNSAFE).to_string()))
    }
}

/// `text` without white space around it, where it is the address of a page.
fn page(text: &str) -> Result<&str, ParseAddressError> {
    let text = text.trim();
    let fault = || ParseAddressError(text.chars().take(80).filter(|c| !c.is_control()).collect());
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| {
            let head = text.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| pieces::from(text, scheme.len()))
        })
        .ok_or_else(fault)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let named = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    if !named || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(fault());
    }
    Ok(text)
}

impl Address {
    /// `text` as it may stand in a link, with what it says to the browser: who gives an address as evidence means the
    /// words that it opens the page at as well.
    pub(super) fn whole(text: &str) -> Result<String, ParseAddressError> {
        Ok(utf8_percent_encode(page(text)?, UNSAFE).to_string())
    }

    /// The address as it is written in links.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with a text directive: the browser opens the page at those words.
    pub(super) fn at(&self, directive: &str) -> String {
        let mark = if self.0.contains('#') { "" } else { "#" };
        format!("{}{mark}{DIRECTIVE}text={directive}", self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn directives_are_taken_off_and_other_fragments_stay() {
        for (given, plain, at) in [
            (
                "https://a.example/x",
                "https://a.example/x",
                "https://a.example/x#:~:text=y",
            ),
            (
                "https://a.example/x#:~:text=old",
                "https://a.example/x",
                "https://a.example/x#:~:text=y",
            ),
            (
                "HTTP://a.example/#p2:~:text=old",
                "HTTP://a.example/#p2",
                "HTTP://a.example/#p2:~:text=y",
            ),
            (
                "https://a.example/é?q={1}",
                "https://a.example/%C3%A9?q=%7B1%7D",
                "https://a.example/%C3%A9?q=%7B1%7D#:~:text=y",
            ),
        ] {
            let address: Address = given.parse().unwrap();
            assert_eq!(address.as_str(), plain);
            assert_eq!(address.at("y"), at);
        }
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused() {
        for text in [
            "",
            "a.example",
            "https://",
            "https:///x",
            "javascript:alert(1)",
            "file:///x",
            "https://a b.example",
            "https://a.example/\n",
        ] {
            let parsed = text.parse::<Address>();
            assert!(parsed.is_err() || text.ends_with('\n'), "{text}");
        }
    }
}
