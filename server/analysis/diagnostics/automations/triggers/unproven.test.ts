import { describe, expect, it } from "vitest";
import { reactsTo } from "./reacts-to.ts";
import { device, hoursOf, id, members, things } from "./triggers-testing.ts";

describe("what did not surely trigger", () => {
  it.each<[string, object]>([
    ["an event that says something else", { trigger: "event", event_type: "doorbell", event_data: { button: "up" } }],
    ["an event whose number is a text", { trigger: "event", event_type: "doorbell", event_data: { times: "2" } }],
    ["an event that a template names", { trigger: "event", event_type: "{{ x }}" }],
    ["an event of somebody", { trigger: "event", event_type: "doorbell", context: { user_id: "u" } }],
    ["each change of a state", { trigger: "event", event_type: "state_changed" }],
    ["dawn", { trigger: "sun.dawn" }],
    ["the sun with an offset in a template", { trigger: "sun", event: "sunset", offset: "{{ x }}" }],
    ["a zone that was never entered", { trigger: "zone", entity_id: "person.anna", zone: "zone.work", event: "enter" }],
    [
      "staying in a zone",
      {
        trigger: "zone.entered",
        target: { entity_id: "person.anna" },
        options: { zone: "zone.town", for: "01:00:00" },
      },
    ],
    ["a device whose entity is gone", device("light", "turned_on", id("ff"))],
    [
      "a button of a device",
      { trigger: "device", device_id: "d", domain: "zha", type: "remote_button_short_press", subtype: "on" },
    ],
    ["a type that is not its domain's", device("light", "opened", id("ab"))],
    [
      "an attribute of another kind",
      { trigger: "state", entity_id: "climate.room", attribute: "current_temperature", to: "21" },
    ],
    [
      "an attribute for a time",
      { trigger: "state", entity_id: "climate.room", attribute: "preset_mode", to: "comfort", for: 60 },
    ],
    [
      "another template",
      { trigger: "template", value_template: "{{ is_state('switch.pump', 'on') and now().hour > 7 }}" },
    ],
    ["a number that is cut", { trigger: "template", value_template: "{{ states('sensor.level') | int < 25 }}" }],
    ["a time in a template", { trigger: "time", at: "{{ x }}" }],
    ["a time that a sensor no longer told", { trigger: "time", at: { entity_id: "sensor.alarm", offset: "20:00:00" } }],
    ["a time of no clock", { trigger: "time", at: "25:00" }],
    ["a light of another area", { trigger: "light.turned_on", target: { area_id: "attic" } }],
    [
      "a battery of which nobody knows since when it is there",
      { trigger: "battery.became_low", target: { area_id: "hall" } },
    ],
    ["the last of several", { trigger: "light.turned_on", target: { area_id: "hall" }, options: { behavior: "all" } }],
    ["a group, which is its members", { trigger: "light.turned_on", target: { entity_id: "light.group" } }],
    ["a garage as a door", { trigger: "door.opened", target: { entity_id: "binary_sensor.garage" } }],
    [
      "what is left out of a target",
      { trigger: "light.turned_on", target: { area_id: "hall", exclude: { entity_id: "light.hall" } } },
    ],
    [
      "a temperature in another unit",
      {
        trigger: "temperature.crossed_threshold",
        target: { entity_id: "sensor.warm" },
        options: { threshold: { type: "above", value: { number: 20, unit_of_measurement: "°C" } } },
      },
    ],
    [
      "a limit that an entity tells",
      {
        trigger: "battery.level_crossed_threshold",
        target: { entity_id: "sensor.level" },
        options: { threshold: { type: "below", value: { entity: "input_number.x" } } },
      },
    ],
    ["a calendar, which is read ahead", { trigger: "calendar", entity_id: "calendar.waste", event: "start" }],
    ["a message", { trigger: "mqtt", topic: "x" }],
    ["a call from outside", { trigger: "webhook", webhook_id: "x" }],
    ["what somebody says", { trigger: "conversation", command: "x" }],
    ["a notification", { trigger: "persistent_notification" }],
    ["the start of Home Assistant", { trigger: "homeassistant", event: "start" }],
    ["what nobody knows", { trigger: "constructor" }],
  ])("is not claimed of %s", (_, trigger) => {
    expect(hoursOf(trigger)).toEqual([]);
    const others = reactsTo({ triggers: [trigger] }, { things, members });
    expect(others.triggers.length === 0 ? others.unproven : []).toHaveLength(others.triggers.length === 0 ? 1 : 0);
  });
});
