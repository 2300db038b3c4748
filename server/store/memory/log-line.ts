import { z } from "zod";
import type { LogEvent } from "./log-queries.ts";

/** Source: homeassistant/components/system_log/__init__.py, LogEntry.to_dict. */
const Entry = z.object({
  name: z.string(),
  level: z.string().catch("ERROR"),
  message: z
    .array(z.string())
    .or(z.string().transform((one) => [one]))
    .catch([]),
  source: z.tuple([z.string(), z.number()]).catch(["", 0]),
  count: z.int().catch(1),
  exception: z.string().catch(""),
});

/** An error or a warning, as somebody could read it in Home Assistant's log. */
export interface LogLine {
  readonly at: string;
  readonly logger: string;
  readonly path: string;
  readonly line: number;
  readonly isError: boolean;
  /** The latest of the messages that Home Assistant counts as one. */
  readonly message: string;
  readonly exception: string;
  /** How often it came since Home Assistant started, or one where each is told by itself. */
  readonly count: number;
  readonly isTold: boolean;
}

/** Undefined where it is none that can be read. */
export function logLine({ at, is_told, attributes }: LogEvent): LogLine | undefined {
  const { data } = Entry.safeParse(attributes);
  if (!data) return undefined;
  const { name, level, message, source, exception, count } = data;
  const [path, line] = source;
  return {
    ...{ at, logger: name, path, line, exception, count, isTold: is_told },
    isError: level === "ERROR" || level === "CRITICAL",
    message: message.at(-1) ?? "",
  };
}
