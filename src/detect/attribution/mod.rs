//! Who is quoted: cue, source and content.
//!
//! For each stretch in quotation marks the cue is looked for in the order in which English places it: right
//! behind it ("…,” Roe said"), right before it ("Roe said: “…"), before it in the sentence ("Roe said that prices
//! had “exploded”"), at the end of its sentence. No cue is ever taken from inside a quotation.

mod cue;
mod form;
mod source;

use self::cue::{Cue, CueKind};
use self::source::Tokens;
use crate::detect::{LeadIn, Marked, QuotationMention};
use crate::report::Form;
use crate::text::{Block, Kind, Span, lexicon};

/// What [`attribute`] finds in a block.
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    /// In order of their start.
    pub quotations: Vec<QuotationMention>,
    /// Who is said, at the end of the block, to speak in the next one.
    pub lead_in: Option<LeadIn>,
}

/// A marked stretch by its tokens.
#[derive(Clone, Copy, Debug)]
struct Quote {
    first: usize,
    last: usize,
    span: Span,
    unclosed: bool,
}

/// How a stretch hangs on its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The cue follows at once.
    After,
    /// The cue and a colon or comma, or nothing but them, stand right before.
    Adjacent,
    /// The cue stands before, with words of the content between.
    Before,
    /// The cue ends the sentence: "… a “key issue”, the Kremlin said".
    Trailing,
}

/// The quotations of `block`, in order.
#[must_use]
pub fn attribute(block: &Block<'_>, marked: &[Marked]) -> Attributed {
    let quotes: Vec<Quote> = marked
        .iter()
        .map(|marked| quote(block, marked))
        .filter(|quote| {
            // Marks around nothing are no quotation.
            (quote.first + 1..=quote.last)
                .any(|at| matches!(block.kind(at), Some(Kind::Word | Kind::Number)))
        })
        .collect();
    let spoken: Vec<Quote> = quotes
        .iter()
        .copied()
        .filter(|quote| !form::is_nickname(block, quote.first, quote.last))
        .collect();
    let mut inside = vec![false; block.tokens.len()];
    for quote in &spoken {
        if let Some(tokens) = inside.get_mut(quote.first..=quote.last) {
            tokens.fill(true);
        }
    }
    let cues = cue::cues(block, &inside);
    let mut out: Vec<QuotationMention> = Vec::new();
    let mut used = vec![false; cues.len()];
    let mut carried: Option<usize> = None;
    for (index, quote) in quotes.iter().enumerate() {
        if form::is_nickname(block, quote.first, quote.last) {
            out.push(plain(quote, Form::Title));
            continue;
        }
        let next_first = quotes
            .get(index + 1)
            .map_or(block.tokens.len(), |next| next.first);
        match find(block, &cues, &inside, quote, next_first) {
            Some((at, place)) => {
                if let Some(flag) = used.get_mut(at) {
                    *flag = true;
                }
                let Some(cue) = cues.get(at) else { continue };
                push(block, &mut out, quote, cue, place);
                carried = Some(at);
            }
            None => {
                let mut form = form::unattributed(block, quote.first, quote.last);
                if form == Form::Direct && form::is_named_term(block, quote.first) {
                    form = Form::Scare;
                }
                let mut mention = plain(quote, form);
                let starts = starts_sentence(block, quote.first);
                if form == Form::Direct
                    || (form == Form::Title
                        && starts
                        && quote.last - quote.first > 3
                        && carried.is_some())
                {
                    mention.form = Form::Direct;
                    // "“A,” Roe said. “B.”": the speaker goes on within the paragraph.
                    match carried.and_then(|at| cues.get(at)).filter(|_| starts) {
                        Some(cue) => {
                            mention.cue = Some(cue::span(block, cue.tokens));
                            mention.source = cue.source.map(|source| cue::span(block, source));
                        }
                        None => mention.floating = starts,
                    }
                }
                out.push(mention);
            }
        }
    }
    indirect(block, &cues, &used, &inside, &mut out);
    out.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    Attributed {
        quotations: out,
        lead_in: lead_in(block, &cues),
    }
}

fn quote(block: &Block<'_>, marked: &Marked) -> Quote {
    let first = block.token_at(marked.span.start);
    let last = block
        .token_at(marked.span.end.saturating_sub(1))
        .min(block.tokens.len().saturating_sub(1));
    Quote {
        first,
        last,
        span: marked.span,
        unclosed: marked.unclosed,
    }
}

fn plain(quote: &Quote, form: Form) -> QuotationMention {
    QuotationMention {
        form,
        span: quote.span,
        quoted: vec![quote.span],
        cue: None,
        source: None,
        unclosed: quote.unclosed,
        floating: false,
    }
}

/// Whether token `at` starts a sentence or stands right behind a quotation's sentence.
fn starts_sentence(block: &Block<'_>, at: usize) -> bool {
    let sentence = block
        .tokens
        .get(at)
        .map(|token| block.sentence_at(token.span.start));
    sentence
        .and_then(|sentence| block.sentences.get(sentence))
        .is_some_and(|sentence| sentence.tokens.start == at)
}

/// The cue of `quote` and how it hangs on it.
fn find(
    block: &Block<'_>,
    cues: &[Cue],
    inside: &[bool],
    quote: &Quote,
    next: usize,
) -> Option<(usize, Place)> {
    let starts = starts_sentence(block, quote.first);
    let before = if starts {
        colon_before(cues, block, quote)
    } else {
        before(block, cues, quote)
    };
    if let Some((at, Place::Adjacent)) = before {
        return Some((at, Place::Adjacent));
    }
    if let Some(at) = after(block, cues, quote, next) {
        return Some((at, Place::After));
    }
    if form::is_named_term(block, quote.first)
        && before.is_none_or(|(at, _)| cues.get(at).is_none_or(|cue| cue.kind == CueKind::Of))
    {
        return None;
    }
    before.or_else(|| trailing(block, cues, inside, quote).map(|at| (at, Place::Trailing)))
}

/// The cue right behind the quotation: "…,” Roe said", "…,” said Roe", "…” — Jane Roe".
fn after(block: &Block<'_>, cues: &[Cue], quote: &Quote, next: usize) -> Option<usize> {
    let inner = quote.last.checked_sub(1).map_or("", |end| block.word(end));
    // Behind a full stop a new sentence starts, whose cue is its own; but "… .” said Roe" is written too.
    let stopped = inner == ".";
    let mut start = quote.last + 1;
    // A footnote figure, a comma behind the mark.
    while block.word(start) == ","
        || (block.kind(start) == Some(Kind::Number) && block.is_glued(start))
    {
        start += 1;
    }
    let from = cues.partition_point(|cue| cue.tokens.0 < start);
    let cue = cues.get(from).filter(|cue| cue.tokens.0 < next)?;
    // Another cue's source may stand nearer than its verb does.
    let first = cue.first();
    let gap = block
        .tokens
        .get(start..first.max(start))
        .unwrap_or_default();
    let adverbs = gap.len() <= 3
        && gap.iter().all(|token| {
            token.kind == Kind::Word
                && (token.class.is(lexicon::STARTER | lexicon::AUXILIARY)
                    || token.span.of(block.text).ends_with("ly"))
                || token.span.of(block.text) == ","
        });
    let other = cue.kind == CueKind::AccordingTo && gap.len() <= 1;
    let touching = first >= start && (gap.is_empty() || adverbs || other);
    let lower = cue.inverted && cue.tokens.0 == start;
    let good = touching
        && (!stopped || lower || cue.kind == CueKind::Dash)
        && cue.kind != CueKind::Colon
        && (cue.kind != CueKind::Of || (!cue.inverted && is_named(block, cue)));
    // "“A,” Roe said. ": the cue must not lead to the next quotation ("Roe said: “B”") unless a comma ended this one.
    good.then_some(from)
}

/// Whether the source of `cue` is a pronoun or has a name: "a barrier first proposed in 1994" has not.
fn is_named(block: &Block<'_>, cue: &Cue) -> bool {
    cue.source.is_some_and(|(first, last)| {
        (first..=last)
            .filter_map(|at| block.tokens.get(at))
            .any(|token| token.is_capital() || token.class.is(lexicon::PRONOUN))
    })
}

/// A transcript's or headline's colon before a quotation that starts a sentence.
fn colon_before(cues: &[Cue], block: &Block<'_>, quote: &Quote) -> Option<(usize, Place)> {
    let before = quote.first.checked_sub(1)?;
    let at = cues
        .partition_point(|cue| cue.tokens.0 < quote.first)
        .checked_sub(1)?;
    let cue = cues.get(at)?;
    let colon = block.word(before) == ":" && (cue.last() + 12 >= before || cue.tokens.1 == before);
    colon.then_some((at, Place::Adjacent))
}

/// The cue before the quotation in its sentence.
fn before(block: &Block<'_>, cues: &[Cue], quote: &Quote) -> Option<(usize, Place)> {
    let sentence = block.sentence_at(quote.span.start);
    let mut at = cues.partition_point(|cue| cue.tokens.0 < quote.first);
    // The nearest one, but a speech verb with a source before one without.
    let mut best: Option<usize> = None;
    for _ in 0..4 {
        at = match at.checked_sub(1) {
            Some(at) => at,
            None => break,
        };
        let Some(cue) = cues.get(at) else { break };
        if cue.sentence != sentence && !(cue.kind == CueKind::Colon && sentence <= cue.sentence + 1)
        {
            break;
        }
        if cue.kind == CueKind::AccordingTo {
            continue;
        }
        if cue.source.is_some() {
            best = Some(at);
            break;
        }
        best = best.or(Some(at));
    }
    let at = best?;
    let cue = cues.get(at)?;
    let gap = block
        .tokens
        .get(cue.last() + 1..quote.first)
        .unwrap_or_default();
    let mark = gap.last().map_or("", |token| token.span.of(block.text));
    let ended = matches!(mark, ":" | ",");
    let adjacent = gap.is_empty() || ended && gap.len() <= 14;
    let starts_upper = block
        .tokens
        .get(quote.first + 1)
        .is_some_and(|token| token.is_capital() || token.kind != Kind::Word);
    if adjacent
        && (starts_upper || mark == ":" || gap.len() <= 1 && ended)
        && cue.kind != CueKind::Of
    {
        return Some((at, Place::Adjacent));
    }
    if adjacent && gap.is_empty() && cue.kind == CueKind::Speech && starts_upper {
        return Some((at, Place::Adjacent));
    }
    Some((at, Place::Before))
}

/// The cue at the end of the quotation's sentence: "… a “key issue” in Moscow, the Kremlin said on Monday."
fn trailing(block: &Block<'_>, cues: &[Cue], inside: &[bool], quote: &Quote) -> Option<usize> {
    let sentence = block.sentence_at(quote.span.start);
    let from = cues.partition_point(|cue| cue.tokens.0 <= quote.last);
    let (at, cue) = cues
        .iter()
        .enumerate()
        .skip(from)
        .take(4)
        .find(|(_, cue)| cue.sentence == sentence)?;
    let comma = cue.first().checked_sub(1)?;
    let set_off = block.word(comma) == ","
        || inside.get(comma).copied().unwrap_or(false)
        || cue.kind == CueKind::AccordingTo;
    (set_off && cue.source.is_some() && cue.kind != CueKind::Of && cue.kind != CueKind::Colon)
        .then_some(at)
}

/// Adds the quotation that hangs on `cue`, or its words to the mixed one that hangs on it already.
fn push(
    block: &Block<'_>,
    out: &mut Vec<QuotationMention>,
    quote: &Quote,
    cue: &Cue,
    place: Place,
) {
    let cue_span = cue::span(block, cue.tokens);
    let source = cue.source.map(|source| cue::span(block, source));
    let sentence = block.sentences.get(block.sentence_at(quote.span.start));
    let mut mention = QuotationMention {
        form: Form::Direct,
        span: quote.span,
        quoted: vec![quote.span],
        cue: Some(cue_span),
        source,
        unclosed: quote.unclosed,
        floating: false,
    };
    match place {
        Place::Adjacent => {}
        Place::After if starts_sentence(block, quote.first) => {}
        Place::After | Place::Trailing => {
            mention.form = Form::Mixed;
            let start = clause_start(
                block,
                quote,
                sentence.map_or(0, |sentence| sentence.tokens.start),
                out,
            );
            let end = match place {
                Place::Trailing => cue.first().checked_sub(1).map_or(quote.last, |comma| {
                    if block.word(comma) == "," {
                        comma - 1
                    } else {
                        comma
                    }
                }),
                _ => quote.last,
            };
            mention.span = block
                .span(start.min(quote.first), end.max(quote.last))
                .cover(quote.span);
        }
        Place::Before => {
            mention.form = Form::Mixed;
            let content = content_after(block, cue, quote.first);
            let end = sentence_end(block, quote, cue.kind);
            mention.span = form::without_stop(block, Span::new(content, end)).cover(quote.span);
        }
    }
    // Several fragments of one content are one quotation.
    if mention.form == Form::Mixed
        && let Some(last) = out.last_mut().filter(|last| {
            last.form == Form::Mixed
                && last.cue == mention.cue
                && last.span.end >= mention.span.start
        })
    {
        last.quoted.push(quote.span);
        last.span = last.span.cover(mention.span);
        return;
    }
    out.push(mention);
}

/// Where the content of a mixed quotation starts whose cue follows: at its sentence, behind what another
/// quotation has taken.
fn clause_start(
    block: &Block<'_>,
    quote: &Quote,
    sentence: usize,
    out: &[QuotationMention],
) -> usize {
    let taken = out.last().map_or(0, |last| block.token_at(last.span.end));
    let mut start = after_dateline(block, sentence.max(taken));
    while start < quote.first
        && block.tokens.get(start).is_some_and(|token| {
            token.kind != Kind::Word || token.class.is(lexicon::CREDIT) && block.is_glued(start + 1)
        })
    {
        start += 1;
    }
    start
}

/// The byte where the content behind `cue` starts, a told person or a time stepped over, not behind token `quote`.
fn content_after(block: &Block<'_>, cue: &Cue, quote: usize) -> usize {
    let mut at = cue.last() + 1;
    if block.is(cue.tokens.0, "told")
        || block.is(cue.tokens.0, "tells")
        || block.is(cue.tokens.0, "reminded")
        || block.is(cue.tokens.0, "assured")
        || block.is(cue.tokens.0, "informed")
        || block.is(cue.tokens.0, "warned")
    {
        if let Some(that) =
            (at..quote.min(at + 14)).find(|&at| block.is(at, "that") || block.is(at, "how"))
        {
            at = that;
        } else if let Some((_, last)) = source::after(block, at) {
            at = last + 1;
        }
    }
    while at < quote
        && block.tokens.get(at).is_some_and(|token| {
            token.class.is(lexicon::WEEKDAY) && token.is_capital()
                || matches!(token.span.of(block.text), "," | ":")
                || block.is(at, "on")
                    && block
                        .tokens
                        .get(at + 1)
                        .is_some_and(|next| next.class.is(lexicon::WEEKDAY))
        })
    {
        at += 1;
    }
    block
        .tokens
        .get(at.min(quote))
        .map_or(0, |token| token.span.start)
}

/// The byte where the content of a mixed quotation ends: with its sentence, or where another clause starts.
fn sentence_end(block: &Block<'_>, quote: &Quote, kind: CueKind) -> usize {
    let sentence = block
        .sentences
        .get(block.sentence_at(quote.span.end.saturating_sub(1)));
    let end = sentence.map_or(quote.span.end, |sentence| sentence.span.end);
    let after = quote.last + 1;
    let breaks = matches!(block.word(after), "," | ";" | "—" | "–")
        || block
            .tokens
            .get(after)
            .is_some_and(|token| token.class.is(lexicon::CONJUNCTION));
    if kind == CueKind::Of || breaks {
        quote.span.end
    } else {
        end
    }
}

/// Adds what is attributed without quotation marks.
fn indirect(
    block: &Block<'_>,
    cues: &[Cue],
    used: &[bool],
    inside: &[bool],
    out: &mut Vec<QuotationMention>,
) {
    let marked: Vec<Span> = out.iter().map(|mention| mention.span).collect();
    let mut last_end = 0;
    for (index, cue) in cues.iter().enumerate() {
        if used.get(index).copied().unwrap_or(true) || cue.kind == CueKind::Of {
            continue;
        }
        let Some(source) = cue.source else { continue };
        let Some(sentence) = block.sentences.get(cue.sentence) else {
            continue;
        };
        let Some(content) = indirect_content(
            block,
            cue,
            sentence.tokens.start,
            sentence.tokens.end,
            inside,
        ) else {
            continue;
        };
        let span = form::without_stop(block, block.span(content.0, content.1));
        let after = marked.partition_point(|other| other.end <= span.start);
        let taken = marked.get(after).is_some_and(|other| other.overlaps(span));
        if taken || span.start < last_end || span.is_empty() || content.1 < content.0 + 2 {
            continue;
        }
        last_end = span.end;
        out.push(QuotationMention {
            form: Form::Indirect,
            span,
            quoted: Vec::new(),
            cue: Some(cue::span(block, cue.tokens)),
            source: Some(cue::span(block, source)),
            unclosed: false,
            floating: false,
        });
    }
}

/// The tokens of the content of an indirect quotation.
fn indirect_content(
    block: &Block<'_>,
    cue: &Cue,
    first: usize,
    end: usize,
    inside: &[bool],
) -> Option<Tokens> {
    let last = end.checked_sub(1)?;
    let quoted = |from: usize, to: usize| {
        (from..=to)
            .take(80)
            .any(|at| inside.get(at).copied().unwrap_or(false))
    };
    match cue.kind {
        CueKind::Of | CueKind::Dash => None,
        CueKind::Colon => {
            let capitals =
                block.tokens.get(..cue.tokens.0)?.iter().all(|token| {
                    token.case == crate::text::Case::Upper || token.kind != Kind::Word
                });
            let line = block.tokens.len() - 1;
            (!quoted(cue.tokens.1 + 1, line) && (capitals || line < 24))
                .then_some((cue.tokens.1 + 1, line))
        }
        CueKind::AccordingTo => {
            let source = cue.source?;
            if cue.tokens.0 == first {
                // "According to the ministry, ..."
                let comma = (source.1 + 1..end)
                    .take(12)
                    .find(|&at| block.word(at) == ",")?;
                (!quoted(comma + 1, last)).then_some((comma + 1, last))
            } else {
                let mut content = cue.tokens.0.checked_sub(1)?;
                if block.word(content) == "," {
                    content = content.checked_sub(1)?;
                }
                let start = skip_dirt(block, first);
                (!quoted(start, content)).then_some((start, content))
            }
        }
        CueKind::Speech => {
            let before = cue.first().checked_sub(1).filter(|before| *before >= first);
            let after = cue.last() + 1;
            let ends = |at: usize| at >= last || matches!(block.word(at), "." | ";");
            // "Prices rose, Roe said (on Monday)."
            if before.is_some_and(|before| block.word(before) == ",") && !block.is(after, "that") {
                let closed = (after..after + 5).find(|&at| ends(at) || block.word(at) == ",");
                if closed.is_some() && !quoted(first, before?) {
                    let content = before?.checked_sub(1)?;
                    return Some((skip_dirt(block, first), content));
                }
            }
            if cue.inverted {
                return None;
            }
            let that = (after..after + 10)
                .take_while(|&at| at < end)
                .find(|&at| block.is(at, "that") || block.is(at, "how") || block.is(at, "whether"));
            let start = match that {
                Some(that) => that,
                // "Roe said prices rose": only the plainest verbs go without "that".
                None if ["said", "says", "added", "say"]
                    .iter()
                    .any(|word| block.is(cue.tokens.0, word)) =>
                {
                    block.token_at(content_after(block, cue, end))
                }
                None => return None,
            };
            let next = block.tokens.get(start)?;
            let phrase = (next.class.is(lexicon::PREPOSITION) || is_so(block, start))
                && that.is_none()
                && !block.is(start, "there");
            (start < last && !phrase && !quoted(start, last)).then_some((start, last))
        }
    }
}

/// "said so on Monday": the words stand elsewhere.
fn is_so(block: &Block<'_>, at: usize) -> bool {
    block.is(at, "so")
        && block.tokens.get(at + 1).is_none_or(|next| {
            next.kind != Kind::Word
                || next
                    .class
                    .is(lexicon::PREPOSITION | lexicon::WEEKDAY | lexicon::RELATIVE)
        })
}

/// The first token of a sentence that is no photo credit glued to it.
fn skip_dirt(block: &Block<'_>, first: usize) -> usize {
    let credit = block
        .tokens
        .get(first)
        .is_some_and(|token| token.class.is(lexicon::CREDIT))
        && block.is_glued(first + 1)
        && block.kind(first + 1) == Some(Kind::Word);
    let first = if credit { first + 1 } else { first };
    after_dateline(block, first)
}

/// The token behind the dateline that opens the block ("HALDEN, 12 March — ", "PARIS (AP) — "), else `first`.
fn after_dateline(block: &Block<'_>, first: usize) -> usize {
    let place = first == 0
        && block.tokens.first().is_some_and(|token| {
            token.kind == Kind::Word
                && token.case == crate::text::Case::Upper
                && token.span.len() > 3
        });
    if !place {
        return first;
    }
    let dash = (1..14).find(|&at| {
        matches!(block.word(at), "—" | "–") || (block.word(at) == "-" && !block.is_glued(at))
    });
    dash.map_or(first, |dash| dash + 1)
}

/// "She continued:" at the end of the block.
fn lead_in(block: &Block<'_>, cues: &[Cue]) -> Option<LeadIn> {
    let last = block.tokens.len().checked_sub(1)?;
    if block.word(last) != ":" {
        return None;
    }
    let cue = cues
        .last()
        .filter(|cue| cue.kind != CueKind::Colon && cue.tokens.1 + 16 > last)?;
    Some(LeadIn {
        cue: cue::span(block, cue.tokens),
        source: cue::span(block, cue.source?),
    })
}
