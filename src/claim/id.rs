//! Ids that stay the same while the text around a claim changes.

use std::collections::HashMap;

/// 64-bit FNV-1a. Not for security: it only has to be stable, short and the same everywhere.
#[must_use]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Gives out the ids of one article: a hash of kind, text and how many equal ones came before.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    seen: HashMap<u64, u32>,
}

impl Ids {
    /// The id of the next claim of this kind and text, 16 hexadecimal digits.
    pub(crate) fn next(&mut self, kind: &str, text: &str) -> String {
        let mut id = hash(kind.as_bytes()) ^ hash(text.as_bytes()).rotate_left(1);
        let before = self.seen.entry(id).or_default();
        id ^= hash(&before.to_le_bytes()).wrapping_mul(u64::from(*before > 0));
        *before += 1;
        format!("{id:016x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn equal_claims_get_ids_of_their_own_in_order() {
        let mut ids = Ids::default();
        let first = ids.next("quantity", "5%");
        let second = ids.next("quantity", "5%");
        assert_ne!(first, second);
        assert_ne!(first, ids.next("date", "5%"));
        let mut again = Ids::default();
        assert_eq!(again.next("quantity", "5%"), first);
        assert_eq!(again.next("quantity", "5%"), second);
    }
}
