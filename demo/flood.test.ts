import { describe, expect, it } from "vitest";
import { parseMoment, recordedSeconds } from "./moment.ts";
import { enter, startSmallHouse } from "./testing.ts";

interface Change {
  data: { entity_id: string; new_state: { state: string; last_updated: string } };
}

describe("a flood", () => {
  it("reaches a client that reads, without loss, and is in history as it was told", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("supported_features", { features: { coalesce_messages: 1 } });
    await client.result("subscribe_events", { event_type: "state_changed" });
    expect(await demo.flood({ perSecond: 4000, seconds: 0.5 })).toBe(2000);
    await client.ask("ping");
    const drops = client
      .events<Change>(2)
      .map(({ data }) => data)
      .filter(({ new_state }) => new_state.state !== "unknown");
    expect(drops).toHaveLength(2000);

    const start_time = new Date(Date.now() - 10_000).toISOString();
    const history = await client.result<Record<string, { s: string; lu: number }[]>>("history/history_during_period", {
      start_time,
      entity_ids: ["sensor.flood_007"],
      include_start_time_state: false,
    });
    const [, ...recorded] = history["sensor.flood_007"] ?? [];
    const live = drops.filter(({ entity_id }) => entity_id === "sensor.flood_007").map(({ new_state }) => new_state);
    expect(recorded.map(({ s }) => s)).toEqual(live.map(({ state }) => state));
    expect(recorded.map(({ lu }) => lu)).toEqual(
      live.map(({ last_updated }) => recordedSeconds(parseMoment(last_updated)!)),
    );
  });
});
