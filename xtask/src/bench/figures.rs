//! What was measured, by place, subject, kind and length.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// Place, subject, kind; as benches/peers/measure.ts has them.
type Key = (String, String, String);

/// Rounds by length in bytes.
#[derive(Default)]
pub struct Figures {
    rounds: BTreeMap<Key, BTreeMap<u64, Vec<f64>>>,
    /// Why the figure of a subject and a length is missing.
    notes: BTreeMap<(String, u64), String>,
}

/// The middle of some rounds and both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub median: f64,
    pub least: f64,
    pub most: f64,
    pub rounds: usize,
}

impl Figures {
    /// Takes in lines of JSON. Rounds of the same figure are joined.
    pub fn read(&mut self, lines: &str) -> Result<()> {
        // A program that was ended may have left half of a line.
        let whole = |line: &&str| line.starts_with('{') && line.ends_with('}');
        for line in lines.lines().filter(whole) {
            let value: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
            let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
            let bytes = value["bytes"].as_u64().unwrap_or_default();
            let rounds = value["rounds"].as_array().map(Vec::as_slice);
            let rounds = rounds.unwrap_or_default().iter().filter_map(Value::as_f64);
            let rounds: Vec<f64> = rounds.collect();
            let (place, subject, what) = (word("place"), word("subject"), word("what"));
            self.add(&place, &subject, &what, bytes, &rounds);
        }
        Ok(())
    }

    /// Takes in some rounds.
    pub fn add(&mut self, place: &str, subject: &str, what: &str, bytes: u64, rounds: &[f64]) {
        let of = self.rounds.entry(key(place, subject, what)).or_default();
        of.entry(bytes).or_default().extend(rounds);
    }

    /// Says why a subject has no figure for this length.
    pub fn leave_out(&mut self, subject: &str, bytes: u64, why: String) {
        self.notes.insert((subject.to_owned(), bytes), why);
    }

    /// How many milliseconds a subject in Node takes for a byte of the longest text that it has read.
    pub fn rate(&self, subject: &str) -> Option<f64> {
        let (bytes, rounds) = self
            .rounds
            .get(&key("node", subject, "scan"))?
            .last_key_value()?;
        Some(range(rounds)?.least / *bytes as f64)
    }

    /// How many times as long as `other` the subject takes in Node: the middle of the ratios of all rounds, in which both
    /// had a turn.
    pub fn times(&self, subject: &str, other: &str, bytes: u64) -> Option<f64> {
        let (_, taken) = self.rounds_at("node", subject, "scan", bytes)?;
        let (_, others) = self.rounds_at("node", other, "scan", bytes)?;
        let ratios: Vec<f64> = taken.iter().zip(others).map(|(a, b)| a / b).collect();
        range(&ratios).map(|range| range.median)
    }

    /// The figure for the text of about `bytes`: texts end with a sentence, a little above their length.
    pub fn range(&self, place: &str, subject: &str, what: &str, bytes: u64) -> Option<Range> {
        self.at(place, subject, what, bytes).map(|(_, range)| range)
    }

    /// The same with the exact length.
    pub fn at(&self, place: &str, subject: &str, what: &str, bytes: u64) -> Option<(u64, Range)> {
        let (exact, rounds) = self.rounds_at(place, subject, what, bytes)?;
        Some((exact, range(rounds)?))
    }

    fn rounds_at(
        &self,
        place: &str,
        subject: &str,
        what: &str,
        bytes: u64,
    ) -> Option<(u64, &[f64])> {
        let of = self.rounds.get(&key(place, subject, what))?;
        let (exact, rounds) = of.range(bytes..bytes + 2_000).next()?;
        Some((*exact, rounds))
    }

    /// Why there is no such figure.
    pub fn note(&self, subject: &str, bytes: u64) -> Option<&str> {
        let mut notes = self.notes.iter();
        let near = |at: u64| (bytes..bytes + 2_000).contains(&at);
        let note = notes.find(|((of, at), _)| of == subject && near(*at));
        note.map(|(_, note)| note.as_str())
    }
}

fn key(place: &str, subject: &str, what: &str) -> Key {
    (place.to_owned(), subject.to_owned(), what.to_owned())
}

fn range(rounds: &[f64]) -> Option<Range> {
    let mut sorted = rounds.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(Range {
        median: *sorted.get(sorted.len() / 2)?,
        least: *sorted.first()?,
        most: *sorted.last()?,
        rounds: sorted.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn rounds_are_joined_and_half_lines_left() {
        let mut figures = Figures::default();
        let line = |rounds: &str| {
            format!(
                r#"{{"place":"node","subject":"a","what":"scan","bytes":6020,"rounds":{rounds}}}"#
            )
        };
        let lines = format!("{}\n{}\n{{\"place\":\"no", line("[3.5,1]"), line("[9]"));
        figures.read(&lines).unwrap();
        let (exact, range) = figures.at("node", "a", "scan", 6_000).unwrap();
        assert_eq!((exact, range.rounds), (6_020, 3));
        assert_eq!((range.least, range.median, range.most), (1.0, 3.5, 9.0));
        assert_eq!(figures.range("node", "a", "scan", 100_000), None);
    }

    #[test]
    fn a_ratio_is_that_of_turns_in_the_same_round() {
        let mut figures = Figures::default();
        // The machine is half as fast from the second round on, but for b's last turn; the medians alone would say 4.
        figures.add("node", "a", "scan", 6_020, &[2.0, 4.0, 4.0]);
        figures.add("node", "b", "scan", 6_020, &[1.0, 2.0, 1.0]);
        assert_eq!(figures.times("a", "b", 6_000), Some(2.0));
        assert_eq!(figures.times("a", "c", 6_000), None);
    }
}
