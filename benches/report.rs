//! `cargo bench --bench report`: the whole report natively, warm: bytes a second for texts of several lengths, how the
//! time grows with the length, and what an edit of one character costs a session.
//!
//! Prints medians; asserts nothing about time.

mod article;

use std::hint::black_box;
use std::time::Instant;

use tickmark::{Article, Offsets, Options, Session, Span, scan};

fn main() {
    println!("as dense in claims as news");
    scans(article::article);
    println!("with a claim in nearly every sentence");
    scans(article::dense);
    for length in [6_000, 100_000, 1_000_000] {
        let text = article::article(length, 7);
        edits(&text);
    }
}

fn scans(written: fn(usize, u64) -> String) {
    let mut first = None;
    for length in [6_000, 100_000, 1_000_000, 10_000_000] {
        let text = written(length, 7);
        let claims = scan(&Article::new(&text), &Options::default()).claims.len();
        let time = median(if length > 500_000 { 5 } else { 60 }, || {
            black_box(scan(&Article::new(black_box(&text)), &Options::default()));
        });
        let rate = text.len() as f64 / time;
        let growth = rate / *first.get_or_insert(rate);
        println!(
            "{:8} bytes, {claims:6} claims: whole scan {:9.1} µs, {rate:5.2} MB/s, {growth:4.2} of the first rate",
            text.len(),
            time,
        );
    }
}

/// A letter is typed and deleted again, in the first word of a sentence at the start, middle and end of the text; and a
/// digit of a number in the middle.
fn edits(text: &str) {
    let options = Options {
        offsets: Offsets::Byte,
        ..Options::default()
    };
    let mut article = Article::new(text);
    article.id = Some("bench".to_owned());
    let mut session = Session::open(&article, &options);
    let near = |at: usize, what: &str| at + text[at..].find(what).unwrap_or(0);
    let places = [
        ("start", near(100, " the ")),
        ("middle", near(text.len() / 2, " the ")),
        ("end", near(text.len() * 9 / 10, " the ")),
    ];
    print!("{:8} bytes: ", text.len());
    for (name, at) in places {
        let time = typed(&mut session, at, "x");
        print!("a letter at the {name} {time:7.1} µs, ");
    }
    let digit = text.len() / 2
        + text[text.len() / 2..]
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(0);
    println!("a digit {:7.1} µs", typed(&mut session, digit, "7"));
}

fn typed(session: &mut Session, at: usize, what: &str) -> f64 {
    median(60, || {
        black_box(session.edit(Span::new(at, at), what)).expect("an edit");
        black_box(session.edit(Span::new(at, at + what.len()), "")).expect("an edit");
    }) / 2.0
}

/// The median time of `times` calls, in microseconds.
fn median(times: usize, mut call: impl FnMut()) -> f64 {
    call();
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            call();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}
