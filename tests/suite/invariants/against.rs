//! What holds for any article against any source text.

use tickmark::check::against::{Against, Kind, Presence, Wording, against};
use tickmark::{Article, Detail, Form, Offsets, Options, Span, scan};

use super::valid;

/// `text` held against `source`, with spans in bytes, after every property of the answer was checked.
pub fn checked(text: &str, source: &str) -> Against {
    let article = Article::new(text);
    let options = Options {
        offsets: Offsets::Byte,
        ..Options::default()
    };
    let found = against(&article, source, &options);
    let report = scan(&article, &options);
    let mut answers = found.quotations.iter().peekable();
    let mut quantities = Vec::new();
    for claim in &report.claims {
        let quotation = match &claim.detail {
            Detail::Quantity(_) => {
                quantities.push(claim.id.as_str());
                continue;
            }
            Detail::Quotation(quotation) => quotation,
            _ => continue,
        };
        let letters = |span: &Span| span.of(text).contains(char::is_alphanumeric);
        let quotes = !matches!(quotation.form, Form::Scare | Form::Title);
        let Some(answer) = answers.next_if(|answer| answer.claim == claim.id) else {
            // What has no words, and a word or two held at a distance, quotes nobody.
            let wanted = quotes && quotation.quoted.iter().any(letters);
            assert!(!wanted, "{:?} was not looked up", claim.span.of(text));
            continue;
        };
        assert_ne!(quotation.form, Form::Title);
        let mut quoted = quotation.quoted.iter();
        assert!(!answer.fragments.is_empty());
        for fragment in &answer.fragments {
            let known = quoted.any(|quoted| *quoted == fragment.here);
            assert!(known, "a fragment of another quotation");
        }
    }
    assert!(answers.next().is_none(), "an answer to no quotation");
    for answer in &found.quotations {
        let results: Vec<Wording> = answer
            .fragments
            .iter()
            .map(|fragment| fragment.result)
            .collect();
        let all = |wording| results.iter().all(|result| *result == wording);
        let whole = match () {
            () if all(Wording::Verbatim) => Wording::Verbatim,
            () if all(Wording::Absent) => Wording::Absent,
            () => Wording::Altered,
        };
        assert_eq!(answer.result, whole);
        for fragment in &answer.fragments {
            valid(text, fragment.here);
            for there in &fragment.there {
                valid(source, *there);
            }
            assert_eq!(
                fragment.there.is_empty(),
                fragment.result == Wording::Absent
            );
            for difference in &fragment.differences {
                on_boundaries(text, difference.here);
                on_boundaries(source, difference.there);
                assert!(
                    fragment.here.start <= difference.here.start
                        && difference.here.end <= fragment.here.end
                );
            }
            if fragment.result == Wording::Verbatim {
                let words = fragment.differences.iter().filter(|difference| {
                    difference.kind.is_of_words() && difference.kind != Kind::Bracket
                });
                assert_eq!(words.count(), 0, "word for word, with other words");
            }
        }
    }
    let numbers: Vec<&str> = found
        .numbers
        .iter()
        .map(|number| number.claim.as_str())
        .collect();
    assert_eq!(numbers, quantities, "a quantity was not looked up");
    for number in &found.numbers {
        let absent = number.result == Presence::Absent;
        assert_eq!(number.there.is_none(), absent);
        assert_eq!(number.sentence.is_none(), absent);
        assert_eq!(number.how.is_some(), number.result == Presence::Present);
        if let (Some(there), Some(sentence)) = (number.there, number.sentence) {
            valid(source, there);
            valid(source, sentence);
            assert!(sentence.contains(there));
        }
    }
    found
}

/// `span` may be empty and splits no character of `text`.
fn on_boundaries(text: &str, span: Span) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "bad span {span:?}"
    );
}
