// The panel in the page itself, in a closed shadow root, for browsers and windows where none opens beside it. It is the
// one thing of the extension that a page's scripts can notice: one element, gone when the panel is closed.

import type { Page } from "./content.js";
import { sheet } from "./host.js";
import { obey } from "./obey.js";
import { PanelView } from "./view.js";

interface World {
  tickmarkPage?: Page;
  tickmarkPanel?: { close(): void } | undefined;
}

const world = globalThis as World;

async function open(page: Page): Promise<void> {
  const host = document.createElement("div");
  page.disown(host);
  host.style.cssText = "all: initial; color-scheme: light dark; position: fixed; inset: 0 0 0 auto; width: min(24rem, 100vw); z-index: 2147483647;";
  const root = host.attachShadow({ mode: "closed" });
  const style = new CSSStyleSheet();
  style.replaceSync((await sheet()).replaceAll(":root", ":host"));
  root.adoptedStyleSheets = [style];
  const view = new PanelView({ send: (message) => obey(page.session, message), close });
  root.append(view.element);
  document.documentElement.append(host);
  page.panels.set(host, Date.now());
  const leave = page.session.subscribe({
    changed: (state) => (state.on ? view.show(state) : close()),
    selected: (index) => view.select(index),
    hovered: (index) => view.hover(index),
  });
  function close(): void {
    leave();
    host.remove();
    page.panels.delete(host);
    world.tickmarkPanel = undefined;
  }
  world.tickmarkPanel = { close };
}

if (world.tickmarkPage && !world.tickmarkPanel) void open(world.tickmarkPage);
