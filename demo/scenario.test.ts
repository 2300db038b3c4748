import { describe, expect, it } from "vitest";
import { readScenario, ScenarioError } from "./scenario.ts";

const text = (timeline: string, more = "") => `{
  "name": "House",
  "timezone": "Europe/Amsterdam",
  "entities": [{ "entity_id": "light.hall", "name": "Hall", "state": "off" }],${more}
  "timeline": [
    ${timeline}
  ]
}`;

function problemsOf(scenario: string): string {
  try {
    readScenario(scenario);
    return "";
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

describe("a scenario", () => {
  it("may leave out empty lists and what is null", () => {
    const { devices, entities } = readScenario(text(""));
    expect(devices).toEqual([]);
    expect(entities[0]).toMatchObject({ device: null, area: null, category: null, aliases: [], attributes: {} });
  });

  it.each([
    [
      "a wall time that is none",
      '{ "at": "yesterday", "entity_id": "light.hall", "state": "on" }',
      /^line 6, timeline\[0\]\.at: expected a day/,
    ],
    [
      "an hour too many",
      '{ "at": "-1d 24:00:00", "entity_id": "light.hall", "state": "on" }',
      /^line 6, timeline\[0\]\.at/,
    ],
    [
      "an entity that is not declared",
      '{ "at": "-1d 06:00:00",\n      "entity_id": "light.attic", "state": "on" }',
      /^line 7, timeline\[0\]\.entity_id: no entity "light.attic"/,
    ],
    [
      "a key that nobody knows",
      '{ "at": "-1d 06:00:00", "entity_id": "light.hall", "state": "on", "stat": 1 }',
      /^line 6, timeline\[0\]: Unrecognized key: "stat"/,
    ],
    [
      "a number for a state",
      '{ "at": "-1d 06:00:00", "entity_id": "light.hall", "state": 4 }',
      /timeline\[0\]\.state: .*expected string/,
    ],
    [
      "a wave without an end",
      '{ "every": "5m", "from": "-1d 00:00:00", "entity_id": "light.hall", "wave": { "mean": 1 } }',
      /timeline\[0\](\.to)?: .*expected string/,
    ],
    ["an event with a state", '{ "at": "-1d 06:00:00", "event": "x", "state": "on" }', /Unrecognized key: "state"/],
  ])("tells the line of %s", (_what, entry, problem) => {
    expect(problemsOf(text(entry))).toMatch(problem);
  });

  it("tells every problem at once, in the order of the file", () => {
    const devices = '\n  "devices": [{ "id": "d", "name": "D", "area": "attic", "integration": "ce", "via": "e" }],';
    const lines = problemsOf(text('{ "at": "?", "entity_id": "light.hall", "state": "on" }', devices)).split("\n");
    expect(lines).toHaveLength(1); // references are followed once the shape is right
    expect(problemsOf(text("", devices)).split("\n")).toEqual([
      'line 5, devices[0].area: no area "attic" is declared',
      'line 5, devices[0].integration: no integration "ce" is declared',
      'line 5, devices[0].via: no device "e" is declared',
    ]);
  });

  it("tells what is declared twice", () => {
    const floors =
      '\n  "floors": [{ "id": "a", "name": "A", "level": 0 },\n    { "id": "a", "name": "B", "level": 1 }],';
    expect(problemsOf(text("", floors))).toBe("line 6, floors[1].id: is declared twice");
  });

  it("tells the line where the JSON ends to be JSON", () => {
    expect(problemsOf('{\n  "name": "x",\n  oops\n}')).toMatch(/^line 3: /);
  });

  it("refuses a time zone that does not exist", () => {
    expect(problemsOf('{ "name": "x",\n"timezone": "Mars/Olympus" }')).toMatch(/^line 2, timezone: expected an IANA/);
  });
});
