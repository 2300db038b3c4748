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
  /** The last lines that were written, oldest first. */
  recent(): readonly string[];
}

const MOST_RECENT = 500;
const LONGEST = 2_000;

export const LogLevel = ["error", "warn", "info", "debug", "silent"] as const;
type Level = (typeof LogLevel)[number];

export function jsonLog(level: Level, destination: { write(line: string): void } = pino.destination(1)): Log {
  const recent: string[] = [];
  function write(line: string): void {
    recent.push(line.length > LONGEST ? line.slice(0, LONGEST) : line);
    if (recent.length > MOST_RECENT) recent.shift();
    destination.write(line);
  }
  return speaking(
    { level, recent },
    pino(
      {
        level: "debug",
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: named },
        serializers: { error: pino.stdSerializers.err },
      },
      { write },
    ),
  );
}

const named = (level: string) => ({ level });

/** `said` is one for all children: which levels are heard (pino's own children keep the level that they were made at), and the last lines. */
function speaking(said: { level: Level; recent: readonly string[] }, logger: pino.Logger): Log {
  const say = (grave: Exclude<Level, "silent">) => (event: string, fields?: object) => {
    if (LogLevel.indexOf(grave) <= LogLevel.indexOf(said.level) && said.level !== "silent")
      logger[grave](fields ?? {}, event);
  };
  return {
    error: say("error"),
    warn: say("warn"),
    info: say("info"),
    debug: say("debug"),
    child: (fields) => speaking(said, logger.child(fields)),
    recent: () => [...said.recent],
    hear(level) {
      said.level = level;
    },
  };
}
