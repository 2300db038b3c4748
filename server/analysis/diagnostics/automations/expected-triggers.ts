import { isEntityId, isPlain, textsIn } from "../references/reference.ts";

/** A trigger of which the memory can prove that it occurred. */
export type Expected =
  | { kind: "state"; entities: readonly string[]; from?: readonly string[]; to?: readonly string[]; forSeconds: number }
  | { kind: "number"; entities: readonly string[]; above?: number; below?: number; forSeconds: number }
  | { kind: "every"; seconds: number };

const DAY = 86_400;
const HOUR = 3_600;

/** Others of its triggers may be anything; `hasConditions`: what stands between a trigger and its run. */
export interface Reacts {
  readonly triggers: readonly Expected[];
  readonly hasConditions: boolean;
  /** Whether Home Assistant keeps its traces, by its own configuration. */
  readonly isTraced: boolean;
}

/** What an automation reacts to, as far as it is written out: no templates, attributes, or what it should not have been before. */
export function reactsTo(configuration: unknown): Reacts {
  const body = isPlain(configuration) ? configuration : {};
  const conditions = listOf(body.conditions ?? body.condition);
  return {
    triggers: listOf(body.triggers ?? body.trigger).flatMap(expectedOf),
    hasConditions: conditions.length > 0,
    isTraced: body.trace === undefined,
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function expectedOf(trigger: unknown): Expected[] {
  if (!isPlain(trigger) || (trigger.enabled !== undefined && trigger.enabled !== true)) return [];
  const kind = trigger.trigger ?? trigger.platform;
  if (kind === "time") return timed(trigger);
  if (kind === "time_pattern") return patterned(trigger);
  const forSeconds = trigger.for === undefined ? 0 : secondsIn(trigger.for);
  const entities = textsIn(trigger.entity_id);
  if (forSeconds === undefined || entities.length === 0 || !entities.every(isEntityId)) return [];
  if (trigger.attribute !== undefined || trigger.value_template !== undefined) return [];
  if (kind === "numeric_state") return crossing(trigger, entities, forSeconds);
  return kind === "state" ? becoming(trigger, entities, forSeconds) : [];
}

function becoming({ from, to, not_from, not_to }: Record<string, unknown>, entities: string[], forSeconds: number) {
  const [before, after] = [statesIn(from), statesIn(to)];
  if (not_from !== undefined || not_to !== undefined || before === null || after === null) return [];
  return [
    { kind: "state", entities, ...(before && { from: before }), ...(after && { to: after }), forSeconds } as const,
  ];
}

/** Undefined: any; null: something that is not written out. */
function statesIn(value: unknown): string[] | undefined | null {
  if (value === undefined || value === null) return undefined;
  const all = Array.isArray(value) ? value : [value];
  return all.every((one) => typeof one === "string") ? all : null;
}

function crossing({ above, below }: Record<string, unknown>, entities: string[], forSeconds: number): Expected[] {
  const [over, under] = [numberIn(above), numberIn(below)];
  if ((above !== undefined && over === undefined) || (below !== undefined && under === undefined)) return [];
  if (over === undefined && under === undefined) return [];
  const limits = { ...(over !== undefined && { above: over }), ...(under !== undefined && { below: under }) };
  return [{ kind: "number", entities, ...limits, forSeconds }];
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Each day at a time that is written out. */
function timed({ at, weekday }: Record<string, unknown>): Expected[] {
  const times = listOf(at);
  const isPlainTime = times.some((one) => typeof one === "string" && /^\d{1,2}:\d{2}(?::\d{2})?$/.test(one));
  return isPlainTime && weekday === undefined ? [{ kind: "every", seconds: DAY }] : [];
}

/** Without an hour it comes in each hour, with one each day at the latest. */
const patterned = ({ hours }: Record<string, unknown>): Expected[] => [
  { kind: "every", seconds: hours === undefined ? HOUR : DAY },
];

function secondsIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const [, hours, minutes, seconds = "0"] = /^(\d+):(\d{1,2})(?::(\d{1,2}))?$/.exec(value) ?? [];
    return hours === undefined ? numberIn(value) : Number(hours) * HOUR + Number(minutes) * 60 + Number(seconds);
  }
  if (!isPlain(value)) return undefined;
  const parts = [value.days, value.hours, value.minutes, value.seconds].map((one) =>
    one === undefined ? 0 : numberIn(one),
  );
  const [days, hours, minutes, seconds] = parts;
  if (days === undefined || hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  return days * DAY + hours * HOUR + minutes * 60 + seconds;
}
