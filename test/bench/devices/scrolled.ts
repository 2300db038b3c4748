/** Runs in the page: lets a list run by for 120 frames, 240 px each, and answers how long the frames took, the 95th of 100 and those longer than 34 ms. */
export function scrolled([host, box]: readonly string[]): Promise<{ p95: number; slow: number }> {
  const element = within(document, host ?? "");
  const target = box && element?.shadowRoot ? element.shadowRoot.querySelector(box) : element;
  if (!target) throw new Error(`${host} is not there`);
  target.scrollTop = 0;
  const times: number[] = [];
  return new Promise((resolve) => {
    let before = performance.now();
    requestAnimationFrame(function step(now) {
      times.push(now - before);
      before = now;
      target.scrollTop += 240;
      if (times.length < 121) requestAnimationFrame(step);
      else {
        const sorted = times.slice(1).sort((one, other) => one - other);
        resolve({ p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0, slow: sorted.filter((one) => one > 34).length });
      }
    });
  });

  function within(root: Document | ShadowRoot, selector: string): Element | undefined {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const one of root.querySelectorAll("*")) {
      const found = one.shadowRoot && within(one.shadowRoot, selector);
      if (found) return found;
    }
    return undefined;
  }
}
