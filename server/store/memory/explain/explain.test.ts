import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { eventId } from "../event-id.ts";
import type { Observation } from "../observation.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import { keepTrace } from "../traces/keep-trace.ts";
import { recorded } from "../traces/testing.ts";
import type { Explanation } from "./contract.ts";
import { Explain } from "./contract.ts";
import { explainCommands } from "./explain.ts";

const NOW = "2026-11-21T12:00:00.000000+00:00";
const [explain] = explainCommands;
const at = (time: string) => `2026-11-21T${time}+00:00`;

describe.each(engines)("memory/explain on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const why = (input: object, asHome = home.home) => {
    const world = { clock: { now: () => Date.parse(NOW) } };
    const call = { db, home: asHome, world, asker: { kind: "owner" } } as unknown as Call;
    return explain!.run(Explain.parse(input), call) as Promise<Explanation>;
  };

  it("follows a chain that was recorded from Home Assistant", async () => {
    const trace = recorded("triggered-by-state");
    const { id, parent_id } = trace.context;
    const context = { id, parent_id };
    await keepTrace(db, home, trace);
    await home.remember(
      seen("input_boolean.chain", at("04:19:21.887467"), {
        oldState: "off",
        context: { id: parent_id!, user_id: "someone" },
      }),
      event(at("04:19:21.887692"), "automation_triggered", {
        entityId: "automation.second_of_a_chain",
        attributes: { entity_id: "automation.second_of_a_chain", run_id: trace.run_id },
        context,
      }),
      event(at("04:19:21.887779"), "call_service", {
        attributes: {
          domain: "humidifier",
          service: "turn_off",
          service_data: { entity_id: ["humidifier.humidifier"] },
        },
        context,
      }),
      seen("humidifier.humidifier", at("04:19:21.888500"), { state: "off", oldState: "on", context }),
    );
    const explained = await why({ entity_id: "humidifier.humidifier" });
    expect(explained).toMatchObject({
      event: { at: at("04:19:21.888500"), name: "Name of humidifier.humidifier", state: "off", old_state: "on" },
      causes: [
        { kind: "automation", entity_id: "automation.second_of_a_chain", trace: trace.run_id, certainty: "certain" },
        { kind: "person", person: "Somebody", at: at("04:19:21.887467"), certainty: "certain" },
      ],
      sentence:
        "Name of humidifier.humidifier turned off because of the automation “Name of automation.second_of_a_chain”, set off by Somebody.",
    });
    expect(await why({ event: explained.event.event })).toEqual(explained);
  });

  it("passes over what only updates attributes, and looks back far", async () => {
    await home.remember(
      seen("light.hall", "2026-10-02T08:00:00.000000+00:00", { oldState: "off" }),
      seen("light.hall", at("09:00:00.000000"), { attributes: '{"brightness":3}', oldState: "on" }),
    );
    expect((await why({ entity_id: "light.hall" })).event.at).toBe("2026-10-02T08:00:00.000000+00:00");
  });

  it("explains what was so at a time, also from closed hours", async () => {
    await home.remember(
      seen("light.hall", at("09:00:00.000000"), { state: "on", oldState: "off" }),
      seen("light.hall", at("09:30:00.000000"), { state: "off", oldState: "on" }),
    );
    const earlier = () => why({ entity_id: "light.hall", at: at("09:30:00") });
    expect((await earlier()).event.at).toBe(at("09:30:00.000000"));
    await home.close(at("09:00:00"));
    expect(await why({ entity_id: "light.hall", at: at("09:29:59.999999") })).toMatchObject({ event: { state: "on" } });
    expect((await earlier()).event.state).toBe("off");
  });

  it("refuses what is not remembered in this home", async () => {
    await home.remember(seen("light.hall", at("09:00:00.000000")));
    const { event } = (await why({ entity_id: "light.hall" })).event;
    const other = await memoryHome(db);
    await expect(why({ event }, other.home)).rejects.toThrow("No event");
    await expect(why({ entity_id: "light.hall" }, other.home)).rejects.toThrow("No change of light.hall is remembered");
    await expect(why({ event: eventId({ at: NOW, entity_id: 1, type_id: 0 }) })).rejects.toThrow("No event");
  });
});

interface Told {
  entityId?: string;
  attributes: object;
  context: Observation["context"];
}

const event = (time: string, type: string, { entityId, attributes, context }: Told): Observation => ({
  at: time,
  type,
  entityId: entityId ?? null,
  state: null,
  attributes: JSON.stringify(attributes),
  context,
  source: "live",
});
