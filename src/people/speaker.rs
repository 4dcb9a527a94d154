//! The speaker of every quotation, seen from the whole article.

use crate::detect::{QuotationMention, Reading};
use crate::people::name::{Gender, NameMention};
use crate::people::registry::Registry;
use crate::report::{Form, Person};
use crate::text::{Class, Span, case, lexicon, pieces};

/// How many blocks back a speaker may stand for whom "he" is said.
const PRONOUN_REACH: usize = 2;

/// How many bytes before "who" the name may end that it stands for.
const ANTECEDENT: usize = 60;

/// What the whole article says of one quotation. Spans count bytes of the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// The word that attributes it, perhaps in an earlier block.
    pub cue: Option<Span>,
    /// The source at the cue.
    pub source: Option<Span>,
    /// The person or body meant, by the fullest name in the article.
    pub speaker: Option<String>,
}

/// The people of an article and who said what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// In order of their first mention.
    pub people: Vec<Person>,
    /// For each block, for each of its quotations.
    pub attributions: Vec<Vec<Attribution>>,
}

/// Who spoke last.
#[derive(Clone, Debug, PartialEq)]
struct Last {
    block: usize,
    attribution: Attribution,
    person: Option<usize>,
    /// Whether it was in quotation marks and not closed.
    unclosed: bool,
    /// Whether it was in quotation marks.
    quoted: bool,
}

/// Joins the names of an article into people and finds the speaker of every quotation.
///
/// `readings` holds for each block the byte at which it starts in `text` and what was found in it. Where the
/// evidence is thin there is no speaker.
#[must_use]
pub fn resolve(text: &str, readings: &[(usize, Reading)]) -> Resolved {
    let registry = registry(text, readings);
    let mut speakers = Speakers::new(&registry);
    let attributions = speakers.attributions(text, readings, 0, &registry);
    Resolved {
        people: registry.people(&speakers.confirmed),
        attributions,
    }
}

/// The people that the names of the article are of.
pub(crate) fn registry(text: &str, readings: &[(usize, Reading)]) -> Registry {
    let all: Vec<(usize, NameMention)> = readings
        .iter()
        .flat_map(|(start, reading)| reading.names.iter().map(|name| (*start, *name)))
        .collect();
    Registry::new(text, &all)
}

/// What is known when a block has been read, for the next one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trace {
    /// Who spoke last, where that was near enough to matter. Its block counts back from the one that was read.
    last: Option<Last>,
    /// The people that the block's quotations show to be people.
    pub confirmed: Vec<usize>,
}

impl Trace {
    fn of(last: Option<&Last>, block: usize, confirmed: Vec<usize>) -> Self {
        let near = last.filter(|last| block - last.block < PRONOUN_REACH);
        let last = near.map(|last| Last {
            block: block - last.block,
            ..last.clone()
        });
        Self { last, confirmed }
    }

    /// Whether the next blocks are read the same after `other`, with which who spoke last may only have moved.
    pub fn leads_as(&self, other: &Self, moved: &dyn Fn(Span) -> Option<Span>) -> bool {
        let same = |one: Option<Span>, other: Option<Span>| one.map(moved) == other.map(Some);
        match (&self.last, &other.last) {
            (Some(one), Some(other)) => {
                same(one.attribution.cue, other.attribution.cue)
                    && same(one.attribution.source, other.attribution.source)
                    && one.attribution.speaker == other.attribution.speaker
                    && (one.block, one.person) == (other.block, other.person)
                    && (one.unclosed, one.quoted) == (other.unclosed, other.quoted)
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// Moves what stands behind an edit.
    pub fn shift(&mut self, shift: &dyn Fn(Span) -> Span) {
        if let Some(last) = &mut self.last {
            last.attribution.shift(shift);
        }
    }
}

impl Attribution {
    /// Moves what stands behind an edit.
    pub(crate) fn shift(&mut self, shift: &dyn Fn(Span) -> Span) {
        for span in [&mut self.cue, &mut self.source].into_iter().flatten() {
            *span = shift(*span);
        }
    }
}

/// Whether the next block may say who spoke in this one.
pub(crate) fn is_open(reading: &Reading) -> bool {
    let last = reading.quotations.last();
    last.is_some_and(|last| last.unclosed)
}

/// For each block from `from` on, for each of its quotations, who says it, and what the next block has to know; up to the
/// block before which `stop` is true. `before` is what was known before the first of them.
///
/// In the block before `from` no quotation may be open.
pub(crate) fn speakers_from(
    text: &str,
    readings: &[(usize, Reading)],
    registry: &Registry,
    from: usize,
    before: Option<&Trace>,
    stop: &dyn Fn(usize, Option<&Trace>) -> bool,
) -> Vec<(Vec<Attribution>, Trace)> {
    let last = before.and_then(|trace| trace.last.clone());
    let mut article = Article {
        text,
        readings,
        registry,
        confirmed: Vec::new(),
        last: last.map(|last| Last {
            block: from - 1 - last.block,
            ..last
        }),
    };
    let mut attributions: Vec<Vec<Attribution>> = Vec::new();
    attributions.resize_with(from, Vec::new);
    let mut traces: Vec<Trace> = Vec::new();
    for block in from..readings.len() {
        if stop(block, traces.last().or(before)) {
            break;
        }
        article.read(block, &mut attributions);
        let confirmed = std::mem::take(&mut article.confirmed);
        traces.push(Trace::of(article.last.as_ref(), block, confirmed));
    }
    attributions.into_iter().skip(from).zip(traces).collect()
}

/// Who speaks in an article that is read stretch by stretch.
#[derive(Debug)]
pub(crate) struct Speakers {
    /// By person, whether a quotation shows that it is one.
    pub confirmed: Vec<bool>,
    last: Option<Last>,
}

impl Speakers {
    pub(crate) fn new(registry: &Registry) -> Self {
        Self {
            confirmed: vec![false; registry.len()],
            last: None,
        }
    }

    /// For each of `readings`, for each of its quotations, who says it. Those before `from` were asked before and get an
    /// empty list; in the last of them no quotation is open.
    pub(crate) fn attributions(
        &mut self,
        text: &str,
        readings: &[(usize, Reading)],
        from: usize,
        registry: &Registry,
    ) -> Vec<Vec<Attribution>> {
        let mut article = Article {
            text,
            readings,
            registry,
            confirmed: Vec::new(),
            last: self.last.take(),
        };
        let mut attributions: Vec<Vec<Attribution>> = Vec::with_capacity(readings.len());
        attributions.resize_with(from, Vec::new);
        for block in from..readings.len() {
            article.read(block, &mut attributions);
        }
        for person in article.confirmed {
            if let Some(confirmed) = self.confirmed.get_mut(person) {
                *confirmed = true;
            }
        }
        self.last = article.last;
        attributions
    }

    /// That the first `blocks` of the readings will be missing from now on. Nobody is asked for who spoke so long ago.
    pub(crate) fn forget(&mut self, blocks: usize) {
        self.last = self.last.take().and_then(|last| {
            let block = last.block.checked_sub(blocks)?;
            Some(Last { block, ..last })
        });
    }
}

/// Whether the sentence of the block at `start` goes on in words behind `span`, beginning with a comma.
fn has_tail(text: &str, start: usize, reading: &Reading, span: Span) -> bool {
    let at = reading
        .sentences
        .partition_point(|sentence| sentence.end < span.end);
    let Some(sentence) = reading.sentences.get(at) else {
        return false;
    };
    let tail = Span::new(span.end, sentence.end).shifted(start).of(text);
    tail.starts_with([',', '،']) && tail.chars().any(char::is_alphabetic)
}

struct Article<'a> {
    text: &'a str,
    readings: &'a [(usize, Reading)],
    registry: &'a Registry,
    /// The people whom quotations have shown to be people so far.
    confirmed: Vec<usize>,
    last: Option<Last>,
}

impl Article<'_> {
    /// Adds who says the quotations of the next block, and what it says of those before.
    fn read(&mut self, block: usize, attributions: &mut Vec<Vec<Attribution>>) {
        let found = self.block(block);
        self.give_back(block, &found, attributions);
        attributions.push(found);
    }

    fn block(&mut self, block: usize) -> Vec<Attribution> {
        let Some((start, reading)) = self.readings.get(block) else {
            return Vec::new();
        };
        let mut out = Vec::with_capacity(reading.quotations.len());
        for quotation in &reading.quotations {
            out.push(self.quotation(block, *start, reading, quotation));
        }
        if let Some(lead_in) = reading.lead_in {
            let source = lead_in.source.shifted(*start);
            let (speaker, person) = self.speaker(block, *start, reading, lead_in.source);
            let attribution = Attribution {
                cue: Some(lead_in.cue.shifted(*start)),
                source: Some(source),
                speaker,
            };
            self.last = Some(Last {
                block,
                attribution,
                person,
                unclosed: true,
                quoted: true,
            });
        }
        out
    }

    fn quotation(
        &mut self,
        block: usize,
        start: usize,
        reading: &Reading,
        quotation: &QuotationMention,
    ) -> Attribution {
        if matches!(quotation.form, Form::Scare | Form::Title) {
            return Attribution::default();
        }
        if quotation.floating && quotation.source.is_none() {
            // "»Nein«, sagte Anna Weber": whoever speaks is named in words that are not read.
            if has_tail(self.text, start, reading, quotation.span) {
                return Attribution::default();
            }
            return self.carried(block, quotation);
        }
        let mut attribution = Attribution {
            cue: quotation.cue.map(|cue| cue.shifted(start)),
            source: quotation.source.map(|source| source.shifted(start)),
            speaker: None,
        };
        let Some(source) = quotation.source else {
            return attribution;
        };
        let (speaker, person) = self.speaker(block, start, reading, source);
        attribution.speaker = speaker;
        self.confirmed.extend(person);
        self.last = Some(Last {
            block,
            attribution: attribution.clone(),
            person,
            unclosed: quotation.unclosed,
            quoted: quotation.form != Form::Indirect,
        });
        attribution
    }

    /// "“We sold the ship.", and in the next paragraph "“Then we bought another,” Ann Lee said": a quotation that
    /// goes on over paragraphs without a closing mark is that of whoever is named at its end.
    fn give_back(&self, block: usize, found: &[Attribution], earlier: &mut [Vec<Attribution>]) {
        // The next paragraph has to start with a mark of its own.
        let opens = self
            .readings
            .get(block)
            .and_then(|(_, reading)| reading.quotations.first())
            .is_some_and(|first| first.form == Form::Direct && first.span.start == 0);
        let Some(source) = found
            .first()
            .filter(|first| opens && first.source.is_some())
        else {
            return;
        };
        let mut at = block;
        while let Some(before) = at.checked_sub(1) {
            let open = self
                .readings
                .get(before)
                .and_then(|(_, reading)| reading.quotations.last());
            let last = earlier.get_mut(before).and_then(|found| found.last_mut());
            match (open, last) {
                (Some(open), Some(last)) if open.unclosed && last.source.is_none() => {
                    *last = source.clone();
                }
                _ => return,
            }
            at = before;
        }
    }

    /// A quotation that stands alone is still the last speaker's where that one spoke in the paragraph before.
    fn carried(&mut self, block: usize, quotation: &QuotationMention) -> Attribution {
        let Some(last) = self.last.as_mut() else {
            return Attribution::default();
        };
        let near = block - last.block <= 1 && last.quoted;
        if !near {
            return Attribution::default();
        }
        last.block = block;
        last.unclosed = quotation.unclosed;
        last.attribution.clone()
    }

    /// The speaker that the source at `span` (bytes of the block) means, and the person where it is one.
    fn speaker(
        &self,
        block: usize,
        start: usize,
        reading: &Reading,
        span: Span,
    ) -> (Option<String>, Option<usize>) {
        let words = span.shifted(start).of(self.text);
        // Nearly all sources are longer than a pronoun.
        let lower = match words.len() {
            ..=6 => words.to_ascii_lowercase(),
            _ => String::new(),
        };
        let gender = match lower.as_str() {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            // "Roe, who said": the name before it.
            "who" => {
                let person = self.antecedent(start, reading, span);
                let name = person.and_then(|person| self.registry.get(person));
                return (name.map(|entry| entry.name.clone()), person);
            }
            "they" | "it" | "i" | "we" | "you" | "which" | "this" | "that" | "these" | "those"
            | "one" | "some" | "others" | "many" => return (None, None),
            _ => None,
        };
        if let Some(gender) = gender {
            let person = self.pronoun(block, reading, span, gender);
            return (
                person
                    .and_then(|person| self.registry.get(person))
                    .map(|entry| entry.name.clone()),
                person,
            );
        }
        let person = self
            .named(start, reading, span)
            .or_else(|| self.registry.titled(words));
        if let Some(person) = person {
            return (
                self.registry.get(person).map(|entry| entry.name.clone()),
                Some(person),
            );
        }
        (Some(body(words)), None)
    }

    /// The person whose name stands right before "who" at `span`, perhaps with an appositive between.
    fn antecedent(&self, start: usize, reading: &Reading, span: Span) -> Option<usize> {
        let before = reading
            .names
            .partition_point(|name| name.span.end <= span.start);
        let name = reading.names.get(before.checked_sub(1)?)?;
        let near = span.start - name.span.end < ANTECEDENT;
        near.then(|| self.registry.find(name.span.shifted(start).of(self.text)))?
    }

    /// The person whose name is the head of the phrase at `span`: "Putin’s adviser Yuri Ushakov", but neither
    /// "Trump’s lawyer" nor "a spokesman for Jane Roe".
    fn named(&self, start: usize, reading: &Reading, span: Span) -> Option<usize> {
        let words = span.shifted(start).of(self.text);
        // "University of Halden professor Ann Lee": what ends the phrase is its head after all.
        let stop = preposition(words)
            .filter(|_| !self.ends_with_name(start, reading, span))
            .map_or(span.end, |at| span.start + at);
        let from = reading
            .names
            .partition_point(|name| name.span.end <= span.start);
        let inside = reading
            .names
            .get(from..)?
            .iter()
            .take_while(|name| name.span.start < stop)
            .take(8);
        let mut found = None;
        let mut several = false;
        for name in inside {
            let behind = self
                .text
                .get(start + name.span.end..start + span.end)
                .unwrap_or_default();
            let possessor = ["’s ", "'s ", "’ "]
                .iter()
                .any(|clitic| behind.starts_with(clitic));
            if name.span.start >= span.start && !possessor {
                let person = self.registry.find(name.span.shifted(start).of(self.text));
                // "Roe and Doe" are two, and not the second of them.
                several |= found.is_some() && person.is_some() && person != found;
                found = person.or(found);
            }
        }
        found.filter(|_| !several || !pieces::has(words, " and "))
    }

    /// Whether the phrase at `span` ends with a full name that no preposition governs: "envoy to the UN Ann Lee", but
    /// neither "a friend of Ann Lee" nor "an aide to Ms. Lee".
    fn ends_with_name(&self, start: usize, reading: &Reading, span: Span) -> bool {
        let words = span.shifted(start).of(self.text);
        let mut parts = words.split(' ');
        let determined = parts.next().is_some_and(|first| {
            lexicon::classes(first).is(lexicon::DETERMINER | lexicon::POSSESSIVE)
        });
        let from = reading
            .names
            .partition_point(|name| name.span.end < span.end);
        let Some(name) = reading.names.get(from).filter(|name| {
            name.span.end == span.end && name.words > 1 && name.span.start > span.start
        }) else {
            return false;
        };
        let before = self
            .text
            .get(start + span.start..start + name.span.start)
            .unwrap_or_default();
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let governed = lexicon::classes(last).is(lexicon::PREPOSITION);
        let close = ["of", "to", "at", "in"].iter().any(|word| {
            preposition(words)
                .and_then(|at| words.get(at..))
                .is_some_and(|rest| rest.split(' ').next() == Some(word))
        });
        !determined && !governed && close
    }

    /// Whom "he" or "she" at `span` means: who spoke before in the paragraph, else who is first named in it, else
    /// who spoke last, else who is first named in the paragraph before.
    fn pronoun(
        &self,
        block: usize,
        reading: &Reading,
        span: Span,
        gender: Gender,
    ) -> Option<usize> {
        // Who is known to be "she" before one of whom it is not known.
        let known = |person: &usize| {
            self.registry
                .get(*person)
                .is_some_and(|entry| entry.gender == Some(gender))
        };
        let fits = |person: &usize| {
            self.registry
                .get(*person)
                .is_some_and(|entry| entry.gender.is_none_or(|other| other == gender))
        };
        let last = self
            .last
            .as_ref()
            .filter(|last| block - last.block <= PRONOUN_REACH);
        let speaker = last.and_then(|last| last.person).filter(fits);
        if last.is_some_and(|last| last.block == block) && speaker.is_some() {
            return speaker;
        }
        self.first_named(block, reading, Some(span), &known)
            .or_else(|| self.first_named(block, reading, Some(span), &fits))
            .or(speaker)
            .or_else(|| {
                let before = block.checked_sub(1)?;
                let (_, reading) = self.readings.get(before)?;
                self.first_named(before, reading, None, &fits)
            })
    }

    /// The first person named in a block, outside quotation marks and before `end`, who fits.
    fn first_named(
        &self,
        block: usize,
        reading: &Reading,
        end: Option<Span>,
        fits: &dyn Fn(&usize) -> bool,
    ) -> Option<usize> {
        let (start, _) = self.readings.get(block)?;
        let names = reading
            .names
            .iter()
            .take_while(|name| end.is_none_or(|end| name.span.end <= end.start))
            .take(16);
        let outside = names.filter(|name| {
            !reading.quotations.iter().take(16).any(|quotation| {
                quotation
                    .quoted
                    .iter()
                    .any(|quoted| quoted.contains(name.span))
            })
        });
        outside
            .filter_map(|name| self.registry.find(name.span.shifted(*start).of(self.text)))
            .find(|person| fits(person))
    }
}

/// Where the first preposition of a phrase stands: what follows is not its head.
fn preposition(words: &str) -> Option<usize> {
    let mut at = 0;
    for word in words.split(' ') {
        let class: Class = lexicon::classes(word);
        if class.is(lexicon::PREPOSITION) && at > 0 && word.starts_with(char::is_lowercase) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// A body's or nameless person's phrase as a name: "the Kremlin" for "The Kremlin".
fn body(words: &str) -> String {
    for article in ["The ", "A ", "An ", "One ", "Some ", "Another "] {
        if let Some(rest) = words.strip_prefix(article) {
            return format!("{}{rest}", case::lower(article));
        }
    }
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Trace, registry, speakers_from};
    use crate::detect::{self, Reading};
    use crate::text::blocks;

    const PARAGRAPHS: [&str; 7] = [
        "“We sold the ship in May,” said Mara Voss, the harbour’s head.",
        "“Nobody asked us about the pier.”",
        "She added that the pier was rotten.",
        "The town has a harbour.",
        "The town has a market.",
        "The town has a mill.",
        "“We sold the mill,” said Ilmar Koskela.",
    ];

    /// From which block to which who speaks is asked anew where block `edited` was edited, and whether what the blocks
    /// before were read to is kept.
    fn asked(edited: usize) -> (usize, bool) {
        let text = PARAGRAPHS.join("\n\n");
        let readings: Vec<(usize, Reading)> = blocks(&text)
            .into_iter()
            .map(|span| (span.start, detect::read(span.of(&text))))
            .collect();
        let registry = registry(&text, &readings);
        let all = speakers_from(&text, &readings, &registry, 0, None, &|_, _| false);
        let before = edited.checked_sub(1).map(|at| &all[at].1);
        // All that is known of who spoke in a block that was edited may be other.
        let edited_span = blocks(&text)[edited];
        let moved = |span| (!edited_span.contains(span)).then_some(span);
        let stop = |at: usize, trace: Option<&Trace>| {
            at > edited + 1 && trace.is_some_and(|trace| all[at - 1].1.leads_as(trace, &moved))
        };
        let some = speakers_from(&text, &readings, &registry, edited, before, &stop);
        let same = some == all[edited..edited + some.len()];
        (edited + some.len(), same)
    }

    #[test]
    fn who_speaks_is_asked_until_it_is_known_as_before() {
        // The block itself and the next one, which could take who it names for "he".
        assert_eq!(asked(3), (5, true));
        assert_eq!(asked(4), (6, true));
        // Voss goes on speaking in the next block; behind it a source of its own is known as before.
        assert_eq!(asked(0), (3, true));
    }
}
