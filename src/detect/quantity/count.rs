//! What is counted: the noun phrase behind a number.

use crate::lex::numeral::{Numeral, Style, numeral};
use crate::report::Value;
use crate::text::{Block, Kind, case, lexicon, word, words};

/// The most words that a counted noun phrase has, its adjectives included.
const LONGEST: usize = 6;

/// The noun phrase behind a number.
#[derive(Clone, Debug)]
pub struct Noun {
    /// In the singular, lower case.
    pub unit: String,
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// Whether another number stands between ("four of her 11 employees"): the quantity then ends before it.
    pub apart: bool,
    /// Whether its head is spelled as a plural.
    pub plural: bool,
}

/// The noun phrase behind the number that ends at token `last`: "major points", "first-team players".
///
/// Without a grammar the head is the first plural; for one thing, the first word that is no adjective.
pub fn noun(block: &Block<'_>, last: usize, number: &Numeral) -> Option<Noun> {
    let share = number.style == Style::Fraction;
    let mut at = last + 1;
    if block.is(at, word!("of")) {
        at = chosen_from(block, at, number)?;
    }
    if block.is(at, word!("-")) && block.is_glued(at) && block.is_glued(at + 1) {
        // "a 12-page document"; in words ("four-door", "six-speed") it describes and counts nothing.
        return hyphened(block, at).filter(|_| number.style != Style::Words);
    }
    // "4G", "49ers"
    if block.is_glued(at) && block.kind(at) == Some(Kind::Word) {
        return None;
    }
    // "eight more picks", but not "eight more than last year"
    if block.is_any(at, words!["more", "other", "further"]) {
        at += usize::from(!block.is(at + 1, word!("than")));
    }
    // "95,800 who have been unemployed"
    if block.is(at, word!("who")) && !share {
        return Some(Noun {
            unit: "people".to_owned(),
            first: last,
            last,
            apart: false,
            plural: true,
        });
    }
    // "one of the largest catches" is one of several; so its noun is a plural.
    let single = matches!(number.value, Value::One(value) if value == 1.0);
    let single = single && !share && !block.is(last + 1, word!("of"));
    let noun = phrase(block, at, share || single, single)?;
    let apart = (last + 1..noun.first).any(|at| numeral(block, at).is_some());
    Some(Noun { apart, ..noun })
}

/// The token after "of" at token `at`, with its determiners: "two-thirds of the voters", "dozens of homes",
/// "two of Ann’s deputies", "one of the largest catches". `None` where the whole is no noun phrase.
fn chosen_from(block: &Block<'_>, at: usize, number: &Numeral) -> Option<usize> {
    let mut next = at + 1;
    while block.has(next, lexicon::DETERMINER | lexicon::POSSESSIVE) {
        next += 1;
    }
    // "the 2,800 of last spring": a time is not what is counted.
    let time = lexicon::RELATIVE | lexicon::MONTH | lexicon::WEEKDAY;
    if block.has(next, time) {
        return None;
    }
    if matches!(number.style, Style::Fraction | Style::Vague) {
        return Some(skip_possessor(block, next));
    }
    // "four of her 11 employees"
    if next > at + 1
        && let Some(whole) = numeral(block, next)
    {
        return Some(whole.last + 1);
    }
    let owner = skip_possessor(block, next);
    let superlative = block.is_any(owner, words!["most", "least"]);
    let whole = next > at + 1 || owner > next;
    whole.then_some(owner + usize::from(superlative))
}

/// The token behind a possessor at token `at` ("Ukraine’s financial needs", "the Swiss bank’s clients").
fn skip_possessor(block: &Block<'_>, at: usize) -> usize {
    (at..at + 4)
        .take_while(|&next| block.kind(next) == Some(Kind::Word))
        .find(|&next| block.kind(next + 1) == Some(Kind::Clitic))
        .map_or(at, |owner| owner + 2)
}

/// "a four-door car": the word behind the hyphen at token `at`.
fn hyphened(block: &Block<'_>, at: usize) -> Option<Noun> {
    let word = block
        .tokens
        .get(at + 1)
        .filter(|token| token.kind == Kind::Word && !token.is_capital())?;
    let part = block.is_any(
        at + 1,
        words![
            "on", "off", "up", "out", "in", "to", "and", "a", "for", "by", "way", "th", "st", "nd",
            "rd", "time",
        ],
    );
    let plain = !part && !word.class.is(lexicon::NUMBER_WORD | lexicon::PREPOSITION);
    plain.then(|| Noun {
        unit: singular(block.word(at + 1)),
        first: at + 1,
        last: at + 1,
        apart: false,
        plural: false,
    })
}

/// The noun phrase from token `first` on; perhaps a singular where `one`, certainly where `single`.
fn phrase(block: &Block<'_>, first: usize, one: bool, single: bool) -> Option<Noun> {
    let mut end = first;
    let mut words = 0;
    while let Some(token) = block.tokens.get(end).filter(|_| words < LONGEST) {
        let inside = end > first;
        let hyphen = block.is(end, word!("-")) && block.is_glued(end) && block.is_glued(end + 1);
        if hyphen && inside {
            end += 1;
            continue;
        }
        // "dozens of Kia and Hyundai vehicles", "27,000 Model 3 sedans"
        if inside && (joins(block, end) || model_number(block, end)) {
            end += 1;
            continue;
        }
        let part_of_compound = inside && block.is(end - 1, word!("-")) && block.is_glued(end);
        let stops = token.kind != Kind::Word
            || (token.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::DETERMINER
                | lexicon::PRONOUN
                | lexicon::AUXILIARY
                | lexicon::POSSESSIVE
                | lexicon::NOT_COUNTED
                | lexicon::PAST_VERB)
                && !part_of_compound)
            || token.class.is(lexicon::WEEKDAY | lexicon::MONTH) && token.is_capital();
        if stops {
            break;
        }
        let compound =
            block.is(end + 1, word!("-")) && block.is_glued(end + 1) && block.is_glued(end + 2);
        let word = block.word(end);
        let alike = token.class.is(lexicon::UNCOUNTED_PLURAL) && !is_plural(block.word(end + 1));
        // "one proposal asks": for one thing, what looks like a plural is its verb.
        if single && inside && is_plural(word) && !compound && irregular(word).is_none() {
            return Some(made(block, first, end - 1));
        }
        if (is_plural(word) && !token.class.is(lexicon::UNCOUNTED_PLURAL) || alike) && !compound {
            return Some(made(block, first, end));
        }
        // "half of excess inflation": a share may be of a compound in the singular.
        let goes_on = one
            && !single
            && block.tokens.get(end + 1).is_some_and(|next| {
                next.kind == Kind::Word
                    && !next.is_capital()
                    && !next.class.is(lexicon::PREPOSITION
                        | lexicon::CONJUNCTION
                        | lexicon::AUXILIARY
                        | lexicon::DETERMINER
                        | lexicon::PRONOUN
                        | lexicon::NOT_COUNTED
                        | lexicon::PAST_VERB
                        | lexicon::PLAIN_VERB
                        | lexicon::RELATIVE
                        | lexicon::EXTENT)
                    && !["s", "ed", "ing", "ly"]
                        .iter()
                        .any(|ending| block.ends(end + 1, ending))
            });
        if one && !compound && !is_adjective(word) && !goes_on {
            return Some(made(block, first, end));
        }
        words += usize::from(!part_of_compound);
        end += 1;
    }
    at_end(block, first, end, one)
}

/// Whether the "and" at token `at` stands inside a noun phrase, between two names or two adjectives.
fn joins(block: &Block<'_>, at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|at| block.tokens.get(at)),
        block.tokens.get(at + 1),
    ) else {
        return false;
    };
    let alike = before.kind == Kind::Word
        && after.kind == Kind::Word
        && (before.is_capital() && after.is_capital()
            || is_adjective(block.word(at - 1)) && is_adjective(block.word(at + 1)));
    alike && block.is_any(at, words!["and", "or"])
}

/// Whether the number at token `at` stands inside a name ("Model 3 sedans").
fn model_number(block: &Block<'_>, at: usize) -> bool {
    let named = at
        .checked_sub(1)
        .and_then(|at| block.tokens.get(at))
        .is_some_and(|before| before.is_capital());
    block.kind(at) == Some(Kind::Number) && named && block.kind(at + 1) == Some(Kind::Word)
}

/// The phrase of the words before `end`, where one of them can be counted.
fn at_end(block: &Block<'_>, first: usize, end: usize, one: bool) -> Option<Noun> {
    let last = end.checked_sub(1).filter(|last| *last >= first)?;
    // Nothing plural: a noun that is the same in both ("aircraft"), or none ("300 died").
    let word = block.word(last);
    let unchanged = block.tokens.get(last)?.class.is(lexicon::UNCOUNTED_PLURAL);
    // "a third of those screened": what is counted is not said.
    if last == first && is_participle(word) {
        return None;
    }
    if one || unchanged || (last == first && is_noun_like(word)) {
        return Some(made(block, first, last));
    }
    // "the 12 page document", "a 5 speed manual transmission": the first noun of a compound.
    let plain = |at: usize| {
        block.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && !token.is_capital()
                && !is_participle(block.word(at))
                && !block.ends(at, "ing")
                && !block.ends(at, "ly")
        })
    };
    let compound =
        last > first && plain(first) && plain(first + 1) && !is_adjective(block.word(first));
    compound.then(|| made(block, first, first))
}

fn made(block: &Block<'_>, first: usize, last: usize) -> Noun {
    let before = block.tokens.get(first).map_or(0, |token| token.span.start);
    let head = block.tokens.get(last).map_or(0, |token| token.span.start);
    let adjectives = case::lower(block.text.get(before..head).unwrap_or_default());
    // "3,200 times" are no "time".
    let unit = if block.is(last, word!("times")) {
        "times".to_owned()
    } else {
        singular(block.word(last))
    };
    Noun {
        unit: format!("{adjectives}{unit}"),
        first,
        last,
        apart: false,
        plural: is_plural(block.word(last)) && !matches!(block.word(last), "series" | "species"),
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

/// Whether `word` ends like a past participle ("screened", but not "speed").
fn is_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
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
    let shaped = lower.len() > 4 && ends.iter().any(|end| lower.ends_with(end));
    (shaped && !lower.ends_with("ment") && !lower.ends_with("eed"))
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
    let lower = case::lower(word);
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
