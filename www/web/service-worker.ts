// Keeps the page's files on this machine, so that it works without a network after the first load.
//
// One version's files are kept whole in a cache of their own: each was checked against the hash that the build wrote
// down, so that no cache ever holds files of two versions, also where a server is updated while it is asked. A tab is
// served by one version from its load to its end: a new version waits until no other tab is open, and then takes over
// at the next load.

/** Written in by the build: each file's path and the hash of its bytes, and a name for all of them together. */
declare const FILES: readonly [path: string, integrity: string][];
declare const BUILD: string;

const PREFIX = "tickmark-";
const CACHE = PREFIX + BUILD;
/** What another program shared, until the page takes it. */
const SHARED = "shared";
/** The page's own Workers get no policy from the page. They fetch nothing but its files. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const worker = self as unknown as ServiceWorkerGlobalScope;
const root = new URL("./", worker.registration.scope);
const kept = new Set(FILES.map(([path]) => new URL(path, root).pathname));

worker.addEventListener("install", (event) => {
  event.waitUntil(
    keep().catch(async (error: unknown) => {
      await caches.delete(CACHE);
      throw error;
    }),
  );
});
worker.addEventListener("activate", (event) => event.waitUntil(begin()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== root.origin) return;
  if (request.method === "POST") {
    if (pathname === `${root.pathname}share`) event.respondWith(share(request));
  } else if (request.mode === "navigate" && (pathname === root.pathname || pathname === `${root.pathname}index.html`)) {
    event.respondWith(page(request));
  } else if (request.method === "GET" && kept.has(pathname)) {
    event.respondWith(file(request, pathname));
  }
});

/**
 * Fetches every file, then keeps all. Where one is missing or another than it was built, this version is not installed,
 * and never had a cache: browsers try it anew after each load, and what they try could be seen beside the version that
 * is used. All files are in memory at once, some megabytes.
 */
async function keep(): Promise<void> {
  const files = await Promise.all(
    FILES.map(async ([path, integrity]) => {
      const response = await fetch(new URL(path, root), { integrity, cache: "no-cache" });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      const headers = new Headers({ "content-type": response.headers.get("content-type") ?? "" });
      if (path.endsWith(".js")) headers.set("content-security-policy", POLICY);
      // Built anew: where a server sent the request on, the answer could not be given to a navigation.
      return [path, new Response(await response.arrayBuffer(), { headers })] as const;
    }),
  );
  const cache = await caches.open(CACHE);
  await Promise.all(files.map(([path, response]) => cache.put(new URL(path, root), response)));
}

/** Removes the files of other versions. */
async function begin(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  for (const name of names) await caches.delete(name);
  // The tab of the first load has this version's files already. Later, tabs are served by the version that loaded them.
  if (names.length === 0) await worker.clients.claim();
}

async function file(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  // The browser may have thrown the cache away.
  return (await cache.match(new URL(pathname, root))) ?? fetch(request);
}

async function page(request: Request): Promise<Response> {
  const { waiting } = worker.registration;
  if (waiting && (await isAlone(request))) {
    waiting.postMessage("take over");
    // Loaded once more, by the new version.
    return new Response("", { headers: { refresh: "0", "content-type": "text/html" } });
  }
  return file(new Request(root), root.pathname);
}

/** Whether no tab is open but the one that is loaded anew. */
async function isAlone(request: Request): Promise<boolean> {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tabs = all.filter(({ url }) => url.startsWith(root.href));
  // Both browsers ask anew for what is loaded again, and only for that.
  return tabs.length === 0 || (tabs.length === 1 && (request.cache === "no-cache" || request.cache === "reload"));
}

/** What another program shared: put aside, for the page to take. It never reaches a server. */
async function share(request: Request): Promise<Response> {
  const cache = await caches.open(SHARED);
  await cache.put(new URL("share", root), new Response(await request.formData()));
  return Response.redirect(new URL("./?shared", root).href, 303);
}
