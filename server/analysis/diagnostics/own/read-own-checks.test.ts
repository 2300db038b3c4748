import { describe, expect, it } from "vitest";
import { saidFault } from "../words.ts";
import { ownChecksIn } from "./read-own-checks.ts";

const FREEZER = `
checks:
  - name: freezer-warm
    text: The freezer is warm
    advice: Close its door
    severity: error
    entities: sensor.freezer*
    above: -12
    for: 30m
`;

describe("the file of own checks", () => {
  it("is read with all that is usual filled in", () => {
    expect(ownChecksIn(FREEZER)).toMatchObject({
      faults: [],
      checks: [{ name: "freezer-warm", severity: "error", entities: ["sensor.freezer*"], above: -12, for: 1_800 }],
    });
    expect(ownChecksIn("")).toEqual({ checks: [], faults: [] });
    expect(ownChecksIn("# nothing yet\n")).toEqual({ checks: [], faults: [] });
  });

  it.each([
    ["checks:\n  - name: a\n   text: b\n", /^line [23]: /],
    ["checks: 5\n", /^line 1: checks: must be a list$/],
    ["checks:\n", /^line 1: checks: is missing$/],
    ["check: []\n", /^line 1: checks: is missing$/],
    ["[]\n", /^line 1: file: must begin with checks: /],
    ["checks:\n  - hello\n", /^line 2: check: must be a list of names with their values$/],
    [FREEZER.replace("name:", "nme:"), /^line 3: name: is missing$/],
    [FREEZER.replace("above: -12", "above: warm"), /^line 8: above: must be a number$/],
    [FREEZER.replace("for: 30m", "is: [{}]"), /^line 9: is.0: must be a text$/],
    [
      FREEZER.replace("severity: error", "severity: grave"),
      /^line 6: severity: must be one of info, warning, error, critical$/,
    ],
    [FREEZER.replace("for: 30m", "for: soon"), /^line 9: for: .*10m/],
    [FREEZER.replace("above: -12", "abov: -12"), /^line 3: check: there is no abov; did you mean above[?]$/],
    [FREEZER.replace("sensor.freezer*", "freezer"), /^line 7: entities.0: .*entity/],
    [FREEZER.replace("    above: -12\n", ""), /^line 3: check: says nothing/],
    [FREEZER.replace("    entities: sensor.freezer*\n", ""), /^line 3: check: says of nothing/],
    [FREEZER.replace("freezer-warm", "Freezer warm"), /^line 3: name: /],
    [`${FREEZER}    template: "{{ true }}"\n`, /^line 3: check: a template says it all/],
    [`${FREEZER}${FREEZER.split("checks:\n")[1]}`, /^line 10: there are two checks called freezer-warm/],
  ])("says of each fault where it is: %j", (text, fault) => {
    const { checks, faults } = ownChecksIn(text);
    expect(checks).toEqual([]);
    expect(faults[0] && saidFault(faults[0], "en")).toMatch(fault);
    for (const it of faults) expect(saidFault(it, "de")).toMatch(/^Zeile /);
  });
});
