//! What is written of a report, field by field, in the order in which `www/engine/unpack.ts` reads it.

use super::Packer;
use crate::link::{self, Links, Shelf};
use crate::report::{
    Check, Claim, Comparison, Date, Detail, Link, Person, Quantity, Quotation, Report, Value,
};
use crate::session::Change;
use crate::text::Span;
use crate::{Article, Options};

/// The report on `article` as [`crate::scan`] makes it. The addresses of its links are never put together here.
#[must_use]
pub fn scan(article: &Article<'_>, options: &Options<'_>) -> Vec<u32> {
    let readings = crate::claim::read(article.text);
    let mut report = crate::draft(article, &readings);
    let shelf = Shelf::of(options.own_targets);
    let links = link::links(article, &readings, &shelf, &report.claims);
    drop(readings);
    crate::text::offsets::convert(&mut report, article.text, options.offsets);
    let mut to = Packer::default();
    to.report(&report, |to, at| match links.get(at) {
        Some(links) => to.made(links, &shelf),
        None => to.count(0),
    });
    to.finish()
}

/// A report that is there already.
#[must_use]
pub fn report(report: &Report) -> Vec<u32> {
    let mut to = Packer::default();
    to.report(report, |to, at| match report.claims.get(at) {
        Some(claim) => to.links(&claim.links),
        None => to.count(0),
    });
    to.finish()
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
    fn report(&mut self, report: &Report, mut links: impl FnMut(&mut Self, usize)) {
        self.text(&report.id);
        self.number(report.worth);
        self.count(report.claims.len());
        for (at, claim) in report.claims.iter().enumerate() {
            self.claim(claim);
            links(self, at);
        }
        self.people(&report.people);
        self.checks(&report.checks);
    }

    /// All but its links, which follow.
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
        self.ids(&claim.related);
        self.count(claim.checks.len());
        for &check in &claim.checks {
            self.count(check);
        }
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

    /// An address is a list of pieces; those that claims have in common are written once.
    fn made<'a>(&mut self, links: &'a Links, shelf: &'a Shelf<'a>) {
        let made = links.made(shelf);
        self.count(made.len());
        for made in made {
            self.cow(&made.label);
            self.shared(made.target);
            self.cow(&made.why);
            self.shared(made.group.name());
            let at = self.content.len();
            self.word(0);
            made.pieces(&mut |piece| {
                self.cow(&piece);
                self.content[at] += 1;
            });
        }
    }

    fn links(&mut self, links: &[Link]) {
        self.count(links.len());
        for link in links {
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
            self.text(&person.name);
            self.count(person.mentions.len());
            for &mention in &person.mentions {
                self.span(mention);
            }
        }
    }

    fn checks(&mut self, checks: &[Check]) {
        self.count(checks.len());
        for check in checks {
            self.shared(check.kind.name());
            self.shared(check.result.name());
            self.ids(&check.claims);
            self.text(&check.sum);
            self.option(check.value, Self::value);
            self.option(check.unit.as_ref(), Self::cow);
            self.option(check.currency, Self::shared);
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
