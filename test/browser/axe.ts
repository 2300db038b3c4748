import axe from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";

/** What axe finds wrong in these elements and below them, in every shadow: rule, and where. Once for many is as quick as for one. */
export async function axeFaults(elements: Locator): Promise<string[]> {
  const isThere = await elements.first().evaluate(() => "axe" in window);
  if (!isThere) await elements.page().evaluate(axe.source); // by the debugger's way in, which the page's policy does not bind
  return elements.evaluateAll(async (all) => {
    const animations = (root: Document | ShadowRoot): Animation[] => [
      ...root.getAnimations(),
      ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? animations(shadowRoot) : [])),
    ];
    // What is still fading in is as pale as it is for a moment only.
    for (const one of animations(document)) if (one.effect?.getComputedTiming().iterations !== Infinity) one.finish();
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(all, {
      resultTypes: ["violations"],
    }); // what is well is not described, which takes half the time
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
  });
}

/** The same of a whole page. */
export async function breaches(page: Page | Frame): Promise<string[]> {
  return axeFaults(page.locator("html"));
}
