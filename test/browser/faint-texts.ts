/** Runs in the page, or in one element of it: every visible text that stands out less than 4.5 : 1 from what lies behind it, 3 : 1 where it is large. */
export function faintTexts(): string[];
export function faintTexts(within: Element): string[];
export function faintTexts(within?: Element): string[] {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser cannot draw");

  const faint: string[] = [];
  look(within ?? document);
  if (within?.shadowRoot) look(within.shadowRoot);
  return faint;

  function look(root: Document | ShadowRoot | Element): void {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const text = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent);
      if (text.join("").trim() && isSeen(element)) judge(element, text.join("").trim());
    }
  }

  function judge(element: Element, text: string): void {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    const behind = backgroundOf(element);
    const ratio = contrast(layered([...behind, color]), layered(behind));
    if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`);
  }

  function isSeen(element: Element): boolean {
    const { width, height } = element.getBoundingClientRect();
    const isDisabled = element.closest(":disabled") !== null; // exempt, as WCAG has it
    return (
      width > 1 &&
      height > 1 &&
      !isDisabled &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  }

  /** From the canvas up to the element itself, through the roots of shadows. */
  function backgroundOf(element: Element): string[] {
    const layers: string[] = [];
    for (let at: Element | null = element; at; at = parentOf(at)) {
      layers.unshift(getComputedStyle(at).backgroundColor);
      if (at instanceof HTMLDialogElement) break; // lies above all else
    }
    return layers;
  }

  function parentOf(element: Element): Element | null {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }

  function layered(colors: string[]): number[] {
    if (!pen) return [];
    pen.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }

  function contrast(one: number[], other: number[]): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(rgb: number[]): number {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
