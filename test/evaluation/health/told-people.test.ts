import { expect, it } from "vitest";
import type { Severity } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import { leftOut } from "./left-out.ts";
import { DAY, HOUR, MINUTE } from "./made-home.ts";
import { makeHome } from "./make-home.ts";
import { healthPart } from "./part.ts";
import { installedAt, type Played } from "./play-home.ts";
import type { Step } from "./queries.ts";
import { summaryOf } from "./summary.ts";
import { toldPeople } from "./told-people.ts";

const whole = { ...makeHome({ seed: 61, days: 52, size: 40, hasFaults: false }), troubles: [] };
const home = { ...whole, climate: { ...whole.climate, timeZone: "UTC" } };
/** Noon of the first day after the first week. */
const NOON = Math.ceil((installedAt(home) + 7 * DAY) / DAY) * DAY + 12 * HOUR;

const step = (finding: number, at: number, parts: Partial<Step> = {}): Step => ({
  ...{ step: finding * 1_000 + at, finding, at: instantOf(at * 1_000), what: "opened", check: "integration-failed" },
  ...{ kind: "integration", subject: `ce-${finding}`, severity: "error", evidence: {}, since: instantOf(at * 1_000) },
  ...{ cause: null, ...parts },
});
const lived = (...shown: Step[]): Played => ({
  ...{ home, shown, predictions: [], silent: [], looks: 0, seconds: 0 },
});
const told = (...shown: Step[]) => toldPeople(lived(...shown));
const of = (severity: Severity) => step(1, NOON, { severity });

it.each<[string, Step[], { pushed: number; lines: number }]>([
  ["nothing of a life in which nothing was found", [], { pushed: 0, lines: 0 }],
  // when it is over, the next digest says so
  ["what is broken, once by phone", [of("error")], { pushed: 1, lines: 1 }],
  ["a warning, in a digest", [of("warning")], { pushed: 0, lines: 1 }],
  ["what is good to know, in a digest", [of("info")], { pushed: 0, lines: 1 }],
  ["nothing of what another finding explains", [step(1, NOON, { cause: 2 })], { pushed: 0, lines: 0 }],
  ["in the morning what broke by night", [step(1, NOON + 12 * HOUR)], { pushed: 1, lines: 1 }],
  [
    "once what came back within the day",
    [step(1, NOON), step(1, NOON + 5 * HOUR, { what: "reopened" })],
    { pushed: 1, lines: 1 },
  ],
  [
    "anew what came back on another day",
    [step(1, NOON), step(1, NOON + 3 * DAY, { what: "reopened" })],
    { pushed: 2, lines: 2 },
  ],
  ["nothing by phone in the first week", [step(1, installedAt(home) + HOUR)], { pushed: 0, lines: 0 }],
])("tells of %s", (_, shown, expected) => {
  expect(told(...shown)).toMatchObject(expected);
});

it("keeps to the budget of a month, and to so many an hour", () => {
  const days = Array.from({ length: 6 }, (_, n) => step(n + 1, NOON + n * DAY));
  expect(told(...days)).toMatchObject({ pushed: 3, overBudget: 3, falselyPushed: 3 });
  const atOnce = Array.from({ length: 6 }, (_, n) => step(n + 1, NOON + n * MINUTE));
  expect(told(...atOnce)).toMatchObject({ pushed: 3, overBudget: 3 });
});

it("stands in the part of the page, a home and week", () => {
  const quiet = lived();
  const loud = lived(step(1, NOON), step(2, NOON + DAY, { severity: "warning" }));
  const [unknown, control] = [summaryOf([loud, quiet]), summaryOf([quiet])];
  const part = healthPart({
    ...{ known: control, unknown, control, leftOut: leftOut([quiet], [loud]), days: 52 },
    ...{ entities: [40, 40], args: "" },
  });
  const weeks = unknown.told.weeks;
  expect(part).toContain(
    `| pushed to a phone by the default rules, a home and week | ${(1 / weeks).toFixed(2)} | 0.00 | 0.00 |`,
  );
  expect(part).toContain(`| of these wrongly, a home and quarter | ${(13 / weeks).toFixed(2)} | 0.00 | 0.00 |`);
  expect(part).toContain(
    `| lines in digests in place of that, a home and week | ${(2 / weeks).toFixed(1)} | 0.0 | 0.0 |`,
  );
});
