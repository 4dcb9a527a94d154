//! What holds for every export of any article, read back by another's reader.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options as Flavour, Parser, Tag, TagEnd};
use serde_json::Value;
use tickmark::export::{
    Address, Exported, Format, Lost, Review, Reviews, Status, addresses, export, export_reviewed,
};
use tickmark::{Article, Offsets, Options, Report, scan};
use url::Url;

/// Exports `text` in every format, as it stands on `page`, and asks every property of what comes out.
pub fn checked(text: &str, page: Option<&Address>) {
    let options = Options {
        offsets: Offsets::Byte,
        ..Options::default()
    };
    let article = Article::new(text);
    let report = scan(&article, &options);
    if let Some(page) = page {
        parses(page.as_str());
        let listed = addresses(&article, page);
        assert_eq!(listed.len(), report.claims.len());
        for ((id, address), claim) in listed.iter().zip(&report.claims) {
            assert_eq!(*id, claim.id);
            parses(address);
            assert!(address.contains(":~:text="));
        }
    }
    table(text, &report, page);
    list(text, &report, page);
    annotations(text, &report, page);
    graph(&article, page);
    reviewed(text, &report, page);
}

/// The same with reviews whose every word comes from the text.
fn reviewed(text: &str, report: &Report, page: Option<&Address>) {
    let statuses = [
        Status::Open,
        Status::Checked,
        Status::Wrong,
        Status::Unverifiable,
    ];
    let half = (text.len() / 2..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let (one, other) = text.split_at(half);
    let evidence = format!("https://a.example/{}", &text[..half]);
    let review = |at: usize, claim| Review {
        claim,
        status: statuses[at % 4],
        note: if at.is_multiple_of(2) { text } else { other },
        evidence: if at.is_multiple_of(3) { &evidence } else { one },
        by: other,
        time: if at.is_multiple_of(5) {
            other
        } else {
            "2026-05-14T09:30:00.000Z"
        },
    };
    let claims = report.claims.iter().take(20).enumerate();
    let found: Vec<Review<'_>> = claims.map(|(at, claim)| review(at, &claim.id)).collect();
    let lost = [Lost {
        kind: "quantity",
        words: one,
        sentence: other,
        review: review(1, ""),
    }];
    let reviews = Reviews {
        found: &found,
        lost: &lost,
    };
    let article = Article::new(text);
    let write = |format| export_reviewed(&article, format, page, &reviews);
    let Exported::Text(table) = write(Format::Csv) else {
        panic!("a table is text")
    };
    formulas(&table);
    let Exported::Text(list) = write(Format::Markdown) else {
        panic!("a list is text")
    };
    let mut boxes = 0;
    for event in Parser::new_ext(
        &list,
        Flavour::all().difference(Flavour::ENABLE_DEFINITION_LIST),
    ) {
        match event {
            Event::TaskListMarker(_) => boxes += 1,
            Event::Start(Tag::Link { dest_url, .. }) => parses(&dest_url),
            Event::Start(
                Tag::List(None) | Tag::Item | Tag::Paragraph | Tag::Strong | Tag::Heading { .. },
            )
            | Event::End(_)
            | Event::Text(_)
            | Event::HardBreak
            | Event::SoftBreak => {}
            other => panic!("{other:?} comes from a note, in {list:?}"),
        }
    }
    assert_eq!(boxes, report.claims.len() + 1, "in {list:?}");
    for format in [Format::Annotation, Format::Schema] {
        let document = serde_json::to_value(write(format)).expect("plain data");
        let items = document["first"]["items"]
            .as_array()
            .or(document["@graph"].as_array());
        for item in items.into_iter().flatten() {
            for body in item["body"].as_array().into_iter().flatten() {
                body["source"].as_str().into_iter().for_each(parses);
            }
        }
    }
}

/// No cell of the table is one.
fn formulas(table: &str) {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for row in reader.records() {
        for cell in &row.expect("the table is read back") {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "a formula"
            );
        }
    }
}

/// An address that any browser reads, of a page.
fn parses(address: &str) {
    let parsed = Url::parse(address).unwrap_or_else(|error| panic!("{address:?}: {error}"));
    assert!(matches!(parsed.scheme(), "http" | "https"), "{address}");
    let plain = |byte: u8| byte.is_ascii_graphic() || !byte.is_ascii();
    assert!(
        address.bytes().all(plain) && !address.contains(['<', '>', '"']),
        "{address:?}"
    );
}

fn written(text: &str, format: Format, page: Option<&Address>) -> String {
    match export(&Article::new(text), format, page) {
        Exported::Text(written) => written,
        other => panic!("{other:?} is no text"),
    }
}

fn table(text: &str, report: &Report, page: Option<&Address>) {
    let table = written(text, Format::Csv, page);
    assert!(table.ends_with("\r\n") && !table.contains('\0'));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .expect("the table is read back");
    assert_eq!(rows.len(), report.claims.len());
    for (row, claim) in rows.iter().zip(&report.claims) {
        assert_eq!(row[0], claim.id);
        let words = claim.span.of(text).replace('\0', "\u{FFFD}");
        let cell = row[2].strip_prefix('\'').filter(|_| row[2] != words);
        assert_eq!(cell.unwrap_or(&row[2]), words);
    }
    formulas(&table);
}

fn list(text: &str, report: &Report, page: Option<&Address>) {
    let list = written(text, Format::Markdown, page);
    let links: HashSet<&str> = report
        .claims
        .iter()
        .flat_map(|claim| &claim.links)
        .map(|link| link.url.as_str())
        .collect();
    let flavour = Flavour::ENABLE_TASKLISTS
        | Flavour::ENABLE_TABLES
        | Flavour::ENABLE_STRIKETHROUGH
        | Flavour::ENABLE_FOOTNOTES;
    let (mut boxes, mut headings, mut inside) = (0, 0, false);
    let mut bold: Vec<String> = Vec::new();
    for event in Parser::new_ext(&list, flavour) {
        match event {
            Event::TaskListMarker(done) => {
                assert!(!done);
                boxes += 1;
            }
            Event::Start(Tag::Strong) => {
                inside = true;
                bold.push(String::new());
            }
            Event::End(TagEnd::Strong) => inside = false,
            Event::Text(words) if inside => bold
                .last_mut()
                .expect("a strong text is open")
                .push_str(&words),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let own = page.is_some_and(|page| {
                    let bare = page.as_str().split('#').next().unwrap_or_default();
                    dest_url.starts_with(bare)
                });
                assert!(
                    own || links.contains(&*dest_url),
                    "{dest_url} is a link of the article's"
                );
            }
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(Tag::List(_) | Tag::Item | Tag::Paragraph)
            | Event::End(_)
            | Event::Text(_)
            | Event::SoftBreak => {}
            other => panic!("{other:?} comes from the article, in {list:?}"),
        }
    }
    assert_eq!((boxes, headings), (report.claims.len(), 1), "in {list:?}");
    let wanted: Vec<String> = report
        .claims
        .iter()
        .map(|claim| {
            let words = claim.span.of(text);
            let words = words.split(|c: char| c.is_whitespace() || c.is_control());
            words
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(bold, wanted);
}

fn annotations(text: &str, report: &Report, page: Option<&Address>) {
    let document = document(&Article::new(text), Format::Annotation, page);
    assert_eq!(document["total"], report.claims.len());
    let Some(items) = document["first"]["items"].as_array() else {
        assert!(report.claims.is_empty());
        return;
    };
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut count) = (0, 0);
    for (item, claim) in items.iter().zip(&report.claims) {
        let quote = &item["target"]["selector"][0];
        let position = &item["target"]["selector"][1];
        let words = |field: &str| quote[field].as_str().expect("words").to_owned();
        let number = |field: &str| position[field].as_u64().expect("a position") as usize;
        // Claims are in order of their start: the characters are counted once.
        count += text[at..claim.span.start].chars().count();
        at = claim.span.start;
        assert_eq!(number("start"), count);
        assert_eq!(words("exact"), claim.span.of(text));
        let exact: String = chars[number("start")..number("end")].iter().collect();
        assert_eq!(exact, words("exact"));
        assert!(text[..claim.span.start].ends_with(&words("prefix")));
        assert!(text[claim.span.end..].starts_with(&words("suffix")));
        for body in item["body"].as_array().expect("bodies") {
            if let Some(source) = body["source"].as_str() {
                parses(source);
            }
        }
    }
}

fn graph(article: &Article<'_>, page: Option<&Address>) {
    let document = document(article, Format::Schema, page);
    let mut ids = HashSet::new();
    for node in document["@graph"].as_array().expect("nodes") {
        assert!(
            ids.insert(node["@id"].as_str().expect("a name")),
            "two nodes with one name"
        );
        assert!(matches!(
            node["@type"].as_str(),
            Some("Claim" | "Quotation")
        ));
        for citation in node["citation"].as_array().into_iter().flatten() {
            parses(citation.as_str().expect("an address"));
        }
    }
}

/// The document as its readers get it: written and read again.
fn document(article: &Article<'_>, format: Format, page: Option<&Address>) -> Value {
    let written = serde_json::to_string(&export(article, format, page)).expect("plain data");
    serde_json::from_str(&written).expect("JSON")
}
