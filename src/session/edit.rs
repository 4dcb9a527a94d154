//! One edit, step by step.

use std::ops::Range;

use super::{Change, Kept, Mark, Placed, Related, Session, Shift};
use crate::Article;
use crate::check::{self, Finding, again};
use crate::claim::{self, id};
use crate::detect::{self, Reading};
use crate::link::{Linker, Shelf, Terms};
use crate::people::{self, Trace};
use crate::report::{Claim, Person};
use crate::text::lookup::{self, Lookup};
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

/// What has been made of the blocks that are new.
#[derive(Default)]
struct Fresh {
    claims: Vec<Claim>,
    kept: Vec<Kept>,
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
        let (dirty, named) = self.read(&before, span, shift);
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
        let touched = self.claim(dirty, shift, named);
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

    /// Splits the text into blocks and reads those that are new. Says whether other people are named now.
    fn read(&mut self, before: &str, span: Span, shift: Shift) -> (Dirty, bool) {
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
        // Blocks that were moved are known by their text; another text with the same hash is read anew.
        let mut known: Lookup<Vec<(usize, &str)>> = Lookup::default();
        let gone = &mut self.readings[dirty.was()];
        for (at, (start, reading)) in gone.iter().enumerate() {
            let words = Span::new(*start, start + reading.length).of(before);
            known.of(claim::hash(words.as_bytes())).push((at, words));
        }
        let old_names = names(before, gone, shift);
        let fresh = spans[dirty.now()].iter().map(|&span| {
            let words = span.of(&self.text);
            let reading = match known
                .get_mut(claim::hash(words.as_bytes()))
                .and_then(Vec::pop)
                .filter(|(_, known)| *known == words)
            {
                Some((at, _)) => std::mem::take(&mut gone[at].1),
                None => detect::read(words),
            };
            (span.start, reading)
        });
        let fresh: Vec<(usize, Reading)> = fresh.collect();
        drop(exchanged(&mut self.readings, dirty.was(), fresh));
        for (start, _) in &mut self.readings[dirty.now().end..] {
            *start = *start + shift.added - shift.removed;
        }
        let unmoved = Shift::default();
        let same = old_names == names(&self.text, &self.readings[dirty.now()], unmoved);
        if same {
            self.registry.shift(|span| shift.of(span));
        } else {
            self.registry = people::registry(&self.text, &self.readings);
        }
        (dirty, !same)
    }

    /// Makes the claims of the blocks that are new and of those in which somebody else speaks now; moves the others.
    ///
    /// Who speaks is looked for from the edit on until it is known as before, and in all blocks where other people are
    /// `named` now.
    fn claim(&mut self, dirty: Dirty, shift: Shift, named: bool) -> Vec<Touched> {
        let mut from = if named { 0 } else { dirty.front };
        while from > 0 && people::is_open(&self.readings[from - 1].1) {
            from -= 1;
        }
        let range = self.span_of(dirty.now());
        // Where the words of a source were edited, they may be others though they stand where they stood.
        let meets = |span: Span| span.start <= range.end && range.start <= span.end;
        let moved = |span: Span| {
            let to = shift.of(span);
            (!shift.is_inside(span) && !meets(to)).then_some(to)
        };
        // The blocks that were replaced are in the list still.
        let old = |at: usize| at + dirty.before - dirty.after;
        let stop = |at: usize, trace: Option<&Trace>| {
            !named
                && at > dirty.now().end
                && !people::is_open(&self.readings[at - 1].1)
                && trace.is_some_and(|trace| self.kept[old(at) - 1].trace.leads_as(trace, &moved))
        };
        let before = from.checked_sub(1).map(|at| &self.kept[at].trace);
        let spoken = people::speakers_from(
            &self.text,
            &self.readings,
            &self.registry,
            from,
            before,
            &stop,
        );
        let to = from + spoken.len();
        let mut first = self.kept[..from].iter().map(|kept| kept.claims).sum();
        let mut touched = Vec::new();
        let mut fresh = Fresh::default();
        for (at, (attributions, trace)) in (from..).zip(spoken) {
            if at == dirty.now().end {
                first += self.put(dirty, first, &mut fresh, &mut touched);
            }
            let article = Article {
                text: &self.text,
                id: None,
                date: self.date,
            };
            let (start, reading) = &self.readings[at];
            if dirty.now().contains(&at) {
                let before = fresh.claims.len();
                let worth =
                    claim::of_block(&article, *start, reading, &attributions, &mut fresh.claims);
                let words = Span::new(*start, start + reading.length).of(&self.text);
                fresh.kept.push(Kept {
                    claims: fresh.claims.len() - before,
                    terms: Terms::of_block(words, &reading.tokens),
                    attributions,
                    trace,
                    worth,
                    ..Kept::default()
                });
                continue;
            }
            let kept = &mut self.kept[at];
            let claims = first..first + kept.claims;
            let same = same_attributions(&kept.attributions, &attributions, shift)
                && !attributions
                    .iter()
                    .flat_map(|found| [found.cue, found.source])
                    .flatten()
                    .any(meets);
            if same {
                first = claims.end;
                move_claims(&mut self.claims[claims], shift);
            } else {
                let mut anew = Vec::new();
                kept.worth = claim::of_block(&article, *start, reading, &attributions, &mut anew);
                kept.claims = anew.len();
                first += anew.len();
                touched.push(self.exchange(claims, anew));
            }
            let kept = &mut self.kept[at];
            (kept.attributions, kept.trace) = (attributions, trace);
        }
        if to <= dirty.now().end {
            first += self.put(dirty, first, &mut fresh, &mut touched);
        }
        move_claims(&mut self.claims[first..], shift);
        let mut confirmed = vec![false; self.registry.len()];
        for (at, kept) in self.kept.iter_mut().enumerate() {
            if at >= to {
                for found in &mut kept.attributions {
                    found.shift(&|span| shift.of(span));
                }
                kept.trace.shift(&|span| shift.of(span));
            }
            for person in &kept.trace.confirmed {
                confirmed[*person] = true;
            }
        }
        self.people = self.registry.people(&confirmed);
        touched
    }

    /// Puts what the new blocks have into the place of what those had that are gone, from claim `first` on. Gives how many
    /// claims there are now.
    fn put(
        &mut self,
        dirty: Dirty,
        first: usize,
        fresh: &mut Fresh,
        touched: &mut Vec<Touched>,
    ) -> usize {
        let Fresh { claims, kept } = std::mem::take(fresh);
        let gone = exchanged(&mut self.kept, dirty.was(), kept);
        let before = gone.iter().map(|kept| kept.claims).sum::<usize>();
        let after = claims.len();
        touched.push(self.exchange(first..first + before, claims));
        after
    }

    /// Puts claims into the place of others.
    fn exchange(&mut self, place: Range<usize>, claims: Vec<Claim>) -> Touched {
        let marks = claims.iter().map(|claim| Mark {
            hash: claim::hash_of(&self.text, claim),
            id: 0,
            bonds: check::bonds(claim),
        });
        let marks = exchanged(&mut self.marks, place.clone(), marks.collect());
        Touched {
            new: place.start..place.start + claims.len(),
            old: exchanged(&mut self.claims, place, claims),
            marks,
        }
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
    /// Indices into `now`.
    places: Lookup<usize>,
    now: Vec<String>,
    /// A bit for each ending of the old names: nearly all ids that are asked for end otherwise.
    ends: u64,
}

impl Names {
    fn add(&mut self, before: &str, now: &str) {
        if before != now {
            *self.places.of(claim::hash(before.as_bytes())) = self.now.len();
            self.now.push(now.to_owned());
            self.ends |= Self::end(before);
        }
    }

    /// Writes new names for old ones, and says whether there were any.
    fn write(&self, ids: &mut [String]) -> bool {
        let mut any = false;
        for id in ids {
            if self.ends & Self::end(id) != 0
                && let Some(place) = self.places.get(claim::hash(id.as_bytes()))
            {
                self.now[*place].clone_into(id);
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

/// Puts `with` into the place of others, and gives those.
///
/// `Vec::splice` comes anew for each type and iterator with the double of this.
fn exchanged<T>(list: &mut Vec<T>, place: Range<usize>, mut with: Vec<T>) -> Vec<T> {
    // Of most keys: nothing behind it has to move.
    if place.len() == with.len() {
        list[place].swap_with_slice(&mut with);
        return with;
    }
    let mut behind = list.split_off(place.end);
    let gone = list.split_off(place.start);
    list.append(&mut with);
    list.append(&mut behind);
    gone
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

/// All that names of blocks tell: where each stands, its words, those of its title, and what else tells people apart, as
/// one hash.
fn names(text: &str, readings: &[(usize, Reading)], shift: Shift) -> u64 {
    let mut all = 0;
    for (start, reading) in readings {
        for name in &reading.names {
            let words = |span: Span| claim::hash(span.shifted(*start).of(text).as_bytes());
            let span = shift.of(name.span.shifted(*start));
            let gender = name.gender.map_or(0, |gender| 1 + gender as u64);
            for part in [
                span.start as u64,
                span.end as u64,
                words(name.span),
                name.title.map_or(0, words),
                2 * gender + u64::from(name.sure),
            ] {
                all = lookup::chained(all, part);
            }
        }
    }
    all
}

fn move_claims(claims: &mut [Claim], shift: Shift) {
    for claim in claims {
        offsets::spans_of(claim, &mut |span| *span = shift.of(*span));
    }
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
