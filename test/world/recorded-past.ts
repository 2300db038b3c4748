import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { mix } from "../mix.ts";
import { ulid } from "./recorder-bytes.ts";
import { type RecorderTables, recorderFile, writeRecorder } from "./recorder-file.ts";

const MINUTE = 60_000_000; // microseconds
const HOUR = 60 * MINUTE;
const AN_HOUR = 100;
const USER = "0123456789abcdef0123456789abcdef";
const DAY_MS = 86_400_000;

/** Two hours before a midnight of this week: what began then is kept whatever the date is. */
export const thisWeek = (): string =>
  instantOf(Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS - (2 * HOUR) / 1_000);

/** For tests: some hours of a home, with what links, what is hidden and what has gone among it. In the order of time. */
export function somePast({ from, hours }: { from: string; hours: number }): Observation[] {
  const start = toMicroseconds(from);
  let turn = 0;
  const chance = () => {
    turn = (turn * 16_807 + 11) % 2_147_483_647;
    return turn / 2_147_483_647;
  };
  const contextAt = (micros: number, rest: { parent_id?: string; user_id?: string } = {}) => ({
    id: ulid(Math.floor(micros / 1000), chance),
    parent_id: rest.parent_id ?? null,
    user_id: rest.user_id ?? null,
  });
  const usual = [...mix({ from: start, perDay: 24 * AN_HOUR }).take(hours * AN_HOUR)].map((one) => ({
    ...one,
    context: contextAt(toMicroseconds(one.at)),
  }));
  const odd: Observation[] = [];
  for (let hour = 0; hour < hours; hour += 2) {
    const at = start + hour * HOUR + 20 * MINUTE;
    const motion = contextAt(at);
    const run = contextAt(at + 1, { parent_id: motion.id });
    const say = (offset: number, parts: Partial<Observation>): Observation => ({
      at: fromMicroseconds(at + offset),
      type: STATE_CHANGED,
      entityId: "light.hall",
      state: "on",
      attributes: '{"friendly_name":"Hall"}',
      context: contextAt(at + offset),
      source: "live",
      ...parts,
    });
    odd.push(
      say(0, { entityId: "binary_sensor.hall_motion", context: motion }),
      say(MINUTE, {
        type: "automation_triggered",
        entityId: "automation.hall",
        state: null,
        context: run,
        attributes: '{"name":"Hall","entity_id":"automation.hall"}',
      }),
      say(MINUTE + 1, {
        type: "call_service",
        entityId: "light.hall",
        state: null,
        context: run,
        attributes: '{"domain":"light","service":"turn_on","service_data":{"entity_id":["light.hall"]}}',
      }),
      say(MINUTE + 2, { context: run }),
      say(2 * MINUTE, { state: "off", context: contextAt(at + 2 * MINUTE, { user_id: USER }) }),
      say(3 * MINUTE, {
        entityId: "lock.front",
        state: "locked",
        attributes: '{"code":"4711","friendly_name":"Front"}',
      }),
      say(4 * MINUTE, { entityId: "input_text.wifi", state: "correct horse", attributes: '{"mode":"password"}' }),
      say(5 * MINUTE, { entityId: "sensor.gone", state: null, attributes: null }),
      say(6 * MINUTE, { type: "homeassistant_final_write", entityId: null, state: null, attributes: "{}" }),
    );
  }
  return [...usual, ...odd].sort((one, other) => (one.at < other.at ? -1 : 1));
}

type Past = { version?: number; observations: readonly Observation[] };

/** For tests: a recorder file of these days, with statistics of a thermometer and a meter, and the runs of Home Assistant. */
export async function pastFile(file: string, past: Past & { keepOpen?: boolean }) {
  const tables = await recorderFile(file, past.version);
  await writePast(tables, past);
  if (!past.keepOpen) tables[Symbol.dispose]();
  return tables;
}

/** Once more what happened, as the recorder writes it. */
export async function writePast(tables: RecorderTables, { version = 53, observations }: Past): Promise<void> {
  await writeRecorder(tables, { version, observations });
  const [first, last] = [observations[0], observations.at(-1)];
  if (!first || !last) return;
  const kinds = (mean: boolean) => ({
    ...(version < 50 ? { has_mean: mean ? 1 : 0 } : {}),
    ...(version >= 49 ? { mean_type: mean ? 1 : 0 } : {}),
    ...(version >= 52 ? { unit_class: mean ? "temperature" : "energy" } : {}),
  });
  const meta = { source: "recorder", name: null };
  await tables.insert("statistics_meta", {
    id: 1,
    statistic_id: "sensor.cellar",
    unit_of_measurement: "°C",
    has_sum: 0,
    ...meta,
    ...kinds(true),
  });
  await tables.insert("statistics_meta", {
    id: 2,
    statistic_id: "sensor.meter",
    unit_of_measurement: "kWh",
    has_sum: 1,
    ...meta,
    ...kinds(false),
  });
  const begin = Math.floor(toMicroseconds(first.at) / HOUR) * HOUR - 48 * HOUR;
  let id = 0;
  for (let hour = 0; begin + hour * HOUR < toMicroseconds(last.at); hour++) {
    const start_ts = (begin + hour * HOUR) / 1e6;
    await tables.insert("statistics", { id: ++id, metadata_id: 1, start_ts, mean: 10 + (hour % 5), min: 9, max: 15 });
    await tables.insert("statistics", { id: ++id, metadata_id: 2, start_ts, state: hour * 2, sum: hour * 2 });
  }
  const run = { closed_incorrect: 0, created: "2025-01-01 00:00:00.000000" };
  await tables.insert("recorder_runs", { run_id: 1, start: naive(first.at), end: naive(last.at), ...run });
}

const naive = (instant: string): string => instant.replace("T", " ").slice(0, 26);

/** For tests: everything that a home remembers, in words that can be compared. */
export async function remembered(db: Database, home: number): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(questions(home))) all[name] = await db.rows(query);
  return all;
}

const entity = (id: string) => sql([`(select entity_id from house.entity where entity.id = ${id})`]);
const series = sql`(select coalesce(entity.entity_id, series.statistic_id) || coalesce(' ' || series.unit, '')
  from series.series left join house.entity on entity.id = series.entity_id where series.id = series_id)`;

const questions = (home: number) => ({
  entities: sql`select entity_id, removed_at is null as is_here from house.entity where home_id = ${home} order by 1, 2`,
  events: sql`
    select at, coalesce(${entity("event.entity_id")}, 'home ' || event.entity_id) as entity, type_id, state, old_state,
      memory.attributes_of(attributes_id) as attributes
    from memory.event where home_id = ${home} order by 1, 2, 3`,
  contexts: sql`
    select at, coalesce(${entity("context.entity_id")}, 'home') as entity, type_id, context_id, parent_id, user_id, cause
    from memory.context where home_id = ${home} order by 1, 2, 3`,
  postings: sql`
    select hour, ${entity("posting.entity_id")} as entity, times from memory.posting where home_id = ${home} order by 1, 2, 3`,
  due: sql`select hour from memory.due_hour where home_id = ${home} order by 1`,
  coverage: sql`select source, started_at, ended_at from memory.coverage where home_id = ${home} order by 1, 2`,
  gaps: sql`select started_at, ended_at, reason, missing from memory.gap where home_id = ${home} order by 1, 4`,
  hours: sql`
    select hour, ${series} as series, source, is_held, count, mean, min, max, last, change
    from series.hour where home_id = ${home} order by 1, 2`,
  fiveMinutes: sql`select hour, ${series} as series, counts, means, lasts from series.five_minutes where home_id = ${home} order by 1, 2`,
  days: sql`select day, ${series} as series, hours, count, mean, min, max, last, change from series.day where home_id = ${home} order by 1, 2`,
});
