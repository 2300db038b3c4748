import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { figure, isFull } from "./figures.ts";
import { HOUR, incidentsIn, MINUTE } from "./h-limits.ts";
import { type Called, numberIn, type SickHome, sickHome } from "./sick-home.ts";

const DAYS = isFull ? 30 : 2;
const DEVICES = 24;
const TICK = 10 * MINUTE;
/** What ends a fault, and how often such ones come. */
const ENDS = ["ping", "ping", "ping", "power", "power", "time", "person"] as const;

type Fault = { end: (typeof ENDS)[number]; until: number };

/** The same days in each run. Source: https://en.wikipedia.org/wiki/Linear_congruential_generator, constants of Numerical Recipes. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it("H11: through days of random faults no remedy loops, and whatever is tried is judged", async () => {
  await using db = await testDatabase("postgresql");
  const random = seeded(11);
  const faults = new Map<number, Fault>();
  const heals = ({ action }: Called, { end }: Fault) =>
    (end === "ping" && action === "zwave_js.ping") || (end === "power" && action === "switch.turn_on");
  const cure = (called: Called, home: SickHome) => {
    const fault = faults.get(numberIn(called));
    if (!fault || !heals(called, fault)) return;
    faults.delete(numberIn(called));
    home.comes(numberIn(called));
  };
  const home = await sickHome(db, { devices: DEVICES, cure });
  for (const remedy of ["ping-device", "power-cycle"]) await home.allow(remedy);
  const until = home.now() + DAYS * 24 * HOUR;
  let begun = 0;
  while (home.now() < until) {
    const device = Math.floor(random() * DEVICES);
    if (random() < 1 / 24 && !faults.has(device)) {
      const end = ENDS[Math.floor(random() * ENDS.length)] ?? "time";
      faults.set(device, { end, until: home.now() + (end === "time" ? 3 : 14) * HOUR });
      home.goes(device);
      begun++;
    }
    for (const [n, fault] of faults) {
      if (home.now() < fault.until) continue;
      faults.delete(n);
      home.comes(n);
    }
    await home.look();
    if (faults.size > 0) await home.heal();
    home.pass(TICK);
  }
  const attempts = await db.rows<{
    remedy: string;
    subject: string;
    verdict: string | null;
    at: string;
    undone: boolean;
  }>(sql`
    select remedy, subject, verdict, intent_at as at, undone_at is not null as undone
    from healing.attempt
    order by id
    limit 10000`);
  const starts = attempts.map(({ at }) => Date.parse(at));
  const most = (span: number) =>
    Math.max(0, ...starts.map((at) => starts.filter((it) => it >= at && it < at + span).length));
  const bySubject = Object.values(Object.groupBy(attempts, ({ subject }) => subject));
  const mostADay = Math.max(
    0,
    ...bySubject.map((all = []) =>
      Math.max(
        ...all.map((one) => all.filter((it) => Math.abs(Date.parse(it.at) - Date.parse(one.at)) < 24 * HOUR).length),
      ),
    ),
  );
  expect(attempts.filter(({ verdict }) => verdict === null)).toEqual([]);
  expect(most(15 * MINUTE)).toBeLessThanOrEqual(5);
  expect(most(HOUR)).toBeLessThanOrEqual(6);
  const share = (remedy: string) => {
    const all = attempts.filter((it) => it.remedy === remedy);
    return `${remedy} ${all.filter(({ verdict }) => verdict === "fixed").length} of ${all.length}`;
  };
  const told = (await incidentsIn(db, home.home, "breaker")) + (await incidentsIn(db, home.home, "useless"));
  figure(
    "H11",
    `${DAYS} days, ${begun} faults of ${DEVICES} devices: ${attempts.length} attempts (${share("ping-device")}, ${share("power-cycle")} fixed), ${attempts.filter(({ undone }) => undone).length} taken back, at most ${most(HOUR)} an hour and ${mostADay} a day on one device, ${told} times somebody was told that a remedy rests`,
  );
}, 1_200_000);
