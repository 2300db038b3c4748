import { isMeter, isNumeric } from "../meaning/nature.ts";
import type { Between } from "../past/past.ts";
import { absent } from "./absent.ts";
import { howLong, howOften, sureness } from "./amounts.ts";
import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { mostIn } from "./extremes.ts";
import { total } from "./numbers.ts";
import { readAhead } from "./read-ahead.ts";
import { toldAmount } from "./told-amount.ts";
import { type Day, daysIn } from "./whole-days.ts";

/** "which day did we use the most": by what each day counted, or by the highest that was measured on one. */
export async function whichDay(asked: Asked): Promise<Outcome> {
  const { language, understood, entities } = asked;
  const isHighest = understood.extreme !== "lowest";
  if (!isAskable(asked)) return notKnown(language.says.notUnderstood, 0.5);
  const days = daysIn(asked);
  const best = isSum(asked)
    ? await byWhatDaysHad(asked, days, isHighest)
    : await byWhatWasMeasured(asked, days, isHighest);
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

type Best = { day: Between; of: Pick<Outcome, "result" | "citations">; value: number };

async function byWhatDaysHad(asked: Asked, days: readonly Day[], isHighest: boolean): Promise<Best | undefined> {
  // A day that is not over has the least of everything.
  const counted = isHighest ? days : days.filter(({ isWhole }) => isWhole);
  let best: Best | undefined;
  for (const { day, of } of await eachDay(asked, counted)) {
    const { value } = of.result;
    if (typeof value !== "number") continue;
    if (!best || (isHighest ? value > best.value : value < best.value)) best = { day, of, value };
  }
  return best;
}

async function eachDay(asked: Asked, days: readonly Day[]): Promise<{ day: Day; of: Outcome }[]> {
  const understood = { ...asked.understood, answers: undefined };
  const over = await readAhead({ ...asked, isMoment: false, understood }, days);
  const had = understood.predicate ? (understood.quantity === "duration" ? howLong : howOften) : total;
  const told: { day: Day; of: Outcome }[] = [];
  for (const day of days) told.push({ day, of: await had({ ...over, windows: [day] }) });
  return told;
}

/** What a day began with was measured on the day before. */
async function byWhatWasMeasured(asked: Asked, days: readonly Day[], isHighest: boolean): Promise<Best | undefined> {
  const [entity] = asked.entities;
  const found = entity && (await mostIn(asked, { entity, spans: days, isHighest, withCarried: false }));
  if (!found) return undefined;
  const { value } = found.reading;
  const result = { kind: "number" as const, value, ...(entity.unit ? { unit: entity.unit } : {}) };
  return { day: found.span, of: { result, citations: [] }, value };
}
