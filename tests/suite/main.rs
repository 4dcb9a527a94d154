//! The one suite of the core: behaviour cases in TOML, offsets, hostile input, exports, the command line.

mod against;
mod cases;
mod cli;
mod crashes;
mod export;
mod grammar;
mod hostile;
mod invariants;
mod links;
mod offsets;
mod runs;
mod session;
