//! The boundary to JavaScript: the only file that may name `JsValue`.
//!
//! Text comes in as a JavaScript string, the report goes out as plain objects: there is nothing to
//! free. A lone surrogate arrives as U+FFFD, which is one UTF-16 unit as well, so offsets hold.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::{Article, Offsets, Options};

/// Sends a panic's message to the console before the module traps; without it a trap says only
/// "unreachable".
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&format!("tickmark: {info}")));
    }));
}

/// Scans `text` and returns the report as plain objects, with UTF-16 offsets.
///
/// `id` names the report; without one it is a hash of the text. `date` is the article's date as
/// `YYYY-MM-DD`; relative dates are resolved against it.
///
/// # Errors
///
/// Throws an `Error` where `date` is not a calendar date.
#[wasm_bindgen]
pub fn scan(text: &str, id: Option<String>, date: Option<String>) -> Result<JsValue, JsError> {
    let mut article = Article::new(text);
    article.id = id;
    if let Some(date) = date {
        article.date = Some(date.parse().map_err(JsError::from)?);
    }
    let options = Options {
        offsets: Offsets::Utf16,
        ..Options::default()
    };
    let report = crate::scan(&article, &options);
    Ok(report.serialize(&Serializer::json_compatible())?)
}

/// The version of the core.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
