// A click as a person makes it.

import type { Frame, MouseClickOptions, Page } from "puppeteer-core";

/**
 * Clicks what `selector` finds once it is there, in sight, enabled, and has stayed where it is for two frames: on a slow
 * machine a page may still be moving it, and a click where it was lands beside it, unnoticed.
 */
export async function click(page: Page | Frame, selector: string, options: MouseClickOptions = {}): Promise<void> {
  await page.locator(selector).setTimeout(60_000).click(options);
}
