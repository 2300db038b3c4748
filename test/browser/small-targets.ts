/** Runs in the page, or in one element of it: everything to press that is smaller than 44 px, which a thumb needs. */
export function smallTargets(): string[];
export function smallTargets(within: Element): string[];
export function smallTargets(within?: Element): string[] {
  const small: string[] = [];
  look(within ?? document);
  if (within?.shadowRoot) look(within.shadowRoot);
  return small;

  function look(root: Document | ShadowRoot | Element): void {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.matches("button, a[href], input, select, summary") && element.checkVisibility()) judge(element);
    }
  }

  function judge(element: Element): void {
    const target = element.closest("label") ?? element; // a label is pressed for its field
    const { width, height } = target.getBoundingClientRect();
    if (width >= 44 && height >= 44) return;
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
    small.push(`${Math.round(width)} × ${Math.round(height)} ${element.localName} ${name.slice(0, 40)}`);
  }
}
