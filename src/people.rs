//! Who is named, and who is meant.
