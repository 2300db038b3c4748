import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { Refusal } from "#server/refusal.ts";
import type { OwnCheck } from "./own-check.ts";

/** Source: homeassistant/components/websocket_api/commands.py, handle_test_condition. */
const Tested = z.object({ result: z.boolean() });
const PATIENCE = { deadlineSeconds: 10 };

/**
 * Whether each template holds now, by its text. Home Assistant tests it as a condition, which needs an administrator's token and does nothing;
 * one that fails is left out.
 */
export async function askTemplates(
  link: Pick<Link, "call"> | undefined,
  checks: readonly OwnCheck[],
): Promise<ReadonlyMap<string, boolean>> {
  const told = new Map<string, boolean>();
  const wanted = new Set(checks.flatMap(({ template, armed }) => (template !== undefined && armed ? [template] : [])));
  for (const template of link ? wanted : []) {
    const condition = { condition: "template", value_template: template };
    try {
      const { result } = (await link?.call({ type: "test_condition", condition }, Tested, PATIENCE)) ?? {
        result: false,
      };
      told.set(template, result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return told;
}
