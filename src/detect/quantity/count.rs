//! What is counted: the noun phrase behind a number.

use crate::lex::numeral::{Numeral, Style};
use crate::report::Value;
use crate::text::{Block, Kind, lexicon};

/// The most words that a counted noun phrase has, its adjectives included.
const LONGEST: usize = 5;

/// The noun phrase behind a number.
#[derive(Clone, Debug)]
pub struct Noun {
    /// In the singular, lower case.
    pub unit: String,
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
}

/// The noun phrase behind the number that ends at token `last`: "major points", "first-team players".
///
/// Without a grammar the head is the first plural; for one thing, the first word that is no adjective.
pub fn noun(block: &Block<'_>, last: usize, number: &Numeral) -> Option<Noun> {
    let mut at = last + 1;
    let share = number.style == Style::Fraction;
    // "two-thirds of the voters", "dozens of homes", "nine out of 10 doctors"
    if (share || number.style == Style::Vague) && block.is(at, "of") {
        at += 1;
        while block
            .tokens
            .get(at)
            .is_some_and(|token| token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE))
        {
            at += 1;
        }
    }
    let hyphen = block.word(at) == "-" && block.is_glued(at) && block.is_glued(at + 1);
    if hyphen {
        let word = block
            .tokens
            .get(at + 1)
            .filter(|token| token.kind == Kind::Word && !token.is_capital())?;
        let part = [
            "on", "off", "up", "out", "in", "to", "and", "a", "for", "by", "way", "th", "st", "nd",
            "rd", "time",
        ]
        .iter()
        .any(|part| block.is(at + 1, part));
        let plain = !part && !word.class.is(lexicon::NUMBER_WORD | lexicon::PREPOSITION);
        return plain.then(|| Noun {
            unit: singular(block.word(at + 1)),
            first: at + 1,
            last: at + 1,
        });
    }
    let first = at;
    let one = matches!(number.value, Value::One(value) if value == 1.0) || share;
    let mut end = at;
    while let Some(token) = block.tokens.get(end).filter(|_| end < first + LONGEST) {
        let joined = token.kind == Kind::Other
            && block.word(end) == "-"
            && block.is_glued(end)
            && block.is_glued(end + 1)
            && end > first;
        if joined {
            end += 1;
            continue;
        }
        let part_of_compound = end > first && block.word(end - 1) == "-" && block.is_glued(end);
        let stops = token.kind != Kind::Word
            || (token.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::DETERMINER
                | lexicon::PRONOUN
                | lexicon::AUXILIARY
                | lexicon::POSSESSIVE
                | lexicon::NOT_COUNTED)
                && !part_of_compound)
            || token.class.is(lexicon::WEEKDAY | lexicon::MONTH) && token.is_capital();
        if stops {
            return at_end(block, first, end, one);
        }
        let compound =
            block.word(end + 1) == "-" && block.is_glued(end + 1) && block.is_glued(end + 2);
        let word = block.word(end);
        if is_plural(word) && !compound {
            return Some(made(block, first, end));
        }
        if one && !compound && !is_adjective(word) {
            return Some(made(block, first, end));
        }
        end += 1;
    }
    at_end(block, first, end, one)
}

/// The phrase of the words before `end`, where one of them can be counted.
fn at_end(block: &Block<'_>, first: usize, end: usize, one: bool) -> Option<Noun> {
    let last = end.checked_sub(1).filter(|last| *last >= first)?;
    // Nothing plural: a noun that is the same in both ("aircraft"), or none ("300 died").
    let word = block.word(last);
    let unchanged = block.tokens.get(last)?.class.is(lexicon::UNCOUNTED_PLURAL);
    (one || unchanged || (last == first && is_noun_like(word))).then(|| made(block, first, last))
}

fn made(block: &Block<'_>, first: usize, last: usize) -> Noun {
    let before = block.tokens.get(first).map_or(0, |token| token.span.start);
    let head = block.tokens.get(last).map_or(0, |token| token.span.start);
    let adjectives = block
        .text
        .get(before..head)
        .unwrap_or_default()
        .to_lowercase();
    Noun {
        unit: format!("{adjectives}{}", singular(block.word(last))),
        first,
        last,
    }
}

fn is_plural(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if irregular(&lower).is_some()
        || matches!(lower.as_str(), "people" | "police" | "staff" | "cattle")
    {
        return true;
    }
    lower.len() > 2
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && !lower.ends_with("ous")
}

fn is_adjective(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let ends = [
        "al", "ar", "ive", "ous", "ful", "ic", "ble", "ent", "ant", "ing", "ed", "less", "ary",
        "ish",
    ];
    let usual = [
        "new", "big", "small", "large", "old", "young", "good", "bad", "single", "more", "other",
        "key", "main", "major", "minor", "separate", "simple", "huge", "great", "long", "short",
        "first", "last", "full", "whole",
    ];
    (lower.len() > 4 && ends.iter().any(|end| lower.ends_with(end)) && !lower.ends_with("ment"))
        || usual.contains(&lower.as_str())
}

/// Whether a single word behind a number that is no plural may be a noun all the same.
fn is_noun_like(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["ware", "craft", "personnel", "percent"]
        .iter()
        .any(|end| lower.ends_with(end))
}

fn irregular(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "feet" => "foot",
        "teeth" => "tooth",
        "mice" => "mouse",
        "lives" => "life",
        "wives" => "wife",
        "knives" => "knife",
        "loaves" => "loaf",
        "wolves" => "wolf",
        "leaves" => "leaf",
        "crises" => "crisis",
        "analyses" => "analysis",
        "criteria" => "criterion",
        "viruses" => "virus",
        "buses" => "bus",
        "gases" => "gas",
        "series" => "series",
        "species" => "species",
        "shoes" => "shoe",
        "horses" => "horse",
        "houses" => "house",
        "nurses" => "nurse",
        "cases" => "case",
        "causes" => "cause",
        "courses" => "course",
        "movies" => "movie",
        "doses" => "dose",
        "heroes" => "hero",
        "policemen" => "policeman",
        "congressmen" => "congressman",
        "servicemen" => "serviceman",
        "policewomen" => "policewoman",
        "fishermen" => "fisherman",
        _ => return None,
    })
}

/// The singular of an English noun, lower case.
pub fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(one) = irregular(&lower) {
        return one.to_owned();
    }
    let cut = |end: usize, with: &str| {
        format!(
            "{}{with}",
            lower.get(..lower.len() - end).unwrap_or_default()
        )
    };
    if lower.len() > 4 && lower.ends_with("ies") {
        cut(3, "y")
    } else if ["ches", "shes", "xes", "sses", "zes"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        cut(2, "")
    } else if is_plural(&lower) && lower.ends_with('s') {
        cut(1, "")
    } else {
        lower
    }
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn singulars() {
        for (many, one) in [
            ("points", "point"),
            ("Women", "woman"),
            ("countries", "country"),
            ("churches", "church"),
            ("people", "people"),
            ("series", "series"),
            ("boss", "boss"),
            ("bosses", "boss"),
            ("doses", "dose"),
            ("bus", "bus"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
