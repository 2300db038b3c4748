import type { Temporal } from "temporal-polyfill";
import type { Intent, Relation, Understood } from "../meaning/understood.ts";
import type { Between } from "../past/past.ts";
import { leftOut, shared } from "../past/stretches.ts";
import type { Asked } from "./asked.ts";
import { understoodEntities } from "./entities.ts";
import { isOfHappenings, around as nearly } from "./moments.ts";
import { spellsOf } from "./spells-of.ts";

type Parts = Pick<Asked, "tx" | "home" | "read" | "now" | "since"> & { midnight: number };

export type Windows = { windows: Between[]; isMoment: boolean } | { missing: Understood; around: Between };

/** Looked for in all of the memory unless a time is given; the others are about today. */
const EVER: readonly Intent[] = ["last", "first", "since", "why", "who", "where", "day", "usual"];
const isOfAllTime = ({ intent, extreme, answers, configuration, run, isDaily, nth = 0 }: Understood): boolean =>
  nth <= 0 &&
  (run !== undefined ||
    isDaily ||
    configuration?.asks === "when" ||
    configuration?.asks === "who" ||
    EVER.includes(intent) ||
    (extreme !== undefined && answers === "instant"));
const DAY = 86_400_000_000; // microseconds
const DAYS_OF_ANY = 14;

export const microseconds = (at: Temporal.ZonedDateTime): number => Number(at.epochNanoseconds / 1_000n);

/** The spans that a question is about; `missing` where the clause that says when never happened. */
export async function windowsOf(understood: Understood, parts: Parts): Promise<Windows> {
  const { when, clause } = understood;
  const whole = {
    from: when?.from ? microseconds(when.from) : parts.since,
    to: when ? microseconds(when.to) : parts.now,
  };
  if (!clause) {
    if (when?.isMoment && isOfHappenings(understood)) return { windows: [nearly(whole, parts.now)], isMoment: false };
    if (when) return { windows: [whole], isMoment: when.isMoment };
    return { windows: [isOfAllTime(understood) ? whole : { from: parts.midnight, to: parts.now }], isMoment: false };
  }
  const own = clause.understood.when;
  const told = own ? { from: own.from ? microseconds(own.from) : parts.since, to: microseconds(own.to) } : whole;
  const around = (own ?? when)?.isMoment ? nearly(told, parts.now) : told;
  const chosen =
    when || own ? await stretchesOf(clause.understood, parts, around) : await untimed(understood, parts, around);
  if (chosen.length === 0) return { missing: clause.understood, around };
  return bounded(clause.relation, chosen, { clause: clause.understood, around, now: parts.now });
}

/** "was it ever open while nobody was in" is true of any such time, and not of the last alone. */
async function untimed({ intent, clause }: Understood, parts: Parts, around: Between): Promise<Stretch[]> {
  if (!clause) return [];
  const lately = { from: Math.max(around.from, around.to - DAYS_OF_ANY * DAY), to: around.to };
  const any =
    intent === "boolean" && clause.relation === "while" ? await stretchesOf(clause.understood, parts, lately) : [];
  return any.length > 0 ? any : latest(clause.understood, parts, around);
}

/** Most things happened lately. */
async function latest(clause: Understood, parts: Parts, around: Between): Promise<Stretch[]> {
  for (const days of [1, 14, 3_660]) {
    const lately = { from: Math.max(around.from, around.to - days * DAY), to: around.to };
    const found = (await stretchesOf(clause, parts, lately)).filter(
      ({ from }) => from > lately.from || lately.from === around.from,
    );
    if (found.length > 0 || lately.from === around.from) return found.slice(-1);
  }
  return [];
}

/** When a clause held: of any that it names, of all ("while we were out"), or of none ("while nobody was in"). */
async function stretchesOf(clause: Understood, parts: Parts, around: Between): Promise<Stretch[]> {
  const entities = understoodEntities(clause);
  const told = await spellsOf(parts, entities, clause, around);
  if (clause.quantifier === "none")
    return leftOut(
      told.map(({ spell }) => spell),
      around,
    );
  if (clause.quantifier === "all" && entities.length > 1)
    return shared(
      entities.map((entity) => told.filter((one) => one.entity === entity).map(({ spell }) => spell)),
      around,
    );
  return told.map(({ spell: { from, to, isCarried } }) => ({ from, to, isCarried }));
}

type Stretch = Between & { isCarried?: boolean };
type Around = { clause: Understood; around: Between; now: number };

function bounded(
  relation: Relation,
  told: readonly Stretch[],
  { clause, around, now }: Around,
): { windows: Between[]; isMoment: boolean } {
  const last = told.at(-1);
  const edge = clause.edge === "end" ? (last?.to ?? now) : (last?.from ?? now);
  switch (relation) {
    case "when":
      return {
        windows: (clause.edge === "end" ? told : told.filter(({ isCarried }) => !isCarried)).map(({ from, to }) =>
          clause.edge === "end" ? { from: to, to } : { from, to: from },
        ),
        isMoment: true,
      };
    case "while":
      return { windows: told.map(({ from, to }) => ({ from, to })), isMoment: false };
    case "since":
      return { windows: [{ from: edge, to: now }], isMoment: false };
    case "after":
      return { windows: [{ from: edge, to: Math.max(edge, Math.min(around.to, now)) }], isMoment: false };
    default:
      return { windows: [{ from: Math.min(around.from, edge - DAY), to: edge }], isMoment: false };
  }
}
