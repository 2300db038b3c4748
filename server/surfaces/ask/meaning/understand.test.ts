import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { languageOf } from "../language/which.ts";
import { builtHouse } from "../testing.ts";
import { lexiconOf } from "./lexicon.ts";
import { understand } from "./understand.ts";

const house = builtHouse({
  "cover.garage": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "binary_sensor.back_door": { name: "Back door", area: "Kitchen", deviceClass: "door" },
  "binary_sensor.hall_motion": { name: "Hall motion", area: "Hall", deviceClass: "motion" },
  "binary_sensor.smoke": { name: "Landing smoke alarm", area: "Landing", deviceClass: "smoke" },
  "light.kitchen": { name: "Kitchen light", area: "Kitchen" },
  "light.hall": { name: "Hall light", area: "Hall", aliases: ["entrance lamp"] },
  "light.office_one": { name: "Office lamp", area: "Office" },
  "light.office_two": { name: "Office lamp", area: "Bedroom" },
  "lock.front": { name: "Front door lock", area: "Hall" },
  "person.anna": { name: "Anna" },
  "person.ben": { name: "Ben" },
  "zone.home": { name: "Home" },
  "zone.rink": { name: "Ice rink" },
  "sensor.bedroom_temperature": {
    name: "Bedroom temperature",
    area: "Bedroom",
    deviceClass: "temperature",
    unit: "°C",
  },
  "sensor.washer_power": {
    name: "Washing machine power",
    area: "Kitchen",
    deviceClass: "power",
    unit: "W",
    device: "Washing machine",
  },
  "switch.washer": { name: "Washing machine", area: "Kitchen", device: "Washing machine" },
  "event.doorbell": { name: "Doorbell", deviceClass: "doorbell", area: "Hall" },
  "automation.night": { name: "Night lights" },
});
const now = Temporal.ZonedDateTime.from("2026-11-26T14:30:00+01:00[Europe/Amsterdam]");

const flat = builtHouse({
  "light.kuche": { name: "Küchenlicht", area: "Küche" },
  "binary_sensor.flur": { name: "Bewegung Flur", area: "Flur", deviceClass: "motion" },
  "sensor.spuler": { name: "Spülmaschine Leistung", area: "Küche", deviceClass: "power", unit: "W" },
  "sensor.regen": { name: "Niederschlag", deviceClass: "precipitation", unit: "mm" },
  "person.lena": { name: "Lena" },
  "person.paul": { name: "Paul" },
  "zone.eishalle": { name: "Eishalle" },
});

function read(question: string, language = english, home = house): string {
  const { intent, predicate, subject } = understand(question, { lexicon: lexiconOf(home, language), language, now });
  const meant = subject.kind === "these" ? subject.entities.map(({ entity_id }) => entity_id).join(" ") : subject.kind;
  return [intent, predicate, meant].filter((one) => one !== undefined).join(" | ");
}

describe("understanding", () => {
  it.each([
    ["when did the garage door last open", "last | open | cover.garage"],
    ["Tell me when the bell was last rung", "last | happened | event.doorbell"],
    ["how many times has the front door been unlocked since Monday", "count | unlocked | lock.front"],
    ["how long has the back door been open", "since | open | binary_sensor.back_door"],
    ["for how long was the entrance lamp on last Saturday", "duration | on | light.hall"],
    ["when was the washing machine last used", "last | running | sensor.washer_power"],
    ["did the smoke alarm go off last month", "boolean | triggered | binary_sensor.smoke"],
    ["when did the kitchen light go off", "last | off | light.kitchen"],
    ["when was motion last detected in the hall", "last | motion | binary_sensor.hall_motion"],
    ["how warm was it in the bedroom at 7", "value | sensor.bedroom_temperature"],
    ["which lights were on at midnight", "list | on | light.kitchen light.hall light.office_one light.office_two"],
    ["who was home at noon yesterday", "who | home | person.anna person.ben"],
    ["why did the hall light go on", "why | on | light.hall"],
    ["how often has the automation night lights run today", "count | running | automation.night"],
    ["what happened last night", "summary | nothing"],
    ["was Ben at the ice rink on Monday", "boolean | atZone | person.ben"],
    ["when did Anna last leave the ice rink", "last | atZone | person.anna"],
    ["is anything wrong", "attention | nothing"],
    ["what needs attention?", "attention | nothing"],
    ["is anything wrong with the washing machine", "attention | sensor.washer_power switch.washer"],
    ["is there a problem with the garage door?", "attention | cover.garage"],
    ["how long did the motion in the hall last", "duration | motion | binary_sensor.hall_motion"],
    ["how many times did the washing machine run today", "count | running | sensor.washer_power"],
    ["how much energy did the washing machine use yesterday", "total | sensor.washer_power"],
    ["where was Anna at 2 pm on Thursday", "where | person.anna"],
    ["is anyone home right now", "not ours | home | person.anna person.ben"],
    ["kWh washing machine yesterday", "total | sensor.washer_power"],
    ["when did the garage door go up this morning", "last | open | cover.garage"],
    ["when was the office lamp in the office last on", "last | on | light.office_one"],
    ["how long did Home Assistant stay down last night", "duration | unavailable | homeassistant"],
    ["what time did Anna leave for the ice rink", "last | away | person.anna"],
    ["when did the laundry last run", "last | running | sensor.washer_power"],
    ["was the washing machine on at 8 pm yesterday", "boolean | running | sensor.washer_power"],
    ["when was the garage door opend yestarday", "last | open | cover.garage"],
    ["longest the back door was open yesterday", "duration | open | binary_sensor.back_door"],
    ["uh when was the um garage door last opened please", "last | open | cover.garage"],
    ["when did Ben come home from the ice rink", "last | home | person.ben"],
    ["do you remember when the bell rang", "last | happened | event.doorbell"],
    ["who's turned the hall light off", "who | off | light.hall"],
    ["hall light how many times yesterday", "count | on | light.hall"],
    ["how long did the washing machine take yesterday", "duration | running | sensor.washer_power"],
    ["wat time did Anna get back from the ice rink", "last | home | person.anna"],
    ["was anyone in the hall at 2 am", "boolean | motion | binary_sensor.hall_motion"],
    [
      "what happened in the kitchen last night",
      "summary | binary_sensor.back_door light.kitchen sensor.washer_power switch.washer",
    ],
    ["bedroom temperature yesterday 7 am", "value | sensor.bedroom_temperature"],
  ])("%s", (question, expected) => expect(read(question)).toBe(expected));

  it.each([
    ["when was the office lamp last on", "last | on | unclear"],
    ["when did I come home", "last | home | unclear"],
    ["when did the greenhouse heater turn on", "last | on | unknown"],
    ["when was the kitchen light last unlocked", "last | unlocked | unknown"],
    ["is the back door open", "not ours | open | binary_sensor.back_door"],
    ["turn on the kitchen light", "not ours | on | light.kitchen"],
    ["will the garage door open", "future | open | cover.garage"],
    ["when was the lamp last on", "last | on | unclear"],
    ["how much did the washing machine cost yesterday", "total | unknown"],
    ["how much did we spend on washing yesterday", "total | unknown"],
    ["when was it last used", "last | happened | nothing"],
  ])("does not make up what it cannot know: %s", (question, expected) => expect(read(question)).toBe(expected));

  it.each([
    ["An wie vielen Tagen war das Küchenlicht an?", "count | on | light.kuche"],
    ["Wie lange lief die Spülmaschine beim letzten Mal?", "duration | running | sensor.spuler"],
    ["War nicht gestern das Küchenlicht an, oder?", "boolean | on | light.kuche"],
    ["Hat Lena gestern mehr als einmal das Haus verlassen?", "boolean | away | person.lena"],
    ["Brannte gestern den ganzen Tag das Küchenlicht?", "boolean | on | light.kuche"],
    ["Wann kam er gestern nach Hause?", "last | home | nothing"],
    ["War gestern Nacht jemand im Flur?", "boolean | motion | binary_sensor.flur"],
    ["Wann kam Lena von der Eishalle nach Hause?", "last | home | person.lena"],
    ["Wie viele Liter Regen gab es gestern?", "total | sensor.regen"],
  ])("in German: %s", (question, expected) => expect(read(question, german, flat)).toBe(expected));

  it("takes typing errors for what was meant", () => {
    expect(read("when did the gargae door last open")).toBe("last | open | cover.garage");
    expect(read("how long was the kichen light on yesterday")).toBe("duration | on | light.kitchen");
  });

  it("knows the language of a question by its small words", () => {
    expect(languageOf("when did it open")).toBe(english);
    expect(languageOf("wann war das offen")).toBe(german);
    expect(read("Wann kam Anna gestern nach Hause?", german)).toBe("last | home | person.anna");
    expect(read("Um wie viel Uhr ist Anna am Montag heimgekommen?", german)).toBe("last | home | person.anna");
  });

  it("reads any text without an error", () => {
    const ground = { lexicon: lexiconOf(house, english), language: english, now };
    const words = fc.constantFrom(
      ..."when did the garage door open between 2 and 4 last night 31 february <n> ( [ | what if not than before 99:99 kitchen".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 80, unit: "binary" }),
          fc.array(words, { maxLength: 14 }).map((all) => all.join(" ")),
        ),
        (text) => {
          understand(text, ground);
        },
      ),
      { numRuns: 200 },
    );
  });
});
