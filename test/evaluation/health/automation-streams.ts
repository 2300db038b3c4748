import type { Surroundings } from "./climate.ts";
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

type Clocked = { from: number; until: number; surroundings: Pick<Surroundings, "instant" | "local"> };

/** When it runs by the clock between two instants. */
export function* clockRuns({ hours }: MadeAutomation, { from, until, surroundings }: Clocked): Generator<number> {
  for (const hour of hours)
    for (let day = Math.floor(surroundings.local(from) / DAY) * DAY; day <= surroundings.local(until); day += DAY) {
      const at = surroundings.instant(day + hour * HOUR);
      if (at > from && at <= until) yield at;
    }
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

const FIGHTS_EVERY = 8 * HOUR;
const FIGHT_TURNS = 8;
const TURN_SECONDS = 20;

export interface Blow {
  readonly at: number;
  readonly automation: string;
  readonly entity: string;
  readonly state: string;
  readonly context: { readonly id: string; readonly parent_id: string };
}

/** Runs of automations that set the same thing against each other, each by the context of the one before; some each day. */
export function* blows({ troubles }: MadeHome, from: number, until: number): Generator<Blow> {
  for (const { effect, ...its } of troubles) {
    if (effect.what !== "fights") continue;
    for (let begins = its.from; begins < Math.min(its.to, until); begins += FIGHTS_EVERY)
      for (let turn = 0; turn < FIGHT_TURNS; turn++) {
        const at = begins + turn * TURN_SECONDS;
        if (at <= from || at > until) continue;
        const name = (place: number) => `fight-${effect.entity}-${Math.round(begins)}-${place}`;
        const [automation, state] = turn % 2 ? [effect.automations[1], "off"] : [effect.automations[0], "on"];
        yield { at, automation, state, entity: effect.entity, context: { id: name(turn), parent_id: name(turn - 1) } };
      }
  }
}
