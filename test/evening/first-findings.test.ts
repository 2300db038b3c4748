import { expect, it, vi } from "vitest";
import type { z } from "zod";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { startDemoHome } from "#demo/server.ts";
import type { FindingPage } from "#server/store/ledger/findings/contract.ts";
import { startHomeOps } from "#server/testing.ts";

const TEN_MINUTES = 600_000;

/** What is wrong with the terraced house (demo/homes/terraced-house-troubles.ts, -things.ts), as somebody would have to find it. */
const TRUE = [
  ["integration-failed", "ce-fritz"],
  ["battery-low", "sensor.back_door_battery"], // and that its device is silent is told under it
  ["device-flapping", "d-bookshelf"],
].map(([check, subject]) => `${check} ${subject}`);
/** More may be said of these, and later of an automation that names what is not there; of nothing else is anything wrong. */
const TROUBLED =
  /^\S+ (ce-fritz|d-back-door|d-bookshelf|automation\.garden_light_at_dusk|\w+\.(back_door|bookshelf)\w*)$/;

it("says three true things and more of a home that it has just been connected to, and nothing that is not true, within ten minutes", async () => {
  await using house = await startDemoHome({ scenario: readScenarioFile("1"), bootSeconds: 0.05 });
  await using homeops = await startHomeOps({ engine: "postgresql" });
  const began = performance.now();
  await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Terraced house" });
  const told = async () => {
    const { items } = (await homeops.ask("findings/list", { causes: false })) as z.infer<typeof FindingPage>;
    return items.map(({ check, subject }) => `${check} ${subject.id}`);
  };
  await vi.waitFor(async () => expect(await told()).toEqual(expect.arrayContaining(TRUE)), {
    timeout: TEN_MINUTES,
    interval: 1_000,
  });
  console.table({ "three true findings, s": (performance.now() - began) / 1_000 });
  for (const finding of await told()) expect(finding).toMatch(TROUBLED);
}, 660_000);
