//! Logistic regression with a penalty of its own for each weight, by L-BFGS.

/// One labelled example: which features it has, and how much of each.
pub struct Row {
    pub terms: Vec<(usize, f64)>,
    pub yes: bool,
}

impl Row {
    /// The weighted sum of its features.
    pub fn sum(&self, weights: &[f64]) -> f64 {
        self.terms
            .iter()
            .map(|(at, value)| weights[*at] * value)
            .sum()
    }
}

const STEPS: usize = 60;
/// How many steps back the curvature is remembered.
const MEMORY: usize = 8;

/// The weights that make the labels of `rows` likeliest, less half of each penalty times the weight's square.
/// A weight with an infinite penalty stays nothing.
pub fn fit(rows: &[&Row], penalties: &[f64]) -> Vec<f64> {
    let mut weights = vec![0.0; penalties.len()];
    let (mut loss, mut slope) = loss(rows, penalties, &weights);
    let mut history: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..STEPS {
        let direction = direction(&slope, &history);
        let descent = dot(&slope, &direction);
        let mut length = 1.0;
        let next = loop {
            let tried: Vec<f64> = weights
                .iter()
                .zip(&direction)
                .map(|(w, d)| w - length * d)
                .collect();
            let (there, slope_there) = self::loss(rows, penalties, &tried);
            if there <= loss - 1e-4 * length * descent {
                break Some((tried, there, slope_there));
            }
            length /= 2.0;
            if length < 1e-6 {
                break None;
            }
        };
        let Some((tried, there, slope_there)) = next else {
            break;
        };
        let moved = minus(&tried, &weights);
        let turned = minus(&slope_there, &slope);
        if dot(&moved, &turned) > 1e-10 {
            history.push((moved, turned));
            history.drain(..history.len().saturating_sub(MEMORY));
        }
        let done = (loss - there) < loss * 1e-6;
        (weights, loss, slope) = (tried, there, slope_there);
        if done {
            break;
        }
    }
    weights
}

/// The loss at `weights`, and its slope.
fn loss(rows: &[&Row], penalties: &[f64], weights: &[f64]) -> (f64, Vec<f64>) {
    let mut slope = vec![0.0; weights.len()];
    let mut loss = 0.0;
    for row in rows {
        let sum = row.sum(weights);
        let wanted = f64::from(u8::from(row.yes));
        // ln(1 + e^sum) - wanted * sum, without overflow.
        loss += sum.max(0.0) + (-sum.abs()).exp().ln_1p() - wanted * sum;
        let error = 1.0 / (1.0 + (-sum).exp()) - wanted;
        row.terms
            .iter()
            .for_each(|(at, value)| slope[*at] += error * value);
    }
    for ((slope, weight), penalty) in slope.iter_mut().zip(weights).zip(penalties) {
        if penalty.is_finite() {
            loss += penalty * weight * weight / 2.0;
            *slope += penalty * weight;
        } else {
            *slope = 0.0;
        }
    }
    (loss, slope)
}

/// The slope, bent by what the last steps told of the curvature.
fn direction(slope: &[f64], history: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut direction = slope.to_vec();
    let mut shares = Vec::new();
    for (moved, turned) in history.iter().rev() {
        let share = dot(moved, &direction) / dot(moved, turned);
        add(&mut direction, turned, -share);
        shares.push(share);
    }
    let size = match history.last() {
        Some((moved, turned)) => dot(moved, turned) / dot(turned, turned),
        None => 1.0 / dot(slope, slope).sqrt().max(1.0),
    };
    direction.iter_mut().for_each(|value| *value *= size);
    for ((moved, turned), share) in history.iter().zip(shares.iter().rev()) {
        let more = share - dot(turned, &direction) / dot(moved, turned);
        add(&mut direction, moved, more);
    }
    direction
}

/// The share of pairs, one labelled yes and one no, that are in the right order; equal ones count half.
pub fn auc(rows: &[Row], scores: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let (mut below, mut right, mut above) = (0.0, 0.0, 0.0);
    let mut rest = &order[..];
    while let Some(first) = rest.first() {
        let equal = rest.partition_point(|at| scores[*at] <= scores[*first]);
        let yes = rest[..equal].iter().filter(|at| rows[**at].yes).count() as f64;
        let no = equal as f64 - yes;
        right += yes * (below + no / 2.0);
        below += no;
        above += yes;
        rest = &rest[equal..];
    }
    right / (below * above)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn minus(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn add(to: &mut [f64], values: &[f64], times: f64) {
    to.iter_mut()
        .zip(values)
        .for_each(|(to, value)| *to += value * times);
}

#[cfg(test)]
mod tests {
    use super::{Row, auc, fit};

    #[test]
    fn what_tells_the_sides_apart_gets_the_weight() {
        let row = |at: usize, yes| Row {
            terms: vec![(0, 1.0), (at, 1.0)],
            yes,
        };
        let rows: Vec<Row> = (0..40).map(|i| row(1 + i % 2, i % 2 == 0)).collect();
        let refs: Vec<&Row> = rows.iter().collect();
        let weights = fit(&refs, &[0.0, 0.1, f64::INFINITY]);
        assert!(weights[1] > 1.0 && weights[2] == 0.0, "{weights:?}");
        let scores: Vec<f64> = rows.iter().map(|row| row.sum(&weights)).collect();
        assert!((auc(&rows, &scores) - 1.0).abs() < 1e-9);
        assert!((auc(&rows, &[0.0; 40]) - 0.5).abs() < 1e-9);
    }
}
