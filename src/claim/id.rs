//! Ids that stay the same while the text around a claim changes.

use crate::text::lookup::Lookup;
pub(crate) use crate::text::lookup::hash;

/// Gives out the ids of one article: a hash of kind, text and how many equal ones came before.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    seen: Lookup<u32>,
}

impl Ids {
    /// The hash of kind and text.
    pub(crate) fn hash(kind: &str, text: &str) -> u64 {
        hash(kind.as_bytes()) ^ hash(text.as_bytes()).rotate_left(1)
    }

    /// The id of the next claim with this hash.
    pub(crate) fn next(&mut self, hashed: u64) -> u64 {
        let before = self.seen.of(hashed);
        let id = hashed ^ hash(&before.to_le_bytes()).wrapping_mul(u64::from(*before > 0));
        *before += 1;
        id
    }
}

/// An id as a report has it: 16 hexadecimal digits.
pub(crate) fn written(id: u64) -> String {
    let mut digits = [0; 16];
    for (place, digit) in digits.iter_mut().rev().enumerate() {
        *digit = b"0123456789abcdef"[(id >> (4 * place)) as usize & 15];
    }
    // They are ASCII.
    std::str::from_utf8(&digits).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Ids, written};

    #[test]
    fn equal_claims_get_ids_of_their_own_in_order() {
        let mut ids = Ids::default();
        let hash = Ids::hash("quantity", "5%");
        let (first, second) = (ids.next(hash), ids.next(hash));
        assert_ne!(first, second);
        assert_ne!(first, ids.next(Ids::hash("date", "5%")));
        let mut again = Ids::default();
        assert_eq!((again.next(hash), again.next(hash)), (first, second));
        assert_eq!(written(first), format!("{first:016x}"));
        assert_eq!(written(0x0a), "000000000000000a");
    }
}
