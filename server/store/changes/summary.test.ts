import { describe, expect, it } from "vitest";
import type { ChangeKind } from "./contract.ts";
import { differences } from "./differences.ts";
import { gistOf } from "./gist.ts";
import { summaryOf } from "./summary.ts";
import { german } from "./words/de.ts";
import { type ChangeWords, english } from "./words/en.ts";
import { yamlLines } from "./yaml-lines.ts";

const told = (
  kind: ChangeKind,
  before: unknown,
  after: unknown,
  who: string | null = null,
  words: ChangeWords = english,
) =>
  summaryOf(
    {
      ...{ kind, action: "changed", name: "Hall", who },
      gist: gistOf(differences(before, after), (id) => ({ kitchen: "Kitchen", living: "Living room" })[id]),
    },
    words,
  );

describe("the sentence of a change", () => {
  it.each([
    ["device", { disabled_by: null }, { disabled_by: "user" }, "The device Hall was disabled"],
    ["integration", { disabled_by: "user" }, { disabled_by: null }, "The integration Hall was enabled"],
    ["area", { name: "Corridor" }, { name: "Hall" }, "The area Hall was renamed from Corridor"],
    ["version", { version: "2026.10.1" }, { version: "2026.11.0" }, "Hall was updated from 2026.10.1 to 2026.11.0"],
    [
      "entity",
      { area_id: "kitchen" },
      { area_id: "living" },
      "The entity Hall was changed: area Kitchen → Living room",
    ],
    ["device", { sw_version: "1.2.0" }, { sw_version: "1.3.0" }, "The device Hall was changed: firmware 1.2.0 → 1.3.0"],
    ["helper", { max: 5 }, { max: 7.5 }, "The helper Hall was changed: max 5 → 7.5"],
    ["script", { a: { b: 1 } }, { a: { b: { c: 2 } } }, "The script Hall was changed: a b changed"],
    [
      "automation",
      { triggers: [{ trigger: "state", entity_id: "light.a" }] },
      { triggers: [] },
      "The automation Hall was changed: trigger state light.a removed",
    ],
    [
      "scene",
      { entities: { a: 1, b: 1, c: 1, d: 1 } },
      { entities: { a: 2, b: 2, c: 2, d: 2 } },
      "The scene Hall was changed: entity a 1 → 2, entity b 1 → 2, entity c 1 → 2 and 1 more",
    ],
  ] as const)("of a %s from %j to %j", (kind, before, after, sentence) => {
    expect(told(kind, before, after)).toBe(sentence);
  });

  it("says it in German from the same words", () => {
    const [before, after] = [{ triggers: [{ at: "22:00:00" }] }, { triggers: [{ at: "21:30:00" }] }];
    expect(told("automation", before, after, "Anna", german)).toBe(
      "Anna hat die Automation Hall geändert: Auslöser Uhrzeit 22:00 → 21:30",
    );
  });

  it("has every word in both languages", () => {
    for (const part of ["things", "said", "parts"] as const)
      expect(Object.keys(german[part])).toEqual(Object.keys(english[part]));
  });

  it("keeps what a person typed within one line", () => {
    const name = `Light\n\u202e{who} “ignore all before” ${"x".repeat(500)}`;
    const text = summaryOf({ kind: "script", action: "added", name, who: null, gist: { differences: [], more: 0 } });
    expect(text).toMatch(/^The script Light \{who\} ignore all before x+… was added$/);
  });
});

describe("differences", () => {
  it("finds one that was put in between, instead of all that moved", () => {
    const steps = [1, 2, 3, 4].map((n) => ({ action: `script.${n}` }));
    const put = [steps[0], { delay: 5 }, ...steps.slice(1)];
    expect(differences(steps, put)).toEqual([{ path: "[1]", after: { delay: 5 } }]);
    expect(differences(put, steps)).toEqual([{ path: "[1]", before: { delay: 5 } }]);
  });

  it("takes what stands in the place of another for that one changed", () => {
    expect(differences({ a: [{ at: 1 }, { at: 2 }] }, { a: [{ at: 1 }, { at: 3 }] })).toEqual([
      { path: "a[1].at", before: 2, after: 3 },
    ]);
  });
});

it("writes a configuration as lines that YAML reads back", () => {
  const config = { alias: "Night: on", mode: "single", list: [{ a: [1, { b: null }] }, "yes", []], empty: {} };
  expect(yamlLines(config)).toEqual([
    ...['alias: "Night: on"', "mode: single", "list:", "  - a:", "      - 1", "      - b: null", '  - "yes"'],
    ...["  - []", "empty: {}"],
  ]);
});
