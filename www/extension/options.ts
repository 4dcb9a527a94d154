// The settings page.

import { el } from "../ui/dom.js";
import { choicesOf } from "../ui/choices.js";
import { LinkSettings } from "../ui/links.js";
import { api } from "./api.js";
import type { Request } from "./messages.js";
import { change, settings } from "./settings.js";
import { sites } from "./sites.js";
import { forgetTicks, tickedPages } from "./ticks.js";

const list = document.getElementById("sites") as HTMLUListElement;
const print = document.getElementById("print") as HTMLInputElement;
const pages = document.getElementById("pages") as HTMLElement;
const forget = document.getElementById("forget") as HTMLButtonElement;

const problem = document.getElementById("problem") as HTMLElement;

/** Does what the person asked for, or says in one line, until something succeeds, why it could not be done. */
async function attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    problem.hidden = true;
    return true;
  } catch (error) {
    problem.textContent = `${what}: ${error instanceof Error ? error.message : String(error)}.`;
    problem.hidden = false;
    return false;
  }
}

async function showLinks(): Promise<void> {
  const parts = { groups: document.getElementById("groups") as HTMLFieldSetElement, form: document.getElementById("targets") as HTMLFormElement };
  // Without what is kept, the page shows what holds then: the defaults.
  const links = await settings().then(({ links }) => links, () => choicesOf(undefined));
  new LinkSettings(parts, links, {
    check(target) {
      const request: Request = { type: "target", target };
      return api.runtime.sendMessage(request) as Promise<string | null>;
    },
    save: (links) => attempt("The setting is not kept", () => change({ links })),
  });
}

async function show(): Promise<void> {
  const patterns = await sites();
  const entries = patterns.map((pattern) => {
    const button = el("button", { type: "button" }, "Take back");
    button.addEventListener("click", () => void api.permissions.remove({ origins: [pattern] }));
    return el("li", {}, el("span", {}, pattern.replace(/^\*:\/\/|\/\*$/g, "")), " ", button);
  });
  list.replaceChildren(...(entries.length > 0 ? entries : [el("li", {}, "None. Ask for a site in the panel beside its page.")]));
  print.checked = (await settings()).print;
  const count = (await tickedPages()).length;
  pages.textContent = count === 1 ? "You have ticked claims on 1 page." : `You have ticked claims on ${count} pages.`;
  forget.disabled = count === 0;
}

const UNREAD = "What this browser keeps cannot be read";

print.addEventListener("change", () => void attempt("The setting is not kept", () => change({ print: print.checked })));
forget.addEventListener("click", () => void attempt("The ticks could not be forgotten", () => forgetTicks().then(show)));
api.permissions.onAdded.addListener(() => void attempt(UNREAD, show));
api.permissions.onRemoved.addListener(() => void attempt(UNREAD, show));
void attempt(UNREAD, show);
void showLinks();
