//! `cargo bench --bench quotations`: how long an article of about 6 kB takes, warm, with its people and speakers.
//!
//! Prints medians; asserts nothing about time. The longer texts show that the time grows with the length alone.

use std::hint::black_box;
use std::time::Instant;

use tickmark::{Article, Options, detect, people, scan, text};

/// Paragraphs as a news page has them, with every order of cue and source.
const PARAGRAPHS: [&str; 12] = [
    "HALDEN (AP) — The harbour board said on Monday that it would close the old ferry landing in May, after a winter in which “almost nothing” was repaired.",
    "“We have waited long enough,” said Mara Voss, the board’s youngest member. “The planks are rotten and the railing is worse.”",
    "Voss told reporters that 40 percent of the fund had been spent on paint, which she called “a polite way of hiding the hole.”",
    "Tom Hale, a boat builder who has worked at the landing since 1998, said he did not believe the board’s figures.",
    "“They counted the same plank twice,” Hale said. “Then they counted it again.”",
    "According to a report by the roads office, the landing carried 12,500 passengers in March, half as many as in the year before.",
    "The mayor, Ann Lee, called the closure “unfair, untimely and unwise” and urged the board to wait until a new pontoon arrives.",
    "She added: “Nobody has shown me a plan. Nobody has shown me a budget. I was shown a drawing of a gull.”",
    "The so-called “gull plan” was drawn by students, a spokesman for Northgate Rail said, adding that it was “never meant to be built.”",
    "Officials who asked not to be named because the talks go on argued that the ferry could be moved to the grain pier, though others doubted it.",
    "“Where would the grain go?” Hale asked. ‘The pier’s owners won’t hear of it,’ said Pieter van der Meer, their lawyer.",
    "Voss, who said in April that she would resign if nothing changed, declined to say whether she still meant it.",
];

fn main() {
    let article: String = PARAGRAPHS
        .iter()
        .cycle()
        .take(40)
        .map(|line| format!("{line}\n\n"))
        .collect();
    for times in [1, 2, 4, 8] {
        let long = article.repeat(times);
        println!(
            "{:6} bytes: whole scan {:7.1} µs, attribution {:7.1} µs, people {:7.1} µs",
            long.len(),
            median(|| {
                black_box(scan(&Article::new(black_box(&long)), &Options::default()));
            }),
            attribution(&long),
            resolution(&long),
        );
    }
}

/// The quotation marks and what hangs on them alone.
fn attribution(article: &str) -> f64 {
    let blocks: Vec<text::Block<'_>> = text::blocks(article)
        .into_iter()
        .map(|span| text::Block::parse(span.of(article)))
        .collect();
    median(|| {
        for block in &blocks {
            let marked = detect::quotation::detect(block);
            black_box(detect::attribution::attribute(block, &marked));
        }
    })
}

/// Who is meant, once all blocks are read.
fn resolution(article: &str) -> f64 {
    let readings: Vec<_> = text::blocks(article)
        .into_iter()
        .map(|span| (span.start, detect::read(span.of(article))))
        .collect();
    median(|| {
        black_box(people::resolve(article, &readings));
    })
}

/// The median time of 301 runs, in microseconds.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..301)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
