import { calledAs } from "#server/analysis/episodes/words.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { Citation, Result } from "../contract.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { partsOf } from "../past/past.ts";
import { secondsOf } from "../past/spells.ts";
import { absent } from "./absent.ts";
import { gapNote, sureness, within } from "./amounts.ts";
import type { Asked, Outcome } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { energyOf } from "./run-energy.ts";
import { spellsOf, statesOf, type Told } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

const DAY = 86_400_000_000; // microseconds
const LONGEST = 3 * DAY;

type Measured = { run: Told; seconds: number; kwh: number | undefined; citations: Outcome["citations"] };

/** One run of an appliance as a whole: what it used, how long it took, or which it was; or what all of them did on average. */
export async function oneRun(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const { run: which } = asked.understood;
  if (which === "mean") return meanOf(asked, known);
  // Whether it took long is asked of the run, and not only of long ones.
  const any = { ...asked, understood: { ...asked.understood, lasting: undefined } };
  const found = which === "last" || which === "first" ? await lastOrFirst(any, which) : await ofAll(any, known, which);
  if (!found) return unrecorded(asked) ?? absent(asked);
  const told = await measured(asked, known, found);
  const { entity, spell } = found;
  const result = resultOf(asked, told);
  const text = asked.language.says.run({ ...asked, ...told, name: calledAs(entity), from: spell.from, to: spell.to });
  return {
    text: (typeof result.value === "boolean" ? asked.language.says.verdict(result.value, text) : text) + gapNote(asked),
    result,
    citations: [...(await ends(asked, found)), ...told.citations],
    confidence: sureness(asked),
  };
}

function resultOf({ understood }: Asked, { run, seconds, kwh }: Measured): Result {
  const { lasting, comparison, isClaim } = understood;
  if (isClaim && lasting)
    return { kind: "boolean", value: lasting.atLeast ? seconds > lasting.seconds : seconds < lasting.seconds };
  if (isClaim && typeof comparison?.value === "number" && kwh !== undefined)
    return { kind: "boolean", value: comparison.side === "above" ? kwh > comparison.value : kwh < comparison.value };
  const isRanked = understood.run !== "last" && understood.run !== "first";
  if (understood.wantsWhich && isRanked) return { kind: "instant", value: fromMicroseconds(run.spell.from) };
  return understood.intent === "total" ? energy(kwh) : { kind: "duration", value: Math.round(seconds) };
}

const energy = (kwh: number | undefined): Result =>
  kwh === undefined ? { kind: "none", value: null } : { kind: "number", value: Number(kwh.toFixed(3)), unit: "kWh" };

async function measured(asked: Asked, known: readonly KnownEntity[], run: Told): Promise<Measured> {
  const { kwh, citations = [] } = (await energyOf(asked, known, run)) ?? {};
  return { run, seconds: secondsOf(run.spell), kwh, citations };
}

/** What it showed when it began and when it ended. */
async function ends(asked: Asked, { entity, spell }: Told): Promise<Outcome["citations"]> {
  const citations: Citation[] = [];
  for (const at of spell.isOngoing ? [spell.from] : [spell.from, spell.to]) {
    const states = await statesOf(asked, [entity], { from: at, to: at + 1 });
    const state = states.get(entity)?.findLast((one) => !one.isCarried)?.state;
    if (state) citations.push(cited(asked, entity, at, state));
  }
  return citations;
}

const isWhole = ({ spell }: Told): boolean => !spell.isCarried && !spell.isOngoing;

/** The one that began last and is over; the one that goes on only where there is no other. */
async function lastOrFirst(asked: Asked, which: "last" | "first"): Promise<Told | undefined> {
  const isBackwards = which === "last";
  let goesOn: Told | undefined;
  for (const part of partsOf(asked.windows, isBackwards)) {
    const told = await spellsOf(asked, asked.entities, asked.understood, part);
    const begun = told.filter(({ spell }) => !spell.isCarried);
    for (const one of isBackwards ? begun.reverse() : begun) {
      const run = await untilItsEnd(asked, one);
      if (!run.spell.isOngoing) return run;
      goesOn ??= run;
    }
  }
  return goesOn;
}

/** A run may end after the span in which it began. */
async function untilItsEnd(asked: Asked, one: Told): Promise<Told> {
  if (!one.spell.isOngoing) return one;
  const { from } = one.spell;
  const span = { from: from - 1, to: Math.min(asked.now, from + LONGEST) };
  const again = await spellsOf({ ...asked, read: [] }, [one.entity], asked.understood, span);
  return again.find(({ spell }) => spell.from === from) ?? one;
}

async function ofAll(
  asked: Asked,
  known: readonly KnownEntity[],
  which: Asked["understood"]["run"],
): Promise<Told | undefined> {
  const runs = (await within(asked)).filter(isWhole);
  const isByEnergy = which === "highest" || which === "lowest" || asked.understood.intent === "total";
  const weighed: { run: Told; weight: number }[] = [];
  for (const run of runs) weighed.push({ run, weight: isByEnergy ? await weightOf(run) : secondsOf(run.spell) });
  weighed.sort((one, other) => one.weight - other.weight);
  return (which === "lowest" || which === "shortest" ? weighed[0] : weighed.at(-1))?.run;

  async function weightOf(run: Told): Promise<number> {
    return run.energy ?? (await energyOf(asked, known, run))?.kwh ?? 0;
  }
}

async function meanOf(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const runs = (await within(asked)).filter(isWhole);
  const [first] = runs;
  if (!first) return unrecorded(asked) ?? absent(asked);
  const all: Measured[] = [];
  for (const run of runs) all.push(await measured(asked, known, run));
  const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
  const energies = all.flatMap(({ kwh }) => kwh ?? []);
  const told = {
    seconds: mean(all.map(({ seconds }) => seconds)),
    kwh: energies.length > 0 ? mean(energies) : undefined,
  };
  const { says } = asked.language;
  return {
    text: says.runs({ ...asked, ...told, name: calledAs(first.entity), count: runs.length }) + gapNote(asked),
    result:
      asked.understood.intent === "total" ? energy(told.kwh) : { kind: "duration", value: Math.round(told.seconds) },
    citations: runs.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}
