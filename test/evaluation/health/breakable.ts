import type { Chance } from "../anomalies/chance.ts";
import { triggerOf } from "./automation-streams.ts";
import type { Furniture } from "./furnish.ts";
import { DAY, type MadeAutomation, type MadeDevice, MINUTE } from "./made-home.ts";
import type { Effect, FaultKind, Trouble } from "./trouble.ts";

export type Span = { from: number; to: number };
/** So long a home is as it should be, so that there is something to know it by. */
const LEARNS_DAYS = 14;

/** A home of which one thing after the other is broken. */
export interface Breakable {
  readonly chance: Chance;
  readonly span: Span;
  readonly furniture: Furniture;
  devices: readonly MadeDevice[];
  readonly free: Map<string, MadeDevice>; // by device id
  readonly troubles: Trouble[];
  sometime(least?: number): number;
  add(kind: FaultKind, its: Span & { subjects: readonly string[] }, effect: Effect): void;
  /** One that nothing else happens to; it is taken. */
  take(fits: (device: MadeDevice) => boolean): MadeDevice | undefined;
}

/** As it is before anything is. */
export function breakable(chance: Chance, furniture: Furniture, span: Span): Breakable {
  const free = new Map(furniture.devices.map((device) => [device.id, device]));
  const learned = Math.min(LEARNS_DAYS * DAY, (span.to - span.from) / 2);
  const troubles: Trouble[] = [];
  return {
    ...{ chance, span, furniture, devices: furniture.devices, free, troubles },
    sometime: (least = 4 * DAY) => chance.between(span.from + learned, span.to - least),
    add: (kind, its, effect) => void troubles.push({ kind, ...its, effect }),
    take(fits) {
      const some = [...free.values()].filter(fits);
      const one = some[Math.floor(chance.next() * some.length)];
      if (one) free.delete(one.id);
      return one;
    },
  };
}

export const subjectsOf = (device: MadeDevice) => [device.id, ...device.entities.map(({ entityId }) => entityId)];
export const isUsual = ({ model }: MadeDevice) => !PEOPLES.has(model);
export const dies = (device: MadeDevice): Effect => ({ what: "out", devices: [device.id], after: device.givenUpAfter });

/** Started by the clock or by what people do: what is never started cannot be seen to have stopped. */
export function isLively({ furniture }: Breakable, automation: MadeAutomation): boolean {
  const trigger = triggerOf(automation);
  const cause = furniture.devices.flatMap(({ entities }) => entities).find(({ entityId }) => entityId === trigger);
  return automation.hours.length > 0 || (cause?.reports.kind === "people" && cause.reports.aDay >= 2);
}

const PEOPLES = new Set(["phone", "guest", "car", "player", "printer", "vacuum", "inverter", "hub", "bulb", "host"]);

/** Out of reach for minutes, about so many times a day. */
export function flaps(chance: Chance, { from, to }: Span, aDay: number): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const back = at + chance.between(1, 20) * MINUTE;
    spans.push({ from: at, to: back });
    at = back - Math.log(1 - chance.next()) * (DAY / aDay);
  }
  return spans;
}
