import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { figure, isFull } from "./figures.ts";
import { HOUR, incidentsIn, MINUTE } from "./h-limits.ts";
import { sickHome } from "./sick-home.ts";

const HOURS = isFull ? 7 * 24 : 10;

it("H2: an action that never helps rests after three tries, ever longer, and somebody is told once", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 20 });
  await home.allow("ping-device");
  for (let n = 0; n < 7; n++) home.goes(n);
  home.pass(31 * MINUTE);
  const until = home.now() + HOURS * HOUR;
  while (home.now() < until) {
    await home.look();
    await home.heal();
    home.pass(20 * MINUTE);
  }
  expect(home.core.reads, "a house is not read for what rests").toBeLessThanOrEqual(home.calls.length + 2);
  const [, , third = 0, fourth = 0, fifth = 0] = home.calls.map(({ at }) => at);
  expect(fourth - third).toBeGreaterThanOrEqual(HOUR);
  expect(fifth - fourth).toBeGreaterThanOrEqual(2 * HOUR);
  expect(home.calls).toHaveLength(5); // then it helps too rarely, and only suggests
  expect(await incidentsIn(db, home.home, "breaker")).toBe(1);
  expect(await incidentsIn(db, home.home, "useless")).toBe(1);
  const rests = [fourth - third, fifth - fourth].map((ms) => `${(ms / HOUR).toFixed(1)} h`).join(", ");
  figure("H2", `7 devices that nothing helps, ${HOURS} h: ${home.calls.length} tries, rests of ${rests}, told once`);
}, 300_000);
