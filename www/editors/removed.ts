// Tells when an element has left the page, for editors that do not say when they end.

/**
 * Calls `gone` once `element` is in no page any more. Only the children of what is around it are watched, never a subtree,
 * so that typing costs nothing. What is moved is there again a moment later, and is not gone: then `moved` is called, since
 * every range in it has been emptied.
 */
export function whenRemoved(element: Element, gone: () => void, signal: AbortSignal, moved?: () => void): void {
  let isOut = false;
  const path = new Set<Node>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The element's own window: a frame that is taken away tells nothing more, but the page around it does.
  const observers: MutationObserver[] = [];
  const watch = (): void => {
    for (const observer of observers.splice(0)) observer.disconnect();
    path.clear();
    for (let node: Node | null = element; node; node = around(node)) {
      path.add(node);
      const parent = node.parentNode;
      if (!parent) continue;
      const window = (parent.ownerDocument ?? (parent as Document)).defaultView as (Window & typeof globalThis) | null;
      if (!window) continue;
      const observer = new window.MutationObserver(look);
      observer.observe(parent, { childList: true });
      observers.push(observer);
    }
  };
  const look = (records: readonly MutationRecord[] = []): void => {
    isOut ||= records.some(({ removedNodes }) => [...removedNodes].some((node) => path.has(node)));
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (signal.aborted) return;
      if (!isShown(element)) {
        gone();
        return;
      }
      watch();
      if (isOut) moved?.();
      isOut = false;
    });
  };
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    for (const observer of observers.splice(0)) observer.disconnect();
  });
  if (isShown(element)) watch();
  else look();
}

/** What a node stands in: its parent, the host of its shadow tree, the frame of its document. */
export function around(node: Node): Node | null {
  if (node.parentNode) return node.parentNode;
  if (node.nodeType === 11 && "host" in node) return (node as ShadowRoot).host;
  return node.nodeType === 9 ? frameOf(node as Document) : null;
}

function frameOf(shown: Document): Element | null {
  try {
    return shown.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** Whether an element is in a page, through every frame around it. */
export function isShown(element: Element): boolean {
  for (let at: Element | null = element; at; at = frameOf(at.ownerDocument)) {
    if (!at.isConnected || !at.ownerDocument.defaultView) return false;
  }
  return true;
}
