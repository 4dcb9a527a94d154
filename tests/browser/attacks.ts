// Pages that mean harm. Each says in `window.harm`, a plain string, what of ours it got hold of.

import { FIXTURES } from "./fixtures.js";

const ARTICLE = `<article><h1>Ferry pier of Sundvik closed</h1>
<p id="first">The ferry pier of Sundvik lost nearly €40 million in March 2027, and some 210 passengers had to wait, Ida Holm told the board.</p>
<p>“We had 60 people on the quay and no roof to put over them,” she said, and nobody in the hall had an answer to that.</p>
<p>By the end of 2029 the pier is to carry 85% of the old traffic, with 1,400 crossings in each season, the owners wrote.</p></article>`;

function page(head: string, body = ARTICLE): { body: string } {
  return { body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sundvik Post</title><script>window.harm = "";${head}</script></head><body>${body}</body></html>` };
}

/** What anybody may call is replaced by what tells and throws. Kept apart, so that the test can still read. */
const OVERWRITE = `
const say = Range.prototype.toString;
window.texts = () => {
  const found = [];
  let at = 0;
  for (const [name, marks] of CSS.highlights) if (name !== "tickmark-current") for (const mark of marks) found[at++] = Reflect.apply(say, mark, []);
  return found;
};
const trap = (owner, name) => {
  const bad = function () { harm += name + " "; throw new Error("the page's " + name); };
  Object.defineProperty(owner, name, { value: bad, writable: true, configurable: true });
};
for (const name of ["Range", "StaticRange", "TreeWalker", "NodeIterator", "MutationObserver", "Proxy"]) trap(window, name);
for (const name of ["setStart", "setEnd", "cloneRange", "toString", "getClientRects", "intersectsNode"]) trap(Range.prototype, name);
for (const name of ["createRange", "createTreeWalker", "createElement", "querySelectorAll", "addEventListener"]) trap(Document.prototype, name);
for (const name of ["parse", "stringify"]) trap(JSON, name);
for (const name of ["map", "push", "filter", "flatMap", "forEach", "join", "slice", "concat", "entries", "at"]) trap(Array.prototype, name);
for (const name of ["get", "set", "has", "add"]) trap(name === "add" ? Set.prototype : Map.prototype, name);
trap(Highlight.prototype, "add");
trap(HighlightRegistry.prototype, "set");
trap(window, "Highlight");
trap(window, "getComputedStyle");
trap(window, "requestAnimationFrame");
trap(Node.prototype, "getRootNode");
trap(Element.prototype, "attachShadow");
Object.defineProperty(Object.prototype, "type", { set() { harm += "type "; }, configurable: true });`;

/** Says what the extension says, by every way that a page has. */
const FORGE = `
for (const message of [
  { type: "press", part: "page", at: 0 },
  { type: "style", on: true },
  { type: "tick", address: location.href, key: "forged", status: "wrong" },
  { type: "scan", text: "5%" },
  { type: "announce" },
  { type: "off" },
]) {
  postMessage(message, "*");
  document.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  dispatchEvent(new MessageEvent("message", { data: message, source: window }));
  try { new BroadcastChannel("tickmark-panel").postMessage(message); } catch {}
  try { (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(message); harm += "sendMessage "; } catch {}
  try { (globalThis.browser ?? globalThis.chrome).runtime.connect({ name: "tickmark-panel" }); harm += "connect "; } catch {}
}
for (const name of ["tickmarkPage", "tickmarkPanel"]) {
  if (window[name] !== undefined) harm += name;
  Object.defineProperty(window, name, { get() { harm += "get " + name; return undefined; }, set() { harm += "set " + name; } });
}`;

/** Changes something beside the article as often as it can, until it is told to stop. */
const FLOOD = `
window.rounds = 0;
window.flooding = true;
addEventListener("DOMContentLoaded", () => {
  const box = document.body.appendChild(document.createElement("div"));
  const round = () => {
    if (!flooding) { box.remove(); return; }
    rounds += 1;
    for (let n = 0; n < 40; n += 1) { box.append(document.createElement("i")); box.className = "c" + n; }
    box.replaceChildren();
    setTimeout(round, 0);
  };
  round();
});`;

/** Takes its text away and puts another like it there as often as it can, until it is told to stop. */
const DELETE = `
window.rounds = 0;
window.deleting = true;
addEventListener("DOMContentLoaded", () => {
  const article = document.querySelector("article");
  const whole = article.innerHTML;
  const round = () => {
    rounds += 1;
    article.replaceChildren();
    if (deleting && rounds % 3 > 0) article.append("Nothing.");
    else article.innerHTML = whole;
    if (deleting) setTimeout(round, 0);
  };
  round();
});`;

const LOOKALIKE = `<article><h1>Notes on markup in Sundvik</h1>
<p>The editor typed &lt;img src=x onerror="harm='img'"&gt; and &lt;script&gt;harm='script'&lt;/script&gt; 35 times in May 2027, Ida Holm told the board.</p>
<p>“&lt;b onclick='harm='click''&gt;We had 60 people&lt;/b&gt; &amp;lt; {&quot;type&quot;:&quot;off&quot;}” was what she had written, and “=HYPERLINK(1)” came behind it, she said.</p>
<p>{"type":"tick","index":0,"status":"wrong"} stood in 12 of the 90 lines, and javascript:harm='url' in 4 of them, the owners wrote.</p></article>`;

Object.assign(FIXTURES, {
  "/overwritten": () => page(OVERWRITE),
  "/forged": () => page(FORGE),
  "/flood": () => page(FLOOD),
  "/deleting": () => page(DELETE),
  "/lookalike": () => page("", LOOKALIKE),
  "/victim": () => page(""),
  "/many": () => page(`addEventListener("DOMContentLoaded", () => { const box = document.createElement("div"); for (let n = 0; n < 50000; n += 1) { const i = document.createElement("i"); i.append("a "); box.append(i); } document.body.append(box); window.nodes = document.querySelectorAll("*").length; });`),
  "/deep": () =>
    page(`addEventListener("DOMContentLoaded", () => { let at = document.querySelector("article"); for (let n = 0; n < 10000; n += 1) { const inner = document.createElement("span"); inner.style.display = "contents"; at.append(inner); at = inner; } at.append(" At the very bottom of it, 77 stairs were counted by Bo Lind."); });`),
  "/frame": () =>
    page(
      `addEventListener("DOMContentLoaded", () => { const inner = document.querySelector("iframe").contentWindow; inner.Highlight = class { constructor() { throw new Error("the frame's"); } }; });`,
      `${ARTICLE}<iframe srcdoc="<p>In the frame, 17 cranes were sold for €3 million in 2026, and nobody said a word about it, Bo Lind wrote.</p>"></iframe>`,
    ),
});
