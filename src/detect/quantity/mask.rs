//! Stretches whose figures are no numbers: addresses on the web, telephone numbers, times of day, tickers.
//!
//! One pass over the tokens. Each rule looks a fixed way ahead, but for what is glued together (an address, a chain of
//! hyphens), and that is stepped over once it is masked.

use crate::text::{Block, Case, Kind, Span};

/// How far into a glued run the "@" of an e-mail address may stand, in tokens.
const LOCAL_PART: usize = 9;

/// The most figures of a row of a table.
const ROW: usize = 32;

/// The masked stretches of a block, in order and apart.
pub fn masked(block: &Block<'_>) -> Vec<Span> {
    let mut masked = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        match stretch(block, at) {
            Some(end) => {
                masked.push(block.span(at, end));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    masked
}

/// The last token of the stretch that starts at token `at`.
fn stretch(block: &Block<'_>, at: usize) -> Option<usize> {
    let token = block.tokens.get(at)?;
    match token.kind {
        Kind::Word => address(block, at).or_else(|| ticker(block, at)),
        Kind::Number => rows(block, at)
            .or_else(|| time(block, at))
            .or_else(|| chain(block, at))
            .or_else(|| telephone(block, at)),
        Kind::Other => match block.word(at) {
            "@" | "#" => name(block, at),
            "+" => international(block, at),
            "(" => area_code(block, at),
            _ => None,
        },
        _ => None,
    }
}

/// The last token of what is glued together from token `at` on.
fn run_end(block: &Block<'_>, at: usize) -> usize {
    let mut end = at;
    while block.is_glued(end + 1) {
        end += 1;
    }
    end
}

/// "https://a.example/5", "www.a.example", "box17@a.example"
fn address(block: &Block<'_>, at: usize) -> Option<usize> {
    if !block.is_glued(at + 1) {
        return None;
    }
    let next = block.word(at + 1);
    let web =
        next == ":" && block.word(at + 2) == "/" && (block.is(at, "http") || block.is(at, "https"))
            || next == "." && block.is(at, "www");
    // Only at the start of a run, so that a long one is looked into once.
    let mail = !block.is_glued(at)
        && (at + 1..at + LOCAL_PART)
            .take_while(|&at| block.is_glued(at))
            .any(|at| block.word(at) == "@");
    (web || mail).then(|| run_end(block, at))
}

/// "XX:SP500.50", "NYSE:AB"
fn ticker(block: &Block<'_>, at: usize) -> Option<usize> {
    let token = block.tokens.get(at)?;
    let market = token.case == Case::Upper && token.span.len() <= 5;
    let joined = block.word(at + 1) == ":" && block.is_glued(at + 1) && block.is_glued(at + 2);
    let sign = block
        .tokens
        .get(at + 2)
        .is_some_and(|sign| sign.case == Case::Upper || sign.kind == Kind::Number);
    (market && joined && sign).then(|| run_end(block, at + 2))
}

/// "#vote20", "@user123"
fn name(block: &Block<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while block.is_glued(end + 1)
        && (matches!(block.kind(end + 1), Some(Kind::Word | Kind::Number))
            || block.word(end + 1) == "_")
    {
        end += 1;
    }
    (end > at).then_some(end)
}

/// The length of the number at token `at` where it is nothing but figures, else 0.
fn figures(block: &Block<'_>, at: usize) -> usize {
    let word = block.word(at);
    let plain =
        block.kind(at) == Some(Kind::Number) && word.bytes().all(|byte| byte.is_ascii_digit());
    if plain { word.len() } else { 0 }
}

/// Whether token `at` is `mark`, glued on both sides.
fn joins(block: &Block<'_>, at: usize, mark: &str) -> bool {
    block.word(at) == mark && block.is_glued(at) && block.is_glued(at + 1)
}

/// "9:30", "1:36.6", "10 p.m.", "9.30pm", "10 o’clock", "20239:53" (a year with a time glued to it), "24/7"
fn time(block: &Block<'_>, at: usize) -> Option<usize> {
    let word = block.word(at);
    let short = (1..=2).contains(&figures(block, at));
    let year =
        (5..=6).contains(&figures(block, at)) && (word.starts_with("19") || word.starts_with("20"));
    let minutes = |at: usize| {
        joins(block, at, ":")
            && block
                .word(at + 1)
                .as_bytes()
                .get(..2)
                .is_some_and(|two| two.iter().all(u8::is_ascii_digit))
    };
    if (short || year) && minutes(at + 1) {
        return Some(if minutes(at + 3) { at + 4 } else { at + 2 });
    }
    if word == "24" && joins(block, at + 1, "/") && block.word(at + 2) == "7" {
        return Some(at + 2);
    }
    let clock = short
        || word
            .split_once('.')
            .is_some_and(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() == 2);
    let part = [
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "a.m",
        "p.m",
        "o'clock",
        "o’clock",
    ]
    .iter()
    .any(|part| block.is(at + 1, part));
    // "9 am" with one space, not over a gap of columns.
    (clock && part).then_some(at + 1)
}

/// "978-3-16-148410-0", "773-654-3103": three numbers and more with hyphens between them.
fn chain(block: &Block<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while joins(block, end + 1, "-") && figures(block, end + 2) > 0 && figures(block, end) > 0 {
        end += 2;
    }
    (end >= at + 4).then_some(end)
}

/// "555-0123", "212 555-0199", "020 7946 0018"
fn telephone(block: &Block<'_>, at: usize) -> Option<usize> {
    if block.is_glued(at) && !matches!(block.word(at.wrapping_sub(1)), "(" | "/" | ":" | "“" | "\"")
    {
        return None;
    }
    let local = |at: usize| {
        figures(block, at) == 3
            && matches!(block.word(at + 1), "-" | ".")
            && block.is_glued(at + 1)
            && block.is_glued(at + 2)
            && figures(block, at + 2) == 4
    };
    if local(at) && block.word(at + 1) == "-" {
        return Some(at + 2);
    }
    if figures(block, at) == 3 && local(at + 1) {
        return Some(at + 3);
    }
    let national = block.word(at).starts_with('0')
        && (3..=5).contains(&figures(block, at))
        && (3..=4).contains(&figures(block, at + 1))
        && (3..=4).contains(&figures(block, at + 2));
    national.then_some(at + 2)
}

/// "(555) 010-0199"
fn area_code(block: &Block<'_>, at: usize) -> Option<usize> {
    (figures(block, at + 1) == 3 && block.word(at + 2) == ")")
        .then(|| telephone(block, at + 3))
        .flatten()
}

/// "+44 20 7946 0018", "+1 (212) 555-0199"
fn international(block: &Block<'_>, at: usize) -> Option<usize> {
    if !(block.is_glued(at + 1) && (1..=3).contains(&figures(block, at + 1))) {
        return None;
    }
    let mut end = at + 1;
    for group in 1..=5 {
        let mark = usize::from(matches!(block.word(end + 1), "-" | "." | "("));
        let number = end + 1 + mark;
        if !(2..=4).contains(&figures(block, number)) {
            return (group > 2).then_some(end);
        }
        end = number + usize::from(block.word(number + 1) == ")");
    }
    Some(end)
}

/// Rows of a table: three figures and more with nothing but spaces between them ("24 16 15 9"), with their sum.
fn rows(block: &Block<'_>, at: usize) -> Option<usize> {
    if block.kind(at + 1) != Some(Kind::Number) {
        return None;
    }
    let mut end = at;
    // A longer row is several; so a run of figures that are no row is not walked again from each.
    while end < at + ROW && block.kind(end + 1) == Some(Kind::Number) && !block.is_glued(end + 1) {
        end += 1;
    }
    // "12 500 000" is one number.
    let thousands = (at + 1..=end).all(|at| figures(block, at) == 3);
    if end < at + 2 || thousands {
        return None;
    }
    let sum = matches!(block.word(end + 1), "–" | "-" | "—" | "=")
        && block.kind(end + 2) == Some(Kind::Number);
    Some(if sum { end + 2 } else { end })
}

#[cfg(test)]
mod tests {
    use super::masked;
    use crate::text::Block;

    fn found(text: &str) -> Vec<&str> {
        let block = Block::parse(text);
        masked(&block).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn whole_addresses_numbers_and_times_are_masked() {
        for (text, want) in [
            (
                "see https://a.example/2026/5?x=7 now",
                "https://a.example/2026/5?x=7",
            ),
            ("see www.a.example/5 now", "www.a.example/5"),
            ("mail box.17@a.example now", "box.17@a.example"),
            ("at 9:30pm now", "9:30"),
            ("in 1:36.6 now", "1:36.6"),
            ("at 9.30 pm now", "9.30 pm"),
            ("at 10 o’clock now", "10 o’clock"),
            ("ring 555-0199 now", "555-0199"),
            ("ring (555) 010-0199 now", "(555) 010-0199"),
            ("ring +44 20 7946 0018 now", "+44 20 7946 0018"),
            ("ring +1 (212) 555-0199 now", "+1 (212) 555-0199"),
            ("ring 020 7946 0018 now", "020 7946 0018"),
            ("open 24/7 now", "24/7"),
            ("the XX:SP500.50 now", "XX:SP500.50"),
            ("book 978-3-16-148410-0 now", "978-3-16-148410-0"),
            ("on 20239:53 now", "20239:53"),
            ("Mill 24 16 15 9 – 64", "24 16 15 9 – 64"),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn plain_numbers_are_not_masked() {
        for text in [
            "5.5 million in 2019",
            "it sold 12 500 000 jars",
            "a 5-10 lead",
            "he got 9 amps",
            "a ratio of 3/4",
            "5 + 3",
            "(300)",
            "from 300 to 400",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
