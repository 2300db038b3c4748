import { areaOf, type Registries } from "./registries.ts";

/** Device classes worth a chart, in the order in which they stand on the dashboard. */
const MEASURED = [
  "temperature",
  "humidity",
  "power",
  "energy",
  "carbon_dioxide",
  "pm25",
  "illuminance",
  "pressure",
  "moisture",
  "wind_speed",
  "precipitation",
  "voltage",
  "current",
  "water",
  "gas",
] as const;
export type Measured = (typeof MEASURED)[number];
/** Lines in one chart that an eye can still follow. */
const TOGETHER = 6;

export type Charted = { kind: Measured; entities: string[] };

/** What a home measures, by device class, a few sensors at a time; of one area where it is given. */
export function measuredIn(home: Registries, area?: string): Charted[] {
  const sensors = Object.keys(home.states).filter((id) => isMeasuring(home, id) && isIn(home, id, area));
  return MEASURED.flatMap((kind) => {
    const alike = sensors
      .filter((id) => home.states[id]?.attributes.device_class === kind)
      .toSorted((one, other) => named(home, one).localeCompare(named(home, other)));
    return inParts(alike).map((entities) => ({ kind, entities }));
  });
}

function isMeasuring({ states, entities }: Registries, id: string): boolean {
  const entity = entities[id];
  const isForPeople = !entity || (!entity.hidden && !entity.entity_category && entity.platform !== "homeops");
  return id.startsWith("sensor.") && isForPeople && states[id]?.attributes.state_class !== undefined;
}

const isIn = (home: Registries, id: string, area: string | undefined): boolean =>
  area === undefined || areaOf(home, id) === area;

const named = ({ states }: Registries, id: string): string => states[id]?.attributes.friendly_name ?? id;

/** As even as it goes: seven are four and three, not six and one. */
function inParts(ids: string[]): string[][] {
  const parts = Math.ceil(ids.length / TOGETHER);
  const size = Math.ceil(ids.length / parts);
  return Array.from({ length: parts }, (_, part) => ids.slice(part * size, (part + 1) * size));
}
