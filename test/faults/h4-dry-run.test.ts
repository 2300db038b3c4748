import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { plansFor } from "#server/actions/healing/plans-for.ts";
import { figure } from "./figures.ts";
import { MINUTE } from "./h-limits.ts";
import { numberIn, sickHome } from "./sick-home.ts";

it("H4: a dry run sends nothing, and is the plan that is run", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 10, cure: (called, it) => it.comes(numberIn(called)) });
  home.goes(0);
  home.pass(31 * MINUTE);
  await home.look();
  const found = await db.row<{ id: number }>(sql`select id from ledger.finding`);
  const asked = { finding: found!.id, language: "en" as const, person: null };
  const dry = await plansFor(home.world, home.patient, asked);
  expect(dry.map(({ remedy }) => remedy)).toEqual(["ping-device", "power-cycle"]);
  expect(home.calls).toEqual([]);
  await home.allow("ping-device");
  await home.heal();
  const live = await db.row<{ hash: string; plan: { steps: { action: { action: string } }[] } }>(sql`
    select hash, plan from healing.attempt`);
  expect(live?.hash).toBe(dry[0]?.hash);
  expect(home.calls.map(({ action }) => action)).toEqual(live?.plan.steps.map(({ action }) => action.action));
  figure("H4", `${dry.length} plans printed: 0 actions called; the hash of the live run is the same`);
}, 60_000);
