import { setTimeout as pause } from "node:timers/promises";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { fromMicroseconds, secondsToMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { recordedAttributes } from "#server/intake/observe/unrecorded.ts";
import { BusEvent, StateChange } from "#server/intake/observe/wire.ts";
import { linkTo } from "#server/intake/testing.ts";
import { Secret } from "#server/secret.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { type Proxy as Network, proxyTo } from "./world/proxy.ts";

/** A home that the suite can play upon: a real Home Assistant, or the demo's. */
export interface Source extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** A light that is in the registry and has a device. */
  readonly registered: string;
  readonly group: { entity_id: string; members: string[] };
  say(entityId: string, state: string, attributes?: Record<string, unknown>): Promise<void>;
  restart(): Promise<void>;
  /** A token of somebody who is no administrator. */
  memberToken(): Promise<string>;
  newArea(name: string): Promise<string>;
  newLabel(name: string): Promise<string>;
}

export const SENSORS = Array.from({ length: 5 }, (_, n) => `sensor.suite_${n}`);
const LIVE_SECONDS = 90;

/** What the intake promises, asked of any home that speaks Home Assistant's protocol. */
export function describeIntake(
  name: string,
  /** An entity that the source's recorder leaves out, where it can leave one out. */
  { unrecorded, open }: { unrecorded?: string; open(): Promise<Source> },
): void {
  describe(`the intake of ${name}`, () => {
    let source: Source;
    let network: Network;
    let link: Link;
    let turn = 0;
    beforeAll(async () => {
      source = await open();
      network = await proxyTo(Number(new URL(source.url).port));
      link = await linkTo(source);
    }, 120_000);
    afterAll(async () => {
      link?.close();
      await network?.[Symbol.asyncDispose]();
      await source?.[Symbol.asyncDispose]();
    });

    const address = () => `http://127.0.0.1:${network.port}`;
    const remember = (token = source.token, engine: "embedded" | "postgresql" = "postgresql") =>
      startHomeOps({ engine, options: { homeAssistant: { url: address(), token: new Secret(token) } } });
    const sayMany = async (count: number) => {
      for (let n = 0; n < count; n++) {
        turn++;
        await source.say(SENSORS[turn % SENSORS.length]!, String(turn), { friendly_name: "Suite", turn: turn % 3 });
      }
    };

    it("shows the present and the last hour within ten seconds of the first start", async () => {
      await sayMany(10);
      await pause(1_500); // what Home Assistant's recorder has is committed by then
      const from = performance.now();
      await using homeops = await remember();
      await expect
        .poll(async () => (await entity(homeops, SENSORS[turn % 5]!))?.state, { timeout: 20_000, interval: 100 })
        .toBe(String(turn));
      const past = () => timeline(homeops, { entities: SENSORS, limit: 100 });
      await expect
        .poll(async () => (await past()).length, { timeout: 20_000, interval: 100 })
        .toBeGreaterThanOrEqual(10);
      expect(performance.now() - from).toBeLessThan(10_000);
    });

    it("knows the registries as they are, and keeps up when they change, without losing a past", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      await source.say(source.registered, "off");
      await source.say(source.registered, "on");
      const theirs = async (type: string) =>
        (await link.call({ type }, z.array(z.record(z.string(), z.unknown())))) ?? [];
      const ours = async (table: "entity" | "device", key: string) =>
        (
          await homeops.world.db.rows<{ id: string }>(
            raw(`select ${key} as id from house.${table} where removed_at is null order by 1`),
          )
        ).map(({ id }) => id);
      const registered = (await theirs("config/entity_registry/list")).map(({ entity_id }) => entity_id as string);
      expect(await ours("entity", "entity_id")).toEqual(expect.arrayContaining(registered));
      expect(await ours("device", "device_id")).toEqual(
        (await theirs("config/device_registry/list")).map(({ id }) => id as string).toSorted(),
      );
      for (const [kind, type, key] of ITEMS) {
        const rows = await homeops.world.db.rows<{ id: string }>(sql`
          select item_id as id from house.item where kind = ${kind} and removed_at is null`);
        expect(new Set(rows.map(({ id }) => id)), kind).toEqual(new Set((await theirs(type)).map((item) => item[key])));
      }
      expect((await entity(homeops, source.group.entity_id))?.members).toEqual(source.group.members);

      const [area_id, label] = [await source.newArea("Conservatory"), await source.newLabel("Night")];
      const renamed = `light.renamed_${Date.now()}`;
      const update = { type: "config/entity_registry/update", entity_id: source.registered };
      await link.call({ ...update, name: "Reading lamp", area_id, labels: [label] }, z.unknown());
      await link.call({ ...update, new_entity_id: renamed }, z.unknown());
      try {
        await expect
          .poll(() => entity(homeops, renamed), { timeout: 10_000, interval: 200 })
          .toMatchObject({ area_id, labels: [label] });
        expect(await entity(homeops, source.registered)).toBeUndefined();
        const told = async () =>
          (await timeline(homeops, { entities: [renamed], labels: [label], areas: [area_id] })).map(
            ({ state }) => state,
          );
        await expect.poll(told, { timeout: 10_000 }).toEqual(expect.arrayContaining(["on", "off"]));
      } finally {
        await link.call({ ...update, entity_id: renamed, new_entity_id: source.registered }, z.unknown());
      }
    });

    it("remembers what happens exactly as it is told: state, attributes, context, microseconds", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const heard: z.infer<typeof BusEvent>[] = [];
      const subscription = await link.subscribe({ type: "subscribe_events", event_type: "state_changed" }, (event) => {
        const { success, data } = BusEvent.safeParse(event);
        if (success && SENSORS.includes(String(data.data.entity_id))) heard.push(data);
      });
      await sayMany(200);
      await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(200);
      await subscription.unsubscribe();
      await expect.poll(() => notRemembered(homeops, heard), { timeout: 15_000, interval: 250 }).toEqual([]);
    });

    it("equals the source's own history to the microsecond, also of what happened while the line was cut", async () => {
      const from = new Date().toISOString();
      await using homeops = await remember();
      await becomes(homeops, "live");
      await sayMany(50);
      network.cut();
      await sayMany(50);
      network.heal();
      await becomes(homeops, "live");
      await sayMany(50);
      await pause(1_500);
      const expected = await history(link, from);
      expect(expected.length).toBeGreaterThanOrEqual(150);
      const remembered = () => states(homeops, from);
      await expect
        .poll(async () => difference(expected, await remembered()), { timeout: 60_000, interval: 500 })
        .toEqual([]);
      expect(difference(await remembered(), expected)).toEqual([]);
      const { gaps } = (await homeops.ask("system/status")) as { gaps: { missing: string }[] };
      expect(gaps).toContainEqual(expect.objectContaining({ missing: "events" }));
    }, 120_000);

    it("remembers an action on two things once, although after a cut the logbook tells it again", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const from = new Date().toISOString();
      const service_data = { entity_id: source.group.members };
      await link.call({ type: "call_service", domain: "light", service: "turn_on", service_data }, z.unknown());
      const calls = async () =>
        (await timeline(homeops, { from, kinds: ["call_service"], attributes: true })).map(
          ({ attributes }) => attributes,
        );
      const called = { domain: "light", service: "turn_on", service_data };
      await expect.poll(calls, { timeout: 10_000 }).toEqual([called]);
      await pause(1_500);
      network.cut();
      network.heal();
      await becomes(homeops, "live");
      await pause(1_000);
      expect(await calls()).toEqual([called]);
    });

    it("goes on after the source was restarted, and has what was said before and after", async () => {
      await using homeops = await remember();
      await becomes(homeops, "live");
      const from = new Date().toISOString();
      await sayMany(10);
      const [before] = [turn];
      await source.restart();
      await becomes(homeops, "live");
      await sayMany(10);
      const told = async () =>
        (await timeline(homeops, { from, entities: SENSORS, limit: 200 })).map(({ state }) => state);
      await expect
        .poll(told, { timeout: 60_000, interval: 500 })
        .toEqual(expect.arrayContaining([String(before), String(before - 9), String(turn), String(turn - 9)]));
      await expect.poll(() => homeHealth(homeops)).toBe(200);
    }, 120_000);

    it("does less with a member's token, and says what is missing", async () => {
      await using homeops = await remember(await source.memberToken());
      await becomes(homeops, "live");
      const [connection] = await connections(homeops);
      expect(connection?.missing).toContainEqual({
        feature: "all_events",
        sentence: expect.stringContaining("no administrator"),
      });
      const from = new Date().toISOString();
      await sayMany(5);
      await expect
        .poll(async () => (await timeline(homeops, { from, entities: SENSORS })).map(({ state }) => state))
        .toContain(String(turn));
    });

    it("is refused with a wrong token, says so, and heals with a good one", async () => {
      await using homeops = await remember("nobody.knows.this-token");
      await becomes(homeops, "refused");
      const [connection] = await connections(homeops);
      expect(connection?.reason).toContain("token");
      await homeops.ask("connections/rename", { id: connection?.id, token: source.token });
      await becomes(homeops, "live");
      await sayMany(1);
      await expect.poll(async () => (await entity(homeops, SENSORS[turn % 5]!))?.state).toBe(String(turn));
    });

    // The demo home records everything that it has.
    if (unrecorded) {
      it("leaves out what the source's recorder leaves out, and lists it as unknown after a gap", async () => {
        await source.say(unrecorded, "before");
        await using homeops = await remember();
        await becomes(homeops, "live");
        await source.say(unrecorded, "secret");
        network.cut();
        await pause(500);
        network.heal();
        await becomes(homeops, "live");
        await sayMany(1);
        await expect.poll(async () => (await timeline(homeops, { entities: SENSORS })).at(0)?.state).toBe(String(turn));
        expect(await timeline(homeops, { entities: [unrecorded] })).toEqual([]);
        const gaps = () =>
          homeops.world.db.rows<{ entities: string[] }>(sql`
          select entities from memory.gap where missing = 'unrecorded entities' limit 1`);
        await expect.poll(async () => (await gaps())[0]?.entities).toContain(unrecorded);
      });
    }

    it("keeps two homes apart, and erases one without a trace of it or a scratch on the other", async () => {
      await using other = await startSmallHouse();
      await using homeops = await remember();
      const { id, home } = (await homeops.ask("connections/add", {
        url: other.url,
        token: other.token,
      })) as ConnectionShown;
      await becomes(homeops, "live", 2);
      const from = new Date().toISOString();
      await sayMany(5);
      other.say("sensor.fridge", "7");
      other.say("sensor.fridge", "8");
      const [mine] = (await connections(homeops)).filter((each) => each.id !== id);
      const told = async (of: number | undefined, entities: string[]) =>
        ((await homeops.ask("memory/timeline", { home: of, from, entities })) as Page).items.length;
      await expect.poll(() => told(home, ["sensor.fridge"])).toBe(2);
      await expect.poll(() => told(mine?.home, SENSORS)).toBe(5);
      expect(await told(home, SENSORS)).toBe(0);
      expect(await told(mine?.home, ["sensor.fridge"])).toBe(0);
      const before = await rowsOf(homeops, mine!.home);
      expect((await rowsOf(homeops, home)).size).toBeGreaterThan(8);

      expect(await homeops.ask("connections/remove", { id })).toEqual({ removed: true });
      expect(await rowsOf(homeops, home)).toEqual(new Map());
      const after = await rowsOf(homeops, mine!.home);
      for (const [table, count] of before) expect(after.get(table), table).toBeGreaterThanOrEqual(count);
      await expect.poll(() => other.clients).toBe(0);
    });
  });
}

type Page = { items: RememberedEvent[] };

const ITEMS = [
  ["area", "config/area_registry/list", "area_id"],
  ["floor", "config/floor_registry/list", "floor_id"],
  ["label", "config/label_registry/list", "label_id"],
  ["config_entry", "config_entries/get", "entry_id"],
  ["user", "config/auth/list", "id"],
] as const;

export const connections = async (homeops: Pick<HomeOps, "ask">) =>
  ((await homeops.ask("connections/list")) as { items: ConnectionShown[] }).items;

const becomes = (homeops: HomeOps, state: ConnectionShown["state"], count = 1) =>
  expect
    .poll(async () => (await connections(homeops)).filter((each) => each.state === state).length, {
      timeout: LIVE_SECONDS * 1000,
      interval: 100,
    })
    .toBe(count);

async function entity(homeops: HomeOps, entityId: string) {
  type Shown = { entity_id: string; state: string; area_id: string; labels: string[]; members: string[] };
  const { items } = (await homeops.ask("house/entities", { limit: 2_000 })) as { items: Shown[] };
  return items.find(({ entity_id }) => entity_id === entityId);
}

const timeline = async (homeops: HomeOps, wanted: object) =>
  ((await homeops.ask("memory/timeline", wanted)) as Page).items;

const homeHealth = async (homeops: HomeOps) => (await fetch(`${homeops.url}/api/health`)).status;

type Stored = { state: string | null; attributes: object; context_id: string | null; user_id: string | null };

/** Each that is not in the memory exactly as it was heard. */
async function notRemembered(homeops: HomeOps, heard: readonly z.infer<typeof BusEvent>[]): Promise<string[]> {
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

async function history(link: Link, from: string): Promise<string[]> {
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

const states = async (homeops: HomeOps, from: string) =>
  (
    await homeops.world.db.rows<{ entity_id: string; at: string; state: string | null }>(sql`
      select entity.entity_id, event.at, event.state
      from memory.event
      join house.entity on entity.id = event.entity_id
      where event.type_id = 0 and event.at >= ${from} and entity.entity_id = any (${SENSORS}::text[])`)
  ).map(({ entity_id, at, state }) => `${entity_id} ${at} ${state ?? ""}`);

const difference = (wanted: readonly string[], there: readonly string[]) => {
  const known = new Set(there);
  return wanted.filter((one) => !known.has(one)).slice(0, 5);
};

/** How many rows each table has of a home; none where there are none. */
async function rowsOf({ world: { db } }: HomeOps, home: number): Promise<Map<string, number>> {
  const tables = await db.owner.rows<{ name: string }>(sql`
    select format('%I.%I', nspname, relname) as name
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    join pg_attribute on attrelid = pg_class.oid and attname = 'home_id'
    where relkind in ('r', 'p') and not relispartition`);
  const counts = new Map<string, number>();
  for (const { name } of [...tables, { name: "people.home" }]) {
    const key = name === "people.home" ? "id" : "home_id";
    const row = await db.owner.row<{ n: number }>(raw(`select count(*) as n from ${name} where ${key} = ${home}`));
    if (row?.n) counts.set(name, row.n);
  }
  return counts;
}
