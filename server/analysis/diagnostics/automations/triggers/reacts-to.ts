import { isPlain } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import { type Known, nothingKnown } from "./known.ts";
import { ofDevices } from "./of-devices.ts";
import { ofEvents, ofTags } from "./of-events.ts";
import { ofPurposes } from "./of-purposes.ts";
import { ofStates } from "./of-states.ts";
import { ofTemplates } from "./of-templates.ts";
import { ofSun, ofTime, ofTimePattern } from "./of-time.ts";
import { ofZones } from "./of-zones.ts";
import { listOf } from "./written.ts";

/** Others of its triggers may be anything; `hasConditions`: what stands between a trigger and its run. */
export interface Reacts {
  readonly triggers: readonly Expected[];
  /** Kinds of those that are on and of which nothing could be proven. */
  readonly unproven: readonly string[];
  readonly hasConditions: boolean;
  /** Whether Home Assistant keeps its traces, by its own configuration. */
  readonly isTraced: boolean;
}

/** What an automation reacts to, as far as what is remembered would prove that it occurred. */
export function reactsTo(configuration: unknown, known: Known = nothingKnown): Reacts {
  const body = isPlain(configuration) ? configuration : {};
  const on = listOf(body.triggers ?? body.trigger)
    .filter(isPlain)
    .filter(({ enabled }) => enabled === undefined || enabled === true)
    .map((trigger) => ({ kind: kindOf(trigger), triggers: expectedOf(trigger, known) }));
  return {
    triggers: on.flatMap(({ triggers }) => triggers),
    unproven: [...new Set(on.flatMap(({ kind, triggers }) => (triggers.length > 0 ? [] : [kind])))],
    hasConditions: listOf(body.conditions ?? body.condition).length > 0,
    isTraced: body.trace === undefined,
  };
}

type Trigger = Record<string, unknown>;

const kindOf = ({ trigger, platform }: Trigger): string => {
  const kind = trigger ?? platform;
  return typeof kind === "string" ? kind : "";
};

/** By the name of the trigger; what is named here by no one is named for its purpose. */
const readers: Readonly<Record<string, (trigger: Trigger, known: Known) => Expected[]>> = {
  state: ofStates,
  numeric_state: ofStates,
  template: ofTemplates,
  time: ofTime,
  time_pattern: ofTimePattern,
  sun: ofSun,
  "sun.sunrise": ofSun,
  "sun.sunset": ofSun,
  zone: ofZones,
  "zone.entered": ofZones,
  "zone.left": ofZones,
  device: ofDevices,
  event: ofEvents,
  tag: ofTags,
};

function expectedOf(trigger: Trigger, known: Known): Expected[] {
  const kind = kindOf(trigger);
  const read = Object.hasOwn(readers, kind) ? readers[kind] : ofPurposes;
  return read?.(trigger, known) ?? [];
}
