//! Addresses: encoded whole, from the claim's own words.

use tickmark::{Article, Claim, Options, scan};

fn claims(text: &str) -> Vec<Claim> {
    let mut article = Article::new(text);
    article.date = "2026-05-04".parse().ok();
    scan(&article, &Options::default()).claims
}

/// What a server reads in the query of the claim's link to `target`.
fn query(claim: &Claim, target: &str, key: &str) -> String {
    let link = claim.links.iter().find(|link| link.target == target);
    let link = link.unwrap_or_else(|| panic!("no {target} in {:?}", claim.links));
    let (_, query) = link.url.split_once('?').unwrap();
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    let value = value.unwrap_or_else(|| panic!("no {key} in {}", link.url));
    percent_encoding::percent_decode_str(value)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[test]
fn quotes_ampersands_emoji_and_right_to_left_words_survive_the_address() {
    for words in [
        "rock & roll is dead 100% #sure",
        "the café 🎈 of our town",
        "שלום to the whole city",
        "a + b = c; or?",
    ] {
        let text = format!("“It is {words} now,” Ana Ruiz said.");
        let claim = &claims(&text)[0];
        assert_eq!(
            query(claim, "duckduckgo", "q"),
            format!("\"It is {words} now\"")
        );
    }
}

#[test]
fn the_window_of_days_is_around_the_article() {
    let claim = &claims("The bridge carried 4,200 lorries.")[0];
    assert_eq!(
        query(claim, "google-dated", "tbs"),
        "cdr:1,cd_min:4/4/2026,cd_max:5/5/2026"
    );
}

#[test]
fn a_number_is_searched_with_its_subject_as_printed() {
    let claim =
        &claims("Fishing boats from Vigo landed nearly 4,200 tonnes of hake in Galicia.")[0];
    let query = query(claim, "google-news", "q");
    for word in ["4,200 tonnes", "Vigo", "hake", "boats"] {
        assert!(query.contains(word), "{query}");
    }
}
