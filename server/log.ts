import { pino } from "pino";

/** One line is one event in past tense, with fields: `log.info("intake resumed", { missed: 12 })`. */
export interface Log {
  error(event: string, fields?: object): void;
  warn(event: string, fields?: object): void;
  info(event: string, fields?: object): void;
  debug(event: string, fields?: object): void;
  child(fields: object): Log;
  /** The last lines that were written, oldest first. */
  recent(): readonly string[];
}

const MOST_RECENT = 500;
const LONGEST = 2_000;

export const LogLevel = ["error", "warn", "info", "debug", "silent"] as const;

export function jsonLog(
  level: (typeof LogLevel)[number],
  destination: { write(line: string): void } = pino.destination(1),
): Log {
  const recent: string[] = [];
  function write(line: string): void {
    recent.push(line.length > LONGEST ? line.slice(0, LONGEST) : line);
    if (recent.length > MOST_RECENT) recent.shift();
    destination.write(line);
  }
  return speaking(
    pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: named },
        serializers: { error: pino.stdSerializers.err },
      },
      { write },
    ),
    recent,
  );
}

const named = (level: string) => ({ level });

function speaking(logger: pino.Logger, recent: readonly string[]): Log {
  return {
    recent: () => [...recent],
    error: (event, fields) => logger.error(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    child: (fields) => speaking(logger.child(fields), recent),
  };
}
