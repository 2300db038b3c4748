import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { EpisodeKind } from "#server/store/memory/episodes/contract.ts";
import type { Found, Stretch } from "./found.ts";
import { statesOf, type Thing } from "./queries.ts";
import { type StateAt, spansWhere, statesByEntity } from "./spans-where.ts";

type Making = { home: number; stretch: Stretch };
type Rule = { domain: string; kind: EpisodeKind; holds: (state: string) => boolean };

const RULES: readonly Rule[] = [
  { domain: "person", kind: "home", holds: (state) => state === "home" },
  { domain: "person", kind: "away", holds: (state) => state !== "home" },
  ...["cover", "valve"].flatMap((domain): Rule[] => [
    { domain, kind: "open", holds: (state) => state !== "closed" },
    { domain, kind: "opening", holds: (state) => state === "opening" },
    { domain, kind: "closing", holds: (state) => state === "closing" },
  ]),
];

export const hasStateSpans = ({ entity_id }: Pick<Thing, "entity_id">): boolean =>
  RULES.some(({ domain }) => domain === domainOf(entity_id));

/** Absence and presence, covers and valves, and the home without anybody. */
export async function stateSpans(tx: Queries, things: readonly Thing[], { home, stretch }: Making): Promise<Found[]> {
  const meant = things.filter(hasStateSpans);
  if (meant.length === 0) return [];
  const span = { from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  const rows = await statesOf(tx, { home, keys: meant.map(({ id }) => id), ...span });
  const states = statesByEntity(rows);
  const found = meant.flatMap(({ id, entity_id }) =>
    RULES.filter(({ domain }) => domain === domainOf(entity_id)).flatMap(({ kind, holds }) =>
      spansWhere(states.get(id) ?? [], holds, stretch.to).map((one): Found => ({ entity: id, kind, ...one })),
    ),
  );
  const people = meant.filter(({ entity_id }) => domainOf(entity_id) === "person").map(({ id }) => id);
  const empty = spansWhere(together(people, states), (state) => state === NOBODY, stretch.to);
  return [...found, ...empty.map((one): Found => ({ entity: 0, kind: "nobody_home", ...one }))];
}

const NOBODY = "nobody";

/** Whether anybody is at home, from what each of them tells; not known where somebody is not known and nobody else is there. */
function together(people: readonly number[], states: ReadonlyMap<number, readonly StateAt[]>): StateAt[] {
  const all = people.flatMap((id) => (states.get(id) ?? []).map((one) => ({ ...one, id })));
  const now = new Map<number, string | null>(); // by person
  return all
    .sort((one, other) => one.at - other.at)
    .map(({ at, state, id }) => {
      now.set(id, state === "unknown" || state === "unavailable" ? null : state);
      return { at, state: heads([...now.values()], people.length) };
    });
}

function heads(known: readonly (string | null)[], people: number): string | null {
  if (known.includes("home")) return "somebody";
  return known.length < people || known.includes(null) ? null : NOBODY;
}
