import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { episodesTouching, takeUnlearned } from "#server/store/memory/episodes/queries.ts";
import { tellHour } from "#server/store/memory/sentences/tell-hour.ts";
import { applianceRuns } from "./appliance-runs.ts";
import { excursions } from "./bands.ts";
import { failures } from "./failures.ts";
import type { Stretch } from "./found.ts";
import { keepFound, type Looked, secondsOf } from "./keep-found.ts";
import { nights } from "./nights.ts";
import { outages } from "./outages.ts";
import { dueAmong, firstNotClosed, gapsIn, type Thing, thingsOf } from "./queries.ts";
import { hasStateSpans, stateSpans } from "./state-spans.ts";

export type Learning = { home: number; timeZone: string; hours: readonly string[] };
const HOUR = 3_600_000_000; // microseconds

/** Makes the episodes of hours that lie side by side, in one transaction with the marks that they are due; again makes the same again. */
export async function learnStretch(tx: Queries, learning: Learning): Promise<void> {
  const { home, hours } = learning;
  if ((await takeUnlearned(tx, home, hours)) === 0) return;
  const [first = "", last = ""] = [hours[0], hours.at(-1)];
  const stretch = { from: toMicroseconds(first), to: toMicroseconds(last) + HOUR };
  const closedUntil = await closedBehind(tx, home, stretch.to);
  const things = await thingsOf(tx, home);
  const place = { home, things: new Map(things.map((thing) => [thing.id, thing])) };
  const changed = new Set<string>();
  const keep = async (looked: Looked) => {
    for (const hour of await keepFound(tx, place, looked)) changed.add(hour);
  };
  for (const { thing, found, stretch: own, isTold } of await applianceRuns(tx, things, { home, stretch, closedUntil }))
    await keep({ found, kinds: ["ran"], entities: [thing.id], stretch: own, isTold: () => isTold });
  await keep(await lookedForStates(tx, things, { home, stretch }));
  await keep(await lookedForOutages(tx, things, { home, stretch }));
  await keep(await lookedForExcursions(tx, things, { home, stretch }));
  await keep(await lookedForGaps(tx, { home, stretch }));
  await keep(await lookedForFailures(tx, things, { home, stretch }));
  for (const night of await nights(tx, things, { ...learning, stretch }))
    await keep({ ...night, kinds: ["quiet"], entities: [0], isTold: () => true });
  await tellAgain(tx, home, [...changed]);
}

/** Until when all is closed: hours that came late have closed ones behind them. */
async function closedBehind(tx: Queries, home: number, at: number): Promise<number> {
  const { due, last } = (await firstNotClosed(tx, home, fromMicroseconds(at))) ?? { due: null, last: null };
  if (last === null) return at;
  const end = Math.ceil(toMicroseconds(last) / HOUR) * HOUR;
  return Math.max(at, due === null ? end : Math.min(end, toMicroseconds(due)));
}

type Making = { home: number; stretch: Stretch };

async function lookedForStates(tx: Queries, things: readonly Thing[], making: Making): Promise<Looked> {
  const entities = [0, ...things.filter(hasStateSpans).map(({ id }) => id)];
  const kinds = ["home", "away", "nobody_home", "open", "opening", "closing"] as const;
  const isTold: Looked["isTold"] = ({ kind }) => kind === "away" || kind === "nobody_home" || kind === "open";
  return { found: await stateSpans(tx, things, making), kinds, entities, stretch: making.stretch, isTold };
}

async function lookedForOutages(tx: Queries, things: readonly Thing[], making: Making): Promise<Looked> {
  const away = await openOf(tx, things, making, ["unavailable"]);
  const all = await outages(tx, { ...making, away });
  const known = new Set(things.map(({ id }) => id));
  const found = all.filter(({ entity }) => known.has(entity));
  const entities = [...new Set(found.map(({ entity }) => entity))];
  return { found, kinds: ["unavailable"], entities, stretch: making.stretch, isTold: isUnusual };
}

/** Longer than such a thing usually is; where that is not known yet, each is told. */
const isUnusual: Looked["isTold"] = (episode) => episode.usual === null || (secondsOf(episode) ?? 0) > episode.usual;

async function lookedForExcursions(tx: Queries, things: readonly Thing[], making: Making): Promise<Looked> {
  const open = await openOf(tx, things, making, ["above", "below"]);
  const { found, looked } = await excursions(tx, things, { ...making, open });
  const usual = new Map(found.map(({ entity, kind, seconds }) => [`${kind} ${entity}`, seconds]));
  const isTold: Looked["isTold"] = (episode) =>
    (secondsOf(episode) ?? 0) > (usual.get(`${episode.kind} ${episode.entity_id}`) ?? 0);
  return { found, kinds: ["above", "below"], entities: looked, stretch: making.stretch, isTold };
}

async function lookedForGaps(tx: Queries, { home, stretch }: Making): Promise<Looked> {
  const gaps = await gapsIn(tx, { home, from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) });
  const found = gaps.map(({ from, to }) => ({
    ...{ entity: 0, kind: "gap" as const, isCarried: false, isOngoing: false },
    ...{ from: toMicroseconds(from), to: toMicroseconds(to) },
  }));
  return { found, kinds: ["gap"], entities: [0], stretch, isTold: () => true };
}

async function lookedForFailures(tx: Queries, things: readonly Thing[], making: Making): Promise<Looked> {
  const found = await failures(tx, things, making);
  const reasons = new Map(found.map(({ entity, from, reason }) => [`${entity} ${from}`, reason]));
  const reason = (episode: Parameters<Looked["isTold"]>[0]) =>
    reasons.get(`${episode.entity_id} ${toMicroseconds(episode.started_at)}`) ?? "";
  const entities = [...new Set(found.map(({ entity }) => entity))];
  return { found, kinds: ["failed"], entities, stretch: making.stretch, isTold: () => true, reason };
}

async function openOf(tx: Queries, things: readonly Thing[], { home, stretch }: Making, kinds: Looked["kinds"]) {
  const at = { from: fromMicroseconds(stretch.from - 1), to: fromMicroseconds(stretch.from) };
  const entities = things.map(({ id }) => id);
  return (await episodesTouching(tx, { home, kinds, entities, ...at })).map(({ entity_id }) => entity_id);
}

/** An hour that is still to be closed is told when it closes. */
async function tellAgain(tx: Queries, home: number, hours: readonly string[]): Promise<void> {
  if (hours.length === 0) return;
  const due = new Set((await dueAmong(tx, home, hours)).map(({ hour }) => toMicroseconds(hour)));
  for (const hour of hours) if (!due.has(toMicroseconds(hour))) await tellHour(tx, home, hour);
}
