import { isPlain } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import type { Known } from "./known.ts";
import { type Purpose, purposes } from "./purposes.ts";
import { targetsOf } from "./targets.ts";
import { numberIn, secondsIn } from "./written.ts";

/** Triggers that are named for what they are for, with a target: `light.turned_on`. */
export function ofPurposes(trigger: Record<string, unknown>, known: Known): Expected[] {
  const name = String(trigger.trigger ?? trigger.platform);
  const purpose = Object.hasOwn(purposes, name) ? purposes[name] : undefined;
  const options = isPlain(trigger.options) ? trigger.options : {};
  const forSeconds = options.for === undefined ? 0 : secondsIn(options.for);
  if (!purpose || forSeconds === undefined || (purpose.attribute !== undefined && forSeconds > 0)) return [];
  const { meant, withHelpers = false } = purpose;
  const targets = targetsOf(trigger, meant, known, { withHelpers });
  return targets.flatMap((target) => expectedOf({ ...target, forSeconds }, purpose, { options, known }));
}

type Watched = { entities: readonly string[]; since?: number; forSeconds: number };
type Options = { options: Record<string, unknown>; known: Known };

function expectedOf(watched: Watched, purpose: Purpose, { options, known }: Options): Expected[] {
  if (purpose.crosses !== undefined) return crossing(watched, purpose.crosses, { options, known });
  const write = (states: readonly string[]) => (purpose.attribute ? states.map((one) => JSON.stringify(one)) : states);
  const { attribute, from, to } = purpose;
  return [
    {
      kind: "state",
      ...watched,
      ...(attribute !== undefined && { attribute }),
      ...(from && { from: write(from) }),
      ...(to && { to: write(to) }),
      ...(!from && to && { notFrom: write(to) }),
    },
  ];
}

/** Above or below a number that is written out, in the unit in which the entity tells it. */
function crossing(watched: Watched, unit: string | null, { options, known }: Options): Expected[] {
  const threshold = isPlain(options.threshold) ? options.threshold : {};
  const value = isPlain(threshold.value) ? threshold.value : {};
  const limit = numberIn(value.number);
  const asked = value.unit_of_measurement ?? unit;
  const isSame = asked !== null && watched.entities.every((id) => known.things.get(id)?.unit === asked);
  if (limit === undefined || !isSame || (threshold.type !== "above" && threshold.type !== "below")) return [];
  return [{ kind: "number", ...watched, [threshold.type]: limit } as Expected];
}
