import { callOf, idsIn } from "./call.ts";
import type { Fact } from "./fact.ts";
import type { Run } from "./run.ts";

/** Whose names and relations an explanation needs. */
export interface Mentioned {
  entities: string[];
  users: string[];
}

export function mentionedIn(facts: readonly Fact[], runs: readonly Run[]): Mentioned {
  return {
    entities: distinct([...facts.flatMap(entitiesOf), ...runs.flatMap(entitiesOfRun)]),
    users: distinct([
      ...facts.flatMap(({ context, told }) => [context?.userId, told?.context_user_id]),
      ...runs.flatMap(({ context, trigger }) => [context.userId, trigger.said?.userId]),
    ]),
  };
}

function entitiesOf(fact: Fact): unknown[] {
  const { entity, data, told } = fact;
  const call = callOf(fact);
  const sources = [data.source, told?.context_source]; // of a person a tracker, of an automation "state of light.hall"
  return [
    entity,
    told?.context_entity_id,
    ...sources.flatMap(idsInText),
    ...idsIn(data),
    ...(call ? idsIn(call.data) : []),
  ];
}

const idsInText = (text: unknown): string[] =>
  typeof text === "string" ? (text.match(/\b[a-z0-9_]+\.[a-z0-9_]+/g) ?? []) : [];

const entitiesOfRun = ({ entity, trigger, calls }: Run): unknown[] => [
  entity,
  trigger.state?.entity,
  ...calls.flatMap(({ data }) => idsIn(data)),
];

const distinct = (ids: readonly unknown[]): string[] => [...new Set(ids.filter((id) => typeof id === "string"))];
