//! Names for what has no address: the same for the same article and claim, on every machine.

use crate::claim::id;
use crate::report::Claim;

/// A `urn:uuid:` of version 8 (RFC 9562: any bits of one's own) from two hashes.
fn urn(high: u64, low: u64) -> String {
    let high = (high & !0xF000) | 0x8000;
    let low = (low & (u64::MAX >> 2)) | (1 << 63);
    format!(
        "urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF,
    )
}

/// Names of an article and of what belongs to it. The text is hashed once: an article of a megabyte has thousands of claims.
pub struct Names {
    article: u64,
}

impl Names {
    pub fn of(text: &str) -> Self {
        Self {
            article: id::hash(text.as_bytes()),
        }
    }

    /// The name of a thing of the article, by a word for it.
    pub fn thing(&self, thing: &str) -> String {
        urn(self.article, id::hash(thing.as_bytes()))
    }

    /// The name of a claim of the article, as the thing that `role` says.
    pub fn claim(&self, claim: &Claim, role: &str) -> String {
        let own = id::hash(claim.id.as_bytes()) ^ id::hash(role.as_bytes()).rotate_left(1);
        urn(self.article, own)
    }
}
