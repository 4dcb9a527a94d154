//! What scraping leaves in a text: photo credits glued to the word behind them.

/// Agencies and credit words that pages print right before a paragraph, as they end a credit line.
const CREDITS: [&str; 16] = [
    "Reuters",
    "AFP",
    "Getty",
    "EPA",
    "Sputnik",
    "Shutterstock",
    "Bloomberg",
    "Xinhua",
    "Images",
    "images",
    "Image",
    "image",
    "Photos",
    "photos",
    "Photo",
    "photo",
];

/// Whether `text` opens with the first letters of a credit: one comparison for nearly all words.
#[inline]
#[must_use]
pub fn may_be_credit(text: &[u8]) -> bool {
    matches!(
        text,
        [b'R', b'e', ..]
            | [b'A', b'F', ..]
            | [b'G', b'e', ..]
            | [b'E', b'P', ..]
            | [b'S', b'p' | b'h', ..]
            | [b'B', b'l', ..]
            | [b'X', b'i', ..]
            | [b'I' | b'i', b'm', ..]
            | [b'P' | b'p', b'h', ..]
    )
}

/// Where `word` has to be cut because a photo credit is glued to its front: "ReutersUK", "imagesPresident",
/// "Sputnikkyiv". `None` for all other words.
///
/// After a credit in capitals or an agency's name any letter may follow; a common word ("images") is cut
/// only before a capital, so that "photographer" and "Imagesque" stay whole.
#[must_use]
pub fn credit_end(word: &str) -> Option<usize> {
    if !may_be_credit(word.as_bytes()) {
        return None;
    }
    let credit = CREDITS
        .iter()
        .find(|credit| word.len() > credit.len() + 1 && word.starts_with(**credit))?;
    let next = word.get(credit.len()..)?.chars().next()?;
    let agency = matches!(*credit, "Reuters" | "Sputnik" | "Shutterstock" | "Xinhua");
    let cut = next.is_uppercase()
        && word
            .get(credit.len()..)?
            .chars()
            .nth(1)
            .is_some_and(|c| c.is_alphabetic());
    // "Sputniks" is a plural.
    let glued = agency && word.len() > credit.len() + 2;
    (cut || glued).then_some(credit.len())
}

#[cfg(test)]
mod tests {
    use super::credit_end;

    #[test]
    fn glued_credits_are_cut_and_words_are_not() {
        assert_eq!(credit_end("ReutersUK"), Some(7));
        assert_eq!(credit_end("imagesPresident"), Some(6));
        assert_eq!(credit_end("Sputnikkyiv"), Some(7));
        for word in [
            "Reuters",
            "photographer",
            "Images",
            "Sputniks",
            "EPAs",
            "President",
            "AFPs",
        ] {
            assert_eq!(credit_end(word), None, "{word}");
        }
    }
}
