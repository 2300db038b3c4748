import { existsSync } from "node:fs";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { startHomeOps } from "#server/testing.ts";
import type { ConnectionShown } from "./contract.ts";
import { spillFolder } from "./rememberer.ts";
import { intakeHome } from "./testing.ts";

it("leaves a link alone that is added again with the token that it has, and renews it with another", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps();
  const add = (token: string) => homeops.ask("connections/add", { url: demo.url, token }) as Promise<ConnectionShown>;
  const connects = async () =>
    (
      await homeops.world.db.row<{ n: number }>(sql`
      select count(*) as n from home_assistant_audit_log where action = 'connect'`)
    )?.n;
  const { id } = await add(demo.token);
  await expect.poll(connects, { timeout: 10_000 }).toBe(1);
  expect((await add(demo.token)).state).toBe("live");
  demo.acceptToken("another-good-token");
  expect((await add("another-good-token")).id).toBe(id);
  await expect.poll(connects, { timeout: 10_000 }).toBe(2);
});

it("tries another token before it takes the place of a good one", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps();
  const add = (token: string) => homeops.ask("connections/add", { url: demo.url, token }) as Promise<ConnectionShown>;
  const { id } = await add(demo.token);
  const state = async () => ((await homeops.ask("connections/list")) as { items: ConnectionShown[] }).items[0]?.state;
  await expect.poll(state, { timeout: 10_000 }).toBe("live");
  await expect(add("a-wrong-token")).rejects.toMatchObject({ code: "token_refused" });
  expect(await state()).toBe("live");
  expect((await add(demo.token)).id).toBe(id);
});

it("makes one connection of an address that is added several times at once", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps();
  const adding = Array.from({ length: 5 }, () => homeops.ask("connections/add", { url: demo.url, token: demo.token }));
  const ids = ((await Promise.all(adding)) as ConnectionShown[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
});

it("erases with a home what was spilled of it", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps();
  const { id } = (await homeops.ask("connections/add", { url: demo.url, token: demo.token })) as ConnectionShown;
  expect(existsSync(spillFolder(homeops.world, id))).toBe(true);
  await homeops.ask("connections/remove", { id });
  expect(existsSync(spillFolder(homeops.world, id))).toBe(false);
});

it("puts aside what cannot be stored with a reason that can, a thousand a day at most", async () => {
  await using db = await testDatabase("postgresql");
  await using home = await intakeHome(db);
  const letters = () =>
    db.rows<{ reason: string; body: Buffer }>(sql`
      select reason, body from memory.dead_letter where home_id = ${home.where.home} order by id`);
  const nested: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  await home.rememberer.bury('"\0\ud800" is not an instant', { password: "c4n4ry", text: "\0" });
  await home.rememberer.bury("x".repeat(5_000), { text: "x".repeat(200_000) });
  await home.rememberer.bury("deep", nested);
  const [first, second, third] = await letters();
  expect(first?.reason).toBe('"\ufffd\ufffd" is not an instant');
  expect(JSON.parse(Buffer.from(first!.body).toString())).toEqual({ password: "[secret]", text: "\0" });
  expect([second?.reason.length, second?.body.length]).toEqual([1_000, 65_536]);
  expect(third?.reason).toBe("deep");
  expect(home.rememberer.buried).toBe(3);
  const { home: id, connectionId } = home.where;
  await db.transaction(async (tx) => {
    for (let n = 0; n < 1_010; n++) await keepDeadLetter(tx, id, { connectionId, reason: "again", body: "" });
  });
  expect(await letters()).toHaveLength(1_000);
});
