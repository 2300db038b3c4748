import type { Comparison, Repeats } from "../meaning/features.ts";
import { isMeter } from "../meaning/nature.ts";
import { gapNote, howOften, sureness, union, within } from "./amounts.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { total } from "./numbers.ts";
import type { Told } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

/** All but a blink of the span. */
const ALMOST_ALL = 0.995;

/** Whether it was so: at a moment, at any time of a span, or all of it. */
export async function wasIt(asked: Asked, isEvent: boolean): Promise<Outcome> {
  if (asked.understood.repeats) return wasOften(asked, asked.understood.repeats);
  const { comparison } = asked.understood;
  if (comparison && isOfSums(asked)) return wasUsed(asked, comparison);
  const told = await holdingNow(asked, isEvent);
  const nothing = told.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const value = claim(asked, told);
  // Of those that were so by their names, where not all of them are asked about.
  const isOfSome = told.length > 0 && asked.understood.quantifier !== "all";
  const entities = isOfSome ? [...new Set(told.map(({ entity }) => entity))] : asked.entities;
  return {
    text: asked.language.says.claim({ ...asked, entities, value, told }) + (value ? "" : gapNote(asked)),
    result: { kind: "boolean", value },
    citations: told.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: told.length > 0 ? SURE : sureness(asked),
  };
}

const HOLDS: Readonly<Record<Repeats["rule"], (count: number, times: number) => boolean>> = {
  moreThan: (count, times) => count > times,
  atLeast: (count, times) => count >= times,
  atMost: (count, times) => count <= times,
  fewerThan: (count, times) => count < times,
  exactly: (count, times) => count === times,
  severalTimes: (count, times) => count === times,
};

/** "did it ring more than twice" */
async function wasOften(asked: Asked, { rule, times }: Repeats): Promise<Outcome> {
  const counted = await howOften({ ...asked, understood: { ...asked.understood, answers: undefined } });
  if (typeof counted.result.value !== "number") return counted;
  return asClaim(asked, counted, HOLDS[rule](counted.result.value, times));
}

/** What a meter shows is nearly always above, but watts are drawn at a moment. */
const isOfSums = ({ understood: { quantity, measure }, entities }: Asked): boolean =>
  measure !== "power" && (quantity === "total" || entities.every(isMeter));

/** "did we use more than 20 kWh", "did it rain": of the sum. */
export async function wasUsed(asked: Asked, { side, value }: Comparison): Promise<Outcome> {
  const sum = await total(asked);
  if (typeof sum.result.value !== "number" || value === "freezing") return sum;
  const isInItsUnit = asked.understood.measure !== "energy" || sum.result.unit === "kWh";
  if (!isInItsUnit) return notKnown(asked.language.says.notUnderstood, 0.5);
  const isSo = side === "above" ? sum.result.value > value : sum.result.value < value;
  return asClaim(asked, sum, isSo);
}

const asClaim = ({ language }: Asked, outcome: Outcome, value: boolean): Outcome => ({
  ...outcome,
  text: language.says.yesOrNo(value, outcome.text),
  result: { kind: "boolean", value },
});

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
  const { says } = asked.language;
  const names = entities.map(({ name }) => name);
  const text = says.list({ ...asked, listed: entities }) + gapNote(asked);
  return {
    text,
    brief: text.replace(says.listed(names), () => says.few(names)),
    result: isNumber
      ? { kind: "count", value: entities.length }
      : { kind: "list", value: entities.map(({ entity_id }) => entity_id) },
    citations: told.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}
