//! What differs between a quotation and the stretches of the source text that it was found in.

use super::align::Step;
use super::unit::Unit;
use super::{Difference, Kind, Wording};
use crate::text::runs::Runs;
use crate::text::words::{Bracket, Word};
use crate::text::{Span, is_quote};

/// A line of the source text with more words is no page number or running head, and no aside has more.
const FURNITURE: usize = 12;

/// How one stretch of the quotation lies over the source text. Indices count words of the fragment and of the
/// source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub steps: Vec<Step>,
}

impl Place {
    fn pairs(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.steps.iter().filter_map(|step| match *step {
            Step::Same(_, there) | Step::Changed(_, there) => Some(there),
            _ => None,
        })
    }

    /// The first word of the source text that stands for one of the quotation.
    pub fn start(&self) -> Option<usize> {
        self.pairs().next()
    }

    /// The index behind the last one.
    pub fn end(&self) -> Option<usize> {
        self.pairs().next_back().map(|last| last + 1)
    }
}

/// What was found of one fragment.
pub struct Compared {
    pub result: Wording,
    pub marked: bool,
    pub there: Vec<Span>,
    pub differences: Vec<Difference>,
}

/// Walks over a fragment's stretches in order and notes what differs in them and between them.
pub fn compare(
    text: &str,
    index: &Runs<'_>,
    words: &[Word],
    units: &[Unit],
    found: &[Option<Place>],
) -> Compared {
    let mut walk = Walk {
        text,
        index,
        words,
        there: Vec::new(),
        differences: Vec::new(),
        last: None,
        here: Vec::new(),
        gone: None,
    };
    for (unit, place) in units.iter().zip(found) {
        match place {
            Some(place) => walk.place(place, unit.after_ellipsis),
            None => walk.here.extend(unit.first..unit.end),
        }
    }
    walk.flush(None);
    if walk.there.is_empty() {
        return Compared {
            result: Wording::Absent,
            marked: false,
            there: Vec::new(),
            differences: Vec::new(),
        };
    }
    let altered = walk.differences.iter().any(|difference| {
        // Words that are only inserted in brackets leave those of the source text whole.
        let inserted = difference.kind == Kind::Bracket && difference.there.is_empty();
        let aside = difference.kind == Kind::Bracket && difference.here.is_empty();
        difference.kind.is_of_words() && !inserted && !aside
    });
    let shown = walk.differences.iter().all(|difference| {
        !difference.kind.is_of_words() || matches!(difference.kind, Kind::Joined | Kind::Bracket)
    });
    Compared {
        result: if altered {
            Wording::Altered
        } else {
            Wording::Verbatim
        },
        marked: altered && shown,
        there: walk.there,
        differences: walk.differences,
    }
}

struct Walk<'a> {
    text: &'a str,
    index: &'a Runs<'a>,
    words: &'a [Word],
    there: Vec<Span>,
    differences: Vec<Difference>,
    /// The last pair of equal words.
    last: Option<(usize, usize)>,
    /// Words of the fragment since then that the source text lacks.
    here: Vec<usize>,
    /// First and last word of the source text since then that the fragment lacks; they stand side by side.
    gone: Option<(usize, usize)>,
}

impl Walk<'_> {
    fn place(&mut self, place: &Place, after_ellipsis: bool) {
        let mut first = true;
        for step in &place.steps {
            match *step {
                Step::Same(here, there) => {
                    if first {
                        self.enter(there, after_ellipsis);
                        first = false;
                    }
                    self.flush(Some((here, there)));
                }
                Step::Changed(here, there) => {
                    if first {
                        self.enter(there, after_ellipsis);
                        first = false;
                    }
                    self.here.push(here);
                    self.lack(there, there);
                }
                Step::Here(here) => self.here.push(here),
                Step::There(there) => self.lack(there, there),
            }
        }
    }

    /// Goes on at word `there` of the source text, in another stretch of the quotation.
    fn enter(&mut self, there: usize, after_ellipsis: bool) {
        let Some((here, last)) = self.last else {
            return;
        };
        let behind = self.gone.map_or(last, |(_, gone)| gone) + 1;
        if there < behind {
            self.flush(None);
            let at = self.here_end(here);
            self.differences.push(Difference {
                kind: Kind::Moved,
                here: Span::new(at, at),
                there: self.there_span(there, there),
            });
            self.last = None;
        } else if after_ellipsis {
            self.flush(None);
            if there > behind {
                self.note(
                    Kind::Joined,
                    Span::new(self.here_end(here), self.here_end(here)),
                    self.there_span(behind, there - 1),
                );
            }
            self.last = None;
        } else if there > behind {
            self.lack(behind, there - 1);
        }
    }

    /// The fragment lacks the words `first` to `last` of the source text.
    fn lack(&mut self, first: usize, last: usize) {
        self.gone = match self.gone {
            Some((from, to)) => Some((from.min(first), to.max(last))),
            None => Some((first, last)),
        };
    }

    fn here_end(&self, at: usize) -> usize {
        self.words.get(at).map_or(0, |word| word.span.end)
    }

    fn there_span(&self, first: usize, last: usize) -> Span {
        match (self.index.words.get(first), self.index.words.get(last)) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    fn note(&mut self, kind: Kind, here: Span, there: Span) {
        self.differences.push(Difference { kind, here, there });
    }

    /// Notes what has piled up since the last pair of equal words, then `pair`, with what differs in it.
    fn flush(&mut self, pair: Option<(usize, usize)>) {
        let piled = !self.here.is_empty() || self.gone.is_some();
        if piled {
            self.note_piled(pair);
        }
        let Some((here, there)) = pair else { return };
        if !piled {
            self.note_gap(here, there);
        }
        self.note_case(here, there);
        let span = self.there_span(there, there);
        match (self.there.last_mut(), self.last) {
            (Some(stretch), Some((_, last))) if last <= there => *stretch = stretch.cover(span),
            _ => self.there.push(span),
        }
        self.last = Some((here, there));
    }

    fn note_piled(&mut self, pair: Option<(usize, usize)>) {
        let here = std::mem::take(&mut self.here);
        let gone = self.gone.take();
        // What the source text has before the first or behind the last word of the quotation is not left out.
        if here.is_empty() && (pair.is_none() || self.last.is_none()) {
            return;
        }
        let before = self.last.map_or_else(
            || {
                here.first()
                    .and_then(|&at| self.words.get(at))
                    .map_or(0, |word| word.span.start)
            },
            |(at, _)| self.here_end(at),
        );
        let here_span = match (
            here.first().and_then(|&at| self.words.get(at)),
            here.last().and_then(|&at| self.words.get(at)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(before, before),
        };
        let there_span = match gone {
            Some((first, last)) => self.there_span(first, last),
            None => {
                let at = match (self.last, pair) {
                    (Some((_, there)), _) => self.there_span(there, there).end,
                    (None, Some((_, there))) => self.there_span(there, there).start,
                    (None, None) => self.there.last().map_or(0, |span| span.end),
                };
                Span::new(at, at)
            }
        };
        let bracketed = |at: &usize| {
            self.words
                .get(*at)
                .is_some_and(|word| word.bracket != Bracket::None)
        };
        let kind = if !here.is_empty() && here.iter().all(bracketed) {
            Kind::Bracket
        } else if here.is_empty() {
            if gone.is_some_and(|gone| self.is_furniture(gone)) {
                return;
            }
            if gone.is_some_and(|(first, last)| {
                last - first < FURNITURE && (first..=last).all(|at| self.is_aside(at))
            }) {
                Kind::Bracket
            } else {
                Kind::Missing
            }
        } else if gone.is_none() {
            Kind::Inserted
        } else {
            Kind::Changed
        };
        self.note(kind, here_span, there_span);
    }

    /// Whether a word of the source text stands in brackets that a transcript sets: "[laughs]", "(Applause.)".
    fn is_aside(&self, at: usize) -> bool {
        let Some(word) = self.index.words.get(at) else {
            return false;
        };
        match word.bracket {
            Bracket::Square => true,
            Bracket::None => false,
            Bracket::Round => {
                let text = self.index.text;
                let before = text.get(..word.span.start).unwrap_or_default();
                let opened = before.trim_end_matches(|c: char| c != '(' && !c.is_control());
                text.get(opened.len()..)
                    .and_then(|inner| inner.chars().next())
                    .is_some_and(char::is_uppercase)
            }
        }
    }

    /// Whether the words are a line of their own between two lines: a page number or running head.
    fn is_furniture(&self, (first, last): (usize, usize)) -> bool {
        let gap = |before: usize, after: usize| match (
            self.index.words.get(before),
            self.index.words.get(after),
        ) {
            (Some(before), Some(after)) => {
                Span::new(before.span.end, after.span.start).of(self.index.text)
            }
            _ => "",
        };
        last - first < FURNITURE
            && first
                .checked_sub(1)
                .is_some_and(|before| gap(before, first).contains('\n'))
            && gap(last, last + 1).contains('\n')
    }

    /// Punctuation and marks between the last pair and this one.
    fn note_gap(&mut self, here: usize, there: usize) {
        let Some((last_here, last_there)) = self.last else {
            return;
        };
        let between = |words: &[Word], first: usize, second: usize| match (
            words.get(first),
            words.get(second),
        ) {
            (Some(first), Some(second)) => Span::new(first.span.end, second.span.start),
            _ => Span::default(),
        };
        let here_gap = between(self.words, last_here, here);
        let there_gap = between(&self.index.words, last_there, there);
        let (here_text, there_text) = (here_gap.of(self.text), there_gap.of(self.index.text));
        if here_text == there_text {
            return;
        }
        let set = |text: &str| -> String {
            text.chars()
                .filter(|c| !c.is_whitespace() && !is_quote(*c) && !matches!(c, '[' | ']'))
                .map(plain)
                .collect()
        };
        let marks = |text: &str| text.chars().filter(|c| is_quote(*c)).count().min(1);
        if set(here_text) != set(there_text) {
            self.note(Kind::Punctuation, here_gap, there_gap);
        } else if marks(here_text) != marks(there_text) {
            self.note(Kind::Marks, here_gap, there_gap);
        }
    }

    fn note_case(&mut self, here: usize, there: usize) {
        let (Some(here), Some(there)) = (self.words.get(here), self.index.words.get(there)) else {
            return;
        };
        let capital = |text: &str| {
            text.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
        };
        let all = |text: &str| text.chars().filter(|c| c.is_uppercase()).count() > 1;
        let (a, b) = (here.span.of(self.text), there.span.of(self.index.text));
        // Text set in capitals throughout says nothing of the words.
        if capital(a) != capital(b) && !all(a) && !all(b) {
            self.note(Kind::Case, here.span, there.span);
        }
    }
}

/// One shape for all dashes, hyphens and ellipses.
const fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' => '-',
        _ => c,
    }
}
