import { DAY, HOUR, type MadeAutomation, type MadeEntity, type MadeHome } from "./made-home.ts";

/** An automation as an entity; what it reacts to, and when, is told by clockRuns() and triggerOf(). */
export function automationEntity({ entityId, name, id }: MadeAutomation): MadeEntity {
  return {
    ...{ entityId, name, deviceId: undefined, entryId: undefined, platform: "automation" },
    attributes: { friendly_name: name, id, mode: "single", current: 0 },
    reports: { kind: "never" },
    value: { kind: "still", state: "on" },
  };
}

/** When it runs by the clock between two instants. */
export function* clockRuns({ hours }: MadeAutomation, from: number, to: number): Generator<number> {
  for (const hour of hours)
    for (let at = Math.floor(from / DAY) * DAY + hour * HOUR; at <= to; at += DAY) if (at > from) yield at;
}

/** The entity that starts it by becoming "on"; undefined: the clock does. */
export function triggerOf({ config }: MadeAutomation): string | undefined {
  return /"trigger":"state","entity_id":\["([^"]+)"/.exec(JSON.stringify(config))?.[1];
}

/** What keeps it from running at an instant, and since when; undefined: nothing. */
export function automationAt({ troubles }: MadeHome, entityId: string, at: number) {
  for (const { from, to, effect } of troubles)
    if (effect.what === "automation" && effect.automation === entityId && at >= from && at < to)
      return { how: effect.how, from };
  return undefined;
}
