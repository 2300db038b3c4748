import { describe, expect, it } from "vitest";
import { z } from "zod";
import { observe, presentState, stateObservation } from "./observe.ts";
import { State } from "./wire.ts";

const AT = "2026-11-21T06:45:12.250001+00:00";
const CONTEXT = { id: "01J0", parent_id: null, user_id: null };
const CANARY = "c4n4ry-2b61";

const state = (parts: object = {}) => ({
  entity_id: "light.hall",
  state: "on",
  attributes: { friendly_name: "Hall" },
  last_changed: AT,
  last_reported: AT,
  last_updated: AT,
  context: CONTEXT,
  ...parts,
});
const change = (data: object = {}, event: object = {}) => ({
  event_type: "state_changed",
  data: { entity_id: "light.hall", old_state: state({ state: "off" }), new_state: state(), ...data },
  origin: "LOCAL",
  time_fired: AT,
  context: CONTEXT,
  ...event,
});
const fired = (event_type: string, data: object, time_fired = AT) => ({
  event_type,
  data,
  time_fired,
  origin: "LOCAL",
  context: { ...CONTEXT, user_id: "anna" },
});

const reasonOf = (raw: unknown): string => {
  try {
    observe(raw);
  } catch (error) {
    return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  }
  return "understood";
};
const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

describe("an event of the bus", () => {
  it("is a state at its last update, with what it was before", () => {
    expect(observe(change())).toEqual({
      observation: {
        at: AT,
        type: "state_changed",
        entityId: "light.hall",
        state: "on",
        oldState: "off",
        attributes: '{"friendly_name":"Hall"}',
        context: CONTEXT,
        source: "live",
      },
      change: { entityId: "light.hall", state: expect.objectContaining({ state: "on" }) },
    });
  });

  it("tells a first state, a last one, and one that is an empty text apart", () => {
    expect(observe(change({ old_state: null })).observation.oldState).toBeNull();
    const removed = observe(change({ new_state: null }));
    expect(removed.observation).toMatchObject({ state: null, oldState: "off", attributes: null, at: AT });
    expect(removed.change).toEqual({ entityId: "light.hall", state: null });
    const empty = observe(change({ old_state: state({ state: "" }), new_state: state({ state: "" }) })).observation;
    expect(empty).toMatchObject({ state: "", oldState: "" });
  });

  it.each([
    ["2026-11-21T06:45:12.000001+00:00", "2026-11-21T06:45:12.000001+00:00"],
    ["2026-11-21T06:45:12+00:00", "2026-11-21T06:45:12.000000+00:00"],
    ["2026-11-21T07:45:12.250001+01:00", AT],
    ["2026-11-21T06:45:12.250001Z", AT],
    ["2026-11-21T06:45:12.2500019+00:00", AT],
    ["2026-11-21T23:59:59.9999999+00:00", "2026-11-21T23:59:59.999999+00:00"],
  ])("keeps the microseconds of %s", (told, kept) => {
    expect(observe(change({ new_state: state({ last_updated: told }) })).observation.at).toBe(kept);
    expect(observe(fired("doorbell", {}, told)).observation.at).toBe(kept);
  });

  it("leaves out attributes that Core does not record, and keeps them for the present state", () => {
    const weather = state({
      entity_id: "light.hall",
      attributes: { friendly_name: "Hall", brightness: 12, effect_list: ["a"], supported_features: 4 },
    });
    expect(observe(change({ new_state: weather })).observation.attributes).toBe('{"friendly_name":"Hall"}');
    expect(presentState(State.parse(weather)).attributes).toMatchObject({ brightness: 12 });
  });

  it.each([
    ["a service's target", fired("call_service", { service_data: { entity_id: "light.hall" } }), "light.hall"],
    ["its only target", fired("call_service", { service_data: { entity_id: ["light.hall"] } }), "light.hall"],
    ["one of two", fired("call_service", { service_data: { entity_id: ["light.hall", "light.attic"] } }), null],
    ["an automation", fired("automation_triggered", { entity_id: "automation.dusk" }), "automation.dusk"],
    ["all entities", fired("call_service", { service_data: { entity_id: "all" } }), null],
    ["what is no entity id", fired("tag_scanned", { entity_id: "Robert'); drop table" }), null],
    ["a number", fired("tag_scanned", { entity_id: 4 }), null],
    ["nothing", fired("tag_scanned", { tag_id: "4" }), null],
  ])("that names %s is about it, where it is about one", (_, raw, expected) => {
    expect(observe(raw).observation.entityId).toBe(expected);
  });

  it.each([
    [
      "a state's attributes",
      change({ new_state: state({ attributes: { access_token: CANARY, url: `http://u:${CANARY}@cam/` } }) }),
    ],
    [
      "a lock's code",
      fired("call_service", {
        domain: "lock",
        service: "unlock",
        service_data: { entity_id: "lock.door", code: CANARY },
      }),
    ],
    [
      "a service's data",
      fired("call_service", { domain: "mqtt", service: "publish", service_data: { payload: { password: CANARY } } }),
    ],
    ["any event's data", fired("telegram", { deep: [{ api_key: CANARY }], text: `Bearer ${CANARY}` })],
    [
      "an alarm's state",
      change({
        entity_id: "alarm_control_panel.home",
        new_state: state({ entity_id: "alarm_control_panel.home", attributes: { code: CANARY } }),
      }),
    ],
  ])("loses the secret in %s", (_, raw) => {
    const { observation } = observe(raw);
    expect(observation.attributes).toContain("[secret]");
    expect(JSON.stringify(observation)).not.toContain(CANARY);
  });

  it("hides a camera's token also in the present state", () => {
    const camera = State.parse(state({ entity_id: "camera.door", attributes: { access_token: CANARY } }));
    expect(JSON.stringify(presentState(camera))).not.toContain(CANARY);
    expect(stateObservation(camera, { source: "snapshot", context: null }).attributes).toBe("{}");
  });
});

/** Each costs itself, and says in a word what is wrong with it. */
describe("an event that cannot be read", () => {
  it.each<[string, unknown, RegExp]>([
    ["null", null, /expected object, received null/],
    ["a list", [], /expected object, received array/],
    ["a text", "state_changed", /expected object, received string/],
    ["no type", { ...change(), event_type: undefined }, /at event_type/],
    ["a type that is no text", { ...change(), event_type: 4 }, /at event_type/],
    ["an empty type", { ...change(), event_type: "" }, /at event_type/],
    ["a type of 65 letters", { ...change(), event_type: "x".repeat(65) }, /at event_type/],
    ["a type with a NUL", fired("a\0b", {}), /NUL/],
    ["no data", { ...change(), data: undefined }, /at data/],
    ["data that is a list", fired("x", []), /is no object/],
    ["no time", { ...fired("x", {}), time_fired: undefined }, /at time_fired/],
    ["a time of words", fired("x", {}, "yesterday"), /"yesterday" is not an instant/],
    ["a time without an offset", fired("x", {}, "2026-11-21T06:45:12"), /is not an instant/],
    ["a time before Home Assistant", fired("x", {}, "1969-12-31T23:59:59+00:00"), /no time that a home lives in/],
    ["a time of science fiction", fired("x", {}, "2399-01-01T00:00:00+00:00"), /no time that a home lives in/],
    ["a 13th month", fired("x", {}, "2026-13-01T00:00:00+00:00"), /is not an instant/],
    ["no context", { ...change(), context: undefined }, /at context/],
    ["a context without an id", { ...change(), context: { parent_id: null } }, /at context.id/],
    ["no new state", change({ new_state: undefined }), /at new_state/],
    ["no old state", change({ old_state: undefined }), /at old_state/],
    ["no entity", change({ entity_id: undefined }), /at entity_id/],
    ["an entity that is none", change({ entity_id: "hall" }), /is no entity id/],
    ["an entity id of 300 letters", change({ entity_id: `light.${"x".repeat(300)}` }), /at entity_id/],
    ["a state of 256 letters", change({ new_state: state({ state: "x".repeat(256) }) }), /at new_state.state/],
    ["a state that is a number", change({ new_state: state({ state: 4 }) }), /at new_state.state/],
    ["a state that is null", change({ new_state: state({ state: null }) }), /at new_state.state/],
    ["a state with a NUL", change({ new_state: state({ state: "a\0" }) }), /NUL or half a character/],
    ["a state with half a character", change({ new_state: state({ state: "\ud800" }) }), /NUL or half a character/],
    ["an old state with a NUL", change({ old_state: state({ state: "a\0" }) }), /NUL or half a character/],
    ["attributes that are a list", change({ new_state: state({ attributes: [] }) }), /at new_state.attributes/],
    ["attributes with a NUL", change({ new_state: state({ attributes: { a: "\0" } }) }), /NUL or half a character/],
    ["a key with a NUL", change({ new_state: state({ attributes: { "\0": 1 } }) }), /NUL or half a character/],
    [
      "attributes with half a character",
      change({ new_state: state({ attributes: { a: ["\udc00"] } }) }),
      /NUL or half/,
    ],
    [
      "attributes of 300,000 letters",
      change({ new_state: state({ attributes: { a: "x".repeat(300_000) } }) }),
      /262144 are kept/,
    ],
    ["another entity's state", change({ new_state: state({ entity_id: "light.attic" }) }), /another entity/],
  ])("such as %s gives one clear reason", (_, raw, reason) => {
    const told = reasonOf(raw);
    expect(told).toMatch(reason);
    expect(told.length).toBeLessThan(300);
  });

  it.each([
    ["a hundred thousand lists in each other", change({ new_state: state({ attributes: { a: nested(100_000) } }) })],
    [
      "a prototype",
      JSON.parse(
        '{"event_type":"x","data":{"__proto__":{"isAdmin":true}},"time_fired":"2026-11-21T06:45:12+00:00","context":{"id":"1"}}',
      ),
    ],
    ["a number beyond all numbers", JSON.parse(JSON.stringify(change()).replace('"Hall"', "1e400"))],
    ["a text of backslashes", change({ new_state: state({ attributes: { a: "\\u0000 \\\\ud800" } }) })],
    ["emoji", change({ new_state: state({ attributes: { a: "🏠" }, state: "🏠" }) })],
    ["unknown keys", { ...change(), more: 1 }],
  ])("is not one that merely looks odd: %s", (_, raw) => {
    expect(reasonOf(raw)).toBe("understood");
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

it("hides what is secret in a state itself, and all of a password field", () => {
  const said = (state: string, attributes: object = {}) =>
    observe({
      event_type: "state_changed",
      time_fired: "2026-11-21T06:45:12.250001+00:00",
      context: { id: "c" },
      data: {
        entity_id: "input_text.note",
        old_state: null,
        new_state: {
          entity_id: "input_text.note",
          state,
          attributes,
          last_changed: "2026-11-21T06:45:12.250001+00:00",
          last_updated: "2026-11-21T06:45:12.250001+00:00",
        },
      },
    }).observation.state;
  expect(said("http://user:hunter2@cam.local/x")).not.toContain("hunter2");
  expect(said("swordfish", { mode: "password" })).toBe("[secret]");
  expect(said("swordfish", { mode: "text" })).toBe("swordfish");
});
