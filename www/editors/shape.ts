// Knowing an editor by the names that its public interface has.

/** Whether a value is an object with each of `methods` as a function. */
export function has<Name extends string>(value: unknown, ...methods: Name[]): value is Record<Name, (...given: never[]) => unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  return methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

/** A promise of what `begin` gives, that is dropped for good when `signal` aborts. */
export function until<T>(signal: AbortSignal, begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    begin(resolve, reject);
  });
}
