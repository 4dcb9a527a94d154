//! No text makes the core slow.

use tickmark_growth::{Core, Task};

#[path = "../../suite/runs.rs"]
mod runs;

#[test]
fn probe() {
    let core = Core::build().unwrap();
    let sizes: Vec<usize> = std::env::var("SIZES")
        .unwrap_or("2500,5000,10000".into())
        .split(',')
        .map(|s| s.parse().unwrap())
        .collect();
    let task = match std::env::var("TASK").as_deref() {
        Ok("1") => Task::Against,
        Ok("2") => Task::Csv,
        Ok("3") => Task::Markdown,
        Ok("4") => Task::Annotation,
        Ok("5") => Task::Schema,
        Ok("6") => Task::Addresses,
        _ => Task::Scan,
    };
    let mut total = 0;
    let only = std::env::var("ONLY").unwrap_or_default();
    for unit in runs::RUNS {
        if !only.is_empty() && !only.split('|').any(|o| o == *unit) {
            continue;
        }
        let words = unit.split_whitespace().count().max(1);
        let fuel: Vec<u64> = sizes
            .iter()
            .map(|n| {
                let t = unit.repeat(n / words);
                core.fuel(task, &t, if task == Task::Against { &t } else { "" })
                    .unwrap()
            })
            .collect();
        total += fuel.iter().sum::<u64>();
        let ratios: Vec<String> = fuel
            .windows(2)
            .map(|w| format!("{:.2}", w[1] as f64 / w[0] as f64))
            .collect();
        println!(
            "{:>6} {:>12} {:?}",
            ratios.join(" "),
            fuel[sizes.len() - 1] / *sizes.last().unwrap() as u64,
            unit
        );
    }
    println!("TOTAL {total}");
}
