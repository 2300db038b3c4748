import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Home } from "../home.ts";
import { logbook } from "../house/logbook.ts";
import { day } from "../moment.ts";
import { readScenario } from "../scenario.ts";
import { terracedHouse } from "./terraced-house.ts";

const text = readFileSync(new URL("./terraced-house.json", import.meta.url), "utf8");

describe("the terraced house", () => {
  it("is what its script writes: after a change, run node demo/homes/terraced-house.ts", () => {
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(terracedHouse)));
  });

  it("is small enough to be read, and large enough to be a house", () => {
    const scenario = readScenario(text);
    expect(text.length).toBeLessThan(155_000);
    expect(scenario.devices.length).toBeGreaterThanOrEqual(30);
  });

  it("always has something that moves within seconds, and a past worth telling", () => {
    const home = new Home(readScenario(text));
    const now = home.clock.now();
    const power = home.entities.get("sensor.power_consumption");
    expect([...(power?.statesBetween(now, now + 20e6) ?? [])].length).toBeGreaterThanOrEqual(4);
    expect(logbook(home, now - 21 * day, now, {}).length).toBeGreaterThan(400);
    expect(home.states.get("binary_sensor.back_door")?.state).toBe("unavailable");
  });
});
