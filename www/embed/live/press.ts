// A press on a mark. Whatever else it does in the editor goes its way: the caret is the writer's.

/** Pixels that a pointer may have moved between down and up: more is a selection. */
const STILL = 4;

/** Calls `pressed` with the place in the window where a person has pressed the main button on `target`. */
export function onPress(target: EventTarget, pressed: (x: number, y: number) => void, signal: AbortSignal): void {
  let down: { x: number; y: number } | undefined;
  const begin = ({ button, clientX: x, clientY: y }: MouseEvent): void => {
    down = button === 0 ? { x, y } : undefined;
  };
  const end = ({ clientX: x, clientY: y }: MouseEvent): void => {
    if (down && Math.hypot(x - down.x, y - down.y) < STILL) pressed(x, y);
    down = undefined;
  };
  // Editors may keep events to themselves, but not before they have come to their element.
  target.addEventListener("mousedown", begin as EventListener, { signal, capture: true, passive: true });
  target.addEventListener("mouseup", end as EventListener, { signal, capture: true, passive: true });
}
