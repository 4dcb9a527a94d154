// Which blocks of a page are its article. Reads the live elements; changes none.
//
// The article is the element for which prose, less all other text, is greatest. Within it, what is named or marked up
// as something else (navigation, comments, captions, bylines) is left out, as are lists of links and short lines that
// are no heading. Everything is a weight or a rule on kinds of markup: no site is named.

import type { Block } from "./collect.js";

/** Elements that hold something beside the article, by their meaning in HTML. */
const BESIDE_TAGS = new Set(["nav", "footer", "aside", "button", "figcaption", "menu"]);
/** Elements that are beside the article where they are small; some sites put the whole page into one. */
const SMALL_TAGS = new Set(["form", "label", "fieldset", "dialog", "address"]);
const BESIDE_ROLES = new Set([
  "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "alert", "status", "button",
]);
/** Names that authors give to what stands beside the article, however much it is: more is said in comments than above. */
const BESIDE_NAMES =
  /(?:^|[-_ ])(?:nav|navbar|navigation|breadcrumbs?|menu|footer|sidebar|aside|related|recirc|recirculation|recommend\w*|promo\w*|newsletters?|comments?|disqus|discussion|replies|captions?|credits?|outbrain|taboola|cookies?|consent|gdpr|more-?on|read-?more|most-?read|most-?popular|trending|teasers?|excerpts?|gallery|galleries|slideshow|carousel|slider|references|footnotes|adslot|advert\w*)(?=$|[-_ ])/i;
/** Names that say so only of small parts: an article may be filed under them as well, as "tag-health" or "latest". */
const SMALL_NAMES =
  /(?:^|[-_ ])(?:sponsor\w*|subscri\w*|sign-?up|paywall|share|sharing|sharebar|social|tags?|taglist|topics|keywords|byline|authors?|bio|dateline|timestamp|pubdate|published|ads?|modal|popup|overlay|toolbar|pagination|pager|popular|latest|widget|copyright|disclaimer|correction|feedback|rating|poll|quiz|login|account|search|skip|hidden|visually-hidden|sr-only|screen-reader\w*)(?=$|[-_ ])/i;
/** Names of the article itself: they outweigh the names above in the same element. */
const BODY_NAMES = /article-?(?:body|content|text)|(?:^|[-_ ])(?:articlebody|story-?body|story-?text|post-?content|entry-?content|body-?content|body-?text|main-?content|hentry|type-post|type-article)(?=$|[-_ ])/i;

/** Characters from which a block can be prose. */
const PROSE = 80;
/** The share of links from which a block is a list of links. */
const LINKED = 0.5;
/** What is beside the article only where it is small holds less than this share of the prose. */
const SMALL = 0.5;
/** Characters of prose that may be an article. */
const WORTH = 1200;
/** A linked heading and its teaser hold no more prose than this. */
const TEASER = 500;

/** Whether a place is beside the article: never, where it is small, always. */
type Beside = "no" | "small" | "yes";

interface Place {
  element: Element;
  parent: Place | undefined;
  depth: number;
  beside: Beside;
  prose: number;
  gain: number;
}

/** The blocks of the article, in their order; all of them where the page holds no prose. */
export function scope(blocks: readonly Block[]): Block[] {
  const read = readPlaces(blocks);
  if (!read) return [...blocks];
  const { places, homes, prose, excluded } = read;
  for (const [at, block] of blocks.entries()) {
    if (excluded[at]) continue;
    const gain = prose[at] || -Math.min(block.text.length, 200);
    for (let place = homes[at]; place; place = place.parent) place.gain += gain;
  }
  const root = best(places);
  // A paragraph is no article: where it is the only long one, the short ones beside it are of the article too.
  const isBeside = (home: Place | undefined): boolean => root?.element.localName === "p" && home?.parent === root.parent;
  const kept = blocks.map((block, at) => !excluded[at] && (isWithin(homes[at], root) || isBeside(homes[at])) && isArticle(block));
  return trim(blocks, kept);
}

/** Of each block whether it is named or marked up as something beside an article. */
export function beside(blocks: readonly Block[]): boolean[] {
  return readPlaces(blocks)?.excluded ?? blocks.map(() => false);
}

interface Places {
  places: Place[];
  /** Of each block its place, its prose, and whether it is beside the article. */
  homes: Place[];
  prose: number[];
  excluded: boolean[];
}

/** Undefined where there is no prose. */
function readPlaces(blocks: readonly Block[]): Places | undefined {
  const places = new Map<Element, Place>();
  const homes = blocks.map((block) => placeOf(places, block.element));
  const prose = blocks.map(proseOf);
  const total = prose.reduce((sum, prose) => sum + prose, 0);
  if (total === 0) return undefined;
  const count = (excluded: readonly boolean[]): number => {
    for (const place of places.values()) place.prose = 0;
    let left = 0;
    for (const [at, characters] of prose.entries()) {
      if (excluded[at] || characters === 0) continue;
      left += characters;
      for (let place = homes[at]; place; place = place.parent) place.prose += characters;
    }
    return left;
  };
  count([]);
  markTeasers(blocks, homes);
  let excluded = homes.map(within((place) => place.beside === "yes"));
  let left = count(excluded);
  if (left < Math.min(total * SMALL, WORTH)) {
    // Hardly anything is left: the names mean something else on this page.
    excluded = homes.map(() => false);
    left = count(excluded);
  }
  const isSmall = within((place) => place.beside !== "no" && place.prose < left * SMALL);
  return { places: [...places.values()], homes, prose, excluded: excluded.map((out, at) => out || isSmall(homes[at] as Place)) };
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
    if (parent && parent.prose <= TEASER) parent.beside = "yes";
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
    const place: Place = { element: inner, parent, depth: (parent?.depth ?? 0) + 1, beside: besideOf(inner), prose: 0, gain: 0 };
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

function besideOf(element: Element): Beside {
  const tag = element.localName;
  if (BESIDE_TAGS.has(tag)) return "yes";
  if (SMALL_TAGS.has(tag)) return "small";
  if (tag === "body" || tag === "html" || tag === "main" || tag === "article") return "no";
  const role = element.getAttribute("role");
  if (role && BESIDE_ROLES.has(role)) return "yes";
  if (element.getAttribute("itemprop") === "articleBody") return "no";
  const names = `${element.getAttribute("class") ?? ""} ${element.id}`;
  if (names.length === 1) return "no";
  // "imageCaption" is two words.
  const parted = names.replace(/([a-z])([A-Z])/g, "$1-$2");
  if (BODY_NAMES.test(parted)) return "no";
  if (BESIDE_NAMES.test(parted)) return "yes";
  return SMALL_NAMES.test(parted) ? "small" : "no";
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
