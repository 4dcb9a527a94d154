// Where an element stands on the screen, through every transform and zoom around it.

/** What is around an element as it is laid out: its slot, its parent, the host of its shadow tree. */
export function outer(element: Element): Element | undefined {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root.nodeType === 11 && "host" in root ? (root as ShadowRoot).host : undefined);
}

/** An element's border box. */
export interface Placed {
  /** From the element's own lengths to those of the window, without the way there; `zoom` is part of it. */
  shape: DOMMatrix;
  zoom: number;
  /** The top left corner in the window. */
  origin: DOMPoint;
  width: number;
  height: number;
}

/** Where an element stands; undefined where it is turned out of the plane of the screen. */
export function placed(element: Element): Placed | undefined {
  const window = element.ownerDocument.defaultView as (Window & typeof globalThis) | null;
  if (!window) return undefined;
  // Missing where a browser knows no zoom of single elements.
  const zoom = (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
  let shape = new window.DOMMatrix([zoom, 0, 0, zoom, 0, 0]);
  for (let at: Element | undefined = element; at; at = outer(at)) {
    const own = transformOf(window.getComputedStyle(at));
    if (own === "") continue;
    try {
      shape = new window.DOMMatrix(own).multiply(shape);
    } catch {
      // `rotate` with an axis.
      return undefined;
    }
  }
  if (!shape.is2D || shape.a * shape.d === shape.b * shape.c) return undefined;
  Object.assign(shape, { e: 0, f: 0 });
  const box = element.getBoundingClientRect();
  const { width, height } = sizeOf(element, window.getComputedStyle(element));
  const middle = shape.transformPoint({ x: width / 2, y: height / 2 });
  // The middle of what is turned is the middle of the box around it.
  const origin = new window.DOMPoint(box.left + box.width / 2 - middle.x, box.top + box.height / 2 - middle.y);
  return { shape, zoom, origin, width, height };
}

/** What a style does to an element's shape, as one list of functions. */
function transformOf({ rotate, scale, transform }: CSSStyleDeclaration): string {
  const functions = [
    rotate && rotate !== "none" ? `rotate(${rotate})` : "",
    scale && scale !== "none" ? `scale(${scale.split(" ").join(", ")})` : "",
    transform && transform !== "none" ? transform : "",
  ];
  return functions.join(" ").trim();
}

/** The border box in the element's own lengths, with fractions where the style tells them. */
function sizeOf(element: Element, style: CSSStyleDeclaration): { width: number; height: number } {
  const { offsetWidth = 0, offsetHeight = 0 } = element as Partial<HTMLElement>;
  const side = (length: string, whole: number, ...around: string[]): number => {
    const inner = Number.parseFloat(length);
    const outer = style.boxSizing === "border-box" ? inner : around.reduce((sum, each) => sum + (Number.parseFloat(each) || 0), inner);
    // A style without a box, or with a scrollbar in it, tells another length.
    return Math.abs(outer - whole) < 1 ? outer : whole;
  };
  return {
    width: side(style.width, offsetWidth, style.paddingLeft, style.paddingRight, style.borderLeftWidth, style.borderRightWidth),
    height: side(style.height, offsetHeight, style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth),
  };
}
