import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it, vi } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { heal } from "#server/actions/healing/heal.ts";
import { found, HOME, SICK_HOUSE } from "#server/actions/healing/testing.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { startHomeOps } from "#server/testing.ts";
import { figure } from "./figures.ts";
import { HOUR, MINUTE } from "./h-limits.ts";
import { numberIn, sickHome } from "./sick-home.ts";

const patience = { timeout: 60_000, interval: 100 };
/** What comes back, by the action that helps. */
const CURED: Readonly<Record<string, string>> = {
  "zwave_js.ping": "switch.attic",
  "switch.turn_on": "switch.garden",
};
/** For so long after the last repair it is watched. */
const WATCHED_MS = 5_000;

it("H10: what comes back of our own action mends nothing anew, however long one looks", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, {
    devices: 20,
    cure(called, it) {
      it.comes(numberIn(called));
      it.goes(numberIn(called) + 10); // each cure makes a neighbour ill for a moment
      it.comes(numberIn(called) + 10);
    },
  });
  await home.allow("ping-device");
  for (let n = 0; n < 2; n++) home.goes(n);
  home.pass(31 * MINUTE);
  const until = home.now() + 6 * HOUR;
  while (home.now() < until) {
    await home.look();
    await home.heal();
    home.pass(30 * MINUTE);
  }
  expect(home.calls).toHaveLength(2);
}, 120_000);

it("H10: with the whole program, changes under our own contexts start no diagnosis and no repair", async () => {
  await using demo = await startSmallHouse(SICK_HOUSE);
  await using homeops = await startHomeOps({ engine: "postgresql" });
  const { db } = homeops.world;
  demo.home.whenCalled = ({ action, context }) => {
    const cured = CURED[action];
    if (cured === undefined) return;
    demo.home.say(cured, "on", undefined, context);
    demo.home.say("light.lamp", "unavailable", undefined, context); // and a neighbour is ill for a moment
    demo.home.say("light.lamp", "on", undefined, context);
  };
  await homeops.ask("connections/add", { url: demo.url, token: demo.token, name: "Cottage" });
  await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
  await vi.waitFor(
    async () => expect(JSON.stringify(await homeops.ask("connections/list"))).not.toContain('"running"'),
    patience,
  );
  await homeops.ask("healing/declare", { device: "d-plug", switch: "switch.strip" });
  await db.run(sql`
    insert into healing.mode (home_id, remedy, mode, since)
    select ${HOME}, name, 'act', now() - interval '1 day' from unnest(array['ping-device', 'power-cycle']) as name`);
  for (const id of ["d-plug", "d-node"])
    await found(homeops, { check: "device-unavailable", subject: { kind: "device", id } });
  const watched = intakeOf(homeops.world).of(HOME)!;
  const looks = async () =>
    (await db.row<{ n: number }>(sql`select count(*)::int as n from ledger.diagnosis where by_whom = 'schedule'`))!.n;
  const from = performance.now();
  const before = await looks();
  await heal(homeops.world, watched);
  const ours = async () =>
    (await db.row<{ n: number }>(sql`
      select count(*)::int as n
      from memory.context
      where home_id = ${HOME}
        and exists (select from healing.attempt where context.context_id = any (attempt.context_ids))`))!.n;
  await expect.poll(ours, patience).toBeGreaterThanOrEqual(4);
  await heal(homeops.world, watched);
  await pause(WATCHED_MS);
  const byTheClock = Math.ceil((performance.now() - from) / (2 * MINUTE)); // one look each two minutes there is anyhow
  const [diagnoses, came] = [(await looks()) - before, await ours()];
  expect(diagnoses, "looks of its own").toBeLessThanOrEqual(byTheClock);
  const verdicts = await db.rows<{ remedy: string; verdict: string }>(sql`
    select remedy, verdict from healing.attempt where home_id = ${HOME} order by remedy`);
  expect(verdicts).toEqual([
    { remedy: "ping-device", verdict: "fixed" },
    { remedy: "power-cycle", verdict: "fixed" },
  ]);
  figure(
    "H10",
    `2 repairs on the whole program, ${came} changes come back under their own contexts: ${diagnoses} diagnoses (by the clock at most ${byTheClock}) and 0 repairs because of them`,
  );
}, 180_000);
