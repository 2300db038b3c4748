import sql, { raw } from "sql-template-tag";
import { expect } from "vitest";
import { z } from "zod";
import type { HomeOps } from "#server/homeops.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";

const LIVE_SECONDS = 90;

export type Page = { items: RememberedEvent[] };

export const connections = async (homeops: Pick<HomeOps, "ask">) =>
  ((await homeops.ask("connections/list")) as { items: ConnectionShown[] }).items;

export const becomes = (homeops: HomeOps, state: ConnectionShown["state"], count = 1) =>
  expect
    .poll(async () => (await connections(homeops)).filter((each) => each.state === state).length, {
      timeout: LIVE_SECONDS * 1000,
      interval: 100,
    })
    .toBe(count);

export async function entity(homeops: HomeOps, entityId: string) {
  type Shown = { entity_id: string; state: string; area_id: string; labels: string[]; members: string[] };
  const { items } = (await homeops.ask("house/entities", { limit: 2_000 })) as { items: Shown[] };
  return items.find(({ entity_id }) => entity_id === entityId);
}

export const timeline = async (homeops: HomeOps, wanted: object) =>
  ((await homeops.ask("memory/timeline", wanted)) as Page).items;

export const homeHealth = async (homeops: HomeOps) => (await fetch(`${homeops.url}/api/health`)).status;

/** How many rows each table has of a home; none where there are none. */
export async function rowsOf({ world: { db } }: HomeOps, home: number): Promise<Map<string, number>> {
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

const ITEMS = [
  ["area", "config/area_registry/list", "area_id"],
  ["floor", "config/floor_registry/list", "floor_id"],
  ["label", "config/label_registry/list", "label_id"],
  ["config_entry", "config_entries/get", "entry_id"],
  ["user", "config/auth/list", "id"],
] as const;

/** The kinds of things that are not stored as the source's registries have them. */
export async function registriesThatDiffer({ world: { db } }: HomeOps, link: Link): Promise<string[]> {
  const theirs = async (type: string, key: string) =>
    (await link.call({ type }, z.array(z.record(z.string(), z.unknown())))).map((row) => String(row[key]));
  const ids = async (query: ReturnType<typeof sql>) => (await db.rows<{ id: string }>(query)).map(({ id }) => id);
  const entities = await ids(sql`select entity_id as id from house.entity where removed_at is null`);
  const devices = await ids(sql`select device_id as id from house.device where removed_at is null`);
  const lacks = (await theirs("config/entity_registry/list", "entity_id")).filter((id) => !entities.includes(id));
  const differ = lacks.map((id) => `entity ${id}`);
  if (!sameSet(devices, await theirs("config/device_registry/list", "id"))) differ.push("device");
  for (const [kind, type, key] of ITEMS) {
    const stored = await ids(sql`select item_id as id from house.item where kind = ${kind} and removed_at is null`);
    if (!sameSet(stored, await theirs(type, key))) differ.push(kind);
  }
  return differ;
}

const sameSet = (one: readonly string[], other: readonly string[]) => one.toSorted().join() === other.toSorted().join();
