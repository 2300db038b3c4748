import { DAY, HOUR, type MadeHome, MINUTE } from "../health/made-home.ts";
import type { Trouble } from "../health/trouble.ts";
import { atHour, battery, device, type Place, power, signal, still, switching, temperature } from "./furniture.ts";
import { troublesOf } from "./troubles-of.ts";

/** A Wednesday at eight in the evening. */
const NOW = Date.parse("2026-10-21T20:00:00Z") / 1000;
const FROM = Date.parse("2026-09-09T00:00:00Z") / 1000;
const LATER = NOW + DAY;

const zigbee = (area: string): Place => ({ area, entry: "zigbee", platform: "zha", givenUpAfter: 6 * HOUR });
const plugged = (area: string): Place => ({ area, entry: "wifi", platform: "shelly", givenUpAfter: MINUTE });
const silent = (area: string): Place => ({ area, entry: "radio", platform: "mqtt", givenUpAfter: undefined });
const cell = (its: Parameters<typeof battery>[2]) => battery(NOW, "Batterie", its);

const devices = [
  device("haustuerschloss", "Haustürschloss", zigbee("Flur"), [
    still("lock", "", "locked"),
    cell({ age: 90, left: 34, type: "AA", quantity: 4 }),
  ]),
  device("melder_flur", "Bewegungsmelder Flur", zigbee("Flur"), [
    switching("binary_sensor", "Bewegung", 30, "motion"),
    cell({ age: 100, left: 150, type: "CR2450", quantity: 1 }),
  ]),
  device("rauchmelder", "Rauchmelder Schlafzimmer", zigbee("Schlafzimmer"), [
    still("binary_sensor", "Rauch", "off", { device_class: "smoke" }),
    cell({ age: 300, left: 300, type: "AA", quantity: 3 }),
  ]),
  device("fenster_bad", "Fensterkontakt Bad", zigbee("Bad"), [
    switching("binary_sensor", "Fenster", 5, "window"),
    cell({ age: 380, left: -11, changed: 10, type: "CR2032", quantity: 1 }),
  ]),
  device("thermostat_kind", "Thermostat Kinderzimmer", zigbee("Kinderzimmer"), [
    still("climate", "", "heat"),
    temperature("Temperatur"),
    cell({ age: 210, left: 11, type: "AA", quantity: 2 }),
  ]),
  device("balkontuer", "Balkontür", zigbee("Wohnzimmer"), [
    switching("binary_sensor", "Tür", 6, "door"),
    cell({ age: 120, left: 240, type: "AAA", quantity: 2 }),
    signal("Signal"),
  ]),
  device("wassermelder", "Wassermelder Keller", zigbee("Keller"), [
    still("binary_sensor", "Wasser", "off", { device_class: "moisture" }),
    temperature("Temperatur", 13),
    signal("Signal"),
  ]),
  device("thermometer_garage", "Thermometer Garage", silent("Garage"), [
    temperature("Temperatur", 11),
    cell({ age: 40, left: 600 }),
  ]),
  device("thermometer_dach", "Thermometer Dachboden", silent("Dachboden"), [
    temperature("Temperatur", 15),
    cell({ age: 40, left: 800, type: "CR2032", quantity: 1 }),
  ]),
  device("steckdose_kueche", "Steckdose Küche", plugged("Küche"), [switching("switch", "", 2), power("Leistung")]),
  device("steckdose_buero", "Steckdose Büro", plugged("Büro"), [
    switching("switch", "", 2),
    power("Leistung"),
    signal("Signal"),
  ]),
  device("trockner", "Trockner", plugged("Keller"), [power("Leistung")]),
  device("heizung", "Heizung", plugged("Keller"), [still("water_heater", "", "eco"), temperature("Vorlauf", 45)]),
  device("drucker", "Drucker", plugged("Büro"), [still("sensor", "Status", "idle")]),
  device("stehlampe", "Stehlampe", plugged("Wohnzimmer"), [switching("light", "", 5)]),
  device("deckenlampe", "Deckenlampe Flur", plugged("Flur"), [
    switching("light", "", 4),
    still("update", "Firmware", "on", { installed_version: "2.0.1", latest_version: "2.1.0" }),
  ]),
  device("fernseher", "Fernseher", plugged("Wohnzimmer"), [switching("media_player", "", 3)]),
  device("solar", "Solaranlage", { ...plugged("Dachboden"), entry: "cloud", platform: "solaredge" }, [
    power("Leistung"),
  ]),
  device("host", "System Monitor", { ...plugged("Büro"), entry: "host", platform: "systemmonitor" }, [
    {
      ...temperature("Festplatte /"),
      id: "disk_usage",
      attributes: { unit_of_measurement: "%", state_class: "measurement" },
      value: { kind: "measured", mean: 63, swing: 0.1, noise: 0.2 },
    },
  ]),
].map((one) =>
  one.id === "host"
    ? { ...one, entities: one.entities.map((it) => ({ ...it, entityId: "sensor.system_monitor_disk_usage" })) }
    : one,
);

const automations = [
  atHour("licht_morgens", "Licht morgens", [6, "light.deckenlampe"]),
  atHour("licht_abends", "Licht abends", [19, "light.stehlampe"]),
  atHour("kaffee", "Kaffee", [7, "switch.steckdose_kueche"]),
  atHour("gartenpumpe", "Gartenpumpe", [5, "switch.steckdose_buero"]),
  atHour("urlaub", "Urlaubsmodus", [9, "light.stehlampe"]),
  atHour("heizen", "Heizen", [8, "switch.steckdose_buero"]),
  atHour("sparen", "Sparen", [10, "switch.steckdose_buero"]),
];

const { since, is, flapping } = troublesOf({ now: NOW, later: LATER, minutes: 6 });

const troubles: Trouble[] = [
  is("device dies", since(2), { what: "out", devices: ["wassermelder"], after: 6 * HOUR }),
  is("device dies", since(0.5), { what: "out", devices: ["drucker"], after: MINUTE }),
  is("device dies quietly", since(5), { what: "out", devices: ["thermometer_garage"], after: undefined }),
  is("device flaps", since(6), { what: "flaps", devices: ["stehlampe"], spans: flapping(since(6), 10) }),
  is("link fades", since(8), { what: "link", device: "balkontuer" }),
  is("integration down", since(1.5), { what: "entry", entry: "cloud", state: "setup_error", reason: "Invalid key" }),
  is("automation fails", since(7), { what: "automation", automation: "automation.kaffee", how: "fails" }),
  is("automation stops", since(10), { what: "automation", automation: "automation.licht_abends", how: "idle" }),
  is("automation cannot run", since(3), {
    what: "automation",
    automation: "automation.gartenpumpe",
    how: "unavailable",
  }),
  is("automation stops", FROM, { what: "automation", automation: "automation.urlaub", how: "idle" }),
  is("automations fight", since(3), {
    what: "fights",
    automations: ["automation.heizen", "automation.sparen"],
    entity: "switch.steckdose_buero",
  }),
  {
    ...is("disk fills", since(26), { what: "value", entity: "sensor.system_monitor_disk_usage", how: "fills", by: 24 }),
    to: NOW,
  },
];

/** A town house, in German. */
export const stadthaus: MadeHome = {
  ...{
    seed: 902,
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
    { id: "zigbee", domain: "zha", title: "Zigbee" },
    { id: "wifi", domain: "shelly", title: "Shelly" },
    { id: "radio", domain: "mqtt", title: "MQTT" },
    { id: "cloud", domain: "solaredge", title: "SolarEdge" },
    { id: "host", domain: "systemmonitor", title: "System Monitor" },
  ],
  floors: [
    { name: "Untergeschoss", level: -1, areas: ["Keller", "Garage"] },
    { name: "Erdgeschoss", level: 0, areas: ["Flur", "Küche", "Wohnzimmer", "Büro"] },
    { name: "Obergeschoss", level: 1, areas: ["Schlafzimmer", "Bad", "Kinderzimmer", "Dachboden"] },
  ],
};
