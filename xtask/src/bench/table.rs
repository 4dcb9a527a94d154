//! BENCHMARKS.md.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::figures::{Figures, Range};

/// Bytes, gzipped.
pub struct Sizes {
    pub module: usize,
    pub glue: usize,
}

/// Place, subject, name and what is done, in the order of the table.
const ROWS: [(&str, &str, &str, &str); 12] = [
    (
        "native",
        "memcpy",
        "memcpy, native",
        "the floor: the text's bytes are copied once",
    ),
    (
        "native",
        "tickmark",
        "**Tickmark**, native",
        "the whole report",
    ),
    (
        "native",
        "tickmark-dense",
        "**Tickmark**, native, dense text",
        "the same with a claim every 48 bytes, where little is as dense",
    ),
    (
        "node",
        "tickmark",
        "**Tickmark**, WebAssembly in Node",
        "the whole report, as JavaScript objects",
    ),
    (
        "chromium",
        "tickmark",
        "**Tickmark**, WebAssembly in Chromium",
        "the same; wall time",
    ),
    (
        "firefox",
        "tickmark",
        "**Tickmark**, WebAssembly in Firefox",
        "the same; wall time",
    ),
    (
        "node",
        "regex",
        "two regular expressions",
        "numbers with their scale; quotation marks",
    ),
    (
        "node",
        "wink-nlp",
        "wink-nlp",
        "all of its pipeline; entities with their types",
    ),
    (
        "node",
        "compromise",
        "compromise",
        "`numbers().json()` and `quotations().json()`",
    ),
    (
        "node",
        "recognizers-text-number",
        "recognizers-text-number",
        "`recognizeNumber`",
    ),
    (
        "node",
        "harper.js",
        "harper.js",
        "`lint`: grammar, in WebAssembly",
    ),
    (
        "node",
        "chrono-node",
        "chrono-node",
        "`parse`: dates and times",
    ),
];
const COLUMNS: [(u64, &str); 3] = [(6_000, "6 KB"), (100_000, "100 KB"), (5_000_000, "5 MB")];
const PLACES: [(&str, &str); 4] = [
    ("native", "native"),
    ("node", "Node"),
    ("chromium", "Chromium"),
    ("firefox", "Firefox"),
];
const MISSING: &str = "not measured";

/// The whole file.
pub fn write(heads: &str, figures: &Figures, sizes: &Sizes) -> Result<String> {
    let (bytes, claims) = figures
        .at("native", "tickmark", "claims", 100_000)
        .context("there are no native figures")?;
    let claims = claims.median;
    let mut out = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench`, which installs the peers at pinned versions and measures all in one run on the\n\
         same texts; do not edit. The texts are generated from 74 patterns of sentences with invented names, places and\n\
         numbers (`benches/article.rs`), the same in every run. They are as dense in claims as news is: {bytes} bytes have\n\
         {claims} claims, one every {:.0} bytes; in 74 pages of news one comes every 123 bytes in the median.\n\n\
         {heads}\n\n\
         Figures are medians, with the least and the greatest round in brackets, of 9 rounds, and of 7 cold starts in Node; a\n\
         round repeats the work until it has taken 50 ms. Natively and in Node they are CPU time of the whole process, compiler and garbage\n\
         collector included; pages have no such clock, so that figures of browsers are wall time. Each subject runs in a\n\
         process of its own, warm. In Node they take turns, round by round, and a ratio there is the middle of the ratios\n\
         within the rounds. No two subjects do the same: read the ratios with the second column.\n\n",
        bytes as f64 / claims
    );
    goals(&mut out, figures, sizes)?;
    times(&mut out, figures)?;
    ratios(&mut out, figures)?;
    growth(&mut out, figures)?;
    starts(&mut out, figures)?;
    edits(&mut out, figures)?;
    memory(&mut out, figures)?;
    writeln!(
        out,
        "## Size\n\n{} bytes gzipped: {} of WebAssembly, {} of JavaScript (the Worker with the glue).",
        sizes.module + sizes.glue,
        sizes.module,
        sizes.glue
    )?;
    Ok(out)
}

/// What was aimed at, beside what was reached.
fn goals(out: &mut String, figures: &Figures, sizes: &Sizes) -> Result<()> {
    let chromium = |what, bytes| {
        figures
            .range("chromium", "tickmark", what, bytes)
            .map(|range| range.median)
    };
    let rate = figures.at("chromium", "tickmark", "scan", 5_000_000);
    let rate = rate.map(|(bytes, range)| bytes as f64 / range.median / 1e3);
    let times = |peer| figures.times(peer, "tickmark", 100_000);
    let growth = chromium("scan", 10_000_000).zip(chromium("scan", 1_000_000));
    let held = figures.at("chromium", "tickmark", "memory", 10_000_000);
    let over = held.map(|(bytes, range)| range.median - 6.0 * bytes as f64);
    let least = "at least";
    let under = "under";
    let rows = [
        ("6 KB, warm", chromium("scan", 6_000), under, 0.5, "ms"),
        ("bytes a second, on 5 MB", rate, least, 10.0, "MB/s"),
        (
            "times wink-nlp's speed (100 KB, both in Node)",
            times("wink-nlp"),
            least,
            4.0,
            "times",
        ),
        (
            "times compromise's speed (100 KB, both in Node)",
            times("compromise"),
            least,
            100.0,
            "times",
        ),
        (
            "load to first result",
            chromium("cold", 6_000),
            under,
            40.0,
            "ms",
        ),
        (
            "one key in 100 KB, in the engine",
            chromium("edit", 100_000),
            under,
            1.0,
            "ms",
        ),
        (
            "10 MB over 1 MB",
            growth.map(|(ten, one)| ten / one),
            under,
            11.0,
            "times",
        ),
        (
            "memory for 10 MB, less 6 times the text",
            over.map(|bytes| bytes / 1e6),
            under,
            8.0,
            "MB",
        ),
        (
            "WebAssembly, gzipped",
            Some(sizes.module as f64 / 1e3),
            under,
            300.0,
            "kB",
        ),
        (
            "WebAssembly, gzipped: the goal",
            Some(sizes.module as f64 / 1e3),
            under,
            200.0,
            "kB",
        ),
    ];
    writeln!(
        out,
        "## Goals\n\nThe whole report, WebAssembly in Chromium where nothing else is said.\n\n| | goal | reached | |\n|---|---|---|---|"
    )?;
    for (name, reached, sense, goal, unit) in rows {
        let met = match reached {
            None => MISSING,
            Some(reached)
                if (sense == least && reached >= goal) || (sense == under && reached < goal) =>
            {
                "met"
            }
            Some(_) => "**missed**",
        };
        let reached = reached.map_or_else(
            || MISSING.to_owned(),
            |reached| format!("{} {unit}", figure(reached)),
        );
        writeln!(
            out,
            "| {name} | {sense} {goal} {unit} | {reached} | {met} |"
        )?;
    }
    writeln!(out)?;
    Ok(())
}

fn times(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## Time\n\nMilliseconds for one pass.\n\n| | what is done | 6 KB | 100 KB | 5 MB |\n|---|---|---|---|---|"
    )?;
    for (place, subject, name, what) in ROWS {
        write!(out, "| {name} | {what} |")?;
        for (bytes, _) in COLUMNS {
            let cell = match figures.range(place, subject, "scan", bytes) {
                Some(range) => cell(range),
                None => figures.note(subject, bytes).unwrap_or(MISSING).to_owned(),
            };
            write!(out, " {cell} |")?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    Ok(())
}

fn ratios(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## Ratios\n\nMegabytes a second, and how many times as long as Tickmark in Node a subject takes.\n\n\
         | | 6 KB | 100 KB | 5 MB | 6 KB | 100 KB | 5 MB |\n|---|---|---|---|---|---|---|"
    )?;
    for (place, subject, name, _) in ROWS {
        write!(out, "| {name} |")?;
        let of = |bytes| figures.at(place, subject, "scan", bytes);
        for (bytes, _) in COLUMNS {
            let rate = of(bytes).map(|(exact, range)| figure(exact as f64 / range.median / 1e3));
            write!(out, " {} |", rate.unwrap_or_else(|| "–".into()))?;
        }
        for (bytes, _) in COLUMNS {
            let ratio = if place == "node" {
                figures.times(subject, "tickmark", bytes)
            } else {
                let own = figures.range("node", "tickmark", "scan", bytes);
                of(bytes)
                    .zip(own)
                    .map(|((_, range), own)| range.median / own.median)
            };
            write!(out, " {} |", ratio.map_or_else(|| "–".into(), figure))?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    Ok(())
}

fn growth(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## Growth\n\nTickmark's milliseconds for one pass; linear is 10 times at each step.\n\n\
         | | 100 KB | 1 MB | 10 MB | 1 MB / 100 KB | 10 MB / 1 MB |\n|---|---|---|---|---|---|"
    )?;
    for (place, name) in PLACES {
        let of = |bytes| figures.range(place, "tickmark", "scan", bytes);
        let steps = [of(100_000), of(1_000_000), of(10_000_000)];
        write!(out, "| {name} |")?;
        for range in steps {
            write!(out, " {} |", range.map_or_else(|| MISSING.into(), cell))?;
        }
        for pair in steps.windows(2) {
            let ratio = match pair {
                [Some(less), Some(more)] => figure(more.median / less.median),
                _ => "–".to_owned(),
            };
            write!(out, " {ratio} |")?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    Ok(())
}

fn starts(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## Cold start\n\nMilliseconds of wall time from nothing loaded to the first result on 6 KB, each in a fresh process (in browsers a\n\
         fresh profile, served from this machine, nothing cached).\n\n| | |\n|---|---|"
    )?;
    for (place, subject, name, _) in ROWS {
        if let Some(range) = figures.range(place, subject, "cold", 6_000) {
            writeln!(out, "| {name} | {} |", cell(range))?;
        }
    }
    writeln!(out)?;
    Ok(())
}

fn edits(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## One key in 100 KB\n\nMilliseconds for a letter typed or deleted in a word in the middle, in a session.\n\n\
         | | in the engine | and the whole report made new |\n|---|---|---|"
    )?;
    for (place, name) in PLACES {
        let of = |what| figures.range(place, "tickmark", what, 100_000).map(cell);
        let engine = of("edit").unwrap_or_else(|| MISSING.into());
        let whole = of("edit and report").unwrap_or_else(|| "–".into());
        writeln!(out, "| {name} | {engine} | {whole} |")?;
    }
    writeln!(out)?;
    Ok(())
}

fn memory(out: &mut String, figures: &Figures) -> Result<()> {
    writeln!(
        out,
        "## Memory\n\nThe most that was held during one scan, in MB. Native: the process with its text and report (VmHWM).\n\
         WebAssembly: the instance's memory, which never shrinks; the report's JavaScript objects lie outside of it.\n\n\
         | | 100 KB | 1 MB | 10 MB |\n|---|---|---|---|"
    )?;
    for (place, name) in PLACES {
        write!(out, "| {name} |")?;
        for bytes in [100_000, 1_000_000, 10_000_000] {
            let held = figures.range(place, "tickmark", "memory", bytes);
            let held = held.map_or_else(|| MISSING.into(), |range| figure(range.median / 1e6));
            write!(out, " {held} |")?;
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "\nThe most that a Node process held resident, Node itself included, after one pass over 100 KB:\n\n| | MB |\n|---|---|"
    )?;
    for (_, subject, name, _) in ROWS.iter().filter(|(place, ..)| *place == "node") {
        let held = figures.range("node", subject, "resident", 100_000);
        let held = held.map_or_else(|| MISSING.into(), |range| figure(range.median / 1e6));
        writeln!(out, "| {name} | {held} |")?;
    }
    writeln!(out)?;
    Ok(())
}

/// The median, and the range where there is one.
fn cell(range: Range) -> String {
    let median = figure(range.median);
    match range.rounds {
        1 => format!("{median} (one round)"),
        _ => format!("{median} ({}–{})", figure(range.least), figure(range.most)),
    }
}

/// Three figures that count; whole numbers from a hundred on.
fn figure(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let places = (2.0 - value.abs().log10().floor()).clamp(0.0, 9.0);
    format!("{value:.*}", places as usize)
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn three_figures_count() {
        let cases = [
            (1234.4, "1234"),
            (99.94, "99.9"),
            (1.0, "1.00"),
            (0.062, "0.0620"),
            (0.000_030_4, "0.0000304"),
            (0.0, "0"),
        ];
        for (value, written) in cases {
            assert_eq!(figure(value), written);
        }
    }
}
