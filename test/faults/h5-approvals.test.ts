import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { allJudged, approve } from "#server/actions/healing/approvals.ts";
import { plansFor } from "#server/actions/healing/plans-for.ts";
import { Refusal } from "#server/refusal.ts";
import { figure, isFull } from "./figures.ts";
import { MINUTE } from "./h-limits.ts";
import { numberIn, sickHome } from "./sick-home.ts";

const REPLAYS = isFull ? 200 : 20;

it("H5: a yes is taken once, for one plan and one person, for ten minutes; a lock on the same switch is never touched unasked", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 10, cure: (called, it) => it.comes(numberIn(called)) });
  home.goes(0);
  home.pass(31 * MINUTE);
  await home.look();
  const finding = (await db.row<{ id: number }>(sql`select id from ledger.finding`))!.id;
  const anna = (await db.row<{ id: string }>(sql`select id from public.users`))!.id;
  const ask = async () => (await plansFor(home.world, home.patient, { finding, language: "en", person: anna }))[0]!;
  const refused: string[] = [];
  const say = async (offer: number | null, hash: string, person: string | null) => {
    try {
      return await approve(home.world, home.patient, { offer: offer ?? 0, hash, person, language: "en" });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error.code);
      return undefined;
    }
  };
  const plan = await ask();
  expect(await say(plan.plan, "0".repeat(64), anna)).toBeUndefined();
  expect(await say(plan.plan, plan.hash, crypto.randomUUID())).toBeUndefined();
  expect(await say(plan.plan, plan.hash, null)).toBeUndefined();
  const old = await ask();
  home.pass(11 * MINUTE);
  expect(await say(old.plan, old.hash, anna)).toBeUndefined();
  const fresh = await ask();
  const all = await Promise.all(Array.from({ length: REPLAYS }, () => say(fresh.plan, fresh.hash, anna)));
  await allJudged(home.world);
  expect(all.filter((it) => it !== undefined)).toHaveLength(1);
  expect(home.calls).toHaveLength(1);
  // the offer itself refuses each of them, not only that it was tried just now
  expect(refused).toEqual(Array.from({ length: REPLAYS + 3 }, () => "no_such_offer"));

  await home.allow("ping-device");
  await db.run(sql`update house.entity set entity_id = 'lock.door_1' where entity_id = 'sensor.device_1'`);
  home.goes(1);
  home.pass(31 * MINUTE);
  await home.look();
  await db.run(sql`
    insert into ledger.finding (home_id, check_name, subject_kind, subject, severity, evidence, mentions, since, opened_at)
    values (${home.home}, 'device-unavailable', 'device', 'd-1', 'warning', '{}', '{}', now(), now())`);
  await home.heal();
  expect(home.calls).toHaveLength(1);
  figure(
    "H5",
    `${refused.length} of ${REPLAYS + 4} yeses refused, ${home.calls.length} action; a lock: 0 actions by itself`,
  );
}, 120_000);
