import type { Temporal } from "temporal-polyfill";
import type { Intent, Relation, Understood } from "../meaning/understood.ts";
import type { Between } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import { understoodEntities } from "./entities.ts";
import { spellsOf, type Told } from "./spells-of.ts";

type Parts = Pick<Asked, "tx" | "home" | "read" | "now" | "since"> & { midnight: number };

export type Windows = { windows: Between[]; isMoment: boolean } | { missing: Understood };

/** Looked for in all of the memory unless a time is given; the others are about today. */
const EVER: readonly Intent[] = ["last", "first", "since", "why", "who", "where"];
const DAY = 86_400_000_000; // microseconds

export const microseconds = (at: Temporal.ZonedDateTime): number => Number(at.epochNanoseconds / 1_000n);

/** The spans that a question is about; `missing` where the clause that says when never happened. */
export async function windowsOf(understood: Understood, parts: Parts): Promise<Windows> {
  const { when, intent, clause } = understood;
  const whole = {
    from: when?.from ? microseconds(when.from) : parts.since,
    to: when ? microseconds(when.to) : parts.now,
  };
  if (!clause) {
    if (when) return { windows: [whole], isMoment: when.isMoment };
    return { windows: [EVER.includes(intent) ? whole : { from: parts.midnight, to: parts.now }], isMoment: false };
  }
  const own = clause.understood.when;
  const around = own ? { from: own.from ? microseconds(own.from) : parts.since, to: microseconds(own.to) } : whole;
  const told = await spellsOf(parts, understoodEntities(clause.understood), clause.understood, around);
  const chosen = when || own ? told : told.slice(-1);
  if (chosen.length === 0) return { missing: clause.understood };
  return bounded(clause.relation, chosen, { clause: clause.understood, around, now: parts.now });
}

type Around = { clause: Understood; around: Between; now: number };

function bounded(
  relation: Relation,
  told: readonly Told[],
  { clause, around, now }: Around,
): { windows: Between[]; isMoment: boolean } {
  const last = told.at(-1)?.spell;
  const edge = clause.edge === "end" ? (last?.to ?? now) : (last?.from ?? now);
  switch (relation) {
    case "when":
      return {
        windows: told.map(({ spell }) => ({
          from: clause.edge === "end" ? spell.to : spell.from,
          to: clause.edge === "end" ? spell.to : spell.from,
        })),
        isMoment: true,
      };
    case "while":
      return { windows: told.map(({ spell: { from, to } }) => ({ from, to })), isMoment: false };
    case "since":
      return { windows: [{ from: edge, to: now }], isMoment: false };
    case "after":
      return { windows: [{ from: edge, to: Math.max(edge, Math.min(around.to, now)) }], isMoment: false };
    default:
      return { windows: [{ from: Math.min(around.from, edge - DAY), to: edge }], isMoment: false };
  }
}
