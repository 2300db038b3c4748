import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { emptyHome } from "#db/testing.ts";
import { heal } from "#server/actions/healing/heal.ts";
import type { Patient } from "#server/actions/healing/patient.ts";
import { type Clock, milliseconds, systemClock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import type { World } from "#server/world.ts";

const DUE_MS = 30 * 60_000;
const BEGAN = Date.parse("2026-11-21T00:00:00Z");

export interface Called {
  readonly at: number;
  readonly action: string;
  readonly target: string;
}

/** What a home does when an action is called; throws for one that refuses or does not answer. */
export type Cure = (called: Called, home: SickHome) => void;
export type SickHome = Awaited<ReturnType<typeof sickHome>>;

type Wished = { devices: number; now?: number; cure?: Cure; called?: (it: Called) => void; homeId?: number };

/**
 * A home of Z-Wave devices with a switch that feeds each, as its websocket answers, with a clock that only waiting moves: days take
 * seconds. Its findings are settled as device-unavailable would be.
 */
export async function sickHome(db: Database, { devices, now = BEGAN, cure = () => {}, called, homeId }: Wished) {
  let time = now;
  const pass = (ms: number): void => {
    time += ms;
  };
  const clock: Clock = {
    ...systemClock,
    now: () => time,
    elapsed: () => time,
    sleep: async (span) => pass(milliseconds(span)),
  };
  const world: World = { db, clock, log: jsonLog("silent"), options: readOptions({}) };
  const home = homeId ?? (await furnished(db, devices));
  const present = presentStates(world, home);
  const calls: Called[] = [];
  let settledAs: string | undefined;
  const core = {
    state: "RUNNING",
    isLive: true,
    importing: "done",
    skewMs: 0,
    entry: "loaded",
    deafMs: 0,
    readsMs: 0,
    reads: 0,
  };
  const say = (entityId: string, state: string) => {
    const before = present.get(entityId);
    const at = instantOf(time);
    const changedAt = before && before.state === state ? before.changedAt : at;
    present.set(entityId, { entityId, state, attributes: {}, changedAt, updatedAt: at });
  };
  for (let n = 0; n < devices; n++) {
    for (const [id, state] of [
      ["sensor.device", "1"],
      ["switch.feed", "on"],
    ] as const) {
      const at = instantOf(now - 86_400_000);
      present.set(`${id}_${n}`, { entityId: `${id}_${n}`, state, attributes: {}, changedAt: at, updatedAt: at });
    }
  }
  const answers: Record<string, () => unknown> = {
    get_config() {
      core.reads++;
      return { state: core.state };
    },
    "config_entries/get": () => [{ entry_id: "ce", domain: "zwave_js", title: "Z-Wave", state: core.entry }],
    "config_entries/flow/progress": () => [],
    get_services: () => ({ zwave_js: { ping: {} }, switch: { turn_on: {}, turn_off: {} } }),
    get_states: () =>
      [...present.values()].map(({ entityId, state, updatedAt }) => ({
        ...{ entity_id: entityId, state, attributes: {}, last_updated: updatedAt },
      })),
  };
  const it = {
    ...{ world, home, present, calls, core, say },
    now: () => time,
    pass,
    goes: (n: number) => say(`sensor.device_${n}`, "unavailable"),
    comes: (n: number) => say(`sensor.device_${n}`, "1"),
    patient: undefined as unknown as Patient,
    /** As a diagnosis every two minutes would; of the same as last time there is nothing to settle. */
    async look(): Promise<void> {
      const away = [...present.values()].filter(
        ({ entityId, state, changedAt }) =>
          entityId.startsWith("sensor.") && state === "unavailable" && time - Date.parse(changedAt) >= DUE_MS,
      );
      const ids = away.map(({ entityId }) => entityId);
      if (settledAs === ids.join()) return;
      await settled(world, home, { at: instantOf(time), away: ids });
      settledAs = ids.join();
    },
    heal: () => heal(world, it.patient),
    async allow(remedy: string, mode = "act"): Promise<void> {
      await db.run(sql`
        insert into healing.mode (home_id, remedy, mode, since)
        values (${home}, ${remedy}, ${mode}, ${instantOf(time)})`);
    },
  };
  const call = async (message: { type: string; [key: string]: unknown }, answer: { parse(told: unknown): unknown }) => {
    if (message.type !== "call_service") {
      const told = answers[message.type];
      if (!told) throw new Refusal("ha_unknown_command", message.type);
      return answer.parse(told());
    }
    const target = JSON.stringify(message.target ?? message.service_data);
    time += 50; // there and back
    const one = { at: time, action: `${message.domain}.${message.service}`, target };
    calls.push(one);
    called?.(one);
    cure(one, it);
    return answer.parse({ context: { id: `context-${calls.length}` } });
  };
  const link = { over: new AbortController().signal, call } as unknown as Link;
  it.patient = {
    ...{ row: { home_id: home }, link, now: () => time },
    get isLive() {
      return core.isLive;
    },
    get deafMs() {
      return core.deafMs;
    },
    shown() {
      pass(core.readsMs); // so long a database that hangs may take for the rest
      return { import: { state: core.importing }, clock: { skew_ms: core.skewMs } };
    },
  };
  return it;
}

/** The number of the device or the switch that a call is about. */
export const numberIn = ({ target }: Called): number =>
  Number(/_(\d+)"/.exec(target)?.[1] ?? /d-(\d+)/.exec(target)?.[1]);

async function furnished(db: Database, devices: number): Promise<number> {
  const { home, connectionId } = await emptyHome(db);
  await db.run(sql`
    insert into house.device (home_id, connection_id, device_id, name, config_entry_id)
    select ${home}, ${connectionId}::uuid, 'd-' || n, 'Device ' || n, 'ce' from generate_series(0, ${devices - 1}::int) as n`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, device_id, config_entry_id, name)
    select ${home}::int, ${connectionId}::uuid, 'sensor.device_' || n, 'd-' || n, 'ce', 'Device ' || n from generate_series(0, ${devices - 1}::int) as n
    union all
    select ${home}::int, ${connectionId}::uuid, 'switch.feed_' || n, null::text, null::text, 'Feed ' || n from generate_series(0, ${devices - 1}::int) as n`);
  await db.run(sql`
    insert into healing.feed (home_id, device_id, switch_id, since)
    select ${home}, 'd-' || substring(entity_id from 13), id, now()
    from house.entity
    where home_id = ${home} and entity_id like 'switch.feed_%'`);
  return home;
}

async function settled({ db }: World, home: number, { at, away }: { at: string; away: readonly string[] }) {
  await db.transaction(async (tx) => {
    const keys = await tx.rows<{ id: number; entity_id: string; device_id: string }>(sql`
      select id, entity_id, device_id
      from house.entity
      where home_id = ${home} and entity_id = any (${[...away]}::text[])
      order by id
      limit 2000`);
    const seen = keys.map(({ id, device_id }) => ({
      ...{ check_name: "device-unavailable", subject_kind: "device", subject: device_id, severity: "warning" as const },
      ...{ evidence: {}, mentions: [id], since: at, cause: undefined },
    }));
    const never = () => false;
    await settle(tx, { home, at, checks: ["device-unavailable"], seen, isHeldBack: never, isBeyond: () => true });
  });
}
