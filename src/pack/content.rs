//! What is written of a report, field by field, in the order in which `www/engine/unpack.ts` reads it.

use super::{Packer, Record};
use crate::claim::hash;
use crate::link::{Links, Piece, Shelf, Slot};
use crate::pipeline;
use crate::report::{
    Check, Claim, Comparison, Date, Detail, Link, Person, Quantity, Quotation, Report, Value,
};
use crate::session::Change;
use crate::text::Span;
use crate::text::lookup::Lookup;
use crate::text::offsets::Counter;
use crate::{Article, Options};

/// How many bytes of text are held at once. Texts of one stretch are read once, so it is longer than nearly all articles.
const STRETCH: usize = 1 << 17;

/// Hands over to `take` the report on `article` as [`crate::scan`] makes it, buffer by buffer. The addresses of its links
/// are never put together here.
pub fn scan(article: &Article<'_>, options: &Options<'_>, take: &mut dyn FnMut(&[u32])) {
    let shelf = Shelf::of(options.own_targets);
    let counter = Counter::new(article.text, options.offsets);
    let mut to = Packer::default();
    let rest = pipeline::read(article, &shelf, STRETCH, &mut |mut claim, links| {
        counter.claim(&mut claim);
        to.record(Record::Claim);
        to.claim(&claim);
        to.made(&links, &shelf);
        if to.is_full() {
            to.hand_over(take);
        }
    });
    to.hand_over(take);
    let findings = rest.findings.settled(rest.ids.len());
    rest.chains.each(&findings, |at, related| {
        to.related(at, related);
        if to.is_full() {
            to.hand_over(take);
        }
    });
    let mut people = rest.people;
    counter.people(&mut people);
    to.people_of(&people, take);
    drop(people);
    for finding in findings {
        to.record(Record::Check);
        to.check(&finding.check(&|_| None), |to| to.places(&finding.claims));
        if to.is_full() {
            to.hand_over(take);
        }
    }
    to.end(&article.name(), rest.worth, take);
}

/// Hands over a report that is there already.
pub fn report(report: &Report, take: &mut dyn FnMut(&[u32])) {
    let mut places: Lookup<usize> = Lookup::with_capacity(report.claims.len());
    for (at, claim) in report.claims.iter().enumerate() {
        *places.of(hash(claim.id.as_bytes())) = at;
    }
    let placed = |ids: &[String]| -> Vec<usize> {
        let known = ids.iter().filter_map(|id| places.get(hash(id.as_bytes())));
        known.copied().collect()
    };
    let mut to = Packer::default();
    for claim in &report.claims {
        to.record(Record::Claim);
        to.claim(claim);
        to.links(&claim.links);
        if to.is_full() {
            to.hand_over(take);
        }
    }
    for (at, claim) in report.claims.iter().enumerate() {
        to.related(at, &placed(&claim.related));
        if to.is_full() {
            to.hand_over(take);
        }
    }
    to.people_of(&report.people, take);
    for check in &report.checks {
        to.record(Record::Check);
        to.check(check, |to| to.places(&placed(&check.claims)));
        if to.is_full() {
            to.hand_over(take);
        }
    }
    to.end(&report.id, report.worth, take);
}

/// What an edit has changed.
#[must_use]
pub fn change(change: &Change) -> Vec<u32> {
    let mut to = Packer::default();
    to.text(&change.id);
    to.number(change.worth);
    to.count(change.from);
    to.count(change.to);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    to.number(change.by as f64);
    to.count(change.removed.len());
    for id in &change.removed {
        to.id(id);
    }
    to.count(change.added.len());
    for placed in &change.added {
        to.count(placed.at);
        to.claim(&placed.claim);
        to.links(&placed.claim.links);
        to.ids(&placed.claim.related);
        to.places(&placed.claim.checks);
    }
    to.count(change.related.len());
    for related in &change.related {
        to.id(&related.claim);
        to.ids(&related.related);
    }
    to.option(change.people.as_deref(), |to, people| {
        to.word(1);
        to.people(people);
    });
    to.option(change.checks.as_deref(), |to, checks| {
        to.word(1);
        to.checks(checks);
    });
    to.finish()
}

impl Packer {
    /// Those that are related to the claim at `at`; nothing where there are none.
    fn related(&mut self, at: usize, related: &[usize]) {
        if !related.is_empty() {
            self.record(Record::Related);
            self.count(at);
            self.places(related);
        }
    }

    fn people_of(&mut self, people: &[Person], take: &mut dyn FnMut(&[u32])) {
        for person in people {
            self.record(Record::Person);
            self.person(person);
            if self.is_full() {
                self.hand_over(take);
            }
        }
    }

    fn end(&mut self, id: &str, worth: f64, take: &mut dyn FnMut(&[u32])) {
        self.record(Record::End);
        self.text(id);
        self.number(worth);
        self.hand_over(take);
    }

    /// All but its links, which follow, and what other claims have to do with it.
    fn claim(&mut self, claim: &Claim) {
        self.id(&claim.id);
        self.span(claim.span);
        self.span(claim.sentence);
        self.number(claim.worth);
        self.count(claim.reasons.len());
        for reason in &claim.reasons {
            self.cow(reason);
        }
        self.option(claim.source.as_ref(), |to, source| {
            to.text(&source.name);
            to.span(source.span);
        });
        self.shared(claim.detail.kind());
        match &claim.detail {
            Detail::Quantity(quantity) => self.quantity(quantity),
            Detail::Date(date) => self.date(date),
            Detail::Comparison(comparison) => self.comparison(comparison),
            Detail::Quotation(quotation) => self.quotation(quotation),
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.value(quantity.value);
        self.option(quantity.unit.as_ref(), Self::cow);
        self.option(quantity.currency, Self::shared);
        self.option(quantity.dimension, Self::shared);
        self.shared(quantity.modifier.sign());
        self.option(quantity.measured.as_deref(), Self::text);
        self.option(quantity.when.as_ref(), |to, when| {
            to.word(1);
            to.date(when);
        });
        self.option(quantity.place.as_deref(), Self::text);
        self.option(quantity.time.as_deref(), Self::text);
        self.span(quantity.numeral);
    }

    fn date(&mut self, date: &Date) {
        self.option(date.value.as_deref(), Self::text);
        self.shared(date.precision.name());
    }

    fn comparison(&mut self, comparison: &Comparison) {
        self.shared(comparison.relation.name());
        self.text(&comparison.degree);
        self.option(comparison.rank, |to, rank| {
            to.word(1);
            to.word(rank);
        });
        self.option(comparison.measured.as_deref(), Self::text);
        self.maybe(comparison.with);
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.shared(quotation.form.name());
        self.count(quotation.quoted.len());
        for &quoted in &quotation.quoted {
            self.span(quoted);
        }
        self.maybe(quotation.cue);
        self.maybe(quotation.source);
        self.option(quotation.speaker.as_deref(), Self::text);
        self.word(u32::from(quotation.unclosed));
    }

    fn made(&mut self, links: &Links, shelf: &Shelf<'_>) {
        let slots = links.slots(shelf);
        self.word(u32::BITS - slots.leading_zeros());
        // The words are mostly the query itself: written once.
        let mut query = 0;
        for slot in Slot::ALL.into_iter().take_while(|slot| slots >= slot.bit()) {
            let number = if slots & slot.bit() == 0 {
                0
            } else if slot == Slot::Words && query > 0 && links.words_are_query() {
                query
            } else {
                self.add(&links.slot(slot))
            };
            if slot == Slot::Query {
                query = number;
            }
            self.word(number);
        }
        let count = self.content.len();
        self.word(0);
        for made in links.made(shelf) {
            self.content[count] += 1;
            let (number, new) = self.patterns.number(made.pattern());
            self.word(number);
            if !new {
                continue;
            }
            self.cow(&made.label());
            self.shared(made.target());
            self.cow(&made.why());
            self.shared(made.group().name());
            let at = self.content.len();
            self.word(0);
            made.pieces(&mut |piece| {
                match piece {
                    Piece::Text(text) => self.cow(&text),
                    Piece::Slot(slot) => {
                        self.word(0);
                        self.word(slot as u32);
                    }
                }
                self.content[at] += 1;
            });
        }
    }

    /// Links that are put together already: each is a pattern of its own, of one piece.
    fn links(&mut self, links: &[Link]) {
        self.word(0);
        self.count(links.len());
        for link in links {
            let number = self.patterns.own();
            self.word(number);
            self.cow(&link.label);
            self.shared(link.target);
            self.cow(&link.why);
            self.shared(link.group.name());
            self.word(1);
            self.text(&link.url);
        }
    }

    fn people(&mut self, people: &[Person]) {
        self.count(people.len());
        for person in people {
            self.person(person);
        }
    }

    fn person(&mut self, person: &Person) {
        self.text(&person.name);
        self.count(person.mentions.len());
        for &mention in &person.mentions {
            self.span(mention);
        }
    }

    fn checks(&mut self, checks: &[Check]) {
        self.count(checks.len());
        for check in checks {
            self.check(check, |to| to.ids(&check.claims));
        }
    }

    fn check(&mut self, check: &Check, claims: impl FnOnce(&mut Self)) {
        self.shared(check.kind.name());
        self.shared(check.result.name());
        claims(self);
        self.text(&check.sum);
        self.option(check.value, Self::value);
        self.option(check.unit.as_ref(), Self::cow);
        self.option(check.currency, Self::shared);
    }

    /// Places in a list.
    fn places(&mut self, places: &[usize]) {
        self.count(places.len());
        for &place in places {
            self.count(place);
        }
    }

    fn ids(&mut self, ids: &[String]) {
        self.count(ids.len());
        for id in ids {
            self.id(id);
        }
    }

    /// One number or two, behind how many there are.
    fn value(&mut self, value: Value) {
        match value {
            Value::One(value) => {
                self.word(1);
                self.number(value);
            }
            Value::Range(low, high) => {
                self.word(2);
                self.number(low);
                self.number(high);
            }
        }
    }

    fn span(&mut self, span: Span) {
        self.count(span.start);
        self.count(span.end);
    }

    fn maybe(&mut self, span: Option<Span>) {
        self.option(span, |to, span| {
            to.word(1);
            to.span(span);
        });
    }
}
