import { absent } from "./absent.ts";
import { within } from "./amounts.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { cited } from "./cited.ts";
import { isOfEnd, momentOf } from "./instants.ts";
import type { Told } from "./spells-of.ts";

/** "did Anna come home before Ben": by their first times and by their last, which must not tell otherwise. */
export async function race(asked: Asked, other: Asked): Promise<Outcome> {
  const [one, two] = [await begunOf(asked), await begunOf(other)];
  const [mine, rivals] = [ends(one), ends(two)];
  if (!mine) return absent(asked);
  if (!rivals) return absent(other);
  const isEnd = isOfEnd(asked.understood);
  const at = ({ spell }: Told) => momentOf(spell, isEnd);
  const isBefore = at(mine.first) < at(rivals.first);
  const { says } = asked.language;
  const told = [
    { of: asked, it: mine.first },
    { of: other, it: rivals.first },
  ];
  const text = told
    .map(({ of, it }) => says.instant({ ...of, told: it, at: at(it), order: "first", isEnd, ago: undefined }))
    .join(" ");
  if (at(mine.last) < at(rivals.last) !== isBefore) return notKnown(text, 0.7);
  const value = asked.understood.order === "after" ? !isBefore : isBefore;
  return {
    text: says.yesOrNo(value, text),
    result: { kind: "boolean", value },
    citations: told.map(({ of, it }) => cited(of, it.entity, at(it), it.spell.state)),
    confidence: SURE,
  };
}

async function begunOf(asked: Asked): Promise<Told[]> {
  const isEnd = isOfEnd(asked.understood);
  return (await within(asked)).filter(({ spell }) => (isEnd ? !spell.isOngoing : !spell.isCarried));
}

function ends(told: readonly Told[]): { first: Told; last: Told } | undefined {
  const [first, last] = [told[0], told.at(-1)];
  return first && last ? { first, last } : undefined;
}
