// The settings page.

import { el } from "../ui/dom.js";
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

async function showLinks(): Promise<void> {
  const parts = { groups: document.getElementById("groups") as HTMLFieldSetElement, form: document.getElementById("targets") as HTMLFormElement };
  new LinkSettings(parts, (await settings()).links, {
    check(target) {
      const request: Request = { type: "target", target };
      return api.runtime.sendMessage(request) as Promise<string | null>;
    },
    save: (links) => change({ links }).then(() => true, () => false),
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

print.addEventListener("change", () => void change({ print: print.checked }));
forget.addEventListener("click", () => void forgetTicks().then(show));
api.permissions.onAdded.addListener(() => void show());
api.permissions.onRemoved.addListener(() => void show());
void show();
void showLinks();
