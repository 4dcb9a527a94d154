//! Addresses: encoded whole, from the claim's own words.

use tickmark::{Article, Claim, Group, Link, Options, OwnTarget, scan};

fn claims(text: &str) -> Vec<Claim> {
    let mut article = Article::new(text);
    article.date = "2026-05-04".parse().ok();
    scan(&article, &Options::default()).claims
}

/// The claims with links to a person's own targets.
fn with_own(text: &str, own: &[OwnTarget]) -> Vec<Claim> {
    let options = Options {
        own_targets: own,
        ..Options::default()
    };
    scan(&Article::new(text), &options).claims
}

fn own(claim: &Claim) -> Vec<&Link> {
    let links = claim.links.iter();
    links.filter(|link| link.target == "own").collect()
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
        "مرحبا يا بلد to all",
        "100 % pure <b>in</b> it",
        "𝔘nder {q} and \\n \u{202E}there",
    ] {
        let text = format!("“It is {words} now,” Ana Ruiz said.");
        let desk = OwnTarget::new("Desk", "https://desk.example/?q={phrase}", Group::Own);
        let claim = &with_own(&text, &[desk.unwrap()])[0];
        for target in ["duckduckgo", "own"] {
            assert_eq!(
                query(claim, target, "q"),
                format!("\"It is {words} now\""),
                "{target}"
            );
        }
        for link in &claim.links {
            assert!(link.url.starts_with("https://") && link.url.is_ascii());
        }
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
    let query = query(claim, "google-news-dated", "q");
    for word in ["4,200 tonnes", "Vigo", "hake", "boats"] {
        assert!(query.contains(word), "{query}");
    }
}

#[test]
fn a_number_is_searched_as_printed_without_the_hedge_before_it() {
    for (text, printed, without) in [
        (
            "The yard in Vigo built nearly 340 boats.",
            "340 boats",
            "nearly",
        ),
        (
            "The yard in Vigo lost at least €2.5 million.",
            "€2.5 million",
            "least",
        ),
        ("The yard in Vigo grew by about 12%.", "12%", "about"),
    ] {
        let query = query(&claims(text)[0], "google-news-dated", "q");
        assert!(query.ends_with(printed), "{query}");
        assert!(
            query.contains("Vigo") && !query.contains(without),
            "{query}"
        );
    }
}

#[test]
fn words_that_narrow_no_search_stay_out_of_it() {
    let text = "Now they have only a single mill under the old bridge, and the least of them makes 340 tonnes.";
    let query = query(&claims(text)[0], "google-news-dated", "q");
    for word in ["single", "least", "under", "only", "they", "makes", "old"] {
        assert!(!query.split(' ').any(|given| given == word), "{query}");
    }
    assert!(
        query.contains("mill") && query.contains("bridge"),
        "{query}"
    );
}

#[test]
fn a_quotation_is_searched_by_its_speaker_and_its_longest_unbroken_words() {
    let text = "“We … will build [two] bridges over the river this year,” Ana Ruiz said.";
    let query = query(&claims(text)[0], "google-news-dated", "q");
    assert_eq!(query, "Ruiz \"bridges over the river this year\"");
}

#[test]
fn two_words_in_quotation_marks_get_words_from_around_them() {
    let text = "Ana Ruiz called the harbour tunnel “pure theatre.”";
    let query = query(&claims(text)[0], "google-news-dated", "q");
    assert_eq!(query, "Ruiz \"pure theatre\" harbour tunnel");
}

#[test]
fn a_pronoun_is_no_search_word() {
    let text = "A clerk was there. He said that the harbour tunnel leaks.";
    for claim in claims(text) {
        let query = query(&claim, "google-news-dated", "q");
        assert!(!query.split(' ').any(|word| word == "He"), "{query}");
    }
}

#[test]
fn every_claim_gets_a_link_to_each_target_of_ones_own_behind_its_others() {
    let own_targets = [
        OwnTarget::new("Desk", "https://desk.example/?q={q}", Group::Own).unwrap(),
        OwnTarget::new("Archive", "https://files.example/{phrase}", Group::Archive).unwrap(),
    ];
    let text = "“The mill is safe for all of us,” Ana Ruiz said. It made 340 tonnes in May 2021.";
    let claims = with_own(text, &own_targets);
    assert_eq!(claims.len(), 3);
    for claim in &claims {
        let links = own(claim);
        assert_eq!(links.len(), 2, "{:?}", claim.links);
        assert_eq!(links[0].label, "Desk");
        assert_eq!(
            (links[0].group, links[1].group),
            (Group::Own, Group::Archive)
        );
        let last: Vec<&str> = claim
            .links
            .iter()
            .rev()
            .take(2)
            .map(|link| link.target)
            .collect();
        assert_eq!(last, ["own", "own"]);
    }
    assert!(own(&with_own(text, &[])[0]).is_empty());
}

#[test]
fn the_words_of_an_own_target_may_stand_in_the_path() {
    let desk = OwnTarget::new("Desk", "https://desk.example/find/{words}/all", Group::Own);
    let claim = &with_own("“It’s 1/2 & more at sea,” Ana Ruiz said.", &[desk.unwrap()])[0];
    let url = &own(claim)[0].url;
    let middle = url
        .strip_prefix("https://desk.example/find/")
        .and_then(|rest| rest.strip_suffix("/all"));
    assert!(
        middle.is_some_and(|middle| !middle.contains(['/', '?', '&', '#'])),
        "{url}"
    );
}

#[test]
fn no_claim_has_more_than_six_links_and_none_twice() {
    let text = "Inflation in Spain rose to 2.4% and in the US to 3.1% in a new study of vaccine trials, the ECB and \
                the Federal Reserve said in Washington, and Public debt of Japan hit 240%.";
    for claim in claims(text) {
        assert!((2..=6).contains(&claim.links.len()), "{:?}", claim.links);
        let mut targets: Vec<&str> = claim.links.iter().map(|link| link.target).collect();
        targets.sort_unstable();
        targets.dedup();
        assert_eq!(targets.len(), claim.links.len());
    }
}
