import type { KnownEntity } from "../house/known-house.ts";
import { absent } from "./absent.ts";
import { gapNote, sureness, union, within } from "./amounts.ts";
import type { Asked, Outcome } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import type { Told } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

/** "which ran longer, the washer or the dryer" */
export const isOfTheMost = ({ understood: { more, predicate, quantity }, entities, isMoment }: Asked): boolean =>
  more !== undefined &&
  predicate !== undefined &&
  (quantity === "duration" || quantity === "count") &&
  entities.length > 1 &&
  !isMoment;

/** "which lamp was on the longest" */
export const isOfTheLongest = ({ understood: { length, wantsWhich, answers }, entities }: Asked): boolean =>
  (length === "longest" || length === "shortest") && wantsWhich && answers === undefined && entities.length > 1;

type Each = { entity: KnownEntity; told: readonly Told[]; value: number };

/** Of several things the one that was so longest or most often in all; all of them where they are even. */
export async function whichMost(asked: Asked): Promise<Outcome> {
  const all = await within(asked);
  const each = asked.entities.map((entity) => eachOf(asked, entity, all));
  // Of two that are named each is told; of all lamps only those that were on.
  const isOfNamed = isOfTheMost(asked);
  const counted = isOfNamed ? each : each.filter(({ told }) => told.length > 0);
  const nothing = all.length === 0 ? (unrecorded(asked) ?? (isOfNamed ? undefined : absent(asked))) : undefined;
  if (nothing) return nothing;
  const { more, length } = asked.understood;
  const isLeast = more === "less" || length === "shortest";
  const best = (isLeast ? Math.min : Math.max)(...counted.map(({ value }) => value));
  const found = counted.filter(({ value }) => value === best);
  return {
    text: (isOfNamed ? counted : found).map((one) => said(asked, one)).join(" ") + gapNote(asked),
    result: { kind: "list", value: found.map(({ entity }) => entity.entity_id) },
    citations: found.flatMap(({ entity, told }) =>
      told.slice(-MOST_CITATIONS / found.length).map(({ spell }) => cited(asked, entity, spell.from, spell.state)),
    ),
    confidence: sureness(asked),
  };
}

const isCounted = ({ understood }: Asked): boolean => understood.quantity === "count";

function eachOf(asked: Asked, entity: KnownEntity, all: readonly Told[]): Each {
  const told = all.filter((one) => one.entity === entity && !(isCounted(asked) && one.spell.isCarried));
  return { entity, told, value: isCounted(asked) ? told.length : union(told) };
}

function said(asked: Asked, { entity, told, value }: Each): string {
  const { says } = asked.language;
  const of = { ...asked, entities: [entity], understood: { ...asked.understood, quantifier: undefined } };
  return isCounted(asked)
    ? says.count({ ...of, count: value })
    : says.duration({ ...of, seconds: value, times: told.length });
}
