import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { seen } from "#server/store/memory/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import type { ConnectionShown } from "../contract.ts";

const AT = "2026-11-21T06:45:00.000001+00:00";

/** As an older version left them: one that this one can store, one that it cannot, one of the wire, one cut off. */
const bodies = [
  JSON.stringify(seen("light.hall", AT)),
  JSON.stringify(seen("light.hall", AT, { state: "a\0b" })),
  JSON.stringify({
    event_type: "doorbell",
    data: { password: "c4n4ry" },
    origin: "LOCAL",
    time_fired: AT,
    context: { id: "a", parent_id: null, user_id: null },
  }),
  '{"event_type": "doorb',
];

it("lists what could not be stored, tries it again on demand, and throws away what is of no use", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps({ engine: "postgresql" });
  const { id, home } = (await homeops.ask("connections/add", { url: demo.url, token: demo.token })) as ConnectionShown;
  const { db } = homeops.world;
  for (const [n, body] of bodies.entries())
    await keepDeadLetter(db, home, { connectionId: id, reason: `reason ${n}`, body });
  type Page = { items: { id: number; reason: string; look: string }[]; cursor: string | null };
  const page = (await homeops.ask("memory/dead-letters", { limit: 3 })) as Page;
  expect(page.items.map(({ reason }) => reason)).toEqual(["reason 3", "reason 2", "reason 1"]);
  const rest = (await homeops.ask("memory/dead-letters", { cursor: page.cursor })) as Page;
  expect(rest.items).toMatchObject([{ reason: "reason 0", look: expect.stringContaining("light.hall") }]);
  expect(await homeops.ask("system/status")).toMatchObject({ queue: { dead: 4 } });

  expect(await homeops.ask("memory/retry", { ids: [rest.items[0]?.id] })).toEqual({ stored: 1, failed: 0 });
  expect(await homeops.ask("memory/retry", { all: true })).toEqual({ stored: 1, failed: 2 });
  const kept = await db.rows<{ name: string | null; state: string | null }>(sql`
    select event_type.name, event.state
    from memory.event
    left join memory.event_type on event_type.id = event.type_id
    where at = ${AT}
    order by event.type_id`);
  expect(kept).toEqual([
    { name: null, state: "on" },
    { name: "doorbell", state: null },
  ]);
  expect(await homeops.ask("memory/discard", { all: true })).toEqual({ discarded: 2 });
  expect(await homeops.ask("system/status")).toMatchObject({ queue: { dead: 0 } });
});
