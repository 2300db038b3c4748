import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { eventId } from "../event-id.ts";
import { seen } from "../testing.ts";
import { similar } from "./similar.ts";
import { searchWorld, toldHome } from "./testing.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (time: string) => `2026-11-20T${time}+00:00`;

describe.each(engines)("what was like an event, on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof toldHome>>;
  let place: ReturnType<typeof searchWorld>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await toldHome(db);
    place = searchWorld(db);
    await home.tell(
      { entity: "cover.garage", text: "Garage door opened", kind: "opened", at: [at("08:00:00"), at("18:00:00")] },
      { entity: "cover.shed", text: "Shed door opened", kind: "opened", at: [at("12:00:00")] },
      { entity: "person.anna", text: "Anna arrived home", kind: "arrived", at: [at("18:05:00")] },
    );
    await place.embed();
    await home.remember(
      seen("cover.garage", at("08:00:00"), { state: "open" }),
      seen("light.hall", at("08:02:00"), { state: "on" }),
      seen("cover.garage", at("08:30:00"), { state: "closed" }),
      seen("light.hall", at("08:40:01"), { state: "off" }),
      seen("cover.garage", at("18:00:00"), { state: "open" }),
      seen("light.hall", at("18:01:00"), { state: "on" }),
      seen("sensor.power", at("18:01:30"), { state: "41.5" }),
      seen("person.anna", at("18:05:00"), { state: "home" }),
    );
    await home.remember(
      ...["06", "07", "08", "09", "16", "17", "18", "19"].flatMap((hour) => [
        seen("binary_sensor.chatty", at(`${hour}:03:00`), { state: "on" }),
        seen("binary_sensor.chatty", at(`${hour}:04:00`), { state: "off" }),
      ]),
    );
    for (const hour of ["08", "18"]) await home.close(at(`${hour}:00:00`));
    await home.remember(
      seen("cover.shed", at("20:00:00"), { state: "closed" }),
      seen("cover.shed", at("20:10:00"), { state: "open" }),
      seen("light.hall", at("20:11:00"), { state: "on" }),
    );
    await home.name("cover.shed", { name: "Shed door", deviceClass: "door" });
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const ask = async (entity: string, time: string) => {
    const event = eventId({ at: at(time), type_id: 0, entity_id: await home.entity(entity) });
    return similar(place.world, db.for("asked"), { event, limit: 10, home: home.home, now: NOW });
  };

  it("names the nearest others first, and counts what came within ten minutes", async () => {
    const { items, after, times } = await ask("cover.garage", "18:00:00");
    expect(items.map(({ sentence }) => sentence)).toEqual(["Shed door opened", "Anna arrived home"]);
    expect(times).toBe(2);
    expect(after.map(({ entity_id, state, count, expected }) => [entity_id, state, count, expected])).toEqual([
      ["light.hall", "on", 2, 0],
      ["person.anna", "home", 1, 0],
    ]); // what chats every hour is left out
  });

  it("knows the sentence of an hour that is not over", async () => {
    const { items, after, times } = await ask("cover.shed", "20:10:00");
    expect(items[0]?.sentence).toBe("Garage door opened");
    expect(times).toBe(2);
    expect(after.map(({ entity_id, state }) => [entity_id, state])).toEqual([["light.hall", "on"]]);
  });

  it("says so of an event that has no sentence", async () => {
    await expect(ask("sensor.power", "18:01:30")).rejects.toMatchObject({ code: "not_told" });
  });
});
