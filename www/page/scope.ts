// Which blocks of a page are its article. Reads the live elements; changes none.
//
// The article is the element for which prose, less all other text, is greatest. Within it, what is named or marked up
// as something else (navigation, comments, captions, bylines) is left out, as are lists of links and short lines that
// are no heading. Everything is a weight or a rule on kinds of markup: no site is named.

import type { Block } from "./collect.js";

/** Elements that hold something beside the article, by their meaning in HTML and ARIA. */
const BESIDE_TAGS = new Set(["nav", "footer", "aside", "form", "button", "figcaption", "menu", "label", "fieldset", "dialog", "address"]);
const BESIDE_ROLES = new Set([
  "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "alert", "status", "button",
]);
/** Names that authors give to what stands beside the article. */
const BESIDE_NAMES =
  /(?:^|[-_ ])(?:nav|navbar|navigation|breadcrumbs?|menu|footer|sidebar|aside|related|recirc|recirculation|recommend\w*|promo\w*|sponsor\w*|newsletters?|subscri\w*|sign-?up|paywall|share|sharing|sharebar|social|comments?|disqus|discussion|replies|tags?|taglist|topics|keywords|byline|author|authors|bio|dateline|timestamp|pubdate|published|caption|captions|credits?|ads?|advert\w*|adslot|outbrain|taboola|cookie\w*|consent|gdpr|modal|popup|overlay|toolbar|pagination|pager|more-?on|read-?more|most-?read|most-?popular|popular|trending|latest|teasers?|excerpts?|gallery|galleries|slideshow|carousel|slider|references|footnotes|widget|copyright|disclaimer|correction|feedback|rating|poll|quiz|login|account|search|skip|hidden|visually-hidden|sr-only|screen-reader\w*)(?=$|[-_ ])/i;
/** Names of the article itself: they outweigh the names above in the same element. */
const BODY_NAMES = /article-?(?:body|content|text)|(?:^|[-_ ])(?:articlebody|story-?body|story-?text|post-?content|entry-?content|body-?content|body-?text|main-?content)(?=$|[-_ ])/i;

/** Characters from which a block can be prose. */
const PROSE = 80;
/** The share of links from which a block is a list of links. */
const LINKED = 0.5;
/** An element that holds this share of the page's prose is not beside the article, whatever it is called, unless what
 * is left is an article's worth. */
const HOLDS = 0.5;
/** Characters of prose that may be an article. */
const WORTH = 1200;
/** A linked heading and its teaser hold no more prose than this. */
const TEASER = 500;

interface Place {
  element: Element;
  parent: Place | undefined;
  depth: number;
  beside: boolean;
  prose: number;
  gain: number;
}

/** The blocks of the article, in their order; all of them where the page holds no prose. */
export function scope(blocks: readonly Block[]): Block[] {
  const places = new Map<Element, Place>();
  const homes = blocks.map((block) => placeOf(places, block.element));
  let total = 0;
  for (const [at, block] of blocks.entries()) {
    const prose = proseOf(block);
    total += prose;
    if (prose > 0) for (let place = homes[at]; place; place = place.parent) place.prose += prose;
  }
  if (total === 0) return [...blocks];
  markTeasers(blocks, homes);
  let excluded = homes.map(within((place) => place.beside));
  const left = blocks.reduce((sum, block, at) => sum + (excluded[at] ? 0 : proseOf(block)), 0);
  if (left < Math.min(total * HOLDS, WORTH)) {
    excluded = homes.map(within((place) => place.beside && place.prose < total * HOLDS));
  }
  for (const [at, block] of blocks.entries()) {
    if (excluded[at]) continue;
    const prose = proseOf(block);
    const gain = prose > 0 ? prose : -Math.min(block.text.length, 200);
    for (let place = homes[at]; place; place = place.parent) place.gain += gain;
  }
  const root = best(places.values());
  const kept = blocks.map((block, at) => !excluded[at] && isWithin(homes[at], root) && isArticle(block));
  return trim(blocks, kept);
}

/** Whether a place, or one around it, is `out`. Each place is asked once. */
function within(out: (place: Place) => boolean): (home: Place) => boolean {
  const known = new Map<Place, boolean>();
  return (home) => {
    const path: Place[] = [];
    let found = false;
    for (let at: Place | undefined = home; at; at = at.parent) {
      const before = known.get(at);
      found = before ?? out(at);
      if (found || before !== undefined) break;
      path.push(at);
    }
    for (const place of path) known.set(place, found);
    return found;
  };
}

/** A heading that is a link leads elsewhere; what stands with it tells of that other page. */
function markTeasers(blocks: readonly Block[], homes: readonly Place[]): void {
  for (const [at, block] of blocks.entries()) {
    if (!/^h[2-6]$/.test(block.element.localName) || block.linked < block.text.length * 0.9) continue;
    const parent = homes[at]?.parent;
    if (parent && parent.prose <= TEASER) parent.beside = true;
  }
}

/** Characters of a block that count as prose. */
function proseOf(block: Block): number {
  const { text, linked } = block;
  if (text.length < PROSE || linked > text.length * LINKED) return 0;
  if (/^h[1-6]$/.test(block.element.localName)) return 0;
  return /[.!?…:;,]["”’')]*(?:\s|$)/.test(text) ? text.length - linked : 0;
}

function placeOf(places: Map<Element, Place>, element: Element): Place {
  const path: Element[] = [];
  let at: Element | null = element;
  while (at && !places.has(at)) {
    path.push(at);
    at = around(at);
  }
  let parent = at ? places.get(at) : undefined;
  // From the outermost in; not by recursion, since pages nest deeper than calls may.
  for (const inner of path.reverse()) {
    const place: Place = { element: inner, parent, depth: (parent?.depth ?? 0) + 1, beside: isBeside(inner), prose: 0, gain: 0 };
    places.set(inner, place);
    parent = place;
  }
  return parent as Place;
}

/** The element around, out of a shadow tree and out of a frame. */
function around(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) return root.host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

function isBeside(element: Element): boolean {
  const tag = element.localName;
  if (BESIDE_TAGS.has(tag)) return true;
  if (tag === "body" || tag === "html" || tag === "main" || tag === "article") return false;
  const role = element.getAttribute("role");
  if (role && BESIDE_ROLES.has(role)) return true;
  const names = `${element.getAttribute("class") ?? ""} ${element.id}`;
  if (element.getAttribute("itemprop") === "articleBody") return false;
  if (names.length === 1) return false;
  // "imageCaption" is two words.
  const parted = names.replace(/([a-z])([A-Z])/g, "$1-$2");
  return BESIDE_NAMES.test(parted) && !BODY_NAMES.test(parted);
}

/** The element with the greatest gain, the deepest of equals. */
function best(places: Iterable<Place>): Place | undefined {
  let best: Place | undefined;
  for (const place of places) {
    if (!best || place.gain > best.gain || (place.gain === best.gain && place.depth > best.depth)) best = place;
  }
  return best;
}

function isWithin(place: Place | undefined, root: Place | undefined): boolean {
  for (let at = place; at; at = at.parent) if (at === root) return true;
  return false;
}

function isArticle(block: Block): boolean {
  const { text, linked, element } = block;
  const tag = element.localName;
  if (tag === "h1") return false;
  if (linked > text.length * LINKED && text.length < 200) return false;
  if (proseOf(block) > 0) return true;
  if (/^(p|h[2-6]|li|td|th|dd|dt|pre|blockquote)$/.test(tag)) return true;
  return /[.!?]["”’')]*$/.test(text);
}

/** Leaves out what stands before the first and after the last prose, and headings over nothing. */
function trim(blocks: readonly Block[], kept: readonly boolean[]): Block[] {
  const article = blocks.filter((_, at) => kept[at]);
  const isProse = (block: Block): boolean => proseOf(block) > 0 || /[.!?]["”’')]*$/.test(block.text);
  const first = article.findIndex(isProse);
  const last = article.findLastIndex((block) => isProse(block) || (block.element.localName === "li" && block.linked === 0));
  return article.slice(Math.max(first, 0), last + 1);
}
