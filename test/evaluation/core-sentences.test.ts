import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { z } from "zod";
import { english } from "#server/surfaces/ask/language/en/en.ts";
import { lexiconOf } from "#server/surfaces/ask/meaning/lexicon.ts";
import { understand } from "#server/surfaces/ask/meaning/understand.ts";
import { builtHouse } from "#server/surfaces/ask/testing.ts";
import { worldTree } from "../provision/cache.ts";
import { runInside } from "../provision/chroot.ts";

const Told = z.object({ sentences: z.array(z.tuple([z.string(), z.string()])), untold: z.int() });

const house = builtHouse({
  "light.kitchen": { name: "Kitchen light", area: "Kitchen" },
  "light.bedroom": { name: "Bedroom lamp", area: "Bedroom" },
  "light.hall": { name: "Hall light", area: "Hall" },
  "lock.front_door": { name: "Front door", area: "Hall" },
  "cover.garage_door": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "cover.blinds": { name: "Living room blinds", area: "Living room", deviceClass: "blind" },
  "fan.bedroom": { name: "Bedroom fan", area: "Bedroom" },
  "climate.living_room": { name: "Thermostat", area: "Living room" },
  "media_player.tv": { name: "Living room TV", area: "Living room" },
  "sensor.bedroom_temperature": {
    name: "Bedroom temperature",
    area: "Bedroom",
    deviceClass: "temperature",
    unit: "°C",
  },
  "vacuum.robot": { name: "Robot", area: "Living room" },
  "person.anna": { name: "Anna" },
  "weather.home": { name: "Home" },
});
const names = {
  name: ["kitchen light", "front door", "garage door", "living room tv", "bedroom lamp", "thermostat", "robot"],
  area: ["kitchen", "bedroom", "living room", "garage"],
  floor: ["upstairs", "ground floor"],
};

it("leaves to Home Assistant what its own sentences ask: control, state now, timers, lists", async () => {
  const script = readFileSync(new URL("./core_sentences.py", import.meta.url), "utf8");
  const argv = ["/opt/ha/bin/python", "-c", script, JSON.stringify(names)];
  const { sentences } = Told.parse(JSON.parse(await runInside({ tree: worldTree, argv })));
  const ground = {
    lexicon: lexiconOf(house, english),
    language: english,
    now: Temporal.ZonedDateTime.from("2026-11-26T14:30:00+01:00[Europe/Amsterdam]"),
  };
  const stolen = sentences.flatMap(([intent, text]) => {
    const understood = understand(text, ground);
    const isHistory =
      !["not ours", "future", "unclear"].includes(understood.intent) && understood.subject.kind === "these";
    return isHistory ? [`${intent}: ${text} (${understood.intent})`] : [];
  });
  expect(sentences.length).toBeGreaterThan(1_500);
  expect(stolen).toEqual([]);
});
