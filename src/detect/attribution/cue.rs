//! Words that attribute, each with its source.

use super::source::{self, Tokens};
use crate::text::{Block, Case, Kind, Span, Token, lexicon, word, words};

/// What kind of word attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// "said", "told", "warned": a clause may follow without quotation marks.
    Speech,
    /// "called", "hailed", "thinks": attributes what is in quotation marks, and a clause where much speaks for it.
    Of,
    /// "Roe’s claim that"
    Noun,
    /// "Asked about the fire", "when asked whether": who asks is not said, and the answer’s cue follows.
    Asked,
    /// "according to"
    AccordingTo,
    /// The colon of "Roe: we are ready" or of a transcript.
    Colon,
    /// The dash of "“We are ready.” — Ann Roe".
    Dash,
}

/// A word that attributes.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// Indices of its first and last token.
    pub tokens: Tokens,
    pub kind: CueKind,
    /// `None` where the source is not said (passive).
    pub source: Option<Tokens>,
    /// Whether the source stands behind ("said Roe").
    pub inverted: bool,
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// Whether "who" stands before it ("Roe, who said it was safe, left").
    pub relative: bool,
    /// Whether it is an infinitive of purpose ("took the stage to call it").
    pub purpose: bool,
}

impl Cue {
    /// The first token of cue and source together.
    pub fn first(&self) -> usize {
        self.source
            .map_or(self.tokens.0, |source| source.0.min(self.tokens.0))
    }

    /// The last token of cue and source together; a source that stands apart behind its cue ("Citing the flood, Roe
    /// urged") does not count.
    pub fn last(&self) -> usize {
        match self.source {
            Some(source) if self.inverted || source.1 < self.tokens.0 => {
                source.1.max(self.tokens.1)
            }
            _ => self.tokens.1,
        }
    }
}

/// Every cue of the block outside its quotations (`inside` tells for each token), in order.
pub fn cues(block: &Block<'_>, inside: &[bool]) -> Vec<Cue> {
    let mut cues: Vec<Cue> = colon(block).into_iter().collect();
    let headline = is_headline(block);
    // Who spoke in an earlier sentence.
    let mut earlier: Option<Tokens> = None;
    for (sentence, range) in block.sentences.iter().enumerate() {
        let mut last: Option<Tokens> = None;
        let mut first: Option<Tokens> = None;
        let tokens = block.tokens.get(range.tokens.clone()).unwrap_or_default();
        let mut named = block.is_capital(range.tokens.start.wrapping_sub(1));
        for (at, token) in range.tokens.clone().zip(tokens) {
            let before = std::mem::replace(&mut named, token.is_capital());
            if !may_attribute(token, before) || inside.get(at).copied().unwrap_or(true) {
                continue;
            }
            if token.is(word!("according")) && block.is(at + 1, word!("to")) {
                // "painted according to custom"
                if block.has(at + 2, lexicon::RULE) {
                    continue;
                }
                let source = source::after(block, at + 2);
                cues.push(Cue {
                    tokens: (at, at + 1),
                    kind: CueKind::AccordingTo,
                    source,
                    inverted: true,
                    sentence,
                    relative: false,
                    purpose: false,
                });
                continue;
            }
            if token.is(word!("asked"))
                && let Some(cue) = asked(block, at, range.tokens.start, sentence)
            {
                cues.push(cue);
                continue;
            }
            if let Some(cue) = noun(block, at, range.tokens.start, sentence) {
                cues.push(cue);
                continue;
            }
            // "Adding, “": a participle that opens the sentence goes on with who spoke before it.
            let opens = at == range.tokens.start && block.ends(at, "ing");
            if token.kind != Kind::Word || token.is_capital() && !opens && !headline {
                continue;
            }
            let put = (token.is(word!("put")) || token.is(word!("puts")))
                && block.is(at + 1, word!("it"));
            let kind = if put || token.class.is(lexicon::SPEECH) {
                CueKind::Speech
            } else {
                CueKind::Of
            };
            let verb = Verb {
                block,
                inside,
                at,
                kind,
                floor: range.tokens.start,
                sentence,
                last: last.or(earlier.filter(|_| opens)),
                first,
            };
            let known = put
                || token.class.is(lexicon::SPEECH
                    | lexicon::SPEECH_OF
                    | lexicon::SPEECH_LOOSE
                    | lexicon::BELIEF)
                    && !token.class.is(lexicon::TITLE);
            let cue = if known { verb.cue() } else { verb.unknown() };
            if let Some(cue) = cue {
                last = cue.source.or(last);
                first = first.or(cue.source);
                cues.push(cue);
            }
        }
        earlier = last.or(earlier);
    }
    cues.extend(dash(block, inside));
    cues
}

/// Whether `token` may be a cue: all but a few words are passed over by this one look at them. `named` tells whether a word
/// with a capital stands before it.
fn may_attribute(token: &Token, named: bool) -> bool {
    let cue = lexicon::SPEECH
        | lexicon::SPEECH_OF
        | lexicon::SPEECH_LOOSE
        | lexicon::SPEECH_NOUN
        | lexicon::BELIEF;
    token.class.is(cue)
        // "…,” Roe snarled": any word behind a name.
        || token.kind == Kind::Word && named
        // Asked of every word: four comparisons with constants are less than a list.
        || token.is(word!("according"))
        || token.is(word!("asked"))
        || token.is(word!("put"))
        || token.is(word!("puts"))
}

/// "“We sold it.” — Ann Lee": a dash behind a quotation and a name that ends the block.
fn dash(block: &Block<'_>, inside: &[bool]) -> Option<Cue> {
    let mark =
        |token: &Token| token.kind == Kind::Other && token.is_any(words!["—", "–", "―", "-"]);
    let mut last = block.tokens.iter().enumerate().rev().take(12);
    let at = last.find(|(_, token)| mark(token)).map(|(at, _)| at)?;
    let behind = at.checked_sub(1)?;
    let quoted = inside.get(behind).copied().unwrap_or(false);
    let first = at + 1;
    let mut last = first;
    while block.is_capital(last + 1) || block.is(last + 1, word!(".")) && block.is_capital(last + 2)
    {
        last += 1;
    }
    let named = block.tokens.get(first)?.is_capital() && last < first + 5;
    let ends = last + 1 >= block.tokens.len() || block.is_any(last + 1, words![",", "."]);
    (quoted && named && ends).then(|| Cue {
        tokens: (at, at),
        kind: CueKind::Dash,
        source: Some((first, last)),
        inverted: true,
        sentence: block.sentence_at(block.tokens.get(at).map_or(0, |token| token.span.start)),
        relative: false,
        purpose: false,
    })
}

/// Whether the block is a headline whose words are all written with capitals.
fn is_headline(block: &Block<'_>) -> bool {
    if block.tokens.len() >= HEADLINE {
        return false;
    }
    let words = || {
        let words = block.tokens.iter();
        words.filter(|token| token.kind == Kind::Word && token.span.len() > 3)
    };
    let capitals = words().filter(|token| token.is_capital()).count();
    capitals > 3 && words().count() - capitals <= 1
}

/// The most tokens of a headline.
const HEADLINE: usize = 32;

/// "Asked about the fire, Roe left", "when asked by Doe whether".
fn asked(block: &Block<'_>, at: usize, floor: usize, sentence: usize) -> Option<Cue> {
    let opens = at == floor
        || at > floor && block.is_any(at - 1, words!["when", "if", "once", "being", "after"]);
    if !opens {
        return None;
    }
    let source = if block.is(at + 1, word!("by")) {
        source::after(block, at + 2)
    } else {
        None
    };
    Some(Cue {
        tokens: (at, at),
        kind: CueKind::Asked,
        source,
        inverted: true,
        sentence,
        relative: false,
        purpose: false,
    })
}

/// "Roe’s claim that", "his answer was that": a noun of speech with its owner, before a clause or a mark.
fn noun(block: &Block<'_>, at: usize, floor: usize, sentence: usize) -> Option<Cue> {
    let token = block.tokens.get(at)?;
    if !token.class.is(lexicon::SPEECH_NOUN) || token.is_capital() {
        return None;
    }
    let next = at + 1;
    let be = block.is_any(next, words!["is", "was", "were", "has"]);
    let behind = next + usize::from(be);
    // "her claim in the debate that"
    let that = (next..next + 6)
        .take_while(|&at| {
            block.tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Word && !token.class.is(lexicon::AUXILIARY) || at < behind
            })
        })
        .any(|at| block.is(at, word!("that")));
    let hangs = !be && block.is_any(next, words!["to", "for", "of", "against", "about", "on"]);
    let opens = that
        || hangs
        || block.is(behind, word!(":"))
        || block.kind(behind) == Some(Kind::Quote) && be;
    if !opens {
        return None;
    }
    // Back over adjectives to the owner.
    let owner = (1..5)
        .map_while(|back| at.checked_sub(back))
        .take_while(|&at| at >= floor)
        .find(|&at| {
            block.tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Clitic || token.class.is(lexicon::POSSESSIVE)
            })
        })?;
    let source = if block.kind(owner) == Some(Kind::Clitic) {
        source::owner(block, owner.checked_sub(1)?, floor)?
    } else {
        (owner, owner)
    };
    Some(Cue {
        tokens: (at, at + usize::from(be)),
        kind: CueKind::Noun,
        source: Some(source),
        inverted: false,
        sentence,
        relative: false,
        purpose: false,
    })
}

/// Where in its sentence a verb stands.
struct Verb<'b, 'a> {
    block: &'b Block<'a>,
    inside: &'b [bool],
    at: usize,
    kind: CueKind,
    /// The first token of the sentence.
    floor: usize,
    sentence: usize,
    /// The source of the cue before it in the sentence.
    last: Option<Tokens>,
    /// The source of the first cue in the sentence: whom a pronoun between may mean.
    first: Option<Tokens>,
}

impl Verb<'_, '_> {
    fn made(&self, source: Option<Tokens>, inverted: bool) -> Option<Cue> {
        let it = usize::from(
            self.block.is(self.at + 1, word!("it"))
                && (self.block.is_any(self.at, words!["put", "puts"])),
        );
        Some(Cue {
            tokens: (self.at, self.at + it),
            kind: self.kind,
            source,
            inverted,
            sentence: self.sentence,
            relative: !inverted && self.is_relative(),
            purpose: false,
        })
    }

    /// Whether "who" is the verb’s subject.
    fn is_relative(&self) -> bool {
        (1..4)
            .map_while(|back| self.at.checked_sub(back))
            .any(|at| self.block.is(at, word!("who")))
    }

    fn is_inside(&self, at: usize) -> bool {
        self.inside.get(at).copied().unwrap_or(false)
    }

    /// The cue that the verb makes.
    fn cue(&self) -> Option<Cue> {
        let Self {
            block, at, floor, ..
        } = *self;
        let before = at.checked_sub(1).filter(|before| *before >= floor);
        let previous = before.and_then(|before| block.tokens.get(before));
        // "the report", "her claims", "45 states" attribute nothing; "some say", "both said" do.
        let noun = previous.is_some_and(|previous| {
            previous.class.is(lexicon::POSSESSIVE)
                || previous.kind == Kind::Clitic && !before.is_some_and(|at| self.is_auxiliary(at))
                || previous.class.is(lexicon::DETERMINER)
                    && !before.is_some_and(|before| self.is_subject_determiner(before))
        });
        // "is known as “Big Jim”" names somebody, and says nothing.
        let names = block.is(at, word!("known")) && block.is(at + 1, word!("as"));
        // A verb in -s has one subject.
        let counted = block.ends(at, "s")
            && !is_finite(block, at)
            && (previous.is_some_and(|previous| previous.kind == Kind::Number)
                || before.is_some_and(|before| {
                    block.is_any(
                        before,
                        words![
                            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                            "other", "such", "various", "recent", "new", "more",
                        ],
                    )
                }));
        if noun || counted || names || is_compound(block, at) || self.is_singular_noun() {
            return None;
        }
        if before.is_some_and(|before| block.is(before, word!("to"))) {
            return self.infinitive();
        }
        let quoted_before = before.is_some_and(|before| self.is_inside(before))
            || at == floor && at > 0 && self.is_inside(at - 1);
        let comma_before = before.is_some_and(|before| block.is(before, word!(",")));
        if source::is_passive(block, at) {
            let by = agent(block, self.inside, at);
            return self.made(by.and_then(|by| source::after(block, by + 1)), true);
        }
        let participle = block.ends(at, "ing");
        if participle && !self.is_progressive() {
            return self.participle();
        }
        // "…,” Roe, the mayor, told AFP": a subject behind the quotation comes before an inverted one.
        if comma_before && let Some(source) = self.behind_quote() {
            return self.made(Some(source), false);
        }
        // "…,” said Roe" and "…, said Roe"
        // "told the BBC" names who listens, never who speaks.
        let told = block.is_any(at, words!["told", "tells", "tell"]);
        if (quoted_before || comma_before) && !told {
            // "“…,” Roe, citing the flood, said the mill would close": what follows is a subject with its own verb.
            let inverted = source::after(block, at + 1)
                .filter(|source| is_source(block, *source))
                .filter(|(_, last)| !block.has(last + 1, lexicon::AUXILIARY));
            // "…, said the flood took her home": only a name or an office can follow where no mark stands before.
            let speaks = inverted.is_some_and(|(first, last)| {
                (first..=last).any(|at| {
                    block.tokens.get(at).is_some_and(|token| {
                        token.is_capital() && !token.class.is(lexicon::STARTER)
                            || token.class.is(lexicon::TITLE)
                    })
                }) || block.is_any(
                    last,
                    words![
                        "officials",
                        "experts",
                        "sources",
                        "analysts",
                        "people",
                        "police",
                    ],
                )
            });
            if let Some(source) =
                inverted.filter(|_| quoted_before || speaks && is_close(block, at))
            {
                return self.made(Some(source), true);
            }
        }
        self.finite(quoted_before)
    }

    /// Whether the clitic at token `at` is a verb ("he’s said") and not a genitive.
    fn is_auxiliary(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.block.tokens.get(before))
            .is_some_and(|before| before.class.is(lexicon::PRONOUN))
    }

    /// "Some say", "both argued": words that are a subject before a finite verb.
    fn is_subject_determiner(&self, at: usize) -> bool {
        let plural = self.block.is_any(
            at,
            words![
                "some", "many", "most", "both", "all", "several", "few", "another", "others",
            ],
        );
        plural && !self.block.ends(self.at, "s")
    }

    /// Whether an auxiliary stands before the "-ing" form ("is saying").
    fn is_progressive(&self) -> bool {
        (1..4)
            .map_while(|back| self.at.checked_sub(back))
            .take_while(|&at| at >= self.floor)
            .find(|&at| {
                !self.block.ends(at, "ly")
                    && !self.block.is(at, word!("now"))
                    && !self.block.is(at, word!("also"))
            })
            .is_some_and(|at| {
                self.block.tokens.get(at).is_some_and(|token| {
                    token.class.is(lexicon::AUXILIARY) || token.kind == Kind::Clitic
                }) || self.block.is_any(
                    at,
                    words!["kept", "keeps", "began", "started", "stopped", "continued"],
                ) || self
                    .block
                    .word(at)
                    .get(self.block.word(at).len().saturating_sub(3)..)
                    .is_some_and(|end| end.ends_with("’re") || end.ends_with("'re"))
            })
    }

    /// The subject of the verb, where it starts right behind a quotation.
    fn behind_quote(&self) -> Option<Tokens> {
        let quoted = last_quoted(self.inside, self.floor.saturating_sub(2), self.at)?;
        let source = source::before(self.block, self.at, quoted + 1)?;
        (source.0 == quoted + 1 && is_source(self.block, source)).then_some(source)
    }

    /// "…,” Roe snarled": any verb right behind a quotation and a name.
    fn unknown(&self) -> Option<Cue> {
        let block = self.block;
        let token = block.tokens.get(self.at)?;
        let before = self.at.checked_sub(1)?;
        if !block.is_capital(before) || self.is_inside(before) {
            return None;
        }
        let plain = token.span.len() > 4
            && block.ends(self.at, "ed")
            && !token
                .class
                .is(lexicon::PREPOSITION | lexicon::DETERMINER | lexicon::AUXILIARY);
        if !plain {
            return None;
        }
        let source = self.behind_quote()?;
        let spoken = source
            .0
            .checked_sub(2)
            .is_some_and(|end| block.is_any(end, words![",", "?", "!"]));
        let ends = matches!(block.word(self.at + 1), "." | "," | ";" | ":" | "")
            || block.is_any(self.at + 1, words!["in", "on", "at", "to"]);
        let speech = Self {
            kind: CueKind::Speech,
            ..*self
        };
        (spoken && ends)
            .then(|| speech.made(Some(source), false))
            .flatten()
    }

    /// "a recent issue": a singular subject takes no such form, so it is a noun.
    fn is_singular_noun(&self) -> bool {
        let block = self.block;
        let ends = |end: &str| block.ends(self.at, end);
        if ends("s") || ends("ing") || is_finite(block, self.at) {
            return false;
        }
        let edge = (2..5)
            .map_while(|back| self.at.checked_sub(back))
            .take_while(|&at| at >= self.floor)
            .find(|&at| {
                block.tokens.get(at).is_none_or(|token| {
                    token.kind != Kind::Word && !block.is(at, word!("-"))
                        || token
                            .class
                            .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::AUXILIARY)
                })
            });
        edge.is_some_and(|at| {
            let singular = block.is_any(
                at,
                words!["a", "an", "the", "this", "his", "her", "its", "their", "my"],
            );
            let auxiliary = (at + 1..self.at).any(|at| block.has(at, lexicon::AUXILIARY));
            let plural = block.ends(self.at - 1, "s")
                || block.is_any(
                    self.at - 1,
                    words![
                        "people", "women", "men", "police", "children", "media", "public",
                    ],
                );
            singular && !plural && !auxiliary
        })
    }

    /// "Roe left, saying", "by calling", "a statement saying", "voters saying", "is quoted as saying".
    fn participle(&self) -> Option<Cue> {
        let block = self.block;
        if let Some(before) = self.at.checked_sub(1).filter(|before| *before > self.floor) {
            // "goes without saying": nobody says it.
            if block.is(before, word!("without")) {
                return None;
            }
            if block.is(before, word!("as")) {
                let be = (1..5)
                    .map_while(|back| before.checked_sub(back))
                    .take_while(|&at| at > self.floor)
                    .find(|&at| block.has(at, lexicon::AUXILIARY));
                if let Some(source) = be.and_then(|be| source::before(block, be, self.floor)) {
                    return self.made(Some(source), false);
                }
            }
            let document = block.is_any(
                before,
                words![
                    "statement",
                    "release",
                    "letter",
                    "email",
                    "tweet",
                    "video",
                    "ad",
                    "memo",
                    "post",
                    "message",
                    "speech",
                    "interview",
                    "note",
                ],
            );
            let plain = block.tokens.get(before).is_some_and(|token| {
                token.kind == Kind::Word
                    && !token.class.is(lexicon::CONJUNCTION | lexicon::PREPOSITION)
                    && !block.ends(before, "ly")
            });
            if plain
                && !document
                && let Some(source) = source::before(block, self.at, self.floor)
                    .filter(|source| is_source(block, *source) && source.1 == before)
            {
                return self.made(Some(source), false);
            }
        }
        // "Citing the flood, Roe urged", "After citing the flood, Roe urged": who follows behind the comma.
        let opens = self.at == self.floor
            || self.at == self.floor + 1
                && block.is_any(
                    self.floor,
                    words!["after", "by", "before", "while", "when", "in"],
                );
        let follows = opens
            .then(|| {
                // The comma may stand before the closing mark.
                let behind = (self.at + 3..self.at + 40).find(|&at| {
                    !self.is_inside(at)
                        && (block.is(at - 1, word!(",")) && !self.is_inside(at - 1)
                            || block.is(at - 2, word!(",")) && self.is_inside(at - 1))
                })?;
                source::after(block, behind).filter(|source| is_source(block, *source))
            })
            .flatten();
        let subject = follows
            .or(self.last.filter(|last| last.1 > last.0).or(self.first))
            .or(self.last)
            .or_else(|| source::subject(self.block, self.floor, self.at))
            .filter(|source| is_source(self.block, *source));
        self.made(Some(subject?), false)
    }

    /// "Roe declined to say": the subject of the verb that the infinitive hangs on.
    fn infinitive(&self) -> Option<Cue> {
        let mut verb = self.at.checked_sub(2).filter(|verb| *verb > self.floor)?;
        // "went on to say"
        if self.block.is(verb, word!("on")) {
            verb -= 1;
        }
        let hangs = self.block.is_any(
            verb,
            words![
                "went",
                "going",
                "continued",
                "declined",
                "refused",
                "began",
                "wants",
                "wanted",
                "appeared",
                "seemed",
                "likes",
                "used",
                "tried",
                "had",
                "came",
                "vowed",
                "promised",
                "plans",
            ],
        );
        if !hangs {
            // "took the stage to call it": who acts speaks, where something is quoted.
            let source = self
                .last
                .or_else(|| source::subject(self.block, self.floor, self.at))
                .filter(|source| is_source(self.block, *source))?;
            return self.made(Some(source), false).map(|cue| Cue {
                purpose: true,
                ..cue
            });
        }
        let source = source::before(self.block, verb, self.floor)
            .filter(|source| is_source(self.block, *source))
            .or(self.last)?;
        self.made(Some(source), false)
    }

    /// "Roe said": subject and verb.
    fn finite(&self, quoted_before: bool) -> Option<Cue> {
        let Self {
            block, at, floor, ..
        } = *self;
        let start = last_quoted(self.inside, floor, at).map_or(floor, |quoted| quoted + 1);
        let source = source::before(block, at, start).filter(|source| is_source(block, *source));
        let before = at.checked_sub(1).filter(|before| *before >= floor);
        match source {
            Some(source) => {
                if self.is_clear(source) {
                    self.made(Some(source), false)
                } else {
                    None
                }
            }
            // "Experts on river traffic and harbour law said": the phrase before the verb is only the end of its subject.
            None if !quoted_before
                && self.kind == CueKind::Speech
                && is_finite(block, at)
                && !self.is_inside(at)
                && before.is_some_and(|before| block.kind(before) == Some(Kind::Word)) =>
            {
                let source = source::subject(block, floor, at)
                    .filter(|source| is_source(block, *source))
                    .filter(|source| {
                        !(source.1 + 1..at).any(|at| {
                            block.is_any(at, words![",", ";", ":"])
                                || block.tokens.get(at).is_some_and(|token| {
                                    token.class.is(lexicon::AUXILIARY | lexicon::SPEECH)
                                })
                        })
                    });
                match source {
                    // All of it, up to the verb.
                    Some((first, last)) => {
                        let end = (last..at).rev().find(|&at| !source::is_between(block, at));
                        self.made(Some((first, end.unwrap_or(last))), false)
                    }
                    None => self.goes_on(before),
                }
            }
            None if quoted_before => self.made(None, false),
            None => self.goes_on(before),
        }
    }

    /// "he met Putin and said": the subject goes on.
    fn goes_on(&self, before: Option<usize>) -> Option<Cue> {
        let Self {
            block, at, floor, ..
        } = *self;
        let and = before.is_some_and(|before| block.is_any(before, words!["and", "but", "then"]));
        let goes_on = and && is_finite(block, at);
        let source = self
            .last
            .or_else(|| {
                source::subject(block, floor, at)
                    .filter(|source| is_source(block, *source))
                    .filter(|_| self.kind == CueKind::Speech)
            })
            .filter(|_| goes_on)?;
        self.made(Some(source), false)
    }

    /// Verb forms that are nouns as well need a clear subject.
    fn is_clear(&self, source: Tokens) -> bool {
        let block = self.block;
        let finite = is_finite(block, self.at);
        // "half of Republican claims": what a preposition governs is no subject.
        let governed = source
            .0
            .checked_sub(1)
            .is_some_and(|before| block.is_any(before, words!["of", "against"]));
        if governed && !finite {
            return false;
        }
        let (Some(first), Some(last)) = (block.tokens.get(source.0), block.tokens.get(source.1))
        else {
            return false;
        };
        // "officials say", "critics argue"
        let agrees = (block.ends(source.1, "s") || block.is(source.1, word!("people")))
            && !block.ends(self.at, "s");
        finite
            || block.ends(self.at, "ing")
            || agrees
            || matches!(block.kind(source.1), Some(Kind::Number))
            || source.1 > source.0 && block.is(source.1 - 1, word!("of"))
            || block.is(self.at, word!("says"))
            || last.is_capital()
            || last.class.is(lexicon::PRONOUN)
            || first.class.is(lexicon::DETERMINER)
    }
}

/// Whether the word at token `at` cannot be a noun: "said", "warned".
fn is_finite(block: &Block<'_>, at: usize) -> bool {
    block.ends(at, "ed")
        || block.is_any(
            at,
            words![
                "said", "say", "told", "wrote", "says", "tells", "began", "swore", "spoke", "felt",
                "argues", "insists", "thought", "saw", "found", "went",
            ],
        )
}

/// "well-known", "so-called": a part of a compound is no verb.
fn is_compound(block: &Block<'_>, at: usize) -> bool {
    let hyphen = |at: usize| block.is_any(at, words!["-", "‑"]);
    at > 0 && hyphen(at - 1) && block.is_glued(at) && block.is_glued(at - 1)
        || hyphen(at + 1) && block.is_glued(at + 1) && block.is_glued(at + 2)
}

/// The "by" of a passive verb at token `verb`, in its clause; what is quoted between them is stepped over.
fn agent(block: &Block<'_>, inside: &[bool], verb: usize) -> Option<usize> {
    (verb + 1..block.tokens.len())
        .filter(|&at| !inside.get(at).copied().unwrap_or(false))
        .take(7)
        .take_while(|&at| !block.is_any(at, words![".", ",", ";"]))
        .find(|&at| block.is(at, word!("by")))
}

/// The last token before `at` and not before `floor` that stands in a quotation, within reach.
fn last_quoted(inside: &[bool], floor: usize, at: usize) -> Option<usize> {
    (floor..at)
        .rev()
        .take(60)
        .find(|&at| inside.get(at).copied().unwrap_or(false))
}

/// Whether an inverted clause ends soon ("..., said Roe."), as one at a sentence's end does.
fn is_close(block: &Block<'_>, at: usize) -> bool {
    source::after(block, at + 1)
        .is_some_and(|(_, last)| matches!(block.word(last + 1), "." | "," | ";" | ""))
}

/// Whether the phrase can speak: a name, a pronoun, a share ("64 percent"), or a noun phrase that names people or
/// a body.
fn is_source(block: &Block<'_>, (first, last): Tokens) -> bool {
    let Some(head) = block.tokens.get(last) else {
        return false;
    };
    // "criticized the mayor’s record": a verb and what it governs.
    let verb = last > first
        && block.ends(first, "ed")
        && block
            .tokens
            .get(first)
            .is_some_and(|token| token.case == Case::Lower)
        && block.tokens.get(first + 1).is_some_and(|next| {
            next.class
                .is(lexicon::DETERMINER | lexicon::POSSESSIVE | lexicon::PREPOSITION)
        });
    if verb {
        return false;
    }
    let mut tokens = block.tokens.get(first..=last).into_iter().flatten();
    let named = tokens.clone().any(|token| {
        token.is_capital()
            && !token.class.is(lexicon::WEEKDAY | lexicon::MONTH)
            && !token.class.is(lexicon::STARTER)
    });
    let pronoun = head.class.is(lexicon::PRONOUN) && first == last;
    let counted = tokens
        .clone()
        .any(|token| token.kind == Kind::Number || token.class.is(lexicon::TITLE))
        || first
            .checked_sub(1)
            .is_some_and(|before| block.kind(before) == Some(Kind::Number));
    let determined = tokens.any(|token| token.class.is(lexicon::DETERMINER | lexicon::POSSESSIVE))
        || block.is(first, word!("one"));
    let plural = block.ends(last, "s")
        || block.is_any(
            last,
            words![
                "people",
                "police",
                "surveyed",
                "expert",
                "source",
                "others",
                "someone",
                "somebody",
                "everyone",
                "everybody",
            ],
        );
    named
        || pronoun
        || last > first && (head.kind == Kind::Number || block.is(last - 1, word!("of")))
        || (head.kind == Kind::Word
            && !head.class.is(lexicon::PREPOSITION)
            && (determined || plural || counted))
}

/// "Roe: we are ready", "REPORTER: Why?": a name and a colon at the block's start.
fn colon(block: &Block<'_>) -> Option<Cue> {
    let at = (1..6).find(|&at| block.is(at, word!(":")))?;
    let last = at - 1;
    let all = block.tokens.get(..at)?;
    let name = all.iter().all(|token| {
        token.kind == Kind::Word
            && token.is_capital()
            && (at == 1 && token.span.len() == 1
                || !token
                    .class
                    .is(lexicon::STARTER | lexicon::MONTH | lexicon::WEEKDAY))
            || token.kind == Kind::Other && token.is(word!("."))
    });
    let speaks = block.tokens.get(at + 1).is_some() && !block.is_glued(at + 1);
    (name && speaks && last < 4).then_some(Cue {
        tokens: (at, at),
        kind: CueKind::Colon,
        source: Some((0, last)),
        inverted: false,
        sentence: 0,
        relative: false,
        purpose: false,
    })
}

/// A colon right before a quotation that starts at token `quote`, for want of a verb: "Here’s Roe in March: “…",
/// "Roe stood firm: “…". The source is the name before the colon, or the subject of the sentence.
pub fn lone_colon(block: &Block<'_>, quote: usize) -> Option<Cue> {
    let at = quote.checked_sub(1)?;
    if !block.is(at, word!(":")) {
        return None;
    }
    let sentence = block.sentence_at(block.tokens.get(at)?.span.start);
    let floor = block.sentences.get(sentence)?.tokens.start;
    let named = |source: &Tokens| {
        (source.0..=source.1).any(|at| {
            block
                .tokens
                .get(at)
                .is_some_and(|token| token.is_capital() && !token.class.is(lexicon::STARTER))
        })
    };
    let before = at.checked_sub(1)?;
    let source = block
        .tokens
        .get(before)
        .filter(|token| token.is_capital())
        .and_then(|_| source::phrase(block, before, floor))
        .filter(named)
        .or_else(|| source::subject(block, floor, at).filter(|source| is_source(block, *source)))?;
    Some(Cue {
        tokens: (at, at),
        kind: CueKind::Colon,
        source: Some(source),
        inverted: false,
        sentence,
        relative: false,
        purpose: false,
    })
}

/// The label of a transcript’s line that stands inside the mark at token `mark`: "“ROE: No.".
pub fn label(block: &Block<'_>, mark: usize) -> Option<Cue> {
    let first = mark + 1;
    let at = (first + 1..first + 4).find(|&at| block.is(at, word!(":")))?;
    let name = (first..at).all(|at| {
        block.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word && token.case == Case::Upper && token.span.len() > 1
        })
    });
    (mark == 0 && name).then_some(Cue {
        tokens: (at, at),
        kind: CueKind::Colon,
        source: Some((first, at - 1)),
        inverted: false,
        sentence: 0,
        relative: false,
        purpose: false,
    })
}

/// The span of tokens.
pub fn span(block: &Block<'_>, (first, last): Tokens) -> Span {
    block.span(first, last)
}
