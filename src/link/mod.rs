//! Links at which a person can check a claim: which targets fit it, and their addresses.
//!
//! A link is only text until a person clicks it. Every address is https and percent-encoded.

mod choose;
mod fill;
mod own;
mod query;
mod target;
mod terms;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ptr;

use self::choose::{Choice, Scene, target_at};
use self::fill::{Fill, Template};
pub(crate) use self::fill::{Piece, Slot};
pub use self::own::{OwnTarget, OwnTargetError};
pub(crate) use self::target::What;
use self::target::{Country, Target};
pub(crate) use self::terms::{Found, Terms};
use crate::Article;
use crate::lex::calendar::Day;
use crate::report::{Claim, Detail, Form, Group, Link};
use crate::text::{Kind, Span, Token, lexicon, pieces};

/// A person reads them all, so there are few.
const MOST_LINKS: usize = 6;

/// The order of the groups in a claim's links, with how many of each at most.
const GROUPS: [(Group, usize); 6] = [
    (Group::Primary, 2),
    (Group::Statistics, 2),
    (Group::FactCheck, 2),
    (Group::News, 1),
    (Group::Archive, 1),
    (Group::Search, 2),
];

/// A sentence longer than this is read only around each claim, so that a text without a full stop
/// costs no more than another.
const LONGEST_SENTENCE: usize = 2_000;
/// How far around the claim such a sentence is read, in bytes.
const REACH: usize = 400;
/// How many words of office before a name belong to it ("White House press secretary").
const MOST_TITLES: usize = 8;
/// How many days before its date others may have written of what an article says.
const DAYS_BEFORE: i32 = 30;

/// The templates of all targets, each taken apart when it is first needed.
pub(crate) struct Shelf<'a> {
    templates: Vec<OnceCell<Option<Template<'static>>>>,
    /// With the templates for claims that quote somebody and for those that do not.
    own: Vec<(&'a OwnTarget, [Template<'a>; 2])>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn of(own: &'a [OwnTarget]) -> Self {
        let mut templates = Vec::new();
        templates.resize_with(target::TARGETS.len(), OnceCell::new);
        let own = own.iter().filter_map(|own| {
            let template = Template::parse(own.template())?;
            let without = template.without_phrase();
            Some((own, [template, without]))
        });
        Self {
            templates,
            own: own.collect(),
        }
    }

    fn template(&self, target: usize) -> Option<&Template<'static>> {
        let parse = || Template::parse(target_at(target).template);
        self.templates.get(target)?.get_or_init(parse).as_ref()
    }
}

/// A target that was chosen for a claim.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    target: usize,
    /// The word and the country that have chosen it, where its address or its reason names them.
    topic: &'static str,
    country: Option<&'static Country>,
}

/// The links of one claim.
#[derive(Debug, Default)]
pub(crate) struct Links {
    fill: Fill,
    chosen: Vec<Chosen>,
}

/// One link of a claim.
pub(crate) struct Made<'a> {
    origin: Origin<'a>,
    template: &'a Template<'a>,
}

#[derive(Clone, Copy)]
enum Origin<'a> {
    Shelf(Chosen),
    /// A target of the person's own, with its place among them and whether it is searched for a quotation.
    Own(&'a OwnTarget, usize, bool),
}

/// Two links of which this is the same differ only in what their claims put into the slots of one template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// A small number.
    pub(crate) target: usize,
    /// By address: both lie in tables.
    pub(crate) topic: usize,
    pub(crate) country: usize,
}

impl<'a> Made<'a> {
    pub(crate) fn pattern(&self) -> Pattern {
        match self.origin {
            Origin::Shelf(chosen) => Pattern {
                target: chosen.target,
                topic: chosen.topic.as_ptr().addr(),
                country: chosen
                    .country
                    .map_or(0, |country| ptr::from_ref(country).addr()),
            },
            Origin::Own(_, at, quotes) => Pattern {
                target: target::TARGETS.len() + 2 * at + usize::from(quotes),
                ..Pattern::default()
            },
        }
    }

    pub(crate) fn label(&self) -> Cow<'static, str> {
        match self.origin {
            Origin::Shelf(chosen) => Cow::Borrowed(target_at(chosen.target).label),
            Origin::Own(own, ..) => Cow::Owned(own.label().to_owned()),
        }
    }

    pub(crate) fn target(&self) -> &'static str {
        match self.origin {
            Origin::Shelf(chosen) => target_at(chosen.target).id,
            Origin::Own(..) => "own",
        }
    }

    pub(crate) fn why(&self) -> Cow<'static, str> {
        match self.origin {
            Origin::Shelf(chosen) => why(target_at(chosen.target), chosen),
            Origin::Own(..) => Cow::Borrowed("a target of your own"),
        }
    }

    pub(crate) fn group(&self) -> Group {
        match self.origin {
            Origin::Shelf(chosen) => target_at(chosen.target).group,
            Origin::Own(own, ..) => own.group(),
        }
    }

    /// Calls `take` with each piece of the address in turn. A borrowed piece lives as long as the shelf.
    pub(crate) fn pieces(&self, take: &mut dyn FnMut(Piece<'a>)) {
        let (topic, country) = match self.origin {
            Origin::Shelf(chosen) => (chosen.topic, chosen.country),
            Origin::Own(..) => ("", None),
        };
        self.template.pieces(topic, country, take);
    }
}

impl Links {
    /// As a report has them. The addresses are put together in a room that is used again for the next one, so that each is
    /// allocated once, as long as it is.
    pub(crate) fn list(&self, shelf: &Shelf<'_>) -> Vec<Link> {
        let mut links = Vec::with_capacity(self.chosen.len() + shelf.own.len());
        let mut room = String::with_capacity(512);
        self.made(shelf).for_each(|made| {
            room.clear();
            made.pieces(&mut |piece| match piece {
                Piece::Text(text) => room.push_str(&text),
                Piece::Slot(slot) => room.push_str(&self.fill.slot(slot)),
            });
            links.push(Link {
                label: made.label(),
                url: room.as_str().to_owned(),
                target: made.target(),
                why: made.why(),
                group: made.group(),
            });
        });
        links
    }

    /// The slots of all their templates: a set of [`Slot::bit`].
    pub(crate) fn slots(&self, shelf: &Shelf<'_>) -> u32 {
        let slots = self.made(shelf).map(|made| made.template.slots());
        slots.fold(0, |all, slots| all | slots)
    }

    /// Whether [`Slot::Words`] are [`Slot::Query`], as for all that quotes nobody.
    pub(crate) fn words_are_query(&self) -> bool {
        self.fill.words_are_query()
    }

    /// What the claim puts into a slot.
    pub(crate) fn slot(&self, slot: Slot) -> Cow<'_, str> {
        self.fill.slot(slot)
    }

    /// Those that the shelf's targets make, in order.
    pub(crate) fn made<'a>(&self, shelf: &'a Shelf<'a>) -> impl Iterator<Item = Made<'a>> {
        let chosen = self.chosen.iter().filter_map(move |&chosen| {
            Some(Made {
                origin: Origin::Shelf(chosen),
                template: shelf.template(chosen.target)?,
            })
        });
        let own = shelf.own.iter().enumerate();
        let own = own.map(|(at, (own, templates))| {
            let quotes = self.fill.suits(&templates[0], None, true);
            Made {
                origin: Origin::Own(own, at, quotes),
                template: &templates[usize::from(!quotes)],
            }
        });
        chosen.chain(own)
    }
}

/// Why a target fits, with what was found in the text.
fn why(target: &'static Target, chosen: Chosen) -> Cow<'static, str> {
    if !target.names {
        return Cow::Borrowed(target.why);
    }
    let place = chosen.country.map_or("", |country| country.name);
    let why = pieces::replaced(target.why, "{topic}", chosen.topic);
    Cow::Owned(pieces::replaced(&why, "{place}", place))
}

/// A template filled with a made-up claim, so that a person can click through all of them; `None` where it asks for
/// something that no claim has.
#[must_use]
pub fn sample(template: &str) -> Option<String> {
    let day = |text: &str| text.parse::<Day>().ok();
    let window = day("2026-05-01").zip(day("2026-05-05"));
    let fill = Fill::new(
        "Lagarde \"we will do what is needed\"",
        Some("Lagarde inflation euro area 2.1%"),
        "we will do what is needed",
        window,
    );
    let germany = target::COUNTRIES
        .iter()
        .find(|country| country.iso2 == "DE");
    let template = Template::parse(template)?;
    fill.suits(&template, germany, true).then(|| {
        let mut url = String::new();
        template.pieces("inflation", germany, &mut |piece| match piece {
            Piece::Text(text) => url.push_str(&text),
            Piece::Slot(slot) => url.push_str(&fill.slot(slot)),
        });
        url
    })
}

/// A source's name, and what is made of it for each of its claims.
struct Name {
    whole: String,
    /// By which it is searched.
    surname: String,
    terms: Vec<Found>,
}

/// Finds the links of one claim after the other.
pub(crate) struct Linker<'a> {
    text: &'a str,
    published: Option<Day>,
    terms: Terms,
    main_country: Option<&'static Country>,
    /// The names that were met: articles come back to a few people.
    names: Vec<Name>,
    shelf: &'a Shelf<'a>,
    /// What suits a claim; kept for its room.
    choices: Vec<Choice>,
}

impl<'a> Linker<'a> {
    pub(crate) fn new(article: &Article<'a>, shelf: &'a Shelf<'a>, terms: Terms) -> Self {
        Self {
            text: article.text,
            published: article.date,
            main_country: terms.main_country(),
            terms,
            names: Vec::new(),
            shelf,
            choices: Vec::new(),
        }
    }

    /// The links of a claim in the block that starts at byte `start` and has these tokens.
    pub(crate) fn links(&mut self, claim: &Claim, start: usize, tokens: &[Token]) -> Links {
        let name = claim.source.as_ref().map(|source| self.name(&source.name));
        let name = name.and_then(|at| self.names.get(at));
        let around = around(self.text, claim);
        let source = claim
            .source
            .as_ref()
            .map_or(Span::default(), |source| called(start, tokens, source.span));
        let scene = Scene {
            claim,
            terms: &self.terms,
            around,
            here: self.terms.within(around),
            source,
            name: name.map_or(&[], |name| &name.terms),
            main_country: self.main_country,
        };
        let mut choices = std::mem::take(&mut self.choices);
        scene.choices(&mut choices);
        let tokens = within(start, tokens, around);
        let surname = name.map_or("", |name| &name.surname);
        let fill = self.fill(claim, surname, start, tokens);
        let chosen = pick(&choices, |choice| choose(choice, &scene, &fill, self.shelf));
        self.choices = choices;
        Links { fill, chosen }
    }

    /// Where in `names` this name stands.
    fn name(&mut self, name: &str) -> usize {
        if let Some(known) = self.names.iter().position(|known| known.whole == name) {
            return known;
        }
        let terms = Terms::of_words(name)
            .within(Span::new(0, name.len()))
            .to_vec();
        // Few people speak in an article; a list of thousands is none and need not be remembered.
        if self.names.len() >= 64 {
            self.names.clear();
        }
        self.names.push(Name {
            whole: name.to_owned(),
            surname: query::surname(name).to_owned(),
            terms,
        });
        self.names.len() - 1
    }

    fn fill(&self, claim: &Claim, surname: &str, start: usize, tokens: &[Token]) -> Fill {
        let block = self.text.get(start..).unwrap_or_default();
        let near = Span::new(
            claim.span.start.saturating_sub(start),
            claim.span.end.saturating_sub(start),
        );
        let mut window = self
            .published
            .map(|day| (day.plus(-DAYS_BEFORE), day.plus(1)));
        let (of, outside, measured) = match &claim.detail {
            Detail::Quantity(quantity) => (tokens, true, quantity.measured.as_deref()),
            Detail::Comparison(comparison) => (tokens, true, comparison.measured.as_deref()),
            Detail::Date(_) => (tokens, true, None),
            Detail::Quotation(_) => (within(0, tokens, near), false, None),
        };
        let mut words = String::with_capacity(96);
        push(&mut words, surname);
        for word in query::subject(block, of, near, outside, measured.unwrap_or_default()) {
            push_once(&mut words, word, surname);
        }
        let mut quoted = None;
        match &claim.detail {
            Detail::Quantity(quantity) => {
                push(&mut words, query::printed(self.text, claim.span, quantity));
            }
            Detail::Comparison(_) => push(&mut words, claim.span.of(self.text)),
            Detail::Date(date) => {
                // "Wednesday" narrows no search; the window of days does.
                let says =
                    |token: &Token| token.kind == Kind::Number || token.class.is(lexicon::MONTH);
                if within(0, tokens, near).iter().any(says) {
                    push(&mut words, claim.span.of(self.text));
                }
                let day = date
                    .value
                    .as_deref()
                    .and_then(|value| value.parse::<Day>().ok());
                window = day.map(|day| (day.plus(-7), day.plus(3))).or(window);
            }
            Detail::Quotation(quotation) => {
                if quotation.form != Form::Indirect {
                    let longest = quotation.quoted.iter().max_by_key(|span| span.len());
                    let longest = longest.copied().unwrap_or(claim.span);
                    quoted = Some(query::phrase(longest.of(self.text)));
                }
            }
        }
        let phrase = quoted.unwrap_or_default();
        let window = window.and_then(|(from, to)| Some((from?, to?)));
        if phrase.is_empty() {
            return Fill::new(&words, None, "", window);
        }
        let mut query = surname.to_owned();
        push(&mut query, &format!("\"{phrase}\""));
        // Two words in quotation marks are everywhere; the words around them narrow the search.
        if fill::words_in(&phrase) < 3 {
            for word in words
                .split(' ')
                .filter(|word| pieces::find_long(&phrase, word).is_none())
                .take(4)
            {
                push_once(&mut query, word, surname);
            }
        }
        if words.is_empty() || words == surname {
            push(&mut words, &phrase);
        }
        Fill::new(&query, Some(&words), &phrase, window)
    }
}

/// Appends a word behind a space.
fn push(to: &mut String, word: &str) {
    if !to.is_empty() && !word.is_empty() {
        to.push(' ');
    }
    to.push_str(word);
}

/// The same, but for a word of the name that stands there already.
fn push_once(to: &mut String, word: &str, name: &str) {
    let mut known = name.as_bytes().split(|&byte| byte == b' ');
    if !known.any(|known| known == word.as_bytes()) {
        push(to, word);
    }
}

/// The part of the claim's sentence that is read for its links.
fn around(text: &str, claim: &Claim) -> Span {
    if claim.sentence.len() <= LONGEST_SENTENCE {
        return claim.sentence;
    }
    let mut start = claim
        .span
        .start
        .saturating_sub(REACH)
        .max(claim.sentence.start);
    let mut end =
        (claim.span.end.min(claim.span.start + LONGEST_SENTENCE) + REACH).min(claim.sentence.end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}

/// The tokens of the block at `start` that begin inside `span` of the text.
fn within(start: usize, tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|token| start + token.span.start < span.start);
    let rest = tokens.get(from..).unwrap_or_default();
    &rest[..rest.partition_point(|token| start + token.span.start < span.end)]
}

/// The source with the words of its office before it: "Putin’s adviser Yuri Ushakov", "EU Energy Commissioner Dan ...".
fn called(start: usize, tokens: &[Token], source: Span) -> Span {
    let first = tokens.partition_point(|token| start + token.span.start < source.start);
    let before = tokens.get(..first).unwrap_or_default();
    let titles = before.iter().rev().take(MOST_TITLES).take_while(|token| {
        token.is_capital() || token.kind == Kind::Clitic || token.class.is(lexicon::TITLE)
    });
    titles
        .last()
        .map_or(source, |token| source.cover(token.span.shifted(start)))
}

/// The best links: first one of each group, then a second of a group, in the order of the groups. The choices of each
/// group are best first.
fn pick(choices: &[Choice], link: impl Fn(&Choice) -> Option<Chosen>) -> Vec<Chosen> {
    // Those that cannot be filled for this claim are left out.
    let mut rest = GROUPS.map(|(group, most)| {
        let of_group = choices.iter().filter(move |choice| choice.group == group);
        of_group.filter_map(&link).take(most)
    });
    let firsts = rest.each_mut().map(Iterator::next);
    let mut room = MOST_LINKS - firsts.iter().flatten().count();
    let mut picked = Vec::with_capacity(MOST_LINKS);
    for (first, rest) in firsts.into_iter().zip(&mut rest) {
        picked.extend(first);
        if room > 0
            && let Some(second) = rest.next()
        {
            picked.push(second);
            room -= 1;
        }
    }
    picked
}

/// The target for the claim, or `None` where something that its template needs is not known.
fn choose(choice: &Choice, scene: &Scene<'_>, fill: &Fill, shelf: &Shelf<'_>) -> Option<Chosen> {
    let target = target_at(choice.target);
    let template = shelf.template(choice.target)?;
    // Most links say the same whatever has chosen them: no country is looked for, and all have one pattern.
    let varies = template.varies() || target.names;
    let country = varies.then(|| scene.country(target.place)).flatten();
    fill.suits(template, country, target.group == Group::Search)
        .then_some(Chosen {
            target: choice.target,
            topic: if varies { choice.topic } else { "" },
            country,
        })
}
