import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Happening, Named } from "./happening.ts";
import { sentenceOf } from "./sentence-of.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

type More = Partial<Happening> & { device_class?: string; unit?: string; area?: string };

const NAMES: Record<string, string> = {
  "binary_sensor.hall_motion": "Hall motion",
  "light.hall_lamp": "Hall lamp",
  "light.a": "A",
  "light.b": "B",
  "light.c": "C",
  "light.d": "D",
};

function told(name: string, entity_id: string | null, change: string, more: More = {}, words = english) {
  const [old_state, state] = change.split(" > ");
  const { device_class = null, unit = null, area = null, ...rest } = more;
  const thing: Named = { name, device_class, unit, area, called: (id) => NAMES[id] };
  const event: Happening = {
    kind: "state_changed",
    entity_id,
    state: state ?? null,
    old_state,
    attributes: null,
    ...rest,
  };
  return sentenceOf(event, thing, words)?.text;
}

const happened = (kind: string, attributes: Record<string, unknown>, more: More = {}, name = "") =>
  told(name, more.entity_id ?? null, "", { kind, attributes, ...more });

describe("a changed state", () => {
  it.each<[string, string, string, More, string | undefined]>([
    ["Garage door", "cover.garage", "closed > open", { device_class: "garage" }, "Garage door opened"],
    ["Awning", "cover.awning", "closed > open", { device_class: "awning" }, "Awning was extended"],
    [
      "Kitchen leak sensor",
      "binary_sensor.leak",
      "off > on",
      { device_class: "moisture" },
      "Kitchen leak sensor is wet",
    ],
    ["Leak", "binary_sensor.leak", "unavailable > on", { device_class: "moisture" }, "Leak is wet"],
    ["Door", "binary_sensor.door", "unavailable > on", { device_class: "door" }, "Door is available again"],
    [
      "Motion",
      "binary_sensor.m",
      "off > on",
      { device_class: "motion", area: "Kitchen" },
      "Kitchen Motion detected motion",
    ],
    ["Anna", "person.anna", "not_home > home", {}, "Anna arrived home"],
    ["Anna", "person.anna", "home > not_home", {}, "Anna left home"],
    ["Anna", "person.anna", "home > Work", {}, "Anna arrived at Work"],
    ["Anna", "person.anna", "Work > not_home", {}, "Anna left Work"],
    ["Anna", "person.anna", "home > home", {}, undefined],
    ["Front door lock", "lock.front", "locking > jammed", {}, "Front door lock is jammed"],
    ["Hall light", "light.hall", "off > on", {}, "Hall light turned on"],
    [
      "Hall light",
      "light.hall",
      "on > on",
      { attributes: { brightness: 9 }, old_attributes: { brightness: 8 } },
      undefined,
    ],
    ["Thermostat", "climate.t", "off > heat", {}, "Thermostat was set to heat"],
    ["Vacuum", "vacuum.v", "docked > cleaning", {}, "Vacuum started cleaning"],
    ["Fridge temperature", "sensor.f", "4.1 > unavailable", { unit: "°C" }, "Fridge temperature became unavailable"],
    ["Fridge temperature", "sensor.f", "unavailable > 4.1", { unit: "°C" }, "Fridge temperature is available again"],
    ["Fridge temperature", "sensor.f", "4.1 > 4.2", { unit: "°C" }, undefined],
    [
      "Uptime",
      "sensor.u",
      "2026-11-21T06:00:00+00:00 > 2026-11-22T06:00:00+00:00",
      { device_class: "timestamp" },
      undefined,
    ],
    ["Washer", "sensor.w", "idle > spin_dry", { device_class: "enum" }, "Washer changed to spin dry"],
    ["Offset", "number.o", "4 > 5", { unit: "°C" }, "Offset was set to 5 °C"],
    [
      "Doorbell",
      "event.bell",
      "2026-11-21T06:00:00 > 2026-11-21T07:00:00",
      { device_class: "doorbell" },
      "Doorbell rang",
    ],
    [
      "Backup",
      "event.backup_a",
      "unknown > 2026-11-21T07:00",
      { attributes: { event_type: "failed" } },
      "A backup failed (Backup)",
    ],
    ["Reset", "button.r", "unknown > 2026-11-21T07:00:00+00:00", {}, "Reset was pressed"],
    ["Alarm", "alarm_control_panel.a", "disarmed > armed_night", {}, "Alarm was armed (night)"],
    [
      "Weather",
      "weather.home",
      "sunny > lightning-rainy",
      {},
      "The weather changed to thunderstorm and rain (Weather)",
    ],
    ["Sun", "sun.sun", "above_horizon > below_horizon", {}, "The sun set"],
    ["Home", "zone.home", "1 > 0", {}, "Nobody is at Home any more"],
    ["Gadget", "gadget.x", "calm > very_odd", {}, "Gadget changed from calm to very odd"],
    ["Camera", "camera.c", "idle > recording", {}, "Camera started recording"],
    ["Hall light", "light.hall", "on", { state: null }, "Hall light was removed"],
  ])("of %s, %s %s %o", (name, entity, change, more, text) => {
    expect(told(name, entity, change, more)).toBe(text);
  });

  it("is presumed where the one before is not known and repeats are rare", () => {
    expect(told("Door", "lock.door", "", { state: "locked", old_state: undefined })).toBe("Door was locked");
    expect(told("Anna", "person.anna", "", { state: "home", old_state: undefined })).toBeUndefined();
  });

  it("is told of what was updated to which version", () => {
    const attributes = { installed_version: "2.0", latest_version: "2.0" };
    const before = { installed_version: "1.9", latest_version: "2.0" };
    expect(told("Core", "update.core", "off > on", { attributes: before })).toBe(
      "An update to 2.0 is available for Core",
    );
    expect(told("Core", "update.core", "on > off", { attributes, old_attributes: before })).toBe(
      "Core was updated to 2.0",
    );
    const skipped = { ...before, skipped_version: "2.0" };
    expect(told("Core", "update.core", "on > off", { attributes: skipped })).toBe(
      "The update of Core to 2.0 was skipped",
    );
  });
});

describe("attributes that people would tell", () => {
  it.each<[string, string, object, object, string | undefined]>([
    ["climate.t", "heat > heat", { temperature: 21 }, { temperature: 19 }, "It was set to 21°"],
    ["climate.t", "heat > heat", { hvac_action: "heating" }, { hvac_action: "idle" }, "It started heating"],
    ["climate.t", "heat > heat", { current_temperature: 21 }, { current_temperature: 19 }, undefined],
    ["climate.t", "auto > auto", { preset_mode: "away" }, { preset_mode: "home" }, "It was set to the preset away"],
    ["humidifier.h", "on > on", { humidity: 45 }, { humidity: 50 }, "It was set to 45 %"],
    [
      "media_player.m",
      "playing > playing",
      { media_title: "Hey", media_artist: "B" },
      { media_title: "Yo" },
      "It played “Hey” (B)",
    ],
  ])("%s %s %o", (entity, change, attributes, old_attributes, text) => {
    const more = { attributes, old_attributes } as More;
    expect(told("It", entity, change, more)).toBe(text);
    expect(told("It", entity, change, { ...more, old_attributes: undefined })).toBeUndefined();
  });
});

describe("an event that is no state", () => {
  const lamp = { service_data: { entity_id: ["light.hall_lamp"] } };
  it.each<[string, Record<string, unknown>, More, string | undefined]>([
    [
      "automation_triggered",
      { name: "Night lights", source: "state of binary_sensor.hall_motion" },
      {},
      "Automation Night lights ran (state of Hall motion)",
    ],
    ["script_started", { name: "Bedtime" }, {}, "Script Bedtime started"],
    [
      "call_service",
      { domain: "light", service: "turn_on", ...lamp },
      { person: "Anna" },
      "Light turned on by Anna: Hall lamp",
    ],
    [
      "call_service",
      {
        domain: "light",
        service: "turn_off",
        service_data: { entity_id: ["light.a", "light.b", "light.c", "light.d"] },
      },
      {},
      "Light turned off: A, B, C and 1 more",
    ],
    [
      "call_service",
      { domain: "odd", service: "thing" },
      { person: "Anna" },
      "The action odd.thing was called by Anna",
    ],
    [
      "call_service",
      { domain: "homeassistant", service: "restart", service_data: {} },
      { person: "Anna" },
      "Home Assistant restarted by Anna",
    ],
    ["homeassistant_started", {}, {}, "Home Assistant has started"],
    ["automation_reloaded", {}, {}, "The configuration of automation was reloaded"],
    ["zha_event", {}, {}, "The event zha event was sent"],
    ["component_loaded", { component: "zha" }, {}, undefined],
    [
      "entity_registry_updated",
      { action: "create", entity_id: "light.new_one" },
      {},
      "New one was added to Home Assistant",
    ],
  ])("%s %o %o", (kind, data, more, text) => {
    expect(happened(kind, data, more)).toBe(text);
  });

  it("tells errors alike that differ in numbers and ids only, and from where a login was refused", () => {
    const error = (message: string) =>
      happened("system_log_event", { name: "homeassistant.components.zha.core", level: "ERROR", message: [message] });
    expect(error("Device 0x1A2b of 00:11:22:33:44:55 timed out after 12.5 s")).toBe(
      "Error in zha: Device # of # timed out after # s",
    );
    expect(error("Device 0xff of aa:bb:cc:dd:ee:ff timed out after 3 s")).toBe(
      error("Device 0x00 of 00:11:22:33:44:55 timed out after 9 s"),
    );
    const message = [
      "Login attempt or request with invalid authentication from evil (10.0.0.7). Requested URL: '/auth'",
    ];
    expect(happened("system_log_event", { name: "homeassistant.components.http.ban", level: "WARNING", message })).toBe(
      "A login was refused (10.0.0.7)",
    );
  });
});

describe("what devices and people wrote", () => {
  it("is one line, of bounded length, and never a template", () => {
    expect(told("Hall\n\u0000\u202elamp\u200b “x”", "light.h", "off > on")).toBe("Hall lamp x turned on");
    expect(told("{state} {name}", "light.h", "off > on")).toBe("{state} {name} turned on");
    expect(told("x".repeat(5_000), "light.h", "off > on")).toHaveLength(80 + " turned on".length);
    expect(told("", "light.hall_lamp", "off > on")).toBe("Hall lamp turned on");
    expect(told("Note", "input_text.n", "a > <b>ignore all</b>\nrules")).toBe(
      "Note was set to “<b>ignore all</b> rules”",
    );
    expect(told("Odd", "constructor.x", "a > __proto__")).toBe("Odd changed from a to proto");
  });

  it("never makes it fail, nor longer than 300 characters, whatever the event", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom("on", "off", "playing", "home", "constructor"),
    );
    const domain = fc.oneof(
      text,
      fc.constantFrom("light", "climate", "media_player", "event", "update", "calendar", "person"),
    );
    const keys = fc.constantFrom(
      "media_title",
      "temperature",
      "event_type",
      "message",
      "name",
      "source",
      "domain",
      "service_data",
      "entity_id",
      "level",
      "action",
    );
    const data = fc.option(fc.dictionary(fc.oneof(keys, text), fc.anything(), { noNullPrototype: true }));
    const event = fc.record({
      kind: fc.oneof(
        fc.constantFrom("state_changed", "call_service", "automation_triggered", "system_log_event", "logbook_entry"),
        text,
      ),
      entity_id: fc.option(fc.tuple(domain, text).map((parts) => parts.join("."))),
      state: fc.option(text),
      old_state: fc.option(text, { nil: undefined }),
      attributes: data,
      old_attributes: data,
      person: fc.option(text),
    });
    const thing = fc.record({
      name: fc.option(text),
      area: fc.option(text),
      device_class: fc.option(text),
      unit: fc.option(text),
    });
    fc.assert(
      fc.property(event, thing, fc.constantFrom(english, german), (event, thing, words) => {
        const sentence = sentenceOf(event, thing, words);
        if (!sentence) return;
        expect(sentence.text.length).toBeLessThanOrEqual(300);
        expect(sentence.text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2028\u2029]/u);
        expect(words.said).toHaveProperty(sentence.kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe("in German", () => {
  it.each([
    ["Garagentor", "cover.g", "closed > open", "Garagentor wurde geöffnet"],
    ["Anna", "person.anna", "home > not_home", "Anna hat das Haus verlassen"],
    ["Wetter", "weather.w", "sunny > rainy", "Das Wetter wechselte zu regnerisch (Wetter)"],
  ])("%s %s %s", (name, entity, change, text) => {
    expect(told(name, entity, change, {}, german)).toBe(text);
  });

  it("fills in the same parts as English", () => {
    const parts = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [verb, text] of Object.entries(english.said))
      expect(parts(german.said[verb as keyof typeof german.said]), verb).toEqual(parts(text));
  });
});
