import { type Pace, rooms, type Thing, things } from "./house.ts";

const SOME = "{{ (20 + (range(0, 400) | random) / 100) | round(2) }}";

/** The house as template entities of a real Home Assistant; rooms speak one after the other, so that it is a few events each second. */
export function liveHouse(): Record<string, unknown> {
  const blocks = rooms.flatMap((room, i) => {
    const [minute, hourly] = (["minute", "hourly"] as const).map((pace) => ofRoom(room, pace));
    return [
      { triggers: [{ trigger: "time_pattern", seconds: String(((i * 60) / rooms.length) | 0) }], sensor: minute },
      { triggers: [{ trigger: "time_pattern", minutes: `/${20 + (i % 7)}` }, START], sensor: hourly },
    ];
  });
  const quiet = things.filter(({ pace }) => pace === "never" || pace === "people");
  return { template: [...blocks, ...quiet.map((thing) => ({ [thing.domain]: [asIs(thing)] }))] };
}

const START = { trigger: "homeassistant", event: "start" };

const ofRoom = (room: string, wanted: Pace) =>
  things
    .filter((thing) => thing.room === room && thing.pace === wanted)
    .map((thing) => ({ ...named(thing), state: SOME }));

function asIs(thing: Thing): object {
  if (thing.domain === "sensor") return { ...named(thing), state: "{{ 87 }}" };
  if (thing.domain === "binary_sensor") return { ...named(thing), state: "{{ false }}" };
  return { ...named(thing), state: "{{ false }}", turn_on: [], turn_off: [] };
}

const named = ({ name, entityId, deviceClass, unit }: Thing) => ({
  name,
  unique_id: entityId,
  ...(deviceClass && { device_class: deviceClass }),
  ...(unit && {
    unit_of_measurement: unit,
    state_class: deviceClass === "energy" ? "total_increasing" : "measurement",
  }),
});
