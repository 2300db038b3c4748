import { describe, expect, it } from "vitest";
import type { Happening, Named } from "./happening.ts";
import { sentenceOf } from "./sentence-of.ts";

type More = Partial<Happening> & { device_class?: string; unit?: string; area?: string };

const NAMES: Record<string, string> = {
  "binary_sensor.hall_motion": "Hall motion",
  "light.hall_lamp": "Hall lamp",
  "light.a": "A",
  "light.b": "B",
  "light.c": "C",
  "light.d": "D",
};

function told(name: string, entity_id: string | null, change: string, more: More = {}) {
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
  return sentenceOf(event, thing)?.text;
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
