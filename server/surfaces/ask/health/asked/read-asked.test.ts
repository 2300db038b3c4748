import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { KnownEntity, KnownHouse } from "../../house/known-house.ts";
import { german } from "../../language/de/de.ts";
import { english } from "../../language/en/en.ts";
import { lexiconOf } from "../../meaning/lexicon.ts";
import { readAsked } from "./read-asked.ts";

const now = Temporal.ZonedDateTime.from("2026-11-20T12:00[Europe/Amsterdam]");
let key = 0;

/** Of a device, or of none: its id, name, area and the names and ids of what it shows. */
const shows = (device: string | null, area: string | null, things: Readonly<Record<string, string>>): KnownEntity[] =>
  Object.entries(things).map(([entity_id, name]) => ({
    ...{ key: key++, entity_id, name, aliases: [], area_id: area, device_id: device, device, platform: null },
    device_class: /_(battery|batterie)$/.test(entity_id) ? "battery" : null,
    ...{ unit: null, state_class: null, category: null, is_hidden: false },
  }));

const house: KnownHouse = {
  ...{ timeZone: "Europe/Amsterdam", isTwelve: false },
  places: [
    { id: "Hall", kind: "area", name: "Hall", aliases: [], floor_id: "Upper floor", level: null },
    { id: "Keller", kind: "area", name: "Keller", aliases: [], floor_id: null, level: null },
    { id: "Upper floor", kind: "floor", name: "Upper floor", aliases: [], floor_id: null, level: 1 },
  ],
  entities: [
    ...shows("Front door lock", "Hall", {
      "lock.front": "Front door lock",
      "sensor.front_battery": "Front door lock battery",
    }),
    ...shows("Hall lamp", "Hall", { "light.hall": "Hall lamp" }),
    ...shows("Attic thermometer", null, { "sensor.attic_battery": "Attic thermometer battery" }),
    ...shows("Cellar thermometer", null, { "sensor.cellar_battery": "Cellar thermometer battery" }),
    ...shows("Haustürschloss", "Keller", {
      "lock.haus": "Haustürschloss",
      "sensor.haus_batterie": "Haustürschloss Batterie",
    }),
    ...shows(null, null, { "automation.coffee": "Coffee at seven" }),
  ],
};

function read(text: string, language = english, before?: string) {
  const ground = { lexicon: lexiconOf(house, language), language, now };
  const earlier = before === undefined ? undefined : readAsked(before, ground);
  const found = readAsked(text, ground, earlier);
  if (!found) return undefined;
  const { topic, target } = found;
  const named = target.kind === "thing" ? target.thing.name : target.kind === "place" ? target.name : target.kind;
  return `${topic}: ${named}`;
}

describe("questions after the health of things", () => {
  it.each([
    ["when will the front door lock battery be empty", "batteryEnd: Front door lock"],
    ["Can you tell me how full the battery of the front door lock is?", "batteryLevel: Front door lock"],
    ["which battery does the front door lock need", "batteryCell: Front door lock"],
    ["when did i last change the battery of the front door lock", "batteryChanged: Front door lock"],
    ["is the battery of the thermometer low", "batteryLow: unclear"],
    ["how full is the battery of the sauna", "batteryLevel: unknown"],
    ["how many double a batteries do i need this month", "batteriesToBuy: home"],
    ["which devices are offline", "offline: home"],
    ["which devices in the hall are not responding", "offline: hall"],
    ["is the hall lamp reachable", "reachable: Hall lamp"],
    ["what is wrong upstairs", "wrong: upstairs"],
    ["is everything all right", "allRight: home"],
    ["why did the automation coffee at seven fail", "whyAutomation: Coffee at seven"],
    ["when will the disk be full", "diskFull: home"],
    ["how sure are you", "howSure: home"],
    ["what did you repair this week", "mended: home"],
    ["what have you fixed", "mended: home"],
    ["what can you mend", "canMend: home"],
  ])("are read of what is typed or spoken: %s", (text, meant) => expect(read(text)).toBe(meant));

  it.each([
    ["wie voll ist die Haustürschlossbatterie", "batteryLevel: Haustürschloss"],
    ["wann muss ich die batterie vom haustürschloss wechseln", "batteryEnd: Haustürschloss"],
    ["welche geräte im keller sind nicht erreichbar", "offline: keller"],
    ["was ist im keller los", "wrong: keller"],
    ["welche automationen arbeiten gegeneinander", "automationsFighting: home"],
    ["wie viele doppel a batterien brauche ich nächsten monat", "batteriesToBuy: home"],
    ["was verschweigst du mir", "silenced: home"],
    ["was hast du diese woche repariert", "mended: home"],
    ["was kannst du reparieren", "canMend: home"],
  ])("are read in German: %s", (text, meant) => expect(read(text, german)).toBe(meant));

  it.each([
    "was the front door lock offline yesterday",
    "when did the hall lamp last turn on",
    "how long was the hall lamp on this week",
    "is the front door lock locked",
    "turn on the hall lamp",
  ])("leave alone what asks after the past or anything else: %s", (text) => expect(read(text)).toBeUndefined());

  it("go on from the one before, and answer what was asked back", () => {
    expect(read("and the attic thermometer", english, "how full is the battery of the front door lock")).toBe(
      "batteryLevel: Attic thermometer",
    );
    expect(read("the one in the attic", english, "how full is the battery of the thermometer")).toBe(
      "batteryLevel: Attic thermometer",
    );
    expect(read("and the attic thermometer")).toBeUndefined();
  });
});
