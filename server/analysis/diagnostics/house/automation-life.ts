import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { Fight } from "../automations/fights.ts";
import type { Fired, Transition } from "../automations/occurred.ts";
import type { Member } from "../automations/triggers/known.ts";
import type { Looked, Thing } from "../house-now.ts";
import type { Configuration } from "../references/configurations.ts";
import { configuredSince, type TraceSums, tracesSince } from "./automation-queries.ts";
import { type AutomationRuns, automationRuns, fightsNow } from "./automation-runs.ts";
import { type Failure, failuresOf } from "./failures.ts";
import { type Triggering, triggeringOf } from "./triggering.ts";

const WEEK = 7 * 86_400;
/** What happened in weeks is most of what a look costs: read soon again at first, while a past may still come in, and later so rarely. Whether it was answered is looked at each time. */
const READ_AGAIN_SECONDS = 600;
const READ_EVERY_SECONDS = 3 * 3_600;
/** What automations do and did; instants in seconds since the epoch. */
export interface AutomationLife extends AutomationRuns {
  readonly configuredAt: ReadonlyMap<string, number>; // by entity id; at the latest
  readonly reactedAt: ReadonlyMap<string, number>; // by entity id, and by id: the last trace, conditions that did not hold included
  /** Between the first and the last of all, traces are surely kept; undefined where there are none. */
  readonly traced: { readonly from: number; readonly until: number } | undefined;
  readonly failures: readonly Failure[];
  readonly fights: readonly Fight[];
  readonly transitions: ReadonlyMap<string, readonly Transition[]>; // by pastOf(), of what may have triggered quiet ones
  readonly fired?: ReadonlyMap<string, readonly Fired[]>; // by type of event
  readonly members?: readonly Member[];
  /** The home's own. */
  readonly timeZone?: string;
  /** Up to when transitions are known; undefined: up to now. */
  readonly readAt?: number | undefined;
}

type Parts = { things: ReadonlyMap<string, Thing>; configurations: readonly Configuration[] };
type Past = AutomationRuns & { at: number; times: number } & Triggering;
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
  ...(await triggeringOf(tx, looked, parts)),
});

const reactions = ({ item_id, entity_id, domain, last }: TraceSums): [string, number][] =>
  domain === "automation" ? [entity_id ?? item_id, item_id].map((id) => [id, secondsOf(last)]) : [];

function tracedIn(traces: readonly TraceSums[]) {
  if (traces.length === 0) return undefined;
  const from = Math.min(...traces.flatMap(({ first }) => (first ? secondsOf(first) : [])));
  return { from, until: Math.max(...traces.map(({ last }) => secondsOf(last))) };
}

const secondsOf = (at: string): number => toMicroseconds(at) / 1e6;
