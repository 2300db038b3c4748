import sql from "sql-template-tag";
import { z } from "zod";
import type { HomeOps } from "#server/homeops.ts";
import { fromMicroseconds, secondsToMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { recordedAttributes } from "#server/intake/observe/unrecorded.ts";
import { type BusEvent, StateChange } from "#server/intake/observe/wire.ts";
import { SENSORS } from "./intake-source.ts";

type Stored = { state: string | null; attributes: object; context_id: string | null; user_id: string | null };

/** Each that is not in the memory exactly as it was heard. */
export async function notRemembered(homeops: HomeOps, heard: readonly z.infer<typeof BusEvent>[]): Promise<string[]> {
  const rows = await homeops.world.db.rows<Stored & { at: string; entity_id: string }>(sql`
    select event.at, entity.entity_id, event.state, memory.attributes_of(event.attributes_id) as attributes,
      context.context_id, context.user_id
    from memory.event
    join house.entity on entity.id = event.entity_id
    left join memory.context on (context.at, context.entity_id, context.type_id) = (event.at, event.entity_id, event.type_id)
    where event.type_id = 0`);
  const stored = new Map(rows.map((row) => [`${row.entity_id} ${toMicroseconds(row.at)}`, row]));
  return heard.flatMap(({ data, context }) => {
    const { entity_id, new_state } = StateChange.parse(data);
    const row = stored.get(`${entity_id} ${toMicroseconds(new_state?.last_updated ?? "")}`);
    const expected = {
      state: new_state?.state ?? null,
      attributes: recordedAttributes(entity_id, new_state?.attributes ?? {}),
      ...(context.user_id ? { context_id: context.id, user_id: context.user_id } : { user_id: null }),
    };
    const isExact =
      row !== undefined &&
      JSON.stringify(sorted({ ...expected })) ===
        JSON.stringify(sorted(Object.fromEntries(Object.keys(expected).map((key) => [key, row[key as keyof Stored]]))));
    return isExact ? [] : [`${entity_id} ${new_state?.last_updated}: ${JSON.stringify(row)}`];
  });
}

const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted()
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;

const HistoryAnswer = z.record(z.string(), z.array(z.looseObject({ s: z.string(), lu: z.number() })));

export async function history(link: Link, from: string): Promise<string[]> {
  const answer = await link.call(
    {
      type: "history/history_during_period",
      start_time: from,
      entity_ids: SENSORS,
      include_start_time_state: false,
      significant_changes_only: false,
      minimal_response: false,
    },
    HistoryAnswer,
  );
  return Object.entries(answer).flatMap(([entityId, rows]) =>
    rows.map(({ s, lu }) => `${entityId} ${fromMicroseconds(secondsToMicroseconds(lu))} ${s}`),
  );
}

export const states = async (homeops: HomeOps, from: string) =>
  (
    await homeops.world.db.rows<{ entity_id: string; at: string; state: string | null }>(sql`
      select entity.entity_id, event.at, event.state
      from memory.event
      join house.entity on entity.id = event.entity_id
      where event.type_id = 0 and event.at >= ${from} and entity.entity_id = any (${SENSORS}::text[])`)
  ).map(({ entity_id, at, state }) => `${entity_id} ${at} ${state ?? ""}`);

export const difference = (wanted: readonly string[], there: readonly string[]) => {
  const known = new Set(there);
  return wanted.filter((one) => !known.has(one)).slice(0, 5);
};
