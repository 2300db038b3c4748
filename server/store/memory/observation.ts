import { z } from "zod";

const sources = ["live", "backfill", "import", "snapshot"] as const;
export type Source = (typeof sources)[number];

export const Context = z.object({ id: z.string(), parent_id: z.string().nullish(), user_id: z.string().nullish() });
export type Context = z.infer<typeof Context>;

/** One thing the wire told us, parsed and redacted. A state is an observation of type `state_changed`. */
export interface Observation {
  /** ISO text with microseconds: a state's last_updated, an event's time_fired. */
  readonly at: string;
  readonly type: string;
  /** The entity it is about, where it is about exactly one. */
  readonly entityId: string | null;
  /** Null where the entity was removed, and for what is no state. */
  readonly state: string | null;
  /** Null: there was none. Undefined: not told, as in history. */
  readonly oldState?: string | null | undefined;
  /** A state's attributes, another event's data, as JSON text. */
  readonly attributes: string | null;
  readonly context: Context | null;
  /** What the logbook told about the cause, where history gave no context; JSON text. */
  readonly cause?: string | undefined;
  readonly source: Source;
}

export const STATE_CHANGED = "state_changed";
/** Somebody asked something of Assist. */
export const VOICE = "homeops_voice";
/** Somebody told it to us, be it a person or an automation. */
export const NOTE = "homeops_note";
/** Another program told it, by a webhook. */
export const WEBHOOK = "homeops_webhook";
/** An error or warning in Home Assistant's log, as it lists them. */
export const LOG_ENTRY = "system_log_entry";

/** As the spill file holds it; read back, it is parsed like everything from outside. */
export const Observed: z.ZodType<Observation> = z.object({
  at: z.string(),
  type: z.string(),
  entityId: z.string().nullable(),
  state: z.string().nullable(),
  oldState: z.string().nullish(),
  attributes: z.string().nullable(),
  context: Context.nullable(),
  cause: z.string().optional(),
  source: z.enum(sources),
});
