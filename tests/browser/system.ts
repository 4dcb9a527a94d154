// Firefox's own window and its privileges in a page, over WebDriver BiDi with system access: for what no command of a driver
// does. The pages cannot tell.

import type { Browser, Page } from "puppeteer-core";

/** Has to be among the arguments that Firefox is started with. */
export const SYSTEM_ACCESS = "--remote-allow-system-access";

/** Whether a page is Firefox's. */
export async function isFirefox(page: Page): Promise<boolean> {
  return (await page.browser().version()).startsWith("firefox");
}

/** What puppeteer's BiDi browser has, and its types do not name. */
interface Bidi {
  connection: { send(method: string, parameters: unknown): Promise<{ result: unknown }> };
}

/** The tab in front. */
const FRONT = 'Services.wm.getMostRecentWindow("navigator:browser").gBrowser.selectedBrowser';

/** Runs the body of an async function in the browser's own window. What it gives must be JSON. */
export async function inWindow<T>(browser: Browser, body: string): Promise<T> {
  const { connection } = browser as unknown as Bidi;
  const tree = (await connection.send("browsingContext.getTree", { "moz:scope": "chrome" })).result as { contexts: { context: string }[] };
  const answer = await connection.send("script.evaluate", {
    expression: `(async () => { ${body} })().then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: String(error) }))`,
    target: { context: tree.contexts[0]?.context },
    awaitPromise: true,
  });
  const told = (answer.result as { result?: { value?: string } }).result?.value;
  if (told === undefined) throw new Error(JSON.stringify(answer.result));
  return valueOf<T>(told);
}

/**
 * Runs the body of an async function beside a page, with the browser's privileges, the page's window as `content`. `element`:
 * an expression for the element of the browser's window that shows the page; without it the tab in front.
 */
export async function besidePage<T>(browser: Browser, body: string, element = FRONT): Promise<T> {
  const script = `(async () => { ${body} })().then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: String(error) })).then((told) => sendAsyncMessage("tickmark-test", told));`;
  const told = await inWindow<string>(
    browser,
    `const element = ${element};
    if (!element) throw new Error("it is not open");
    const { messageManager } = element;
    return await new Promise((resolve) => {
      const heard = ({ data }) => { messageManager.removeMessageListener("tickmark-test", heard); resolve(data); };
      messageManager.addMessageListener("tickmark-test", heard);
      messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(${JSON.stringify(script)}), false);
    });`,
  );
  return valueOf<T>(told);
}

function valueOf<T>(told: string): T {
  const { value, error } = JSON.parse(told) as { value: T; error?: string };
  if (error) throw new Error(error);
  return value;
}
