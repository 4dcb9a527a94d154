//! An article's way from its text to its claims, stretch by stretch.
//!
//! Of a long text its tokens, mentions and claims take dozens of times its bytes. So it is gone through twice: first for
//! what the whole article has to tell (names, link terms), which is little, then for its claims, of which a stretch at a
//! time is held and handed over. What reaches back over blocks finds the last few blocks of the stretch before; what
//! reaches over the whole article is kept in small tables. The first time costs a sixth of the second; a text of one
//! stretch is read once.

use crate::Article;
use crate::check::again::{self, Pairs, Placed};
use crate::check::{self, Chains, Finding, Scene};
use crate::claim::{self, id};
use crate::detect::{self, Reading};
use crate::link::{Linker, Links, Shelf, Terms};
use crate::people::{self, NameMention, Registry, Speakers};
use crate::report::{Claim, Person};
use crate::text::{Block, Span, blocks};

/// How many blocks of a stretch the next one has to see: a check looks so far back, and one block more.
const OVERLAP: usize = check::BLOCKS + 2;

/// What is known when all claims have been handed over.
pub(crate) struct Rest {
    /// The report's.
    pub worth: f64,
    /// Of each claim.
    pub ids: Vec<u64>,
    /// With spans in bytes.
    pub people: Vec<Person>,
    pub findings: Findings,
    pub chains: Chains,
}

/// All that the checks have found, kind by kind in the order in which one sum goes before another.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    near: Vec<Finding>,
    repeated: Vec<Finding>,
    again: Vec<Finding>,
}

impl Findings {
    /// Those that a report has, in its order.
    pub(crate) fn settled(&self, claims: usize) -> Vec<&Finding> {
        let all = self.near.iter().chain(&self.repeated).chain(&self.again);
        check::settled(all, claims)
    }
}

/// Calls `take` with each claim of `article` in order, with its links: a claim without related ones and checks, with spans
/// in bytes. A stretch has at least `stretch` bytes.
pub(crate) fn read(
    article: &Article<'_>,
    shelf: &Shelf<'_>,
    stretch: usize,
    take: &mut dyn FnMut(Claim, Links),
) -> Rest {
    let spans = blocks(article.text);
    let (registry, terms, readings) = survey(article.text, &spans, stretch);
    let mut window = Window {
        article,
        registry: &registry,
        linker: Linker::new(article, shelf, terms),
        speakers: Speakers::new(&registry),
        readings,
        counts: Vec::new(),
        claims: Vec::new(),
        headline: 0,
        numbers: 0,
        passed: 0,
        passed_blocks: 0,
        ids: id::Ids::default(),
        pairs: Pairs::default(),
        rest: Rest {
            worth: 0.0,
            ids: Vec::new(),
            people: Vec::new(),
            findings: Findings::default(),
            chains: Chains::with_capacity(article.text.len() / 64),
        },
    };
    let mut next = window.readings.len();
    if next > 0 {
        window.advance(0);
    }
    let mut readings = read_blocks(article.text, spans.get(next..).unwrap_or_default());
    while next < spans.len() {
        window.hand_over(OVERLAP, take);
        let from = window.readings.len();
        let mut bytes = 0;
        while let Some((span, reading)) = spans.get(next).zip(readings.next()) {
            bytes += span.len();
            if next == 0 {
                window.headline = reading.quantities.len();
            } else {
                window.numbers += reading.quantities.len();
            }
            window.readings.push((span.start, reading));
            next += 1;
            if bytes >= stretch && window.may_end() {
                break;
            }
        }
        window.advance(from);
    }
    window.hand_over(0, take);
    let mut rest = window.rest;
    rest.people = registry.people(&window.speakers.confirmed);
    rest
}

/// The people and link terms of the whole text, and the readings of its blocks where they are of one stretch.
fn survey(text: &str, spans: &[Span], stretch: usize) -> (Registry, Terms, Vec<(usize, Reading)>) {
    let mut terms = Terms::default();
    if text.len() <= stretch {
        let starts = spans.iter().map(|span| span.start);
        let readings: Vec<_> = starts.zip(read_blocks(text, spans)).collect();
        for (start, reading) in &readings {
            terms.add(text, *start, &reading.tokens);
        }
        return (people::registry(text, &readings), terms.done(), readings);
    }
    let mut names: Vec<(usize, NameMention)> = Vec::new();
    for span in spans {
        let block = Block::parse(span.of(text));
        let found = people::names(&block).into_iter();
        names.extend(found.map(|name| (span.start, name)));
        terms.add(text, span.start, &block.tokens);
    }
    (Registry::new(text, &names), terms.done(), Vec::new())
}

fn read_blocks(text: &str, spans: &[Span]) -> impl Iterator<Item = Reading> {
    detect::readings(spans.iter().map(|span| span.of(text)))
}

/// The blocks that are held, and what has to be known of those before.
struct Window<'a> {
    article: &'a Article<'a>,
    registry: &'a Registry,
    linker: Linker<'a>,
    speakers: Speakers,
    readings: Vec<(usize, Reading)>,
    /// How many claims each of them has.
    counts: Vec<usize>,
    claims: Vec<Claim>,
    /// How many quantities the first block has, and all blocks behind it that were read.
    headline: usize,
    numbers: usize,
    /// How many claims and blocks came before.
    passed: usize,
    passed_blocks: usize,
    ids: id::Ids,
    pairs: Pairs<again::Keyed>,
    rest: Rest,
}

impl Window<'_> {
    /// Whether a stretch may end with the last block: a quotation that is not closed is given to whoever is named later,
    /// and the numbers of a headline are looked for in the first stretch alone.
    fn may_end(&self) -> bool {
        let of_headline = self.passed_blocks == 0 && self.counts.is_empty() && self.headline > 0;
        if of_headline && self.numbers < check::repeat::REACH {
            return false;
        }
        let last = self.readings.last();
        let quotation = last.and_then(|(_, reading)| reading.quotations.last());
        quotation.is_none_or(|last| !last.unclosed)
    }

    /// Makes the claims of the blocks from `from` on and does their sums.
    fn advance(&mut self, from: usize) {
        let text = self.article.text;
        let fresh = self.claims.len();
        let attributions = self
            .speakers
            .attributions(text, &self.readings, from, self.registry);
        // A claim is some hundreds of bytes, which a list that grows would move again and again.
        let mentions = self.readings.iter().skip(from);
        let mentions = mentions.map(|(_, reading)| reading.mentions());
        self.claims.reserve(mentions.sum());
        let pairs = self.readings.iter().zip(&attributions);
        for ((start, reading), attributions) in pairs.skip(from) {
            let before = self.claims.len();
            let worth = claim::of_block(
                self.article,
                *start,
                reading,
                attributions,
                &mut self.claims,
            );
            self.rest.worth = self.rest.worth.max(worth);
            self.counts.push(self.claims.len() - before);
        }
        for claim in self.claims.iter_mut().skip(fresh) {
            let id = self.ids.next(claim::hash_of(text, claim));
            claim.id = claim::written(id);
            self.rest.ids.push(id);
            self.rest.worth = self.rest.worth.max(claim.worth);
            self.rest.chains.push(&check::bonds(claim));
        }
        self.check(from, fresh);
    }

    /// The sums of the claims from `fresh` on, which are in the blocks from `from` on.
    fn check(&mut self, from: usize, fresh: usize) {
        let all = 0..self.claims.len();
        let (text, date) = (self.article.text, self.article.date);
        let scene = Scene::of(text, date, &self.readings, &self.claims, all);
        let findings = &mut self.rest.findings;
        let mut found = Vec::new();
        check::near(&scene, &mut found);
        for mut finding in found {
            if finding.last() >= fresh {
                for claim in &mut finding.claims {
                    *claim += self.passed;
                }
                findings.near.push(finding);
            }
        }
        if self.passed_blocks == 0 && from == 0 {
            check::repeat::check(&scene, &mut findings.repeated);
        }
        for (passage, keyed) in again::keyed(&scene) {
            let block = scene
                .passages
                .get(passage)
                .map_or(0, |passage| passage.number);
            let Some(claim) = self.claims.get(keyed.claim).filter(|_| block >= from) else {
                continue;
            };
            let placed = Placed {
                block: block + self.passed_blocks,
                claim: keyed.claim + self.passed,
                sentence: claim.sentence,
                keyed,
            };
            let measured = again::measured(claim);
            findings
                .again
                .extend(self.pairs.next(text, placed, measured));
        }
    }

    /// Hands over the claims of all blocks but the last `keep`, and lets the blocks go.
    fn hand_over(&mut self, keep: usize, take: &mut dyn FnMut(Claim, Links)) {
        let blocks = self.readings.len().saturating_sub(keep);
        let claims: usize = self.counts.iter().take(blocks).sum();
        let mut going = self.claims.drain(..claims);
        for ((start, reading), count) in self
            .readings
            .drain(..blocks)
            .zip(self.counts.drain(..blocks))
        {
            for claim in going.by_ref().take(count) {
                let links = self.linker.links(&claim, start, &reading.tokens);
                take(claim, links);
            }
        }
        drop(going);
        self.passed += claims;
        self.passed_blocks += blocks;
        self.speakers.forget(blocks);
    }
}
