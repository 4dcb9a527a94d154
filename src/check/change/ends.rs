//! Which numbers are the two ends of a change, and which says how much it was.

use super::APART;
use crate::check::scene::{Figure, Scene};
use crate::check::word;
use crate::report::Modifier;
use crate::text::{Block, Kind, lexicon, word, words};

/// How far before a number its change verb is looked for.
const REACH: usize = 9;

/// What the words before a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    From,
    To,
    Other,
}

/// Both ends of a change and how much the text says it was.
pub struct Ends {
    pub from: usize,
    pub to: usize,
    pub stated: Option<usize>,
    /// Whether something is said to have moved from one to the other, and not just to be compared with it.
    pub moved: bool,
    /// The last figure in it.
    pub last: usize,
}

pub fn role(block: &Block<'_>, figure: &Figure<'_>) -> Role {
    let mut plain = true;
    // "5 million more" is no end of a change.
    let more = words!["more", "fewer", "less"];
    if block.is_any(figure.numeral_last + 1, more) {
        return Role::Other;
    }
    for back in 1..=6 {
        let Some(at) = figure.first.checked_sub(back) else {
            return Role::Other;
        };
        let Some(token) = block.tokens.get(at) else {
            return Role::Other;
        };
        if block.is(at, word!("from")) {
            return Role::From;
        }
        if block.is_any(at, words!["to", "with"]) {
            let beside = at
                .checked_sub(1)
                .is_some_and(|before| block.is(before, word!("compared")));
            return match (beside, block.is(at, word!("to")) && plain) {
                (true, _) => Role::From,
                (false, true) => Role::To,
                (false, false) => Role::Other,
            };
        }
        // "against €5m"; "down 40% on the €5m of last year"
        let percent = || {
            let before = at.checked_sub(1);
            before
                .is_some_and(|before| word::is(block.word(before), &["%", "percent", "cent", "pc"]))
        };
        if plain && word::is(block.word(at), word::BESIDE) || block.is(at, word!("on")) && percent()
        {
            return Role::From;
        }
        let stops = token.class.is(lexicon::AUXILIARY
            | lexicon::PRONOUN
            | lexicon::CONJUNCTION
            | lexicon::RISE
            | lexicon::FALL);
        let joint = token.kind == Kind::Clitic || block.is(at, word!("-"));
        if stops && !token.class.is(lexicon::DETERMINER) || token.kind != Kind::Word && !joint {
            return Role::Other;
        }
        let light = token
            .class
            .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::HEDGE);
        plain &= light || block.is(at, word!("record"));
    }
    Role::Other
}

/// The change whose "from" or whose first number is figure `at`.
pub fn pair(scene: &Scene<'_>, at: usize) -> Option<Ends> {
    let here = scene.figures.get(at)?;
    let block = scene.block(here)?;
    let stated_first = is_change(block, here);
    let first = at + usize::from(stated_first);
    let offset = |by: isize| scene.near(first, by);
    let one = offset(0)?;
    // "range from $5 to $10, up 20% from $4": the ten belongs to the five.
    let taken = scene
        .near(at, -1)
        .is_some_and(|before| role(block, before) == Role::From && role(block, here) == Role::To);
    if taken || stated_first && (one.passage != here.passage || one.sentence != here.sentence) {
        return None;
    }
    let open = if stated_first {
        gap(here, one).is_some_and(|gap| gap <= APART) && is_smooth(block, here.last, one.first)
            || leads_on(block, here, one)
    } else {
        true
    };
    if !open {
        return None;
    }
    let two = offset(1)?;
    // "to 45, up 3% from 43.7": the change stands between the ends.
    let between = is_change(block, two) && role(block, two) == Role::Other;
    let (other, index, middle) = match offset(2) {
        Some(three) if between && !stated_first => (three, first + 2, Some(first + 1)),
        _ if between => return None,
        _ => (two, first + 1, None),
    };
    if !one.same_unit(other) || gap(one, other)? > APART + if between { 6 } else { 0 } {
        return None;
    }
    let mut compared = false;
    let ends = match (role(block, one), role(block, other)) {
        (Role::From, Role::To) => {
            if !moved(block, one, stated_first) {
                return None;
            }
            (first, index)
        }
        (Role::To, Role::From) => (index, first),
        (Role::Other, Role::From) => {
            // "$1.1bn, up from $850m", "22, compared with 20"; but not "$5 in change from $10".
            let set = linked(block, one.last, other.first) || middle.is_some();
            if !set {
                return None;
            }
            compared = (one.last + 1..other.first).all(|at| !block.is(at, word!("from")));
            (index, first)
        }
        _ => return None,
    };
    let mut last = index;
    let stated = middle.or(stated_first.then_some(at)).or_else(|| {
        let behind = scene.near(index, 1)?;
        is_appended(block, other, behind).then(|| {
            last = index + 1;
            last
        })
    });
    Some(Ends {
        from: ends.0,
        to: ends.1,
        stated,
        moved: !compared,
        last,
    })
}

/// "rose by 25 percent in a year of storms, from 2.18 percent to": the ends stand behind a comma.
fn leads_on(block: &Block<'_>, stated: &Figure<'_>, from: &Figure<'_>) -> bool {
    let behind = from.first.checked_sub(2);
    let comma =
        behind.is_some_and(|at| block.is(at, word!(",")) && block.is(at + 1, word!("from")));
    let apart = gap(stated, from).unwrap_or(usize::MAX);
    comma
        && apart <= 2 * APART
        && (stated.last + 1..from.first).all(|at| {
            block.tokens.get(at).is_some_and(|token| {
                !token
                    .class
                    .is(lexicon::RISE | lexicon::FALL | lexicon::CONJUNCTION)
                    && !block.is_any(at, words![";", ":", "("])
            })
        })
}

/// How many tokens stand between two figures.
pub fn gap(one: &Figure<'_>, other: &Figure<'_>) -> Option<usize> {
    other.first.checked_sub(one.last + 1)
}

/// Whether no clause ends between the tokens.
pub fn is_smooth(block: &Block<'_>, last: usize, first: usize) -> bool {
    (last + 1..first.min(last + 1 + APART)).all(|at| {
        let token = block.tokens.get(at);
        !block.is_any(at, words![",", ";", ":", "(", ")", "—", "–"])
            && token.is_none_or(|token| !token.class.is(lexicon::CONJUNCTION))
    })
}

/// Whether "up from", "down from", "compared with" or the like stands between the tokens.
fn linked(block: &Block<'_>, last: usize, first: usize) -> bool {
    (last + 1..first.min(last + 1 + APART)).any(|at| {
        let next = block.is(at + 1, word!("from"));
        (next && block.is_any(at, words!["up", "down"]))
            || block.is(at, word!("compared"))
            || word::is(block.word(at), word::BESIDE)
    }) && (last + 1..first).all(|at| !block.is(at, word!(";")))
}

/// Whether a change verb stands before the figure, not too far.
fn moved(block: &Block<'_>, figure: &Figure<'_>, stated: bool) -> bool {
    stated
        || (1..=REACH)
            .filter_map(|back| figure.first.checked_sub(back))
            .take_while(|&at| !block.is_any(at, words![".", ";", ":"]))
            .any(|at| {
                block.tokens.get(at).is_some_and(|token| {
                    token
                        .class
                        .is(lexicon::RISE | lexicon::FALL | lexicon::MULTIPLE)
                })
            })
}

/// Whether the figure says by how much something changed: "rose 3%", "a fall of 35%", "a 5% rise", "doubled".
pub fn is_change(block: &Block<'_>, figure: &Figure<'_>) -> bool {
    if figure.is_range {
        return false;
    }
    let turned = matches!(figure.quantity.modifier, Modifier::Up | Modifier::Down);
    if figure.is("ratio") {
        return turned;
    }
    let class = |at: usize| {
        block
            .tokens
            .get(at)
            .map(|token| token.class)
            .unwrap_or_default()
    };
    let noun = class(figure.last + 1).is(lexicon::CHANGE_NOUN);
    let Some(before) = figure.first.checked_sub(1) else {
        return noun;
    };
    let by = block.is_any(before, words!["by", "of"]);
    let at = if by {
        before.checked_sub(1)
    } else {
        Some(before)
    };
    let verb = at.is_some_and(|at| {
        class(at).is(lexicon::RISE | lexicon::FALL)
            && (!block.is(before, word!("of")) || class(at).is(lexicon::CHANGE_NOUN))
    });
    // "grew sales by 35%" has its object before "by".
    verb || noun || (block.is(before, word!("by")) && turned)
}

/// Whether `behind` says right after a pair by how much it changed: ", a fall of 35%", "(up 3%)", ", or 35%".
fn is_appended(block: &Block<'_>, last: &Figure<'_>, behind: &Figure<'_>) -> bool {
    let Some(apart) = gap(last, behind) else {
        return false;
    };
    if apart == 0 || apart > APART + 3 {
        return false;
    }
    let opener =
        (last.last + 1..behind.first).find(|&at| block.is_any(at, words![",", "(", "—", "–", "-"]));
    let Some(opener) = opener else { return false };
    let next = opener + 1;
    if behind.first == next {
        // "(35%)" or ", 35% more than"
        return block.is(opener, word!("("))
            && block.is(behind.last + 1, word!(")"))
            && behind.is_percent();
    }
    let direct = behind.first == next + 1 && block.is_any(next, words!["up", "down", "or"]);
    let article = block.is_any(next, words!["a", "an"]) && behind.first <= next + 4;
    (direct || article) && (is_change(block, behind) || block.is(next, word!("or")))
}
