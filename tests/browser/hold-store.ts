// A slow disk.

import type { Page } from "puppeteer-core";

interface Held {
  isReleased?: true;
}

/** Holds the desk's database from another tab of the same browser: nothing is read or written before the function that is returned is called. */
export async function holdStore(page: Page, origin: string): Promise<() => Promise<void>> {
  const other = await page.browserContext().newPage();
  await other.goto(`${origin}/icon.svg`);
  await other.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("tickmark");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const store = request.result.transaction(["articles", "heads"], "readwrite").objectStore("heads");
          const again = (): void => {
            if ((window as unknown as Held).isReleased) request.result.close();
            else store.count().onsuccess = again;
          };
          store.count().onsuccess = () => {
            resolve();
            again();
          };
        };
      }),
  );
  await page.bringToFront();
  return async () => {
    await other.evaluate(() => ((window as unknown as Held).isReleased = true));
    await other.close();
  };
}
