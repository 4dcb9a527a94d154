//! What holds for the report on any text.

use tickmark::{Article, Detail, Offsets, Options, Report, Span, scan};

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

fn valid(text: &str, span: Span) {
    assert!(
        span.start < span.end && text.get(span.start..span.end).is_some(),
        "bad span {span:?}"
    );
}
