import { describe, expect, it } from "vitest";
import { sayDiagnosis } from "./diagnose-said.ts";
import type { FindingShown } from "./store/ledger/findings/contract.ts";
import type { WholeDiagnosis } from "./whole-diagnosis.ts";

const AT = "2026-11-27T12:00:00+00:00";
const finding = (number: number, parts: Partial<FindingShown> = {}): FindingShown => ({
  ...{ finding: number, check: "device-unavailable", severity: "warning", state: "open", cause: null, effects: 0 },
  subject: { kind: "device", id: `d${number}`, name: `Lamp ${number}`, area: "Hall" },
  ...{ title: "Device does not answer", sentence: "It has not answered", expected: "It answers", advice: "See to it" },
  ...{ closes: "It answers again", evidence: { entities: 2, says: null }, since: AT, opened_at: AT, closed_at: null },
  ...{ closed_as: null, snoozed_until: null, ...parts },
});
const battery = (name: string, parts: Partial<WholeDiagnosis["batteries"]["items"][number]> = {}) => ({
  ...{ entity_id: `sensor.${name}`, name, area: null, tells: "percent" as const, percent: 61, is_low: false },
  ...{ volts: null, cell: null, expected_on: null, earliest_on: null, latest_on: null, since: null },
  ...{ step: null, chemistry: null, is_chemistry_told: false, is_charged: false, ...parts },
});
const whole = (parts: Partial<WholeDiagnosis> = {}): WholeDiagnosis => ({
  ran: {
    ...{ at: AT, took_ms: 41, by_whom: "person", checks: ["battery-low"], held_back: [], unjudged: [], waiting: 0 },
    ...{ opened: 2, changed: 1, closed: 3 },
  },
  findings: [],
  score: { score: 100, looked_at: AT, lost: [], areas: [], devices: [], history: [], named: [] },
  batteries: { items: [], score: { scored: 0, within: null, median_days_off: null }, cursor: null },
  predictions: {
    ...{ items: [], horizon_days: 14, detector: "hazard 1", cursor: null },
    score: { scored: 0, said: 0, hit_rate: null },
  },
  own: { file: "own-checks.yaml", faults: [], items: [] },
  ...parts,
});

describe("a diagnosis in a terminal", () => {
  it("tells of a run by whom, how long, and what it opened, changed and closed", () => {
    const text = sayDiagnosis(whole(), "en");
    expect(text).toMatch(/^Nothing is wrong\n/);
    expect(text).toContain("1 checks in 41 ms, at 2026-11-27T12:00:00+00:00, asked for by a person");
    expect(text).toContain("2 opened, 1 changed, 3 closed");
    expect(text).toContain("Checks that ran: battery-low");
  });

  it("never says that nothing is wrong where nobody could look", () => {
    const held_back = ["battery-low", "disk-full"].map((check) => ({
      check,
      code: "starting",
      reason: "Home Assistant is starting",
    }));
    const text = sayDiagnosis(whole({ ran: { ...whole().ran, checks: [], held_back } }), "en");
    expect(text).toMatch(/^Nothing can be said now\n/);
    expect(text).toContain("Held back: battery-low, disk-full: Home Assistant is starting");
  });

  it("puts effects under their cause, however deep, each once and with its own evidence", () => {
    const findings = [finding(1), finding(2, { cause: 1 }), finding(3, { cause: 2 }), finding(4, { cause: 99 })];
    const lines = sayDiagnosis(whole({ findings }), "en").split("\n");
    const told = lines.filter((line) => line.includes("Lamp"));
    expect(told.map((line) => [line.search(/\S/), line.match(/Lamp \d/)?.[0]])).toEqual([
      [0, "Lamp 1"],
      [4, "Lamp 2"],
      [8, "Lamp 3"],
      [0, "Lamp 4"],
    ]);
    expect(lines.filter((line) => line.includes("Evidence: entities=2"))).toHaveLength(4);
  });

  it("names every point that is lost, what may fail, batteries and own checks with their faults", () => {
    const lost = [
      { finding: 1, points: 3.84, title: "Device does not answer", name: "Lamp 1", severity: "warning" as const },
    ];
    const items = [
      battery("Door", {
        ...{ percent: 12, expected_on: "2026-12-10" },
        earliest_on: "2026-12-01",
        latest_on: "2026-12-24",
      }),
      battery("Smoke", {
        tells: "low",
        percent: null,
        is_low: true,
        cell: { type: "AAA", quantity: 2, chemistry: null },
      }),
      battery("Soil", { tells: "voltage", percent: null, is_low: null, volts: 2.8 }),
    ];
    const failing = { rank: 1, device_id: "d", name: "Plug", area: null, reasons: ["it went away twice"] };
    const text = sayDiagnosis(
      whole({
        score: { ...whole().score, score: 96, lost },
        batteries: { ...whole().batteries, items },
        predictions: {
          ...whole().predictions,
          items: [{ ...failing, made_on: "2026-11-27", until: "2026-12-11", probability: 0.42 }],
        },
        own: { file: "own-checks.yaml", faults: ["line 2: name: is missing"], items: [] },
      }),
      "en",
    );
    for (const part of [
      ...["Health: 96 of 100", "3.8  Device does not answer: Lamp 1", "to mend: line 2: name: is missing"],
      "Door: 12 %; empty about 2026-12-10, between 2026-12-01 and 2026-12-24 in four of five cases",
      ...["Smoke: says that it is low; 2 × AAA", "Soil: 2.8 V"],
      "1. Plug (2026-12-11): it went away twice; came in 42 % of such cases here",
    ])
      expect(text).toContain(part);
  });

  it("says all around the findings in German where that is wanted", () => {
    const text = sayDiagnosis(whole({ findings: [finding(1)] }), "de");
    expect(text).not.toMatch(/\b(Usual|To do|Over when|Evidence|opened|checks)\b/);
    expect(text).toContain("Zu tun: See to it"); // what a check says comes in its language from the command
  });

  it("lets no name move the cursor, colour the screen or turn a line around", () => {
    const subject = { ...finding(1).subject, name: "\u001b[2J\u009b31m\nNothing is wrong\u202e" };
    const text = sayDiagnosis(whole({ findings: [finding(1, { subject, sentence: "\u001b]0;x\u0007" })] }), "en");
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\u202e/u);
    expect(text.split("\n")).not.toContain("Nothing is wrong�");
  });
});
