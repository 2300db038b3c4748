import { isPlain, textsIn } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import { entitiesIn, type Known } from "./known.ts";
import { targetsOf } from "./targets.ts";

const PEOPLE = [{ domain: "person" }, { domain: "device_tracker" }];

/** Who enters or leaves a zone, by the list of zones that people and trackers tell; who tells his coordinates only is not judged. */
export function ofZones(trigger: Record<string, unknown>, known: Known): Expected[] {
  const options = { ...trigger, ...(isPlain(trigger.options) && trigger.options) };
  const kind = String(trigger.trigger ?? trigger.platform);
  const { zone, event = "enter" } = options;
  if (typeof zone !== "string" || !zone.startsWith("zone.") || options.for !== undefined) return [];
  const of = { kind: "zone", zone, attribute: "in_zones" } as const;
  if (kind === "zone.entered" || kind === "zone.left")
    return targetsOf(trigger, PEOPLE, known).map((target) => ({
      ...of,
      ...target,
      isEntered: kind === "zone.entered",
    }));
  const entities = entitiesIn(textsIn(options.entity_id), known);
  if (!entities || (event !== "enter" && event !== "leave")) return [];
  return [{ ...of, entities, isEntered: event === "enter" }];
}
