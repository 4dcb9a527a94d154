//! What can be told without leaving the machine: an article against a source text.

pub mod against;
