// The review of one post: its text while it is edited, its claims, what was said of them and where that is kept. Knows no
// editor: it is told where the text is.

import { anchorOf, reanchor } from "../../desk/anchor.js";
import type { Anchor, Kept } from "../../desk/record.js";
import type { Claim } from "../../engine/protocol.js";
import { attach, type AttachedClaim, type Handle, init } from "../index.js";
import { Rest } from "../rest.js";
import type { Adapter } from "../../editors/adapter.js";
import { isLater, isSaid, isSamePlace, keyOf, type Said, type TakenBack } from "./said.js";
import { Storage } from "./storage.js";
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
  #loading: Promise<void> | undefined;
  /** The statuses cannot be changed before those that are stored are here. */
  #isLoaded = false;
  #handle: Handle | undefined;
  #target: unknown;
  #problem = "";
  /** Why what was said elsewhere is not known. */
  #unread = "";
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
    this.#storage = new Storage(post, { changed: () => this.#tell(), received: (news) => this.#receive(news) });
    void this.load();
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

  /** What was said of claims that the text no longer holds. */
  get lost(): readonly Said[] {
    const here = new Set(this.#claims.map(({ id }) => id));
    return [...this.#lost, ...[...this.#said].filter(([id]) => !here.has(id)).map(([, said]) => said)];
  }

  /** What is wrong, in one line, or nothing. */
  get problem(): string {
    if (this.#problem) return this.#problem;
    // Asked each time: a text that could not be marked may be so at its next change.
    const { state, reason } = this.#handle?.status ?? {};
    if (state === "failed" || state === "unserved") return `The text cannot be marked: ${reason ?? state}`;
    const { problem } = this.#storage;
    return problem ? `What you found is not stored: ${problem.replace(/\.$/, "")}.` : this.#unread;
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
    if (status) {
      const anchor = anchorOf(this.text, claim);
      const key = this.#said.get(id)?.key ?? this.#newKey(anchor, claim);
      this.#said.set(id, { key, status, anchor, changed: this.#storage.stamp(key) });
    } else this.#said.delete(id);
    this.#handle?.setStatus(id, status);
    this.#claims = this.#handle?.claims ?? [];
    this.save();
    this.#tell();
  }

  /** Lets go what was said of one claim that the text no longer holds. */
  forget(key: string): void {
    this.#rest.now();
    // It may have come back just now.
    if (!this.lost.some((said) => said.key === key)) return;
    for (const [id, said] of this.#said) if (said.key === key) this.#said.delete(id);
    this.#lost = this.#lost.filter((said) => said.key !== key);
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
    if (!this.#isLoaded || this.#unread) void this.load();
    if (this.#storage.problem) this.#storage.retry();
    const target = this.#target;
    if (target !== undefined && this.#handle?.status.state !== "live") {
      this.#target = undefined;
      this.follow(target);
    }
    this.#tell();
  }

  /** Takes what was said of the claims elsewhere: before the page was opened, or while the person was away. */
  async load(): Promise<void> {
    this.#loading ??= this.#storage.load().finally(() => (this.#loading = undefined));
    try {
      await this.#loading;
      this.#isLoaded = true;
      this.#unread = "";
      this.#take();
    } catch (error) {
      this.#unread = `What was found ${this.#isLoaded ? "elsewhere" : "before"} could not be read: ${lineOf(error)}`;
      this.#tell();
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
      if (known) this.#said.set(claim.id, { ...known, anchor: anchorOf(text, claim) });
    }
    if (this.#lost.length > 0) {
      const free = claims.filter(({ id }) => !this.#said.has(id));
      const { kept, places } = reanchor(this.#lost.map(keptOf), text, free);
      const left: Said[] = [];
      for (const [at, said] of this.#lost.entries()) {
        const id = places.get(String(at));
        if (id === undefined) left.push(said);
        else {
          this.#said.set(id, { ...said, anchor: kept[at]?.anchor ?? said.anchor });
          handle.setStatus(id, said.status);
        }
      }
      this.#lost = left;
    }
    this.#claims = handle.claims;
    this.#tell();
  }

  /** Takes what was said in other tabs, and by other people. */
  #receive(news: readonly (Said | TakenBack)[]): void {
    this.#rest.now();
    const ids = new Map([...this.#said].map(([id, { key }]) => [key, id]));
    this.#lost = this.#lost.filter(({ key }) => !news.some((one) => one.key === key));
    let isTwice = false;
    for (const one of news) {
      const id = ids.get(one.key);
      if (!isSaid(one)) {
        if (id === undefined) continue;
        this.#said.delete(id);
        this.#handle?.setStatus(id, undefined);
        continue;
      }
      const twin = id ?? this.#twinOf(one);
      const here = twin === undefined ? undefined : this.#said.get(twin);
      if (twin === undefined || !here) {
        // Its claim is looked for.
        this.#lost.push(one);
        continue;
      }
      isTwice ||= id === undefined;
      if (id === undefined && !isLater(one, here)) continue;
      // Where the claim stands is known better here.
      this.#said.set(twin, { ...one, anchor: here.anchor });
      this.#handle?.setStatus(twin, one.status);
    }
    this.#take();
    // Of what was said twice the earlier is taken back.
    if (isTwice) this.save();
  }

  /** The claim, by the handle's name for it, of which the same was said elsewhere under another key: the texts differed. */
  #twinOf({ anchor }: Said): string | undefined {
    const [twin] = [...this.#said].find(([, said]) => isSamePlace(said.anchor, anchor)) ?? [];
    const { text, claims } = this.#report ?? { text: "", claims: [] };
    // Where several claims stand so, it may be any of them.
    const places = claims.filter((claim) => isSamePlace(anchorOf(text, claim), anchor));
    return places.length === 1 && places[0]?.id === twin ? twin : undefined;
  }

  /** The key of a claim that nobody has said anything of. */
  #newKey(anchor: Anchor, claim: Claim): string {
    const { text, claims } = this.#report ?? { text: "", claims: [] };
    const before = claims.slice(0, Math.max(0, claims.findIndex(({ id }) => id === claim.id)));
    const like = before.filter((other) => other.kind === claim.kind && keyOf(anchorOf(text, other), 0) === keyOf(anchor, 0)).length;
    const taken = new Set([...this.#said.values(), ...this.#lost].map(({ key }) => key));
    // A claim of the same key may have moved on, with its status, to where it stands otherwise.
    for (let nth = like; ; nth += 1) {
      const key = keyOf(anchor, nth);
      if (!taken.has(key)) return key;
    }
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
