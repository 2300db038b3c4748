/** A house of 22 rooms with 55 entities each, as its owner would name them. */
const ROOMS = [
  ["Kitchen", "Living room", "Dining room", "Hall", "Study", "Bathroom", "Shower room", "Pantry", "Laundry room"],
  ["Main bedroom", "Guest room", "Nursery", "Landing", "Attic", "Cellar", "Workshop", "Garage", "Porch"],
  ["Garden shed", "Greenhouse", "Sauna", "Boiler room"],
].flat();
const PLUGS = ["Lamp plug", "Wall plug", "Corner plug", "Desk plug", "Shelf plug", "Floor plug"];
const LINKS = ["Motion", "Door", "Window", "Thermostat", "Switch", "Button", "Blind", "Leak sensor"];
const BATTERIES = ["Motion", "Door", "Window", "Thermostat", "Button", "Leak sensor"];

/** How often a thing speaks: each minute, a few times an hour, when somebody comes by, or never by itself. */
export type Pace = "minute" | "hourly" | "people" | "never";

export interface Thing {
  readonly domain: "sensor" | "binary_sensor" | "switch" | "light";
  readonly room: string;
  readonly name: string;
  readonly entityId: string;
  readonly deviceClass?: string;
  readonly unit?: string;
  readonly pace: Pace;
}

const sensor = (name: string, deviceClass: string, unit: string, pace: Pace) =>
  ({ domain: "sensor", name, deviceClass, unit, pace }) as const;
const contact = (name: string, deviceClass: string, pace: Pace) =>
  ({ domain: "binary_sensor", name, deviceClass, pace }) as const;

const inARoom = [
  sensor("temperature", "temperature", "°C", "minute"),
  sensor("humidity", "humidity", "%", "hourly"),
  sensor("brightness", "illuminance", "lx", "hourly"),
  sensor("carbon dioxide", "carbon_dioxide", "ppm", "hourly"),
  ...PLUGS.flatMap((plug) => [
    sensor(`${plug} power`, "power", "W", "minute"),
    sensor(`${plug} energy`, "energy", "kWh", "hourly"),
    sensor(`${plug} voltage`, "voltage", "V", "hourly"),
    sensor(`${plug} current`, "current", "A", "hourly"),
    { domain: "switch", name: plug, pace: "never" } as const,
  ]),
  ...LINKS.map((name) => sensor(`${name} signal`, "signal_strength", "dBm", "hourly")),
  ...BATTERIES.map((name) => sensor(`${name} battery`, "battery", "%", "never")),
  contact("motion", "motion", "people"),
  contact("door", "door", "people"),
  contact("window", "window", "people"),
  contact("leak", "moisture", "never"),
  contact("smoke", "smoke", "never"),
  { domain: "light", name: "ceiling light", pace: "people" } as const,
  { domain: "light", name: "reading light", pace: "people" } as const,
];

export const rooms: readonly string[] = ROOMS;

export const things: readonly Thing[] = ROOMS.flatMap((room) =>
  inARoom.map((thing) => {
    const name = `${room} ${thing.name}`;
    return { ...thing, room, name, entityId: `${thing.domain}.${name.toLowerCase().replaceAll(" ", "_")}` };
  }),
);
