// The page without a network: starts the service worker that keeps its files.

import { startServiceWorker } from "./trusted.js";

/**
 * Keeps the page's files on this machine once it has loaded. Answers whether it works without a network from now on;
 * false where the browser allows no service worker here (a private window, or a page that did not come by https).
 */
export async function keepOffline(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  // What the person sees comes first.
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  try {
    await startServiceWorker();
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}
