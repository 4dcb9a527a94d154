//! A text that is being written: after each edit only what it touched is read again.

mod change;

use crate::detect::{self, Reading};
use crate::text::{Span, blocks, offsets};
use crate::{Article, Day, Options, OwnTarget, Report};
pub use change::{Change, Placed, Related};

/// Holds one article and its report while it is edited.
///
/// The report is at any time that of [`scan`](crate::scan) on the text as it stands. A session keeps the text, its
/// blocks' readings and the report, and nothing of blocks that are gone.
///
/// ```
/// use tickmark::{Article, Options, Session, Span};
///
/// let mut session = Session::open(&Article::new("The pier lost 40 boats."), &Options::default());
/// let change = session.edit(Span::new(14, 16), "45").unwrap();
/// assert_eq!(session.text(), "The pier lost 45 boats.");
/// assert_eq!((change.removed.len(), change.added.len()), (1, 1));
/// ```
#[derive(Debug)]
pub struct Session {
    text: String,
    id: Option<String>,
    date: Option<Day>,
    offsets: crate::Offsets,
    own_targets: Vec<OwnTarget>,
    /// Each block with its reading.
    blocks: Vec<(Span, Reading)>,
    report: Report,
}

/// Why an edit cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The span is not in the text.
    #[error("the edit is outside of the text, which is {length} long: open the session anew")]
    Outside {
        /// The text's length, in the session's offsets.
        length: usize,
    },
    /// The span begins or ends inside a character.
    #[error("the edit begins or ends inside a character: replace whole characters")]
    InsideCharacter,
}

impl Session {
    /// Reads `article`. Its id should be given: without one each report is named by a hash of the whole text.
    #[must_use]
    pub fn open(article: &Article<'_>, options: &Options<'_>) -> Self {
        let mut session = Self {
            text: String::new(),
            id: article.id.clone(),
            date: article.date,
            offsets: options.offsets,
            own_targets: options.own_targets.to_vec(),
            blocks: Vec::new(),
            report: crate::scan(&Article::new(""), options),
        };
        session.replace(Span::default(), article.text);
        session
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The report on the text as it stands.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// Puts `with` in the place of `span`, which counts the session's offsets, and says what became of the report.
    ///
    /// # Errors
    ///
    /// Fails, and changes nothing, where `span` is not made of whole characters of the text.
    pub fn edit(&mut self, span: Span, with: &str) -> Result<Change, EditError> {
        let start = offsets::to_byte(&self.text, self.offsets, span.start);
        let end = offsets::to_byte(&self.text, self.offsets, span.end);
        let (Ok(start), Ok(end)) = (start, end) else {
            let length = offsets::length(&self.text, self.offsets);
            if span.start > length || span.end > length {
                return Err(EditError::Outside { length });
            }
            return Err(EditError::InsideCharacter);
        };
        if start > end {
            let length = offsets::length(&self.text, self.offsets);
            return Err(EditError::Outside { length });
        }
        Ok(self.replace(Span::new(start, end), with))
    }

    fn replace(&mut self, span: Span, with: &str) -> Change {
        let (span, with) = narrowed(&self.text, span, with);
        let shift = change::Shift {
            from: offsets::length(&self.text[..span.start], self.offsets),
            removed: offsets::length(span.of(&self.text), self.offsets),
            added: offsets::length(with, self.offsets),
        };
        let before = std::mem::take(&mut self.text);
        self.text = [&before[..span.start], with, &before[span.end..]].concat();
        let kept = std::mem::take(&mut self.blocks);
        self.blocks = reread(&before, kept, &self.text);
        let article = Article {
            text: &self.text,
            id: self.id.clone(),
            date: self.date,
        };
        let options = Options {
            offsets: self.offsets,
            own_targets: &self.own_targets,
        };
        let readings: Vec<(usize, Reading)> = std::mem::take(&mut self.blocks)
            .into_iter()
            .map(|(span, reading)| (span.start, reading))
            .collect();
        let report = crate::report_of(&article, &options, &readings);
        self.blocks = blocks(&self.text)
            .into_iter()
            .zip(readings)
            .map(|(span, (_, reading))| (span, reading))
            .collect();
        let before = std::mem::replace(&mut self.report, report);
        Change::between(&before, &self.report, shift)
    }
}

/// The same edit without what stays at its start and end.
fn narrowed<'a>(text: &str, span: Span, with: &'a str) -> (Span, &'a str) {
    let old = span.of(text);
    let same = |(a, b): &(char, char)| a == b;
    let front = old.chars().zip(with.chars()).take_while(same);
    let front: usize = front.map(|(c, _)| c.len_utf8()).sum();
    let (old, with) = (&old[front..], &with[front..]);
    let back = old.chars().rev().zip(with.chars().rev()).take_while(same);
    let back: usize = back.map(|(c, _)| c.len_utf8()).sum();
    let span = Span::new(span.start + front, span.end - back);
    (span, &with[..with.len() - back])
}

/// The blocks of `text`, with the readings of those that were in `before` already.
fn reread(before: &str, mut kept: Vec<(Span, Reading)>, text: &str) -> Vec<(Span, Reading)> {
    let spans = blocks(text);
    let same = |(old, new): &(&(Span, Reading), &Span)| old.0.of(before) == new.of(text);
    let front = kept.iter().zip(&spans).take_while(same).count();
    let back = kept[front..]
        .iter()
        .rev()
        .zip(spans[front..].iter().rev())
        .take_while(same)
        .count();
    let tail = kept.split_off(kept.len() - back);
    // Blocks that were moved.
    let mut middle: Vec<(Span, Reading)> = kept.split_off(front);
    let mut out = kept;
    for &span in &spans[front..spans.len() - back] {
        let moved = middle
            .iter()
            .position(|(old, _)| old.of(before) == span.of(text));
        let reading = moved.map(|at| middle.swap_remove(at).1);
        out.push((span, reading.unwrap_or_else(|| detect::read(span.of(text)))));
    }
    out.extend(tail);
    for (kept, span) in out.iter_mut().zip(spans) {
        kept.0 = span;
    }
    out
}
