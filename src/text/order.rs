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

/// So many are sorted one by one.
const FEW: usize = 8;

/// Where each item of `order`, keys and numbers, belongs.
#[inline(never)]
fn places(mut order: Vec<[u64; 3]>) -> Vec<usize> {
    sort(&mut order);
    let mut place = vec![0; order.len()];
    for (to, [.., from]) in order.into_iter().enumerate() {
        place[from as usize] = to;
    }
    place
}

/// Sorts triples of 64 bits: a heap sort, with O(n log n) steps on any input and in a few hundred bytes, where the standard
/// library's sort is three kilobytes.
#[inline(never)]
pub fn sort(items: &mut [[u64; 3]]) {
    // A handful is put in order at once: each goes up to its place.
    if items.len() <= FEW {
        for end in 1..items.len() {
            let mut at = end;
            while at > 0 && items[at - 1] > items[at] {
                items.swap(at - 1, at);
                at -= 1;
            }
        }
        return;
    }
    for top in (0..items.len() / 2).rev() {
        sink(items, top);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sink(items.get_mut(..end).unwrap_or_default(), 0);
    }
}

/// Moves the item at `at` down to where no item below it is greater: those below `at` are the two at twice its place and
/// one, and so on.
fn sink(items: &mut [[u64; 3]], mut at: usize) {
    loop {
        let mut below = 2 * at + 1;
        let (Some(item), Some(mut greatest)) = (items.get(at), items.get(below)) else {
            return;
        };
        if let Some(other) = items.get(below + 1)
            && other > greatest
        {
            (below, greatest) = (below + 1, other);
        }
        if item >= greatest {
            return;
        }
        items.swap(at, below);
        at = below;
    }
}

/// The key that sorts a weight downwards.
#[must_use]
pub fn descending(number: usize) -> usize {
    usize::MAX - number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{by_key, descending, sort};

    proptest! {
        #[test]
        fn it_is_the_stable_sort(mut items in prop::collection::vec((0..6_usize, 0..4_usize, any::<u8>()), 0..40)) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| (item.0, std::cmp::Reverse(item.1)));
            by_key(&mut items, |item| (item.0, descending(item.1)));
            prop_assert_eq!(items, wanted);
        }

        #[test]
        fn triples_are_in_order(mut items in prop::collection::vec([0..5_u64, 0..3_u64, 0..u64::MAX], 0..70)) {
            let mut wanted = items.clone();
            wanted.sort_unstable();
            sort(&mut items);
            prop_assert_eq!(items, wanted);
        }
    }
}
