//! The core for an interpreter that counts: plain exports, without a browser's glue.

use std::hint::black_box;
use std::sync::Mutex;

use tickmark::check::against::against;
use tickmark::export::{Format, addresses, export};
use tickmark::{Article, Offsets, Options, Session, Span, scan};

/// Two texts, one behind the other.
static TEXTS: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// The text that `work` edits.
static SESSION: Mutex<Option<Session>> = Mutex::new(None);

/// Where the host has to write `length` bytes of text.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut texts = TEXTS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    *texts = vec![0; length];
    texts.as_mut_ptr()
}

/// Begins a session on the text, for `work` to edit.
#[unsafe(no_mangle)]
pub extern "C" fn open() {
    let texts = TEXTS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let article = Article::new(std::str::from_utf8(&texts).unwrap_or_default());
    let options = Options {
        // Those that have to be counted.
        offsets: Offsets::Utf16,
        ..Options::default()
    };
    let mut session = SESSION
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    *session = Some(Session::open(&article, &options));
}

/// One edit in the midst of the session's text, and its undoing.
fn edit() {
    let mut session = SESSION
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(session) = session.as_mut() else {
        return;
    };
    let text = session.text();
    let half = text.chars().count() / 2;
    let at = text.chars().take(half).map(char::len_utf16).sum();
    drop(black_box(session.edit(Span::new(at, at), "7% ")));
    drop(black_box(session.edit(Span::new(at, at + 3), "")));
}

/// Does what `task` says with the text, whose first `cut` bytes are the article, the others what it is held against.
#[unsafe(no_mangle)]
pub extern "C" fn work(task: u32, cut: usize) {
    let texts = TEXTS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let whole = std::str::from_utf8(&texts).unwrap_or_default();
    let (text, source) = whole.split_at(cut);
    let article = Article::new(text);
    let page = "https://halden.example/a".parse().ok();
    match task {
        0 => drop(black_box(scan(&article, &Options::default()))),
        1 => drop(black_box(against(&article, source, &Options::default()))),
        2 => drop(black_box(export(&article, Format::Csv, page.as_ref()))),
        3 => drop(black_box(export(&article, Format::Markdown, page.as_ref()))),
        4 => drop(black_box(export(
            &article,
            Format::Annotation,
            page.as_ref(),
        ))),
        5 => drop(black_box(export(&article, Format::Schema, page.as_ref()))),
        7 => edit(),
        _ => drop(black_box(page.map(|page| addresses(&article, &page)))),
    }
}
