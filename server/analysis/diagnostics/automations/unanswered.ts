import { pastOf } from "../house/triggering.ts";
import type { HouseNow, Thing } from "../house-now.ts";
import type { Configuration } from "../references/configurations.ts";
import { occurrences } from "./occurred.ts";
import { reactsTo } from "./triggers/reacts-to.ts";

/** A run of the last may still have been under way, and what came meanwhile was passed over. */
const RUNS_SECONDS = 6 * 3_600;
const SETTLES_SECONDS = 300;
const LEAST = 3;

export interface Unanswered {
  readonly thing: Thing;
  /** When its triggers occurred, and it did nothing; seconds since the epoch. */
  readonly times: readonly number[];
  /** Undefined: never, as far as Home Assistant knows. */
  readonly lastRun: number | undefined;
  /** Since when it is set up as it is now: what is changed or loaded anew is on anew. */
  readonly setUpAt: number;
}

export const silenceHolds: readonly string[] = [
  "unless it is on and idle, and its triggers occurred at least three times since it last ran or was set up, as far as what is remembered proves that: states and attributes, limits crossed, the clock and times that entities tell, sunrise and sunset, zones, events and tags, devices by their entities, templates that ask for one state or number, and triggers named for their purpose",
  "for six hours after a run, which may still have been under way",
  "where it has conditions and Home Assistant keeps no traces of it: those tell of conditions that did not hold",
  "triggers of which nothing proves that they occurred: other templates, calendars, messages (MQTT, webhooks, conversation, notifications), buttons that an integration invents for its own devices, and starts of Home Assistant; automations that have no other are named where a look is told",
  "what belongs to an area, floor, label or device of a target, before it is known to belong there",
];

/**
 * Automations that are on, whose triggers occurred, and that neither ran nor left a trace. Conditions that do not hold leave a
 * trace too; where there are none to be had, those that have conditions are not judged.
 */
export function unansweredIn(house: HouseNow): Unanswered[] {
  return house.configurations.flatMap((it) => unansweredBy(it, house) ?? []);
}

function unansweredBy({ kind, entity_id, body }: Configuration, house: HouseNow): Unanswered | undefined {
  const thing = house.things.get(entity_id ?? "");
  const life = house.automations;
  if (kind !== "automation" || !life || thing?.state !== "on" || isBusy(thing)) return undefined;
  const configuredAt = life.configuredAt.get(thing.entity_id) ?? 0;
  const known = { things: house.things, members: life.members ?? [] };
  const { triggers, hasConditions, isTraced } = reactsTo(body, known);
  if (triggers.length === 0) return undefined;
  const judged = hasConditions ? tracedBy(thing, isTraced ? life.traced : undefined) : ALWAYS;
  const lastRun = secondsOf(thing.attributes.last_triggered);
  const setUpAt = Math.max(house.startedAt, thing.since ?? house.now, configuredAt) + SETTLES_SECONDS;
  const reacted = Math.max(lastRun ?? 0, ...reactionsOf(thing, life.reactedAt));
  const span = {
    after: Math.max(setUpAt, reacted + RUNS_SECONDS, judged.from),
    now: Math.min((life.readAt ?? house.now) - SETTLES_SECONDS, judged.until),
  };
  const past = {
    of: (id: string, attribute?: string) => life.transitions.get(pastOf(id, attribute)) ?? [],
    fired: (type: string) => life.fired?.get(type) ?? [],
    timeZone: life.timeZone ?? "UTC",
  };
  const times = occurrences(triggers, past, span);
  return times.length < LEAST ? undefined : { thing, times, lastRun, setUpAt: setUpAt - SETTLES_SECONDS };
}

const ALWAYS = { from: 0, until: Number.POSITIVE_INFINITY };
const NEVER = { from: Number.POSITIVE_INFINITY, until: 0 };

/** When it would have left a trace: Home Assistant keeps none of what has no id. */
const tracedBy = ({ attributes }: Thing, traced: typeof ALWAYS | undefined): typeof ALWAYS =>
  typeof attributes.id === "string" ? (traced ?? NEVER) : NEVER;

const reactionsOf = ({ entity_id, attributes }: Thing, reactedAt: ReadonlyMap<string, number>): number[] =>
  [entity_id, String(attributes.id)].map((id) => reactedAt.get(id) ?? 0);

const isBusy = ({ attributes }: Thing): boolean => Number(attributes.current ?? 0) > 0;

function secondsOf(at: unknown): number | undefined {
  const ms = typeof at === "string" ? Date.parse(at) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / 1000;
}
