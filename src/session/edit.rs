//! One edit, step by step.

use std::ops::Range;

use super::{Change, Kept, Mark, Placed, Related, Session, Shift};
use crate::Article;
use crate::check::{self, Finding, again};
use crate::claim::{self, id};
use crate::detect::{self, Reading};
use crate::link::{Linker, Shelf, Terms};
use crate::people;
use crate::report::{Claim, Person};
use crate::text::lookup::Lookup;
use crate::text::{Span, blocks, offsets, pieces};

/// A check reads some dozens of bytes before a claim, whatever blocks they belong to.
const BYTES: usize = 128;
/// How many blocks `check::repeat` looks at whatever their numbers are.
const HEAD: usize = 4;

/// Which blocks an edit has replaced: `front` before them and `back` behind them are the same as before.
#[derive(Clone, Copy)]
struct Dirty {
    front: usize,
    back: usize,
    /// How many blocks there were, and are.
    before: usize,
    after: usize,
}

impl Dirty {
    fn was(self) -> Range<usize> {
        self.front..self.before - self.back
    }

    fn now(self) -> Range<usize> {
        self.front..self.after - self.back
    }
}

/// Claims that may have changed: where they are now, and what stood there.
struct Touched {
    new: Range<usize>,
    old: Vec<Claim>,
    marks: Vec<Mark>,
}

impl Session {
    /// Puts `with` in the place of the bytes of `span`.
    pub(super) fn replace(&mut self, span: Span, with: &str) -> Change {
        let (span, with) = narrowed(&self.text, span, with);
        let shift = Shift {
            from: span.start,
            removed: span.len(),
            added: with.len(),
        };
        let units = Shift {
            from: self.places.unit(&self.text, self.offsets, span.start),
            removed: offsets::length(span.of(&self.text), self.offsets),
            added: offsets::length(with, self.offsets),
        };
        let text = [
            Span::new(0, span.start).of(&self.text),
            with,
            pieces::from(&self.text, span.end),
        ];
        let text = pieces::joined(&text, "");
        let before = std::mem::replace(&mut self.text, text);
        let dirty = self.read(&before, span, shift);
        self.places.update(
            &self.text,
            self.offsets,
            &self.readings,
            dirty.front,
            dirty.back,
            |unit| unit + units.added - units.removed,
        );
        let people = std::mem::take(&mut self.people);
        let old_counts: Vec<usize> = self.kept.iter().map(|kept| kept.claims).collect();
        let touched = self.claim(dirty, shift);
        let renamed = self.rename(&touched);
        let relinked = self.link(dirty, &touched);
        let (related, checks) = self.check(dirty, &old_counts, &touched, &renamed);
        self.worth = self
            .claims
            .iter()
            .map(|claim| claim.worth)
            .chain(self.kept.iter().map(|kept| kept.worth))
            .fold(0.0, f64::max);
        self.change(
            shift, units, touched, renamed, relinked, related, &people, checks,
        )
    }

    /// Splits the text into blocks and reads those that are new.
    fn read(&mut self, before: &str, span: Span, shift: Shift) -> Dirty {
        let spans = blocks(&self.text);
        let old = |at: usize| {
            let (start, reading) = &self.readings[at];
            Span::new(*start, start + reading.length)
        };
        let most = spans.len().min(self.readings.len());
        let front = (0..most)
            .take_while(|&at| old(at) == spans[at] && spans[at].end <= span.start)
            .count();
        let (last, new_last) = (self.readings.len(), spans.len());
        let back = (1..=most - front)
            .take_while(|&at| {
                let old = old(last - at);
                old.start >= span.end && shift.of(old) == spans[new_last - at]
            })
            .count();
        let dirty = Dirty {
            front,
            back,
            before: last,
            after: new_last,
        };
        let mut gone: Vec<(usize, Reading)> = Vec::new();
        let mut tail = self.readings.split_off(last - back);
        gone.extend(self.readings.drain(front..));
        let old_names = names(before, &gone);
        // Blocks that were moved are known by their text; another text with the same hash is read anew.
        let mut known: Lookup<Vec<(usize, &str)>> = Lookup::default();
        for (at, (start, reading)) in gone.iter().enumerate() {
            let words = Span::new(*start, start + reading.length).of(before);
            known.of(claim::hash(words.as_bytes())).push((at, words));
        }
        for &span in &spans[dirty.now()] {
            let words = span.of(&self.text);
            let reading = match known
                .get_mut(claim::hash(words.as_bytes()))
                .and_then(Vec::pop)
                .filter(|(_, known)| *known == words)
            {
                Some((at, _)) => std::mem::take(&mut gone[at].1),
                None => detect::read(words),
            };
            self.readings.push((span.start, reading));
        }
        let same = same_names(
            &old_names,
            &names(&self.text, &self.readings[dirty.now()]),
            shift,
        );
        for (start, _) in &mut tail {
            *start = *start + shift.added - shift.removed;
        }
        self.readings.append(&mut tail);
        if same {
            self.registry.shift(|span| shift.of(span));
        } else {
            self.registry = people::registry(&self.text, &self.readings);
        }
        dirty
    }

    /// Makes the claims of the blocks that are new and of those in which somebody else speaks now; moves the others.
    fn claim(&mut self, dirty: Dirty, shift: Shift) -> Vec<Touched> {
        let (attributions, confirmed) =
            people::attributions(&self.text, &self.readings, &self.registry);
        self.people = self.registry.people(&confirmed);
        let article = Article {
            text: &self.text,
            id: None,
            date: self.date,
        };
        let range = self.span_of(dirty.now());
        let mut kept = std::mem::take(&mut self.kept).into_iter();
        let count = self.claims.len();
        let mut old =
            std::mem::replace(&mut self.claims, Vec::with_capacity(count + 8)).into_iter();
        let mut marks =
            std::mem::replace(&mut self.marks, Vec::with_capacity(count + 8)).into_iter();
        let mut touched = Vec::new();
        for (at, attributions) in attributions.into_iter().enumerate() {
            if at == dirty.front {
                self.drop_old(dirty, &mut kept, &mut old, &mut marks, &mut touched);
            }
            let first = self.claims.len();
            let (start, reading) = &self.readings[at];
            let mut of_block = Kept::default();
            let mut anew = true;
            if !dirty.now().contains(&at) {
                of_block = kept.next().unwrap_or_default();
                // Where the words of a source were edited, they may be others though they stand where they stood.
                let meets = |span: Option<Span>| {
                    span.is_some_and(|span| span.start <= range.end && range.start <= span.end)
                };
                anew = !same_attributions(&of_block.attributions, &attributions, shift)
                    || attributions
                        .iter()
                        .any(|found| meets(found.source) || meets(found.cue));
            }
            if anew {
                let known: Vec<Claim> = old.by_ref().take(of_block.claims).collect();
                let known_marks: Vec<Mark> = marks.by_ref().take(of_block.claims).collect();
                of_block.worth =
                    claim::of_block(&article, *start, reading, &attributions, &mut self.claims);
                of_block.claims = self.claims.len() - first;
                for claim in &self.claims[first..] {
                    self.marks.push(Mark {
                        hash: claim::hash_of(&self.text, claim),
                        id: 0,
                        bonds: check::bonds(claim),
                    });
                }
                if dirty.now().contains(&at) {
                    let words = Span::new(*start, start + reading.length).of(&self.text);
                    of_block.terms = Terms::of_block(words, &reading.tokens);
                    if let Some(last) = touched.last_mut() {
                        last.new.end = self.claims.len();
                    }
                } else {
                    touched.push(Touched {
                        new: first..self.claims.len(),
                        old: known,
                        marks: known_marks,
                    });
                }
            } else {
                for mut claim in old.by_ref().take(of_block.claims) {
                    offsets::spans_of(&mut claim, &mut |span| *span = shift.of(*span));
                    self.claims.push(claim);
                }
                self.marks.extend(marks.by_ref().take(of_block.claims));
            }
            of_block.attributions = attributions;
            self.kept.push(of_block);
        }
        if dirty.front == dirty.after {
            self.drop_old(dirty, &mut kept, &mut old, &mut marks, &mut touched);
        }
        touched
    }

    /// Takes out what was kept of the blocks that are gone.
    fn drop_old(
        &self,
        dirty: Dirty,
        kept: &mut impl Iterator<Item = Kept>,
        old: &mut impl Iterator<Item = Claim>,
        marks: &mut impl Iterator<Item = Mark>,
        touched: &mut Vec<Touched>,
    ) {
        let count = kept.take(dirty.was().len()).map(|kept| kept.claims).sum();
        let at = self.claims.len();
        touched.push(Touched {
            new: at..at,
            old: old.take(count).collect(),
            marks: marks.take(count).collect(),
        });
    }

    /// Gives every claim its id; returns those of claims that had another one.
    fn rename(&mut self, touched: &[Touched]) -> Vec<(usize, String)> {
        // Where the same claims stand in the same order, nothing is counted anew.
        let same = touched.iter().all(|touched| {
            let marks = &self.marks[touched.new.clone()];
            marks.len() == touched.marks.len()
                && marks
                    .iter()
                    .zip(&touched.marks)
                    .all(|(new, old)| new.hash == old.hash)
        });
        if same {
            for touched in touched {
                for (at, old) in touched.new.clone().zip(&touched.marks) {
                    self.marks[at].id = old.id;
                    self.claims[at].id = id::written(old.id);
                }
            }
            return Vec::new();
        }
        // A claim's id counts the equal ones before it: only those that are equal to one that came or went can have another.
        let mut moved: Lookup<bool> = Lookup::default();
        for Touched { new, marks, .. } in touched {
            for mark in self.marks[new.clone()].iter().chain(marks) {
                *moved.of(mark.hash) = true;
            }
        }
        let mut ids = id::Ids::default();
        let mut renamed = Vec::new();
        for (at, (mark, claim)) in self.marks.iter_mut().zip(&mut self.claims).enumerate() {
            if moved.get(mark.hash).is_none() {
                continue;
            }
            let id = ids.next(mark.hash);
            if mark.id != id || claim.id.is_empty() {
                mark.id = id;
                let before = std::mem::replace(&mut claim.id, id::written(id));
                if !before.is_empty() {
                    renamed.push((at, before));
                }
            }
        }
        renamed
    }

    /// Gives links to the claims that are new, and to those before which other things are named now. Returns those of
    /// the latter of which the links have changed.
    fn link(&mut self, dirty: Dirty, touched: &[Touched]) -> Vec<usize> {
        let blocks = self.readings.iter().zip(&self.kept);
        let terms = Terms::join(blocks.map(|((start, _), kept)| (*start, kept.terms.as_slice())));
        let country = terms.main_country().map(|country| country.iso2);
        let first: Vec<(usize, (_, _))> = terms
            .first()
            .iter()
            .map(|found| (found.start, (found.what, found.text)))
            .collect();
        let named: Vec<(_, _)> = first.iter().map(|(_, named)| *named).collect();
        let same = named
            .iter()
            .zip(&self.named)
            .take_while(|(new, old)| new == old)
            .count();
        let all = country != self.country;
        let shelf = Shelf::of(&self.own_targets);
        let article = Article {
            text: &self.text,
            id: None,
            date: self.date,
        };
        let mut linker = Linker::new(&article, &shelf, terms);
        let mut relinked = Vec::new();
        let mut next = 0;
        let touched = touched.iter().map(|touched| touched.new.clone());
        let mut touched = touched.filter(|range| !range.is_empty()).peekable();
        for (at, kept) in self.kept.iter_mut().enumerate() {
            let claims = next..next + kept.claims;
            next = claims.end;
            let before = first.partition_point(|(start, _)| *start < self.readings[at].0);
            let stays = !all && before == kept.named && before <= same;
            kept.named = before;
            while touched.next_if(|range| range.end <= claims.start).is_some() {}
            let anew = dirty.now().contains(&at)
                || touched
                    .peek()
                    .is_some_and(|range| range.contains(&claims.start));
            if stays && !anew {
                continue;
            }
            let (start, reading) = &self.readings[at];
            for index in claims {
                let claim = &mut self.claims[index];
                let links = linker.links(claim, *start, &reading.tokens).list(&shelf);
                if !anew && links != claim.links {
                    relinked.push(index);
                }
                claim.links = links;
            }
        }
        self.named = named;
        self.country = country;
        relinked
    }

    /// Whether the claims that were made anew stand in the places of those that were there before and share with others
    /// what those shared.
    fn are_alike(&self, touched: &[Touched]) -> bool {
        touched.iter().all(|touched| {
            let marks = &self.marks[touched.new.clone()];
            marks.len() == touched.marks.len()
                && marks
                    .iter()
                    .zip(&touched.marks)
                    .all(|(new, old)| new.bonds == old.bonds)
        })
    }

    /// Does the sums that the edit may have changed. Gives the claims to which others are related now, and whether any
    /// of the report's checks have changed.
    ///
    /// Where the claims are alike and the sums the same, only names of claims may have changed in it.
    fn check(
        &mut self,
        dirty: Dirty,
        old_counts: &[usize],
        touched: &[Touched],
        renamed: &[(usize, String)],
    ) -> (Vec<usize>, bool) {
        let counts: Vec<usize> = self.kept.iter().map(|kept| kept.claims).collect();
        let (old_firsts, firsts) = (firsts(old_counts), firsts(&counts));
        let same_near = self.near(dirty, &old_firsts, &firsts);
        let same_repeated = self.repeat(dirty, &firsts);
        let again = self.again(&firsts);
        let same_again = again == self.again;
        self.again = again;
        if same_near && same_repeated && same_again && self.are_alike(touched) {
            let mut names = Names::default();
            for (at, before) in renamed {
                names.add(before, &self.claims[*at].id);
            }
            for touched in touched {
                for (at, old) in touched.new.clone().zip(&touched.old) {
                    self.claims[at].related.clone_from(&old.related);
                    self.claims[at].checks.clone_from(&old.checks);
                    names.add(&old.id, &self.claims[at].id);
                }
            }
            return self.call_anew(&names);
        }
        let all = self.near.iter().chain(&self.repeated).chain(&self.again);
        let findings = check::settled(all, self.claims.len());
        let bonds: Vec<_> = self.marks.iter().map(|mark| mark.bonds).collect();
        let related = check::related(&bonds, &findings);
        let ids: Vec<&String> = self.claims.iter().map(|claim| &claim.id).collect();
        let mut changed = Vec::new();
        for (at, related) in related.iter().enumerate() {
            let known = &self.claims[at].related;
            let same = known.len() == related.len()
                && known
                    .iter()
                    .zip(related)
                    .all(|(id, other)| *id == *ids[*other]);
            if !same {
                let related: Vec<String> =
                    related.iter().map(|other| ids[*other].clone()).collect();
                changed.push((at, related));
            }
        }
        let id = |claim: &usize| ids.get(*claim).map(|id| (*id).clone());
        let checks: Vec<_> = findings.iter().map(|finding| finding.check(&id)).collect();
        let mut of_claim: Vec<(usize, usize)> = Vec::new();
        for (index, finding) in findings.iter().enumerate() {
            of_claim.extend(finding.claims.iter().map(|&claim| (claim, index)));
        }
        for claim in &mut self.claims {
            claim.checks.clear();
        }
        for (claim, index) in of_claim {
            self.claims[claim].checks.push(index);
        }
        let before = std::mem::replace(&mut self.checks, checks);
        let ats = changed.iter().map(|(at, _)| *at).collect();
        for (at, related) in changed {
            self.claims[at].related = related;
        }
        (ats, before != self.checks)
    }

    /// Writes new names of claims where claims and checks name them.
    fn call_anew(&mut self, names: &Names) -> (Vec<usize>, bool) {
        if names.ends == 0 {
            return (Vec::new(), false);
        }
        let mut changed = Vec::new();
        for (at, claim) in self.claims.iter_mut().enumerate() {
            if names.write(&mut claim.related) {
                changed.push(at);
            }
        }
        let checks = self.checks.iter_mut();
        let checks = checks.fold(false, |any, check| names.write(&mut check.claims) | any);
        (changed, checks)
    }

    /// The sums by what stands nearby: those before the edit, those within its reach done anew, and those behind. Whether
    /// they are those that were done before.
    fn near(&mut self, dirty: Dirty, old_firsts: &[usize], firsts: &[usize]) -> bool {
        let edge = self.span_of(dirty.now()).end + BYTES;
        let start = dirty.front.saturating_sub(1);
        let mut end = dirty.now().end;
        while end < dirty.after
            && (end - dirty.now().end <= check::BLOCKS || self.readings[end].0 < edge)
        {
            end += 1;
        }
        let from = start.saturating_sub(check::BLOCKS + 1);
        let scene = check::Scene::of(
            &self.text,
            self.date,
            &self.readings[from..end],
            &self.claims,
            firsts[from]..firsts[end],
        );
        let mut found = Vec::new();
        check::near(&scene, &mut found);
        for kept in &mut self.kept[start..end] {
            kept.keyed.clear();
        }
        for (passage, mut keyed) in again::keyed(&scene) {
            let block = from + scene.passages[passage].number;
            if block >= start {
                keyed.claim -= firsts[block];
                self.kept[block].keyed.push(keyed);
            }
        }
        let old_end = end + dirty.before - dirty.after;
        let (low, high) = (old_firsts[start], old_firsts[old_end]);
        let mut all: Vec<Finding> = Vec::new();
        let (mut within, mut behind) = (Vec::new(), Vec::new());
        for mut finding in std::mem::take(&mut self.near) {
            let last = finding.last();
            if last < low {
                all.push(finding);
            } else if last >= high {
                for claim in &mut finding.claims {
                    *claim = *claim + firsts[end] - high;
                }
                behind.push(finding);
            } else {
                within.push(finding);
            }
        }
        let range = firsts[start]..firsts[end];
        found.retain(|found| range.contains(&found.last()));
        let same = found == within;
        all.append(&mut found);
        all.append(&mut behind);
        self.near = all;
        same
    }

    /// The sums of the headline; whether they are those that were done before.
    fn repeat(&mut self, dirty: Dirty, firsts: &[usize]) -> bool {
        let mut numbers = 0;
        let mut head = 0;
        while head < self.readings.len() && (head < HEAD || numbers < check::repeat::REACH) {
            if head > 0 {
                numbers += self.readings[head].1.quantities.len();
            }
            head += 1;
        }
        if dirty.front > head.max(self.head) {
            return true;
        }
        self.head = head;
        let before = std::mem::take(&mut self.repeated);
        let scene = check::Scene::of(
            &self.text,
            self.date,
            &self.readings[..head],
            &self.claims,
            0..firsts[head],
        );
        check::repeat::check(&scene, &mut self.repeated);
        self.repeated == before
    }

    /// What is measured twice with two numbers.
    fn again(&self, firsts: &[usize]) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut pairs = again::Pairs::default();
        for (block, kept) in self.kept.iter().enumerate() {
            for keyed in &kept.keyed {
                let at = firsts[block] + keyed.claim;
                let Some(claim) = self.claims.get(at) else {
                    continue;
                };
                let placed = again::Placed {
                    block,
                    claim: at,
                    sentence: claim.sentence,
                    keyed,
                };
                found.extend(pairs.next(&self.text, placed, again::measured(claim)));
            }
        }
        found
    }

    /// From the start of the first of some blocks to the end of the last.
    fn span_of(&self, blocks: Range<usize>) -> Span {
        let start = self.readings.get(blocks.start);
        let start = start.map_or(self.text.len(), |(start, _)| *start);
        let last = self.readings[..blocks.end].last();
        let end = last.map_or(0, |(start, reading)| start + reading.length);
        Span::new(start.min(end), end.max(start))
    }

    /// Says what has changed.
    #[expect(
        clippy::too_many_arguments,
        reason = "each step of the edit has its part"
    )]
    fn change(
        &self,
        shift: Shift,
        units: Shift,
        touched: Vec<Touched>,
        renamed: Vec<(usize, String)>,
        relinked: Vec<usize>,
        related: Vec<usize>,
        people: &[Person],
        checks: bool,
    ) -> Change {
        let mut removed = Vec::new();
        let mut added = vec![false; self.claims.len()];
        for (at, id) in renamed {
            added[at] = true;
            removed.push(id);
        }
        for at in relinked {
            if !std::mem::replace(&mut added[at], true) {
                removed.push(self.claims[at].id.clone());
            }
        }
        // Claims that stand anew in the place of others have nothing related to compare with; the others have.
        let mut anew = vec![false; self.claims.len()];
        let mut other: Vec<usize> = Vec::new();
        for Touched { new, old, .. } in touched {
            anew[new.clone()].fill(true);
            // Those that stay keep their order.
            let mut next = new.start;
            let mut known: Lookup<usize> = Lookup::default();
            if !old.is_empty() {
                for at in new.clone() {
                    *known.of(claim::hash(self.claims[at].id.as_bytes())) = at;
                }
            }
            for mut old in old {
                let id = std::mem::take(&mut old.id);
                let related = std::mem::take(&mut old.related);
                let same = known
                    .get(claim::hash(id.as_bytes()))
                    .copied()
                    .filter(|at| *at >= next);
                match same.filter(|&at| is_same(old, &self.claims[at], shift)) {
                    Some(at) => {
                        if related != self.claims[at].related {
                            other.push(at);
                        }
                        added[next..at].fill(true);
                        next = at + 1;
                    }
                    None => removed.push(id),
                }
            }
            added[next..new.end].fill(true);
        }
        let same_people = people.len() == self.people.len()
            && people.iter().zip(&self.people).all(|(old, new)| {
                old.name == new.name
                    && old.mentions.len() == new.mentions.len()
                    && old
                        .mentions
                        .iter()
                        .zip(&new.mentions)
                        .all(|(old, new)| !shift.is_inside(*old) && shift.of(*old) == *new)
            });
        let units_of = |bytes: &[usize]| self.places.units(&self.text, self.offsets, bytes);
        let placed = added.iter().enumerate().filter(|(_, added)| **added);
        let placed = placed.map(|(at, _)| Placed {
            at,
            claim: self.claims[at].clone(),
        });
        let mut placed: Vec<Placed> = placed.collect();
        offsets::rewrite(
            |visit| {
                for Placed { claim, .. } in &mut placed {
                    offsets::spans_of(claim, visit);
                }
            },
            units_of,
        );
        let people = (!same_people).then(|| {
            let mut people = self.people.clone();
            offsets::rewrite(
                |visit| {
                    let mentions = people.iter_mut().flat_map(|person| &mut person.mentions);
                    mentions.for_each(visit);
                },
                units_of,
            );
            people
        });
        Change {
            id: self.name(),
            worth: self.worth,
            from: units.from,
            to: units.from + units.removed,
            by: units.added.cast_signed() - units.removed.cast_signed(),
            removed,
            added: placed,
            related: related
                .into_iter()
                .filter(|at| !added[*at] && !anew[*at])
                .chain(other)
                .map(|at| Related {
                    claim: self.claims[at].id.clone(),
                    related: self.claims[at].related.clone(),
                })
                .collect(),
            people,
            checks: checks.then(|| self.checks.clone()),
        }
    }
}

/// What claims are called now, by what they were called.
#[derive(Default)]
struct Names {
    names: Lookup<String>,
    /// A bit for each ending of the old names: nearly all ids that are asked for end otherwise.
    ends: u64,
}

impl Names {
    fn add(&mut self, before: &str, now: &str) {
        if before != now {
            now.clone_into(self.names.of(claim::hash(before.as_bytes())));
            self.ends |= Self::end(before);
        }
    }

    /// Writes new names for old ones, and says whether there were any.
    fn write(&self, ids: &mut [String]) -> bool {
        let mut any = false;
        for id in ids {
            if self.ends & Self::end(id) != 0
                && let Some(now) = self.names.get(claim::hash(id.as_bytes()))
            {
                now.clone_into(id);
                any = true;
            }
        }
        any
    }

    /// The bit for the last two of an id's digits.
    fn end(id: &str) -> u64 {
        match id.as_bytes() {
            [.., tens, ones] => 1 << ((tens << 3 ^ ones) & 63),
            _ => 1,
        }
    }
}

/// The index of the first claim of each block, and behind them how many there are.
fn firsts(counts: &[usize]) -> Vec<usize> {
    let mut sum = 0;
    let firsts = counts.iter().map(|count| {
        let first = sum;
        sum += count;
        first
    });
    let mut firsts: Vec<usize> = firsts.collect();
    firsts.push(sum);
    firsts
}

/// The same edit without what stays at its start and end.
fn narrowed<'a>(text: &str, span: Span, with: &'a str) -> (Span, &'a str) {
    let old = span.of(text);
    let same = |(a, b): &(char, char)| a == b;
    let front = old.chars().zip(with.chars()).take_while(same);
    let front: usize = front.map(|(c, _)| c.len_utf8()).sum();
    let (old, with) = (pieces::from(old, front), pieces::from(with, front));
    let back = old.chars().rev().zip(with.chars().rev()).take_while(same);
    let back: usize = back.map(|(c, _)| c.len_utf8()).sum();
    let span = Span::new(span.start + front, span.end - back);
    (span, Span::new(0, with.len() - back).of(with))
}

/// A name of a block: where it stands, its words, those of its title, and what else of it tells people apart.
type Name = (Span, String, Option<String>, bool, Option<people::Gender>);

fn names(text: &str, readings: &[(usize, Reading)]) -> Vec<Name> {
    let names = readings.iter().flat_map(|(start, reading)| {
        let words = move |span: Span| span.shifted(*start).of(text).to_owned();
        reading.names.iter().map(move |name| {
            (
                name.span.shifted(*start),
                words(name.span),
                name.title.map(words),
                name.sure,
                name.gender,
            )
        })
    });
    names.collect()
}

/// Whether the names are the same and have only moved.
fn same_names(old: &[Name], new: &[Name], shift: Shift) -> bool {
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            shift.of(old.0) == new.0
                && (&old.1, &old.2, old.3, old.4) == (&new.1, &new.2, new.3, new.4)
        })
}

fn same_attributions(
    old: &[people::Attribution],
    new: &[people::Attribution],
    shift: Shift,
) -> bool {
    let moved = |span: Option<Span>| span.map(|span| shift.of(span));
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            moved(old.cue) == new.cue
                && moved(old.source) == new.source
                && old.speaker == new.speaker
        })
}

/// Whether `old` has only moved; its id, what is related to it and which checks it has is looked at elsewhere.
fn is_same(mut old: Claim, new: &Claim, shift: Shift) -> bool {
    let mut inside = false;
    offsets::spans_of(&mut old, &mut |span| {
        inside |= shift.is_inside(*span);
        *span = shift.of(*span);
    });
    old.id.clone_from(&new.id);
    old.related.clone_from(&new.related);
    old.checks.clone_from(&new.checks);
    !inside && old == *new
}
