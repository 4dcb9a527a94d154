// Runs in a page once its button was pressed, or on a site where that was asked for once and for all. Nothing of it can
// be seen from the page's own scripts.

import { api, type Port } from "./api.js";
import { announce, isAlive } from "./host.js";
import { type FromPanel, PANEL, type Press, type State, type ToPanel } from "./messages.js";
import { obey } from "./obey.js";
import { disown } from "./read.js";
import { Session } from "./session.js";

/** Claims, or sums, in a message. */
const SLICE = 2000;

/** What the other scripts of the extension find in this page's isolated world. */
export interface Page {
  readonly session: Session;
  /** An element of ours in the page, which is no part of it. */
  disown(element: Element): void;
  /** When each panel that is open now was opened: those beside by their ports, the one in the page by itself. */
  readonly panels: Map<object, number>;
  isAlive(): boolean;
  dispose(): void;
}

const world = globalThis as { tickmarkPage?: Page | undefined };

function begin(): Page {
  const session = new Session();
  const panels = new Map<object, number>();

  const pressed = (message: unknown, _: unknown, respond: (isOn: boolean) => void): undefined => {
    const { type, part, at } = message as Press;
    if (type !== "press") return;
    const isOpen = [...panels.values()].some((opened) => opened < at);
    if (part !== "toggle") void session.start(part).then(announce);
    else if (!session.isOn || session.hasFailed) void session.start("article").then(announce);
    else if (isOpen) void session.stop();
    else announce();
    respond(session.isOn);
  };

  const connected = (port: Port): void => {
    if (port.name !== PANEL) return;
    panels.set(port, Date.now());
    const tell = (message: ToPanel): void => port.postMessage(message);
    let told: State["claims"] | undefined;
    const leave = session.subscribe({
      changed({ text, claims, checks, ...state }) {
        if (claims !== told) {
          told = claims;
          tell({ type: "text", text });
          for (let at = 0; at < claims.length; at += SLICE) tell({ type: "claims", claims: claims.slice(at, at + SLICE) });
          for (let at = 0; at < checks.length; at += SLICE) tell({ type: "checks", checks: checks.slice(at, at + SLICE) });
        }
        tell({ type: "state", state });
      },
      selected: (index) => tell({ type: "select", index: index ?? null }),
      hovered: (index) => tell({ type: "hover", index: index ?? null }),
    });
    port.onDisconnect.addListener(() => {
      panels.delete(port);
      leave();
    });
    port.onMessage.addListener((message) => obey(session, message as FromPanel));
  };

  api.runtime.onMessage.addListener(pressed);
  api.runtime.onConnect.addListener(connected);
  // When the extension is removed or replaced, this port closes and nobody is left to ask. It closes as well when the
  // background is put to sleep; then all goes on.
  const life = api.runtime.connect({ name: "life" });
  life.onDisconnect.addListener(() => setTimeout(() => !isAlive() && void session.stop(), 0));

  return {
    session,
    disown,
    panels,
    isAlive,
    dispose() {
      void session.stop();
    },
  };
}

if (!world.tickmarkPage?.isAlive()) {
  // What an older installation has left behind in this page.
  world.tickmarkPage?.dispose();
  world.tickmarkPage = begin();
}
