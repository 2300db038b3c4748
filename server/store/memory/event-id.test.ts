import fc from "fast-check";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { eventId, readEventId } from "./event-id.ts";

const key = fc.record({
  at: fc.integer({ min: 0, max: 4_102_444_800_000_000 }).map(fromMicroseconds),
  type_id: fc.integer({ min: -32_768, max: 32_767 }),
  entity_id: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
});

it("computes the same ids as the database, and reads them back", async () => {
  await using db = await testDatabase();
  const keys = fc.sample(key, 2000);
  const computed = await db.rows<{ id: string }>(sql`
    select memory.event_uuid(at, type_id, entity_id)::text as id
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (at timestamptz, type_id smallint, entity_id int)`);
  expect(keys.map(eventId)).toEqual(computed.map(({ id }) => id));
  expect(computed.map(({ id }) => readEventId(id))).toEqual(keys);
});

it.each([
  "",
  "0",
  "00000000-0000-4000-8000-000000000000",
  "ffffffff-ffff-8fff-8000-000000000001",
  "0006462e-9f2c-8c40-8001-000000000001",
])("refuses %j", (id) => expect(() => readEventId(id)).toThrow("is no id of an event"));
