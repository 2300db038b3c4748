import { gapNote, sureness, union, within } from "./amounts.ts";
import { type Asked, type Outcome, SURE } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import type { Told } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

/** All but a blink of the span. */
const ALMOST_ALL = 0.995;

/** Whether it was so: at a moment, at any time of a span, or all of it. */
export async function wasIt(asked: Asked, isEvent: boolean): Promise<Outcome> {
  const told = await holdingNow(asked, isEvent);
  const nothing = told.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const value = claim(asked, told);
  return {
    text: asked.language.says.claim({ ...asked, value, told }) + (value ? "" : gapNote(asked)),
    result: { kind: "boolean", value },
    citations: told.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: told.length > 0 ? SURE : sureness(asked),
  };
}

function claim({ understood, windows, entities }: Asked, told: readonly Told[]): boolean {
  const whole = windows.reduce((sum, { from, to }) => sum + (to - from), 0) / 1e6;
  if (understood.quantifier === "none") return told.length === 0;
  if (understood.quantifier !== "all") return told.length > 0;
  if (entities.length > 1) return entities.every((entity) => told.some((one) => one.entity === entity));
  return whole === 0 ? told.length > 0 : union(told) >= whole * ALMOST_ALL;
}

/** "did it open" asks for a beginning, "was it open" for how it was. */
async function holdingNow(asked: Asked, isEvent: boolean): Promise<Told[]> {
  const isEnd = isEvent && asked.understood.edge === "end";
  if (!asked.isMoment)
    return (await within(asked)).filter(({ spell }) => (isEnd ? !spell.isOngoing : !isEvent || !spell.isCarried));
  const told = await within({ ...asked, windows: asked.windows.map(({ from }) => ({ from, to: from + 1 })) });
  return told;
}

/** Which of them were so. */
export async function whichWere(asked: Asked, isEvent: boolean): Promise<Outcome> {
  const told = await holdingNow(asked, isEvent);
  const nothing = told.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const so = asked.entities.filter((entity) => told.some((one) => one.entity === entity));
  const entities =
    asked.understood.quantifier === "none" ? asked.entities.filter((entity) => !so.includes(entity)) : so;
  const isNumber = asked.understood.answers === "entities";
  return {
    text: asked.language.says.list({ ...asked, listed: entities }) + gapNote(asked),
    result: isNumber
      ? { kind: "count", value: entities.length }
      : { kind: "list", value: entities.map(({ entity_id }) => entity_id) },
    citations: told.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}
