//! Blocks: the paragraphs, headings and lines of an article, each read on its own.
//!
//! All that a detector sees is one block, so a change in one paragraph never needs another to be
//! read again.

use super::lexicon::{Class, Known};
use super::sentence::{Sentence, sentences};
use super::span::Span;
use super::token::{Kind, Token, tokens};

/// One block, split into tokens and sentences. All spans count bytes from the block's start.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// The block's text, without the line break that ends it.
    pub text: &'a str,
    /// In order.
    pub tokens: Vec<Token>,
    /// In order; together they hold every token.
    pub sentences: Vec<Sentence>,
}

impl<'a> Block<'a> {
    /// Reads one block.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let tokens = tokens(text);
        let sentences = sentences(text, &tokens);
        Self {
            text,
            tokens,
            sentences,
        }
    }

    /// The text of token `at`; empty where there is none.
    #[must_use]
    #[inline(never)]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// Whether token `at` is `word`, whatever its case, or this mark.
    ///
    /// Asked hundreds of times in the code: inlined it makes the WebAssembly module larger.
    #[must_use]
    #[inline(never)]
    pub fn is(&self, at: usize, word: Known) -> bool {
        self.tokens.get(at).is_some_and(|token| token.known == word)
    }

    /// Whether token `at` is one of `words`.
    #[must_use]
    #[inline(never)]
    pub fn is_any(&self, at: usize, words: &[Known]) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.is_any(words))
    }

    /// Whether the text of token `at` ends with `end`, which is ASCII.
    #[must_use]
    #[inline(never)]
    pub fn ends(&self, at: usize, end: &str) -> bool {
        // As bytes: no character has to be found for it.
        let word = |token: &Token| {
            let letters = self.text.as_bytes();
            letters.get(token.span.start..token.span.end)
        };
        let word = self.tokens.get(at).and_then(word);
        word.is_some_and(|word| word.ends_with(end.as_bytes()))
    }

    /// Whether token `at` is a word of one of these classes.
    #[must_use]
    #[inline(never)]
    pub fn has(&self, at: usize, class: Class) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.class.is(class))
    }

    /// Whether token `at` is a word that starts with a capital.
    #[must_use]
    #[inline(never)]
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    /// Whether the tokens from `at` on are `words`, whatever their case.
    #[must_use]
    pub fn are(&self, at: usize, words: &[Known]) -> bool {
        let tokens = self
            .tokens
            .get(at..)
            .and_then(|rest| rest.get(..words.len()));
        tokens.is_some_and(|tokens| {
            tokens
                .iter()
                .zip(words)
                .all(|(token, word)| token.known == *word)
        })
    }

    /// Whether token `at` follows the one before it without a gap.
    #[must_use]
    #[inline(never)]
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0
            && match (self.tokens.get(at - 1), self.tokens.get(at)) {
                (Some(before), Some(token)) => before.span.end == token.span.start,
                _ => false,
            }
    }

    /// The kind of token `at`, or `None` past the end.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The span from token `first` to token `last`, both included.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The index of the first token that ends after byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// The index of the sentence that holds byte `at`; the last one where none does.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> usize {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= at);
        after.min(self.sentences.len().saturating_sub(1))
    }
}

/// The spans of the blocks of `text`, without the blank ones.
///
/// A block is a line; lines that were broken at a fixed width (as in mail) are one block up to the
/// next blank line.
#[must_use]
pub fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    let mut start = 0;
    for end in line_ends(text) {
        let line = Span::new(start, end);
        if line.of(text).trim().is_empty() {
            flush(text, &mut group, &mut blocks);
        } else {
            group.push(line);
        }
        start = end;
    }
    flush(text, &mut group, &mut blocks);
    blocks
}

/// The offsets after each line break, and the end of the text.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            at += plain(bytes.get(at..).unwrap_or_default());
            match bytes.get(at..).unwrap_or_default() {
                [b'\n' | b'\r' | 0xB | 0xC, ..] => {
                    at += 1;
                    return Some(at);
                }
                // U+0085, U+2028 and U+2029.
                [0xC2, 0x85, ..] => {
                    at += 2;
                    return Some(at);
                }
                [0xE2, 0x80, 0xA8 | 0xA9, ..] => {
                    at += 3;
                    return Some(at);
                }
                _ => at += 1,
            }
        }
        None
    })
    .chain(std::iter::once(text.len()))
}

/// How many bytes at the start of `bytes`, by eights, hold neither a control character nor a character beyond ASCII.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let eights = bytes.chunks_exact(8).take_while(|eight| {
        let word = u64::from_le_bytes((*eight).try_into().unwrap_or([0; 8]));
        // The high bit of a byte is set where it was, or where taking 0x0E from it borrows.
        (word | word.wrapping_sub(ONES * 0x0E)) & (ONES * 0x80) == 0
    });
    eights.count() * 8
}

/// Moves the lines of `group` to `blocks`: as one block where they were broken at a fixed width.
fn flush(text: &str, group: &mut Vec<Span>, blocks: &mut Vec<Span>) {
    if is_hard_wrapped(text, group) {
        let all = group.iter().copied().reduce(Span::cover);
        blocks.extend(all.map(|span| trimmed(text, span)));
    } else {
        blocks.extend(group.iter().map(|&span| trimmed(text, span)));
    }
    group.clear();
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}

/// Whether the lines look like one paragraph that was broken at a fixed width: all but the last
/// between 45 and 100 bytes long and at most a third of them ended by a full stop.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((_, broken)) = lines.split_last() else {
        return false;
    };
    if broken.is_empty() {
        return false;
    }
    let mut stops = 0;
    for line in broken {
        let line = line.of(text).trim_end();
        if !(45..=100).contains(&line.len()) {
            return false;
        }
        stops += usize::from(line.ends_with(['.', '!', '?', '”', '"', ':']));
    }
    stops * 3 <= broken.len()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    fn split(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn each_line_is_a_block_and_blank_ones_are_none() {
        assert_eq!(
            split("Title\r\n\r\n  One. \nTwo.\u{2029}Three."),
            ["Title", "One.", "Two.", "Three."]
        );
        assert!(split(" \n\t\n").is_empty());
    }

    #[test]
    fn lines_broken_at_a_fixed_width_are_one_block() {
        let wrapped = "The harbour board met for the third time this year and\nvoted to lend the city 4 million crowns, half of what the\nmayor had asked for.";
        assert_eq!(split(wrapped).len(), 1);
    }

    #[test]
    fn whole_sentences_on_lines_of_like_length_stay_apart() {
        let lines = "The harbour board met for the third time this year.\nIt voted to lend the city four million crowns today.\nThe mayor had asked for twice as much in the spring.";
        assert_eq!(split(lines).len(), 3);
    }
}
