// How many requests the page has made. The promise is none: this counts what the browser itself reports.

export interface Requests {
  /** To any other server, or to this one with anything in the address. */
  made: number;
  /** Attempts that the page's policy stopped. */
  blocked: number;
  /** For files of the page itself, each by its bare name: how it was loaded. */
  files: number;
}

/** Counts from the page's first request on; `changed` is called with each count. */
export function countRequests(changed: (requests: Requests) => void): void {
  const here = new URL("./", document.baseURI);
  let files = 0;
  let blocked = 0;
  /** By address: how often it was asked for, less how often that was stopped. Chromium reports the stopped ones as well. */
  const asked = new Map<string, number>();
  const add = (address: string, count: number): void => void asked.set(address, (asked.get(address) ?? 0) + count);
  const isOwn = (address: string): boolean => {
    const url = new URL(address, here);
    // Files that a person opens are addressed within the machine.
    if (url.protocol === "blob:" || url.protocol === "data:") return true;
    return url.origin === here.origin && url.pathname.startsWith(here.pathname) && url.search === "";
  };
  const report = (): void => {
    let made = 0;
    for (const count of asked.values()) made += Math.max(0, count);
    changed({ made, blocked, files });
  };
  new PerformanceObserver((entries) => {
    for (const { name } of entries.getEntries()) {
      if (isOwn(name)) files += 1;
      else add(name, 1);
    }
    report();
  }).observe({ type: "resource", buffered: true });
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    blocked += 1;
    add(blockedURI, -1);
    report();
  });
  report();
}
