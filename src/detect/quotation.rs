//! Quotation marks paired within one block.
//!
//! House styles differ and texts mix them, so a mark's direction is taken from the mark where it has one and
//! from what stands around it where it has none or is set wrongly. One odd mark spoils nothing: pairing starts
//! anew with each block.

use crate::detect::Marked;
use crate::text::{Block, Kind, Span, word};

/// Which marks close a quotation that a mark opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// “ ” " „ ‟ `` ''
    Double,
    /// ‘ ’ '
    Single,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
}

/// What one mark may do here.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    family: Family,
    opens: bool,
    closes: bool,
    /// A straight mark that is the block's first token.
    opens_block: bool,
    /// A closing mark that may as well be an apostrophe ("players’ home").
    doubtful: bool,
}

/// The marked stretches of `block`, outermost only, in order.
#[must_use]
pub fn detect(block: &Block<'_>) -> Vec<Marked> {
    let marks = marks(block);
    if marks.is_empty() {
        return Vec::new();
    }
    let closers = closers(&marks);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = marks.get(at) {
        if !open.opens {
            at += 1;
            continue;
        }
        let closer = match open.family {
            Family::Single => single_closer(&marks, at),
            _ => closers.get(at).copied().flatten(),
        };
        match closer {
            Some(end) => {
                if let Some(close) = marks.get(end) {
                    found.push(Marked {
                        span: open.span.cover(close.span),
                        unclosed: false,
                    });
                }
                at = end + 1;
            }
            // A single mark that nothing closes is an apostrophe.
            None if open.family == Family::Single => at += 1,
            None => {
                found.push(Marked {
                    span: Span::new(open.span.start, block.text.len()),
                    unclosed: true,
                });
                break;
            }
        }
    }
    found
}

/// For each mark that opens a quotation, but for single ones, the index of the mark that closes it.
///
/// One walk with a stack for each family: to look for each opener's closer anew would take the square of what stands in
/// a block of openers that nothing closes.
fn closers(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut closers = vec![None; marks.len()];
    for family in [Family::Double, Family::Guillemet, Family::SingleGuillemet] {
        let own = || {
            let marks = marks.iter().enumerate();
            marks.filter(|(_, mark)| mark.family == family)
        };
        let mut open = Vec::new();
        for (at, mark) in own() {
            if mark.opens {
                open.push(at);
            } else if mark.closes
                && let Some(closer) = open.pop().and_then(|opener| closers.get_mut(opener))
            {
                *closer = Some(at);
            }
        }
        // A straight mark that opens the block around whole curly pairs is one that nothing closes.
        open.pop_if(|last| marks.get(*last).is_some_and(|mark| mark.opens_block));
        // More openers than closers: the first closer ends the first quotation.
        let mut next = None;
        for (at, mark) in own().rev() {
            if open.pop_if(|last| *last == at).is_some()
                && let Some(closer) = closers.get_mut(at)
            {
                *closer = next;
            }
            if mark.closes && !mark.opens {
                next = Some(at);
            }
        }
    }
    closers
}

/// The index of the mark that closes the single one at `open`. A second opener begins another quotation, so that no mark is
/// looked at for two openers.
fn single_closer(marks: &[Mark], open: usize) -> Option<usize> {
    let mut doubtful = None;
    for (at, mark) in marks.iter().enumerate().skip(open + 1) {
        if mark.family != Family::Single {
            continue;
        }
        if mark.opens {
            break;
        }
        if mark.closes && !mark.doubtful {
            return Some(at);
        }
        if mark.closes {
            doubtful = doubtful.or(Some(at));
        }
    }
    doubtful
}

/// Every quotation mark of the block with what it may do.
fn marks(block: &Block<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut straight_open = false;
    let mut at = 0;
    while let Some(rest) = block.tokens.get(at..) {
        let Some(next) = rest.iter().position(|token| token.kind == Kind::Quote) else {
            break;
        };
        at += next;
        let token = &rest[next];
        let text = token.span.of(block.text);
        // ``doubled'' marks are one.
        let doubled = matches!(text, "`" | "'" | "´" | "‘" | "’")
            && block.word(at + 1) == text
            && block.is_glued(at + 1)
            && !is_inner_closer(block, at, straight_open);
        let last = at + usize::from(doubled);
        let span = block.span(at, last);
        let before = block
            .text
            .get(..span.start)
            .and_then(|head| head.chars().next_back());
        let after = block
            .text
            .get(span.end..)
            .and_then(|tail| tail.chars().next());
        let left = before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '«' | '„' | '…' | ':'
                )
        });
        let right = after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    ')' | ']'
                        | '—'
                        | '–'
                        | '-'
                        | '/'
                        | '.'
                        | ','
                        | ';'
                        | ':'
                        | '!'
                        | '?'
                        | '”'
                        | '"'
                        | '’'
                        | '»'
                        | '…'
                        | '“'
                        | '0'..='9'
                )
        });
        let open_here = left && after.is_some_and(|c| !c.is_whitespace());
        let mut mark = Mark {
            span,
            family: Family::Double,
            opens: false,
            closes: false,
            doubtful: false,
            opens_block: at == 0 && text == "\"",
        };
        match text {
            _ if doubled => {
                mark.opens = matches!(text, "`" | "‘") || (open_here && !straight_open);
                mark.closes = !mark.opens;
                straight_open = mark.opens;
            }
            "“" => {
                // German closes with it; and some set it the wrong way round.
                let german = marks
                    .iter()
                    .rev()
                    .find(|mark| mark.family == Family::Double)
                    .is_some_and(|mark| mark.opens && mark.span.of(block.text) == "„");
                mark.closes = german || (!left && after.is_none_or(char::is_whitespace));
                mark.opens = !mark.closes;
            }
            "„" | "‟" => mark.opens = true,
            "”" => {
                mark.opens = left
                    && before.is_none_or(char::is_whitespace)
                    && after.is_some_and(char::is_alphabetic);
                mark.closes = !mark.opens;
            }
            "\"" | "＂" => {
                let inches = before.is_some_and(|c| c.is_ascii_digit()) && !straight_open;
                if inches {
                    at = last + 1;
                    continue;
                }
                mark.opens = if straight_open {
                    open_here && before.is_none_or(char::is_whitespace) && !right
                } else {
                    open_here || before.is_none()
                };
                mark.closes = !mark.opens;
                straight_open = mark.opens;
            }
            "«" | "»" => {
                mark.family = Family::Guillemet;
                direct(&mut mark, text == "«", left, right, before, after);
            }
            "‹" | "›" => {
                mark.family = Family::SingleGuillemet;
                direct(&mut mark, text == "‹", left, right, before, after);
            }
            "‘" | "‚" | "‛" => {
                mark.family = Family::Single;
                mark.opens = open_here && !is_elision(block, last);
                mark.closes = !left && !mark.opens;
            }
            "'" | "’" => {
                mark.family = Family::Single;
                mark.opens = text == "'" && open_here && !is_elision(block, last);
                mark.closes = !left && right;
                mark.doubtful = mark.closes
                    && before.is_some_and(|c| c == 's' || c == 'z')
                    && after.is_some_and(char::is_whitespace)
                    && block
                        .tokens
                        .get(last + 1)
                        .is_some_and(|next| next.kind == Kind::Word && !next.is_capital());
                let feet = before.is_some_and(|c| c.is_ascii_digit())
                    && after.is_some_and(|c| c.is_ascii_digit());
                if feet {
                    mark.closes = false;
                }
            }
            _ => {}
        }
        marks.push(mark);
        at = last + 1;
    }
    marks
}

/// Whether the first of three marks closes an inner quotation and the other two the outer one.
fn is_inner_closer(block: &Block<'_>, at: usize, open: bool) -> bool {
    let text = block.word(at);
    let third = block.word(at + 2) == text && block.is_glued(at + 2);
    open && third && block.is_glued(at) && !(block.word(at + 3) == text && block.is_glued(at + 3))
}

/// The direction of a guillemet: by its shape, unless it clearly stands the other way round (»German«).
fn direct(
    mark: &mut Mark,
    shape_opens: bool,
    left: bool,
    right: bool,
    before: Option<char>,
    after: Option<char>,
) {
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let turned = if shape_opens {
        right && !left && !spaced(before)
    } else {
        left && !right && spaced(before) && !spaced(after)
    };
    mark.opens = shape_opens != turned;
    mark.closes = !mark.opens;
}

/// Whether the mark at token `at` stands for letters left out: ’90s, ’em, rock ’n’ roll.
fn is_elision(block: &Block<'_>, at: usize) -> bool {
    let next = block.word(at + 1);
    let word = [
        "em", "n", "til", "till", "cause", "tis", "twas", "bout", "round", "cos",
    ]
    .iter()
    .any(|word| next.eq_ignore_ascii_case(word));
    let decade = block.kind(at + 1) == Some(Kind::Number)
        && next.len() == 2
        && (block.is(at + 2, word!("s"))
            || block
                .tokens
                .get(at + 2)
                .is_none_or(|token| token.kind != Kind::Word || !block.is_glued(at + 2)));
    let closed =
        word && block.kind(at + 2) == Some(Kind::Quote) && block.is_glued(at + 2) && next.len() > 1;
    (word && !closed) || decade
}
