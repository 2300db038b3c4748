import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Found = { id: string; help: string; nodes: { target: unknown; failureSummary?: string }[] };
type Judge = { run(): Promise<{ violations: Found[] }> };

/** What axe-core finds in a whole page, roots of shadows included: each breach with where it is. */
export async function breaches(page: Page | Frame): Promise<string[]> {
  await page.evaluate(source); // by the debugger's way in, which the page's policy does not bind
  const violations = await page.evaluate(
    async () => (await (window as unknown as { axe: Judge }).axe.run()).violations,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} ${JSON.stringify(target)} ${failureSummary ?? ""}`),
  );
}
