import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { english } from "../language/en/en.ts";
import { builtHouse } from "../testing.ts";
import { lexiconOf } from "./lexicon.ts";
import { understand } from "./understand.ts";

const house = builtHouse({
  "binary_sensor.front_door": { name: "Front door", area: "Hall", deviceClass: "door" },
  "lock.front_door": { name: "Front Door", area: "Hall" },
  "cover.garage": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "binary_sensor.garage": { name: "Garage door", area: "Garage", deviceClass: "garage_door" },
  "binary_sensor.porch": { name: "Side door", area: "Porch", deviceClass: "door" },
  "binary_sensor.shed": { name: "Side door", area: "Shed", deviceClass: "door" },
});
const now = Temporal.ZonedDateTime.from("2026-11-26T14:30:00+01:00[Europe/Amsterdam]");

function meantBy(question: string): string[] {
  const { subject } = understand(question, { lexicon: lexiconOf(house, english), language: english, now });
  if (subject.kind === "these") return subject.entities.map(({ entity_id }) => entity_id);
  return subject.kind === "unclear" ? ["?", ...subject.options.map(({ entity_id }) => entity_id)] : [];
}

it.each([
  ["when did the front door last open?", ["binary_sensor.front_door"]],
  ["was the front door closed at noon?", ["binary_sensor.front_door"]],
  ["when was the front door last locked?", ["lock.front_door"]],
  ["how often was the front door unlocked yesterday?", ["lock.front_door"]],
  ["when did the garage door last open?", ["binary_sensor.garage"]],
  ["when did the side door last open?", ["?", "binary_sensor.porch", "binary_sensor.shed"]],
])("of things called the same, takes the one of which it can be true: %s", (question, entities) => {
  expect(meantBy(question)).toEqual(entities);
});
