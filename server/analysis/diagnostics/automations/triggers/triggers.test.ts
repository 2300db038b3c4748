import { describe, expect, it } from "vitest";
import { occurrences } from "../occurred.ts";
import { reactsTo } from "./reacts-to.ts";
import { DAY, device, hoursOf, id } from "./triggers-testing.ts";

describe("what surely triggered", () => {
  it.each<[string, object, number[]]>([
    ["an event", { trigger: "event", event_type: "doorbell" }, [9, 12]],
    [
      "an event with what it said",
      { trigger: "event", event_type: ["doorbell"], event_data: { button: "left", times: 2 } },
      [9],
    ],
    ["a tag", { trigger: "tag", tag_id: "t1" }, [13]],
    ["a tag at a reader", { trigger: "tag", tag_id: ["t1", "t2"], device_id: "reader" }, [13]],
    ["sunrise", { trigger: "sun", event: "sunrise" }, [6]],
    ["before sunset", { trigger: "sun", event: "sunset", offset: "-01:30:00" }, [14.5]],
    ["sunset by its name", { trigger: "sun.sunset", options: { offset: { minutes: 30 } } }, [16.5]],
    [
      "before sunset in the older way",
      { trigger: "sun.sunset", options: { offset: 3_600, offset_type: "before" } },
      [15],
    ],
    ["coming home", { trigger: "zone", entity_id: "person.anna", zone: "zone.home", event: "enter" }, [17]],
    ["leaving home", { trigger: "zone", entity_id: "person.anna", zone: "zone.home", event: "leave" }, [8]],
    [
      "entering a zone by its purpose",
      { trigger: "zone.entered", target: { entity_id: "person.anna" }, options: { zone: "zone.town" } },
      [17],
    ],
    ["a device's light by its registry id", device("light", "turned_on", id("ab")), [10, 34]],
    ["a device's switch", device("switch", "turned_off", "switch.pump"), [11]],
    ["a door of a device", device("binary_sensor", "opened", id("cd")), [10, 34]],
    [
      "a door of a device, for an hour",
      { ...device("binary_sensor", "not_opened", id("cd")), for: { hours: 1 } },
      [12],
    ],
    ["a level of a device", { ...device("sensor", "battery_level", id("ef")), below: 30 }, [5]],
    [
      "a temperature of a device",
      { ...device("climate", "current_temperature_changed", "climate.room"), above: 20 },
      [2],
    ],
    ["an attribute", { trigger: "state", entity_id: "climate.room", attribute: "preset_mode", to: "comfort" }, [2]],
    [
      "a number of an attribute",
      { trigger: "numeric_state", entity_id: "climate.room", attribute: "current_temperature", below: 20 },
      [3],
    ],
    [
      "a number in a template of an attribute",
      {
        trigger: "numeric_state",
        entity_id: "climate.room",
        value_template: "{{ state.attributes.current_temperature | float }}",
        above: 20,
      },
      [2],
    ],
    ["a state in a template", { trigger: "template", value_template: "{{ is_state('switch.pump', 'on') }}" }, [10, 34]],
    [
      "a number in a template",
      { trigger: "template", value_template: '{{ states("sensor.level") | float(0) < 25 }}' },
      [5],
    ],
    ["a state by its registry id", { trigger: "state", entity_id: id("ab"), to: "off" }, [11]],
    [
      "a time on some days",
      { trigger: "time", at: ["07:00", "08:30:00"], weekday: ["mon", "wed"] },
      [7, 8.5, 55, 56.5],
    ],
    [
      "a time that a helper tells, since it was set",
      { trigger: "time", at: "input_datetime.morning", weekday: ["wed"] },
      [54.5],
    ],
    ["a day and time that a helper told then", { trigger: "time", at: "input_datetime.day" }, [33]],
    [
      "a time that a sensor still told then",
      { trigger: "time", at: { entity_id: "sensor.alarm", offset: "00:30:00" } },
      [6.5],
    ],
    ["a light by its purpose", { trigger: "light.turned_on", target: { entity_id: "light.hall" } }, [10, 34]],
    ["a light of an area", { trigger: "light.turned_on", target: { area_id: "hall" } }, [10, 34]],
    ["a light of a floor", { trigger: "light.turned_off", target: { floor_id: ["ground"] } }, [11]],
    [
      "a light of a device, for a time",
      { trigger: "light.turned_on", target: { device_id: "lamp" }, options: { for: "00:30:00" } },
      [10.5, 34.5],
    ],
    ["a light with a label", { trigger: "light.turned_on", target: { label_id: "warm" } }, [10, 34]],
    ["a door of an area, since it belongs there", { trigger: "door.opened", target: { label_id: "around" } }, [34]],
    [
      "a level by its purpose",
      {
        trigger: "battery.level_crossed_threshold",
        target: { entity_id: "sensor.level" },
        options: { threshold: { type: "below", value: { number: 30 } } },
      },
      [5],
    ],
    [
      "a temperature in its own unit",
      {
        trigger: "temperature.crossed_threshold",
        target: { entity_id: "sensor.warm" },
        options: { threshold: { type: "above", value: { number: 70, unit_of_measurement: "°F" } } },
      },
      [5],
    ],
    ["a timer that ended", { trigger: "timer.finished", target: { entity_id: "timer.egg" } }, [4]],
  ])("is known of %s", (_, trigger, hours) => {
    expect(hoursOf(trigger)).toEqual(hours);
  });

  it("goes by the clock of the home, and leaves out an hour that a day has twice or not at all", () => {
    const berlin = { timeZone: "Europe/Berlin" };
    expect(hoursOf({ trigger: "time", at: "07:00", weekday: "tue" }, berlin)).toEqual([30]);
    const autumn = Date.parse("2026-10-24T12:00:00Z") / 1000;
    const twice = reactsTo({ triggers: [{ trigger: "time", at: "02:30" }] }).triggers;
    const past = { of: () => [], fired: () => [], timeZone: "Europe/Berlin" };
    expect(occurrences(twice, past, { after: autumn, now: autumn + 2 * DAY })).toEqual([autumn + 37.5 * 3_600]);
  });

  it("names what cannot be proven", () => {
    const { unproven } = reactsTo({
      triggers: [
        { trigger: "mqtt", topic: "x" },
        { trigger: "time", at: "07:00" },
      ],
    });
    expect(unproven).toEqual(["mqtt"]);
  });
});
