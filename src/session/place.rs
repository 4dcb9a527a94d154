//! Offsets of the reader's kind for bytes of the text, and back, without a walk from its start.

use crate::Offsets;
use crate::detect::Reading;
use crate::text::offsets;

/// For each block the byte at which it starts, and how many units come before it.
#[derive(Debug, Default)]
pub struct Places {
    starts: Vec<(usize, usize)>,
}

impl Places {
    /// The places of blocks, of which those before `front` stand where they stood, and the last `back` ones too but for
    /// a shift.
    pub fn update(
        &mut self,
        text: &str,
        offsets: Offsets,
        readings: &[(usize, Reading)],
        front: usize,
        back: usize,
        units: impl Fn(usize) -> usize,
    ) {
        let mut before = std::mem::take(&mut self.starts);
        let tail = before.split_off(before.len() - back);
        before.truncate(front);
        self.starts = before;
        for (start, _) in &readings[front..readings.len() - back] {
            let unit = self.unit(text, offsets, *start);
            self.starts.push((*start, unit));
        }
        let tail = tail.into_iter().zip(&readings[readings.len() - back..]);
        self.starts
            .extend(tail.map(|((_, unit), (start, _))| (*start, units(unit))));
    }

    /// How many units come before `byte`.
    pub fn unit(&self, text: &str, offsets: Offsets, byte: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= byte);
        let (start, unit) = self.at(after);
        let between = text.get(start..byte).unwrap_or_default();
        unit + offsets::length(between, offsets)
    }

    /// How many units come before each of `bytes`, which are sorted. One walk over the blocks that they are in: a block
    /// that is a whole article is not counted anew for each.
    pub fn units(&self, text: &str, offsets: Offsets, bytes: &[usize]) -> Vec<usize> {
        let mut last = (0, 0);
        let units = bytes.iter().map(|&byte| {
            let after = self.starts.partition_point(|(start, _)| *start <= byte);
            let (start, unit) = self.at(after).max(last);
            let between = text.get(start..byte).unwrap_or_default();
            last = (byte, unit + offsets::length(between, offsets));
            last.1
        });
        units.collect()
    }

    /// The byte before which `unit` units come; `None` where that is inside a character or behind the text.
    pub fn byte(&self, text: &str, offsets: Offsets, unit: usize) -> Option<usize> {
        let after = self.starts.partition_point(|(_, before)| *before <= unit);
        let (start, before) = self.at(after);
        let rest = text.get(start..).unwrap_or_default();
        Some(start + offsets::to_byte(rest, offsets, unit - before)?)
    }

    /// How long the text is, in units.
    pub fn length(&self, text: &str, offsets: Offsets) -> usize {
        self.unit(text, offsets, text.len())
    }

    fn at(&self, after: usize) -> (usize, usize) {
        let before = after.checked_sub(1).and_then(|at| self.starts.get(at));
        before.copied().unwrap_or_default()
    }
}
