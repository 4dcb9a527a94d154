//! Links at which a person can check a claim: which targets fit it, and their addresses.
//!
//! A link is only text until a person clicks it. Every address is https and percent-encoded.

mod context;
mod query;
mod target;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use self::context::Context;
use self::target::{COUNTRIES, Country, Place, TARGETS, Target, What};
use crate::lex::calendar::Day;
use crate::report::{Claim, Detail, Form, Group, Link};
use crate::text::Span;

/// A person reads them all, so there are few.
const MOST_LINKS: usize = 6;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The order of the groups in a claim's links, with how many of each at most.
const GROUPS: [(Group, usize); 6] = [
    (Group::Primary, 2),
    (Group::Statistics, 2),
    (Group::FactCheck, 1),
    (Group::News, 1),
    (Group::Archive, 1),
    (Group::Search, 2),
];

/// A sentence longer than this is read only around each claim, so that a text without a full stop
/// costs no more than another.
const LONGEST_SENTENCE: usize = 2_000;
/// How far around the claim such a sentence is read, in bytes.
const REACH: usize = 400;

/// Gives every claim its links. Claims must be in order, so that those of one sentence stand together
/// and the sentence is read once.
pub(crate) fn add_links(text: &str, published: Option<Day>, claims: &mut [Claim]) {
    let mut last: Option<(Span, Context)> = None;
    for claim in claims {
        let around = around(text, claim);
        let context = match &last {
            Some((read, context)) if *read == around => context,
            _ => &last.insert((around, Context::of(around.of(text)))).1,
        };
        claim.links = links(text, published, claim, around, context);
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

/// What the templates of one claim are filled with.
struct Fill<'a> {
    /// Search words, with a quotation's own words in quotation marks.
    query: String,
    /// The same without quotation marks.
    words: String,
    /// A quotation's own words.
    phrase: String,
    country: Option<&'a Country>,
    /// Days between which others will have written of it.
    window: Option<(Day, Day)>,
}

fn links(
    text: &str,
    published: Option<Day>,
    claim: &Claim,
    around: Span,
    context: &Context,
) -> Vec<Link> {
    let fill = fill(text, published, claim, around, context);
    let source = Context::of(&source_words(text, claim));
    let mut chosen: Vec<(Group, u8, Link)> = Vec::new();
    for (index, target) in TARGETS.iter().enumerate() {
        let suits = match &claim.detail {
            Detail::Quantity(_) | Detail::Comparison(_) => target.quantity,
            Detail::Date(_) => target.date,
            Detail::Quotation(_) => target.quotation,
        };
        let Some(fit) = suits
            .then(|| fit(index, target, context, &source))
            .flatten()
        else {
            continue;
        };
        if let Some(link) = link(target, fit.topic, &fill) {
            chosen.push((target.group, fit.rank, link));
        }
    }
    let mut links = Vec::with_capacity(MOST_LINKS);
    for (group, most) in GROUPS {
        let mut of_group: Vec<_> = chosen.iter().filter(|(of, ..)| *of == group).collect();
        of_group.sort_by_key(|(_, rank, _)| *rank);
        links.extend(
            of_group
                .into_iter()
                .take(most)
                .map(|(.., link)| link.clone()),
        );
    }
    links.truncate(MOST_LINKS);
    links
}

/// The words of the claim's source: who is meant, and how the sentence calls them.
fn source_words(text: &str, claim: &Claim) -> String {
    claim.source.as_ref().map_or_else(String::new, |source| {
        format!("{} {}", source.name, source.span.of(text))
    })
}

/// How well a target fits: 0 best.
struct Fit {
    rank: u8,
    topic: &'static str,
}

fn fit(index: usize, target: &Target, sentence: &Context, source: &Context) -> Option<Fit> {
    let speaker = source
        .terms
        .iter()
        .find(|(what, _)| *what == What::Speaker(index));
    let topic = sentence
        .terms
        .iter()
        .find(|(what, _)| *what == What::Topic(index));
    let topic = topic.or_else(|| {
        source
            .terms
            .iter()
            .find(|(what, _)| *what == What::Topic(index))
    });
    let place = match target.place {
        Place::None => true,
        Place::Any => country(sentence).is_some(),
        Place::Eu => countries(sentence).any(|country| country.eu),
        Place::Country(iso2) => countries(sentence).any(|country| country.iso2 == iso2),
    };
    let rank = match (speaker, topic) {
        _ if !place => return None,
        (Some(_), _) => 0,
        (None, Some(_)) => 1,
        (None, None) if target.generic => 2,
        (None, None) => return None,
    };
    Some(Fit {
        rank,
        topic: topic.map_or("", |(_, text)| text),
    })
}

fn countries(context: &Context) -> impl Iterator<Item = &'static Country> {
    context.terms.iter().filter_map(|(what, _)| match what {
        What::Country(at) => COUNTRIES.get(*at),
        _ => None,
    })
}

/// The first country that the sentence names.
fn country(context: &Context) -> Option<&'static Country> {
    countries(context).next()
}

fn fill<'a>(
    text: &str,
    published: Option<Day>,
    claim: &Claim,
    around: Span,
    context: &Context,
) -> Fill<'a> {
    let sentence = around.of(text);
    let inside = Span::new(
        claim.span.start.saturating_sub(around.start),
        claim.span.end.saturating_sub(around.start),
    );
    let printed = claim.span.of(text);
    let (mut query, mut phrase) = (Vec::new(), String::new());
    let mut window = published.map(|day| (day.plus(-30), day.plus(1)));
    match &claim.detail {
        Detail::Quantity(quantity) => {
            let measured = quantity.measured.as_deref().unwrap_or_default();
            query = query::subject(sentence, context, inside, measured);
            query.push(printed.to_owned());
        }
        Detail::Comparison(comparison) => {
            let measured = comparison.measured.as_deref().unwrap_or_default();
            query = query::subject(sentence, context, inside, measured);
            query.push(printed.to_owned());
        }
        Detail::Date(date) => {
            query = query::subject(sentence, context, inside, "");
            query.push(printed.to_owned());
            if let Some(day) = date
                .value
                .as_deref()
                .and_then(|value| value.parse::<Day>().ok())
            {
                window = Some((day.plus(-7), day.plus(3)));
            }
        }
        Detail::Quotation(quotation) => {
            if let Some(speaker) = &quotation.speaker {
                query.push(query::surname(speaker).to_owned());
            }
            if quotation.form == Form::Indirect {
                query.extend(content_words(sentence, context, inside));
            } else {
                let longest = quotation.quoted.iter().max_by_key(|span| span.len());
                phrase = query::phrase(longest.map_or(printed, |span| span.of(text)));
                query.push(format!("\"{phrase}\""));
            }
        }
    }
    let query = query.join(" ");
    Fill {
        words: query.replace('"', ""),
        query,
        phrase,
        country: country(context),
        window: window.and_then(|(from, to)| Some((from?, to?))),
    }
}

/// The first words of an indirect quotation that carry its subject.
fn content_words(sentence: &str, context: &Context, content: Span) -> Vec<String> {
    let words = context
        .words
        .iter()
        .filter(|word| content.contains(word.span));
    words
        .take(7)
        .map(|word| word.span.of(sentence).to_owned())
        .collect()
}

/// The target's address filled for one claim, or `None` where something that it needs is not known.
fn link(target: &'static Target, topic: &str, fill: &Fill<'_>) -> Option<Link> {
    let encode = |value: &str| utf8_percent_encode(value, RESERVED).to_string();
    let day = |day: Day| format!("{}/{}/{}", day.month(), day.day(), day.year());
    let fills = |placeholder: &str| -> Option<String> {
        Some(match placeholder {
            "q" => encode(&fill.query),
            "words" => encode(&fill.words),
            "phrase" if fill.phrase.is_empty() => return None,
            "phrase" if target.group == Group::Archive && fill.phrase.split(' ').count() < 4 => {
                return None;
            }
            "phrase" => encode(&format!("\"{}\"", fill.phrase)),
            "raw-phrase" if fill.phrase.is_empty() => encode(&encode(&fill.words)),
            "raw-phrase" => encode(&encode(&format!("\"{}\"", fill.phrase))),
            "topic" => encode(topic),
            "iso2" => fill.country?.iso2.to_owned(),
            "iso3" => fill.country?.iso3.to_owned(),
            "place" => fill.country?.name.to_owned(),
            "from" => encode(&day(fill.window?.0)),
            "to" => encode(&day(fill.window?.1)),
            _ => return None,
        })
    };
    let url = expand(target.template, &fills)?;
    let why = if target.why.contains('{') {
        Cow::Owned(
            target
                .why
                .replace("{topic}", topic)
                .replace("{place}", fill.country.map_or("", |country| country.name)),
        )
    } else {
        Cow::Borrowed(target.why)
    };
    Some(Link {
        label: Cow::Borrowed(target.label),
        url,
        target: target.id,
        why,
        group: target.group,
    })
}

/// `template` with each `{name}` replaced; `None` where one has no value.
fn expand(template: &str, fills: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut url = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        url.push_str(before);
        url.push_str(&fills(name)?);
        rest = after;
    }
    url.push_str(rest);
    Some(url)
}
