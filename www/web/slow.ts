// Work that may take long is announced once it does.

/** Work that takes longer is announced, in milliseconds. */
const PATIENCE = 200;

/** Does `work`; `announce` is called where it is not done soon. */
export async function slowly<T>(announce: () => void, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(announce, PATIENCE);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
