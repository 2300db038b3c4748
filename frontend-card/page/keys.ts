const KEPT = "homeops-keys";

/** A key alone does something, which who speaks to their computer can turn off. */
export const keysAreOn = (): boolean => localStorage.getItem(KEPT) !== "off";
export const turnKeys = (isOn: boolean): void => localStorage.setItem(KEPT, isOn ? "on" : "off");

type Pressed = { question(): void; help(): void; place(n: number): void };

/** Listens for single keys, but not where somebody types or answers a dialog; call what it returns to end it. */
export function listenForKeys(pressed: Pressed): () => void {
  const hear = (event: KeyboardEvent) => {
    if (!keysAreOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.composedPath().some(isBusy)) return;
    if (event.key === "?") pressed.help();
    else if (event.key === "/") pressed.question();
    else if (/^[1-9]$/.test(event.key)) pressed.place(Number(event.key));
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

const isBusy = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.matches("input, select, textarea, dialog[open], [contenteditable]");
