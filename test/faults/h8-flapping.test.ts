import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { figure } from "./figures.ts";
import { HOUR, MINUTE } from "./h-limits.ts";
import { numberIn, sickHome } from "./sick-home.ts";

const FLAPS = 100;

it("H8: what flaps a hundred times an hour is tried twice at most", async () => {
  await using db = await testDatabase("postgresql");
  const home = await sickHome(db, { devices: 10, cure: (called, it) => it.comes(numberIn(called)) });
  await home.allow("ping-device");
  await home.allow("power-cycle");
  home.goes(0);
  home.pass(31 * MINUTE);
  await home.look();
  const until = home.now() + HOUR;
  while (home.now() < until) {
    await home.heal();
    home.goes(0); // the finding stands: it has been coming and going all the time
    home.pass(HOUR / FLAPS);
  }
  const begun = home.calls.filter(({ action }) => action !== "switch.turn_on");
  expect(begun.length).toBeLessThanOrEqual(2);
  expect(begun.length).toBeGreaterThan(0);
  figure("H8", `one device flapping ${FLAPS} times an hour: ${begun.length} attempts`);
}, 120_000);
