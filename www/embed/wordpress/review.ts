// The review of one post: its text while it is edited, its claims, what was said of them and where that is kept. Knows no
// editor: it is told where the text is.

import { anchorOf, reanchor } from "../../desk/anchor.js";
import type { Kept } from "../../desk/record.js";
import { attach, type AttachedClaim, type Handle, init } from "../index.js";
import { Rest } from "../rest.js";
import type { Adapter } from "../../editors/adapter.js";
import { type Said, Storage } from "./storage.js";
import { asset, lineOf } from "./wp.js";

export interface ReviewOptions {
  /** The article's date, YYYY-MM-DD. */
  date?: () => string | undefined;
  adapters?: readonly Adapter[];
}

export class Review extends EventTarget {
  #storage: Storage;
  #options: ReviewOptions;
  #engine: Promise<void> | undefined;
  #loaded: Promise<void> | undefined;
  /** The statuses cannot be changed before those that are stored are here. */
  #isLoaded = false;
  #handle: Handle | undefined;
  #target: unknown;
  #problem = "";
  /** The report that was taken last, and its claims. */
  #report: Handle["report"];
  #claims: readonly AttachedClaim[] = [];
  /** Of claims that the handle has seen, by its names for them: those whose words have changed come back with them. */
  #said = new Map<string, Said>();
  /** Of claims that the text does not hold. */
  #lost: Said[] = [];
  /** Reports after the first wait for the writer. */
  readonly #rest = new Rest(() => this.#take());

  constructor(post: number, options: ReviewOptions = {}) {
    super();
    this.#options = options;
    this.#storage = new Storage(post, () => this.#tell());
    void this.#load();
  }

  get text(): string {
    return this.#report?.text ?? "";
  }

  get checks(): NonNullable<Handle["report"]>["checks"] {
    return this.#report?.checks ?? [];
  }

  get claims(): readonly AttachedClaim[] {
    return this.#claims;
  }

  /** Claims that nobody has said anything of; undefined while the text cannot be read. */
  get open(): number | undefined {
    return this.isLive ? this.#claims.filter(({ status }) => status === undefined).length : undefined;
  }

  get isLive(): boolean {
    return this.#handle?.report !== undefined && this.#isLoaded;
  }

  /** Statuses whose claims the text no longer holds. */
  get lost(): number {
    const here = new Set(this.#claims.map(({ id }) => id));
    return this.#lost.length + [...this.#said.keys()].filter((id) => !here.has(id)).length;
  }

  /** What is wrong, in one line, or nothing. */
  get problem(): string {
    if (this.#problem) return this.#problem;
    // Asked each time: a text that could not be marked may be so at its next change.
    const { state, reason } = this.#handle?.status ?? {};
    if (state === "failed" || state === "unserved") return `The text cannot be marked: ${reason ?? state}`;
    const { problem } = this.#storage;
    return problem && `What you found is not stored: ${problem.replace(/\.$/, "")}.`;
  }

  /** The page is about to go: what is not stored is sent. Returns whether something may be lost all the same. */
  leave(): boolean {
    this.#storage.leave();
    return this.#storage.isUnsent;
  }

  /** Reads and marks another target from now on, or none. */
  follow(target: unknown): void {
    if (target === this.#target) return;
    this.#target = target;
    this.#leave();
    if (target !== undefined) void this.#attach(target);
    this.#tell();
  }

  /** Says what was found out about a claim. */
  say(id: string, status: Said["status"] | undefined): void {
    this.#rest.now();
    const claim = this.#claims.find((claim) => claim.id === id);
    if (!claim || !this.#isLoaded) return;
    if (status) this.#said.set(id, { status, anchor: anchorOf(this.text, claim) });
    else this.#said.delete(id);
    this.#handle?.setStatus(id, status);
    this.#claims = this.#handle?.claims ?? [];
    this.save();
    this.#tell();
  }

  /** Lets go the statuses whose claims the text no longer holds. */
  forgetLost(): void {
    this.#rest.now();
    const here = new Set(this.#claims.map(({ id }) => id));
    for (const id of this.#said.keys()) if (!here.has(id)) this.#said.delete(id);
    this.#lost = [];
    this.save();
    this.#tell();
  }

  /** Shows a claim in the text, or none. */
  select(id: string | undefined): void {
    this.#handle?.reveal(id);
  }

  /** The claim that is shown, chosen here or by a press on its mark. */
  get selected(): string | undefined {
    return this.#handle?.selected;
  }

  /** Keeps the statuses with the places that the claims have now. */
  save(leaving = false): void {
    this.#rest.now();
    if (this.#isLoaded) this.#storage.save([...this.#said.values(), ...this.#lost], leaving);
  }

  /** Tries again what has failed. */
  retry(): void {
    this.#problem = "";
    if (!this.#isLoaded) void this.#load();
    else if (this.#storage.problem) this.#storage.retry();
    const target = this.#target;
    if (target !== undefined && this.#handle?.status.state !== "live") {
      this.#target = undefined;
      this.follow(target);
    }
    this.#tell();
  }

  async #load(): Promise<void> {
    this.#loaded ??= this.#storage.load().then((all) => {
      this.#lost = all;
      this.#isLoaded = true;
    });
    try {
      await this.#loaded;
      this.#take();
    } catch (error) {
      this.#loaded = undefined;
      this.#fail(`What was found before could not be read: ${lineOf(error)}`);
    }
  }

  async #attach(target: unknown): Promise<void> {
    this.#engine ??= startEngine();
    try {
      await this.#engine;
    } catch (error) {
      this.#engine = undefined;
      this.#fail(`The engine could not be loaded: ${lineOf(error)}`);
      return;
    }
    if (this.#target !== target) return;
    const date = this.#options.date?.();
    const handle = attach(target, { ...(date ? { date } : {}), adapters: this.#options.adapters ?? [] });
    this.#handle = handle;
    let isFirst = true;
    handle.addEventListener("report", () => {
      if (isFirst) this.#take();
      else this.#rest.later();
      isFirst = false;
    });
    handle.addEventListener("select", () => {
      this.#rest.now();
      this.dispatchEvent(new Event("select"));
    });
    let told = "";
    const look = (): void => {
      if (this.problem === told) return;
      told = this.problem;
      this.#tell();
    };
    handle.addEventListener("state", look);
    // It may have been refused at once.
    look();
  }

  /** Lets the target go. What was said is kept, and finds its claims again in the next. */
  #leave(): void {
    this.#rest.now();
    this.#handle?.dispose();
    this.#handle = undefined;
    this.#lost = [...this.#said.values(), ...this.#lost];
    this.#said.clear();
    this.#report = undefined;
    this.#claims = [];
  }

  /** Takes a report: claims that are known keep what was said of them, and lost ones are looked for. */
  #take(): void {
    const handle = this.#handle;
    if (!handle?.report || !this.#isLoaded) {
      this.#tell();
      return;
    }
    this.#report = handle.report;
    const { text, claims } = this.#report;
    for (const claim of claims) {
      const known = this.#said.get(claim.id);
      if (known) known.anchor = anchorOf(text, claim);
    }
    if (this.#lost.length > 0) {
      const free = claims.filter(({ id }) => !this.#said.has(id));
      const { kept, places } = reanchor(this.#lost.map(keptOf), text, free);
      const left: Said[] = [];
      for (const [at, said] of this.#lost.entries()) {
        const id = places.get(String(at));
        if (id === undefined) left.push(said);
        else {
          this.#said.set(id, { status: said.status, anchor: kept[at]?.anchor ?? said.anchor });
          handle.setStatus(id, said.status);
        }
      }
      this.#lost = left;
    }
    this.#claims = handle.claims;
    this.#tell();
  }

  #fail(problem: string): void {
    this.#problem = problem;
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}

/** Starts the engine in a Worker, or on this thread where none can be started: where a site serves its files from elsewhere. */
async function startEngine(): Promise<void> {
  const module_or_path = asset("tickmark.wasm");
  try {
    await init({ module_or_path, worker: asset("worker.js") });
  } catch {
    await init({ module_or_path, worker: false });
  }
}

/** A status as the desk's search for claims takes it; its key is its place in the list. */
function keptOf({ anchor, status }: Said, at: number): Kept {
  const review = { status, note: "", evidence: "", initials: "", time: "" };
  return { key: String(at), anchor, seen: anchor.sentence, review, earlier: [], changed: "" };
}
