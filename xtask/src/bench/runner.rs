//! Subjects in Node that take turns.
//!
//! A machine is seldom left alone: over minutes its speed goes up and down by half. Where each subject has a turn in each
//! round, that meets all of them alike, and the ratio of two within a round says more than that of two medians.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result};

/// A subject may take so long to warm up, or for one round; then it is ended, and the table says so.
const PATIENCE: Duration = Duration::from_secs(90);

/// One subject with one text, in a process of its own that waits for its turns.
pub struct Runner {
    pub subject: &'static str,
    pub rounds: Vec<f64>,
    /// Why it takes no more turns.
    pub fault: Option<String>,
    child: Child,
    turns: ChildStdin,
    lines: Receiver<String>,
}

impl Runner {
    /// Starts the script with `turns`, the subject and the text, and waits until the subject is warm.
    pub fn start(script: &Path, subject: &'static str, text: &Path) -> Result<Self> {
        let mut child = Command::new("node")
            .arg(script)
            .args(["turns", subject])
            .arg(text)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start node")?;
        let turns = child.stdin.take().context("node has no input")?;
        let out = child.stdout.take().context("node has no output")?;
        let (sender, lines) = channel();
        // A read that is waited for cannot be given up.
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut runner = Self {
            subject,
            rounds: Vec::new(),
            fault: None,
            child,
            turns,
            lines,
        };
        runner.line();
        Ok(runner)
    }

    /// Lets it make one round, where it still takes turns.
    pub fn turn(&mut self) {
        if self.fault.is_some() {
            return;
        }
        if writeln!(self.turns).is_err() {
            self.fault = Some("failed".to_owned());
            return;
        }
        let Some(line) = self.line() else {
            return;
        };
        match line.parse() {
            Ok(milliseconds) => self.rounds.push(milliseconds),
            Err(_) => self.fault = Some(format!("printed \"{line}\" in its turn")),
        }
    }

    /// What it prints next; `None`, and a fault, where nothing comes.
    fn line(&mut self) -> Option<String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Timeout) => {
                self.fault = Some(format!("not done within {} s", PATIENCE.as_secs()));
                None
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.fault = Some("failed".to_owned());
                None
            }
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // It waits for a turn, or is to be given up.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::Runner;

    fn runner(name: &str, script: &str) -> Runner {
        let file = format!("tickmark-{name}-{}.mjs", std::process::id());
        let path = std::env::temp_dir().join(file);
        std::fs::write(&path, script).unwrap();
        let runner = Runner::start(&path, "a", &path).unwrap();
        std::fs::remove_file(&path).unwrap();
        runner
    }

    #[test]
    fn each_turn_is_one_round() {
        let mut runner = runner(
            "turns",
            "console.log(); let n = 0; process.stdin.on('data', () => console.log(++n * 1.5));",
        );
        assert!(runner.rounds.is_empty());
        runner.turn();
        runner.turn();
        assert_eq!(runner.rounds, [1.5, 3.0]);
        assert_eq!(runner.fault, None);
    }

    #[test]
    fn what_is_no_figure_is_told() {
        let mut runner = runner(
            "words",
            "console.log(); process.stdin.on('data', () => console.log('loaded'));",
        );
        runner.turn();
        assert!(runner.rounds.is_empty());
        assert_eq!(
            runner.fault.as_deref(),
            Some("printed \"loaded\" in its turn")
        );
    }

    #[test]
    fn one_that_ends_is_asked_no_more() {
        let mut runner = runner(
            "ends",
            "console.log(); process.stdin.once('data', () => process.exit(3));",
        );
        runner.turn();
        runner.turn();
        assert!(runner.rounds.is_empty());
        assert_eq!(runner.fault.as_deref(), Some("failed"));
    }
}
