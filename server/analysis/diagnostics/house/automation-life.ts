import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { reactsTo } from "../automations/expected-triggers.ts";
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
import { type AutomationRuns, automationRuns } from "./automation-runs.ts";
import { type Failure, failuresOf } from "./failures.ts";

const WEEK = 7 * 86_400;
/** How far back is read of what may have triggered quiet ones, and of how many: numbers come each few seconds. */
const LOOKED_BACK = [
  { isNumber: false, seconds: 2 * WEEK, most: 300 },
  { isNumber: true, seconds: 3 * 86_400, most: 10 },
] as const;
/** What happened is read so often; whether it was answered, each time. */
const READ_EVERY_SECONDS = 600;
/** What ran lately is alive. */
const QUIET_SECONDS = 6 * 3_600;

/** What automations do and did; instants in seconds since the epoch. */
export interface AutomationLife extends AutomationRuns {
  readonly configuredAt: ReadonlyMap<string, number>; // by entity id; at the latest
  readonly reactedAt: ReadonlyMap<string, number>; // by entity id, and by id: the last trace, conditions that did not hold included
  /** Between the first and the last of all, traces are surely kept; undefined where there are none. */
  readonly traced: { readonly from: number; readonly until: number } | undefined;
  readonly failures: readonly Failure[];
  readonly transitions: ReadonlyMap<string, readonly Transition[]>; // by entity id, of what may have triggered quiet ones
}

type Parts = { things: ReadonlyMap<string, Thing>; configurations: readonly Configuration[] };
type Past = AutomationRuns & { at: number; transitions: ReadonlyMap<string, readonly Transition[]> };
const readBefore = new WeakMap<object, Past>(); // by the states of a home

export async function automationLife(tx: Queries, looked: Looked, parts: Parts): Promise<AutomationLife> {
  const { home, now, present } = looked;
  const traces = await tracesSince(tx, home, instantOf((now - WEEK) * 1000));
  const configured = await configuredSince(tx, home);
  const before = readBefore.get(present);
  const isFresh = before !== undefined && now >= before.at && now - before.at < READ_EVERY_SECONDS;
  const past = isFresh ? before : await readPast(tx, looked, parts);
  readBefore.set(present, past);
  return {
    ...past,
    configuredAt: new Map(configured.map((it) => [it.entity_id, secondsOf(it.at)])),
    reactedAt: new Map(traces.flatMap(reactions)),
    traced: tracedIn(traces),
    failures: await failuresOf(tx, home, traces),
  };
}

const readPast = async (tx: Queries, looked: Looked, parts: Parts): Promise<Past> => ({
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
