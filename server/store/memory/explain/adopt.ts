import { type Call, callOf, reaches } from "./call.ts";
import type { Fact, FactContext, Told } from "./fact.ts";
import type { House } from "./house.ts";
import { canEndIn } from "./outcome.ts";
import type { Run } from "./run.ts";

/** A device reports what it was told to do within this time, or loses the context of the call, as in helpers/entity.py. */
const ANSWER_MS = 10_000;

export interface Nearby {
  house: House;
  /** Calls and starts in the minutes before, by time. */
  lately: readonly Fact[];
  /** Runs that went on then, by their start. */
  runs: readonly Run[];
}

export interface Adopted {
  context: FactContext | null;
  isCertain: boolean;
}

/**
 * An event's own context. After a gap a state has none: then that of the call or run which fits what the logbook told, or
 * else which touched the entity just before.
 */
export function contextOf(node: Fact, nearby: Nearby): Adopted {
  const whole = (context: FactContext): FactContext =>
    nearby.runs.find((run) => run.context.id === context.id)?.context ?? context;
  if (node.context) return { context: whole(node.context), isCertain: true };
  if (node.isLive) return { context: null, isCertain: true };
  const told = node.told ? fitting(node.told, node, nearby) : undefined;
  if (told) return { context: whole(told), isCertain: true };
  const guessed = node.told ? undefined : touching(node, nearby);
  return { context: guessed ? whole(guessed) : null, isCertain: false };
}

function fitting(told: Told, node: Fact, nearby: Nearby): FactContext | undefined {
  const { context_event_type, context_entity_id } = told;
  if (context_event_type === "call_service") return byCall(told, node, nearby);
  if (context_event_type && context_entity_id) return byRun(context_entity_id, context_event_type, node, nearby);
  return told.context_user_id ? touching(node, nearby, told.context_user_id) : undefined;
}

function byCall(
  { context_domain, context_service, context_user_id }: Told,
  node: Fact,
  nearby: Nearby,
): FactContext | undefined {
  const fits = ({ domain, service }: { domain: string; service: string }) =>
    domain === context_domain && service === context_service;
  const user = context_user_id ?? null;
  const heard = before(node, nearby.lately).findLast((fact) => {
    const call = callOf(fact);
    return call && fits(call) && (fact.context?.userId ?? null) === user;
  });
  return heard?.context ?? touching(node, nearby, user);
}

function byRun(entity: string, type: string, node: Fact, { lately, runs }: Nearby): FactContext | undefined {
  const run = runs.findLast((it) => it.entity === entity && isDuring(it, node));
  const start = before(node, lately).findLast((fact) => fact.type === type && fact.entity === entity);
  return run?.context ?? start?.context ?? undefined;
}

/** The last call on the entity that may have led to its state, heard or traced, by that user where one is named. */
function touching(node: Fact, { lately, runs, house }: Nearby, user?: string | null): FactContext | undefined {
  const { entity, state, at } = node;
  if (!entity) return undefined;
  const isIt = (call: Call | undefined): boolean =>
    call !== undefined && isJustBefore(call, at) && reaches(call, entity, house) && canEndIn(call, state);
  const isTheirs = (context: FactContext | null) => user === undefined || (context?.userId ?? null) === user;
  const heard = lately.findLast((fact) => isTheirs(fact.context) && isIt(callOf(fact)));
  const traced = runs.findLast(({ calls, context }) => isTheirs(context) && calls.some(isIt));
  return heard?.context ?? traced?.context;
}

const isJustBefore = (call: Call, at: string): boolean =>
  call.at <= at && Date.parse(at) - Date.parse(call.at) <= ANSWER_MS;

const before = ({ at }: Fact, facts: readonly Fact[]): Fact[] => facts.filter((fact) => fact.at <= at);

const isDuring = ({ startedAt, finishedAt }: Run, { at }: Fact): boolean =>
  startedAt <= at && (finishedAt === null || Date.parse(finishedAt) >= Date.parse(at) - ANSWER_MS);
