import { DAY, HOUR, type MadeHome, MINUTE } from "../health/made-home.ts";
import type { Trouble } from "../health/trouble.ts";
import { atHour, battery, device, type Place, power, signal, still, switching, temperature } from "./furniture.ts";
import { troublesOf } from "./troubles-of.ts";

/** A Friday at six in the evening. */
const NOW = Date.parse("2026-11-06T18:00:00Z") / 1000;
const FROM = Date.parse("2026-09-25T00:00:00Z") / 1000;
const LATER = NOW + DAY;

const zigbee = (area: string): Place => ({ area, entry: "zigbee", platform: "zha", givenUpAfter: 6 * HOUR });
const plugged = (area: string): Place => ({ area, entry: "wifi", platform: "shelly", givenUpAfter: MINUTE });
const silent = (area: string): Place => ({ area, entry: "radio", platform: "mqtt", givenUpAfter: undefined });
const cell = (its: Parameters<typeof battery>[2]) => battery(NOW, "battery", its);

const devices = [
  device("front_door_lock", "Front door lock", zigbee("Hall"), [
    still("lock", "", "locked"),
    cell({ age: 60, left: 21, type: "AA", quantity: 4 }),
  ]),
  device("hall_motion", "Hall motion sensor", zigbee("Hall"), [
    switching("binary_sensor", "motion", 30, "motion"),
    cell({ age: 160, left: 190, type: "CR2450", quantity: 1 }),
    signal("signal"),
  ]),
  device("kitchen_smoke", "Kitchen smoke detector", zigbee("Kitchen"), [
    still("binary_sensor", "smoke", "off", { device_class: "smoke" }),
    cell({ age: 400, left: -9, changed: 8, type: "CR123A", quantity: 1 }),
  ]),
  device("bedroom_window", "Bedroom window contact", zigbee("Bedroom"), [
    switching("binary_sensor", "window", 4, "window"),
    cell({ age: 300, left: 13, type: "AAA", quantity: 2 }),
  ]),
  device("fridge_door", "Fridge door contact", zigbee("Kitchen"), [
    switching("binary_sensor", "door", 14, "door"),
    cell({ age: 250, left: 260, type: "CR2032", quantity: 1 }),
  ]),
  device("bath_remote", "Bathroom remote", zigbee("Bathroom"), [
    still("event", "button", "unknown"),
    cell({ age: 60, left: 18, type: "AA", quantity: 2 }),
  ]),
  device("garage_sensor", "Garage sensor", zigbee("Garage"), [temperature("temperature", 12), signal("signal")]),
  device("cellar_thermometer", "Cellar thermometer", silent("Cellar"), [
    temperature("temperature", 14),
    cell({ age: 60, left: 500 }),
  ]),
  device("attic_thermometer", "Attic thermometer", silent("Attic"), [
    temperature("temperature", 16),
    cell({ age: 60, left: 700, type: "CR2032", quantity: 1 }),
  ]),
  device("kitchen_plug", "Kitchen plug", plugged("Kitchen"), [switching("switch", "", 2), power("power")]),
  device("office_plug", "Office plug", plugged("Office"), [switching("switch", "", 2), power("power")]),
  device("garden_plug", "Garden plug", plugged("Garden"), [
    switching("switch", "", 2),
    power("power"),
    signal("signal"),
  ]),
  device("washing_machine", "Washing machine", plugged("Cellar"), [power("power")]),
  device("boiler", "Boiler", plugged("Cellar"), [still("water_heater", "", "eco"), temperature("flow", 45)]),
  device("strip", "Kitchen light strip", plugged("Kitchen"), [
    switching("light", "", 5),
    still("update", "firmware", "on", { installed_version: "1.1.0", latest_version: "1.2.0" }),
  ]),
  device("hall_lamp", "Hall lamp", plugged("Hall"), [switching("light", "", 4)]),
  device("bedroom_lamp", "Bedroom lamp", plugged("Bedroom"), [switching("light", "", 4)]),
  device("weather_station", "Weather station", { ...plugged("Garden"), entry: "cloud", platform: "netatmo" }, [
    temperature("temperature", 9),
  ]),
  device("host", "System monitor", { ...plugged("Office"), entry: "host", platform: "systemmonitor" }, [
    {
      ...temperature("Disk usage /"),
      id: "disk_usage",
      attributes: { unit_of_measurement: "%", state_class: "measurement" },
      value: { kind: "measured", mean: 41, swing: 0.1, noise: 0.2 },
    },
  ]),
].map((one) =>
  one.id === "host"
    ? { ...one, entities: one.entities.map((it) => ({ ...it, entityId: "sensor.system_monitor_disk_usage" })) }
    : one,
);

const automations = [
  atHour("morning_light", "Morning light", [7, "light.hall_lamp"]),
  atHour("night_light", "Night light", [22, "light.bedroom_lamp"]),
  atHour("garden_watering", "Garden watering", [6, "switch.garden_plug"]),
  atHour("coffee", "Coffee at seven", [7, "switch.kitchen_plug"]),
  atHour("office_heat", "Office heat", [8, "switch.office_plug"]),
  atHour("guest_mode", "Guest mode", [10, "light.strip"]),
  atHour("eco_on", "Eco on", [11, "switch.office_plug"]),
  atHour("eco_off", "Eco off", [12, "switch.office_plug"]),
];

const { since, is, flapping } = troublesOf({ now: NOW, later: LATER, minutes: 7 });

const troubles: Trouble[] = [
  is("device dies", since(3), { what: "out", devices: ["garage_sensor"], after: 6 * HOUR }),
  is("device dies quietly", since(4), { what: "out", devices: ["cellar_thermometer"], after: undefined }),
  is("device flaps", since(5), { what: "flaps", devices: ["office_plug"], spans: flapping(since(5), 12) }),
  is("link fades", since(9), { what: "link", device: "garden_plug" }),
  is("integration down", since(2), {
    what: "entry",
    entry: "cloud",
    state: "setup_retry",
    reason: "Timeout while connecting",
  }),
  is("automation fails", since(9), { what: "automation", automation: "automation.coffee", how: "fails" }),
  is("automation stops", since(12), { what: "automation", automation: "automation.night_light", how: "idle" }),
  is("automation cannot run", since(6), {
    what: "automation",
    automation: "automation.office_heat",
    how: "unavailable",
  }),
  is("automation stops", FROM, { what: "automation", automation: "automation.guest_mode", how: "idle" }),
  is("automations fight", since(4), {
    what: "fights",
    automations: ["automation.eco_on", "automation.eco_off"],
    entity: "switch.office_plug",
  }),
  is("update makes it worse", since(4.5), { what: "updated", devices: ["strip"], spans: flapping(since(4.5), 10) }),
  {
    ...is("disk fills", since(24), { what: "value", entity: "sensor.system_monitor_disk_usage", how: "fills", by: 49 }),
    to: NOW + DAY,
  },
];

/** A house by a lake, in English. */
export const lakeHouse: MadeHome = {
  ...{
    seed: 901,
    from: FROM,
    to: NOW,
    hasFaults: true,
    climate: { timeZone: "UTC", mean: 10, spread: 1 },
    devices,
    automations,
    troubles,
    restarts: [],
    holiday: undefined,
  },
  entries: [
    { id: "zigbee", domain: "zha", title: "Zigbee Home Automation" },
    { id: "wifi", domain: "shelly", title: "Shelly" },
    { id: "radio", domain: "mqtt", title: "MQTT" },
    { id: "cloud", domain: "netatmo", title: "Netatmo" },
    { id: "host", domain: "systemmonitor", title: "System Monitor" },
  ],
  floors: [
    { name: "Basement", level: -1, areas: ["Cellar"] },
    { name: "Ground floor", level: 0, areas: ["Kitchen", "Hall", "Office", "Garage", "Garden"] },
    { name: "Upper floor", level: 1, areas: ["Bedroom", "Bathroom", "Attic"] },
  ],
};
