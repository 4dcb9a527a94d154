//! Counts what the core does, so that a test can say how its work grows with a text.
//!
//! A clock says something else at each run. Here the core is compiled to WebAssembly and interpreted, and each of its
//! instructions and each byte that it copies takes fuel: the same number at each run and on each machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
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
}

/// The core, compiled.
pub struct Core {
    engine: Engine,
    module: Module,
}

impl Core {
    /// Compiles the core of this project for the interpreter.
    ///
    /// # Errors
    ///
    /// Fails where cargo does, as where the wasm32 target is missing.
    pub fn build() -> Result<Self> {
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
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let mut config = Config::default();
        config.consume_fuel(true);
        let engine = Engine::new(&config);
        let module = Module::new(&engine, &bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(Self { engine, module })
    }

    /// How much fuel `task` takes on `text`, and on `source` where it reads one.
    ///
    /// # Errors
    ///
    /// Fails where the core traps, as it does where it panics.
    pub fn fuel(&self, task: Task, text: &str, source: &str) -> Result<u64> {
        self.run(task, text, source)
            .map_err(|error| anyhow::anyhow!("{task:?}: {error}"))
    }

    fn run(&self, task: Task, text: &str, source: &str) -> Result<u64, Error> {
        const TANK: u64 = u64::MAX / 2;
        let mut store = Store::new(&self.engine, ());
        store.set_fuel(TANK)?;
        let mut imports: Vec<Extern> = Vec::new();
        for import in self.module.imports() {
            let signature = import.ty().func().cloned();
            let signature = signature.ok_or_else(|| Error::new("an import is no function"))?;
            // The browser's glue, which nothing here calls.
            let glue = Func::new(&mut store, signature, |_, _, _| {
                Err(Error::new("the core called the browser"))
            });
            imports.push(glue.into());
        }
        let instance = Instance::new(&mut store, &self.module, &imports)?;
        let room: TypedFunc<u32, u32> = instance.get_typed_func(&store, "room")?;
        let work: TypedFunc<(u32, u32), ()> = instance.get_typed_func(&store, "work")?;
        let memory: Memory = instance
            .get_memory(&store, "memory")
            .ok_or_else(|| Error::new("the module has no memory"))?;
        let length =
            |text: &str| u32::try_from(text.len()).map_err(|_| Error::new("too long a text"));
        let cut = length(text)?;
        let place = room.call(&mut store, cut + length(source)?)? as usize;
        let write = |store: &mut Store<()>, at: usize, text: &str| {
            memory
                .write(store, at, text.as_bytes())
                .map_err(|error| Error::new(error.to_string()))
        };
        write(&mut store, place, text)?;
        write(&mut store, place + text.len(), source)?;
        let before = store.get_fuel()?;
        work.call(&mut store, (task as u32, cut))?;
        Ok(before - store.get_fuel()?)
    }
}
