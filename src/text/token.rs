//! Tokens: words, numbers, marks. Every character that is not white space is in exactly one token.

use super::dirt;
use super::lexicon::{self, Class, Key, Known, Table};
use super::pieces;
use super::span::Span;

/// Longer than any photo credit with the letters behind it that tell that it is glued.
const HEAD: usize = 20;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Starts with a letter: `Putin`, `don’t`, `O’Brien`, `G7`, `U.S.`, `a.m.`. Hyphens split words.
    Word,
    /// ASCII digits with `.` or `,` between digits: `19.3`, `1,000`, also `10.5.2`. A sign, a unit
    /// and a scale are tokens of their own.
    Number,
    /// The `’s` after a word.
    Clitic,
    /// A quotation mark, or an apostrophe that stands at a word's edge (`players’`, `’90s`).
    Quote,
    /// Any other single character.
    Other,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// First letter is not a capital.
    Lower,
    /// First letter is a capital, and a later one is not.
    Title,
    /// All letters are capitals: `NATO`, `X`, `U.S.`.
    Upper,
}

/// A token of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes from the start of the block.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// How it is written; `Lower` for all but words.
    pub case: Case,
    /// The classes of the word in `data/`; none for all but words.
    pub class: Class,
    /// The word's hash in lower case, for further tables; 0 for all but words.
    pub hash: u32,
    /// Which word of the lexicon or which mark it is.
    pub known: Known,
}

impl Token {
    /// Whether it is a word that starts with a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.case != Case::Lower
    }

    /// Whether it is this word, whatever its case, or this mark.
    #[must_use]
    pub fn is(&self, word: Known) -> bool {
        self.known == word
    }

    /// Whether it is one of `words`.
    #[must_use]
    pub fn is_any(&self, words: &[Known]) -> bool {
        // A word that is in no table is none of them.
        self.known != Known::NONE && words.contains(&self.known)
    }
}

/// Whether `c` is an apostrophe between letters.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether `c` opens or closes a quotation in some house style.
#[must_use]
pub const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '\''
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '`'
            | '´'
            | '″'
            | '＂'
    )
}

fn starts_word(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic())
}

#[inline]
fn continues_word(c: char) -> bool {
    // Combining marks and the soft hyphen belong to the letter before.
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200D}')))
}

/// Splits `text` into tokens, in one pass.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    // English prose has about five bytes a token; with fewer, room is left over, and with more, all would move.
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let bytes = text.as_bytes();
    let lexicon = lexicon::table();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most of what comes is the space between two words, or a word of ASCII letters.
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            at += 1;
            continue;
        }
        if byte.is_ascii_alphabetic()
            && let Some(token) = plain_word(lexicon, bytes, at)
        {
            at = token.span.end;
            tokens.push(token);
            continue;
        }
        // Nearly all of a text is ASCII, which need not be decoded.
        let c = if byte.is_ascii() {
            char::from(byte)
        } else {
            pieces::from(text, at).chars().next().unwrap_or_default()
        };
        let (end, kind) = if c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}' {
            at += c.len_utf8();
            continue;
        } else if starts_word(c) {
            let end = credit_end(text, at).unwrap_or_else(|| word_end(text, at));
            (end, Kind::Word)
        } else if c.is_ascii_digit() {
            (number_end(bytes, at), Kind::Number)
        } else if is_apostrophe(c)
            && let Some(end) = clitic_end(text, at, &tokens)
        {
            (end, Kind::Clitic)
        } else if is_quote(c) {
            (at + c.len_utf8(), Kind::Quote)
        } else {
            (at + c.len_utf8(), Kind::Other)
        };
        let span = Span::new(at, end);
        let letters = bytes.get(at..end).unwrap_or_default();
        let (case, (class, hash, known)) = match kind {
            Kind::Word => (case(text, span), lexicon::look_up_letters(letters)),
            Kind::Number | Kind::Clitic => (Case::Lower, (Class::NONE, 0, Known::NONE)),
            Kind::Quote | Kind::Other => (Case::Lower, (Class::NONE, 0, Known::mark(letters))),
        };
        tokens.push(Token {
            span,
            kind,
            case,
            class,
            hash,
            known,
        });
        at = end;
    }
    tokens
}

/// The word at `at`, where it is ASCII letters and nothing else, as nearly all are: read, hashed and looked up in one go.
/// `None` where something stands behind it that may belong to it, and where it may open with a photo credit.
fn plain_word(lexicon: &Table, bytes: &[u8], at: usize) -> Option<Token> {
    // First of all: of a long run of credits only the first is read, and not all of the run for each.
    if bytes.get(at..).is_none_or(dirt::may_be_credit) {
        return None;
    }
    let (mut end, mut key) = (at, Key::EMPTY);
    while let Some(&byte) = bytes.get(end)
        && byte.is_ascii_alphabetic()
    {
        // In lower case.
        key = key.with(byte | 0x20);
        end += 1;
    }
    let letters = bytes.get(at..end)?;
    let goes_on = match bytes.get(end) {
        Some(b'.') => letters.len() == 1,
        Some(b'\'' | b'0'..=b'9' | 0x80..) => true,
        _ => false,
    };
    if goes_on {
        return None;
    }
    let (hash, known) = if letters.len() > lexicon::LONGEST {
        (0, Known::NONE)
    } else {
        (key.hash, lexicon.find(key, letters))
    };
    Some(Token {
        span: Span::new(at, end),
        kind: Kind::Word,
        case: case_of_letters(letters),
        class: lexicon.class(known),
        hash,
        known,
    })
}

/// How a word of ASCII letters is written.
fn case_of_letters(letters: &[u8]) -> Case {
    match letters {
        [b'A'..=b'Z', rest @ ..] if rest.iter().any(u8::is_ascii_lowercase) => Case::Title,
        [b'A'..=b'Z', ..] => Case::Upper,
        _ => Case::Lower,
    }
}

/// The end of a photo credit at `at` that is glued to the next word. Only the head of the word is looked at, so
/// that a long run of credits is not read again for each.
fn credit_end(text: &str, at: usize) -> Option<usize> {
    let head = text.get(at..)?;
    if !dirt::may_be_credit(head.as_bytes()) {
        return None;
    }
    let length: usize = head
        .chars()
        .take(HEAD)
        .take_while(|&c| continues_word(c))
        .map(char::len_utf8)
        .sum();
    dirt::credit_end(head.get(..length)?).map(|credit| at + credit)
}

/// The end of the word that starts at `at`.
fn word_end(text: &str, at: usize) -> usize {
    if let Some(end) = dotted_end(text.as_bytes(), at).or_else(|| money_end(text, at)) {
        return end;
    }
    // Nearly all words are of ASCII letters, and what follows them cannot go on.
    let bytes = text.as_bytes();
    let letters = bytes[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric());
    let plain = at + letters.count();
    if plain > at
        && bytes
            .get(plain)
            .is_none_or(|byte| byte.is_ascii() && *byte != b'\'')
    {
        return plain;
    }
    let mut end = at;
    let mut chars = pieces::from(text, at).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if continues_word(c) {
            end = at + offset + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|&(_, next)| starts_word(next)) {
            // "don’t" goes on, "Putin’s" ends before the clitic.
            if is_clitic(pieces::from(text, at + offset)) {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// The end of the letters of a currency that are glued to figures: "RM79", "AUD1.5m", "$US160". Other words
/// with figures ("G7", "COVID19") stay whole.
fn money_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    // "PLX-R18" is a name.
    if at > 0 && bytes.get(at - 1) == Some(&b'-') {
        return None;
    }
    let letters = bytes
        .iter()
        .skip(at)
        .take(4)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let end = at + letters;
    if letters == 4 || !bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let behind_sign = at > 0 && bytes.get(at - 1) == Some(&b'$');
    let known = lexicon::classes(text.get(at..end)?).is(lexicon::CURRENCY_LETTERS);
    (behind_sign || known).then_some(end)
}

/// Whether `text` starts with an apostrophe and an `s` that ends the word.
fn is_clitic(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_apostrophe)
        && chars.next().is_some_and(|c| matches!(c, 's' | 'S'))
        && !chars.next().is_some_and(continues_word)
}

/// The end of a clitic at `at`, where the token before it is a word or number without a gap.
fn clitic_end(text: &str, at: usize, tokens: &[Token]) -> Option<usize> {
    let before = tokens.last()?;
    let glued = before.span.end == at && before.kind == Kind::Word;
    let rest = pieces::from(text, at);
    (glued && is_clitic(rest)).then(|| at + rest.chars().next().map_or(0, char::len_utf8) + 1)
}

/// The end of an abbreviation of single letters with full stops ("U.S.", "a.m.") at `at`.
fn dotted_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    let mut letters = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
        letters += 1;
    }
    // "U.S" without its last stop, and "e.g. " with it; but not the "a.b" of "a.but".
    (letters >= 2 && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some(end)
}

/// The end of the digits at `at`, with `.` and `,` between digits.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        let between =
            matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if byte.is_ascii_digit() || between {
            end += 1;
        } else {
            break;
        }
    }
    end
}

fn case(text: &str, span: Span) -> Case {
    // Most words.
    let first = text.as_bytes().get(span.start);
    if first.is_some_and(u8::is_ascii_lowercase) {
        return Case::Lower;
    }
    let mut chars = span.of(text).chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    if chars.any(char::is_lowercase) {
        Case::Title
    } else {
        Case::Upper
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn split(text: &str) -> Vec<&str> {
        tokens(text)
            .iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn words_keep_inner_apostrophes_and_give_up_the_clitic() {
        assert_eq!(
            split("Don’t ask O'Brien’s aides"),
            ["Don’t", "ask", "O'Brien", "’s", "aides"]
        );
        assert_eq!(split("the players’ home"), ["the", "players", "’", "home"]);
    }

    #[test]
    fn abbreviations_of_letters_are_one_word() {
        assert_eq!(
            split("the U.S.-led talks at 9 a.m."),
            ["the", "U.S.", "-", "led", "talks", "at", "9", "a.m."]
        );
    }

    #[test]
    fn numbers_keep_separators_between_digits_only() {
        assert_eq!(
            split("€1,000.50, 2.5m, v10.5.2."),
            [
                "€", "1,000.50", ",", "2.5", "m", ",", "v10", ".", "5.2", "."
            ]
        );
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(split("cafe\u{301} 😀x"), ["cafe\u{301}", "😀", "x"]);
    }

    #[test]
    fn every_character_but_white_space_is_in_one_token() {
        let text = "A\u{0}b “c” — 3½%\u{2028}¿é?\u{FEFF}";
        let joined: String = split(text).concat();
        let bare: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{FEFF}')
            .collect();
        assert_eq!(joined, bare);
        assert!(tokens(text).iter().any(|token| token.kind == Kind::Quote));
    }
}
