import { fromMicroseconds } from "#server/instant.ts";
import { zonedAt } from "#server/zoned.ts";
import { type Between, widening } from "../past/past.ts";
import { secondsOf } from "../past/spells.ts";
import { shared } from "../past/stretches.ts";
import { absent } from "./absent.ts";
import { type Asked, type Outcome, SURE } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { spellsOf, type Told } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

/** All of it in the spans, each with the part that lies in one. */
export async function within(asked: Asked): Promise<Told[]> {
  const told: Told[] = [];
  for (const window of asked.windows) told.push(...(await spellsOf(asked, asked.entities, asked.understood, window)));
  return told;
}

export async function howOften(asked: Asked): Promise<Outcome> {
  const begun = (await within(asked)).filter(({ spell }) => !spell.isCarried);
  const nothing = begun.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  if (asked.understood.answers === "days") return onHowManyDays(asked, begun);
  const count = begun.length;
  return {
    text: asked.language.says.count({ ...asked, count }) + gapNote(asked),
    result: { kind: "count", value: count },
    citations: begun.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}

/** Days on which it began. */
function onHowManyDays(asked: Asked, begun: readonly Told[]): Outcome {
  const dayOf = ({ spell }: Told) => zonedAt(spell.from, asked.timeZone).toPlainDate();
  const firsts = [...new Map(begun.map((told) => [String(dayOf(told)), told])).values()];
  return {
    text: asked.language.says.onDays({ ...asked, count: firsts.length }) + gapNote(asked),
    result: { kind: "count", value: firsts.length },
    citations: firsts.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}

/** The longest time in one go, the shortest that was whole, or the last. */
async function longest(asked: Asked, told: readonly Told[]): Promise<Outcome> {
  const { length = "longest", answers } = asked.understood;
  const isShortest = length === "shortest";
  const ordered = told
    .filter(({ spell }) => !isShortest || !(spell.isCarried || spell.isOngoing))
    .sort((one, other) => (length === "latest" ? 0 : secondsOf(one.spell) - secondsOf(other.spell)));
  const found = isShortest ? ordered[0] : ordered.at(-1);
  if (!found) return unrecorded(asked) ?? absent(asked);
  const { entity, spell } = found;
  const seconds = Math.round(secondsOf(spell));
  return {
    text: asked.language.says.longest({ ...asked, told: found, seconds, length }) + gapNote(asked),
    result:
      answers === "instant"
        ? { kind: "instant", value: fromMicroseconds(spell.from) }
        : { kind: "duration", value: seconds },
    citations: [cited(asked, entity, spell.from, spell.state)],
    confidence: sureness(asked),
  };
}

export async function howLong(asked: Asked): Promise<Outcome> {
  if (asked.understood.length === "latest" && isTimeless(asked)) {
    const latest = await lastOf(asked);
    return longest(asked, latest ? [latest] : []);
  }
  const told = isOfPeopleTogether(asked) ? await together(asked) : await within(asked);
  if (asked.understood.length) return longest(asked, told);
  const latest = told.length === 0 && isTimeless(asked) ? await lastOf(asked) : undefined;
  if (latest) return howLong({ ...asked, windows: [{ from: latest.spell.from, to: latest.spell.to }] });
  const nothing = told.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const whole = asked.windows.reduce((sum, window) => sum + lengthOf(window), 0);
  const seconds = asked.understood.quantifier === "none" ? whole - union(told) : union(told);
  return {
    text: asked.language.says.duration({ ...asked, seconds, times: told.length }) + gapNote(asked),
    result: { kind: "duration", value: Math.round(seconds) },
    citations: told.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}

const OF_PEOPLE: readonly unknown[] = ["home", "away", "atZone"];

/** "how long were we all out": not one or the other. */
const isOfPeopleTogether = ({ understood: { quantifier, predicate }, entities }: Asked): boolean =>
  quantifier === "all" && entities.length > 1 && OF_PEOPLE.includes(predicate);

/** The times that all of them share, told of the first. */
async function together(asked: Asked): Promise<Told[]> {
  const [entity] = asked.entities;
  const all: Told[] = [];
  for (const window of asked.windows) {
    const told = await spellsOf(asked, asked.entities, asked.understood, window);
    const each = asked.entities.map((one) => told.filter((it) => it.entity === one).map(({ spell }) => spell));
    for (const { from, to } of shared(each, window))
      if (entity)
        all.push({
          entity,
          spell: { from, to, state: "", isCarried: from === window.from, isOngoing: to === window.to, unknown: 0 },
        });
  }
  return all;
}

/** "How long did it leak?" asks about the last time, where it was not today. */
export const isTimeless = ({ understood: { when, clause, quantifier }, windows, since }: Asked): boolean =>
  !when && !clause && quantifier !== "none" && windows.length === 1 && (windows[0]?.from ?? since) > since;

async function lastOf(asked: Asked): Promise<Told | undefined> {
  for (const part of widening({ from: asked.since, to: asked.now }, true)) {
    const told = (await spellsOf(asked, asked.entities, asked.understood, part)).at(-1);
    if (told && told.spell.to > told.spell.from && (!told.spell.isCarried || part.from === asked.since)) return told;
  }
  return undefined;
}

/** Seconds in which at least one of them was so. */
export function union(told: readonly Told[]): number {
  const [first] = told;
  if (told.every(({ entity }) => entity === first?.entity))
    return told.reduce((sum, { spell }) => sum + secondsOf(spell), 0);
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of told.map(({ spell }) => spell).sort((one, other) => one.from - other.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered / 1e6;
}

const lengthOf = ({ from, to }: Between): number => (to - from) / 1e6;

export const gapNote = (asked: Asked): string => {
  const gap = asked.read.flatMap(({ gaps }) => gaps)[0];
  return gap ? ` ${asked.language.says.gap({ ...asked, gap })}` : "";
};

/** A gap in the span may hide more of it. */
export const sureness = (asked: Asked): number =>
  asked.read.some(({ gaps, isTooMuch }) => gaps.length > 0 || isTooMuch) ? 0.6 : SURE;
