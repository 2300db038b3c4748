import sql from "sql-template-tag";
import { z } from "zod";
import type { Queries } from "#db/database.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { atHome } from "./at-home.ts";
import type { Way } from "./channel.ts";

const MOST = 100;

/** What of a light's attributes says how it shines. Source: homeassistant/components/light/reproduce_state.py */
const SHINES = [
  ...["brightness", "effect", "color_mode", "color_temp_kelvin", "hs_color", "rgb_color", "rgbw_color", "rgbww_color"],
  ...["xy_color", "white"],
];

const Before = z.record(z.string(), z.record(z.string(), z.json()));

/** Written down first: a program that ends in between finds at its next start what to put back. */
export const remember = ({ world, home }: Way, lights: readonly PresentState[]) =>
  keepLit(
    world.db,
    home,
    lights.map(({ entityId, state, attributes }) => ({
      entity_id: entityId,
      state: { state, ...Object.fromEntries(SHINES.flatMap((name) => told(name, attributes[name]))) },
    })),
  );

const told = (name: string, value: unknown): [string, unknown][] =>
  value === null || value === undefined ? [] : [[name, value]];

/** Makes the lights of a home what they were, as far as Home Assistant does it; else they stay written down. */
export async function putBack(way: Way): Promise<boolean> {
  const rows = await litBefore(way.world.db, way.home);
  if (rows.length === 0) return true;
  const entities = Before.parse(Object.fromEntries(rows.map(({ entity_id, state }) => [entity_id, state])));
  const { outcome } = await atHome(way, { action: "scene.apply", data: { entities } });
  if (outcome === "sent") await forgetLit(way.world.db, way.home);
  return outcome === "sent";
}

/** What is written down already was so before: it stays. */
const keepLit = (db: Queries, home: number, lights: readonly { entity_id: string; state: unknown }[]) =>
  db.run(sql`
    insert into alerts.lit_before (home_id, entity_id, state)
    select ${home}::int, entity_id, state
    from jsonb_to_recordset(${JSON.stringify(lights)}::jsonb) as lit (entity_id text, state jsonb)
    on conflict (home_id, entity_id) do nothing`);

const litBefore = (db: Queries, home: number) =>
  db.rows<{ entity_id: string; state: unknown }>(sql`
    select entity_id, state
    from alerts.lit_before
    where home_id = ${home}
    order by entity_id
    limit ${MOST}`);

const forgetLit = (db: Queries, home: number) => db.run(sql`delete from alerts.lit_before where home_id = ${home}`);

/** Homes whose lights were left as an alert had made them; what nobody put back in time is let go. */
export async function homesLit(db: Queries): Promise<number[]> {
  await db.run(sql`delete from alerts.lit_before where lit_at < now() - interval '15 minutes'`);
  const rows = await db.rows<{ home_id: number }>(sql`select distinct home_id from alerts.lit_before limit 1000`);
  return rows.map(({ home_id }) => home_id);
}
