// What a person found out about a claim, and the buttons to say it. Tickmark gives no verdict; these are the person's.

import { el } from "./dom.js";

/** A claim without one is still to check. */
export type Status = "checked" | "wrong" | "unverifiable";

export const STATUS: Record<Status, { sign: string; label: string }> = {
  checked: { sign: "✓", label: "Checked" },
  wrong: { sign: "✗", label: "Wrong" },
  unverifiable: { sign: "?", label: "Cannot be checked" },
};

/** A status as it was stored, or undefined where it is none. */
export function statusFrom(stored: unknown): Status | undefined {
  return typeof stored === "string" && Object.hasOwn(STATUS, stored) ? (stored as Status) : undefined;
}

/** The buttons; the one that is pressed lets go when it is pressed again. */
export function ticks(status: Status | undefined, set: (status: Status | undefined) => void): HTMLElement {
  const group = el("div", { class: "ticks", role: "group", "aria-label": "What you found" });
  for (const [name, { sign, label }] of Object.entries(STATUS) as [Status, { sign: string; label: string }][]) {
    const button = el("button", { type: "button", "data-status": name, "aria-pressed": "false" }, el("span", { "aria-hidden": "true" }, sign), ` ${label}`);
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") === "true" ? undefined : name));
    group.append(button);
  }
  press(group, status);
  return group;
}

/** Shows `status` as the pressed button of a group that `ticks` made. */
export function press(group: Element, status: Status | undefined): void {
  for (const button of group.querySelectorAll<HTMLElement>("button[data-status]")) button.setAttribute("aria-pressed", String(button.dataset["status"] === status));
}

/** The sign in a claim's entry. */
export function tickSign(status: Status): HTMLElement {
  return el("span", { class: `tick ${status}` }, el("span", { "aria-hidden": "true" }, STATUS[status].sign), ` ${STATUS[status].label}`);
}
