import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";

type Status = { connections: { state: string }[]; pauses: { paused_until: string }[]; gaps: { reason: string }[] };

it("remembers nothing of a pause, live or later, and learns what has changed as from its end", async () => {
  await using home = await startSmallHouse();
  await using homeops = await startHomeOps();
  const { db } = homeops.world;
  const told = async () =>
    (
      await db.rows<{ state: string; source: string }>(sql`
        select state, source
        from memory.event
        join house.entity on entity.id = event.entity_id
        where entity.entity_id = 'light.lamp' and source <> 'i'
        order by at`)
    ).map(({ state, source }) => `${source} ${state}`);
  const status = () => homeops.ask("system/status") as Promise<Status>;
  await homeops.ask("connections/add", { url: home.url, token: home.token });
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 20_000 }).toBe("live");

  home.say("light.lamp", "on");
  await expect.poll(async () => (await told()).at(-1), { timeout: 10_000 }).toBe("l on");
  const before = await told();
  await homeops.ask("memory/pause", { minutes: 60 });
  expect((await status()).pauses).toHaveLength(1);
  home.say("light.lamp", "off");
  home.say("light.lamp", "on");
  home.say("light.lamp", "off");
  home.fire("guest_rang", { who: "nobody" });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await told()).toEqual(before);

  await homeops.ask("memory/resume", {});
  await expect.poll(async () => (await told()).length, { timeout: 10_000 }).toBe(before.length + 1);
  expect((await told()).at(-1)).toBe("s off");
  expect((await status()).pauses).toEqual([]);
  expect((await status()).gaps.map(({ reason }) => reason)).toContain("Remembering was paused");
  home.say("light.lamp", "on");
  await expect.poll(async () => (await told()).at(-1), { timeout: 10_000 }).toBe("l on");

  // A reconnect asks history for what was missed; the demo home's history has all of the pause.
  home.cutOff();
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 20_000 }).toBe("live");
  const since = (await told()).slice(before.length); // the first state of all is the snapshot's or the import's, whichever is quicker
  expect(since.filter((one) => one.endsWith("off"))).toEqual(["s off"]);
  const rang = await db.row(sql`select count(*) as n from memory.event_type where name = 'guest_rang'`);
  expect(rang).toEqual({ n: 0 });
});
