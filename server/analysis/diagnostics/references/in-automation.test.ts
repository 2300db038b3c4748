import { describe, expect, it } from "vitest";
import { refersToNothing } from "../checks/refers-to-nothing.ts";
import { ago, house } from "../testing.ts";
import { built, HALL, LOST, missing, namedInAutomation } from "./references-testing.ts";

describe("an automation that names what is not there", () => {
  it.each<[object, string]>([
    [{ triggers: [{ entity_id: ["light.hall", "light.gone"] }] }, "entity light.gone"],
    [{ trigger: [{ platform: "state", entity_id: "light.hall, light.gone" }] }, "entity light.gone"],
    [
      { triggers: [{ trigger: "numeric_state", entity_id: "sensor.new", above: "input_number.limit" }] },
      "entity input_number.limit",
    ],
    [{ triggers: [{ trigger: "time", at: "input_datetime.wake" }] }, "entity input_datetime.wake"],
    [{ triggers: [{ trigger: "time", at: { entity_id: "sensor.alarm", offset: "-1:00" } }] }, "entity sensor.alarm"],
    [
      { triggers: [{ trigger: "zone", entity_id: "person.gone", zone: "zone.home" }] },
      "entity person.gone,entity zone.home",
    ],
    [{ conditions: [{ or: [{ condition: "state", entity_id: "lock.gone" }] }] }, "entity lock.gone"],
    [{ actions: [{ target: { entity_id: "light.gone" }, action: "light.turn_on" }] }, "entity light.gone"],
    [{ actions: [{ action: "light.turn_on", data: { entity_id: "light.gone" } }] }, "entity light.gone"],
    [{ actions: [{ service: "homeassistant.turn_on", data: { entity_id: "lock.gone" } }] }, "entity lock.gone"],
    [
      { actions: [{ choose: [{ sequence: [{ repeat: { sequence: [{ target: { entity_id: "fan.gone" } }] } }] }] }] },
      "entity fan.gone",
    ],
    [{ actions: [{ wait_for_trigger: [{ entity_id: "fan.gone" }] }] }, "entity fan.gone"],
    [{ entities: { "light.gone": { state: "on" }, "light.hall": "off" } }, "entity light.gone"],
    [{ actions: [{ action: "light.turn_on", target: { device_id: [HALL, LOST] } }] }, `device ${LOST}`],
    [{ triggers: [{ trigger: "device", device_id: LOST, type: "turned_on" }] }, `device ${LOST}`],
    [{ actions: [{ action: "light.turn_on", target: { area_id: "attic" } }] }, "area attic"],
    [{ actions: [{ target: { floor_id: ["ground", "cellar"] } }] }, "floor cellar"],
    [{ actions: [{ target: { label_id: "gone" } }] }, "label gone"],
    [{ actions: [{ action: "notify.mobile_app_old" }] }, "action notify.mobile_app_old"],
    [{ actions: [{ action: "notify.old_bot" }] }, ""], // an integration that failed may have made it
    [{ actions: [{ action: "shell_command.gone" }] }, "action shell_command.gone"],
    [{ sequence: [{ service: "script.gone" }] }, "action script.gone"],
    [{ actions: [{ action: "light.turn_onn" }] }, "action light.turn_onn"],
    [{ triggers: [{ entity_id: "sensor.old" }] }, "entity sensor.old"],
    [{ triggers: [{ entity_id: "sensor.forgotten" }] }, "entity sensor.forgotten"],
    [{ actions: [{ continue_on_error: true, target: { entity_id: "sensor.old" } }] }, "entity sensor.old"],
  ])("%j", (configuration, expected) => {
    expect(namedInAutomation(configuration).join()).toBe(expected);
  });

  it.each<[string, object]>([
    ["an id in a message", { actions: [{ data: { message: "light.gone is gone" } }] }],
    ["variables", { variables: { entity_id: "light.gone" }, actions: [{ variables: { entity_id: "light.gone" } }] }],
    ["data of events", { actions: [{ event: "x", event_data: { entity_id: "light.gone" } }] }],
    [
      "data of an action that is not the entity's",
      { actions: [{ action: "mqtt.publish", data: { entity_id: "light.gone" } }] },
    ],
    [
      "another house",
      { actions: [{ action: "rest_command.elsewhere", data: { entity_id: "light.gone" }, enabled: false }] },
    ],
    ["a registry id", { triggers: [{ trigger: "device", device_id: HALL, entity_id: LOST }] }],
    ["a disabled step", { actions: [{ enabled: false, target: { entity_id: "light.gone" } }] }],
    [
      "a step within a disabled one",
      { actions: [{ enabled: false, parallel: [{ action: "x.y", target: { area_id: "gone" } }] }] },
    ],
    ["a step that a template switches", { actions: [{ enabled: "{{ x }}", target: { entity_id: "light.gone" } }] }],
    [
      "a step that may fail",
      { actions: [{ continue_on_error: true, action: "x.y", target: { entity_id: "light.gone" } }] },
    ],
    ["a disabled trigger", { triggers: [{ enabled: false, entity_id: "light.gone" }] }],
    ["a template for an id", { actions: [{ target: { entity_id: "{{ states.light.hall.entity_id }}" } }] }],
    [
      "scenes and groups made on the fly",
      { actions: [{ target: { entity_id: ["scene.before", "group.all_lights"] } }] },
    ],
    ["words", { actions: [{ target: { entity_id: "all", area_id: "none", label_id: "all" } }] }],
    ["a file", { actions: [{ action: "light.turn_on", data: { entity_id: "light.turn_on.yaml", file: "www.jpg" } }] }],
    ["a number", { triggers: [{ entity_id: "sensor.new", above: "0.5", below: 3.2 }] }],
    ["a time", { triggers: [{ at: "07:00:00" }], conditions: [{ after: "sunrise", before: "22.30" }] }],
    ["another program's domain", { triggers: [{ entity_id: "custom.thing" }] }],
    ["a notification that is no entity", { actions: [{ target: { entity_id: "notify.mobile_app_anna" } }] }],
    ["a phone's action", { actions: [{ action: "notify.mobile_app_anna" }] }],
    ["an action put together", { actions: [{ action: "notify.{{ who }}" }] }],
    ["actions of devices that may be off", { actions: [{ action: "esphome.door_open" }, { action: "pyscript.x" }] }],
    ["an action of an integration that failed", { actions: [{ action: "hue.activate_scene" }] }],
    ["an action of an integration that is disabled", { actions: [{ action: "pulse_meter.reset" }] }],
    ["a script that is broken", { sequence: [{ action: "script.here" }] }],
    ["an entity of an integration that failed", { triggers: [{ entity_id: "sensor.hue_bridge_lights" }] }],
    ["what was there yesterday and nobody registered", { triggers: [{ entity_id: "sensor.flaky" }] }],
    ["an entity that is disabled", { triggers: [{ entity_id: "sensor.outside" }] }],
    [
      "what a blueprint has where nothing was chosen",
      { triggers: [{ entity_id: ["light.none", "sensor.dummy_sensor"] }] },
    ],
    [
      "fields of a script",
      { fields: { entity_id: { default: "light.gone" }, target: { default: { entity_id: "light.gone" } } } },
    ],
    ["inputs of a blueprint", { use_blueprint: { path: "a.yaml", input: { entity_id: "light.gone" } } }],
    ["an id by name", { actions: [{ target: { area_id: "kitchen" } }] }],
    [
      "what a template asks for first",
      {
        conditions: ["{{ has_value('light.gone') }}"],
        actions: [{ target: { entity_id: "light.gone" } }],
      },
    ],
    ["metadata", { metadata: { entity_id: "light.gone" }, actions: [{ metadata: { target: { area_id: "gone" } } }] }],
    ["what it repeats for", { actions: [{ repeat: { for_each: [{ entity_id: "light.gone" }], sequence: [] } }] }],
    [
      "buttons of a notification",
      { actions: [{ action: "notify.mobile_app_anna", data: { data: { actions: [{ action: "alarm.snooze" }] } } }] },
    ],
    ["nothing", {}],
  ])("is silent of %s", (_, configuration) => {
    expect(namedInAutomation(configuration)).toEqual([]);
  });

  it("is silent while Home Assistant is not whole, or the automation itself is not", () => {
    const at = (change: (it: ReturnType<typeof built>) => unknown) => {
      const it = built().configured("automation.a", { triggers: [{ entity_id: "light.gone" }] });
      change(it);
      return missing(it);
    };
    expect(at(() => {})).toEqual(["entity light.gone"]);
    expect(at((it) => it.integration("zha", { state: "setup_in_progress" }))).toEqual([]);
    expect(at((it) => it.with("automation.a", { state: "unavailable" }))).toEqual([]);
    const { startedAt: _, ...now } = built()
      .configured("automation.a", { triggers: [{ entity_id: "light.gone" }] })
      .now();
    expect(refersToNothing.look({ ...now, startedAt: ago(0.4) })).toEqual([]);
  });

  it("says nothing of kinds that were never read", () => {
    const bare = house()
      .with("automation.a")
      .configured("automation.a", {
        actions: [{ action: "gone.gone", target: { area_id: "gone", device_id: LOST } }],
      });
    expect(missing(bare)).toEqual([]);
  });

  it("knows what it was renamed to, and is milder where the automation is off", () => {
    const it = built()
      .with("automation.off", { state: "off" })
      .configured("automation.off", { triggers: [{ entity_id: "sensor.old" }] });
    expect(refersToNothing.look(it.now())).toMatchObject([
      {
        subject: { kind: "automation", id: "automation.off" },
        severity: "info",
        evidence: { missing: [{ id: "sensor.old", path: "triggers[0].entity_id", now: "sensor.new" }], more: 0 },
      },
    ]);
  });
});
