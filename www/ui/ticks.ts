// What a person found out about a claim, and the buttons to say it. Tickmark gives no verdict; these are the person's.

import { el } from "./dom.js";

export type Status = "checked" | "doubtful" | "wrong";

export const STATUS: Record<Status, { sign: string; label: string }> = {
  checked: { sign: "✓", label: "Checked" },
  doubtful: { sign: "?", label: "Doubtful" },
  wrong: { sign: "✗", label: "Wrong" },
};

/** The buttons; the one that is pressed lets go when it is pressed again. */
export function ticks(status: Status | undefined, set: (status: Status | undefined) => void): HTMLElement {
  const group = el("div", { class: "ticks", role: "group", "aria-label": "What you found" });
  for (const [name, { sign, label }] of Object.entries(STATUS) as [Status, { sign: string; label: string }][]) {
    const button = el("button", { type: "button", "data-status": name, "aria-pressed": String(status === name) }, el("span", { "aria-hidden": "true" }, sign), ` ${label}`);
    button.addEventListener("click", () => set(status === name ? undefined : name));
    group.append(button);
  }
  return group;
}

/** The sign in a claim's entry. */
export function tickSign(status: Status): HTMLElement {
  return el("span", { class: `tick ${status}` }, `${STATUS[status].sign} ${STATUS[status].label}`);
}
