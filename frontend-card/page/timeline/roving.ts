const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** A long list is one stop of the tab key; the arrows move in it. Answers the button to go to, where the key leads anywhere. */
export function steppedTo(event: KeyboardEvent, buttons: readonly HTMLElement[]): HTMLElement | undefined {
  const step = STEPS[event.key];
  const at = buttons.findIndex((button) => event.composedPath().includes(button));
  if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  return buttons[step(at, buttons.length - 1)];
}
