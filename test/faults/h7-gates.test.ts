import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { addMaintenance } from "#server/store/ledger/maintenance/queries.ts";
import { figure } from "./figures.ts";
import { HOUR, MINUTE } from "./h-limits.ts";
import { type SickHome, sickHome } from "./sick-home.ts";

const GATES: readonly [string, (home: SickHome) => unknown][] = [
  ["Home Assistant is not running", ({ core }) => (core.state = "STARTING")],
  ["the link is not live", ({ core }) => (core.isLive = false)],
  ["Home Assistant started four minutes ago", (home) => restarted(home, 4)],
  ["the past is still being read", ({ core }) => (core.importing = "running")],
  ["nothing of what happens there has come through for a minute", ({ core }) => (core.deafMs = 61_000)],
  ["it took a minute to read how things are", ({ core }) => (core.readsMs = 61_000)],
  ["the clocks differ", ({ core }) => (core.skewMs = 6_000)],
  ["somebody works on it", maintained],
  ["somebody has just said something about it", spokenOf],
  [
    "all is stopped",
    ({ world, home }) => world.db.run(sql`insert into healing.stop (home_id, stopped_at) values (${home}, now())`),
  ],
];

function restarted({ present, now }: SickHome, minutes: number): void {
  const at = instantOf(now() - minutes * MINUTE);
  for (const [id, state] of present) present.set(id, { ...state, changedAt: at, updatedAt: at });
}

async function maintained({ world, home, now }: SickHome): Promise<void> {
  const span = { from: instantOf(now() - HOUR), until: instantOf(now() + HOUR), why: null, person: null };
  await addMaintenance(world.db, home, { kind: "work", subject_kind: "home", subject: "", ...span });
}

async function spokenOf({ world, home, now }: SickHome): Promise<void> {
  await world.db.run(sql`
    insert into ledger.step (home_id, finding_id, at, what, severity, user_id, is_told)
    select home_id, finding.id, ${instantOf(now() - 5 * MINUTE)}, 'snoozed', 'warning', (select id from public.users limit 1), true
    from ledger.finding
    where home_id = ${home}`);
}

it("H7: nothing is done behind any gate, and something is where all are open", async () => {
  await using db = await testDatabase("postgresql");
  for (const [name, shut] of [...GATES, ["none", () => {}] as const]) {
    const home = await sickHome(db, { devices: 10 });
    await home.allow("ping-device");
    home.goes(0);
    home.pass(31 * MINUTE);
    await home.look();
    await shut(home);
    await home.heal();
    expect(home.calls.length, name).toBe(name === "none" ? 1 : 0);
  }
  figure("H7", `${GATES.length} gates: 0 actions behind any of them`);
}, 120_000);
