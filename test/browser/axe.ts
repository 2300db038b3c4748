import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** What axe-core finds in a whole page, roots of shadows included: each breach with where it is. */
export async function breaches(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe.source); // by the debugger's way in, which the page's policy does not bind
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} ${JSON.stringify(target)} ${failureSummary ?? ""}`),
  );
}
