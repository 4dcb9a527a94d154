//! Articles of any length for the benches: sentences from patterns with names, places and numbers that differ each time,
//! so that no cache and no predictor is helped by a text that repeats itself.

const FIRST: [&str; 16] = [
    "Mara", "Tom", "Ann", "Pieter", "Ilmar", "Jonas", "Clara", "Edith", "Rolf", "Nadia", "Sven",
    "Laura", "Ben", "Ines", "Karl", "Rosa",
];
const LAST: [&str; 20] = [
    "Voss",
    "Hale",
    "Lindqvist",
    "Meer",
    "Koskela",
    "Abara",
    "Ferro",
    "Tamm",
    "Okafor",
    "Brandt",
    "Sorel",
    "Quist",
    "Danner",
    "Ruiz",
    "Haldane",
    "Ostrow",
    "Pell",
    "Varga",
    "Winther",
    "Zeman",
];
const PLACE: [&str; 18] = [
    "Halden",
    "Norwick",
    "Tarnby",
    "Finland",
    "Norway",
    "Porto Sela",
    "Eastmere",
    "Kolvik",
    "Spain",
    "Marrow Bay",
    "Lower Dene",
    "Poland",
    "Grimsund",
    "Ashford Pier",
    "Chile",
    "Vestholm",
    "Kenya",
    "Riga",
];
const BODY: [&str; 12] = [
    "the harbour board",
    "the roads office",
    "Northgate Rail",
    "the European Commission",
    "the finance ministry",
    "Tarnby Shipping",
    "the ferry union",
    "the statistics office",
    "the Bank of England",
    "the fisheries agency",
    "Kolvik Energy",
    "the town council",
];
const THING: [&str; 20] = [
    "ferry traffic",
    "the herring fleet",
    "cargo volumes",
    "the pension fund",
    "grain exports",
    "harbour fees",
    "the repair budget",
    "youth unemployment",
    "housing starts",
    "the old pier",
    "timber prices",
    "rail freight",
    "the night service",
    "tourist arrivals",
    "the wage bill",
    "electricity output",
    "the tram network",
    "customs revenue",
    "the loan programme",
    "coastal defences",
];
const MONTH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const UNIT: [&str; 12] = [
    "boats",
    "tonnes",
    "kilometres",
    "passengers",
    "workers",
    "households",
    "hectares",
    "containers",
    "trains",
    "visitors",
    "litres",
    "square metres",
];
const WORD: [&str; 24] = [
    "rotten", "late", "unfair", "steady", "careful", "narrow", "costly", "patient", "uneven",
    "plain", "modest", "worn", "open", "quiet", "sober", "brisk", "frail", "remote", "shallow",
    "stubborn", "thin", "formal", "idle", "dense",
];
/// `F` a first name, `L` a last name, `P` a place, `B` a body, `T` a thing, `M` a month, `U` a unit, `W` a word, `N` a
/// number, `D` a small one, `Y` a year; all behind a `%`.
const SENTENCES: [&str; 44] = [
    "%T in %P rose %D% to %N %U in %M from %N a year earlier, %B said.",
    "%F %L, who leads %B, said on Monday that %T would need “a %W and %W plan” before winter.",
    "“We have waited long enough for %T,” %L said. “It is %W, and everybody in %P knows it.”",
    "The plan would cost about €%D.%D million, or nearly a third of the €%D million that %B holds.",
    "%B, which had warned of the %W state of %T, declined to comment.",
    "In %Y, only %D of the %N %U in %P were inspected.",
    "He added that the figures were %W, and that nobody at the office had looked at them since %M %Y.",
    "According to %B, more than %N people in %P depend on %T.",
    "It was the largest fall since %Y, when %T lost $%D billion.",
    "The road along the shore is %W, and the houses above it have stood empty for years.",
    "%L told reporters in %P the decision was “%W” and that %T had been forgotten.",
    "“Nobody asked us,” said %F %L of %P. “They came with a drawing and left with a promise.”",
    "The council meets again on %D %M %Y, and the minister is expected to attend.",
    "Between %Y and %Y the number of %U fell from %N to %N.",
    "Officials in %P said %T was twice as large as in %M.",
    "She argued that a %W wall of %D metres would be enough, though engineers disagree.",
    "Critics, among them %F %L, call the scheme a “%W gesture”.",
    "About %D percent of households in %P have no access to %T, up from %D percent in %Y.",
    "The new contract runs for %D years and covers %N square kilometres.",
    "Nothing of this was mentioned when the %W committee met behind closed doors in the old customs house.",
    "%F %L was born in %P in %Y and joined %B at the age of %D.",
    "Asked whether %T could be saved, %L said it was too early to tell.",
    "The ministry had promised £%N for the repair, but %B says it has received nothing.",
    "Rain fell through the night, and by morning the %W streets near the station were under water.",
    "At least %D people were injured, %D of them seriously, police in %P said.",
    "“The %W truth is that we cannot pay for %T,” %F %L, a spokesman for %B, said in a statement on Tuesday.",
    "Prices for %T are expected to climb by %D.%D percentage points next year.",
    "The two sides have argued over the question since the spring, and neither seems ready to move.",
    "%B denied that it had delayed the report.",
    "Of the %N %U counted in %M, %N were in %P and the rest in %P.",
    "President %F %L called the vote “a %W day for %P”.",
    "A study by %B found that %T costs each resident €%N a year.",
    "The vessel, %D metres long, can carry %N %U at a speed of %D knots.",
    "Many of those who came to the meeting had walked for hours along the %W coast road.",
    "%L, %D, has denied any part in the affair and says that he was in %P at the time.",
    "The index closed down %D.%D points at %N, its lowest since %M.",
    "They counted the same plank twice, %L complained, and then they counted it again.",
    "Work on the %W line began %D years ago and was to be finished by the end of %Y.",
    "Every second week a lorry brings flour, lamp oil and the post to the villages behind the ridge.",
    "The bank lowered its forecast for growth in %P to %D.%D% from %D.%D%.",
    "“If %T fails, then so will the town,” the mayor wrote in a letter to %B.",
    "Exports to %P reached $%D.%D billion in the third quarter of %Y.",
    "There is no sign that the dispute between the pilots and the %W port authority will end soon.",
    "The court in %P is due to rule on %M %D.",
];

/// Sentences with nothing to check, as the larger part of an article is.
const PLAIN: [&str; 30] = [
    "The road along the shore is %W, and the houses above it have stood empty since the cannery closed.",
    "Few of those who work at %B live in %P themselves, and fewer still would want their children to.",
    "On the quay, men in yellow coats unload crates of fish while gulls circle above the roofs.",
    "It is a %W place, with a church, a school and a row of shops that open late and close early.",
    "The dispute has divided families in %P and turned neighbours against each other.",
    "Much of the debate turns on who should look after %T once the present contract has ended.",
    "For years %T was looked upon as a matter for engineers, and nobody outside the office took notice of it.",
    "%F %L grew up above the bakery in the main street and knows every boat by its sound.",
    "Whether the %W plan will hold through another winter is anybody's guess.",
    "Behind the town hall stands a statue of a fisherman, his face turned towards the sea.",
    "The new rules leave it to the towns to decide how they use what they are given.",
    "There was a time when the whole coast lived from %T, and the harbour was full from one wall to the other.",
    "In the evening the lamps along the pier are lit by hand, as they always have been.",
    "Most people here have learned to live with %W promises and with the wind.",
    "Since then %B has kept out of sight, and its offices in %P have been dark.",
    "The office moved to %P in the spring, into a %W building by the station.",
    "Its windows look out over the marshes, where herons stand in the shallow water.",
    "What happens to %T now depends on talks that are held behind closed doors.",
    "Some blame the weather, others blame %B, and a few blame the people who left.",
    "The old men on the benches have heard all of it before and shake their heads.",
    "Without %T there would be little reason for anybody to stay through the winter.",
    "The ferry was late again, and the passengers waited in the %W hall with their coats on.",
    "Neither side has shown much interest in a settlement, and the courts are slow.",
    "A path leads from the cliff down to the beach, where children look for amber after a storm.",
    "The matter came up in passing, between a report on dogs and the choice of a new clerk.",
    "Others have moved away, to %P or further, and come back only for weddings and funerals.",
    "The question of %T has followed the council from one meeting to the next.",
    "Work goes on slowly, because parts have to be brought from %P by sea.",
    "In the kitchen of the guest house a pot of soup is on the stove and the radio is playing.",
    "The committee is made up of teachers, farmers and a retired pilot, all of them unpaid.",
];
/// Of ten sentences so many have nothing to check: a claim then comes every 115 bytes or so. In 74 pages of news one comes
/// every 123 bytes in the median, every 79 at the tenth percentile.
const PLAIN_OF_TEN: usize = 6;

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// An article of about `length` bytes, as dense in claims as news: a headline and paragraphs of one to four sentences.
pub fn article(length: usize, seed: u64) -> String {
    written(length, seed, PLAIN_OF_TEN)
}

/// The same with a claim in nearly every sentence, one every 48 bytes: what little is as dense as.
pub fn dense(length: usize, seed: u64) -> String {
    written(length, seed, 0)
}

fn written(length: usize, seed: u64, plain_of_ten: usize) -> String {
    let mut numbers = Numbers(seed);
    let mut text = String::with_capacity(length + 600);
    text.push_str("Harbour towns count the cost of a dry winter\n\n");
    while text.len() < length {
        for at in 0..=numbers.below(4) {
            if at > 0 {
                text.push(' ');
            }
            let is_plain = plain_of_ten > 0 && numbers.below(10) < plain_of_ten;
            let patterns: &[&str] = if is_plain { &PLAIN } else { &SENTENCES };
            let pattern = numbers.of(patterns);
            sentence(&mut text, &mut numbers, pattern);
        }
        text.push_str("\n\n");
    }
    text
}

fn sentence(text: &mut String, numbers: &mut Numbers, pattern: &str) {
    let start = text.len();
    let mut letters = pattern.chars().peekable();
    while let Some(c) = letters.next() {
        let slot = (c == '%').then(|| letters.peek().copied()).flatten();
        let words = match slot {
            Some('F') => numbers.of(&FIRST).to_owned(),
            Some('L') => numbers.of(&LAST).to_owned(),
            Some('P') => numbers.of(&PLACE).to_owned(),
            Some('B') => numbers.of(&BODY).to_owned(),
            Some('T') => numbers.of(&THING).to_owned(),
            Some('M') => numbers.of(&MONTH).to_owned(),
            Some('U') => numbers.of(&UNIT).to_owned(),
            Some('W') => numbers.of(&WORD).to_owned(),
            Some('Y') => (1950 + numbers.below(76)).to_string(),
            Some('D') => (1 + numbers.below(60)).to_string(),
            Some('N') => {
                let number = 100 + numbers.below(900);
                match numbers.below(3) {
                    0 => number.to_string(),
                    1 => format!("{},{:03}", 1 + numbers.below(400), number),
                    _ => format!("{}.{} million", 1 + numbers.below(90), numbers.below(10)),
                }
            }
            _ => {
                text.push(c);
                continue;
            }
        };
        letters.next();
        text.push_str(&words);
    }
    // The first letter of a sentence is a capital.
    if let Some(first) = text[start..]
        .chars()
        .next()
        .filter(char::is_ascii_lowercase)
    {
        text.replace_range(start..start + 1, &first.to_ascii_uppercase().to_string());
    }
}
