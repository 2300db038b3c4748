import { expect, it } from "vitest";
import { Rule } from "#server/actions/alerts/contract.ts";
import { defaultRules } from "#server/actions/alerts/default-rules.ts";
import { faultsOf } from "./rule-faults.ts";
import { freshRule } from "./rule-names.ts";

it("finds nothing wrong with the rules that come with HomeOps, and wants a name for a new one", () => {
  for (const rule of defaultRules.values()) expect(faultsOf(rule)).toEqual({});
  expect(Object.keys(faultsOf(freshRule()))).toEqual(["name"]);
  expect(Rule.safeParse({ ...freshRule(), name: "x" }).success).toBe(true);
});

it("says what cannot be kept, by its field and level", () => {
  const odd = {
    ...freshRule(),
    ...{ name: "x", between: { from: "22:00", until: "soon" } },
    levels: [
      { after_minutes: 0, who: "admins" as const, how: [] },
      { after_minutes: -1, who: [], how: "own" as const },
    ],
  };
  expect(Object.keys(faultsOf(odd)).sort()).toEqual(["after-1", "how-0", "until", "who-1"]);
  expect(Rule.safeParse(odd).success).toBe(false);
});
