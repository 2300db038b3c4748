import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { numberOf } from "./cycles/sample.ts";
import { alike, quantiles } from "./cycles/weighed.ts";
import type { Found, Stretch } from "./found.ts";
import { habitsKept, hourlyExtremes, keepHabit, statesOf, type Thing, usualSeconds } from "./queries.ts";
import { type StateAt, spansWhere, statesByEntity } from "./spans-where.ts";

const DAY = 86_400_000_000; // microseconds
const LEARNS_FROM = 28 * DAY;
const LEARNS_EVERY = DAY;
/** Two days of hours: a band of less is that of one day. */
const LEAST_HOURS = 48;
/** Beyond what it nearly always is, by so much of its width. */
const BEYOND = 0.25;
const CLASSES = ["temperature", "humidity", "carbon_dioxide", "pm25", "volatile_organic_compounds", "pressure"];
const KNOWN_FROM = 3;

/** What a sensor nearly always reads; an excursion begins outside of `low` to `high` and lasts until it is `inside` again. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly inside: readonly [low: number, high: number];
}

export const bandOf = (hours: readonly { min: number; max: number }[]): Band | undefined => {
  if (hours.length < LEAST_HOURS) return undefined;
  const low = quantiles(alike(hours.map(({ min }) => min)))(0.02);
  const high = quantiles(alike(hours.map(({ max }) => max)))(0.98);
  if (high <= low) return undefined;
  const beyond = (high - low) * BEYOND;
  return { low: low - beyond, high: high + beyond, inside: [low, high] };
};

type Making = { home: number; stretch: Stretch; open: readonly number[] };

const hasBand = ({ entity_id, device_class }: Pick<Thing, "entity_id" | "device_class">): boolean =>
  entity_id.startsWith("sensor.") && CLASSES.includes(device_class ?? "");

/** When sensors were outside of what is usual for them. `open` were when the stretch began. Answers which were looked at, too. */
export async function excursions(tx: Queries, things: readonly Thing[], { home, stretch, open }: Making) {
  const keys = things.filter(hasBand).map(({ id }) => id);
  const bands = await bandsOf(tx, keys, { home, stretch });
  const span = { home, from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  const outside = (await hourlyExtremes(tx, { ...span, keys })).filter(({ key, min, max }) => {
    const band = bands.get(key);
    return band && (min < band.low || max > band.high);
  });
  const looked = [...new Set([...open.filter((key) => bands.has(key)), ...outside.map(({ key }) => key)])];
  if (looked.length === 0) return { found: [], looked };
  const usual = new Map<string, number>(); // by kind and entity
  for (const kind of ["above", "below"] as const)
    for (const { key, seconds, n } of await usualSeconds(tx, home, kind))
      if (n >= KNOWN_FROM) usual.set(`${kind} ${key}`, seconds);
  const states = statesByEntity(await statesOf(tx, { ...span, keys: looked }));
  const found = looked.flatMap((key) => {
    const band = bands.get(key);
    return band ? outsideOf(key, states.get(key) ?? [], band, stretch.to) : [];
  });
  return { found: found.map((one) => ({ ...one, seconds: usual.get(`${one.kind} ${one.entity}`) })), looked };
}

function outsideOf(entity: number, states: readonly StateAt[], { low, high, inside }: Band, end: number): Found[] {
  const sides = [
    { kind: "above" as const, edge: inside[1], holds: beyond((value, isOpen) => value > (isOpen ? inside[1] : high)) },
    { kind: "below" as const, edge: inside[0], holds: beyond((value, isOpen) => value < (isOpen ? inside[0] : low)) },
  ];
  return sides.flatMap(({ kind, edge, holds }) =>
    spansWhere(states, holds, end).map((span) => {
      const values = states.flatMap(({ at, state }) =>
        at >= span.from && at < span.to ? (numberOf(state) ?? []) : [],
      );
      const amount = values.reduce((far, one) => (kind === "above" ? Math.max(far, one) : Math.min(far, one)), edge);
      return { entity, kind, ...span, amount, usual: edge };
    }),
  );
}

const beyond = (is: (value: number, isOpen: boolean) => boolean) => (state: string, isOpen: boolean) => {
  const value = numberOf(state);
  return value !== undefined && is(value, isOpen);
};

async function bandsOf(tx: Queries, keys: readonly number[], { home, stretch }: Omit<Making, "open">) {
  const rows = new Map((await habitsKept(tx, home, "band")).map((row) => [row.entity_id, row]));
  const isFresh = (key: number) => {
    const at = rows.get(key)?.learned_at;
    return at !== undefined && Math.abs(stretch.from - toMicroseconds(at)) < LEARNS_EVERY;
  };
  const stale = keys.filter((key) => !isFresh(key));
  const at = fromMicroseconds(stretch.from);
  const past = { home, keys: stale, from: fromMicroseconds(stretch.from - LEARNS_FROM), to: at };
  const hours = Map.groupBy(stale.length > 0 ? await hourlyExtremes(tx, past) : [], ({ key }) => key);
  const bands = new Map<number, Band>(); // by entity
  for (const key of keys) {
    const band = isFresh(key) ? undefined : bandOf(hours.get(key) ?? []);
    if (!isFresh(key)) await keepHabit(tx, home, { entity: key, kind: "band", habit: band, at });
    const known = band ?? (rows.get(key)?.habit as Band | null | undefined);
    if (known) bands.set(key, known);
  }
  return bands;
}
