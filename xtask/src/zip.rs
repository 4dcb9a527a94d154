//! Zip archives whose bytes depend on nothing but their files: no clock, no owner, a fixed order.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 1 January 1980, the first day a zip can name.
const DAY: u16 = (1 << 5) | 1;
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATE: u16 = 8;

/// Every file under `folder`, as paths relative to it, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the files of `folder` into `archive`.
pub fn write(archive: &Path, folder: &Path, files: &[PathBuf]) -> Result<()> {
    let mut out: Vec<u8> = Vec::new();
    let mut directory: Vec<u8> = Vec::new();
    for file in files {
        let bytes = fs::read(folder.join(file)).with_context(|| file.display().to_string())?;
        let name = file.to_string_lossy().replace('\\', "/");
        let mut crc = Crc::new();
        crc.update(&bytes);
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate.write_all(&bytes)?;
        let packed = deflate.finish()?;
        // What a local header and the directory say alike.
        let mut facts: Vec<u8> = Vec::new();
        for value in [VERSION, FLAGS, DEFLATE, 0, DAY] {
            facts.extend(value.to_le_bytes());
        }
        for value in [crc.sum(), size(packed.len())?, size(bytes.len())?] {
            facts.extend(value.to_le_bytes());
        }
        facts.extend(u16::try_from(name.len())?.to_le_bytes());
        facts.extend(0_u16.to_le_bytes());

        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&facts);
        // No comment, first disk, no attributes inside, none outside.
        directory.extend([0; 10]);
        directory.extend(size(out.len())?.to_le_bytes());
        directory.extend(name.as_bytes());

        out.extend(b"PK\x03\x04");
        out.extend(&facts);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let start = size(out.len())?;
    let count = u16::try_from(files.len()).context("too many files for one archive")?;
    let length = size(directory.len())?;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    fs::write(archive, out).with_context(|| archive.display().to_string())
}

fn size(length: usize) -> Result<u32> {
    u32::try_from(length).context("too large for a zip")
}
