//! A share, its part and its whole: "€90 billion would cover two-thirds of the bill", "a third of the 1,200
//! workers", "four of her 11 employees", "two-thirds of it".

mod some;

use super::antecedent::{self, Antecedent};
use super::finding::Finding;
use super::print;
use super::scene::{Figure, Scene};
use super::word;
use crate::report::CheckKind;
use crate::text::{Block, Kind, lexicon, pieces, word, words};

/// How far behind a share its whole may stand, in tokens.
const REACH: usize = 5;

/// Everything that is said of shares.
pub fn check(scene: &Scene<'_>, found: &mut Vec<Finding>) {
    for (at, figure) in scene.figures.iter().enumerate() {
        let Some(block) = scene.block(figure) else {
            continue;
        };
        if figure.is_share() {
            if let Some(of) = of(block, figure) {
                found.extend(share_of(scene, block, at, figure, of));
            }
        } else if figure.is("count") {
            found.extend(some::check(scene, block, at, figure));
        }
    }
}

/// The token "of" behind the share's numeral and unit.
fn of(block: &Block<'_>, share: &Figure<'_>) -> Option<usize> {
    (share.numeral_last + 1..share.numeral_last + 4)
        .take_while(|&at| {
            at == share.numeral_last + 1 || at <= share.last + 1 && !block.is(at - 1, word!("of"))
        })
        .find(|&at| block.is(at, word!("of")))
}

fn share_of(
    scene: &Scene<'_>,
    block: &Block<'_>,
    at: usize,
    share: &Figure<'_>,
    of: usize,
) -> Option<Finding> {
    let fraction = share.fraction();
    if share.is_range || !(0.0..=1.0).contains(&fraction) || fraction <= 0.0 {
        return None;
    }
    let whole = scene.near(at, 1).filter(|whole| {
        // "the 1,200 at the mill"
        let bare = whole.quantity.dimension.is_none() && whole.value >= 10.0;
        (whole.is_amount() || bare)
            && whole.is_closed()
            && whole.value > 1.0
            && (follows(block, of, whole.first) || is_named(block, of, whole.first))
    });
    let part = part(scene, block, at, share, of);
    // "more than a third of the 1,200" is more than 400; nothing else can be said of it.
    if !share.is_closed() {
        return whole
            .filter(|_| part.is_none())
            .and_then(|whole| implied_part(scene, share, whole));
    }
    match (part, whole) {
        (Some(part), Some(whole)) => both(scene, part.figure(scene)?, share, whole),
        (None, Some(whole)) => implied_part(scene, share, whole),
        (Some(part), None) => implied_whole(scene, part.figure(scene)?, share),
        (None, None) => {
            // "would cover half of the bill": the bill is not what covers it.
            let covered = share
                .first
                .checked_sub(1)
                .is_some_and(|before| covers(block, before).is_some());
            let whole = (!covered)
                .then(|| pronoun(scene, block, at, of))
                .flatten()?;
            implied_part(scene, share, scene.figures.get(whole)?)
        }
    }
}

/// Whether nothing but "the", "its", "all" and the like stands between "of" and the whole.
pub fn follows(block: &Block<'_>, of: usize, first: usize) -> bool {
    first > of
        && first - of <= REACH
        && (of + 1..first).all(|at| {
            block.tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Clitic
                    || token
                        .class
                        .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::HEDGE)
                    || token.is_capital()
                    || block.is(at, word!("total"))
            })
        })
}

/// Whether "of" leads to the whole by its name: "of its debts of €25 million".
fn is_named(block: &Block<'_>, of: usize, first: usize) -> bool {
    let last = first.saturating_sub(1);
    let definite = block.has(of + 1, lexicon::DETERMINER | lexicon::POSSESSIVE);
    definite
        && block.is(last, word!("of"))
        && (of + 3..=of + 5).contains(&last)
        && (of + 2..last).all(|at| {
            block.tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Word
                    && !token.class.is(lexicon::AUXILIARY
                        | lexicon::PREPOSITION
                        | lexicon::CONJUNCTION
                        | lexicon::PRONOUN)
            })
        })
}

/// The amount that is said to be the share.
#[derive(Clone, Copy)]
enum Part {
    /// Index of its figure.
    Here(usize),
    Before(Antecedent),
}

impl Part {
    fn figure<'s, 'a>(self, scene: &'s Scene<'a>) -> Option<&'s Figure<'a>> {
        let at = match self {
            Self::Here(at) => at,
            Self::Before(antecedent) => antecedent.figure,
        };
        scene.figures.get(at)
    }
}

/// What the share before "of" is said to be the value of: the subject of "covers" and its like, or what "or" puts
/// beside it.
fn part(
    scene: &Scene<'_>,
    block: &Block<'_>,
    at: usize,
    share: &Figure<'_>,
    of: usize,
) -> Option<Part> {
    let before = share.first.checked_sub(1)?;
    let amount = |by: isize, end: usize, slack: usize| {
        let figure = scene.near(at, by)?;
        let index = at.checked_add_signed(by)?;
        // "12 of the 20 boats (70% of the value)": the twenty are a whole already.
        let whole = figure.first >= 2
            && block.is(figure.first - 2, word!("of"))
            && block.has(figure.first - 1, lexicon::DETERMINER | lexicon::POSSESSIVE);
        let near = figure.last <= end && end - figure.last <= slack && !whole;
        (near && figure.is_amount() && figure.is_closed()).then_some(Part::Here(index))
    };
    // "€90 billion, or two-thirds of"; "400 workers (a third of the staff)". Without a comma, or with "whichever is
    // larger" behind it, "or" leaves a choice.
    let choice = (share.last + 1..share.last + 12).any(|at| block.is(at, word!("whichever")));
    let or =
        block.is(before, word!("or")) && before > 0 && block.is(before - 1, word!(",")) && !choice;
    if or || block.is(before, word!("(")) {
        return amount(-1, before, 2);
    }
    // "$30 billion — a tenth of what it pays", "400 people, a third of the town’s voters"
    if block.is_any(before, words![",", "—", "–"]) && is_definite(block, of) {
        return amount(-1, before, 1);
    }
    // "55 towns that make up half of the trade" are no half of anything countable.
    let amount = |by: isize, end: usize, slack: usize| {
        amount(by, end, slack).filter(|_| scene.near(at, by).is_some_and(|part| !part.is("count")))
    };
    let verb = covers(block, before)?;
    let mut end = verb.checked_sub(1)?;
    // "which would also cover", "enough to cover"
    while block.tokens.get(end).is_some_and(|token| {
        token.class.is(lexicon::AUXILIARY)
            || block.is_any(end, words!["to", "enough", "only", "also"])
            || block.ends(end, "ly") && token.kind == Kind::Word
    }) {
        end = end.checked_sub(1)?;
    }
    // "€4 billion, accounting for 2% of"
    let aside = usize::from(block.is(end, word!(",")));
    if let Some(part) = amount(-1, end, aside) {
        return Some(part);
    }
    // "a sum of €5m that covers", "the €90 billion loan would cover"
    let relative = block.is_any(end, words!["which", "that"]);
    let noun = if relative {
        let before = end.checked_sub(1)?;
        if block.is(before, word!(",")) {
            before.checked_sub(1)?
        } else {
            before
        }
    } else {
        end
    };
    if let Some(part) = amount(-1, noun, 2)
        && (is_money(block, noun) || relative && amount(-1, noun, 0).is_some())
    {
        return Some(part);
    }
    if let Some(words) = antecedent::money(block, noun) {
        return antecedent::resolve(scene, at, &words, None).map(Part::Before);
    }
    // "It would cover half of": what the sentence before was about.
    let it = block.is_any(end, words!["it", "this", "that"]);
    let opens = block
        .sentences
        .get(share.sentence)
        .is_some_and(|sentence| end <= sentence.tokens.start + 1);
    if it && opens && share.sentence > 0 {
        let (found, named) = antecedent::subject_before(scene, at);
        if named {
            return found.map(Part::Before);
        }
        return sole_before(scene, at, share).map(Part::Here);
    }
    None
}

/// Whether what "of" is of is one certain thing: "the town’s voters", "what it pays".
fn is_definite(block: &Block<'_>, of: usize) -> bool {
    let whole = ["the", "its", "their", "his", "her", "all", "what"];
    word::is(block.word(of + 1), &whole)
        || block.kind(of + 2) == Some(Kind::Clitic)
        || block.kind(of + 3) == Some(Kind::Clitic)
}

fn is_money(block: &Block<'_>, at: usize) -> bool {
    word::is(block.word(at), word::MONEY)
}

/// The verb that ends at token `end`: "covers", "accounts for", "makes up", "is equal to".
fn covers(block: &Block<'_>, end: usize) -> Option<usize> {
    if word::is(block.word(end), word::COVER) {
        return Some(end);
    }
    let verb = end.checked_sub(1)?;
    let two = [
        (
            &words!["account", "accounts", "accounted", "accounting"][..],
            word!("for"),
        ),
        (words!["make", "makes", "made", "making"], word!("up")),
        (
            words!["amount", "amounts", "amounted", "equivalent", "equal"],
            word!("to"),
        ),
        (words!["pay", "pays", "paid"], word!("for")),
    ];
    two.iter()
        .any(|&(verbs, behind)| block.is(end, behind) && block.is_any(verb, verbs))
        .then_some(verb)
}

/// The only amount of money in the sentence before.
fn sole_before(scene: &Scene<'_>, at: usize, share: &Figure<'_>) -> Option<usize> {
    let mut found = None;
    for index in (at.saturating_sub(6)..at).rev() {
        let figure = scene.figures.get(index)?;
        if figure.passage != share.passage || figure.sentence + 1 < share.sentence {
            break;
        }
        if figure.sentence + 1 == share.sentence && figure.is("currency") {
            if found.is_some() {
                return None;
            }
            found = Some(index);
        }
    }
    found.filter(|&index| {
        scene
            .figures
            .get(index)
            .is_some_and(|figure| figure.is_closed() && figure.is_amount())
    })
}

/// The amount that "it" or "the package" behind "of" stands for.
fn pronoun(scene: &Scene<'_>, block: &Block<'_>, at: usize, of: usize) -> Option<usize> {
    if block.is(of + 1, word!("it"))
        || block.is(of + 1, word!("this"))
            && !block.kind(of + 2).is_some_and(|kind| kind == Kind::Word)
    {
        return antecedent::subject_before(scene, at)
            .0
            .map(|found| found.figure);
    }
    let end = (of + 2..of + 5).find(|&end| is_money(block, end))?;
    let ends = block.tokens.get(end + 1).is_none_or(|token| {
        token.kind != Kind::Word
            || token.class.is(lexicon::PREPOSITION
                | lexicon::CONJUNCTION
                | lexicon::AUXILIARY
                | lexicon::RELATIVE)
    });
    let words = antecedent::money(block, end)?;
    let first = block.is_any(of + 1, words!["the", "this", "that"]);
    if !ends || !first || block.is_any(end + 1, words!["of", "for"]) {
        return None;
    }
    antecedent::resolve(scene, at, &words, None)
        .filter(|found| {
            let plain = ["money", "sum", "amount"];
            found.named || words.len() == 1 && word::is(block.word(end), &plain)
        })
        .map(|found| found.figure)
}

fn implied_whole(scene: &Scene<'_>, part: &Figure<'_>, share: &Figure<'_>) -> Option<Finding> {
    let value = part.value / share.fraction();
    let (shown, rounded) = print::like(scene, part, value);
    let figures = [part, share];
    let sum = format!(
        "{} / {} {} {shown} in all",
        print::figure(scene, part),
        print::factor(scene, share),
        print::equals(rounded, &figures),
    );
    Some(Finding::implied(
        CheckKind::Share,
        value,
        part,
        &figures,
        sum,
    ))
}

fn implied_part(scene: &Scene<'_>, share: &Figure<'_>, whole: &Figure<'_>) -> Option<Finding> {
    // "a quarter of a million" is one number.
    let numeral = whole.numeral.of(scene.text);
    let scale_alone = !numeral.contains(|c: char| c.is_ascii_digit())
        && whole.value >= 100.0
        && whole.value.log10().fract() == 0.0;
    if scale_alone {
        return None;
    }
    // "one in five" of a handful is no number of people.
    let value = whole.value * share.fraction();
    if whole.is("count") && whole.value < 10.0 {
        return None;
    }
    let figures = [share, whole];
    let (shown, mut rounded) = if whole.is("count") && whole.value < 1e6 {
        // People and things are whole.
        let whole = value.round();
        (print::decimal(whole, 0), (whole - value).abs() > 1e-6)
    } else {
        print::like(scene, whole, value)
    };
    rounded |= !share.is_percent()
        && share.fraction().fract() != 0.0
        && pieces::has(share.numeral.of(scene.text), "in ");
    let sum = format!(
        "{}{} × {} {} {shown}",
        print::hedge(scene, share),
        print::factor(scene, share).trim_matches(['(', ')']),
        print::figure(scene, whole),
        print::equals(rounded, &figures),
    );
    Some(Finding::implied(
        CheckKind::Share,
        value,
        whole,
        &figures,
        sum,
    ))
}

/// Part, share and whole are all there.
fn both(
    scene: &Scene<'_>,
    part: &Figure<'_>,
    share: &Figure<'_>,
    whole: &Figure<'_>,
) -> Option<Finding> {
    // Of 500 workers 200 may be women.
    let counts = part.is("count") && whole.is("count");
    if !(part.is_like(whole) || counts) || part.value >= whole.value {
        return None;
    }
    let agree = share
        .fraction_interval()
        .meets(part.interval.over(whole.interval));
    let figures = [part, share, whole];
    let percent = part.value / whole.value * 100.0;
    let (shown, rounded) = print::significant(percent, 3);
    let sum = format!(
        "{} / {} {} {shown}%; the text says {}",
        print::bare(scene, part),
        print::bare(scene, whole),
        print::equals(rounded, &figures),
        print::figure(scene, share),
    );
    Some(Finding::compared(CheckKind::Share, agree, &figures, sum))
}
