//! Texts from bytes: what the property tests and the fuzz targets read.
//!
//! Random characters seldom make a sentence with a cue, a fragment and a unit in it, so most bytes choose among the
//! productions of a small grammar of news prose; others choose single pieces, so that every sentence is also wrecked.
//! The same bytes give the same text everywhere: a crash of the fuzzer is a test case as it stands, and a shorter list
//! of bytes is a shorter text.

/// The text that `bytes` stand for. The first byte says how the others are read.
pub fn text(bytes: &[u8]) -> String {
    let Some((&how, rest)) = bytes.split_first() else {
        return String::new();
    };
    let mut choices = Choices(rest);
    let mut out = String::new();
    match how % 4 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => {
            while let Some(choice) = choices.next() {
                out.push_str(PIECES[choice % PIECES.len()]);
            }
            out
        }
        // One production many times over, between two others: blocks and sentences of any length.
        2 => {
            expand("sentence", &mut choices, 0, &mut out);
            let mut unit = String::new();
            for _ in 0..=choices.next().unwrap_or(0) % 4 {
                unit.push_str(PIECES[choices.next().unwrap_or(0) % PIECES.len()]);
            }
            out.push_str(&unit.repeat(choices.next().unwrap_or(0)));
            expand("sentence", &mut choices, 0, &mut out);
            out
        }
        _ => {
            while !choices.0.is_empty() {
                expand("paragraph", &mut choices, 0, &mut out);
            }
            out
        }
    }
}

/// `bytes` as two texts: an article and what it is held against. They are cut at the place that the first byte says.
pub fn two_texts(bytes: &[u8]) -> (String, String) {
    let Some((&cut, rest)) = bytes.split_first() else {
        return (String::new(), String::new());
    };
    let (first, second) = rest.split_at(rest.len() * usize::from(cut) / 256);
    let article = text(first);
    // A source text that shares nothing is soon read: half the time it is the article, with something else in it.
    let source = if cut % 2 == 0 {
        text(second)
    } else {
        let mut source = article.clone();
        let middle = (0..=source.len() / 2)
            .rev()
            .find(|&at| source.is_char_boundary(at));
        source.insert_str(middle.unwrap_or(0), &text(second));
        source
    };
    (article, source)
}

/// `bytes` as the address of a page and an article on it.
pub fn page_and_text(bytes: &[u8]) -> (String, String) {
    headed(bytes, "https://halden.example/a")
}

/// `bytes` as a template for a link and an article.
pub fn template_and_text(bytes: &[u8]) -> (String, String) {
    headed(bytes, "https://halden.example/?q={q}&a=")
}

/// An edit: where, how many characters of the text, and what stands in their place.
pub type Edit = (usize, usize, String);

/// `bytes` as an article and what is done to it, one edit after the other. Places and lengths may lie outside of the text.
pub fn text_and_edits(bytes: &[u8]) -> (String, Vec<Edit>) {
    let Some((&share, rest)) = bytes.split_first() else {
        return (String::new(), Vec::new());
    };
    let (first, mut rest) = rest.split_at(rest.len() * usize::from(share) / 256);
    let mut edits = Vec::new();
    while let [at, high, length, own, more @ ..] = rest {
        let (with, more) = more.split_at(usize::from(own % 24).min(more.len()));
        let at = usize::from(*high % 4) * 256 + usize::from(*at);
        edits.push((at, usize::from(*length), text(with)));
        rest = more;
    }
    (text(first), edits)
}

/// `start` with a few bytes behind it, or those bytes alone, and a text of the others.
fn headed(bytes: &[u8], start: &str) -> (String, String) {
    let Some((&head, rest)) = bytes.split_first() else {
        return (start.to_owned(), String::new());
    };
    let (own, rest) = rest.split_at(usize::from(head % 32).min(rest.len()));
    let own = String::from_utf8_lossy(own);
    let whole = if head < 128 {
        format!("{start}{own}")
    } else {
        own.into_owned()
    };
    (whole, text(rest))
}

/// Bytes that are still to be read.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn next(&mut self) -> Option<usize> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(first))
    }
}

/// Deeper than this, every symbol takes its first production, which holds no symbol that leads back to it.
const DEEPEST: usize = 6;

/// Adds one production of `symbol`; where no byte is left, the first one.
fn expand(symbol: &str, choices: &mut Choices<'_>, depth: usize, out: &mut String) {
    let productions = GRAMMAR
        .iter()
        .find(|(name, _)| *name == symbol)
        .map_or(&[][..], |(_, productions)| *productions);
    let choice = match depth {
        DEEPEST.. => 0,
        _ => choices.next().unwrap_or(0),
    };
    // The last choices wreck the sentence: a piece that belongs nowhere, or nothing at all.
    match choice {
        250..=253 => out.push_str(PIECES[choices.next().unwrap_or(0) % PIECES.len()]),
        254.. => {}
        _ => {
            let mut rest = productions[choice % productions.len()];
            while let Some((before, after)) = rest.split_once('<') {
                out.push_str(before);
                let (name, after) = after.split_once('>').unwrap_or((after, ""));
                expand(name, choices, depth + 1, out);
                rest = after;
            }
            out.push_str(rest);
        }
    }
}

/// Symbols and their productions; `<name>` is a symbol.
const GRAMMAR: &[(&str, &[&str])] = &[
    (
        "paragraph",
        &[
            "<sentence> ",
            "<sentence>\n\n",
            "<sentence> <sentence> <sentence>\n",
            "<heading>\n\n<sentence>\n",
            "• <clause>\n",
            "<name>: <quoted>\n",
            "Photo: <name>\n",
            "\r\n",
        ],
    ),
    (
        "heading",
        &[
            "<Noun> <change> <quantity>",
            "<name> Says <quoted>",
            "<quantity> of <noun>",
            "Five <noun> to know",
        ],
    ),
    (
        "sentence",
        &[
            "The <noun> <change> <quantity>.",
            "<quote>",
            "<clause>.",
            "<clause>, <clause> (<quantity>).",
            "<Pronoun> <change> <quantity> <time>, the <superlative> since <year>.",
            "Of <quantity>, <quantity> were <noun> and <quantity> were <noun>.",
            "It covers <share> of <place>, or <quantity>.",
            "The <noun> is <comparative> than the <quantity> <noun>.",
            "<name>, <number>, was born in <year>.",
            "<time>, <clause>?",
        ],
    ),
    (
        "quote",
        &[
            "“<clause>,” <name> <cue>.",
            "“<clause>.”",
            "<name> <cue> that <clause>.",
            "<name> <cue>: “<clause>. <clause>.”",
            "“<clause>,” <cue> <name>, “<clause>.”",
            "“<clause>,” <pronoun> <cue>, adding that <clause> was “<noun>”.",
            "According to <name>, <clause>.",
            "\"<clause>\", <name>, <title>, <cue> <time>.",
            "<clause>, <name> <cue>.",
            "“<clause> ‘<clause>’ <clause>",
            "The <noun> called it “<noun>” and “<noun>”.",
        ],
    ),
    (
        "quoted",
        &[
            "“<clause>”",
            "\"<clause>\"",
            "‘<clause>’",
            "'<clause>'",
            "«<clause>»",
            "„<clause>“",
            "“<clause>",
            "<clause>”",
        ],
    ),
    (
        "clause",
        &[
            "the <noun> <change>",
            "<quantity> of the <noun> <change>",
            "<name> <cue> <quantity>",
            "<pronoun> will pay <quantity> <time>",
            "the <noun>, which <change> <quantity>, is in <place>",
            "<noun> [and <noun>] … were late",
            "<quoted> <change>",
            "<share> are <noun>",
            "it <change> by <quantity> to <quantity> from <quantity>",
            "between <number> and <number> <unit> <time>",
            "<clause>, and <clause>",
            "<clause>, who <cue> <clause>,",
        ],
    ),
    (
        "quantity",
        &[
            "<number> <unit>",
            "<number>%",
            "<sign><number>",
            "<sign><number> <scale>",
            "<hedge> <number> <unit>",
            "<number>-<number> <unit>",
            "<number> to <number> <unit>",
            "<number> <unit> (<number> <unit>)",
            "<number> <noun>",
            "<number> percentage points",
            "<share>",
            "<number> times",
            "<number> per <number> <noun>",
            "<hedge> <sign><number><scale> a <period>",
            "<number>",
        ],
    ),
    (
        "number",
        &[
            "5",
            "12",
            "701",
            "1,200",
            "3.5",
            "0",
            "-4",
            "½",
            "2½",
            "1/3",
            "two",
            "twenty-five",
            "three hundred and six",
            "a dozen",
            "half a",
            "dozens of",
            "1.234,5",
            "12 000",
            "10^6",
            "9999999999999999",
            "6th",
            "1,2,3",
            "0.000001",
            "5'11\"",
        ],
    ),
    (
        "scale",
        &[
            "million", "bn", "thousand", "m", "trillion", "k", "lakh", "hundred",
        ],
    ),
    (
        "sign",
        &["€", "$", "£", "US$", "¥", "EUR ", "A$", "-€", "CHF "],
    ),
    (
        "unit",
        &[
            "km",
            "kilometres",
            "miles",
            "tonnes",
            "degrees Celsius",
            "kWh",
            "litres",
            "hectares",
            "mph",
            "km/h",
            "people",
            "years",
            "euros",
            "dollars a day",
            "square metres",
            "°C",
            "barrels",
            "pounds",
            "points",
            "m",
        ],
    ),
    (
        "share",
        &[
            "a third",
            "two-thirds",
            "half",
            "60%",
            "one in five",
            "nine out of ten",
            "<number> of the <number>",
            "a quarter of the <noun>",
            "most",
        ],
    ),
    (
        "hedge",
        &[
            "about",
            "nearly",
            "more than",
            "at least",
            "up to",
            "some",
            "as many as",
            "less than",
            "a record",
            "around",
        ],
    ),
    (
        "change",
        &[
            "rose",
            "fell",
            "doubled",
            "rose by <quantity>",
            "fell <quantity> to <quantity>",
            "was up from <quantity>",
            "halved",
            "grew <share>",
            "is down <quantity> <time>",
            "tripled to <quantity>",
        ],
    ),
    (
        "time",
        &[
            "on Monday",
            "in May 2027",
            "on 3 June 2027",
            "last week",
            "three years ago",
            "since <year>",
            "in the 1990s",
            "by the end of March",
            "in the next <number> years",
            "in the third quarter",
            "yesterday",
            "June 5, 2026",
            "from <year> to <year>",
            "on Friday, 31 February",
            "in <year> BC",
            "05/06/2027",
        ],
    ),
    (
        "year",
        &["1987", "2026", "2027", "1066", "the 1800s", "44 BC", "’98"],
    ),
    ("period", &["day", "week", "month", "year", "decade"]),
    (
        "name",
        &[
            "Ana Ruiz",
            "Mr. Cole",
            "Tomas van der Berg",
            "the Harbour Ministry",
            "Dr Lena O’Neil",
            "Zoë Márquez",
            "NATO",
            "the U.S. Port Board",
            "officials",
            "the mayor",
            "Halden’s",
            "J. R. Moss Jr.",
            "Ms Ruiz",
            "the company’s chief",
            "a spokesman for <name>",
            "<name> and <name>",
            "Ann “Red” Lee",
        ],
    ),
    (
        "title",
        &[
            "the mayor",
            "a lawyer for <name>",
            "head of the <noun>",
            "53",
            "who <change>",
        ],
    ),
    ("pronoun", &["he", "she", "they", "who", "it"]),
    ("Pronoun", &["He", "She", "They", "It", "That"]),
    (
        "cue",
        &[
            "said",
            "says",
            "told reporters",
            "added",
            "warned",
            "claimed",
            "wrote",
            "asked",
            "has said",
            "denied",
            "told <name>",
            "called",
            "insisted",
            "would say",
            "said <time>",
            "tweeted",
            "said in a statement",
        ],
    ),
    (
        "noun",
        &[
            "ferries",
            "prices",
            "boats",
            "territory",
            "fund",
            "loan",
            "workers",
            "harbour",
            "output",
            "exports",
            "ships and barges",
            "war",
            "rate",
            "dead",
            "vote",
        ],
    ),
    ("Noun", &["Ferries", "Prices", "Loan", "War", "The Fund"]),
    (
        "place",
        &[
            "Denmark",
            "Halden",
            "Norway’s north",
            "the EU",
            "New Zealand",
        ],
    ),
    (
        "superlative",
        &[
            "largest fall",
            "biggest",
            "third-highest",
            "lowest level",
            "worst",
        ],
    ),
    (
        "comparative",
        &["larger", "smaller", "twice as large", "more", "cheaper"],
    ),
];

/// Pieces of which articles and wrecks are made.
pub const PIECES: &[&str] = &[
    "prices ",
    "rose ",
    "fell ",
    "by ",
    "to ",
    "from ",
    "about ",
    "nearly ",
    "5",
    "3.5",
    "1,000",
    "2027",
    "%",
    " per cent",
    "€",
    "$",
    "£",
    " million ",
    "bn ",
    "km",
    " km/h ",
    "-",
    "–",
    "—",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "’s ",
    ", ",
    ". ",
    "? ",
    ": ",
    "\n",
    "\n\n",
    "Ana Ruiz ",
    "Mr. Cole ",
    "he ",
    "she ",
    "said ",
    "said that ",
    "told ",
    "according to ",
    "on Monday ",
    "in May ",
    "May 5, ",
    "the 1990s ",
    "two-thirds ",
    "half ",
    "dozens of ",
    "people ",
    "U.S. ",
    "NATO ",
    "(",
    ")",
    "[",
    "]",
    "…",
    "😀",
    "\u{301}",
    "\0",
    "é",
    " ",
    "\u{a0}",
    "\u{2009}",
    "½",
    "12:30",
    "24/7",
    "3-2",
    "and ",
    "of ",
    "that ",
    "who ",
    "which ",
    "(Reuters) ",
    "than ",
    "since ",
    "per ",
    "a ",
    "«",
    "»",
    "„",
    "``",
    "''",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{200D}",
    "\u{FFFD}",
    "\u{202E}",
    "\u{1F1E9}\u{1F1F0}",
    "ß",
    "İ",
    "ǅ",
    "٣",
    "５",
    "Ⅷ",
    "²",
    "‰",
    "e9",
    "/",
    "\\",
    "=",
    "+",
    "@",
    "#",
    "|",
    "<b>",
    "&amp;",
    "*",
    "_",
    "[x](https://a.example)",
    "www.a.example ",
    ":~:text=",
    "=SUM(A1)",
    "Q3 ",
    "third-largest ",
    "record ",
    "respectively ",
    "19",
    "0",
    "9",
];
