//! What the words of a sentence say about its worth: weights from `data/worth-words.csv`.
//!
//! A few look-ups a token, each in a table of hashes: some twenty microseconds for an article.

use std::sync::LazyLock;

use super::hash::{self, NAME, NUMBER};
use crate::text::{Class, Kind, Known, Span, Token, lexicon, words};

include!(concat!(env!("OUT_DIR"), "/worth_words.rs"));

/// The hash table, by place: tags, 0 where the place is empty, with their weights.
pub(super) struct Table(Box<[(u16, i8); hash::PLACES]>);

/// Built once at the first look-up, in one pass: in the program's file the empty places would cost more than the words.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut places = Box::new([(0, 0); hash::PLACES]);
    let mut at = 0;
    for ((gap, tag), weight) in GAPS.iter().zip(TAGS).zip(WEIGHTS) {
        at += usize::from(*gap);
        places[at % hash::PLACES] = (tag, weight);
        at += 1;
    }
    Table(places)
});

/// The table; who looks up a sentence asks for it once.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl Table {
    /// The weight of a term, in steps; 0 for those in no table.
    pub(super) fn weight(&self, term: u32) -> i8 {
        let (mut at, tag) = hash::place(term);
        loop {
            let (known, weight) = self.0[at % hash::PLACES];
            if known == tag {
                return weight;
            }
            // The build leaves half of the places empty at least.
            if known == 0 {
                return 0;
            }
            at += 1;
        }
    }
}

/// Marks that are read as words.
const MARKS: &[Known] = words!["?", "$", "€", "£"];

/// Words that tell a reader nothing when they stand alone.
const EMPTY: Class = lexicon::FUNCTION
    .or(lexicon::SPEECH)
    .or(lexicon::NOT_COUNTED)
    .or(lexicon::NUMBER_WORD)
    .or(lexicon::MONTH);

/// What is looked up of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word, number or mark.
    Word,
    /// A word that carries meaning by itself; a person can be shown it.
    Content,
    /// So many last letters of a word.
    Ending(u8),
    /// A word with a capital inside a sentence.
    Name,
    /// It and the token before it.
    Pair,
}

/// The bytes under `span`: hashes need no text that is one.
fn letters(text: &str, span: Span) -> &[u8] {
    text.as_bytes()
        .get(span.start..span.end)
        .unwrap_or_default()
}

/// Calls `take` with the hash of every term of a sentence, what it is, and the index of its token: no more than that, as
/// there are some three thousand in an article.
pub(super) fn terms(text: &str, tokens: &[Token], mut take: impl FnMut(u32, Term, usize)) {
    let mut before: Option<u32> = None;
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span;
        let here = match token.kind {
            Kind::Number => const { hash::word(NUMBER.as_bytes()) },
            Kind::Word => token.hash,
            Kind::Clitic => const { hash::word(b"'s") },
            Kind::Quote | Kind::Other => {
                if !token.is_any(MARKS) {
                    before = None;
                    continue;
                }
                hash::word(letters(text, span))
            }
        };
        let content = token.kind == Kind::Word && span.len() > 2 && !token.class.is(EMPTY);
        take(here, if content { Term::Content } else { Term::Word }, at);
        if token.kind == Kind::Word {
            // Most words are too short for one of the endings at least: nothing of the text is looked at.
            if span.len() > 4
                && let &[.., a, b, c] = letters(text, span)
                && b.is_ascii()
                && c.is_ascii()
            {
                let star = const { hash::word(b"*") };
                take(hash::with(hash::with(star, b), c), Term::Ending(2), at);
                if span.len() > 5 && a.is_ascii() {
                    let three = hash::with(hash::with(hash::with(star, a), b), c);
                    take(three, Term::Ending(3), at);
                }
            }
            if at > 0 && token.is_capital() && span.len() > 1 {
                take(const { hash::word(NAME.as_bytes()) }, Term::Name, at);
            }
        }
        if let Some(first) = before {
            take(hash::pair(first, here), Term::Pair, at);
        }
        before = Some(here);
    }
}

/// The term of token `at` as `data/worth-words.csv` writes it.
pub(super) fn spelled(text: &str, tokens: &[Token], term: Term, at: usize) -> String {
    let span = |at: usize| tokens.get(at).map_or(Span::default(), |token| token.span);
    let word = |span: Span| -> String {
        let word = span.of(text);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            NUMBER.to_owned()
        } else {
            word.to_ascii_lowercase().replace('’', "'")
        }
    };
    let here = span(at);
    match term {
        Term::Word | Term::Content => word(here),
        Term::Ending(length) => {
            let ending = Span::new(here.end - usize::from(length), here.end);
            format!("*{}", word(ending))
        }
        Term::Name => NAME.to_owned(),
        Term::Pair => format!("{} {}", word(span(at.wrapping_sub(1))), word(here)),
    }
}
