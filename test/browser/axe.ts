import axe from "axe-core";
import type { Locator } from "playwright-core";

/** What axe finds wrong in an element and below it, in every shadow: rule, and where. */
export async function axeFaults(element: Locator): Promise<string[]> {
  await element.page().evaluate(axe.source);
  return element.evaluate(async (it) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(it);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
  });
}
