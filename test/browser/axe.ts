import axe from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";

/** What axe finds wrong in an element and below it, in every shadow: rule, and where. */
export async function axeFaults(element: Locator): Promise<string[]> {
  await element.page().evaluate(axe.source); // by the debugger's way in, which the page's policy does not bind
  return element.evaluate(async (it) => {
    const animations = (root: Document | ShadowRoot): Animation[] => [
      ...root.getAnimations(),
      ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? animations(shadowRoot) : [])),
    ];
    // What is still fading in is as pale as it is for a moment only.
    for (const one of animations(document)) if (one.effect?.getComputedTiming().iterations !== Infinity) one.finish();
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(it);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
  });
}

/** The same of a whole page. */
export async function breaches(page: Page | Frame): Promise<string[]> {
  return axeFaults(page.locator("html"));
}
