// Where Trusted Types are enforced, even a Worker's address must come from a named policy. This is the only one, and it
// lets nothing through but the page's own worker.

interface Policy {
  createScriptURL(address: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

const ADDRESS = "worker.js";

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("tickmark", {
  createScriptURL(address) {
    if (address !== ADDRESS) throw new TypeError(`${address} is no script of this page`);
    return address;
  },
});

export function startWorker(): Worker {
  return new Worker((policy?.createScriptURL(ADDRESS) ?? ADDRESS) as string, { type: "module" });
}
