import { pino } from "pino";

/** One line is one event in past tense, with fields: `log.info("intake resumed", { missed: 12 })`. */
export interface Log {
  error(event: string, fields?: object): void;
  warn(event: string, fields?: object): void;
  info(event: string, fields?: object): void;
  debug(event: string, fields?: object): void;
  child(fields: object): Log;
  /** From now on writes what is at least so grave, and so do all its children. */
  hear(level: Level): void;
}

export const LogLevel = ["error", "warn", "info", "debug", "silent"] as const;
type Level = (typeof LogLevel)[number];

export function jsonLog(level: Level, destination?: { write(line: string): void }): Log {
  return speaking(
    { level },
    pino(
      {
        level: "debug",
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: named },
        serializers: { error: pino.stdSerializers.err },
      },
      destination,
    ),
  );
}

const named = (level: string) => ({ level });

/** `heard` is one for all children: pino's own keep the level that they were made at. */
function speaking(heard: { level: Level }, logger: pino.Logger): Log {
  const say = (grave: Exclude<Level, "silent">) => (event: string, fields?: object) => {
    if (LogLevel.indexOf(grave) <= LogLevel.indexOf(heard.level) && heard.level !== "silent")
      logger[grave](fields ?? {}, event);
  };
  return {
    error: say("error"),
    warn: say("warn"),
    info: say("info"),
    debug: say("debug"),
    child: (fields) => speaking(heard, logger.child(fields)),
    hear(level) {
      heard.level = level;
    },
  };
}
