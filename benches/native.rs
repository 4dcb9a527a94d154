//! `cargo bench --bench native`: the whole report natively, in lines of JSON that `cargo xtask bench` reads: CPU time of
//! this process for each text, a copy of the same bytes as the floor, what an edit costs, and the most memory held.
//!
//! `cargo bench --bench native -- memory LENGTH` scans one text once and says what the process has held at most.

mod article;

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
    #[cfg(not(target_os = "linux"))]
    eprintln!("the clock and the memory of a process are read on Linux only");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::hint::black_box;

    use rustix::time::{ClockId, clock_gettime};
    use tickmark::{Article, Offsets, Options, Session, Span, scan};

    use super::article::{article, dense};

    /// In bytes; the seed is that of `cargo xtask bench`, so that all read the same texts.
    const LENGTHS: [usize; 5] = [6_000, 100_000, 1_000_000, 5_000_000, 10_000_000];
    const SEED: u64 = 7;
    const ROUNDS: usize = 9;
    /// A round repeats its work until it has taken about so long, in milliseconds: short work is not lost in the clock.
    const ROUND: f64 = 50.0;

    pub fn main() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.first().is_some_and(|first| first == "memory") {
            let length = arguments.get(1).and_then(|length| length.parse().ok());
            return memory(length.unwrap_or(LENGTHS[4]));
        }
        for length in LENGTHS {
            let text = article(length, SEED);
            let options = Options::default();
            let claims = scan(&Article::new(&text), &options).claims.len();
            print("tickmark", "claims", text.len(), &[claims as f64]);
            let times = rounds(|| {
                black_box(scan(&Article::new(black_box(&text)), &options));
            });
            print("tickmark", "scan", text.len(), &times);
            let crowded = dense(length, SEED);
            let times = rounds(|| {
                black_box(scan(&Article::new(black_box(&crowded)), &options));
            });
            print("tickmark-dense", "scan", crowded.len(), &times);
            let mut copy = vec![0; text.len()];
            let times = rounds(|| {
                black_box(&mut copy).copy_from_slice(black_box(text.as_bytes()));
            });
            print("memcpy", "scan", text.len(), &times);
        }
        edit(&article(LENGTHS[1], SEED));
    }

    /// A letter is typed into a word in the middle, and deleted again.
    fn edit(text: &str) {
        let options = Options {
            offsets: Offsets::Byte,
            ..Options::default()
        };
        let mut session = Session::open(&Article::new(text), &options);
        // The pattern is ASCII, so that both ends of it are character boundaries.
        let Some(at) = text
            .match_indices(" the ")
            .map(|(at, _)| at + 1)
            .find(|at| *at > text.len() / 2)
        else {
            return;
        };
        let times = rounds(|| {
            for (end, letter) in [(at, "x"), (at + 1, "")] {
                let change = session.edit(Span::new(at, end), letter);
                assert!(change.is_ok(), "the edit was refused");
                black_box(&change);
            }
        });
        let each: Vec<f64> = times.iter().map(|both| both / 2.0).collect();
        print("tickmark", "edit", text.len(), &each);
    }

    /// The text, the report and the program: all that the process has held at once.
    fn memory(length: usize) {
        let text = article(length, SEED);
        let report = scan(&Article::new(&text), &Options::default());
        black_box(&report);
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        if let Some(kilobytes) = kilobytes {
            print("tickmark", "memory", text.len(), &[kilobytes * 1024.0]);
        }
    }

    /// Milliseconds of CPU for each pass of `work`, one figure a round.
    fn rounds(mut work: impl FnMut()) -> Vec<f64> {
        work();
        let once = passes(1, &mut work);
        let count = (ROUND / once.max(1e-6)).ceil().clamp(1.0, 1e6) as u32;
        (0..ROUNDS).map(|_| passes(count, &mut work)).collect()
    }

    fn passes(count: u32, work: &mut impl FnMut()) -> f64 {
        let start = cpu();
        (0..count).for_each(|_| work());
        (cpu() - start) / f64::from(count)
    }

    /// Milliseconds of CPU that this process has used.
    fn cpu() -> f64 {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    }

    fn print(subject: &str, what: &str, bytes: usize, rounds: &[f64]) {
        println!(
            r#"{{"place":"native","subject":"{subject}","what":"{what}","bytes":{bytes},"rounds":{rounds:?}}}"#
        );
    }
}
