//! How long the numeric detectors take: `cargo bench`. It prints medians and what they are in passes over the bytes,
//! and asserts nothing: a machine's speed is no property of the program.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tickmark::Span;
use tickmark::detect::{comparison, date, quantity};
use tickmark::text::{Block, blocks};

/// Invented news, with as many numbers as a report on money has.
const NEWS: &[&str] = &[
    "Norwick’s harbour board said on Tuesday that cargo rose 3.4% to 12.7 million tonnes last year, the largest \
     rise since 1991, as more than 1,400 ships called at its five quays.",
    "The city will pay €90m for two new cranes, or about a third of what the board had asked for in May 2024, Ruth \
     Bell, 54, told the council.",
    "“We have waited for this for years,” said Bell, who has led the board since the old pier burned down. “Nobody \
     thought that it would take so long, and nobody will thank us for it.”",
    "Unemployment in the valley fell from 7.9% to 6.1%, according to the labour office, while the number of people \
     who left it for good was smaller than the year before.",
    "The plan has its critics. Fishermen fear that dredging will drive off the herring, and the people of Ailby, a \
     hamlet across the water, fear for their beach and for the quiet of their evenings.",
    "They have asked the court to stop it, and a first hearing is set for Friday in the old customs house, where \
     the board has promised to explain how the noise is to be kept from the streets behind it.",
];

/// About `bytes` of it, in paragraphs.
fn article(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 400);
    for paragraph in NEWS.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(paragraph);
        text.push('\n');
    }
    text
}

/// The median time of `work`, after a warm-up.
fn median(rounds: usize, mut work: impl FnMut()) -> Duration {
    for _ in 0..rounds.div_ceil(10) {
        work();
    }
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(rounds / 2).copied().unwrap_or_default()
}

/// Dates, quantities and comparisons of a parsed article.
fn numbers(parsed: &[Block<'_>]) -> usize {
    parsed
        .iter()
        .map(|block| {
            let dates: Vec<Span> = date::detect(block).iter().map(|date| date.span).collect();
            let found = quantity::detect(block, &dates);
            let spans: Vec<Span> = found.iter().map(|quantity| quantity.span).collect();
            found.len() + comparison::detect(block, &dates, &spans).len()
        })
        .sum()
}

fn parse(text: &str) -> Vec<Block<'_>> {
    blocks(text)
        .into_iter()
        .map(|span| Block::parse(span.of(text)))
        .collect()
}

fn main() {
    println!(
        "{:>10} {:>12} {:>12} {:>12} {:>10}",
        "bytes", "parse", "numbers", "both", "ns/byte"
    );
    for bytes in [6_000, 60_000, 600_000, 10_000_000] {
        let text = article(bytes);
        let rounds = (60_000_000 / bytes).clamp(5, 2_000);
        let parsed = parse(&text);
        let parsing = median(rounds, || {
            black_box(parse(black_box(&text)));
        });
        let detecting = median(rounds, || {
            black_box(numbers(black_box(&parsed)));
        });
        let both = parsing + detecting;
        println!(
            "{:>10} {:>12.1?} {:>12.1?} {:>12.1?} {:>10.1}",
            text.len(),
            parsing,
            detecting,
            both,
            both.as_secs_f64() * 1e9 / text.len() as f64
        );
    }
    let text = article(6_000);
    let digits = median(2_000, || {
        black_box(black_box(&text).bytes().filter(u8::is_ascii_digit).count());
    });
    println!("counting the digits of {} bytes: {digits:.1?}", text.len());
}
