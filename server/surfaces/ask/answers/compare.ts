import type { Result } from "../contract.ts";
import { isMeter } from "../meaning/nature.ts";
import type { Intent } from "../meaning/understood.ts";
import { howLong, howOften } from "./amounts.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { average, total } from "./numbers.ts";
import { race } from "./race.ts";
import { toldAmount } from "./told-amount.ts";

const LONGEST_DAY = 25 * 3_600_000_000; // microseconds

const BY: Partial<Record<Intent, (asked: Asked) => Promise<Outcome>>> = {
  duration: howLong,
  count: howOften,
  average,
  value: average,
  extreme: average,
  total,
};

/** Two spans, or two things, side by side. */
export async function compare(asked: Asked, other: Asked): Promise<Outcome> {
  const { understood, language } = asked;
  if (understood.order) return race(asked, other);
  if (isTheSame(asked, other)) return notKnown(language.says.notUnderstood, 0.5);
  const by = BY[quantityOf(asked)] ?? (understood.predicate ? howOften : undefined);
  if (!by) return notKnown(language.says.notUnderstood, 0.5);
  const [one, two] = [await by(asked), await by(other)];
  const [left, right] = [one.result.value, two.result.value];
  if (typeof left !== "number" || typeof right !== "number") return notKnown(`${one.text} ${two.text}`, 0.7);
  const text = `${language.says.compared({ ...asked, one: toldAmount(asked, one.result), other: toldAmount(asked, two.result) })} ${one.text} ${two.text}`;
  const picked = understood.picks ? pickOf(asked, other, left - right) : undefined;
  if (understood.picks && !picked) return notKnown(text, 0.7);
  const result: Result = picked
    ? { kind: "text", value: picked }
    : understood.more
      ? ({ kind: "boolean", value: understood.more === "more" ? left > right : left < right } as const)
      : ({ ...one.result, value: Number((left - right).toFixed(3)) } as const);
  return {
    text,
    result,
    citations: [...one.citations.slice(-5), ...two.citations.slice(-5)],
    confidence: Math.min(one.confidence, two.confidence, SURE),
  };
}

/** The day of the two; none where they are even, or are no days. */
function pickOf(one: Asked, two: Asked, difference: number): string | undefined {
  const isFirst = one.understood.more === "less" ? difference < 0 : difference > 0;
  const [window] = (isFirst ? one : two).windows;
  if (!window || difference === 0 || window.to - window.from > LONGEST_DAY) return undefined;
  return one.language.says.dayNamed(window.from, one);
}

/** "colder tonight than last night" may name one night by two words; nothing is more than itself. */
const isTheSame = (asked: Asked, other: Asked): boolean => {
  const about = ({ windows, entities, understood }: Asked) =>
    JSON.stringify([windows, entities.map(({ key }) => key), understood.predicate, understood.measure]);
  return about(asked) === about(other);
};

/** Longer means duration, more often how often, warmer the mean, and more of what a meter counts is a sum. */
const quantityOf = ({ understood: { quantity, intent }, entities }: Asked): Intent =>
  quantity ?? (entities.length > 0 && entities.every(isMeter) ? "total" : intent);
