// A browser with the extension installed, and the ways a person has to it: its button, its panel, its removal.
//
// In Firefox the button and the sidebar belong to the browser's own window, which is reached over WebDriver BiDi with
// system access. The extension itself cannot tell that it is tested.

import { resolve } from "node:path";
import puppeteer, { type Browser, type Extension, type Page, type WebWorker } from "puppeteer-core";
import { click } from "./click.js";
import { type BrowserName, CHROMIUM_FLAGS, executable } from "./harness.js";
import { besidePage, inWindow as inBrowser, SYSTEM_ACCESS } from "./system.js";

export interface Extended {
  readonly browser: Browser;
  /** Console messages of warning or error in the extension's background and pages. */
  faults(): Promise<string[]>;
  /** Presses the toolbar button with this page in front. */
  press(page: Page): Promise<void>;
  /**
   * Chooses an entry of the context menu, by the right button over an element. No driver reaches Chromium's menu: there
   * the background is told what the menu would tell it.
   */
  choose(page: Page, item: MenuItem, over: string): Promise<void>;
  /** Firefox alone: presses the keys of the command, which Chromium takes from no driver. */
  pressKeys(page: Page): Promise<void>;
  /** Runs an expression in the open panel; the expression's value must be JSON. */
  inPanel<T>(expression: string): Promise<T>;
  /** Runs an expression in the settings page that was opened last. */
  inOptions<T>(expression: string): Promise<T>;
  closeOptions(): Promise<void>;
  /** Runs an expression in the background. */
  inBackground<T>(expression: string): Promise<T>;
  /** Puts the background to sleep. */
  sleep(): Promise<void>;
  /** Firefox alone: gives the permission for a site as the browser's own question would. */
  permit(origin: string): Promise<void>;
  uninstall(): Promise<void>;
  close(): Promise<void>;
}

export const MENU = { page: "Mark claims on this page", selection: "Check selection" } as const;
export type MenuItem = keyof typeof MENU;

/** `folder` holds the unpacked extension; without one it is the built one. */
export async function launchExtended(name: BrowserName, folder?: string): Promise<Extended> {
  return name === "chrome" ? launchChromium(folder ?? "dist/extension-chromium") : launchFirefox(folder ?? "dist/extension-firefox");
}

async function launchChromium(folder: string): Promise<Extended> {
  const browser = await puppeteer.launch({
    executablePath: executable("chrome"),
    headless: true,
    enableExtensions: true,
    pipe: true,
    protocolTimeout: 120_000,
    args: CHROMIUM_FLAGS,
  });
  const id = await browser.installExtension(resolve(folder));
  const heard: string[] = [];
  const listened = new WeakSet<object>();
  const listen = (source: Page | WebWorker): void => {
    if (listened.has(source)) return;
    listened.add(source);
    source.on("console", (message: { type(): string; text(): string }) => {
      if (message.type() === "error" || message.type() === "warn") heard.push(message.text());
    });
  };
  const extension = async (): Promise<Extension> => {
    const found = (await browser.extensions()).get(id);
    if (!found) throw new Error("the extension is not installed");
    return found;
  };
  const worker = async (): Promise<WebWorker> => {
    const target = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id), { timeout: 10_000 });
    const found = await target.worker();
    if (!found) throw new Error("the background does not run");
    listen(found);
    return found;
  };
  const shown = async (name: string): Promise<Page> => {
    const target = await browser.waitForTarget((target) => target.url() === `chrome-extension://${id}/${name}.html`, { timeout: 10_000 });
    const page = await target.asPage();
    listen(page);
    return page;
  };
  // The first start of the background is part of the installation: before it has run, a press is heard by nobody.
  const first = await worker();
  while (!(await first.evaluate("globalThis.chrome?.action?.onClicked.hasListeners() ?? false"))) await new Promise((resolve) => setTimeout(resolve, 10));
  return {
    browser,
    async faults() {
      return heard;
    },
    async press(page) {
      await page.bringToFront();
      await (await extension()).triggerAction(page);
    },
    async choose(page, item) {
      await page.bringToFront();
      await (await worker()).evaluate(`(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        // Fails where the menu has no such entry.
        await chrome.contextMenus.update(${JSON.stringify(item)}, { title: ${JSON.stringify(MENU[item])} });
        chrome.contextMenus.onClicked.dispatch({ menuItemId: ${JSON.stringify(item)} }, tab);
      })()`);
    },
    async pressKeys() {
      throw new Error("Chromium takes no command's keys from a driver");
    },
    async inPanel(expression) {
      return (await (await shown("panel")).evaluate(expression)) as never;
    },
    async inOptions(expression) {
      return (await (await shown("options")).evaluate(expression)) as never;
    },
    async closeOptions() {
      await (await shown("options")).close();
    },
    async inBackground(expression) {
      return (await (await worker()).evaluate(expression)) as never;
    },
    async sleep() {
      const target = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id));
      await (await target.worker())?.close();
    },
    async permit() {
      throw new Error("Chromium's question cannot be answered by a test");
    },
    async uninstall() {
      await browser.uninstallExtension(id);
    },
    async close() {
      await browser.close();
    },
  };
}

async function launchFirefox(folder: string): Promise<Extended> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable("firefox"),
    headless: true,
    protocolTimeout: 120_000,
    args: [SYSTEM_ACCESS],
  });
  const id = await browser.installExtension(resolve(folder));
  /** Runs the body of an async function in the browser's own window. */
  const inWindow = <T>(body: string): Promise<T> => inBrowser(browser, `const extension = WebExtensionPolicy.getByID(${JSON.stringify(id)})?.extension; ${body}`);
  /** Runs an expression in the document of a remote browser element. */
  const inFrame = async <T>(element: string, expression: string): Promise<T> => {
    const found = `(async () => JSON.stringify({ value: await (${expression}) }))()`;
    const told = await besidePage<string>(
      browser,
      `const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      return await Cu.evalInSandbox(${JSON.stringify(found)}, sandbox);`,
      `await (async () => { const extension = WebExtensionPolicy.getByID(${JSON.stringify(id)})?.extension; return ${element}; })()`,
    );
    return (JSON.parse(told) as { value: T }).value;
  };
  return {
    browser,
    faults() {
      // Firefox itself says the one left out, of a page that was left while it waited for an answer.
      return inWindow<string[]>(`
        return Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError && message.sourceName?.startsWith("moz-extension:")).map((message) => message.errorMessage).filter((line) => !line.startsWith("Promise resolved while context is inactive"));`);
    },
    async press(page) {
      await page.bringToFront();
      await inWindow(`
        const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
        await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(Services.wm.getMostRecentWindow("navigator:browser"));`);
    },
    async choose(page, item, over) {
      await page.bringToFront();
      await click(page, over, { button: "right" });
      await inWindow(`
        const { document } = Services.wm.getMostRecentWindow("navigator:browser");
        const menu = document.getElementById("contentAreaContextMenu");
        for (let tries = 0; menu.state !== "open"; tries += 1) {
          if (tries > 100) throw new Error("the menu did not open");
          await new Promise((resolve) => document.defaultView.setTimeout(resolve, 50));
        }
        const entries = [...menu.querySelectorAll("menuitem")].filter((entry) => !entry.hidden);
        const entry = entries.find((entry) => entry.label === ${JSON.stringify(MENU[item])});
        if (!entry) throw new Error("the menu has " + entries.map((entry) => entry.label).join(", "));
        const hidden = new Promise((resolve) => menu.addEventListener("popuphidden", resolve, { once: true }));
        menu.activateItem(entry);
        await hidden;`);
    },
    async pressKeys(page) {
      await page.bringToFront();
      await inWindow(`
        const window = Services.wm.getMostRecentWindow("navigator:browser");
        const keys = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        if (!keys.beginInputTransactionForTests(window)) throw new Error("the window takes no keys");
        const pressed = [["Alt", "AltLeft"], ["Shift", "ShiftLeft"], ["M", "KeyM"]].map(([key, code]) => new window.KeyboardEvent("", { key, code, keyCode: window.KeyboardEvent["DOM_VK_" + key.toUpperCase()] }));
        for (const key of pressed) keys.keydown(key);
        for (const key of pressed.reverse()) keys.keyup(key);`);
    },
    inOptions(expression) {
      return inFrame('[...Services.wm.getMostRecentWindow("navigator:browser").gBrowser.browsers].find((tab) => tab.currentURI.spec.endsWith("/options.html"))', expression);
    },
    async closeOptions() {
      await inWindow(`
        const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
        gBrowser.removeTab(gBrowser.tabs.find((tab) => tab.linkedBrowser.currentURI.spec.endsWith("/options.html")));`);
    },
    inPanel(expression) {
      return inFrame('document.getElementById("sidebar")?.contentDocument?.querySelector("browser")', expression);
    },
    inBackground(expression) {
      return inFrame("(await extension.wakeupBackground?.(), [...extension.views].find((view) => view.viewType === 'background').xulBrowser)", expression);
    },
    async sleep() {
      await inWindow("await extension.terminateBackground();");
    },
    async permit(origin) {
      await inWindow(`
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        await ExtensionPermissions.add(extension.id, { origins: [${JSON.stringify(origin)}], permissions: [] }, extension);`);
    },
    async uninstall() {
      await browser.uninstallExtension(id);
    },
    async close() {
      await browser.close();
    },
  };
}
