import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { enter, startSmallHouse, type ToldEvent } from "./testing.ts";

describe("a restart", () => {
  it("closes the door, and opens it with states unavailable until the devices are back", async () => {
    await using demo = await startSmallHouse({}, { bootSeconds: 1 });
    await using client = await enter(demo);
    demo.say("light.lamp", "on", { brightness: 3 });
    await demo.shutDown();
    await client.closed;
    await expect(once(connect(Number(new URL(demo.url).port), "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");

    const booted = demo.boot();
    await pause(5);
    await using early = await enter(demo);
    await early.result("subscribe_events");
    expect(await early.result("get_config")).toMatchObject({ state: "NOT_RUNNING" });
    expect(await early.result("get_states")).toContainEqual(
      expect.objectContaining({
        entity_id: "light.lamp",
        state: "unavailable",
        attributes: { restored: true, friendly_name: "Lamp" },
      }),
    );
    await booted;
    expect(await early.result("get_config")).toMatchObject({ state: "RUNNING" });
    const told = early
      .events<ToldEvent>(1)
      .map(({ event_type, data }) => `${event_type} ${data.new_state?.state ?? ""}`.trim());
    expect(told).toContain("state_changed on");
    expect(told.filter((what) => what.startsWith("homeassistant"))).toEqual([
      "homeassistant_start",
      "homeassistant_started",
    ]);
  });

  it("leaves a hole in history: what the devices said meanwhile was recorded by nobody", async () => {
    const wave = { mean: 10, amplitude: 5, period: "1m", noise: 1 };
    const timeline = [{ every: "100ms", from: "-1d 00:00:00", to: "+2d 00:00:00", entity_id: "sensor.fridge", wave }];
    await using demo = await startSmallHouse({ timeline });
    await pause(150);
    await demo.shutDown();
    await pause(500);
    await demo.boot();
    const { from: down, to: up } = demo.home.outages[0]!;
    await using client = await enter(demo);
    const start_time = new Date(down / 1000 - 300).toISOString();
    const rows = await client.result<Record<string, { s: string; lu: number }[]>>("history/history_during_period", {
      start_time,
      entity_ids: ["sensor.fridge"],
      include_start_time_state: false,
    });
    const times = rows["sensor.fridge"]?.map(({ lu }) => lu * 1e6) ?? [];
    expect(times.some((at) => at < down)).toBe(true);
    expect(times.some((at) => at > up)).toBe(true);
    expect(times.filter((at) => at > down + 1 && at < up - 1)).toEqual([]);
    expect(rows["sensor.fridge"]?.map(({ s }) => s)).toContain("unavailable");
  });
});
