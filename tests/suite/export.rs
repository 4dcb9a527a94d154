//! Exports, each read back by another's reader or by its own specification: `csv` and `pulldown-cmark` read the
//! table and the checklist, selectors are anchored again by the W3C's model, text fragments are looked up by the
//! specification's own steps. The two JSON-LD documents are read by a JSON-LD processor in
//! `tests/browser/linked-data.test.ts`.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options as Flavour, Parser, Tag, TagEnd};
use serde_json::Value;
use tickmark::export::{
    Address, Exported, Format, Lost, Review, Reviews, Status, addresses, export, export_reviewed,
};
use tickmark::{Article, Offsets, Options, Report, scan};
use unicode_segmentation::UnicodeSegmentation;

/// Emoji, combining marks, a repeated sentence, and what is dear to formulas and to Markdown.
const TEXT: &str = "😀 The caf\u{e9}s of Halden lost nearly €90 million in May 2027 👩\u{200d}👩\u{200d}👧\u{1F3FD}.\n\n\
    “We lost 5%,” Zoe\u{308} Ma\u{301}rquez said. The fund paid €12 million. The rest stayed.\n\n\
    The fund paid €12 million. “We never saw the money that the board had promised to every one of us in that long and bitter winter,” Ana Ruiz said.\n\n\
    +40% of *all* [ferries](https://evil.example) were late, `said` <b>Ana Ruiz</b> | www.evil.example #5.\n\n\
    -3% was =SUM(A1:A9), said Tomas Cole.\n\n\
    “=cmd|' /C calc'!A0 is what we said to them on the day, 😀e\u{301},” Tomas Cole said.\n";

const PAGE: &str = "https://news.example/halden?a=1&b=2#top:~:text=old";

fn page() -> Address {
    PAGE.parse().unwrap()
}

fn bytes(text: &str) -> Report {
    scan(
        &Article::new(text),
        &Options {
            offsets: Offsets::Byte,
            ..Options::default()
        },
    )
}

fn text(format: Format, article: &str) -> String {
    match export(&Article::new(article), format, Some(&page())) {
        Exported::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

fn document(format: Format, text: &str, page: Option<&Address>) -> Value {
    serde_json::to_value(export(&Article::new(text), format, page)).unwrap()
}

#[test]
fn the_table_is_read_back_cell_for_cell_and_no_cell_is_a_formula() {
    let table = text(Format::Csv, TEXT);
    assert!(
        table.lines().count() > 8
            && table
                .split_inclusive("\r\n")
                .all(|line| line.ends_with("\r\n"))
    );
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|other| other == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let report = bytes(TEXT);
    assert_eq!(rows.len(), report.claims.len());
    let mut guarded = 0;
    for (row, claim) in rows.iter().zip(&report.claims) {
        assert_eq!(&row[column("id")], claim.id);
        assert_eq!(&row[column("kind")], claim.detail.kind());
        let words = claim.span.of(TEXT);
        let cell = &row[column("claim")];
        assert_eq!(
            cell.strip_prefix('\'')
                .filter(|_| words.starts_with(['+', '-', '=']))
                .unwrap_or(cell),
            words
        );
        guarded += usize::from(cell.starts_with('\''));
        assert!(
            row[column("address")].starts_with("https://news.example/halden?a=1&b=2#top:~:text=")
        );
        assert!(row[column("status")].is_empty() && row[column("note")].is_empty());
        for cell in row {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                "{cell:?} is a formula"
            );
        }
    }
    assert!(guarded >= 1, "no cell was dangerous");
}

#[test]
fn a_sentence_that_begins_as_a_formula_is_guarded() {
    for start in ["=1+1 ", "+5 ", "-5 ", "@SUM(1) ", "＝1 "] {
        let article = format!("{start}of the ferries lost 5% in May 2027, \"Ana\" said.");
        let table = text(Format::Csv, &article);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            let row = row.unwrap();
            assert!(
                row[3].starts_with('\'') && row[3][1..] == article,
                "{:?}",
                &row[3]
            );
        }
    }
}

#[test]
fn the_checklist_has_a_box_for_each_claim_and_no_markdown_of_the_article() {
    let list = text(Format::Markdown, TEXT);
    let report = bytes(TEXT);
    let hosts: HashSet<&str> = report
        .claims
        .iter()
        .flat_map(|claim| &claim.links)
        .map(|link| link.url.as_str())
        .collect();
    let flavour = Flavour::ENABLE_TASKLISTS
        | Flavour::ENABLE_TABLES
        | Flavour::ENABLE_STRIKETHROUGH
        | Flavour::ENABLE_FOOTNOTES;
    let (mut boxes, mut strong, mut links, mut headings) = (0, 0, 0, 0);
    let mut bold = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(&list, flavour) {
        match event {
            Event::TaskListMarker(done) => {
                assert!(!done);
                boxes += 1;
            }
            Event::Start(Tag::Strong) => {
                strong += 1;
                inside = true;
                bold.push(String::new());
            }
            Event::End(TagEnd::Strong) => inside = false,
            Event::Text(text) if inside => bold.last_mut().unwrap().push_str(&text),
            Event::Start(Tag::Link { dest_url, .. }) => {
                links += 1;
                let own = dest_url.starts_with("https://news.example/halden");
                assert!(
                    own || hosts.contains(&*dest_url),
                    "{dest_url} is a link of the article's"
                );
            }
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::Rule => {
                panic!("{event:?} comes from the article")
            }
            Event::Start(
                Tag::Emphasis
                | Tag::Strikethrough
                | Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::BlockQuote(_),
            ) => {
                panic!("{event:?} comes from the article")
            }
            _ => {}
        }
    }
    assert_eq!(
        (boxes, strong, headings),
        (report.claims.len(), report.claims.len(), 1)
    );
    let all: usize = report
        .claims
        .iter()
        .map(|claim| claim.links.len() + 1)
        .sum();
    assert_eq!(
        links,
        all + 1,
        "each claim's links, its place, and the page"
    );
    for (bold, claim) in bold.iter().zip(&report.claims) {
        let words: Vec<&str> = claim.span.of(TEXT).split_whitespace().collect();
        assert_eq!(*bold, words.join(" "));
    }
    // GitHub makes links of bare addresses, which this parser does not.
    let outside: String = list
        .split('<')
        .filter_map(|part| part.rsplit('>').next())
        .collect();
    assert!(
        outside.contains("evil") && !outside.contains("www.evil") && !outside.contains("s://evil")
    );
}

/// Where a W3C selector pair points in `text`: by position if the exact words stand there, else by the words with
/// what stands around them. In code points.
fn anchor(text: &[char], quote: &Value, position: Option<&Value>) -> Option<(usize, usize)> {
    let list = |field: &str| -> Vec<char> { quote[field].as_str().unwrap().chars().collect() };
    let (exact, prefix, suffix) = (list("exact"), list("prefix"), list("suffix"));
    if let Some(position) = position {
        let (start, end) = (
            position["start"].as_u64()? as usize,
            position["end"].as_u64()? as usize,
        );
        if text.get(start..end) == Some(&exact) {
            return Some((start, end));
        }
    }
    (0..text.len())
        .map(|start| (start, start + exact.len()))
        .find(|&(start, end)| {
            text.get(start..end) == Some(&exact)
                && text[..start].ends_with(&prefix)
                && text[end..].starts_with(&suffix)
        })
}

#[test]
fn selectors_are_anchored_again_by_position_and_by_words() {
    let collection = document(Format::Annotation, TEXT, None);
    let items = collection["first"]["items"].as_array().unwrap();
    let report = bytes(TEXT);
    assert_eq!(items.len(), report.claims.len());
    let chars: Vec<char> = TEXT.chars().collect();
    // The text after somebody wrote a paragraph in front of it: positions no longer hold.
    let moved: Vec<char> = "A new first line.\n\n"
        .chars()
        .chain(TEXT.chars())
        .collect();
    let shift = moved.len() - chars.len();
    let boundaries: HashSet<usize> = TEXT
        .grapheme_indices(true)
        .map(|(at, _)| TEXT[..at].chars().count())
        .chain([chars.len()])
        .collect();
    for (item, claim) in items.iter().zip(&report.claims) {
        let [quote, position] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("two selectors are wanted");
        };
        assert_eq!(
            (quote["type"].as_str(), position["type"].as_str()),
            (Some("TextQuoteSelector"), Some("TextPositionSelector"))
        );
        let count = |byte: usize| TEXT[..byte].chars().count();
        let place = (count(claim.span.start), count(claim.span.end));
        assert_eq!(anchor(&chars, quote, Some(position)), Some(place));
        assert_eq!(
            anchor(&moved, quote, Some(position)),
            Some((place.0 + shift, place.1 + shift))
        );
        assert_eq!(anchor(&chars, quote, None), Some(place));
        let length = |field: &str| quote[field].as_str().unwrap().chars().count();
        assert!(length("prefix") <= 32 && length("suffix") <= 32);
        assert!(
            boundaries.contains(&(place.0 - length("prefix"))),
            "a prefix starts within a character"
        );
        assert!(
            boundaries.contains(&(place.1 + length("suffix"))),
            "a suffix ends within a character"
        );
    }
}

#[test]
fn annotations_are_named_once_and_stay_the_same() {
    let collection = document(Format::Annotation, TEXT, Some(&page()));
    assert_eq!(
        collection,
        document(Format::Annotation, TEXT, Some(&page()))
    );
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"], items.len());
    let ids: HashSet<&str> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), items.len());
    for id in ids {
        // RFC 9562: version 8, variant 10.
        let uuid = id.strip_prefix("urn:uuid:").unwrap();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert!(
            uuid.as_bytes()[14] == b'8' && matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b')
        );
    }
    for item in items {
        assert_eq!(item["motivation"], "questioning");
        assert_eq!(
            item["target"]["source"],
            "https://news.example/halden?a=1&b=2#top"
        );
    }
}

#[test]
fn schema_rates_nothing_and_names_who_spoke() {
    let graph = document(Format::Schema, TEXT, Some(&page()));
    let nodes = graph["@graph"].as_array().unwrap();
    let types: HashSet<&str> = nodes
        .iter()
        .map(|node| node["@type"].as_str().unwrap())
        .collect();
    assert_eq!(types, HashSet::from(["Claim", "Quotation"]));
    assert!(!graph.to_string().contains("Rating") && !graph.to_string().contains("ClaimReview"));
    let spoken = nodes
        .iter()
        .find(|node| node["text"].as_str().unwrap().starts_with("We never saw"))
        .unwrap();
    assert_eq!(spoken["spokenByCharacter"]["name"], "Ana Ruiz");
    assert_eq!(spoken["spokenByCharacter"]["@type"], "Person");
    assert!(
        spoken["isPartOf"]["url"]
            .as_str()
            .unwrap()
            .contains("#top:~:text=%E2%80%9CWe%20never")
    );
    assert!(!spoken["text"].as_str().unwrap().contains(['“', '”']));
}

/// What is dear to formulas and to Markdown, over several lines.
const NOTE: &str = "=HYPERLINK(\"https://evil.example\")\n- [ ] *two* & more\n\n3. <b>three</b>\n---\n    www.evil.example";
const EVIDENCE: &str = "https://stats.example/a?x=1&copy;=2#:~:text=90%20million";

/// The reviews of TEXT: its first claim was found wrong, its second has a note and no address, a third was lost.
fn reviewed(format: Format) -> Exported {
    let report = bytes(TEXT);
    let found = [
        Review {
            claim: &report.claims[1].id,
            note: "asked",
            evidence: "the port’s ledger, p. 7",
            ..Review::default()
        },
        Review {
            claim: &report.claims[0].id,
            status: Status::Wrong,
            note: NOTE,
            evidence: EVIDENCE,
            by: "P|L",
            time: "2026-05-14T09:30:00.000Z",
        },
    ];
    let lost = [Lost {
        kind: "quantity",
        words: "-4%",
        sentence: "-4% of *it*.",
        review: Review {
            status: Status::Checked,
            by: "Z",
            ..Review::default()
        },
    }];
    let reviews = Reviews {
        found: &found,
        lost: &lost,
    };
    export_reviewed(&Article::new(TEXT), format, None, &reviews)
}

#[test]
fn the_table_has_what_was_said_of_each_claim_and_of_the_lost() {
    let Exported::Text(table) = reviewed(Format::Csv) else {
        panic!("a table is text")
    };
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let cell = |row: usize, name: &str| -> String {
        let column = header.iter().position(|other| other == name).unwrap();
        rows[row][column].to_owned()
    };
    assert_eq!(cell(0, "status"), "wrong");
    assert_eq!(cell(0, "checked by"), "P|L");
    assert_eq!(cell(0, "note"), format!("'{NOTE}"), "a note is no formula");
    assert_eq!(cell(0, "evidence"), EVIDENCE);
    assert_eq!(cell(0, "when"), "2026-05-14T09:30:00.000Z");
    assert_eq!(cell(1, "status"), "to check");
    assert_eq!(cell(1, "evidence"), "the port’s ledger, p. 7");
    assert_eq!(
        (cell(2, "status"), cell(2, "note")),
        ("to check".into(), String::new())
    );
    assert!(cell(2, "lost").is_empty());
    let last = rows.len() - 1;
    assert_eq!(last, bytes(TEXT).claims.len());
    assert_eq!(
        (cell(last, "claim"), cell(last, "status")),
        ("'-4%".into(), "checked".into())
    );
    assert_eq!(cell(last, "lost"), "not in the text any more");
}

#[test]
fn the_checklist_ticks_what_was_reviewed_and_keeps_the_lines_of_a_note() {
    let Exported::Text(list) = reviewed(Format::Markdown) else {
        panic!("a checklist is text")
    };
    let count = bytes(TEXT).claims.len();
    assert!(list.starts_with(&format!("# {count} claims, 1 reviewed\n")));
    let (mut boxes, mut read, mut addresses) = (Vec::new(), String::new(), Vec::new());
    for event in Parser::new_ext(
        &list,
        Flavour::all().difference(Flavour::ENABLE_SMART_PUNCTUATION),
    ) {
        match event {
            Event::TaskListMarker(done) => boxes.push(done),
            Event::Text(text) => read.push_str(&text),
            Event::HardBreak => read.push('\n'),
            Event::End(TagEnd::Paragraph) => read.push_str("\n\n"),
            Event::Start(Tag::Link { dest_url, .. }) => addresses.push(dest_url.to_string()),
            Event::Start(
                Tag::Heading { .. } | Tag::Item | Tag::List(None) | Tag::Paragraph | Tag::Strong,
            )
            | Event::End(_)
            | Event::SoftBreak => {}
            other => panic!("{other:?} comes from a note"),
        }
    }
    let mut wanted = vec![false; count + 1];
    (wanted[0], wanted[count]) = (true, true);
    assert_eq!(boxes, wanted);
    assert!(read.contains("Status: wrong, P|L, 2026-05-14T09:30:00.000Z"));
    let lines = NOTE.replace("    www", "www");
    assert!(read.contains(&format!("Note: {lines}")), "{read}");
    assert!(addresses.contains(&EVIDENCE.to_owned()));
    assert!(read.contains("Evidence: the port’s ledger, p. 7"));
    assert!(read.contains("Not in the text any more") && read.contains("Sentence: -4% of *it*."));
}

#[test]
fn annotations_and_linked_data_carry_a_review_as_a_persons() {
    let document = serde_json::to_value(reviewed(Format::Annotation)).unwrap();
    let items = document["first"]["items"].as_array().unwrap();
    assert_eq!(document["total"], items.len());
    let count = bytes(TEXT).claims.len();
    assert_eq!(items.len(), count + 3);
    let [read, said] = &items[..2] else {
        panic!("two annotations are wanted")
    };
    assert!(read.get("creator").is_none() && read["motivation"] == "questioning");
    assert_eq!(said["target"], read["target"]);
    assert_ne!(said["id"], read["id"]);
    assert_eq!(said["motivation"], "commenting");
    assert_eq!(said["creator"]["name"], "P|L");
    assert_eq!(said["created"], "2026-05-14T09:30:00.000Z");
    let bodies = said["body"].as_array().unwrap();
    assert_eq!(bodies[0]["value"], "wrong");
    assert_eq!(bodies[1]["value"], NOTE);
    assert_eq!(bodies[2]["source"], EVIDENCE);
    let other = items[3]["body"].as_array().unwrap();
    assert_eq!(other[2]["value"], "the port’s ledger, p. 7");
    assert!(items[3].get("created").is_none());
    let lost = &items[count + 2];
    assert_eq!(lost["body"][0]["value"], "checked");
    assert_eq!(lost["creator"]["name"], "Z");
    // Where it stands nobody knows any more; its words and those beside them are what is left.
    let selectors = lost["target"]["selector"].as_array().unwrap();
    assert_eq!(selectors.len(), 1);
    assert_eq!(
        (&selectors[0]["exact"], &selectors[0]["suffix"]),
        (&"-4%".into(), &" of *it*.".into())
    );
    let mut ids: Vec<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), items.len());

    let graph = serde_json::to_value(reviewed(Format::Schema)).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    assert_eq!(nodes[0]["creativeWorkStatus"], "wrong");
    let comment = &nodes[0]["comment"];
    assert_eq!(comment["@type"], "Comment");
    assert_eq!(
        (&comment["text"], &comment["citation"]),
        (&NOTE.into(), &EVIDENCE.into())
    );
    assert_eq!(comment["author"]["name"], "P|L");
    assert_eq!(nodes[1]["comment"]["citation"], "the port’s ledger, p. 7");
    assert!(nodes[2].get("comment").is_none() && nodes[2].get("creativeWorkStatus").is_none());
    let lost = nodes.last().unwrap();
    assert_eq!(
        (&lost["@type"], &lost["name"], &lost["text"]),
        (&"Claim".into(), &"-4%".into(), &"-4% of *it*.".into())
    );
    assert!(lost.get("appearance").is_none());
    assert_eq!(lost["creativeWorkStatus"], "checked");
    assert_eq!(lost["comment"]["author"]["name"], "Z");
    assert!(!graph.to_string().contains("Rating") && !graph.to_string().contains("ClaimReview"));
}

/// The parts of a text directive: `[prefix-,]start[,end][,-suffix]`.
#[derive(Debug, Default)]
struct Directive {
    prefix: String,
    start: String,
    end: Option<String>,
    suffix: String,
}

/// Parses a directive by the specification's steps ("parse a text directive").
fn parse(address: &str) -> Directive {
    let (_, directive) = address.split_once(":~:text=").unwrap();
    assert!(!directive.contains('&'), "{directive}");
    let mut tokens: Vec<&str> = directive.split(',').collect();
    assert!((1..=4).contains(&tokens.len()), "{directive}");
    let decode = |token: &str| {
        percent_encoding::percent_decode_str(token)
            .decode_utf8()
            .unwrap()
            .into_owned()
    };
    let mut parsed = Directive::default();
    if tokens[0].ends_with('-') {
        parsed.prefix = decode(tokens.remove(0).trim_end_matches('-'));
    }
    if tokens.last().unwrap().starts_with('-') {
        parsed.suffix = decode(tokens.pop().unwrap().trim_start_matches('-'));
    }
    assert!(
        tokens
            .iter()
            .all(|token| !token.is_empty() && !token.contains('-')),
        "{directive}"
    );
    parsed.start = decode(tokens[0]);
    parsed.end = tokens.get(1).map(|end| decode(end));
    parsed
}

/// A page's text with white space collapsed and case folded, as the specification compares it, and its blocks.
fn page_text(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Where the directive takes a reader: the first place in the page that has prefix, start, end and suffix in turn,
/// each at the edges of words ("find a range from a text directive").
fn look_up(page: &str, directive: &Directive) -> Option<(usize, usize)> {
    let fold = |text: &str| page_text(text);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let edge =
        |at: usize| !(letter(page[..at].chars().next_back()) && letter(page[at..].chars().next()));
    let find = |needle: &str, from: usize| -> Vec<usize> {
        page[from..]
            .match_indices(needle)
            .map(|(at, _)| at + from)
            .filter(|&at| edge(at))
            .collect()
    };
    let (prefix, start, suffix) = (
        fold(&directive.prefix),
        fold(&directive.start),
        fold(&directive.suffix),
    );
    let skip = |at: usize| at + page[at..].len() - page[at..].trim_start().len();
    let starts: Vec<usize> = if prefix.is_empty() {
        find(&start, 0)
    } else {
        find(&prefix, 0)
            .into_iter()
            .map(|at| skip(at + prefix.len()))
            .filter(|&at| page[at..].starts_with(&start))
            .collect()
    };
    for from in starts {
        let ends: Vec<usize> = match &directive.end {
            None => vec![from + start.len()],
            Some(end) => find(&fold(end), from + start.len())
                .into_iter()
                .map(|at| at + fold(end).len())
                .collect(),
        };
        for to in ends {
            if suffix.is_empty() && !edge(to) {
                continue;
            }
            if page[skip(to)..].starts_with(&suffix) {
                return Some((from, to));
            }
        }
    }
    None
}

#[test]
fn text_fragments_open_the_page_at_each_claim() {
    let listed = addresses(&Article::new(TEXT), &page());
    let report = bytes(TEXT);
    let whole = page_text(TEXT);
    for ((id, address), claim) in listed.iter().zip(&report.claims) {
        assert_eq!(*id, claim.id);
        assert!(
            address.is_ascii() && address.matches(":~:").count() == 1,
            "{address}"
        );
        let directive = parse(address);
        let place = look_up(&whole, &directive);
        // How much of the page stands before the claim, in the page's own text.
        let before = page_text(&TEXT[..claim.span.start]);
        let start = before.len()
            + usize::from(
                TEXT[..claim.span.start].ends_with(char::is_whitespace) && !before.is_empty(),
            );
        let wanted = (start, start + page_text(claim.span.of(TEXT)).len());
        assert_eq!(
            place,
            Some(wanted),
            "{address} opens another place than {:?}",
            claim.span.of(TEXT)
        );
        let long = claim.span.of(TEXT).split_whitespace().count() > 12;
        assert_eq!(directive.end.is_some(), long, "{address}");
    }
}

#[test]
fn what_stands_once_needs_nothing_around_it() {
    let article = "The pier cost €35 million. The gate, a well-known one, cost €12 million.";
    let listed = addresses(
        &Article::new(article),
        &"https://a.example/".parse().unwrap(),
    );
    assert_eq!(
        listed[0].1,
        "https://a.example/#:~:text=%E2%82%AC35%20million"
    );
}

#[test]
fn any_text_is_exported() {
    for article in [
        "",
        "5%",
        "“",
        "\0 5% \0",
        "€5\u{301} million",
        "“a b c d e f g h i j k l m n o p” he said",
        "5% 5% 5% 5%\n5%",
    ] {
        for format in [
            Format::Csv,
            Format::Markdown,
            Format::Annotation,
            Format::Schema,
        ] {
            for page in [None, Some(&page())] {
                let _ = document(format, article, page);
            }
        }
    }
    // One sentence for thousands of claims: it is not written out for each.
    let endless = "it cost €12 million and ".repeat(4_000);
    let table = text(Format::Csv, &endless);
    assert!(table.len() < 160 * endless.len());
    let long = "The fund paid €12 million. ".repeat(2_000);
    let _ = addresses(&Article::new(&long), &page());
    let words = format!("“{}” he said.", "pier gate ".repeat(3_000));
    let _ = addresses(&Article::new(&words.repeat(3)), &page());
}
