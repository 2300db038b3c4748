import { fromMicroseconds } from "#server/instant.ts";
import { type Thing, things } from "./house.ts";

const SECOND = 1_000_000; // microseconds
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;
const EVERY = { minute: 1, hourly: 21, never: 1_440, people: 1_440 } as const; // minutes
/** The hours in which somebody goes through a room. */
const BUSY_HOURS = [6, 7, 8, 12, 13, 16, 17, 18, 19, 20, 21, 22, 23];
/** Late at night the kitchen door goes. */
const NIGHT = { hour: 1, minute: 37 };

const NIGHT_DOOR = "binary_sensor.kitchen_door";
const NIGHT_DOOR_SECONDS = 95;

type State = { entityId: string; state: string; attributes: string; at: string };

/** What the recorder of such a house has of `days` days before `until`, in the order of time. */
export function* recordedDays(until: number, days: number): Generator<State> {
  const first = Math.floor((until * 1_000) / DAY) * DAY - days * DAY;
  for (let minute = 0; first + minute * MINUTE < until * 1_000; minute++) {
    const at = first + minute * MINUTE;
    const due = things.filter((thing, i) => (minute + i) % EVERY[thing.pace] === 0);
    yield* due.map((thing, i) => stateOf(thing, at + i * 20_000, usual(thing, minute)));
    yield* passing(at, minute);
  }
}

/** When the kitchen door opened last before `until` (milliseconds). */
export function lastNightDoor(until: number): number {
  const midnight = Math.floor(until / 86_400_000) * 86_400_000;
  const tonight = midnight + (NIGHT.hour * 60 + NIGHT.minute) * 60_000;
  return tonight < until - 3_600_000 ? tonight : tonight - 86_400_000;
}

/** Somebody comes through one room a minute: motion, light, now and then a door. */
function* passing(at: number, minute: number): Generator<State> {
  const hour = Math.floor(minute / 60) % 24;
  if (hour === NIGHT.hour && minute % 60 === NIGHT.minute) yield* opened(NIGHT_DOOR, at, NIGHT_DOOR_SECONDS);
  if (!BUSY_HOURS.includes(hour) || minute % 3 > 0) return;
  const movers = things.filter(
    ({ pace, domain, entityId }) => pace === "people" && domain !== "light" && entityId !== NIGHT_DOOR,
  );
  const mover = movers[(minute * 7) % movers.length];
  if (mover) yield* opened(mover.entityId, at + 10 * SECOND, 40);
}

function* opened(entityId: string, at: number, seconds: number): Generator<State> {
  const thing = things.find((one) => one.entityId === entityId);
  if (!thing) return;
  yield stateOf(thing, at, "on");
  yield stateOf(thing, at + seconds * SECOND, "off");
}

function usual({ pace, domain }: Thing, minute: number): string {
  if (domain !== "sensor") return "off";
  if (pace === "never") return "87";
  return (20 + 4 * Math.sin(minute / 200) + (minute % 13) / 10).toFixed(2);
}

const stateOf = ({ entityId, name, deviceClass, unit }: Thing, at: number, state: string): State => ({
  entityId,
  state,
  at: fromMicroseconds(at),
  attributes: JSON.stringify({
    ...(deviceClass && { device_class: deviceClass }),
    ...(unit && { unit_of_measurement: unit, state_class: "measurement" }),
    friendly_name: name,
  }),
});
