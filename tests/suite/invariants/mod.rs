//! What holds for the report on any text, for what a source text says of it, and for its exports.
//!
//! The suite, its property tests and the fuzz targets in `fuzz/` all ask the same.

pub mod against;
pub mod export;
pub mod offsets;
pub mod session;

use tickmark::text::is_quote;
use tickmark::{Article, Detail, Group, Offsets, Options, OwnTarget, Report, Span, Value, scan};
use url::Url;

/// The report on `text` with spans in bytes, after every property of a report was checked.
pub fn checked(text: &str) -> Report {
    let mut article = Article::new(text);
    article.date = "2026-11-24".parse().ok();
    let report = scan(
        &article,
        &Options {
            offsets: Offsets::Byte,
            ..Options::default()
        },
    );
    let mut before = (0, usize::MAX);
    let mut ids = std::collections::HashSet::new();
    for claim in &report.claims {
        let here = (claim.span.start, claim.span.end);
        assert!(
            here.0 > before.0 || (here.0 == before.0 && here.1 <= before.1),
            "claims out of order"
        );
        before = here;
        assert!(
            ids.insert(claim.id.as_str()),
            "two claims with id {}",
            claim.id
        );
        assert!((0.0..=1.0).contains(&claim.worth));
        assert!(claim.worth <= report.worth);
        valid(text, claim.span);
        valid(text, claim.sentence);
        assert!(
            claim.sentence.contains(claim.span),
            "a claim leaves its sentence"
        );
        claim
            .source
            .iter()
            .for_each(|source| valid(text, source.span));
        match &claim.detail {
            Detail::Quantity(quantity) => {
                valid(text, quantity.numeral);
                assert!(claim.span.contains(quantity.numeral));
                let (low, high) = match quantity.value {
                    Value::One(value) => (value, value),
                    Value::Range(low, high) => (low, high),
                };
                assert!(low.is_finite() && high.is_finite(), "no number");
                for words in [&quantity.measured, &quantity.place, &quantity.time] {
                    let words = words.as_deref().unwrap_or("-");
                    assert!(!words.is_empty(), "words that are none");
                }
            }
            Detail::Date(_) => {}
            Detail::Comparison(comparison) => {
                if let Some(span) = &comparison.with {
                    valid(text, *span);
                    assert!(claim.span.contains(*span));
                }
            }
            Detail::Quotation(quotation) => {
                for span in quotation
                    .quoted
                    .iter()
                    .chain(&quotation.cue)
                    .chain(&quotation.source)
                {
                    valid(text, *span);
                }
                let mut before = 0;
                for (at, quoted) in quotation.quoted.iter().enumerate() {
                    assert!(quoted.start >= before, "fragments out of order");
                    before = quoted.end;
                    assert!(claim.span.contains(*quoted));
                    let words = quoted.of(text);
                    let open = quotation.unclosed && at + 1 == quotation.quoted.len();
                    assert!(words.starts_with(is_quote), "{words:?} opens with no mark");
                    assert!(open || words.ends_with(is_quote), "{words:?} is not closed");
                }
            }
        }
        assert!(
            claim.links.len() >= 2,
            "{:?} has {} links",
            claim.span.of(text),
            claim.links.len()
        );
        for link in &claim.links {
            assert!(link.url.starts_with("https://"), "{}", link.url);
            let parsed =
                Url::parse(&link.url).unwrap_or_else(|error| panic!("{}: {error}", link.url));
            assert_eq!(parsed.scheme(), "https");
            assert!(
                link.url.bytes().all(|byte| byte.is_ascii_graphic()),
                "{}",
                link.url
            );
            assert!(
                !link
                    .url
                    .contains(['"', '<', '>', '{', '}', '\\', '^', '`', '|']),
                "{}",
                link.url
            );
        }
    }
    for claim in &report.claims {
        let mut related = std::collections::HashSet::new();
        assert!(claim.related.len() <= 12, "too many related claims");
        for id in &claim.related {
            assert!(ids.contains(id.as_str()) && *id != claim.id && related.insert(id));
        }
        for &check in &claim.checks {
            assert!(report.checks[check].claims.contains(&claim.id));
        }
    }
    for (index, check) in report.checks.iter().enumerate() {
        assert!(!check.sum.is_empty() && !check.claims.is_empty());
        assert!(check.claims.iter().all(|id| ids.contains(id.as_str())));
        assert_eq!(
            check.value.is_some(),
            check.result == tickmark::Outcome::Implies,
            "{}",
            check.sum
        );
        let of = report
            .claims
            .iter()
            .filter(|claim| claim.checks.contains(&index));
        assert_eq!(of.count(), check.claims.len(), "{}", check.sum);
    }
    for person in &report.people {
        assert!(!person.name.is_empty() && !person.mentions.is_empty());
        person.mentions.iter().for_each(|span| valid(text, *span));
    }
    report
}

/// Asks that `template` is refused in one line, or gives each claim of `text` one more link, which any browser reads.
pub fn own_target(template: &str, text: &str) {
    let target = match OwnTarget::new("Desk", template, Group::Own) {
        Ok(target) => target,
        Err(error) => {
            assert!(!error.to_string().contains('\n'));
            return;
        }
    };
    let options = Options {
        own_targets: &[target],
        ..Options::default()
    };
    for claim in &scan(&Article::new(text), &options).claims {
        let mut own = claim.links.iter().filter(|link| link.target == "own");
        let link = own.next().expect("a link of one's own");
        assert!(own.next().is_none());
        let parsed = Url::parse(&link.url).unwrap_or_else(|error| panic!("{}: {error}", link.url));
        assert_eq!(parsed.scheme(), "https");
        // The words of the text are in the path, the query or the fragment, never in the name of the site.
        let host = template.trim().strip_prefix("https://").unwrap_or_default();
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let named = Url::parse(&format!("https://{host}/")).expect("a site");
        assert_eq!((parsed.host(), parsed.port()), (named.host(), named.port()));
    }
}

/// `span` has a length and splits no character of `text`.
pub fn valid(text: &str, span: Span) {
    assert!(
        span.start < span.end && text.get(span.start..span.end).is_some(),
        "bad span {span:?}"
    );
}
