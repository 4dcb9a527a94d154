//! Targets that a person adds.

use crate::report::Group;
use crate::text::{Span, pieces};

/// Placeholders of which a person's template must have one.
const PLACEHOLDERS: [&str; 3] = ["{q}", "{words}", "{phrase}"];
/// Longer templates and labels are a slip of the hand.
const LONGEST: usize = 2_000;

/// A target that a person has added: an address in which the search words are put.
///
/// ```
/// use tickmark::{Group, OwnTarget};
///
/// let desk = OwnTarget::new("Our archive", "https://archive.example/find?text={q}", Group::Own);
/// assert!(desk.is_ok());
/// assert!(OwnTarget::new("Our archive", "http://archive.example/", Group::Own).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTarget {
    label: String,
    template: String,
    group: Group,
}

/// Why a template cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnTargetError {
    /// It has no name.
    #[error("a link target needs a name that people can read")]
    Label,
    /// Not https.
    #[error("the address of a link target must start with https:// and name a site")]
    Scheme,
    /// Not exactly one placeholder, or one in the site's name.
    #[error(
        "the address must have one of {{q}}, {{words}} or {{phrase}}, once, behind the site's name"
    )]
    Placeholder,
    /// Characters that no address has.
    #[error("the address has a character that must be percent-encoded, such as a space")]
    Character,
    /// Too long.
    #[error("the name or the address of a link target is longer than {LONGEST} characters")]
    Length,
}

impl OwnTarget {
    /// A target with a name, and a template with one of `{q}` (search words, a quotation in quotation marks),
    /// `{words}` (without the marks) and `{phrase}` (the exact words; the search words where nobody is quoted).
    ///
    /// # Errors
    ///
    /// Fails, with one line for the person, where the template cannot become an address of a https site.
    pub fn new(label: &str, template: &str, group: Group) -> Result<Self, OwnTargetError> {
        let (label, template) = (label.trim(), template.trim());
        if label.is_empty() || label.chars().any(char::is_control) {
            return Err(OwnTargetError::Label);
        }
        if label.len() > LONGEST || template.len() > LONGEST {
            return Err(OwnTargetError::Length);
        }
        let rest = template
            .strip_prefix("https://")
            .ok_or(OwnTargetError::Scheme)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = (Span::new(0, end).of(rest), pieces::from(rest, end));
        let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        let starts = host.starts_with(|c: char| c.is_ascii_alphanumeric());
        if host.contains('{') {
            return Err(OwnTargetError::Placeholder);
        }
        if !starts || !host.chars().all(of_host) {
            return Err(OwnTargetError::Scheme);
        }
        let mut found = PLACEHOLDERS
            .into_iter()
            .filter_map(|name| pieces::parted(path, name));
        let Some((before, behind)) = found.next().filter(|_| found.next().is_none()) else {
            return Err(OwnTargetError::Placeholder);
        };
        // A second one has braces as well.
        let bare = pieces::joined(&[before, behind], "");
        if bare.contains(['{', '}']) {
            return Err(OwnTargetError::Placeholder);
        }
        let bad = |c: char| {
            !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '|')
        };
        if bare.contains(bad) {
            return Err(OwnTargetError::Character);
        }
        Ok(Self {
            label: label.to_owned(),
            template: template.to_owned(),
            group,
        })
    }

    pub(super) fn label(&self) -> &str {
        &self.label
    }

    pub(super) const fn group(&self) -> Group {
        self.group
    }

    pub(super) fn template(&self) -> &str {
        &self.template
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnTarget, OwnTargetError};
    use crate::report::Group;

    fn error(template: &str) -> Option<OwnTargetError> {
        OwnTarget::new("Desk", template, Group::Own).err()
    }

    #[test]
    fn good_templates_are_taken() {
        for template in [
            "https://desk.example/?q={q}",
            " https://desk.example:8443/find/{phrase}#top ",
            "https://desk.example?{words}",
        ] {
            assert_eq!(error(template), None, "{template}");
        }
    }

    #[test]
    fn each_fault_has_a_line_of_its_own() {
        use OwnTargetError::{Character, Label, Length, Placeholder, Scheme};
        for (template, fault) in [
            ("http://desk.example/?q={q}", Scheme),
            ("javascript:alert({q})", Scheme),
            ("https:///?q={q}", Scheme),
            ("https://user@desk.example/?q={q}", Scheme),
            ("https://{q}.desk.example/", Placeholder),
            ("https://desk.example/", Placeholder),
            ("https://desk.example/?q={q}&again={q}", Placeholder),
            ("https://desk.example/?q={q}&w={words}", Placeholder),
            ("https://desk.example/?q={q}&x={other}", Placeholder),
            ("https://desk.example/a b?q={q}", Character),
            ("https://desk.example/\"?q={q}", Character),
            ("https://desk.example/\u{202E}?q={q}", Character),
        ] {
            assert_eq!(error(template), Some(fault), "{template}");
            assert!(!fault.to_string().contains('\n'));
        }
        let long = format!("https://desk.example/{}?q={{q}}", "a".repeat(2_000));
        assert_eq!(error(&long), Some(Length));
        let unnamed = OwnTarget::new(" ", "https://desk.example/?q={q}", Group::Own);
        assert_eq!(unnamed, Err(Label));
    }
}
