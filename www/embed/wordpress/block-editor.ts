// The block editor: the panel beside the post, a line in the post's settings, and a reminder before it is published.

import { canvas, watchCanvas } from "./canvas.js";
import { whenBack } from "./returning.js";
import { Review } from "./review.js";
import { openLine, show } from "./view.js";
import type { Rendered } from "./wp.js";

const { __ } = wp.i18n;
const { createElement, Fragment, useEffect, useRef, useState } = wp.element;

const PLUGIN = "tickmark";
const SIDEBAR = "claims";

let review: Review | undefined;

/** The review of the post that is edited, from the moment when the editor knows which that is. */
function theReview(): Review | undefined {
  if (review) return review;
  const editor = wp.data.select("core/editor");
  const post = editor.getCurrentPostId();
  if (!post) return undefined;
  const begun = new Review(post, {
    adapters: [canvas],
    date: () => String(editor.getEditedPostAttribute("date") ?? "").slice(0, 10) || undefined,
  });
  review = begun;
  watchCanvas((element) => begun.follow(element), new AbortController().signal);
  // When the post is saved with other words around a claim, its status is stored with these.
  let wasSaving = false;
  wp.data.subscribe(() => {
    const isSaving = editor.isSavingPost() && !editor.isAutosavingPost();
    if (wasSaving && !isSaving && editor.didPostSaveRequestSucceed()) begun.save();
    wasSaving = isSaving;
  });
  whenBack(() => void begun.load());
  addEventListener("beforeunload", (event) => {
    if (begun.leave()) event.preventDefault();
  });
  return begun;
}

/** Draws a component anew whenever the review has changed. */
function useReview(): Review | undefined {
  const [, again] = useState(0);
  const current = theReview();
  useEffect(() => {
    const listener = (): void => again((count) => count + 1);
    if (!current) return wp.data.subscribe(() => theReview() && listener());
    current.addEventListener("change", listener);
    return () => current.removeEventListener("change", listener);
  }, [current]);
  return current;
}

function Claims(): Rendered {
  const place = useRef<HTMLElement | null>(null);
  const current = theReview();
  useEffect(() => {
    const owner = new AbortController();
    if (place.current && current) show(place.current, current, owner.signal);
    return () => owner.abort();
  }, [current]);
  return createElement("div", { ref: place, className: "tickmark-claims" });
}

function OpenLine(): Rendered {
  const current = useReview();
  if (!current) return null;
  return createElement(
    Fragment,
    null,
    createElement("p", { className: "tickmark-open" }, openLine(current)),
    createElement(wp.components.Button, { variant: "secondary", onClick: open }, __("Show the claims", "tickmark")),
  );
}

function open(): void {
  wp.data.dispatch("core/edit-post").openGeneralSidebar(`${PLUGIN}/${SIDEBAR}`);
}

function Everything(): Rendered {
  const panels = { ...wp.editPost, ...(wp.editor?.PluginSidebar ? wp.editor : {}) };
  const { PluginSidebar, PluginSidebarMoreMenuItem, PluginDocumentSettingPanel, PluginPrePublishPanel } = panels;
  if (!PluginSidebar || !PluginSidebarMoreMenuItem || !PluginDocumentSettingPanel || !PluginPrePublishPanel) return null;
  const title = __("Claims to check", "tickmark");
  return createElement(
    Fragment,
    null,
    createElement(PluginSidebar, { name: SIDEBAR, title, icon: ICON }, createElement(Claims, null)),
    createElement(PluginSidebarMoreMenuItem, { target: SIDEBAR, icon: ICON }, title),
    createElement(PluginDocumentSettingPanel, { name: "tickmark-open", title }, createElement(OpenLine, null)),
    createElement(PluginPrePublishPanel, { title, initialOpen: true }, createElement(OpenLine, null)),
  );
}

const ICON = createElement(
  "svg",
  { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": true, focusable: false },
  createElement("path", { d: "M4 13.5l5 5L20 6", fill: "none", stroke: "currentColor", strokeWidth: 2.5, strokeLinecap: "round", strokeLinejoin: "round" }),
);

// The text is marked whether a panel is open or not.
const waiting = wp.data.subscribe(() => {
  if (theReview()) waiting();
});
wp.plugins.registerPlugin(PLUGIN, { icon: ICON, render: Everything });
