import { describe, expect, it } from "vitest";
import { Rule, Wishes } from "./contract.ts";
import { decide } from "./decide.ts";
import { defaultRules } from "./default-rules.ts";
import type { Matter, Person, Situation, StandingAlert } from "./situation.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const matter = (parts: Partial<Matter> = {}): Matter => ({
  ...{ key: "finding:1", kind: "integration-failed", isDanger: false, isMoment: false, severity: "error" },
  ...{ since: NOW - HOUR, finding: 1, subjects: ["ce-1"], areas: ["hall"], mentions: [], isHeld: false },
  ...parts,
});
const smoke = matter({
  key: "danger:smoke",
  kind: "smoke",
  isDanger: true,
  severity: "critical",
  since: NOW,
  finding: null,
});
const alert = (parts: Partial<StandingAlert> = {}): StandingAlert => ({
  ...{ id: 7, key: "finding:1", isDanger: false, severity: "error", mentions: [], rule: "error", level: 1 },
  ...{ levelAt: NOW - HOUR, openedAt: NOW - HOUR, quietSince: null, ackedAt: null, snoozedUntil: null },
  ...{ isPending: false, sentAt: NOW - HOUR, told: [{ person: "anna", channel: 1 }], heldFor: [] },
  ...parts,
});
const person = (id: string, parts: Partial<Person> = {}): Person => ({
  ...{ id, isAdmin: id === "anna", isGuest: false, isHome: true, wishes: Wishes.parse({}) },
  ...{ sees: new Set([1, 2]), hidden: new Set<number>() },
  ...parts,
});
const situation = (parts: Partial<Situation> = {}): Situation => ({
  ...{ now: NOW, timeZone: "Europe/Berlin", mode: "home", matters: [], settled: new Set(), alerts: [] },
  ...{ toldBefore: new Map(), rules: defaultRules, people: [person("anna"), person("ben")] },
  ways: [
    { id: 1, person: "anna", isInPlace: true },
    { id: 2, person: "anna", isInPlace: false },
    { id: 3, person: "ben", isInPlace: true },
    { id: 4, person: null, isInPlace: false },
  ],
  ...parts,
});
const rule = (parts: object) =>
  new Map([["own-1", Rule.parse({ name: "own", levels: [{ who: "admins" }], ...parts })]]);
const said = (parts: Partial<Situation>) =>
  decide(situation(parts)).told.map(({ kind, person, ways, digest }) =>
    [kind, String(person), ways.join(), digest ?? ""].join(" "),
  );

describe("what is decided", () => {
  it.each<[string, Partial<Situation>, string[]]>([
    ["nothing of a home in which all is well", {}, []],
    ["an error to whoever runs the home, on their first way that works", { matters: [matter()] }, ["alert anna 1,2 "]],
    [
      "what all of them read once, and each what is theirs",
      {
        matters: [smoke],
        people: [person("anna"), person("ben"), person("cleo")],
        ways: [
          { id: 1, person: "anna", isInPlace: true },
          { id: 4, person: null, isInPlace: true },
        ],
      },
      ["alert anna 1 ", "alert null 4 "],
    ],
    ["nothing before it has stood for minutes", { matters: [matter({ since: NOW - MINUTE })] }, []],
    ["nothing while somebody works on it", { matters: [matter({ isHeld: true })] }, []],
    ["a warning in the digest of the day", { matters: [matter({ severity: "warning" })] }, ["alert anna  daily"]],
    ["what is good to know in that of the week", { matters: [matter({ severity: "info" })] }, ["alert anna  weekly"]],
    [
      "a danger to everybody on every way, at once",
      { matters: [smoke] },
      ["alert anna 1,2 ", "alert ben 3 ", "alert null 4 "],
    ],
    [
      "nothing that was told within a day",
      { matters: [matter()], toldBefore: new Map([["finding:1", NOW - HOUR]]) },
      [],
    ],
    [
      "nothing to whom the page would not tell it",
      { matters: [matter()], people: [person("anna", { sees: new Set() })] },
      [],
    ],
    [
      "in a digest what is milder than somebody wishes",
      { matters: [matter()], people: [person("anna", { wishes: Wishes.parse({ least: "critical" }) })] },
      ["alert anna  daily"],
    ],
    [
      "nothing more once somebody has it",
      {
        matters: [smoke],
        alerts: [
          alert({ key: "danger:smoke", isDanger: true, severity: "critical", rule: "danger", ackedAt: NOW - MINUTE }),
        ],
      },
      [],
    ],
    [
      "a reminder of a danger that nobody has",
      {
        matters: [smoke],
        alerts: [alert({ key: "danger:smoke", isDanger: true, severity: "critical", rule: "danger" })],
      },
      ["reminder anna 1,2 ", "alert ben 3 ", "alert null 4 "],
    ],
    ["what gets worse, anew", { matters: [matter({ severity: "critical" })], alerts: [alert()] }, ["alert anna 1,2 "]],
    [
      "what eases, where it is shown",
      { matters: [matter({ severity: "warning" })], alerts: [alert()] },
      ["eased anna 1 "],
    ],
    ["nothing of what has just gone", { alerts: [alert()] }, []],
    [
      "that it is over, only where it was told",
      { alerts: [alert({ quietSince: NOW - HOUR })] },
      ["clear anna 1 ", "recovery anna  daily"],
    ],
    [
      "no more than that it is gone, of what a person has settled",
      { alerts: [alert()], settled: new Set(["finding:1"]) },
      ["clear anna 1 "],
    ],
    [
      "that a danger is over",
      { alerts: [alert({ key: "danger:smoke", isDanger: true, quietSince: NOW - HOUR })] },
      ["recovery anna 1 "],
    ],
    [
      "a danger that spreads, anew",
      {
        matters: [{ ...smoke, mentions: [5, 6] }],
        alerts: [
          alert({
            key: "danger:smoke",
            isDanger: true,
            severity: "critical",
            rule: "danger",
            mentions: [5],
            ackedAt: NOW,
          }),
        ],
      },
      ["alert anna 1,2 ", "alert ben 3 ", "alert null 4 "],
    ],
    [
      "nothing of a sensor that flaps beside another",
      {
        matters: [{ ...smoke, mentions: [5] }],
        alerts: [
          alert({
            key: "danger:smoke",
            isDanger: true,
            severity: "critical",
            rule: "danger",
            mentions: [5, 6],
            ackedAt: NOW,
          }),
        ],
      },
      [],
    ],
    [
      "an event that a rule names",
      {
        matters: [
          matter({
            key: "event:bell:",
            kind: "event:bell",
            isMoment: true,
            severity: "warning",
            finding: null,
            since: NOW,
          }),
        ],
        rules: rule({ kinds: ["event:bell"] }),
      },
      ["alert anna 1,2 "],
    ],
    [
      "nothing of an event that tells of somebody hidden",
      {
        matters: [
          matter({
            key: "event:bell:9",
            kind: "event:bell",
            isMoment: true,
            severity: "warning",
            finding: null,
            mentions: [9],
          }),
        ],
        rules: rule({ kinds: ["event:bell"] }),
        people: [person("anna", { hidden: new Set([9]) })],
      },
      [],
    ],
    ["nothing by a rule for another room", { matters: [matter()], rules: rule({ areas: ["attic"] }) }, []],
    ["nothing by a rule for another mode", { matters: [matter()], rules: rule({ modes: ["away"] }) }, []],
    [
      "by a rule for an hour over midnight",
      { matters: [matter()], rules: rule({ between: { from: "23:00", until: "14:00" } }) },
      ["alert anna 1,2 "],
    ],
    [
      "who is away, and who runs the home where that is not known",
      {
        matters: [matter()],
        rules: rule({ levels: [{ who: "away" }] }),
        people: [person("anna", { isHome: null }), person("ben")],
      },
      ["alert anna 1,2 "],
    ],
    [
      "on ways that a rule names",
      { matters: [matter()], rules: rule({ levels: [{ who: "everyone", how: [2, 4] }] }) },
      ["alert anna 2 ", "alert null 4 "],
    ],
    [
      "on the next level where nobody of the first has a way",
      {
        matters: [matter()],
        rules: rule({ levels: [{ who: "admins" }, { after_minutes: 60, who: "everyone" }] }),
        ways: [{ id: 3, person: "ben", isInPlace: true }],
      },
      ["alert ben 3 "],
    ],
  ])("says %s", (_, parts, told) => {
    expect(said(parts)).toEqual(told);
  });

  it("says the same of the same, and nothing again once it was written down", () => {
    const once = situation({ matters: [matter()] });
    expect(decide(once)).toEqual(decide(once));
    expect(said({ matters: [matter()], alerts: [alert()] })).toEqual([]);
  });
});
