// The background: injects on a press, answers pages and panels. Chromium's service worker and
// Firefox's event page; both are put to sleep, so nothing that matters is kept in memory.

import { api, type Sender, type Tab } from "./api.js";
import { faultOf, lineOf, scan, start } from "./core.js";
import type { Announcement, KeptAnswer, Part, Press, Request, Ticks } from "./messages.js";
import { register } from "./sites.js";
import { marksStyle, STYLES } from "./style.js";
import { setTick, ticksOf } from "./ticks.js";

const BRAND = "#14594a";
const TITLE = "Mark claims on this page";

/** Why the button did nothing in a tab. Lost when the background sleeps; the badge's title says it as well. */
const problems = new Map<number, string>();

/** Opens the panel beside the page. Called first of all in a press: the browser forgets the click behind a pause. */
function openPanel(tab: Tab): Promise<boolean> {
  try {
    const { sidePanel, sidebarAction } = api;
    if (sidePanel) return sidePanel.open({ windowId: tab.windowId }).then(() => true, () => false);
    // A popup's window opens no sidebar and says nothing about it.
    if (sidebarAction) return sidebarAction.open().then(() => sidebarAction.isOpen({ windowId: tab.windowId })).catch(() => false);
    return Promise.resolve(false);
  } catch {
    return Promise.resolve(false);
  }
}

async function press(tab: Tab, part: Part | "toggle", opening: Promise<boolean>): Promise<void> {
  if (tab.id === undefined) return;
  const message: Press = { type: "press", part, at: Date.now() };
  const target = { tabId: tab.id };
  problems.delete(tab.id);
  // Not awaited: the engine starts while the page is read.
  void start().catch(() => undefined);
  let isOn: unknown;
  try {
    await api.scripting.executeScript({ target, files: ["content.js"] });
    isOn = await api.tabs.sendMessage(tab.id, message, { frameId: 0 });
  } catch (error) {
    await tell(tab.id, null, `Extensions may not read this page (${lineOf(error)})`);
    const announcement: Announcement = { type: "announce", tab: tab.id };
    // No panel may be open.
    api.runtime.sendMessage(announcement).catch(() => undefined);
    return;
  }
  if (isOn && !(await opening)) await api.scripting.executeScript({ target, files: ["inpage.js"] });
}

/** Says on the button how many claims there are, or why there are none. */
async function tell(tabId: number, count: number | null, problem?: string, progress?: number): Promise<void> {
  if (problem) problems.set(tabId, problem);
  else problems.delete(tabId);
  const text = problem ? "!" : progress !== undefined ? `${Math.round(progress * 100)}%` : count === null ? "" : String(count);
  try {
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title: problem ?? (count === null ? TITLE : `${count} ${count === 1 ? "claim" : "claims"} on this page`) });
  } catch {
    // The tab was closed.
  }
}

/** What the storage answers, or in one line why it does not: it may be full, or refused. */
async function kept(act: () => Promise<Ticks>): Promise<KeptAnswer> {
  try {
    return { ticks: await act() };
  } catch (error) {
    return { error: lineOf(error) };
  }
}

async function answer(request: Request, sender: Sender): Promise<unknown> {
  const tabId = sender.tab?.id;
  switch (request.type) {
    case "scan":
      return scan(request.text, request.date);
    case "target":
      return faultOf(request.target);
    case "badge":
      return tabId === undefined ? undefined : tell(tabId, request.count, request.problem, request.progress);
    case "style":
      return tabId === undefined ? undefined : style(tabId, request.on);
    case "ticks":
      return kept(() => ticksOf(request.address, sender));
    case "tick":
      return kept(() => setTick(request.address, request.key, request.status, sender));
    case "sheet":
      return Promise.all(["style.css", "panel.css"].map(async (name) => (await fetch(api.runtime.getURL(name))).text())).then((sheets) => sheets.join("\n"));
    case "problem":
      return problems.get(request.tab) ?? null;
    default:
      return undefined;
  }
}

/**
 * The marks' style in a tab: neither the page nor its policy sees it. As the person's own style it reaches shadow trees in
 * Firefox. Chromium takes washes from an author's style alone; there a shadow tree inherits them.
 */
async function style(tabId: number, on: boolean): Promise<void> {
  const origins = ["USER", "AUTHOR"] as const;
  const target = { tabId, allFrames: true };
  // Taken away before it is given: twice the same style would be one too many later.
  await Promise.all(STYLES.flatMap((css) => origins.map((origin) => api.scripting.removeCSS({ target, css, origin }))));
  if (!on) return;
  const css = await marksStyle();
  await Promise.all(origins.map((origin) => api.scripting.insertCSS({ target, css, origin })));
}

api.runtime.onMessage.addListener((message, sender, respond) => {
  const request = message as Request | { type: "announce" };
  if (request.type === "announce") return undefined;
  void answer(request, sender).then(respond, (error: unknown) => {
    console.error(error);
    respond(undefined);
  });
  return true;
});

// Pages hold a port so that they learn when the extension is gone; there is nothing to say on it.
api.runtime.onConnect.addListener(() => undefined);

api.action.onClicked.addListener((tab) => void press(tab, "toggle", openPanel(tab)));

api.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
  if (tab) void press(tab, menuItemId === "selection" ? "selection" : "article", openPanel(tab));
});

function install(): void {
  void api.contextMenus.removeAll().then(() => {
    api.contextMenus.create({ id: "page", title: "Mark claims on this page", contexts: ["page"] });
    api.contextMenus.create({ id: "selection", title: "Check selection", contexts: ["selection"] });
  });
  void api.action.setBadgeBackgroundColor({ color: BRAND });
  void api.action.setBadgeTextColor?.({ color: "#ffffff" });
  void register();
}

api.runtime.onInstalled.addListener(install);
api.runtime.onStartup.addListener(install);
api.permissions.onAdded.addListener(() => void register());
api.permissions.onRemoved.addListener(() => void register());
