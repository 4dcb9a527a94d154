//! How large the shipped core is, and the gate that it has to pass.

use std::io::Write;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The most bytes that the core may take over the network, gzipped. Every reader of a page with Tickmark on it waits for
/// them before the first mark: on a mobile network of 1.6 Mbit/s a second for 200 kB.
///
/// It only goes down: 200,000 is the goal.
const GATE: usize = 300_000;

/// Prints the size of `module` and of its sections, and fails above the gate.
pub fn check(module: &[u8]) -> Result<()> {
    let all = gzipped(module)?;
    println!("core: {} bytes of WebAssembly, {all} gzipped", module.len());
    for (name, body) in sections(module).context("the core is no WebAssembly module")? {
        println!("  {name}: {} bytes, {} gzipped", body.len(), gzipped(body)?);
    }
    if all > GATE {
        bail!(
            "the core is {} bytes gzipped above its gate of {GATE}: make it smaller, or change GATE in xtask/src/size.rs \
             and say why",
            all - GATE
        );
    }
    Ok(())
}

/// How many bytes are sent where a server compresses them as well as gzip can.
pub fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len())
}

/// Names by the numbers of the binary format.
const NAMES: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];

/// The sections of a module and their bodies, in order; `None` where it is none.
fn sections(module: &[u8]) -> Option<Vec<(&'static str, &[u8])>> {
    // Magic number and version.
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut sections = Vec::new();
    while let Some((&number, after)) = rest.split_first() {
        let (length, after) = unsigned(after)?;
        let (body, after) = after.split_at_checked(length)?;
        let name = NAMES.get(usize::from(number)).copied();
        sections.push((name.unwrap_or("unknown"), body));
        rest = after;
    }
    Some(sections)
}

/// A number in LEB128, and what stands behind it.
fn unsigned(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (at, &byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7F) << (7 * at);
        if byte < 0x80 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{check, sections};

    #[test]
    fn sections_are_cut_at_their_lengths() {
        let mut module = b"\0asm\x01\0\0\0\x01\x02ab\x0B\x80\x01".to_vec();
        module.extend([7; 128]);
        let found = sections(&module).unwrap();
        assert_eq!(found, [("type", &b"ab"[..]), ("data", &[7; 128][..])]);
        assert!(sections(&module[..40]).is_none());
        assert!(sections(b"none").is_none());
        assert!(check(&module).is_ok());
    }

    #[test]
    fn a_core_above_the_gate_is_refused() {
        let mut module = b"\0asm\x01\0\0\0\x0B\x80\x80\x20".to_vec();
        // What does not compress: the high bytes of a linear congruence.
        let mut number = 1_u32;
        module.extend((0..1 << 19).map(|_| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (number >> 24) as u8
        }));
        let error = check(&module).unwrap_err().to_string();
        assert!(error.contains("above its gate"), "{error}");
    }
}
