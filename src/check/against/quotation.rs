//! Quotations in the source text.

use super::align::{Step, align};
use super::difference::{self, Place};
use super::unit::{Unit, units};
use super::{Fragment, Quoted, Wording};
use crate::report::{Claim, Detail, Form, Quotation, Report};
use crate::text::runs::{LONGEST, Runs};
use crate::text::words::{Bracket, Word, words};
use crate::text::{Class, Span, lexicon, order};

/// A term in marks of this many words may well be somebody's words, whatever the grammar says.
const PHRASE: usize = 4;
/// A stretch of fewer words is found only word for word.
const SHORTEST_ALTERED: usize = 4;
/// Runs of words that stand more often prove nothing of where a stretch was taken from.
const RARE: usize = 32;
/// Places at which a stretch is laid over the source text to see how well it fits.
const TRIED: usize = 3;
/// How much more the article may have left out without an ellipsis than it has words, in words.
const SLACK: usize = 24;
/// How far behind the stretch before it a short one is looked for, in words.
const NEAR: usize = 400;

/// The classes of words that prove little of who said what.
const FUNCTION: [Class; 6] = [
    lexicon::DETERMINER,
    lexicon::POSSESSIVE,
    lexicon::PRONOUN,
    lexicon::PREPOSITION,
    lexicon::CONJUNCTION,
    lexicon::AUXILIARY,
];

/// The words between one pair of marks.
type Stretch = (Span, Vec<Word>);

/// Compares every quotation of `report`, whose spans count bytes of `text`, with `source`.
pub fn find(text: &str, report: &Report, source: &str) -> Vec<Quoted> {
    let quotations: Vec<(&Claim, &Quotation)> = report
        .claims
        .iter()
        .filter_map(|claim| match &claim.detail {
            Detail::Quotation(quotation) => Some((claim, quotation)),
            _ => None,
        })
        .collect();
    let mut fragments: Vec<(&Claim, Vec<Stretch>)> = Vec::new();
    for (claim, quotation) in quotations {
        let quoted: Vec<Stretch> = quotation
            .quoted
            .iter()
            .map(|&span| (span, words_of(text, span)))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let phrase = quoted.iter().any(|(_, words)| words.len() >= PHRASE);
        let compared = match quotation.form {
            Form::Title => false,
            Form::Scare => phrase,
            Form::Direct | Form::Mixed | Form::Indirect => true,
        };
        if compared && !quoted.is_empty() {
            fragments.push((claim, quoted));
        }
    }
    let wanted: Vec<&[Word]> = fragments
        .iter()
        .flat_map(|(_, quoted)| quoted)
        .map(|(_, words)| words.as_slice())
        .collect();
    let index = Runs::new(source, &wanted);
    fragments
        .iter()
        .map(|(claim, quoted)| compare(text, &index, claim, quoted))
        .collect()
}

fn words_of(text: &str, span: Span) -> Vec<Word> {
    let mut words = words(span.of(text), &|_| true);
    for word in &mut words {
        word.span = word.span.shifted(span.start);
    }
    words
}

fn compare(text: &str, index: &Runs<'_>, claim: &Claim, quoted: &[Stretch]) -> Quoted {
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut near = 0;
    for (span, words) in quoted {
        let (fragment, last) = fragment(text, index, *span, words, near);
        near = last.unwrap_or(near);
        fragments.push(fragment);
    }
    let all = |result| fragments.iter().all(|fragment| fragment.result == result);
    let result = if all(Wording::Verbatim) {
        Wording::Verbatim
    } else if all(Wording::Absent) {
        Wording::Absent
    } else {
        Wording::Altered
    };
    let marked = result == Wording::Altered
        && fragments
            .iter()
            .all(|fragment| fragment.marked || fragment.result == Wording::Verbatim);
    Quoted {
        claim: claim.id.clone(),
        result,
        marked,
        fragments,
    }
}

/// One fragment, and the word of the source text behind it where it was found.
fn fragment(
    text: &str,
    index: &Runs<'_>,
    here: Span,
    words: &[Word],
    near: usize,
) -> (Fragment, Option<usize>) {
    let units = units(text, words);
    let mut found: Vec<Option<Place>> = Vec::with_capacity(units.len());
    let mut last = None;
    for unit in &units {
        let place = locate(
            text,
            index,
            words,
            *unit,
            last.unwrap_or(near),
            last.is_some(),
        );
        if let Some(end) = place.as_ref().and_then(Place::end) {
            last = Some(end);
        }
        found.push(place);
    }
    // What stands before the first stretch that was found may be too short to be found by itself.
    for at in (0..found.len()).rev() {
        if found.get(at).is_some_and(Option::is_none) {
            let behind = found
                .get(at + 1)
                .and_then(Option::as_ref)
                .and_then(Place::start);
            if let (Some(behind), Some(unit), Some(place)) =
                (behind, units.get(at), found.get_mut(at))
            {
                *place = just_before(index, words, *unit, behind);
            }
        }
    }
    let compared = difference::compare(text, index, words, &units, &found);
    let fragment = Fragment {
        here,
        result: compared.result,
        marked: compared.marked,
        there: compared.there,
        differences: compared.differences,
    };
    (fragment, last)
}

/// Where a stretch stands in the source text.
fn locate(
    text: &str,
    index: &Runs<'_>,
    words: &[Word],
    unit: Unit,
    near: usize,
    follows: bool,
) -> Option<Place> {
    let here = words.get(unit.first..unit.end)?;
    let plain = here
        .iter()
        .all(|word| word.bracket == Bracket::None || index.count(word) > 0);
    if plain && let Some(start) = index.find(here, near) {
        // A word or two stand somewhere in any long text; behind another stretch they must stand near it.
        let close = start >= near && start - near <= NEAR;
        if here.len() >= LONGEST || !follows || close {
            return Some(Place {
                steps: (0..here.len())
                    .map(|at| Step::Same(unit.first + at, start + at))
                    .collect(),
            });
        }
    }
    if here.len() < SHORTEST_ALTERED {
        return None;
    }
    let common: Vec<bool> = here
        .iter()
        .map(|word| is_common(text, index, word))
        .collect();
    let mut best: Option<(i32, Place)> = None;
    for start in windows(index, here, near) {
        let from = start.saturating_sub(SLACK / 2 + here.len() / 4);
        let to = (start + here.len() + SLACK + here.len() / 2).min(index.words.len());
        let Some(there) = index.words.get(from..to) else {
            continue;
        };
        let (score, steps) = align(here, there, &common);
        if !fits(here, &common, &steps) || best.as_ref().is_some_and(|(other, _)| *other >= score) {
            continue;
        }
        let steps = steps
            .into_iter()
            .map(|step| shifted(step, unit.first, from))
            .collect();
        best = Some((score, Place { steps }));
    }
    best.map(|(_, place)| place)
}

/// A short stretch right before word `behind` of the source text.
fn just_before(index: &Runs<'_>, words: &[Word], unit: Unit, behind: usize) -> Option<Place> {
    let here = words.get(unit.first..unit.end)?;
    let start = index.find(here, behind.saturating_sub(NEAR))?;
    (start + here.len() <= behind && behind - start <= NEAR).then(|| Place {
        steps: (0..here.len())
            .map(|at| Step::Same(unit.first + at, start + at))
            .collect(),
    })
}

const fn shifted(step: Step, here: usize, there: usize) -> Step {
    match step {
        Step::Same(a, b) => Step::Same(a + here, b + there),
        Step::Changed(a, b) => Step::Changed(a + here, b + there),
        Step::Here(a) => Step::Here(a + here),
        Step::There(b) => Step::There(b + there),
    }
}

/// Whether a word proves little: a function word, or one that stands all over the source text.
fn is_common(text: &str, index: &Runs<'_>, word: &Word) -> bool {
    let count = index.count(word);
    let class = lexicon::classes(word.span.of(text));
    FUNCTION.iter().any(|&function| class.is(function))
        || word.span.len() <= 2
        || (count > 8 && count * 100 > index.words.len())
}

/// Whether enough of the words are the same for the stretch to be the one that is quoted: half of those that
/// prove something and half of all.
fn fits(here: &[Word], common: &[bool], steps: &[Step]) -> bool {
    let (mut telling, mut same_telling, mut same, mut all, mut gaps) = (0, 0, 0, 0, 0);
    for step in steps {
        match *step {
            Step::Same(at, _) => {
                all += 1;
                same += 1;
                let tells = !common.get(at).copied().unwrap_or(true);
                telling += usize::from(tells);
                same_telling += usize::from(tells);
            }
            Step::Changed(at, _) | Step::Here(at) => {
                let bracketed = here
                    .get(at)
                    .is_some_and(|word| word.bracket != Bracket::None);
                all += usize::from(!bracketed);
                telling += usize::from(!bracketed && !common.get(at).copied().unwrap_or(true));
            }
            Step::There(_) => gaps += 1,
        }
    }
    same >= 3
        && same_telling >= 2.min(telling)
        && same_telling * 2 >= telling
        && same * 2 > all
        && gaps <= SLACK + same
}

/// The words of the source text at which the stretch may start, most likely first.
fn windows(index: &Runs<'_>, here: &[Word], near: usize) -> Vec<usize> {
    // Start, word of the stretch, weight: sorted as the triples they are, for which the number check sorts as well.
    let mut votes: Vec<[u64; 3]> = Vec::new();
    for length in 1..=LONGEST {
        for (at, window) in here.windows(length).enumerate() {
            let Some(places) = index.places(window) else {
                continue;
            };
            // A single word must be rarer to say anything.
            if places.count > if length == 1 { RARE / 4 } else { RARE } {
                continue;
            }
            // Places count from one length before the text, so that a start before it is no negative number.
            let start = |place: usize| (place + here.len() - at) as u64;
            let vote = |&place| [start(place), at as u64, length as u64];
            votes.extend(places.first.iter().map(vote));
        }
    }
    order::sort(&mut votes);
    let reach = here.len() / 2 + 6;
    // The heaviest first; of equals the first at or behind the stretch before.
    let mut sums: Vec<[u64; 3]> = Vec::with_capacity(votes.len());
    let mut head = 0;
    let mut sum = 0;
    for &[start, _, weight] in &votes {
        sum += weight;
        while let Some(&[first, _, weight]) = votes.get(head)
            && first + (reach as u64) < start
        {
            sum -= weight;
            head += 1;
        }
        let first = votes.get(head).map_or(start, |vote| vote[0]);
        let before = first < (near + here.len()) as u64;
        sums.push([u64::MAX - sum, u64::from(before), first]);
    }
    order::sort(&mut sums);
    let mut starts: Vec<usize> = Vec::new();
    for [sum, _, start] in sums {
        if u64::MAX - sum < 3 || starts.len() == TRIED {
            break;
        }
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        if !starts.iter().any(|other| other.abs_diff(start) <= reach) {
            starts.push(start);
        }
    }
    starts
        .iter()
        .map(|start| start.saturating_sub(here.len()))
        .collect()
}
