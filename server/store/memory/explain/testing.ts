import { fromMicroseconds } from "#server/instant.ts";
import { contextOf } from "./adopt.ts";
import { chainOf, type Lookup } from "./chain.ts";
import type { Fact, Told } from "./fact.ts";
import { houseOf, type Thing } from "./house.ts";
import type { Run } from "./run.ts";

/** Seconds after an instant that does not matter. */
const at = (seconds: number): string => fromMicroseconds(1_795_234_700_000_000 + Math.round(seconds * 1e6));

let rows = 0;

interface Wanted {
  /** A context's id, its parent, its user. */
  context?: [id: string, parent?: string | null, user?: string];
  was?: string | null;
  data?: Record<string, unknown>;
  told?: Partial<Told>;
  isLive?: boolean;
}

function fact(seconds: number, type: string, entity: string | null, state: string | null, it: Wanted): Fact {
  const [id, parentId = null, userId = null] = it.context ?? [];
  return {
    key: { at: at(seconds), entity_id: ++rows, type_id: type === "state_changed" ? 0 : 1 },
    at: at(seconds),
    type,
    entity,
    state,
    oldState: it.was ?? (state === "on" ? "off" : "on"),
    data: it.data ?? {},
    context: id ? { id, parentId, userId } : null,
    told: it.told ? ({ ...it.told } as Told) : null,
    isLive: it.isLive ?? true,
  };
}

export const state = (seconds: number, entity: string, to: string | null, it: Wanted = {}): Fact =>
  fact(seconds, "state_changed", entity, to, it);

export const event = (seconds: number, type: string, it: Wanted = {}): Fact => fact(seconds, type, null, null, it);

export function call(seconds: number, action: string, service_data: Record<string, unknown>, it: Wanted = {}): Fact {
  const [domain, service] = action.split(".");
  return event(seconds, "call_service", { ...it, data: { domain, service, service_data } });
}

export const started = (seconds: number, entity: string, source: string | null, it: Wanted): Fact => {
  const type = entity.startsWith("script.") ? "script_started" : "automation_triggered";
  return fact(seconds, type, entity, null, { ...it, data: { entity_id: entity, ...(source && { source }) } });
};

export const thing = (entity_id: string, it: Partial<Thing> = {}): Thing => ({
  entity_id,
  name: entity_id,
  platform: null,
  integration: null,
  config_entry_id: null,
  device_id: null,
  area_id: null,
  labels: [],
  members: [],
  area: null,
  device_class: null,
  unit: null,
  ...it,
});

export interface Remembered {
  facts: readonly Fact[];
  things?: readonly Thing[];
  runs?: readonly Run[];
  restarts?: readonly number[];
  companions?: number;
}

/** A memory that holds these facts and nothing else, looked up as the database is. */
export function memoryOf({ facts, things = [], runs = [], restarts = [], companions = 0 }: Remembered): Lookup {
  const people = new Map([
    ["anna", { name: "Anna", isSystem: false }],
    ["app", { name: "Some app", isSystem: true }],
  ]);
  const house = houseOf(things, people);
  const until = (node: Fact) => facts.filter((it) => it !== node && it.at <= node.at);
  return {
    async around(node) {
      const lately = until(node).filter(({ type }) => type !== "state_changed");
      const { context, isCertain } = contextOf(node, { lately, runs, house });
      const of = (id: string | null | undefined) => until(node).filter((it) => id && it.context?.id === id);
      return {
        house,
        context,
        isCertain,
        lately,
        inContext: of(context?.id),
        ofParent: of(context?.parentId),
        runs: runs.filter((run) => run.context.id === context?.id),
        restarts: restarts.map((seconds) => ({ at: at(seconds), isFirst: true })),
        companions,
      };
    },
    async follow(next) {
      if ("fact" in next) return next.fact;
      const { entity, at, state } = next;
      return facts.findLast(
        (it) => it.type === "state_changed" && it.entity === entity && it.at <= at && (!state || it.state === state),
      );
    },
  };
}

/** A sentence, a memory, and the causes that are found for its last fact. */
export type Case = [name: string, memory: Remembered, causes: string[]];

export async function causesIn(memory: Remembered): Promise<string[]> {
  const last = memory.facts.at(-1);
  if (!last) throw new Error("nothing happened");
  const causes = await chainOf(last, memoryOf(memory));
  return causes.map(({ kind, label, isCertain }) => `${isCertain ? "" : "likely "}${kind}: ${label}`);
}

export const byAnna = { context: ["A", null, "anna"] satisfies [string, null, string] };
