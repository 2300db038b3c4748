import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { figure, isFull } from "./figures.ts";
import { HOUR, incidentsIn, MINUTE, standingIncidents } from "./h-limits.ts";
import { sickHome } from "./sick-home.ts";

const HOURS = isFull ? 24 : 2;

it("H1: 200 of 500 devices go at once, which is one incident and no two hundred repairs", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 500 });
  for (const remedy of ["ping-device", "power-cycle"]) await home.allow(remedy);
  for (let n = 0; n < 200; n++) home.goes(n);
  home.pass(31 * MINUTE);
  const until = home.now() + HOURS * HOUR;
  while (home.now() < until) {
    await home.look();
    await home.heal();
    home.pass(10 * MINUTE);
  }
  expect(await incidentsIn(db, home.home, "systemic")).toBe(1);
  expect(home.calls.length).toBeLessThanOrEqual(3);
  for (let n = 0; n < 200; n++) home.comes(n);
  await home.look();
  await home.heal();
  expect(await standingIncidents(db, home.home)).not.toContain("systemic"); // it is told no longer
  figure("H1", `200 of 500 devices away for ${HOURS} h: ${home.calls.length} actions, 1 systemic incident`);
}, 300_000);

it("H1: just below that share, caps hold: one an entity in ten minutes, three of a kind an hour, five in a quarter of an hour", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 50 });
  for (const remedy of ["ping-device", "power-cycle"]) await home.allow(remedy);
  for (let n = 0; n < 19; n++) home.goes(n);
  home.pass(31 * MINUTE);
  const until = home.now() + HOURS * HOUR;
  while (home.now() < until) {
    await home.look();
    await home.heal();
    home.pass(MINUTE);
  }
  const begun = home.calls.filter(({ action }) => action !== "switch.turn_on");
  const most = (span: number, of: typeof begun) =>
    Math.max(0, ...of.map(({ at }) => of.filter((it) => it.at >= at && it.at < at + span).length));
  const ofKind = (action: string) => begun.filter((it) => it.action === action);
  expect(begun.length).toBeGreaterThan(0);
  expect(most(HOUR, ofKind("zwave_js.ping"))).toBeLessThanOrEqual(3);
  expect(most(HOUR, ofKind("switch.turn_off"))).toBeLessThanOrEqual(3);
  expect(most(15 * MINUTE, begun)).toBeLessThanOrEqual(5);
  figure(
    "H1",
    `19 of 50 devices away for ${HOURS} h: ${begun.length} attempts, at most 3 of a kind an hour and ${most(15 * MINUTE, begun)} in 15 min`,
  );
}, 300_000);
