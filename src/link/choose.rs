//! Which targets suit a claim.

use super::target::{Country, GENERIC, Place, TARGETS, Target, What};
use super::terms::{Found, Terms, countries};
use crate::report::{Claim, Detail, Form, Group};
use crate::text::Span;

/// What one claim gives for choosing its targets.
pub struct Scene<'a> {
    pub claim: &'a Claim,
    pub terms: &'a Terms,
    /// The part of the text that is read for the claim: its sentence.
    pub around: Span,
    /// The terms in it.
    pub here: &'a [Found],
    /// The words that call the source by name and office, in the text; empty where there is no source.
    pub source: Span,
    /// The terms in the name of who is meant ("he").
    pub name: &'a [Found],
    pub main_country: Option<&'static Country>,
}

/// A target that suits.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub group: Group,
    /// 0 for the source's own body, 1 for a subject of the sentence, 2 for every claim, 3 for what was named before.
    rank: u8,
    pub target: usize,
    /// The word that matched.
    pub topic: &'static str,
}

impl Scene<'_> {
    /// Puts all targets that suit into `choices`, those of each group best first.
    pub fn choices(&self, choices: &mut Vec<Choice>) {
        choices.clear();
        for term in self.terms.within(self.source).iter().chain(self.name) {
            if let What::Speaker(target) = term.what {
                self.add(choices, 0, target, term.text);
            }
        }
        // Somebody's words are published by whoever spoke. A body that is only spoken of has none of them, but one
        // that stands beside the source may be where the source has it from.
        let spoken =
            matches!(self.claim.detail, Detail::Quotation(_)) && self.claim.source.is_some();
        let known = has_primary(choices);
        for term in self.here {
            let inside = self
                .claim
                .span
                .contains(Span::new(term.start, term.start + 1));
            if let What::Topic(target) = term.what
                && !(spoken && (known || inside) && target_at(target).group == Group::Primary)
            {
                self.add(choices, 1, target, term.text);
            }
        }
        for &target in GENERIC {
            self.add(choices, 2, target, "");
        }
        if !has_primary(choices) {
            self.add_near(choices);
        }
    }

    /// Sums of a currency whose body was named before: the article goes on about its plan.
    fn add_near(&self, choices: &mut Vec<Choice>) {
        let Detail::Quantity(quantity) = &self.claim.detail else {
            return;
        };
        let Some(currency) = quantity.currency else {
            return;
        };
        for term in self.terms.before(self.around.start) {
            if let What::Topic(target) = term.what
                && target_at(target).near == Some(currency)
            {
                self.add(choices, 3, target, term.text);
            }
        }
    }

    fn add(&self, choices: &mut Vec<Choice>, rank: u8, at: usize, topic: &'static str) {
        let target = target_at(at);
        let known = choices.iter().any(|choice| choice.target == at);
        if known || !self.kind(target) || !self.place(target) {
            return;
        }
        // Of fact-checks the one that searches them all goes first, then one that knows the country.
        let (group, rank) = match target.group {
            Group::FactCheck => (Group::FactCheck, 0),
            group => (group, rank),
        };
        let choice = Choice {
            group,
            rank,
            target: at,
            topic,
        };
        // Few suit a claim, and most come in order.
        let behind = choices
            .iter()
            .rposition(|before| (before.rank, before.target) < (rank, at));
        choices.insert(behind.map_or(0, |behind| behind + 1), choice);
    }

    fn kind(&self, target: &Target) -> bool {
        match &self.claim.detail {
            Detail::Date(_) => target.date,
            // What is ranked is a number that the text does not give; no table of a unit fits it for sure.
            Detail::Comparison(_) => target.quantity && target.units.is_empty(),
            Detail::Quotation(quotation) => match quotation.form {
                Form::Scare | Form::Title => target.marked,
                Form::Direct | Form::Mixed | Form::Indirect => target.quotation,
            },
            Detail::Quantity(quantity) => {
                let measures = [quantity.dimension, quantity.currency];
                let suits = |unit: &str| measures.contains(&Some(unit));
                // Nobody has checked how long a meeting took.
                let checked =
                    target.group != Group::FactCheck || quantity.dimension != Some("time");
                target.quantity
                    && checked
                    && (target.units.is_empty() || target.units.iter().any(|unit| suits(unit)))
            }
        }
    }

    fn place(&self, target: &Target) -> bool {
        if target.place == Place::None {
            return true;
        }
        if target.group == Group::Statistics {
            return self.country(target.place).is_some();
        }
        let mut named = countries(self.terms.before(self.around.end));
        named.any(|country| target.place.holds(country))
    }

    /// The country by which a table is chosen: the first in the sentence that holds, else the article's own where
    /// the sentence names none.
    pub fn country(&self, place: Place) -> Option<&'static Country> {
        let mut here = countries(self.here).peekable();
        if here.peek().is_none() {
            return self.main_country.filter(|country| place.holds(country));
        }
        here.find(|country| place.holds(country))
    }
}

fn has_primary(choices: &[Choice]) -> bool {
    choices.iter().any(|choice| choice.group == Group::Primary)
}

/// The target that a term names; the build made both tables.
pub fn target_at(at: usize) -> &'static Target {
    &TARGETS[at]
}
