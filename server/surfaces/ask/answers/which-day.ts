import { isMeter, isNumeric } from "../meaning/nature.ts";
import { absent } from "./absent.ts";
import { howLong, howOften, sureness } from "./amounts.ts";
import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { total } from "./numbers.ts";
import { readingsIn } from "./readings.ts";
import { toldAmount } from "./told-amount.ts";
import { type Day, daysIn } from "./whole-days.ts";

/** "which day did we use the most": by what each day counted, or by the highest that was measured on one. */
export async function whichDay(asked: Asked): Promise<Outcome> {
  const { language, understood, entities } = asked;
  const isHighest = understood.extreme !== "lowest";
  if (!isAskable(asked)) return notKnown(language.says.notUnderstood, 0.5);
  const days = daysIn(asked);
  let best: { day: Day; of: Outcome; value: number } | undefined;
  for (const day of days) {
    if (isSum(asked) && !isHighest && !day.isWhole) continue; // a day that is not over has the least of everything
    const of = await ofDay(asked, day, isHighest);
    const value = of?.result.value;
    if (!of || typeof value !== "number") continue;
    if (!best || (isHighest ? value > best.value : value < best.value)) best = { day, of, value };
  }
  const [first] = days;
  if (!best || !first || (isHighest && best.value === 0 && isSum(asked))) return absent(asked);
  const looked = { ...asked, windows: [{ from: first.from, to: days.at(-1)?.to ?? asked.now }] };
  const value = toldAmount(looked, best.of.result);
  return {
    text: language.says.day({ ...looked, entities, at: best.day.from, value, isHighest }),
    result: { kind: "text", value: language.says.dayNamed(best.day.from, asked) },
    citations: best.of.citations,
    confidence: sureness(asked),
  };
}

const isSum = ({ understood: { predicate }, entities }: Asked): boolean =>
  predicate !== undefined || entities.every(isMeter);

const isAskable = ({ understood: { predicate }, entities }: Asked): boolean =>
  predicate !== undefined || (entities.length === 1 && entities.every(isNumeric)) || entities.every(isMeter);

async function ofDay(asked: Asked, day: Day, isHighest: boolean): Promise<Outcome | undefined> {
  const of = { ...asked, windows: [day], isMoment: false, understood: { ...asked.understood, answers: undefined } };
  if (asked.understood.predicate) return asked.understood.quantity === "duration" ? howLong(of) : howOften(of);
  if (asked.entities.every(isMeter)) return total(of);
  // What a day began with was measured on the day before.
  const all = (await readingsIn(asked, asked.entities, day)).filter(({ at }) => at > day.from);
  const [entity] = asked.entities;
  if (all.length === 0 || !entity) return undefined;
  const value = all.map((one) => one.value).reduce((one, other) => (isHighest ? Math.max : Math.min)(one, other));
  const result = { kind: "number" as const, value, ...(entity.unit ? { unit: entity.unit } : {}) };
  return { text: "", result, citations: [], confidence: 1 };
}
