//! Words for comparing two texts: what is the same word in any typesetting has the same key.
//!
//! Detectors read [tokens](super::tokens); here only sameness counts. Case, the shape of apostrophes, soft
//! hyphens, ligatures, commas within figures and words broken at a line's end make no difference, and marks
//! between words are no words. A sign that changes the sense (`%`, `€`, an emoji) is a word of its own.

use super::case;
use super::span::Span;
use super::token::is_quote;

/// Letters that may stand in brackets as part of a word: "[T]he", "plan[s]".
const EDITED_LETTERS: usize = 4;
/// How far the end of a bracket is looked for, in bytes.
const BRACKET: usize = 120;

/// In which brackets a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// In none.
    None,
    /// Wholly or in part in "[...]".
    Square,
    /// In "(...)".
    Round,
}

/// A word of a text that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Equal words have equal keys. It is a 64-bit hash: two words that share one by chance are rarer than
    /// misprints.
    pub key: u64,
    /// Where it stands.
    pub bracket: Bracket,
}

/// The words of `text`, in order, in one pass. `joins` tells for the key of a word that is broken by a hyphen at
/// a line's end whether it is one word.
pub fn words(text: &str, joins: &dyn Fn(u64) -> bool) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    let mut inside = (0, Bracket::None);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        if !c.is_alphanumeric() && !starts_edited(text, at) {
            if matches!(c, '[' | '(') && at >= inside.0 {
                inside = bracket(text, at, c).unwrap_or(inside);
            }
            if !is_between(c) {
                let mut key = Key::new();
                key.push(c);
                words.push(word(Span::new(at, next), key, inside));
            }
            at = next;
            continue;
        }
        let (mut end, mut key, mut edited) = read(text, at, Key::new());
        if let Some(rest) = broken(text, end) {
            let (joined, joined_key, joined_edited) = read(text, rest, key);
            if joins(joined_key.0) {
                (end, key, edited) = (joined, joined_key, edited || joined_edited);
            }
        }
        let mut word = word(Span::new(at, end), key, inside);
        if edited {
            word.bracket = Bracket::Square;
        }
        words.push(word);
        at = end;
    }
    words
}

fn word(span: Span, key: Key, inside: (usize, Bracket)) -> Word {
    Word {
        span,
        key: key.0,
        bracket: if span.start < inside.0 {
            inside.1
        } else {
            Bracket::None
        },
    }
}

/// The key while it is made: 64-bit FNV-1a over the folded characters.
#[derive(Clone, Copy)]
struct Key(u64);

impl Key {
    const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn push(&mut self, c: char) {
        match c {
            'a'..='z' | '0'..='9' => self.byte(c as u8),
            'A'..='Z' => self.byte(c.to_ascii_lowercase() as u8),
            '’' | 'ʼ' | '\'' => self.byte(b'\''),
            'ﬀ' => self.all("ff"),
            'ﬁ' => self.all("fi"),
            'ﬂ' => self.all("fl"),
            'ﬃ' => self.all("ffi"),
            'ﬄ' => self.all("ffl"),
            _ if is_invisible(c) => {}
            _ => {
                let (first, second) = case::letter(c);
                for lower in [first].into_iter().chain(second) {
                    self.all(lower.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn all(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
    }

    const fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
    }
}

/// Reads a word from `at`: its end, the key so far with it, and whether brackets stand in it.
fn read(text: &str, at: usize, mut key: Key) -> (usize, Key, bool) {
    let mut end = at;
    let mut edited = false;
    let mut before = ' ';
    let mut chars = text.get(at..).unwrap_or_default().char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let here = at + offset;
        let letter = c.is_alphanumeric() || is_invisible(c) || is_combining(c);
        let apostrophe =
            matches!(c, '\'' | '’' | 'ʼ') && before.is_alphanumeric() && next.is_alphabetic();
        let point = matches!(c, '.' | ',') && before.is_ascii_digit() && next.is_ascii_digit();
        let opens = c == '[' && (starts_edited(text, here) || ends_edited(text, here, before));
        let closes = c == ']' && edited;
        if !(letter || apostrophe || point || opens || closes) {
            break;
        }
        edited |= opens;
        if !(opens || closes || (point && c == ',')) {
            key.push(c);
        }
        before = c;
        end = here + c.len_utf8();
    }
    (end, key, edited)
}

/// Whether "[T]he" starts at `at`.
fn starts_edited(text: &str, at: usize) -> bool {
    letters_in_brackets(text, at).is_some_and(|after| {
        text.get(after..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphabetic)
    })
}

/// Whether the brackets of "plan[s]" start at `at`.
fn ends_edited(text: &str, at: usize, before: char) -> bool {
    before.is_alphabetic() && letters_in_brackets(text, at).is_some()
}

/// The byte behind a few letters in square brackets at `at`.
fn letters_in_brackets(text: &str, at: usize) -> Option<usize> {
    let inner = text.get(at..)?.strip_prefix('[')?;
    let letters = inner
        .chars()
        .take_while(|c| c.is_alphabetic())
        .take(EDITED_LETTERS + 1);
    let (count, bytes) = letters.fold((0, 0), |(count, bytes), c| {
        (count + 1, bytes + c.len_utf8())
    });
    let closed = inner.as_bytes().get(bytes) == Some(&b']');
    (closed && (1..=EDITED_LETTERS).contains(&count)).then_some(at + bytes + 2)
}

/// Where the bracket that `open` opens at `at` ends, if it does so soon.
fn bracket(text: &str, at: usize, open: char) -> Option<(usize, Bracket)> {
    let (close, kind) = if open == '[' {
        (b']', Bracket::Square)
    } else {
        (b')', Bracket::Round)
    };
    let inner = text.as_bytes().get(at + 1..)?;
    let end = inner
        .iter()
        .take(BRACKET)
        .take_while(|&&byte| byte != b'\n' && byte != open as u8)
        .position(|&byte| byte == close)?;
    Some((at + 1 + end, kind))
}

/// Where the word goes on that is broken by a hyphen at the end of a line, at byte `end`.
fn broken(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let behind = rest.strip_prefix(['-', '\u{2010}'])?;
    let mut line_end = false;
    for (offset, c) in behind.char_indices().take(8) {
        if c.is_lowercase() {
            return line_end.then_some(text.len() - behind.len() + offset);
        }
        if !c.is_whitespace() {
            return None;
        }
        line_end |= c == '\n';
    }
    None
}

/// Characters that are no part of what is compared, wherever they stand.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}'
    )
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

/// Whether `c` stands between words and is none itself.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_quote(c)
        || is_invisible(c)
        || is_combining(c)
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '…'
                | '¿'
                | '¡'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '/'
                | '\\'
                | '|'
                | '*'
                | '_'
                | '~'
                | '^'
                | '<'
                | '>'
                | '-'
                | '\u{2010}'..='\u{2015}' | '·' | '•' | '′' | '\u{FFFD}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Bracket, words};

    fn keys(text: &str) -> Vec<u64> {
        words(text, &|_| true).iter().map(|word| word.key).collect()
    }

    fn split(text: &str) -> Vec<&str> {
        words(text, &|_| true)
            .iter()
            .map(|word| word.span.of(text))
            .collect()
    }

    #[test]
    fn typesetting_makes_no_other_word() {
        for (one, other) in [
            ("The PLAN", "the plan"),
            ("don’t", "don't"),
            ("1,200 cranes", "1200 cranes"),
            ("ofﬁce", "office"),
            ("co\u{AD}operate", "cooperate"),
            ("govern-\n  ment", "government"),
            ("[T]he plan[s]", "the plans"),
            ("well—said", "well, “said”"),
        ] {
            assert_eq!(keys(one), keys(other), "{one}");
        }
        assert_ne!(keys("5%"), keys("5"));
        assert_ne!(keys("€5"), keys("$5"));
    }

    #[test]
    fn words_are_split_where_readers_split_them() {
        assert_eq!(
            split("two-thirds of 3.5% 😀."),
            ["two", "thirds", "of", "3.5", "%", "😀"]
        );
        assert_eq!(
            split("the players’ e\u{301}lan"),
            ["the", "players", "e\u{301}lan"]
        );
    }

    #[test]
    fn brackets_are_known_where_they_close() {
        let marks = |text: &str| -> Vec<Bracket> {
            words(text, &|_| true)
                .iter()
                .map(|word| word.bracket)
                .collect()
        };
        use Bracket::{None, Round, Square};
        assert_eq!(marks("it [the plan] is"), [None, Square, Square, None]);
        assert_eq!(marks("so (he) [open is"), [None, Round, None, None]);
        assert_eq!(marks("[T]he end"), [Square, None]);
    }
}
