// The classic editor: the panel below the text, which is TinyMCE's frame or, in its tab "Text", a textarea.

import { whenBack } from "./returning.js";
import { Review } from "./review.js";
import { openLine, show } from "./view.js";

interface TinyMce {
  id: string;
  initialized?: boolean;
  isHidden(): boolean;
  on(event: string, heard: () => void): void;
}

interface TinyMceManager {
  get(id: string): TinyMce | null;
  on(event: "AddEditor", heard: (event: { editor: TinyMce }) => void): void;
}

/** The id of the post's text in WordPress. */
const CONTENT = "content";

function begin(): void {
  const place = document.getElementById("tickmark-panel");
  const post = Number(place?.dataset["post"]);
  if (!place || !post) return;
  const review = new Review(post);
  show(place, review, new AbortController().signal);
  remind(review);

  const { tinymce } = globalThis as { tinymce?: TinyMceManager };
  const field = document.getElementById(CONTENT);
  const look = (): void => {
    const editor = tinymce?.get(CONTENT);
    review.follow(editor && editor.initialized && !editor.isHidden() ? editor : (field ?? undefined));
  };
  const attend = (editor: TinyMce): void => {
    if (editor.id !== CONTENT) return;
    for (const event of ["init", "show", "hide", "remove"]) editor.on(event, () => setTimeout(look));
  };
  const there = tinymce?.get(CONTENT);
  if (there) attend(there);
  tinymce?.on("AddEditor", ({ editor }) => attend(editor));
  look();

  // The page is left with the form: what is not stored by then is sent along.
  document.getElementById("post")?.addEventListener("submit", () => review.save(true));
  whenBack(() => void review.load());
  addEventListener("beforeunload", (event) => {
    if (review.leave()) event.preventDefault();
  });
}

/** Says in the box with the button "Publish" how many claims are open. */
function remind(review: Review): void {
  const actions = document.getElementById("misc-publishing-actions");
  if (!actions) return;
  const line = document.createElement("div");
  line.className = "misc-pub-section tickmark-open";
  actions.append(line);
  const draw = (): void => {
    line.textContent = openLine(review);
  };
  review.addEventListener("change", draw);
  draw();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
