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
  const counted: Requests = { made: 0, blocked: 0, files: 0 };
  const here = new URL("./", document.baseURI);
  const isOwn = (address: string): boolean => {
    const url = new URL(address, here);
    // Files that a person opens are addressed within the machine.
    if (url.protocol === "blob:" || url.protocol === "data:") return true;
    return url.origin === here.origin && url.pathname.startsWith(here.pathname) && url.search === "";
  };
  new PerformanceObserver((entries) => {
    for (const { name } of entries.getEntries()) {
      if (isOwn(name)) counted.files += 1;
      else counted.made += 1;
    }
    changed({ ...counted });
  }).observe({ type: "resource", buffered: true });
  document.addEventListener("securitypolicyviolation", () => {
    counted.blocked += 1;
    changed({ ...counted });
  });
  changed({ ...counted });
}
