//! Sorting.

/// Sorts by up to two numbers; equal items keep their order.
///
/// Every `sort_by_key` of the standard library brings some four kilobytes of WebAssembly for each type that it sorts.
/// Here all share one sort of plain numbers, and an item is moved to its place once: O(n log n), with two allocations.
pub fn by_key<T>(items: &mut [T], key: impl Fn(&T) -> (usize, usize)) {
    // One block's findings are few and mostly in order already.
    if items.is_sorted_by_key(&key) {
        return;
    }
    let mut order = Vec::with_capacity(items.len());
    for item in items.iter() {
        let (first, second) = key(item);
        order.push([first as u64, second as u64, order.len() as u64]);
    }
    let mut place = places(order);
    for at in 0..place.len() {
        while place[at] != at {
            let to = place[at];
            items.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Where each item of `order`, keys and numbers, belongs.
///
/// Triples of 64 bits, as `check::against` sorts them: one sort in the module serves both.
#[inline(never)]
fn places(mut order: Vec<[u64; 3]>) -> Vec<usize> {
    order.sort_unstable();
    let mut place = vec![0; order.len()];
    for (to, [.., from]) in order.into_iter().enumerate() {
        place[from as usize] = to;
    }
    place
}

/// The key that sorts a weight downwards.
#[must_use]
pub fn descending(number: usize) -> usize {
    usize::MAX - number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{by_key, descending};

    proptest! {
        #[test]
        fn it_is_the_stable_sort(mut items in prop::collection::vec((0..6_usize, 0..4_usize, any::<u8>()), 0..40)) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| (item.0, std::cmp::Reverse(item.1)));
            by_key(&mut items, |item| (item.0, descending(item.1)));
            prop_assert_eq!(items, wanted);
        }
    }
}
