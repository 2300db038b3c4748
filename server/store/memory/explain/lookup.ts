import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { unpack } from "#server/packed.ts";
import { ToldTrace } from "../traces/trace.ts";
import { type Adopted, contextOf } from "./adopt.ts";
import { callOf, idsIn } from "./call.ts";
import type { Lookup } from "./chain.ts";
import { contextBegin } from "./context-begin.ts";
import { type Fact, isGone, isState } from "./fact.ts";
import { factAt } from "./fact-at.ts";
import { factOf } from "./fact-row.ts";
import type { House } from "./house.ts";
import { knownHouse } from "./known-house.ts";
import { lastChange } from "./last-change.ts";
import type { Around } from "./link.ts";
import * as queries from "./queries.ts";
import { type Run, runOf } from "./run.ts";

const SECOND = 1_000_000; // microseconds
const LATELY = 180 * SECOND;
const SOON = 60 * SECOND;
const BESIDE = 2 * SECOND;
const STARTS = ["homeassistant_start", "homeassistant_started"];
const DEEDS = ["call_service", "automation_triggered", "script_started", "timer.finished"];

/** Reads what an explanation asks for, within one transaction: dozens of small questions, each some milliseconds. */
export function lookupIn(db: Queries, home: number): Lookup & { house(facts: readonly Fact[]): Promise<House> } {
  const houseFor = knownHouse(db, home);

  async function around(node: Fact): Promise<Around> {
    const lately = await latelyBefore(node);
    const adopted = await contextFor(node, lately);
    const { context } = adopted;
    const inContext = context ? await eventsIn(context.id, node) : [];
    const ofParent = context?.parentId ? await eventsOf(context.parentId, node.at) : [];
    const runs = context ? await runsIn(await queries.tracesOfContext(db, home, context.id)) : [];
    return {
      ...adopted,
      lately,
      inContext,
      ofParent,
      runs,
      house: await houseFor([node, ...lately, ...inContext, ...ofParent], runs),
      restarts: await queries.restarts(db, home, { key: node.key, ...span(node.at, LATELY, SOON) }),
      companions: hasFlapped(node) ? await companionsOf(node) : 0,
    };
  }

  async function latelyBefore({ at }: Fact): Promise<Fact[]> {
    const rows = await queries.ofTypes(db, home, [
      { types: DEEDS, ...span(at, LATELY, 0) },
      { types: STARTS, ...span(at, LATELY, SOON) },
    ]);
    return rows.map(factOf);
  }

  const companionsOf = ({ key }: Fact): Promise<number> =>
    queries.companions(db, home, { entity: key.entity_id, ...span(key.at, BESIDE, BESIDE) });

  /** A live event has its own context or none; for others, runs that went on then may have one to give. */
  async function contextFor(node: Fact, lately: Fact[]): Promise<Adopted> {
    if (node.isLive) return { context: node.context, isCertain: true };
    const runs = await runsIn(await queries.tracesAround(db, home, node.at));
    return contextOf(node, { lately, runs, house: await houseFor([node, ...lately], runs) });
  }

  async function eventsIn(context: string, node: Fact): Promise<Fact[]> {
    const heard = (await eventsOf(context, node.at)).filter((fact) => !isSame(fact, node));
    return node.isLive ? heard : [...heard, ...(await answersTo(heard, node))].sort(byTime);
  }

  const eventsOf = async (context: string, until: Instant): Promise<Fact[]> =>
    (await queries.inContext(db, home, { context, since: contextBegin(context, until), until })).map(factOf);

  /** After a gap the states that a context's calls led to have no context either. */
  async function answersTo(heard: readonly Fact[], { at, entity }: Fact): Promise<Fact[]> {
    const calls = heard.flatMap((fact) => callOf(fact) ?? []);
    const entities = calls.flatMap(({ data }) => idsIn(data)).filter((id) => id !== entity);
    if (!calls[0] || entities.length === 0) return [];
    return (await queries.lastStates(db, home, { entities, since: calls[0].at, until: at })).map(factOf);
  }

  return {
    around,
    house: (facts) => houseFor(facts),
    async follow(next) {
      if ("fact" in next) return (await factAt(db, home, next.fact)) ?? next.fact;
      const change = await lastChange(db, home, next);
      return change && factAt(db, home, change);
    },
  };
}

const runsIn = async (rows: readonly { body: Uint8Array }[]): Promise<Run[]> => {
  const traces = await Promise.all(rows.map(({ body }) => unpack(body)));
  return traces.map((trace) => runOf(ToldTrace.parse(trace)));
};

const hasFlapped = (node: Fact): boolean => isState(node) && (isGone(node.state) || isGone(node.oldState));

const byTime = (one: Fact, other: Fact): number => one.at.localeCompare(other.at);

const isSame = ({ key }: Fact, other: Fact): boolean =>
  key.at === other.key.at && key.entity_id === other.key.entity_id && key.type_id === other.key.type_id;

const earlier = (at: Instant, by: number): Instant => fromMicroseconds(toMicroseconds(at) - by);

const span = (at: Instant, before: number, after: number) => ({
  since: earlier(at, before),
  until: earlier(at, -after),
});
