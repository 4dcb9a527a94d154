// The panel beside the pages: Chromium's side panel, Firefox's sidebar. Follows the tab that is in front.

import type { Check, Claim } from "../engine/protocol.js";
import { el } from "../ui/dom.js";
import { api, type Port } from "./api.js";
import { type Announcement, type FromPanel, PANEL, type ToPanel } from "./messages.js";
import { patternOf } from "./sites.js";
import { PanelView } from "./view.js";

const PRESS = "Press the Tickmark button to mark the claims on this page.";

const view = new PanelView({ send: (message) => send(message) });
const always = el("button", { type: "button", class: "always", hidden: "" });
const settings = el("button", { type: "button", class: "settings" }, "Settings");
document.body.append(view.element, el("footer", {}, always, settings));

let port: Port | undefined;
let tab: number | undefined;
let site: string | undefined;
let text = "";
let claims: readonly Claim[] = [];
let checks: readonly Check[] = [];

function send(message: FromPanel): void {
  port?.postMessage(message);
}

async function follow(): Promise<void> {
  const { id } = await api.windows.getCurrent();
  const [front] = await api.tabs.query({ active: true, ...(id === undefined ? { currentWindow: true } : { windowId: id }) });
  attach(front?.id);
}

/** Shows a tab's claims, where it has any. */
function attach(id: number | undefined): void {
  port?.disconnect();
  port = undefined;
  tab = id;
  offer(undefined);
  if (id === undefined) {
    view.idle(PRESS);
    return;
  }
  const opened = api.tabs.connect(id, { name: PANEL, frameId: 0 });
  port = opened;
  opened.onMessage.addListener((message) => {
    if (port === opened) heard(message as ToPanel);
  });
  opened.onDisconnect.addListener(() => {
    // Read, so that the browser does not log it: a page that was not pressed has nobody to answer.
    void api.runtime.lastError;
    if (port !== opened) return;
    port = undefined;
    void explain(id);
  });
}

async function explain(id: number): Promise<void> {
  const problem = (await api.runtime.sendMessage({ type: "problem", tab: id })) as string | null;
  if (tab === id && !port) view.idle(problem ? "" : PRESS, problem ?? undefined);
  offer(undefined);
}

function heard(message: ToPanel): void {
  switch (message.type) {
    case "text":
      text = message.text;
      claims = [];
      checks = [];
      break;
    case "claims":
      claims = [...claims, ...message.claims];
      break;
    case "checks":
      checks = [...checks, ...message.checks];
      break;
    case "state":
      if (message.state.on) view.show({ ...message.state, text, claims, checks });
      else view.idle(PRESS);
      offer(message.state.on ? message.state.address : undefined);
      break;
    case "select":
      view.select(message.index ?? undefined);
      break;
    case "hover":
      view.hover(message.index ?? undefined);
      break;
  }
}

/** Offers to mark a site always. */
function offer(address: string | undefined): void {
  site = address && patternOf(address);
  always.hidden = site === undefined;
  if (site === undefined) return;
  const asked = site;
  always.textContent = `Always on ${new URL(address ?? "").hostname}`;
  void api.permissions.getAll().then(({ origins }) => {
    if (site === asked) always.hidden = origins?.includes(asked) ?? false;
  });
}

always.addEventListener("click", () => {
  if (!site) return;
  // Asked first of all: the browser forgets the click behind the first pause.
  void api.permissions.request({ origins: [site] }).then((granted) => {
    if (granted) always.hidden = true;
  });
});
settings.addEventListener("click", () => void api.runtime.openOptionsPage());

api.runtime.onMessage.addListener((message, sender) => {
  const { type, tab: told } = message as Announcement;
  if (type === "announce" && tab !== undefined && (told ?? sender.tab?.id) === tab) attach(tab);
  return undefined;
});
// A page that is left takes its claims along.
api.tabs.onUpdated.addListener((id, { status }) => {
  if (id === tab && status === "loading") attach(id);
});
api.tabs.onActivated.addListener(() => void follow());
void follow();
