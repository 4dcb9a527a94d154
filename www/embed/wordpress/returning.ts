// Tells when a person comes back to the page from another tab or another window.

export function whenBack(back: () => void): void {
  let isAway = false;
  addEventListener("blur", () => {
    // A frame of the page takes the keyboard from this window as well; then the document has the focus still.
    setTimeout(() => (isAway ||= !document.hasFocus()));
  });
  const look = (): void => {
    if (!isAway || document.visibilityState === "hidden") return;
    isAway = false;
    back();
  };
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => {
    isAway ||= document.visibilityState === "hidden";
    look();
  });
}
