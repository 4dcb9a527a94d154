//! The boundary to JavaScript: the only file that may name `JsValue`.
//!
//! Text comes in as a JavaScript string. The report goes out in buffers, all else as plain objects: there is nothing to
//! free but sessions. A lone surrogate arrives as U+FFFD, which is one UTF-16 unit as well, so offsets hold.

use js_sys::{Function, Uint32Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::export::{Address, Exported, Format, Lost, Review, Reviews};
use crate::{Article, Group, Offsets, Options, OwnTarget, Span};

/// Smaller than the standard library's own: 3.0 kB less, gzipped, for a hundredth more memory with 10 MB of text.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// JavaScript strings count UTF-16 units.
const OPTIONS: Options<'static> = Options {
    offsets: Offsets::Utf16,
    own_targets: &[],
};

/// Sends a panic's message to the console before the module traps; without it a trap says only
/// "unreachable".
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&format!("tickmark: {info}")));
    }));
}

/// Scans `text` and calls `take` with each buffer of the report (see src/pack), with UTF-16 offsets.
///
/// `id` names the report; without one it is a hash of the text. `date` is the article's date as
/// `YYYY-MM-DD`; relative dates are resolved against it. `targets` are the person's own link targets, a name and a
/// template by turns.
///
/// # Errors
///
/// Throws an `Error` where `date` is not a calendar date or a target is none (see `checkTarget`), and what `take` throws.
#[wasm_bindgen]
pub fn scan(
    text: &str,
    take: &Function,
    id: Option<String>,
    date: Option<String>,
    targets: Option<Vec<String>>,
) -> Result<(), JsValue> {
    let mut article = article(text, date)?;
    article.id = id;
    let own_targets = own_targets(targets)?;
    let options = Options {
        own_targets: &own_targets,
        ..OPTIONS
    };
    handed_over(take, |take| crate::pack::scan(&article, &options, take))
}

/// Calls the JavaScript function with each buffer that `make` gives, until it throws. Only one buffer is there at a time.
fn handed_over(to: &Function, make: impl FnOnce(&mut dyn FnMut(&[u32]))) -> Result<(), JsValue> {
    let mut result = Ok(());
    make(&mut |words| {
        if result.is_ok() {
            let called = to.call1(&JsValue::NULL, &Uint32Array::from(words).into());
            result = called.map(drop);
        }
    });
    result
}

/// A text that is being written. JavaScript has to `free()` it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(crate::Session);

#[wasm_bindgen]
impl Session {
    /// Reads `text`; the other arguments are those of `scan`.
    ///
    /// # Errors
    ///
    /// As `scan`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        id: String,
        date: Option<String>,
        targets: Option<Vec<String>>,
    ) -> Result<Self, JsError> {
        let mut article = article(text, date)?;
        article.id = Some(id);
        let own_targets = own_targets(targets)?;
        let options = Options {
            own_targets: &own_targets,
            ..OPTIONS
        };
        Ok(Self(crate::Session::open(&article, &options)))
    }

    /// Calls `take` with each buffer of the report on the text as it stands.
    ///
    /// # Errors
    ///
    /// Throws what `take` throws.
    pub fn report(&self, take: &Function) -> Result<(), JsValue> {
        handed_over(take, |take| crate::pack::report(&self.0.report(), take))
    }

    /// Puts `text` in the place of the UTF-16 units from `start` to `end`, and returns packed what that changes in the
    /// report.
    ///
    /// # Errors
    ///
    /// Throws an `Error` where the units are not whole characters of the text.
    pub fn edit(&mut self, start: usize, end: usize, text: &str) -> Result<Vec<u32>, JsError> {
        Ok(crate::pack::change(
            &self.0.edit(Span::new(start, end), text)?,
        ))
    }
}

fn own_targets(targets: Option<Vec<String>>) -> Result<Vec<OwnTarget>, JsError> {
    let targets = targets.unwrap_or_default();
    let own_targets = targets.chunks(2).map(|pair| {
        let template = pair.get(1).map_or("", String::as_str);
        OwnTarget::new(&pair[0], template, Group::Own)
    });
    Ok(own_targets.collect::<Result<Vec<_>, _>>()?)
}

/// Whether `template` can become a link target with the name `label`.
///
/// # Errors
///
/// Throws an `Error` with one line for the person where it cannot.
#[wasm_bindgen(js_name = checkTarget)]
pub fn check_target(label: &str, template: &str) -> Result<(), JsError> {
    OwnTarget::new(label, template, Group::Own)?;
    Ok(())
}

/// Looks up the quotations and quantities of `text` in `source` and returns what was found as plain objects,
/// with UTF-16 offsets in both texts.
///
/// # Errors
///
/// None that a text can cause.
#[wasm_bindgen]
pub fn against(text: &str, source: &str) -> Result<JsValue, JsError> {
    plain(&crate::check::against::against(
        &Article::new(text),
        source,
        &OPTIONS,
    ))
}

/// The report on `text` as `csv` or `markdown`, a string, or as `annotation` or `schema`, plain objects.
///
/// `url` is the page that the article stands on, `date` the article's date.
///
/// # Errors
///
/// Throws an `Error` with one line where `format`, `date` or `url` is none.
#[wasm_bindgen(js_name = exportClaims)]
pub fn export_claims(
    text: &str,
    format: &str,
    date: Option<String>,
    url: Option<String>,
) -> Result<JsValue, JsError> {
    exported(text, format, date, url, None)
}

/// The same with what persons found out. `reviews` are six strings for each: the claim's id, status, note, evidence,
/// who and when; `lost` are eight for each claim that is not in the text any more: its kind, words and sentence before
/// status, note, evidence, who and when.
///
/// # Errors
///
/// As `exportClaims`, and where a status is none.
#[wasm_bindgen(js_name = exportReviewed)]
pub fn export_reviewed(
    text: &str,
    format: &str,
    date: Option<String>,
    url: Option<String>,
    reviews: Vec<String>,
    lost: Vec<String>,
) -> Result<JsValue, JsError> {
    let found = reviews.chunks_exact(6).map(|told| match told {
        [claim, said @ ..] => review(claim, said),
        [] => Ok(Review::default()),
    });
    let lost = lost.chunks_exact(8).map(|told| match told {
        [kind, words, sentence, said @ ..] => Ok(Lost {
            kind,
            words,
            sentence,
            review: review("", said)?,
        }),
        _ => Ok(Lost::default()),
    });
    let found = found.collect::<Result<Vec<_>, JsError>>()?;
    let lost = lost.collect::<Result<Vec<_>, JsError>>()?;
    let reviews = Reviews {
        found: &found,
        lost: &lost,
    };
    exported(text, format, date, url, Some(&reviews))
}

/// `said`: status, note, evidence, who and when.
fn review<'a>(claim: &'a str, said: &'a [String]) -> Result<Review<'a>, JsError> {
    let [status, note, evidence, by, time] = said else {
        return Ok(Review::default());
    };
    Ok(Review {
        claim,
        status: status.parse()?,
        note,
        evidence,
        by,
        time,
    })
}

fn exported(
    text: &str,
    format: &str,
    date: Option<String>,
    url: Option<String>,
    reviews: Option<&Reviews<'_>>,
) -> Result<JsValue, JsError> {
    let format = match format {
        "csv" => Format::Csv,
        "markdown" => Format::Markdown,
        "annotation" => Format::Annotation,
        "schema" => Format::Schema,
        _ => return Err(JsError::new("there is no such format")),
    };
    let article = article(text, date)?;
    let page = url.map(|url| url.parse::<Address>()).transpose()?;
    let exported = match reviews {
        Some(reviews) => crate::export::export_reviewed(&article, format, page.as_ref(), reviews),
        None => crate::export::export(&article, format, page.as_ref()),
    };
    match exported {
        Exported::Text(text) => Ok(JsValue::from_str(&text)),
        other => plain(&other),
    }
}

/// For each claim of `text` an address that opens the page at `url` at its words, by the claim's id.
///
/// # Errors
///
/// Throws an `Error` with one line where `url` is no address of a page.
#[wasm_bindgen]
pub fn addresses(text: &str, url: &str) -> Result<JsValue, JsError> {
    let page: Address = url.parse()?;
    plain(&crate::export::addresses(&Article::new(text), &page))
}

/// The amount from `low` to `high` of `unit` in other units that people know, as `[{value: [low, high], unit}]`, best
/// first; `change` says that it is a rise or a fall. Empty where there are none.
///
/// # Errors
///
/// None that a quantity can cause.
#[wasm_bindgen]
pub fn also(low: f64, high: f64, unit: &str, change: bool) -> Result<JsValue, JsError> {
    plain(&crate::lex::convert::also(low, high, unit, change))
}

/// Each of `values`, of the unit at the same place in `units`, in the unit `to`; null where it does not convert.
///
/// # Errors
///
/// None that a quantity can cause.
#[wasm_bindgen(js_name = inUnit)]
pub fn in_unit(values: &[f64], units: Vec<String>, to: &str) -> Result<JsValue, JsError> {
    plain(&crate::lex::convert::in_unit(values, &units, to))
}

fn article(text: &str, date: Option<String>) -> Result<Article<'_>, JsError> {
    let mut article = Article::new(text);
    if let Some(date) = date {
        article.date = Some(date.parse().map_err(JsError::from)?);
    }
    Ok(article)
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// The version of the core.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
