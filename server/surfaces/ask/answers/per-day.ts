import { absent } from "./absent.ts";
import { howLong, howOften, sureness } from "./amounts.ts";
import type { Asked, Outcome } from "./asked.ts";
import { total } from "./numbers.ts";
import { readAhead } from "./read-ahead.ts";
import { toldAmount } from "./told-amount.ts";
import { daysIn } from "./whole-days.ts";

/** "how much do we use a day": over whole days only, since half a day says nothing of one. */
export async function perDay(asked: Asked): Promise<Outcome> {
  const days = daysIn(asked).filter(({ isWhole }) => isWhole);
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return absent(asked);
  const over = { ...asked, windows: days, understood: { ...asked.understood, answers: undefined } };
  const of = await sumOf(await readAhead(over, days));
  if (typeof of.result.value !== "number") return of;
  const value = Number((of.result.value / days.length).toFixed(3));
  const result = { ...of.result, kind: of.result.kind === "count" ? ("number" as const) : of.result.kind, value };
  const looked = { ...asked, windows: [{ from: first.from, to: last.to }] };
  return {
    text: asked.language.says.perDay({ ...looked, value: toldAmount(asked, result), days: days.length }),
    result,
    citations: of.citations,
    confidence: sureness(asked),
  };
}

const sumOf = (asked: Asked): Promise<Outcome> => {
  const { intent } = asked.understood;
  return intent === "count" ? howOften(asked) : intent === "duration" ? howLong(asked) : total(asked);
};
