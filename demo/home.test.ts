import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Home } from "./home.ts";
import type { HomeEvent } from "./house/home-event.ts";
import { significantStates } from "./house/recorded.ts";
import { epochSeconds, hour, isoText, minute, parseMoment, recordedSeconds, second } from "./moment.ts";
import { smallHouse } from "./testing.ts";

const startAt = parseMoment("2026-11-21T12:00:00Z") ?? 0;
const fully = {
  include_start_time_state: false,
  significant_changes_only: false,
  minimal_response: false,
  no_attributes: false,
};

/** Plays the home for a while and gives what it told. */
async function played(home: Home, ms: number, meanwhile: () => void = () => {}): Promise<HomeEvent[]> {
  const told: HomeEvent[] = [];
  home.listen((event) => told.push(event));
  home.start();
  await pause(ms / 2);
  meanwhile();
  await pause(ms / 2);
  home[Symbol.dispose]();
  return told;
}

const changes = (told: HomeEvent[], entityId: string) =>
  told.flatMap(({ change }) => (change?.entity_id === entityId && change.new ? [change.new] : []));

describe("the home", () => {
  it("has the states that the past led to", () => {
    const home = new Home(
      smallHouse({
        timeline: [
          { at: "-1d 06:00:00.5", entity_id: "light.lamp", state: "on", attributes: { brightness: 9 } },
          { at: "-1d 07:00:00", entity_id: "light.lamp", state: "on", attributes: { brightness: 90 } },
          { at: "+1d 08:00:00", entity_id: "light.lamp", state: "off" },
        ],
      }),
      { startAt },
    );
    const lamp = home.states.get("light.lamp");
    expect(lamp).toMatchObject({ state: "on", attributes: { friendly_name: "Lamp", brightness: 90 } });
    expect(isoText(lamp?.changed ?? 0)).toBe("2026-11-20T05:00:00.500000+00:00");
    expect(isoText(lamp?.updated ?? 0)).toBe("2026-11-20T06:00:00+00:00");
    expect(home.states.get("person.anna")?.state).toBe("unknown");
  });

  it("recorded what it told live, to the microsecond", async () => {
    const wave = { mean: 4, amplitude: 1, period: "10m", noise: 0.2, decimals: 1 };
    const home = new Home(
      smallHouse({
        timeline: [
          { every: "7s", from: "-0d 12:59:00.000123", to: "-0d 13:30:00", entity_id: "sensor.fridge", wave },
          { at: "-0d 13:02:00.000003", entity_id: "sensor.fridge", state: "unavailable" },
          { at: "-0d 13:03:00.7", entity_id: "light.lamp", state: "on" },
        ],
      }),
      { startAt, speed: 2000 },
    );
    const told = await played(home, 300, () => home.say("sensor.fridge", "99", { note: "by hand" }));
    for (const id of ["sensor.fridge", "light.lamp"]) {
      const live = changes(told, id);
      const end = (live.at(-1)?.updated ?? 0) + 1;
      const recorded = significantStates(home.entities.get(id)!, startAt, end, fully);
      expect(recorded.map(({ s, lu, lc }) => [s, lu, lc])).toEqual(
        live.map((state) => [
          state.state,
          recordedSeconds(state.updated),
          state.changed === state.updated ? undefined : epochSeconds(state.changed),
        ]),
      );
      expect(live.length).toBeGreaterThan(id === "light.lamp" ? 0 : 40);
    }
  });

  it("tells the recorder nothing that Core keeps from it", () => {
    const home = new Home(
      smallHouse({
        timeline: [{ at: "-1d 06:00:00", entity_id: "light.lamp", state: "on", attributes: { brightness: 9 } }],
      }),
      { startAt },
    );
    const [row] = significantStates(home.entities.get("light.lamp")!, home.script.begin, startAt, fully);
    expect(row).toMatchObject({ s: "on", a: { friendly_name: "Lamp" } });
    expect(row?.a).not.toHaveProperty("brightness");
  });

  it("puts the state that held at the start first, as if it had been set then", () => {
    const home = new Home(smallHouse({ timeline: [{ at: "-1d 06:00:00", entity_id: "light.lamp", state: "on" }] }), {
      startAt,
    });
    const rows = significantStates(home.entities.get("light.lamp")!, startAt - hour, startAt, {
      ...fully,
      include_start_time_state: true,
    });
    expect(rows).toEqual([{ s: "on", a: { friendly_name: "Lamp" }, lu: epochSeconds(startAt - hour) }]);
  });

  it("leaves out changes of attributes only, where only significant ones are asked for", () => {
    const home = new Home(
      smallHouse({
        timeline: [
          { at: "-1d 06:00:00", entity_id: "light.lamp", state: "on" },
          { at: "-1d 07:00:00", entity_id: "light.lamp", state: "on", attributes: { effect: "x" } },
        ],
      }),
      { startAt },
    );
    const ask = (options: object) =>
      significantStates(home.entities.get("light.lamp")!, home.script.begin, startAt, { ...fully, ...options });
    expect(ask({})).toHaveLength(2);
    expect(ask({ significant_changes_only: true })).toHaveLength(1);
    expect(ask({ minimal_response: true })).toHaveLength(1);
  });

  it("runs an automation's last run through its state", async () => {
    const run = { event: "automation_triggered", data: { entity_id: "automation.night", name: "Night" } };
    const home = new Home(
      smallHouse({
        timeline: [
          { at: "-1d 06:00:00", ...run },
          { at: "-0d 13:00:30", ...run, context: { id: "c1" } },
        ],
      }),
      { startAt, speed: 1000 },
    );
    expect(home.states.get("automation.night")?.attributes.last_triggered).toBe("2026-11-20T05:00:00+00:00");
    const told = await played(home, 100);
    expect(told.map(({ type, context }) => [type, context.id])).toEqual([
      ["automation_triggered", "c1"],
      ["state_changed", "c1"],
    ]);
    expect(home.states.get("automation.night")?.attributes.last_triggered).toBe("2026-11-21T12:00:30+00:00");
  });

  it("begins three weeks of thirty sensors within a second and answers at once", () => {
    const entities = Array.from({ length: 30 }, (_, i) => ({ entity_id: `sensor.s${i}`, name: `S${i}`, state: "0" }));
    const wave = { mean: 20, amplitude: 2, period: "24h", noise: 0.1 };
    const timeline = entities.map(({ entity_id }) => ({
      every: "30s",
      from: "-21d 00:00:00",
      to: "+1d 00:00:00",
      entity_id,
      wave,
    }));
    const began = performance.now();
    const home = new Home(smallHouse({ entities, timeline }), { startAt });
    const lastMinute = significantStates(home.entities.get("sensor.s0")!, startAt - minute - second, startAt, fully);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(lastMinute.length).toBeGreaterThanOrEqual(2);
  });
});
