import { describe, expect, it } from "vitest";
import { dangers } from "#server/actions/alerts/contract.ts";
import { defaultRules } from "#server/actions/alerts/default-rules.ts";
import { checks } from "#server/analysis/diagnostics/checks.ts";
import { kindsDe } from "../words/kinds-de.ts";
import { kindsEn } from "../words/kinds-en.ts";
import { rulesEn } from "../words/rules-en.ts";
import { freshRule, NO_NAMES, type RuleNames } from "./rule-names.ts";
import { kindNamed, nameOf, whatTold, whomTold } from "./rule-told.ts";

const names: RuleNames = {
  people: new Map([["p1", "Anna"]]),
  areas: new Map([["hall", "Hall"]]),
  ways: new Map(),
  things: [{ kind: "entity", value: "lock.door", name: "Front door", told: "Front door (lock.door)" }],
};

describe("a rule in words", () => {
  it("says of what it tells, and what it leaves open", () => {
    expect(whatTold(freshRule(), NO_NAMES)).toBe("Everything that is found");
    const rule = {
      ...freshRule(),
      ...{ kinds: ["leak", "battery-low", "event:bell", "own:cellar", "unheard-of"], severities: ["error" as const] },
      ...{
        areas: ["hall"],
        subjects: ["lock.door"],
        modes: ["night" as const],
        between: { from: "22:00", until: "06:00" },
      },
    };
    expect(whatTold(rule, names)).toBe(
      "Water, Battery low, Event bell, 2 more · Error · Hall · Front door · when it is night · from 22:00 to 06:00",
    );
  });

  it("says whom it tells, step by step, or in which digest, or nobody", () => {
    const rule = {
      ...freshRule(),
      levels: [
        { after_minutes: 0, who: ["p1", "p2"], how: "own" as const },
        { after_minutes: 5, who: "everyone" as const, how: "all" as const },
        { after_minutes: 15, who: "home" as const, how: [7] },
      ],
    };
    expect(whomTold(rule, names)).toBe(
      "Anna, Somebody else; after 5 min everyone, by every way; after 15 min whoever is at home, by certain ways",
    );
    expect(whomTold({ ...freshRule(), when: "weekly" }, names)).toBe("In the letter of the week: who runs the home");
    expect(whomTold({ ...freshRule(), when: "never" }, names)).toBe("Nobody is told");
  });

  it("calls ours by a name of the reader's language, until somebody has changed it", () => {
    const ours = { ...freshRule(), rule: "error", name: "Renamed", is_default: true };
    expect(nameOf({ ...ours, is_changed: false })).toBe("Broken");
    expect(nameOf({ ...ours, is_changed: true })).toBe("Renamed");
    expect(Object.keys(rulesEn.names).sort()).toEqual([...defaultRules.keys()].sort());
  });
});

it.each([
  ["English", kindsEn],
  ["German", kindsDe],
] as const)("names every check and danger in %s", (_, words) => {
  expect(Object.keys(words.checks).sort()).toEqual(checks.map(({ name }) => name).sort());
  expect(Object.keys(words.dangers).sort()).toEqual([...dangers].sort());
});

it("names what it does not know as it is", () => {
  expect(kindNamed("unheard-of")).toBe("unheard-of");
});
