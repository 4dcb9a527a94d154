//! The one suite of the core: behaviour cases in TOML, offsets, hostile input, the command line.

mod cases;
mod cli;
mod hostile;
mod invariants;
mod links;
mod offsets;
