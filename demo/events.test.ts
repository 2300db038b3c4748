import { describe, expect, it } from "vitest";
import { recordedSeconds } from "./moment.ts";
import { enter, startSmallHouse, type ToldEvent } from "./testing.ts";

describe("what happens", () => {
  it("is told as events, and no more after unsubscribing", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("subscribe_events");
    const said = demo.say("light.lamp", "on", { brightness: 3 });
    demo.fire("zha_event", { command: "press" });
    await client.result("unsubscribe_events", { subscription: 1 });
    demo.say("light.lamp", "off");
    expect(await client.ask("ping")).toMatchObject({ type: "pong" });
    expect(client.events<ToldEvent>(1)).toEqual([
      {
        event_type: "state_changed",
        data: {
          entity_id: "light.lamp",
          old_state: expect.objectContaining({ state: "off" }),
          new_state: JSON.parse(said?.json ?? ""),
        },
        origin: "LOCAL",
        time_fired: expect.stringMatching(/^\d{4}-.*\+00:00$/),
        context: { id: expect.stringMatching(/^[0-9A-Z]{26}$/), parent_id: null, user_id: null },
      },
      expect.objectContaining({ event_type: "zha_event", data: { command: "press" } }),
    ]);
  });

  it("is told compressed, first all and then what changed", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("subscribe_entities", { entity_ids: ["light.lamp"] });
    demo.say("sensor.fridge", "5");
    demo.say("light.lamp", "on", { brightness: 3 });
    demo.say("light.lamp", "on");
    await client.ask("ping");
    const [all, on, dimmed] = client.events<Record<string, Record<string, unknown>>>(1);
    expect(all).toEqual({
      a: { "light.lamp": { s: "off", a: { friendly_name: "Lamp" }, c: expect.any(String), lc: expect.any(Number) } },
    });
    expect(on).toEqual({
      c: { "light.lamp": { "+": { s: "on", lc: expect.any(Number), c: expect.any(String), a: { brightness: 3 } } } },
    });
    expect(dimmed).toEqual({
      c: { "light.lamp": { "+": { lu: expect.any(Number), c: expect.any(String) }, "-": { a: ["brightness"] } } },
    });
  });

  it("through an action carries the context of the call and of who called", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("subscribe_events");
    const call = {
      domain: "light",
      service: "turn_on",
      service_data: { brightness: 9 },
      target: { entity_id: "light.lamp" },
    };
    const { context } = await client.result<{ context: ToldEvent["context"] }>("call_service", call);
    const [called, changed] = client.events<ToldEvent>(1);
    expect(called).toMatchObject({
      event_type: "call_service",
      data: { domain: "light", service: "turn_on", service_data: { brightness: 9, entity_id: ["light.lamp"] } },
      context,
    });
    expect(changed).toMatchObject({ data: { new_state: { state: "on", context } }, context });
    expect(context.user_id).toMatch(/^[0-9a-f]{32}$/);
    expect(await client.ask("call_service", { domain: "light", service: "sing" })).toMatchObject({
      error: { code: "not_found", message: "Service light.sing not found.", translation_key: "service_not_found" },
    });
  });

  it("through an automation has a context below that of the call", async () => {
    const config = { actions: [{ action: "light.turn_on", target: { entity_id: "light.lamp" } }] };
    await using demo = await startSmallHouse({
      automations: [{ entity_id: "automation.night", id: "17", name: "Night", config }],
    });
    await using client = await enter(demo);
    await client.result("subscribe_events");
    const call = { domain: "automation", service: "trigger", target: { entity_id: "automation.night" } };
    const { context } = await client.result<{ context: ToldEvent["context"] }>("call_service", call);
    const run = client.events<ToldEvent>(1).find(({ event_type }) => event_type === "automation_triggered");
    const light = client.events<ToldEvent>(1).find(({ data }) => data.entity_id === "light.lamp");
    expect(run?.context).toMatchObject({ parent_id: context.id, user_id: null });
    expect(light?.context).toEqual(run?.context);
    const contexts = await client.result<Record<string, unknown>>("trace/contexts", {
      domain: "automation",
      item_id: "17",
    });
    expect(contexts[run?.context.id ?? ""]).toMatchObject({ domain: "automation", item_id: "17" });
  });

  it("to a renamed entity is told of the registry and of both ids, and its past moves along", async () => {
    await using demo = await startSmallHouse({
      timeline: [{ at: "-1d 06:00:00", entity_id: "light.lamp", state: "on" }],
    });
    await using client = await enter(demo);
    await client.result("subscribe_events");
    await client.result("config/entity_registry/update", {
      entity_id: "light.lamp",
      new_entity_id: "light.torch",
      name: "Torch",
    });
    const told = client.events<ToldEvent>(1);
    expect(told[0]).toMatchObject({
      event_type: "entity_registry_updated",
      data: {
        action: "update",
        entity_id: "light.torch",
        old_entity_id: "light.lamp",
        changes: { entity_id: "light.lamp", name: null },
      },
    });
    expect(told[1]?.data).toMatchObject({ entity_id: "light.lamp", new_state: null });
    expect(told[2]?.data).toMatchObject({ entity_id: "light.torch", old_state: null });
    expect(told[3]?.data.new_state).toMatchObject({ attributes: { friendly_name: "Torch" } });
    const start_time = new Date(Date.now() - 3 * 86_400_000).toISOString();
    const history = await client.result("history/history_during_period", {
      start_time,
      entity_ids: ["light.torch", "light.lamp"],
    });
    expect(history).toHaveProperty(["light.torch"]);
    expect(history).not.toHaveProperty(["light.lamp"]);
  });

  it("comes live behind the past in a stream of history", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    demo.say("sensor.fridge", "5");
    const start_time = new Date(Date.now() - 60_000).toISOString();
    await client.result("history/stream", { start_time, entity_ids: ["sensor.fridge"], no_attributes: true });
    const six = demo.say("sensor.fridge", "6");
    await client.hear(({ event }) => JSON.stringify(event ?? "").includes('"s":"6"'));
    const [past, live] = client.events<{ states: Record<string, { s: string; lu: number }[]> }>(1);
    expect(past?.states["sensor.fridge"]?.map(({ s }) => s)).toEqual(["4", "5"]);
    expect(live?.states["sensor.fridge"]).toEqual([{ s: "6", lu: recordedSeconds(six?.updated ?? 0) }]);
  });
});
