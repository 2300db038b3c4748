import { numberOf } from "#server/analysis/episodes/cycles/sample.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { KnownEntity } from "../house/known-house.ts";
import type { Comparison } from "../meaning/features.ts";
import { domainOf, isOfKind } from "../meaning/kinds.ts";
import { type Holding, holdingOf } from "../meaning/predicates.ts";
import { SYSTEM } from "../meaning/system.ts";
import type { Understood } from "../meaning/understood.ts";
import { downtimesIn, startsAmong } from "../past/downtimes.ts";
import type { Between } from "../past/past.ts";
import { MOST_ROWS, runsIn } from "../past/queries.ts";
import { type Spell, type State, secondsOf, spellsIn } from "../past/spells.ts";
import { runsOf } from "./appliance-runs.ts";
import type { Place } from "./asked.ts";
import { pastIn } from "./read-ahead.ts";

export interface Told {
  readonly entity: KnownEntity;
  readonly spell: Spell;
  /** Watt hours that it drew, where its power tells that it ran. */
  readonly energy?: number;
}

type About = Pick<Understood, "predicate" | "comparison" | "lasting" | "zone">;

/** Each time that what is asked about was so, of all entities that are meant, in the order of their beginnings. */
export async function spellsOf(
  place: Place,
  entities: readonly KnownEntity[],
  about: About,
  between: Between,
): Promise<Told[]> {
  if (entities.includes(SYSTEM)) return ofSystem(place, about, between);
  const drawing = entities.filter((entity) => isByPower(entity, about));
  const programs = entities.filter((entity) => isProgram(entity, about));
  const other = entities.filter((entity) => !drawing.includes(entity) && !programs.includes(entity));
  const told = [
    ...(await read(place, other, about, between)),
    ...(await runsOf(place, drawing, between)),
    ...(await programRuns(place, programs, between)),
  ];
  const { lasting } = about;
  const isLongEnough = ({ spell }: Told) =>
    !lasting || (lasting.atLeast ? secondsOf(spell) >= lasting.seconds : secondsOf(spell) < lasting.seconds);
  return told.filter(isLongEnough).sort((one, next) => one.spell.from - next.spell.from);
}

async function ofSystem({ tx, home }: Place, { predicate }: About, between: Between): Promise<Told[]> {
  const downtimes = await downtimesIn(tx, home, between);
  const spells = predicate === "restarted" ? startsAmong(downtimes) : downtimes;
  return spells.map((spell) => ({ entity: SYSTEM, spell }));
}

async function read(place: Place, entities: readonly KnownEntity[], about: About, between: Between): Promise<Told[]> {
  if (entities.length === 0) return [];
  const keys = entities.map(({ key }) => key);
  const past = await pastIn(place, keys, between);
  place.read.push(past);
  return entities.flatMap((entity) => {
    const holding = heldBy(entity, about);
    const states = past.states.get(entity.key) ?? [];
    return holding ? spellsIn(states, holding, between.to).map((spell) => ({ entity, spell })) : [];
  });
}

/** Automations and scripts tell by an event that they ran. */
async function programRuns(place: Place, entities: readonly KnownEntity[], between: Between): Promise<Told[]> {
  if (entities.length === 0) return [];
  const keys = entities.map(({ key }) => key);
  const rows = await runsIn(place.tx, place.home, {
    keys,
    from: fromMicroseconds(between.from),
    to: fromMicroseconds(between.to),
  });
  place.read.push({ between, states: new Map(), gaps: [], rows: rows.length, isTooMuch: rows.length >= MOST_ROWS });
  return rows.flatMap(({ key, at }) => {
    const entity = entities.find((one) => one.key === key);
    const from = toMicroseconds(at);
    return entity
      ? [{ entity, spell: { from, to: from, state: "ran", isCarried: false, isOngoing: false, unknown: 0 } }]
      : [];
  });
}

const isProgram = (entity: KnownEntity, { predicate }: About): boolean =>
  ["automation", "script"].includes(domainOf(entity)) &&
  (predicate === "running" || predicate === "triggered" || predicate === "happened");

const isByPower = (entity: KnownEntity, { predicate }: About): boolean =>
  predicate === "running" && isOfKind(entity, "power");

function heldBy(
  entity: KnownEntity,
  { predicate, comparison, zone }: About,
): Pick<Holding, "marks" | "also" | "isMomentary"> | undefined {
  if (comparison) {
    const { side } = comparison;
    const value = limitOf(comparison, entity);
    const compares = (state: string) => {
      const number = numberOf(state);
      return number !== undefined && (side === "above" ? number > value : number < value);
    };
    return { marks: compares };
  }
  if (zone !== undefined) return { marks: (state) => state.toLowerCase() === zone.toLowerCase() };
  return predicate === undefined ? { marks: "any", isMomentary: true } : holdingOf(predicate, entity);
}

const limitOf = ({ value }: Comparison, { unit }: KnownEntity): number =>
  value === "freezing" ? (unit === "°F" ? 32 : 0) : value;

/** States of one entity, for values; with the one that it had when the span began. */
export async function statesOf(
  place: Place,
  entities: readonly KnownEntity[],
  between: Between,
): Promise<Map<KnownEntity, readonly State[]>> {
  const keys = entities.map(({ key }) => key);
  const past = await pastIn(place, keys, between);
  place.read.push(past);
  return new Map(entities.map((entity) => [entity, past.states.get(entity.key) ?? []]));
}
