import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { figure } from "./figures.ts";
import { HOUR, MINUTE } from "./h-limits.ts";
import { sickHome } from "./sick-home.ts";

it("H9: stopped in the middle of its work it does no more, after a restart neither, and nothing of it later", async () => {
  await using db = await testDatabase("postgresql");
  let stoppedAt = 0;
  const stop = (home: number, at: string) =>
    db.run(sql`insert into healing.stop (home_id, stopped_at) values (${home}, ${at}) on conflict do nothing`);
  const home = await sickHome(db, { devices: 20 });
  await home.allow("ping-device");
  await home.allow("power-cycle", "ask");
  for (let n = 0; n < 5; n++) home.goes(n);
  home.pass(31 * MINUTE);
  await home.look();
  const sleep = home.world.clock.sleep;
  Object.assign(home.world.clock, {
    async sleep(...told: Parameters<typeof sleep>) {
      if (home.calls.length === 2 && stoppedAt === 0) {
        stoppedAt = home.now();
        await stop(home.home, instantOf(stoppedAt));
      }
      return sleep(...told);
    },
  });
  await home.heal();
  expect(home.calls).toHaveLength(2);
  home.pass(HOUR);
  await home.heal();
  const again = await sickHome(db, { devices: 20, now: home.now(), homeId: home.home }); // another process
  for (let n = 0; n < 5; n++) again.goes(n);
  again.pass(HOUR);
  await again.heal();
  expect([home.calls.length, again.calls.length]).toEqual([2, 0]);
  const late = home.calls.filter(({ at }) => at > stoppedAt).length;
  expect(late).toBe(0);
  figure("H9", `stopped after 2 of 5: ${late} actions later, 0 after a restart, 0 drained`);
}, 120_000);
