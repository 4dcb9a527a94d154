//! What the WordPress plugin is tested in: WordPress itself, PHP and a database server.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::debian;

/// Debian's WordPress is unpacked here, not installed: its package wants a web server that starts with the machine.
const FOLDER: &str = "target/wordpress";
const PACKAGES: [&str; 5] = [
    "wordpress",
    "wordpress-theme-twentytwentythree",
    // Files that Debian's WordPress links to.
    "libjs-cropper",
    "libjs-underscore",
    "php-getid3",
];
/// Programs, and the packages that bring them. `mariadb-server-core` is the server without its service.
const PROGRAMS: [(&str, &[&str]); 2] = [
    ("php", &["php-cli", "php-mysql", "php-mbstring", "php-xml"]),
    ("mariadbd", &["mariadb-server-core", "mariadb-client-core"]),
];

/// The folder of WordPress: the one in WORDPRESS, else Debian's. Installs PHP and MariaDB where they are missing and may be.
pub fn find() -> Result<PathBuf> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| !is_there(program))
        .flat_map(|(_, packages)| packages.iter().copied())
        .collect();
    if !missing.is_empty() {
        if !debian::can_install() {
            bail!(
                "PHP with mysqli or MariaDB is missing, which the WordPress plugin is tested with; install {}",
                missing.join(", ")
            );
        }
        debian::install(&missing)?;
    }
    if let Some(named) = std::env::var_os("WORDPRESS") {
        let named = PathBuf::from(named);
        if !named.join("wp-load.php").exists() {
            bail!(
                "WORDPRESS names {}, which holds no WordPress",
                named.display()
            );
        }
        return Ok(named.canonicalize()?);
    }
    let site = Path::new(FOLDER).join("usr/share/wordpress");
    if !site.join("wp-load.php").exists() {
        if !debian::can_install() {
            bail!("WordPress is missing; set WORDPRESS to the folder that holds its wp-load.php");
        }
        // Whole or not at all: a folder that was begun is not taken for WordPress.
        let begun = PathBuf::from(format!("{FOLDER}.begun"));
        if begun.exists() {
            std::fs::remove_dir_all(&begun)?;
        }
        std::fs::create_dir_all(&begun)?;
        debian::unpack(&PACKAGES, &begun)?;
        // Links into /etc, where nothing was installed.
        let broken = begun.join("usr/share/wordpress/.htaccess");
        if broken.is_symlink() {
            std::fs::remove_file(broken)?;
        }
        if Path::new(FOLDER).exists() {
            std::fs::remove_dir_all(FOLDER)?;
        }
        std::fs::rename(&begun, FOLDER)?;
    }
    Ok(site.canonicalize()?)
}

fn is_there(program: &str) -> bool {
    // Debian keeps servers where a person's PATH does not look.
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from))
        .any(|folder| folder.join(program).exists())
}
