/** Writes `terraced-house.json` beside it: a believable house, three weeks of its past and two days to come. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { daysOf } from "./terraced-house-days.ts";
import { areas, automations, devices, entities, floors, integrations, people } from "./terraced-house-things.ts";
import { troubles } from "./terraced-house-troubles.ts";
import { tuning } from "./terraced-house-tuning.ts";
import { waves } from "./terraced-house-waves.ts";

export const terracedHouse = {
  name: "Terraced house",
  timezone: "Europe/Amsterdam",
  version: "2026.11.0",
  language: "en",
  floors,
  areas,
  people,
  integrations,
  devices,
  entities,
  automations,
  timeline: [...waves, ...daysOf(-21, 1), ...troubles, ...tuning],
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("./terraced-house.json", import.meta.url), oneThingALine(terracedHouse));

/** A member a line, and of a list an item a line: what changes shows in a diff. */
function oneThingALine(scenario: Record<string, unknown>): string {
  const members = Object.entries(scenario).map(([name, value]) => {
    const told = Array.isArray(value)
      ? `[\n${value.map((item) => `    ${spaced(item)}`).join(",\n")}\n  ]`
      : spaced(value);
    return `  ${JSON.stringify(name)}: ${told}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

/** JSON with a space where a reader wants one. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0
    ? "{}"
    : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`).join(", ")} }`;
}
