// The tabs of the panel, by the keys that the ARIA pattern asks for.

/** Makes the tabs in `list` show their panels. Returns what shows one. */
export function tabs(list: HTMLElement, shown: (id: string) => void): (id: string) => void {
  const all = [...list.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  const show = (id: string): void => {
    for (const tab of all) {
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      const isIt = panel?.id === id;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
      if (panel) panel.hidden = !isIt;
    }
    shown(id);
  };
  list.addEventListener("click", (event) => {
    const tab = (event.target as Element).closest<HTMLElement>("[role=tab]");
    if (tab) show(tab.getAttribute("aria-controls") ?? "");
  });
  list.addEventListener("keydown", (event) => {
    const visible = all.filter((tab) => !tab.hidden);
    const at = visible.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: visible.length - 1 }[event.key];
    const tab = to === undefined || at < 0 ? undefined : visible[(to + visible.length) % visible.length];
    if (!tab) return;
    event.preventDefault();
    show(tab.getAttribute("aria-controls") ?? "");
    tab.focus();
  });
  return show;
}
