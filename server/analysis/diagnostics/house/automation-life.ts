import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { reactsTo } from "../automations/expected-triggers.ts";
import type { Fight } from "../automations/fights.ts";
import type { Transition } from "../automations/occurred.ts";
import type { Looked, Thing } from "../house-now.ts";
import type { Configuration } from "../references/configurations.ts";
import {
  configuredSince,
  type TraceSums,
  type TransitionRow,
  tracesSince,
  transitionsOf,
} from "./automation-queries.ts";
import { type AutomationRuns, automationRuns, fightsNow } from "./automation-runs.ts";
import { type Failure, failuresOf } from "./failures.ts";

const WEEK = 7 * 86_400;
/** How far back is read of what may have triggered quiet ones, and of how many: numbers come each few seconds. */
const LOOKED_BACK = [
  { isNumber: false, seconds: 2 * WEEK, most: 300 },
  { isNumber: true, seconds: 3 * 86_400, most: 10 },
] as const;
/** What happened in weeks is most of what a look costs: read soon again at first, while a past may still come in, and later so rarely. Whether it was answered is looked at each time. */
const READ_AGAIN_SECONDS = 600;
const READ_EVERY_SECONDS = 3 * 3_600;
/** What ran lately is alive. */
const QUIET_SECONDS = 6 * 3_600;

/** What automations do and did; instants in seconds since the epoch. */
export interface AutomationLife extends AutomationRuns {
  readonly configuredAt: ReadonlyMap<string, number>; // by entity id; at the latest
  readonly reactedAt: ReadonlyMap<string, number>; // by entity id, and by id: the last trace, conditions that did not hold included
  /** Between the first and the last of all, traces are surely kept; undefined where there are none. */
  readonly traced: { readonly from: number; readonly until: number } | undefined;
  readonly failures: readonly Failure[];
  readonly fights: readonly Fight[];
  readonly transitions: ReadonlyMap<string, readonly Transition[]>; // by entity id, of what may have triggered quiet ones
  /** Up to when transitions are known; undefined: up to now. */
  readonly readAt?: number | undefined;
}

type Parts = { things: ReadonlyMap<string, Thing>; configurations: readonly Configuration[] };
type Past = AutomationRuns & { at: number; times: number; transitions: ReadonlyMap<string, readonly Transition[]> };
const readBefore = new WeakMap<object, Past>(); // by the states of a home

export async function automationLife(tx: Queries, looked: Looked, parts: Parts): Promise<AutomationLife> {
  const { home, now, present } = looked;
  const traces = await tracesSince(tx, home, instantOf((now - WEEK) * 1000));
  const configured = await configuredSince(tx, home);
  const before = readBefore.get(present);
  const times = before?.times ?? 0;
  const every = Math.min(READ_EVERY_SECONDS, times * READ_AGAIN_SECONDS);
  const isFresh = before !== undefined && now >= before.at && now - before.at < every;
  const past = isFresh ? before : { ...(await readPast(tx, looked, parts)), times: times + 1 };
  readBefore.set(present, past);
  return {
    ...past,
    readAt: past.at,
    fights: await fightsNow(tx, looked),
    configuredAt: new Map(configured.map((it) => [it.entity_id, secondsOf(it.at)])),
    reactedAt: new Map(traces.flatMap(reactions)),
    traced: tracedIn(traces),
    failures: await failuresOf(tx, home, traces),
  };
}

const readPast = async (tx: Queries, looked: Looked, parts: Parts) => ({
  at: looked.now,
  ...(await automationRuns(tx, looked, parts.things)),
  transitions: await transitionsNow(tx, looked, parts),
});

const reactions = ({ item_id, entity_id, domain, last }: TraceSums): [string, number][] =>
  domain === "automation" ? [entity_id ?? item_id, item_id].map((id) => [id, secondsOf(last)]) : [];

function tracedIn(traces: readonly TraceSums[]) {
  if (traces.length === 0) return undefined;
  const from = Math.min(...traces.flatMap(({ first }) => (first ? secondsOf(first) : [])));
  return { from, until: Math.max(...traces.map(({ last }) => secondsOf(last))) };
}

const secondsOf = (at: string): number => toMicroseconds(at) / 1e6;

async function transitionsNow(tx: Queries, { home, now }: Looked, parts: Parts) {
  const watched = watchedBy(parts, now);
  const rows: TransitionRow[] = [];
  for (const { isNumber, seconds, most } of LOOKED_BACK) {
    const keys = watched.filter(({ unit }) => (unit !== null) === isNumber).map(({ key }) => key);
    const span = { since: instantOf((now - seconds) * 1000), now: instantOf(now * 1000), keys: keys.slice(0, most) };
    if (keys.length > 0) rows.push(...(await transitionsOf(tx, home, span)));
  }
  const transitions = new Map<string, Transition[]>();
  for (const { entity_id, at, from, to, until } of rows) {
    const one = { at: secondsOf(at), from, to, until: until === null ? undefined : secondsOf(until) };
    transitions.set(entity_id, [...(transitions.get(entity_id) ?? []), one]);
  }
  return transitions;
}

/** What would start the automations that have been quiet for hours. */
function watchedBy({ things, configurations }: Parts, now: number): Thing[] {
  const quiet = configurations.filter(({ kind, entity_id }) => {
    const self = things.get(entity_id ?? "");
    const last = Date.parse(String(self?.attributes.last_triggered)) / 1000;
    return kind === "automation" && self?.state === "on" && !(now - last < QUIET_SECONDS);
  });
  const ids = quiet.flatMap(({ body }) =>
    reactsTo(body).triggers.flatMap((it) => (it.kind === "every" ? [] : it.entities)),
  );
  return [...new Set(ids)].flatMap((id) => things.get(id) ?? []);
}
