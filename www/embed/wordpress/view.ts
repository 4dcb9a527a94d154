// The panel: how many claims there are, what is wrong, and the list. In a shadow tree, so that neither WordPress's styles
// nor ours reach the other's.

import { el } from "../../ui/dom.js";
import { summary } from "../../ui/format.js";
import { lostItem } from "../../ui/lost.js";
import { Panel } from "../../ui/panel.js";
import type { Review } from "./review.js";
import type { Said } from "./said.js";
import { asset } from "./wp.js";

const { __, _n, sprintf } = wp.i18n;

/** "7 claims not yet checked", and what there is to say instead. */
export function openLine(review: Review): string {
  const { open } = review;
  if (open === undefined) return review.problem || __("The claims are read in the visual editor.", "tickmark");
  if (review.claims.length === 0) return __("No claims to check.", "tickmark");
  if (open === 0) return __("No claims left to check.", "tickmark");
  return sprintf(_n("%d claim not yet checked", "%d claims not yet checked", open, "tickmark"), open);
}

/** Shows a review in `host` until `signal` aborts. */
export function show(host: HTMLElement, review: Review, signal: AbortSignal): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const status = el("p", { id: "status", role: "status", "aria-live": "polite" });
  const left = el("p", { class: "left" });
  const problem = el("p", { id: "problem", role: "alert" });
  const retry = el("button", { type: "button" }, __("Try again", "tickmark"));
  const wrong = el("div", { class: "failure", hidden: "" }, problem, retry);
  const lost = el("p", { class: "soft" });
  const losses = el("ul", { class: "lost" });
  const gone = el("div", { class: "gone", hidden: "" }, lost, losses);
  const list = el("div", { id: "panel" });
  // Not every WordPress has a heading over its sidebar, under which those of the claims can stand.
  const heading = el("h2", { class: "unseen" }, __("Claims to check", "tickmark"));
  root.replaceChildren(el("link", { rel: "stylesheet", href: asset("panel.css") }), el("div", { class: "tickmark" }, heading, wrong, left, status, list, gone));

  let shown = "";
  let selected: string | undefined;
  const panel = new Panel(list, {
    onSelect(index) {
      selected = index === undefined ? undefined : review.claims[index]?.id;
      panel.select(index, true);
      review.select(selected);
    },
    statusOf: (index) => review.claims[index]?.status,
    onStatus(index, status) {
      const id = review.claims[index]?.id;
      if (id !== undefined) review.say(id, status);
    },
  });

  let listed = "";
  const drawLost = (said: readonly Said[]): void => {
    // A list that stays as it is keeps the keyboard where it is.
    const now = JSON.stringify(said);
    if (now === listed) return;
    listed = now;
    gone.hidden = said.length === 0;
    lost.textContent = sprintf(
      _n("%d claim with a status is no longer in the text. Its status is kept, in case that its words come back.", "%d claims with a status are no longer in the text. Their statuses are kept, in case that their words come back.", said.length, "tickmark"),
      said.length,
    );
    const items = said.map(({ key, anchor, status }) => {
      // Each by itself: another tab's text may hold some of them.
      const forget = el("button", { type: "button", "aria-label": sprintf(__("Forget what was found of %s", "tickmark"), anchor.quote.slice(0, 60)) }, __("Forget", "tickmark"));
      forget.addEventListener("click", () => review.forget(key), { signal });
      return lostItem(anchor, status, el("div", { class: "tools" }, forget));
    });
    const hadKeyboard = losses.contains(root.activeElement);
    losses.replaceChildren(...items);
    if (hadKeyboard) losses.querySelector("button")?.focus();
  };
  const draw = (): void => {
    const { claims, text, checks } = review;
    left.textContent = openLine(review);
    status.textContent = claims.length > 0 ? `${summary(claims)}.` : "";
    wrong.hidden = review.problem === "";
    if (problem.textContent !== review.problem) problem.textContent = review.problem;
    drawLost(review.isLive ? review.lost : []);
    // While a person writes, most reports hold the same claims: then only the statuses are drawn.
    const now = JSON.stringify([text, claims.map(({ id }) => id)]);
    if (now === shown) {
      panel.refresh();
      return;
    }
    shown = now;
    panel.show(text, claims, () => true, { checks });
    const index = claims.findIndex(({ id }) => id === selected);
    if (index >= 0) panel.select(index, false);
  };
  review.addEventListener("change", draw, { signal });
  // A mark in the text was pressed.
  review.addEventListener(
    "select",
    () => {
      selected = review.selected;
      const index = review.claims.findIndex(({ id }) => id === selected);
      panel.select(index < 0 ? undefined : index, false);
    },
    { signal },
  );
  retry.addEventListener("click", () => review.retry(), { signal });
  draw();
}
