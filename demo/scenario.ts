import { z } from "zod";
import { lineOfOffset, lineOfPath } from "./json-lines.ts";
import { unknownReferences } from "./scenario-references.ts";
import { spanPattern, wallTimePattern } from "./wall-clock.ts";

const entityId = z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+$/, "expected an entity id such as light.hall");
const wallTime = z.string().regex(wallTimePattern, 'expected a day and a wall time such as "-2d 06:45:12.250"');
const timeSpan = z.string().regex(spanPattern, 'expected a span such as "5m"');
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
const attributes = z.record(z.string(), z.json());

const context = z.strictObject({ id: z.string().min(1), parent: orNull(z.string()), user: orNull(z.string()) });

const stateEntry = z.strictObject({
  at: wallTime,
  entity_id: entityId,
  state: z.string().max(255),
  attributes: attributes.optional(),
  context: context.optional(),
});
const eventEntry = z.strictObject({
  at: wallTime,
  event: z.string().min(1).max(64),
  data: attributes.default({}),
  context: context.optional(),
});
const logEntry = z.strictObject({
  at: wallTime,
  log: z.strictObject({
    level: z.enum(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
    logger: z.string(),
    message: z.string(),
  }),
});
const configEntry = z.strictObject({
  at: wallTime,
  configure: entityId,
  config: attributes,
  context: context.optional(),
});
const waveEntry = z.strictObject({
  every: timeSpan,
  from: wallTime,
  to: wallTime,
  entity_id: entityId,
  wave: z.strictObject({
    mean: z.number(),
    amplitude: z.number().default(0),
    period: timeSpan.default("24h"),
    noise: z.number().min(0).default(0),
    decimals: z.int().min(0).max(6).default(2),
  }),
});

export type StateEntry = z.infer<typeof stateEntry>;
export type EventEntry = z.infer<typeof eventEntry>;
export type LogEntry = z.infer<typeof logEntry>;
/** An automation as it is configured from then on. */
export type ConfigEntry = z.infer<typeof configEntry>;
export type WaveEntry = z.infer<typeof waveEntry>;

/** An entry's kind is known by one key, so a mistake is told about that kind and not about all of them. */
const timelineEntry = z.looseObject({}).transform((raw, told): TimelineEntry => {
  const parsed = schemaOf(raw).safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) told.issues.push({ code: "custom", path, message, input: raw });
  return z.NEVER;
});

type TimelineEntry = StateEntry | EventEntry | LogEntry | WaveEntry | ConfigEntry;

function schemaOf(raw: object): z.ZodType<TimelineEntry> {
  if ("every" in raw) return waveEntry;
  if ("event" in raw) return eventEntry;
  if ("log" in raw) return logEntry;
  return "configure" in raw ? configEntry : stateEntry;
}

const Scenario = z.strictObject({
  name: z.string(),
  timezone: z.string().refine(isZone, "expected an IANA time zone such as Europe/Amsterdam"),
  version: z.string().default("2026.11.0"),
  language: z.string().default("en"),
  floors: z.array(z.strictObject({ id: z.string(), name: z.string(), level: orNull(z.int()) })).default([]),
  areas: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        floor: orNull(z.string()),
        aliases: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  people: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        admin: z.boolean().default(false),
        entity_id: orNull(entityId),
      }),
    )
    .default([]),
  integrations: z
    .array(
      z.strictObject({ id: z.string(), domain: z.string(), title: z.string(), state: z.string().default("loaded") }),
    )
    .default([]),
  devices: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        manufacturer: orNull(z.string()),
        model: orNull(z.string()),
        sw_version: orNull(z.string()),
        area: orNull(z.string()),
        integration: orNull(z.string()),
        via: orNull(z.string()),
      }),
    )
    .default([]),
  entities: z
    .array(
      z.strictObject({
        entity_id: entityId,
        name: orNull(z.string()),
        aliases: z.array(z.string()).default([]),
        device: orNull(z.string()),
        area: orNull(z.string()),
        category: orNull(z.enum(["config", "diagnostic"])),
        attributes: attributes.default({}),
        state: z.string().max(255),
      }),
    )
    .default([]),
  automations: z
    .array(z.strictObject({ entity_id: entityId, id: z.string(), name: z.string(), config: attributes.default({}) }))
    .default([]),
  timeline: z.array(timelineEntry).default([]),
});
export type Scenario = z.infer<typeof Scenario>;

/** Everything that is wrong with a scenario, one line of text each, with the line of the file. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

export function readScenario(text: string): Scenario {
  const parsed = Scenario.safeParse(parseJson(text));
  const problems = parsed.success ? unknownReferences(parsed.data) : parsed.error.issues;
  if (parsed.success && problems.length === 0) return parsed.data;
  const told = problems.map(({ path, message }) => ({ line: lineOfPath(text, path), path: dotted(path), message }));
  told.sort((a, b) => a.line - b.line);
  throw new ScenarioError(told.map(({ line, path, message }) => `line ${line}, ${path}: ${message}`).join("\n"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    throw new ScenarioError(`line ${lineOfOffset(text, offset)}: ${message}`, { cause });
  }
}

/** `timeline[3].wave.period` */
const dotted = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "") || "scenario";

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false; // Intl's only way of saying that it does not know the zone
  }
}
