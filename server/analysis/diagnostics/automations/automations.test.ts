import { describe, expect, it } from "vitest";
import { automationFails } from "../checks/automation-fails.ts";
import { automationsLost } from "../checks/automations-lost.ts";
import { ago, house } from "../testing.ts";
import { fightsIn, type SetBy } from "./fights.ts";
import { occurrences, type Transition } from "./occurred.ts";
import { reactsTo } from "./triggers/reacts-to.ts";
import { unansweredIn } from "./unanswered.ts";

const became = (at: number, to: string, from = to === "on" ? "off" : "on", until?: number): Transition => ({
  at,
  from,
  to,
  until,
});
const MOTION = [
  became(100, "on", "off", 160),
  became(160, "off", "on", 400),
  became(400, "on", "off", 410),
  became(410, "off"),
];
const HEAT = [became(100, "21", "19"), became(200, "23", "21"), became(300, "18", "23"), became(400, "unheard", "18")];
const times = (trigger: object, now = 100_000, after = 0) =>
  occurrences(
    reactsTo({ triggers: [trigger] }).triggers,
    { of: (id) => (id === "sensor.heat" ? HEAT : MOTION), fired: () => [], timeZone: "UTC" },
    { after, now },
  );

describe("when a trigger surely occurred", () => {
  const state = { trigger: "state", entity_id: "binary_sensor.motion" };
  const limit = { trigger: "numeric_state", entity_id: "sensor.heat" };
  it.each<[object, number[]]>([
    [{ ...state, to: "on" }, [100, 400]],
    [{ ...state, to: ["on"], from: "off" }, [100, 400]],
    [{ ...state, to: "on", from: "unknown" }, []],
    [state, [100, 160, 400, 410]],
    [{ ...state, to: null }, [100, 160, 400, 410]],
    [{ ...state, to: "on", for: "00:00:30" }, [130]],
    [{ ...state, to: "off", for: { minutes: 3 } }, [340, 590]],
    [{ ...state, to: "on", for: "{{ x }}" }, []],
    [{ ...state, to: "on", attribute: "x" }, []],
    [{ ...state, not_to: "on" }, [160, 410]],
    [{ ...state, not_from: "on", not_to: ["unknown"] }, [100, 400]],
    [{ ...state, not_to: "{{ x }}", to: true }, []],
    [{ ...state, to: true }, []],
    [{ ...state, entity_id: "{{ x }}" }, []],
    [{ ...state, to: "on", enabled: false }, []],
    [{ ...limit, above: 20 }, [100]],
    [{ ...limit, above: "20.5", below: 22 }, [100]],
    [{ ...limit, below: 20 }, [300]],
    [{ ...limit, above: "input_number.limit" }, []],
    [{ ...limit, above: 20, value_template: "{{ x }}" }, []],
    [{ trigger: "event", event_type: "x" }, []],
    [{ trigger: "time", at: "input_datetime.x" }, []],
    [{ trigger: "time", at: "07:00", weekday: ["someday"] }, []],
  ])("%j", (trigger, expected) => {
    expect(times(trigger)).toEqual(expected);
  });

  it("is known of the clock as often as fits for certain", () => {
    expect(times({ trigger: "time", at: "07:00:00" }, 3 * 86_400 - 1)).toHaveLength(3);
    expect(times({ platform: "time_pattern", minutes: "/5" }, 7_200)).toHaveLength(2);
    expect(times({ platform: "time_pattern", hours: "3" }, 86_400 - 1)).toHaveLength(0);
  });

  it("is not known of what was before, or has not lasted yet", () => {
    expect(times({ ...state, to: "on" }, 100_000, 100)).toEqual([400]);
    expect(times({ ...state, to: "off", for: 300 }, 600)).toEqual([]);
  });
});

describe("two automations that fight", () => {
  const set = (n: number, parts: Partial<SetBy> = {}): SetBy => ({
    automation: n % 2 ? "automation.b" : "automation.a",
    at: n * 10,
    context: `c${n}`,
    parent: `c${n - 1}`,
    entity_id: "light.x",
    state: n % 2 ? "off" : "on",
    ...parts,
  });
  const many = (count: number, parts: (n: number) => Partial<SetBy> = () => ({})) =>
    fightsIn(Array.from({ length: count }, (_, n) => set(n, parts(n))));

  it("are known by their contexts, from the sixth time in a row", () => {
    expect(many(5)).toEqual([]);
    expect(many(7)).toEqual([
      { automations: ["automation.a", "automation.b"], entity_id: "light.x", times: 7, from: 0, to: 60 },
    ]);
  });

  it.each<[string, (n: number) => Partial<SetBy>]>([
    ["have other parents", (n) => ({ parent: `motion ${n}` })],
    ["are one that goes on by itself", () => ({ automation: "automation.a" })],
    ["agree", () => ({ state: "on" })],
    ["answer after an hour", (n) => ({ at: n * 3_600 })],
    ["set different things", (n) => ({ entity_id: n % 2 ? "light.x" : "light.y" })],
  ])("are none where they %s", (_, parts) => {
    expect(many(20, parts)).toEqual([]);
  });
});

describe("an automation that reacts no more", () => {
  it("is judged by what was read of its triggers: what holds since then may be over", () => {
    const on = { from: "off", to: "on", until: undefined };
    const transitions = new Map([["binary_sensor.door", [5, 4, 3].map((hours) => ({ ...on, at: ago(hours) }))]]);
    const at = house()
      .with("automation.a", {
        state: "on",
        since: ago(200),
        attributes: { last_triggered: new Date(ago(100) * 1_000).toISOString() },
      })
      .with("binary_sensor.door", { state: "off" })
      .configured("automation.a", {
        triggers: [{ trigger: "state", entity_id: "binary_sensor.door", to: "on", for: "02:00:00" }],
      })
      .now();
    const life = { configuredAt: new Map(), reactedAt: new Map(), traced: undefined, runs: new Map() };
    const found = (readAt: number | undefined) =>
      unansweredIn({
        ...at,
        startedAt: ago(300),
        automations: { ...life, fights: [], turnedOff: [], failures: [], transitions, readAt },
      });
    expect(found(undefined)).toHaveLength(1);
    expect(found(ago(2.5))).toEqual([]);
  });
});

describe("an automation that fails", () => {
  const life = {
    configuredAt: new Map(),
    reactedAt: new Map(),
    traced: undefined,
    transitions: new Map(),
    runs: new Map(),
  };
  const found = (parts: object) => {
    const failure = {
      entity_id: "automation.a",
      domain: "automation",
      runs: 5,
      failed: 3,
      at: ago(1),
      step: "action/0",
    } as const;
    const error = "Action light.gone not found";
    const at = house()
      .with("automation.a")
      .configured("automation.a", { actions: [{ action: "light.gone" }] })
      .named({ actions: new Set(["homeassistant.turn_on"]) })
      .now();
    const automations = { ...life, fights: [], turnedOff: [], failures: [{ ...failure, error, ...parts }] };
    return automationFails.look({ ...at, automations });
  };

  it("is an effect of what it names and does not exist, where the error says so", () => {
    expect(found({})).toMatchObject([{ severity: "warning", cause: { check: "refers-to-nothing" } }]);
    expect(found({ error: "Timeout" })).toMatchObject([{ evidence: { error: "Timeout" } }]);
    expect(found({ error: "Timeout" })[0]).not.toHaveProperty("cause");
  });

  it("is said from the second time on, and worse where all runs do", () => {
    expect(found({ failed: 1 })).toEqual([]);
    expect(found({ failed: 5 })).toMatchObject([{ severity: "error" }]);
    expect(found({ entity_id: "automation.gone" })).toEqual([]);
  });
});

describe("automations that are lost at once", () => {
  const found = (
    lost: number,
    { all = 12, since = (_: number) => ago(2), attributes = { restored: true } as Record<string, unknown> } = {},
  ) => {
    const built = house();
    for (let n = 0; n < all; n++)
      built.with(`automation.a${n}`, n < lost ? { state: "unavailable", attributes, since: since(n) } : {});
    return automationsLost.look(built.now());
  };

  it("are said as one finding", () => {
    expect(found(5)).toMatchObject([
      { subject: { kind: "home" }, severity: "error", since: ago(2), evidence: { lost: 5, of: 12 } },
    ]);
  });

  it.each<[string, ReturnType<typeof found>]>([
    ["few", found(4)],
    ["a small part", found(5, { all: 40 })],
    ["gone one after the other", found(6, { since: (n) => ago(n + 1) })],
    ["broken, and not gone", found(6, { attributes: {} })],
    ["not there since the start", found(6, { since: () => ago(24 * 30) })],
  ])("are none where they are %s", (_, sightings) => {
    expect(sightings).toEqual([]);
  });
});
