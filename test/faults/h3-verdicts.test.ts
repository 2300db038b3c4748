import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { Refusal } from "#server/refusal.ts";
import { figure } from "./figures.ts";
import { MINUTE, verdictsIn } from "./h-limits.ts";
import { type Cure, numberIn, sickHome } from "./sick-home.ts";

const CASES: readonly [string, Cure, string][] = [
  ["it helps", (called, home) => home.comes(numberIn(called)), "fixed"],
  ["it does not help", () => {}, "not_fixed"],
  ["Home Assistant refuses it", () => refuse("ha_service_validation_error"), "not_fixed"],
  ["Home Assistant does not answer", () => refuse("timed_out"), "unknown"],
  ["the link is lost over it", () => refuse("not_connected"), "unknown"],
];

function refuse(code: string): never {
  throw new Refusal(code, code);
}

it("H3: every attempt ends as fixed, not fixed or unknown, within two minutes of its action", async () => {
  let longest = 0;
  await using db = await testDatabase("postgresql");
  for (const [name, cure, verdict] of CASES) {
    const home = await sickHome(db, { devices: 10, cure });
    await home.allow("ping-device");
    home.goes(0);
    home.pass(31 * MINUTE);
    await home.look();
    const began = home.now();
    await home.heal();
    longest = Math.max(longest, home.now() - began);
    expect(home.calls, name).toHaveLength(1);
    expect(await verdictsIn(db, home.home), name).toEqual([{ verdict, n: 1 }]);
  }
  expect(longest).toBeLessThanOrEqual(122_000);
  figure("H3", `${CASES.length} ways to end: all judged, the longest after ${longest / 1000} s, none left as sent`);
}, 120_000);
