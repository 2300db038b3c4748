import { expect, vi } from "vitest";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";
import { installComponent } from "./component.ts";

/** What Home Assistant tells the time of, it asks here: states, events and answers over HTTP. Its timers go by another clock, which goes on as it does. */
const SETUP = `
import time

from homeassistant.helpers import entity

REAL = time.time
ahead = 0.0


def now():
    return REAL() + ahead


async def async_setup(hass, config):
    async def put_forward(call):
        global ahead
        ahead += float(call.data["seconds"])

    time.time = now
    entity.timer = now
    hass.services.async_register("forward", "by", put_forward)
    return True
`;

/** For tests: lets somebody put Home Assistant's clock forward; in YAML as \`forward:\`. */
export const installForward = (configDirectory: string): Promise<void> =>
  installComponent(configDirectory, {
    ...{ domain: "forward", name: "Forward", config_flow: false },
    files: { "__init__.py": SETUP },
  });

/** Puts Home Assistant's clock forward, and waits until HomeOps has heard of it twice, as it wants to. */
export async function putForward(home: HomeAssistant, homeops: HomeOps, minutes: number): Promise<void> {
  const { world } = homeops;
  const until = intakeOf(world).nowIn(1) + (minutes - 0.5) * 60_000;
  await home.client.callService("forward", "by", { seconds: minutes * 60 });
  let words = 0;
  await vi.waitFor(
    async () => {
      await home.client.setState("sensor.clock_word", String(words++));
      expect(intakeOf(world).nowIn(1)).toBeGreaterThan(until);
    },
    { timeout: 20_000, interval: 200 },
  );
}
