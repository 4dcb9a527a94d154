// Articles in IndexedDB: whole ones in one place, and what lists show of them in another, so that a list reads no text.
// Both are written in one transaction, which reads what is there first: two tabs merge, whichever comes second.

import type { ArticleRecord } from "./record.js";
import type { Sketch } from "./sketch.js";
import { entryOf, type Head, type Store } from "./store.js";

const VERSION = 1;

/** Rejects where the browser refuses, with its own line. */
export async function openStore(name: string): Promise<Store> {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    const db = request.result;
    db.createObjectStore("articles", { keyPath: "id" });
    db.createObjectStore("heads", { keyPath: "id" }).createIndex("digest", "digest");
  };
  return new IndexedStore(await done(request));
}

/** What a request answers. A transaction stays open over an `await` of it. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser gives no reason"));
  });
}

/** Once all of a transaction is on the disk; rejects where the disk is full. */
function written(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser gives no reason"));
  });
}

class IndexedStore implements Store {
  #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
    // A newer page in another tab changes the database; this one goes on in memory.
    db.onversionchange = () => db.close();
  }

  heads(): Promise<Head[]> {
    return done(this.#db.transaction("heads").objectStore("heads").getAll() as IDBRequest<Head[]>);
  }

  get(id: string): Promise<ArticleRecord | undefined> {
    return done(this.#db.transaction("articles").objectStore("articles").get(id) as IDBRequest<ArticleRecord | undefined>);
  }

  async update(mine: ArticleRecord, sketch: Sketch, add: boolean): Promise<ArticleRecord | undefined> {
    const transaction = this.#db.transaction(["articles", "heads"], "readwrite");
    const end = written(transaction);
    end.catch(() => undefined);
    const articles = transaction.objectStore("articles");
    const heads = transaction.objectStore("heads");
    let head = await done(heads.get(mine.id) as IDBRequest<Head | undefined>);
    if (!head && !add) {
      await end;
      return undefined;
    }
    head ??= await done(heads.index("digest").get(sketch.digest) as IDBRequest<Head | undefined>);
    const record = head && (await done(articles.get(head.id) as IDBRequest<ArticleRecord | undefined>));
    const entry = entryOf(mine, sketch, head && record && { head, record });
    articles.put(entry.record);
    heads.put(entry.head);
    await end;
    return entry.record;
  }

  async remove(id: string): Promise<void> {
    const transaction = this.#db.transaction(["articles", "heads"], "readwrite");
    transaction.objectStore("articles").delete(id);
    transaction.objectStore("heads").delete(id);
    await written(transaction);
  }

  close(): void {
    this.#db.close();
  }
}
