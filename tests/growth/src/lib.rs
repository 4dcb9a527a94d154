//! Counts what the core does, so that a test can say how its work grows with a text.
//!
//! A clock says something else at each run. Here the core is compiled to WebAssembly and interpreted, and each of its
//! instructions and each byte that it copies takes fuel: the same number at each run and on each machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use wasmi::{Config, Engine, Error, Extern, Func, Instance, Memory, Module, Store, TypedFunc};

/// What the core is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The report.
    Scan = 0,
    /// An article against a source text.
    Against = 1,
    /// The spreadsheet.
    Csv = 2,
    /// The checklist.
    Markdown = 3,
    /// Web Annotations.
    Annotation = 4,
    /// schema.org.
    Schema = 5,
    /// Addresses with text fragments.
    Addresses = 6,
    /// One edit of a text that is being written, without what it took to begin.
    Edit = 7,
}

/// The core, running in the interpreter.
pub struct Core {
    store: Store<()>,
    memory: Memory,
    room: TypedFunc<u32, u32>,
    open: TypedFunc<(), ()>,
    work: TypedFunc<(u32, u32), ()>,
}

/// Compiles the core of this project to a module that `Core` runs.
///
/// # Errors
///
/// Fails where cargo does, as where the wasm32 target is missing.
pub fn build() -> Result<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "build",
            "--quiet",
            "--release",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args([
            "--package",
            "tickmark-growth-core",
            "--target-dir",
            "target",
        ])
        // Counted is the work, not the compiler: to link it all anew would take a minute more.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .current_dir(&root)
        .status()
        .context("cargo cannot be started")?;
    ensure!(
        status.success(),
        "the core was not built for wasm32-unknown-unknown ({status})"
    );
    let path = root.join("target/wasm32-unknown-unknown/release/tickmark_growth_core.wasm");
    std::fs::read(&path).with_context(|| path.display().to_string())
}

impl Core {
    /// Starts a module.
    ///
    /// # Errors
    ///
    /// Fails where the module is none of `build`.
    pub fn start(module: &[u8]) -> Result<Self> {
        Self::instance(module).map_err(|error| anyhow!("{error}"))
    }

    fn instance(module: &[u8]) -> Result<Self, Error> {
        let mut config = Config::default();
        config.consume_fuel(true);
        let engine = Engine::new(&config);
        let module = Module::new(&engine, module)?;
        let mut store = Store::new(&engine, ());
        store.set_fuel(u64::MAX / 2)?;
        let mut imports: Vec<Extern> = Vec::new();
        for import in module.imports() {
            let signature = import.ty().func().cloned();
            let signature = signature.ok_or_else(|| Error::new("an import is no function"))?;
            // The browser's glue, which nothing here calls.
            let glue = Func::new(&mut store, signature, |_, _, _| {
                Err(Error::new("the core called the browser"))
            });
            imports.push(glue.into());
        }
        let instance = Instance::new(&mut store, &module, &imports)?;
        let memory = instance.get_memory(&store, "memory");
        let mut core = Self {
            memory: memory.ok_or_else(|| Error::new("the module has no memory"))?,
            room: instance.get_typed_func(&store, "room")?,
            open: instance.get_typed_func(&store, "open")?,
            work: instance.get_typed_func(&store, "work")?,
            store,
        };
        // What is paid once, as for the hash table of the lexicon, is no growth.
        core.run(Task::Scan, "The fund lost 5% in May.", "")?;
        Ok(core)
    }

    /// How much fuel `task` takes on `text`, and on `source` where it reads one.
    ///
    /// # Errors
    ///
    /// Fails where the core traps, as it does where it panics.
    pub fn fuel(&mut self, task: Task, text: &str, source: &str) -> Result<u64> {
        self.run(task, text, source)
            .map_err(|error| anyhow!("{task:?}: {error}"))
    }

    fn run(&mut self, task: Task, text: &str, source: &str) -> Result<u64, Error> {
        let length =
            |text: &str| u32::try_from(text.len()).map_err(|_| Error::new("too long a text"));
        let cut = length(text)?;
        let mut place = self.room.call(&mut self.store, cut + length(source)?)? as usize;
        for text in [text, source] {
            let written = self.memory.write(&mut self.store, place, text.as_bytes());
            written.map_err(|error| Error::new(error.to_string()))?;
            place += text.len();
        }
        if task == Task::Edit {
            self.open.call(&mut self.store, ())?;
        }
        let before = self.store.get_fuel()?;
        self.work.call(&mut self.store, (task as u32, cut))?;
        Ok(before - self.store.get_fuel()?)
    }
}
