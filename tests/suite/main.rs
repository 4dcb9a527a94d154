//! The one suite of the core: behaviour cases in TOML, offsets, hostile input, exports, the command line.

mod against;
mod cases;
mod cli;
mod export;
mod hostile;
mod invariants;
mod links;
mod offsets;
mod session;
