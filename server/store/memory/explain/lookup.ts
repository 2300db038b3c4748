import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { unpack } from "../traces/packed.ts";
import { ToldTrace } from "../traces/trace.ts";
import { contextOf } from "./adopt.ts";
import { callOf, idsIn } from "./call.ts";
import type { Lookup } from "./chain.ts";
import { type Fact, isGone, isState, Told } from "./fact.ts";
import { type House, houseOf } from "./house.ts";
import type { Around } from "./link.ts";
import * as queries from "./queries.ts";
import { type Run, runOf } from "./run.ts";

const SECOND = 1_000_000; // microseconds
const LATELY = 180 * SECOND;
const DAY = 86_400 * SECOND;
const STARTS = ["homeassistant_start", "homeassistant_started"];
const DEEDS = ["call_service", "automation_triggered", "script_started", "timer.finished"];

/** Reads what an explanation asks for; inside one transaction, so that it sees one state of the memory. */
export function lookupIn(db: Queries, home: number): Lookup & { house(facts: readonly Fact[]): Promise<House> } {
  async function around(node: Fact): Promise<Around> {
    const lately = await latelyBefore(node);
    const near = await runsNear(node);
    const nearHouse = await houseFor([node, ...lately], near);
    const { context, isCertain } = contextOf(node, { lately, runs: near, house: nearHouse });
    const heard = context ? await eventsOf(context.id, node.at) : [];
    const inContext = node.isLive || !context ? heard : [...heard, ...(await answersTo(heard, node))].sort(byTime);
    const ofParent = context?.parentId ? await eventsOf(context.parentId, node.at) : [];
    const runs = context ? await runsIn(await queries.tracesOfContext(db, home, context.id)) : [];
    const hasFlapped = isState(node) && (isGone(node.state) || isGone(node.oldState));
    return {
      context,
      isCertain,
      lately,
      inContext: inContext.filter((fact) => !isSame(fact, node)),
      ofParent,
      runs,
      house: await houseFor([node, ...lately, ...inContext, ...ofParent], runs, context?.userId),
      restarts: (await queries.restarts(db, home, span(node.at, LATELY, 60 * SECOND))).map(({ at }) => at),
      companions: hasFlapped ? await queries.companions(db, home, node.key) : 0,
    };
  }

  const latelyBefore = async ({ at }: Fact): Promise<Fact[]> => {
    const deeds = await queries.ofTypes(db, home, { types: DEEDS, ...span(at, LATELY, 0) });
    const starts = await queries.ofTypes(db, home, { types: STARTS, ...span(at, LATELY, 60 * SECOND) });
    return [...deeds, ...starts].map(factOf);
  };

  /** Only where the context is missing; a live event has its own, or none. */
  const runsNear = async ({ isLive, context, at }: Fact): Promise<Run[]> =>
    isLive || context?.parentId ? [] : runsIn(await queries.tracesAround(db, home, at));

  const eventsOf = async (context: string, until: Instant): Promise<Fact[]> =>
    (await queries.inContext(db, home, { context, since: beginOf(context, until), until })).map(factOf);

  /** After a gap the states that a context's calls led to have no context either. */
  async function answersTo(heard: readonly Fact[], { at, entity }: Fact): Promise<Fact[]> {
    const calls = heard.flatMap((fact) => callOf(fact) ?? []);
    const entities = calls.flatMap(({ data }) => idsIn(data)).filter((id) => id !== entity);
    if (!calls[0] || entities.length === 0) return [];
    return (await queries.lastStates(db, home, { entities, since: calls[0].at, until: at })).map(factOf);
  }

  async function houseFor(facts: readonly Fact[], runs: readonly Run[], userId?: string | null): Promise<House> {
    const entities = new Set([...facts.flatMap(mentioned), ...runs.flatMap(mentionedBy)]);
    const things = await queries.thingsAndGroups(db, home, [...entities]);
    const users = [
      userId,
      ...facts.map(({ context }) => context?.userId),
      ...facts.map(({ told }) => told?.context_user_id),
    ];
    const spoken = runs.map(({ trigger }) => trigger.said?.userId);
    const people = await queries.people(db, home, [
      ...new Set([...users, ...spoken].filter((id) => typeof id === "string")),
    ]);
    return houseOf(things, new Map(people.map(({ id, name, is_system }) => [id, { name, isSystem: is_system }])));
  }

  return {
    around,
    house: (facts) => houseFor(facts, []),
    async follow(next) {
      const key = "fact" in next ? next.fact.key : await lastChange(db, home, next);
      const row = key && (await queries.factAt(db, home, key));
      return row ? factOf(row) : "fact" in next ? next.fact : undefined;
    },
  };
}

/** Most things change within the hour; the longest look back is what memory keeps by default. */
const LOOKS_BACK = [3_600 * SECOND, DAY, 8 * DAY, 90 * DAY];

export async function lastChange(
  db: Queries,
  home: number,
  { entity, at, state }: { entity: string; at: Instant; state?: string },
) {
  for (const back of LOOKS_BACK) {
    const key = await queries.lastChange(db, home, { entity, state, since: earlier(at, back), until: at });
    if (key) return key;
  }
  return undefined;
}

export function factOf(row: queries.FactRow): Fact {
  const { at, entity_id, type_id, type, entity, state, old_state, context_id, parent_id, user_id } = row;
  return {
    key: { at, entity_id, type_id },
    at,
    type,
    entity,
    state,
    oldState: old_state,
    data: row.data ?? {},
    context: context_id === null ? null : { id: context_id, parentId: parent_id, userId: user_id },
    told: Told.safeParse(row.cause).data ?? null,
    isLive: row.source === "l" || row.source === "s",
  };
}

const runsIn = async (rows: readonly { body: Uint8Array }[]): Promise<Run[]> => {
  const traces = await Promise.all(rows.map(({ body }) => unpack(body)));
  return traces.map((trace) => runOf(ToldTrace.parse(trace)));
};

const byTime = (one: Fact, other: Fact): number => one.at.localeCompare(other.at);

const isSame = ({ key }: Fact, other: Fact): boolean =>
  key.at === other.key.at && key.entity_id === other.key.entity_id && key.type_id === other.key.type_id;

const mentioned = (fact: Fact): string[] => {
  const { entity, data, told } = fact;
  const call = callOf(fact);
  const source = typeof data.source === "string" ? data.source : undefined; // a person's tracker
  return [entity, ...idsIn(data), ...(call ? idsIn(call.data) : []), told?.context_entity_id, source].filter(
    (id) => typeof id === "string",
  );
};

const mentionedBy = ({ entity, trigger, calls }: Run): string[] =>
  [entity, trigger.state?.entity, ...calls.flatMap(({ data }) => idsIn(data))].filter((id) => typeof id === "string");

const earlier = (at: Instant, by: number): Instant => fromMicroseconds(toMicroseconds(at) - by);

const span = (at: Instant, before: number, after: number) => ({
  since: earlier(at, before),
  until: earlier(at, -after),
});

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A context's id tells in milliseconds when it began; none of its events is older. Source: homeassistant/util/ulid.py */
export function beginOf(context: string, until: Instant): Instant {
  const digits = [...context.slice(0, 10)].map((digit) => CROCKFORD.indexOf(digit));
  if (context.length !== 26 || digits.includes(-1)) return earlier(until, DAY);
  const began = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  return instantOf(Math.min(began - 1_000, Date.parse(until)));
}
