//! A session's report is that of a fresh scan, whatever was edited; and what it says has changed makes the one report
//! of the other.

use proptest::prelude::*;
use tickmark::{
    Article, Change, Claim, Detail, EditError, Offsets, Options, OwnTarget, Report, Session, Span,
    scan,
};

/// Paragraphs that lean on each other: names and surnames, "he", titles, quotations over paragraphs, equal numbers, sums
/// with what was said before, countries and bodies that decide on links, a headline.
const PARAGRAPHS: [&str; 26] = [
    "Ferry fund loses 40 boats",
    "The harbour fund of Norway lost 40 boats and €90 million in May, Mara Voss said.",
    "Voss said that 40 boats were “gone for good” and that the €90 million loan was small.",
    "“We sold the ship,” she added. “Nobody asked us.”",
    "“We sold the first ship in March.",
    "“Then we sold the second,” said Pieter van der Meer, the fund’s lawyer.",
    "She continued:",
    "“The pier is rotten.”",
    "He told reporters the package was smaller than the €140 million of 2019.",
    "President Ilmar Koskela of Finland doubled the fund from 5 million to 10 million euros on Monday.",
    "The president said on Thursday, 12 March 2026, that it “will not last”.",
    "The European Commission said unemployment in Norway rose 3% to 45,000 from 43,700.",
    "Finnish exports to Norway fell by 12 percent, the largest fall since 1991.",
    "Of 120 herring boats 40 were built in Norway, a third of the fleet.",
    "The town counted 120 herring boats in its old fishing fleet in spring.",
    "The town counted 140 herring boats in its old fishing fleet in spring.",
    "Koskela, who was born in 1961, is 65 years old.",
    "40 boats",
    "",
    " ",
    "Voss",
    "In Finland, the fund holds 5% of 12 million tonnes.\u{2028}In Norway it holds 5%. Ana Ruiz-Kåven said 🚢 5%.",
    "This is a line of a letter that was broken at a width,\nas letters were when they were sent by mail, with 4 million\nkrone in it.",
    "The Northland leader, Ilmar Koskela, said “no”, and “yes”, and 5%.",
    "The Bank of England raised rates to 5.25% from 5%, two people said.",
    "It was “never meant to be built”, a spokesman for Northgate Rail said of the €90 million pier.",
];

/// One step of a person who writes.
#[derive(Clone, Debug)]
enum Step {
    /// Replace some blocks by others.
    Replace(usize, usize, Vec<usize>),
    /// Take some blocks to another place.
    Move(usize, usize, usize),
    /// Break a block in two.
    Split(usize, usize),
    /// Join a block with the next.
    Join(usize),
    /// Type a character into a block, or delete one.
    Type(usize, usize, char),
    Delete(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let paragraph = || 0..PARAGRAPHS.len();
    let at = || 0..30_usize;
    let character = prop::sample::select(vec![
        'a', 'S', '5', ' ', '“', '”', '"', '.', '\n', '🚢', '€', '%',
    ]);
    prop_oneof![
        (at(), 0..4_usize, prop::collection::vec(paragraph(), 0..4))
            .prop_map(|(at, count, with)| Step::Replace(at, count, with)),
        (at(), 1..3_usize, at()).prop_map(|(from, count, to)| Step::Move(from, count, to)),
        (at(), 0..90_usize).prop_map(|(at, byte)| Step::Split(at, byte)),
        at().prop_map(Step::Join),
        (at(), 0..90_usize, character).prop_map(|(at, byte, c)| Step::Type(at, byte, c)),
        (at(), 0..90_usize).prop_map(|(at, byte)| Step::Delete(at, byte)),
    ]
}

/// Does the step and gives the bytes of the text that it replaced, and by what.
fn take(step: &Step, blocks: &mut Vec<String>) {
    let many = blocks.len();
    let boundary = |text: &str, byte: usize| {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    };
    match step {
        Step::Replace(at, count, with) => {
            let at = at % (many + 1);
            let end = (at + count).min(many);
            blocks.splice(at..end, with.iter().map(|&at| PARAGRAPHS[at].to_owned()));
        }
        Step::Move(from, count, to) if many > 0 => {
            let from = from % many;
            let taken: Vec<String> = blocks.drain(from..(from + count).min(many)).collect();
            let to = to % (blocks.len() + 1);
            blocks.splice(to..to, taken);
        }
        Step::Split(at, byte) if many > 0 => {
            let at = at % many;
            let byte = boundary(&blocks[at], *byte);
            let tail = blocks[at].split_off(byte);
            blocks.insert(at + 1, tail);
        }
        Step::Join(at) if many > 1 => {
            let at = at % (many - 1);
            let next = blocks.remove(at + 1);
            blocks[at].push_str(&next);
        }
        Step::Type(at, byte, c) if many > 0 => {
            let at = at % many;
            let byte = boundary(&blocks[at], *byte);
            blocks[at].insert(byte, *c);
        }
        Step::Delete(at, byte) if many > 0 => {
            let at = at % many;
            let byte = boundary(&blocks[at], *byte);
            if byte < blocks[at].len() {
                blocks[at].remove(byte);
            }
        }
        _ => {}
    }
}

fn length(text: &str, offsets: Offsets) -> usize {
    match offsets {
        Offsets::Utf16 => text.encode_utf16().count(),
        Offsets::Char => text.chars().count(),
        Offsets::Byte => text.len(),
    }
}

/// What www/engine/change.ts does.
fn apply(before: &Report, change: &Change) -> Report {
    let start = |at: &mut usize| {
        if *at >= change.to {
            *at = at.checked_add_signed(change.by).unwrap();
        }
    };
    let shift = |span: &mut Span| {
        start(&mut span.start);
        if span.end > change.from {
            start(&mut span.end);
        }
    };
    let mut claims: Vec<Claim> = Vec::new();
    let mut added = change.added.iter().peekable();
    let kept = before
        .claims
        .iter()
        .filter(|claim| !change.removed.contains(&claim.id));
    for claim in kept {
        while let Some(next) = added.next_if(|next| next.at == claims.len()) {
            claims.push(next.claim.clone());
        }
        let mut claim = claim.clone();
        for span in spans(&mut claim) {
            shift(span);
        }
        if let Some(related) = change
            .related
            .iter()
            .find(|related| related.claim == claim.id)
        {
            claim.related.clone_from(&related.related);
        }
        claims.push(claim);
    }
    for next in added {
        assert_eq!(next.at, claims.len());
        claims.push(next.claim.clone());
    }
    let mut after = Report {
        id: change.id.clone(),
        worth: change.worth,
        claims,
        ..before.clone()
    };
    match &change.people {
        Some(people) => after.people.clone_from(people),
        None => after
            .people
            .iter_mut()
            .flat_map(|person| &mut person.mentions)
            .for_each(shift),
    }
    if let Some(checks) = &change.checks {
        after.checks.clone_from(checks);
        for claim in &mut after.claims {
            let of = checks.iter().enumerate().flat_map(|(at, check)| {
                let mine = check.claims.iter().filter(|id| **id == claim.id);
                mine.map(move |_| at)
            });
            claim.checks = of.collect();
        }
    }
    after
}

fn spans(claim: &mut Claim) -> Vec<&mut Span> {
    let mut spans = vec![&mut claim.span, &mut claim.sentence];
    spans.extend(claim.source.iter_mut().map(|source| &mut source.span));
    match &mut claim.detail {
        Detail::Quantity(quantity) => spans.push(&mut quantity.numeral),
        Detail::Date(_) => {}
        Detail::Comparison(comparison) => spans.extend(&mut comparison.with),
        Detail::Quotation(quotation) => {
            spans.extend(&mut quotation.quoted);
            spans.extend(&mut quotation.cue);
            spans.extend(&mut quotation.source);
        }
    }
    spans
}

fn article(text: &str) -> Article<'_> {
    Article {
        id: Some("draft".to_owned()),
        date: "2026-03-14".parse().ok(),
        ..Article::new(text)
    }
}

fn check(first: &[usize], steps: &[Step], options: &Options<'_>) {
    let mut blocks: Vec<String> = first.iter().map(|&at| PARAGRAPHS[at].to_owned()).collect();
    let mut text = blocks.join("\n");
    let mut session = Session::open(&article(&text), options);
    assert_eq!(session.report(), &scan(&article(&text), options));
    for step in steps {
        take(step, &mut blocks);
        let before = session.report().clone();
        let whole = Span::new(0, length(&text, options.offsets));
        text = blocks.join("\n");
        let change = session.edit(whole, &text).unwrap();
        let wanted = scan(&article(&text), options);
        assert_eq!(session.text(), text);
        assert_eq!(session.report(), &wanted, "after {step:?}");
        assert_eq!(
            apply(&before, &change),
            wanted,
            "by the change after {step:?}"
        );
        let kept = wanted.claims.len() - change.added.len();
        assert_eq!(kept, before.claims.len() - change.removed.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_give_the_report_of_a_fresh_scan(
        first in prop::collection::vec(0..PARAGRAPHS.len(), 0..24),
        steps in prop::collection::vec(step(), 1..24),
        offsets in prop::sample::select(vec![Offsets::Utf16, Offsets::Char, Offsets::Byte]),
    ) {
        let own = OwnTarget::new("Desk", "https://desk.example/?q={q}", tickmark::Group::Own).unwrap();
        check(&first, &steps, &Options { offsets, own_targets: &[own] });
    }

    #[test]
    fn typed_characters_as_well(
        first in prop::collection::vec(0..PARAGRAPHS.len(), 6..16),
        steps in prop::collection::vec((0..16_usize, 0..90_usize, any::<char>()), 1..12),
    ) {
        let steps: Vec<Step> = steps.into_iter().map(|(at, byte, c)| Step::Type(at, byte, c)).collect();
        check(&first, &steps, &Options::default());
    }
}

#[test]
fn one_word_touches_its_own_paragraph_alone() {
    let text = PARAGRAPHS[..6].join("\n\n");
    let mut session = Session::open(&article(&text), &Options::default());
    let at = length(&text[..text.find("lawyer").unwrap()], Offsets::Utf16);
    let change = session.edit(Span::new(at, at), "old ").unwrap();
    assert_eq!((change.from, change.to, change.by), (at, at, 4));
    assert!(change.checks.is_none() && change.people.is_none());
    let paragraph = length(&text[..text.find("“Then").unwrap()], Offsets::Utf16);
    assert_eq!(change.added.len(), 1);
    assert_eq!(change.added[0].claim.span.start, paragraph);
    assert_eq!(change.removed, [change.added[0].claim.id.clone()]);
}

#[test]
fn an_edit_outside_of_the_text_is_refused_and_changes_nothing() {
    let mut session = Session::open(&article("A ship 🚢 of 5 tonnes"), &Options::default());
    let before = session.report().clone();
    assert_eq!(
        session.edit(Span::new(8, 9), ""),
        Err(EditError::InsideCharacter)
    );
    assert_eq!(
        session.edit(Span::new(0, 90), ""),
        Err(EditError::Outside { length: 21 })
    );
    assert_eq!(
        session.edit(Span::new(5, 2), ""),
        Err(EditError::Outside { length: 21 })
    );
    assert_eq!(session.report(), &before);
    assert!(session.edit(Span::new(7, 9), "").is_ok());
    assert_eq!(session.text(), "A ship  of 5 tonnes");
}
