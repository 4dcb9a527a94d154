// The page's own elements, by id.

/** The element of index.html with this id. Throws where it is missing: page and program are of two versions then. */
export function need<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page lacks #${id}`);
  return element;
}

/** One line that says what went wrong. */
export function line(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
