// Bringing a mark into sight.

/** Scrolls to a mark where it is not in sight: between the window's top and `foot`. `atOnce`: without a glide. */
export function scrollTo(range: Range, foot: number, atOnce = false): void {
  const box = range.getBoundingClientRect();
  const isHidden = box.top < 40 || box.bottom > foot - 20 || box.height === 0;
  if (!isHidden) return;
  // Far away, what flies past says nothing.
  const isNear = !atOnce && Math.abs(box.top - innerHeight / 2) < 1.5 * innerHeight && matchMedia("(prefers-reduced-motion: no-preference)").matches;
  range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: isNear ? "smooth" : "instant" });
}
