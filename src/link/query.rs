//! Search words for a claim: who spoke, the words that tell it from others, the number as printed.

use crate::report::Quantity;
use crate::text::{Class, Kind, Span, Token, is_quote, lexicon, pieces};

/// More words narrow a search to nothing.
pub const MOST_WORDS: usize = 7;
/// A phrase longer than this is seldom repeated in full by others.
const LONGEST_PHRASE: usize = 12;

/// Words that narrow no search even where they are part of a name.
const EMPTY_NAME: Class = lexicon::FUNCTION
    .or(lexicon::SPEECH)
    .or(lexicon::TITLE)
    .or(lexicon::WEEKDAY)
    .or(lexicon::MONTH)
    .or(lexicon::CREDIT);

/// Words that narrow no search.
const EMPTY: Class = EMPTY_NAME
    .or(lexicon::COMMON)
    .or(lexicon::NUMBER_WORD)
    .or(lexicon::UNIT_WORD)
    .or(lexicon::HEDGE)
    .or(lexicon::NOT_COUNTED);

/// The longest run of words in `quoted` without ellipsis, brackets or inner quotation marks, at most
/// twelve of them: what others will have quoted in the same words. Empty where there is no word.
pub fn phrase(quoted: &str) -> String {
    let breaks = |c: char| {
        matches!(c, '…' | '[' | ']' | '(' | ')' | '—' | '\n')
            || (is_quote(c) && !matches!(c, '’' | '\''))
    };
    // One way through it: where the run that is read starts, how many words it has so far, and whether one of them is read.
    let (mut longest, mut most) = (Span::default(), 0);
    let (mut start, mut count, mut in_word) = (0, 0, false);
    let letters = quoted.as_bytes();
    for (at, c) in quoted.char_indices() {
        // The other two of three full stops.
        if at < start {
            continue;
        }
        let dots = c == '.' && letters[at..].starts_with(b"...");
        if !dots && !breaks(c) {
            let space = c.is_whitespace();
            count += usize::from(!in_word && !space);
            in_word = !space;
            continue;
        }
        if count >= most {
            (longest, most) = (Span::new(start, at), count);
        }
        start = at + if dots { 3 } else { c.len_utf8() };
        (count, in_word) = (0, false);
    }
    if count >= most {
        longest = Span::new(start, quoted.len());
    }
    let mut joined = String::with_capacity(longest.len());
    for word in pieces::words(longest.of(quoted)).take(LONGEST_PHRASE) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// `word` without `end` at its end, however often it stands there.
fn without<'a>(mut word: &'a str, end: &str) -> &'a str {
    while let Some(before) = word.strip_suffix(end) {
        word = before;
    }
    word
}

/// The part of a source's name that others will call it by: "Leyen" of "Ursula von der Leyen", "Kremlin" of "the
/// Kremlin", "Trade Ministry" of "the Trade Ministry". Empty where nothing is a name, or an agency's.
pub fn surname(name: &str) -> &str {
    let mut found: Option<Span> = None;
    let mut at = 0;
    for word in name.split(' ') {
        let start = at;
        at += word.len() + 1;
        let mark = |c: char| !c.is_alphanumeric();
        let before = word.len() - word.trim_start_matches(mark).len();
        let bare = word.trim_matches(mark);
        let bare = without(without(bare, "’s"), "'s");
        let class = lexicon::classes(bare);
        if !bare.starts_with(char::is_uppercase)
            || class.is(lexicon::FUNCTION.or(lexicon::CREDIT).or(lexicon::TITLE))
        {
            continue;
        }
        let first = start + before;
        let here = Span::new(first, first + bare.len());
        // "Ministry" alone names none.
        found = match found {
            Some(before) if class.is(lexicon::BODY) && before.end + 1 == first => {
                Some(before.cover(here))
            }
            _ => Some(here),
        };
    }
    found.map_or("", |span| span.of(name))
}

/// The number as it is printed, with its unit, without the hedge before it: "€90 billion" of "nearly €90 billion".
pub fn printed<'a>(text: &'a str, claim: Span, quantity: &Quantity) -> &'a str {
    let before = Span::new(claim.start, quantity.numeral.start).of(text);
    // A sign of a currency stands without a space before the numeral.
    let hedge = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = before
        .get(hedge..)
        .map_or(claim.start, |_| claim.start + hedge);
    Span::new(start, claim.end).of(text).trim()
}

/// The words among `tokens` that best tell what a claim is about, in order: words of what is measured before names
/// before the rest, longer ones (which are rarer) before shorter, nearer ones before farther. `near` is the claim;
/// words inside it are left out where `outside` is set.
pub fn subject<'a>(
    block: &'a str,
    tokens: &[Token],
    near: Span,
    outside: bool,
    measured: &str,
) -> impl Iterator<Item = &'a str> {
    let measured = words_of(measured);
    // Best first; of equal words one.
    let mut best = [(0, Span::default()); MOST_WORDS];
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Word || token.span.len() < 3 {
            continue;
        }
        let name = at > 0 && token.is_capital();
        if token.class.is(if name { EMPTY_NAME } else { EMPTY }) {
            continue;
        }
        if outside && token.span.overlaps(near) {
            continue;
        }
        let distance = if token.span.end <= near.start {
            near.start - token.span.end
        } else {
            token.span.start.saturating_sub(near.end)
        };
        let letters = |span: Span| block.as_bytes().get(span.start..span.end);
        let word = letters(token.span).unwrap_or_default();
        let in_measured = measured.iter().any(|other| other.as_bytes() == word);
        let score =
            i64::from(in_measured) * 300 + i64::from(name) * 60 + (word.len().min(10) * 4) as i64
                - distance.min(200) as i64;
        let full = count == MOST_WORDS;
        // "we’re" and its like.
        let clipped = || word.iter().any(|byte| matches!(byte, b'\'' | 0xE2));
        if full && best[count - 1].0 >= score || clipped() {
            continue;
        }
        let known = |(_, span): &(i64, Span)| {
            letters(*span).is_some_and(|other| other.eq_ignore_ascii_case(word))
        };
        // The place that comes free: of the same word farther away, or of the worst.
        let mut place = match best[..count].iter().position(known) {
            Some(known) if best[known].0 >= score => continue,
            Some(known) => known,
            None if full => count - 1,
            None => {
                count += 1;
                count - 1
            }
        };
        // Behind those that are as good: the earlier one goes first.
        while place > 0 && best[place - 1].0 < score {
            best[place] = best[place - 1];
            place -= 1;
        }
        best[place] = (score, token.span);
    }
    in_order(&mut best[..count]);
    let best = best.into_iter().take(count);
    best.map(|(_, span)| span.of(block))
}

/// The words of a few, without marks.
fn words_of(text: &str) -> Vec<&str> {
    if text.is_empty() {
        return Vec::new();
    }
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

/// Sorts a handful by where they stand: each moves down to its place. Done for every claim, so without the two lists that
/// `text::order::by_key` makes.
fn in_order(words: &mut [(i64, Span)]) {
    for end in 1..words.len() {
        let mut at = end;
        while at > 0 && words[at - 1].1.start > words[at].1.start {
            words.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{phrase, surname};

    #[test]
    fn a_phrase_is_the_longest_unbroken_run() {
        assert_eq!(
            phrase("“[The plan] is … not good for anyone,”"),
            "not good for anyone"
        );
        assert_eq!(
            phrase("“one two three four five six seven eight nine ten eleven twelve thirteen”")
                .split(' ')
                .count(),
            12
        );
        assert_eq!(phrase("“…”"), "");
        assert_eq!(
            phrase("“It’s the players’ choice.”"),
            "It’s the players’ choice"
        );
    }

    #[test]
    fn a_source_is_searched_by_the_last_name_in_it() {
        assert_eq!(surname("Ursula von der Leyen"), "Leyen");
        assert_eq!(surname("the Kremlin"), "Kremlin");
        assert_eq!(surname("UK government officials"), "UK");
        assert_eq!(surname("the Trade Ministry’s"), "Trade Ministry");
        assert_eq!(surname("a neighbour"), "");
        assert_eq!(surname("He"), "");
        assert_eq!(surname("Reuters"), "");
    }
}
