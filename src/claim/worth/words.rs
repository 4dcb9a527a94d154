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
/// The lengths of the endings that are looked at; a word has at least three letters more.
const ENDINGS: [usize; 2] = [2, 3];

/// Words that tell a reader nothing when they stand alone.
const EMPTY: Class = lexicon::FUNCTION
    .or(lexicon::SPEECH)
    .or(lexicon::NOT_COUNTED)
    .or(lexicon::NUMBER_WORD)
    .or(lexicon::MONTH);

/// What is looked up.
#[derive(Clone, Copy, Debug)]
pub(super) enum Term {
    /// A word, number or mark.
    Word(Span),
    /// A word that carries meaning by itself; a person can be shown it.
    Content(Span),
    /// The last letters of a word.
    Ending(Span),
    /// A word with a capital inside a sentence.
    Name,
    /// Two neighbours.
    Pair(Span, Span),
}

/// The bytes under `span`: hashes need no text that is one.
fn letters(text: &str, span: Span) -> &[u8] {
    text.as_bytes()
        .get(span.start..span.end)
        .unwrap_or_default()
}

/// Calls `take` with every term of a sentence and its hash.
pub(super) fn terms(text: &str, tokens: &[Token], mut take: impl FnMut(u32, Term)) {
    let mut before: Option<(u32, Span)> = None;
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
        take(
            here,
            if token.kind == Kind::Word && span.len() > 2 && !token.class.is(EMPTY) {
                Term::Content(span)
            } else {
                Term::Word(span)
            },
        );
        if token.kind == Kind::Word {
            for length in ENDINGS {
                // Most words are too short for one of them at least: nothing of the text is looked at.
                if length + 2 >= span.len() {
                    break;
                }
                let ending = Span::new(span.end - length, span.end);
                let letters = letters(text, ending);
                if letters.is_ascii() {
                    take(hash::ending(letters), Term::Ending(ending));
                }
            }
            if at > 0 && token.is_capital() && span.len() > 1 {
                take(const { hash::word(NAME.as_bytes()) }, Term::Name);
            }
        }
        if let Some((first, left)) = before {
            take(hash::pair(first, here), Term::Pair(left, span));
        }
        before = Some((here, span));
    }
}

/// The term as `data/worth-words.csv` writes it.
pub(super) fn spelled(text: &str, term: Term) -> String {
    let word = |span: Span| -> String {
        let word = span.of(text);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            NUMBER.to_owned()
        } else {
            word.to_ascii_lowercase().replace('’', "'")
        }
    };
    match term {
        Term::Word(span) | Term::Content(span) => word(span),
        Term::Ending(span) => format!("*{}", word(span)),
        Term::Name => NAME.to_owned(),
        Term::Pair(first, second) => format!("{} {}", word(first), word(second)),
    }
}
