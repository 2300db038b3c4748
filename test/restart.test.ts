import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { milliseconds, systemClock } from "#server/clock.ts";
import { restartDue } from "#server/surfaces/restart/restart.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { startHomeAssistant } from "./world/home-assistant.ts";

type Plan = { at: string | null; failed: string | null };

it("restarts Home Assistant at four by the home's clock, once, and only where that is still wished", async () => {
  await using home = await startHomeAssistant();
  let ahead = 0; // milliseconds
  await using homeops = await startHomeOps({ clock: { ...systemClock, now: () => Date.now() + ahead } });
  const { url, token } = home;
  await homeops.ask("connections/add", { url, token, name: "Home" });
  const isLive = async () => ((await homeops.ask("system/status")) as SystemStatus).connections[0]?.state;
  await expect.poll(isLive, { timeout: 60_000 }).toBe("live");
  const ask = (name: string) => homeops.ask(name) as Promise<Plan>;
  const jumpTo = (instant: string, late = 0) => {
    ahead = Date.parse(instant) - Date.now() + late;
    return restartDue(homeops.world);
  };
  const starts = home.starts;

  const planned = await ask("restart/plan");
  const { time_zone: zone } = await home.client.call<{ time_zone: string }>({ type: "get_config" });
  const at = Temporal.Instant.from(planned.at ?? "").toZonedDateTimeISO(zone);
  expect([at.hour, at.minute]).toEqual([4, 0]);
  expect(Date.parse(planned.at ?? "") - Date.now()).toBeGreaterThan(0);
  await restartDue(homeops.world);
  expect(await ask("restart/get")).toEqual(planned);
  expect(await ask("restart/cancel")).toEqual({ at: null, failed: null });
  await jumpTo(planned.at ?? "");
  expect(home.starts).toBe(starts);

  const missed = await ask("restart/plan");
  await jumpTo(missed.at ?? "", milliseconds({ hours: 2 }));
  expect(await ask("restart/get")).toEqual({ at: null, failed: expect.stringContaining("plan it again") });
  expect(home.starts).toBe(starts);

  const due = await ask("restart/plan");
  await jumpTo(due.at ?? "");
  await expect.poll(() => home.starts, { timeout: 60_000 }).toBe(starts + 1);
  await home.whenRunning();
  expect(await ask("restart/get")).toEqual({ at: null, failed: null });
  await restartDue(homeops.world);
  expect(home.starts).toBe(starts + 1);
}, 240_000);
