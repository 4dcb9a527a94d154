// The files beside the package's own. The addresses are written as bundlers look for them.

/** Where a page finds the module; in Node, which fetches no files, its bytes. */
export async function moduleHere(): Promise<URL | BufferSource> {
  const address = new URL("./tickmark.wasm", import.meta.url);
  if (address.protocol !== "file:") return address;
  // Asked for at run time: an import of it would stop bundlers that build for pages.
  const { process } = globalThis as { process?: { getBuiltinModule?(name: "node:fs/promises"): { readFile(file: URL): Promise<Uint8Array<ArrayBuffer>> } | undefined } };
  const files = process?.getBuiltinModule?.("node:fs/promises");
  return files ? files.readFile(address) : address;
}

export function workerHere(): URL {
  return new URL("./worker.js", import.meta.url);
}
