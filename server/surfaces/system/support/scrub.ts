import { jsonIn } from "#server/json-in.ts";

/** What a line may say in words without saying anything about a home: values out of lists of ours or of PostgreSQL's. */
const TELLING = new Set(["level", "time", "signal", "engine", "sqlState", "code", "database", "disk", "scope"]);
const LONGEST = 600;

/** Not in the words of any sentence of ours: each stands for something of the home or of the machine. */
const STRANGE = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"')]+/gi, "[address]"],
  [/[\w.+-]+@[\w-]+\.[\w.]+/g, "[address]"],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, "[address]"],
  [/\b[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,}/gi, "[address]"],
  [/\b[a-z_]+\.[a-z0-9_]+\b(?!\()/g, "[thing]"],
  [/(^|\s)\/[^\s"',;:)]+/g, "$1[path]"],
  [/\b[\w-]{24,}\b/g, "[word]"],
  [/"[^"]*"/g, '"[text]"'],
] as const;

/** Takes out of a sentence whatever is a name or an address. */
export function scrubbed(text: string, names: readonly string[]): string {
  let plain = text;
  for (const name of names) plain = plain.replaceAll(name, "[name]");
  for (const [what, instead] of STRANGE) plain = plain.replace(what, instead);
  return plain.slice(0, LONGEST);
}

/** A line of our log as it may leave the house: its event, numbers, and where in our own files something went wrong; no other words. */
export function scrubbedLine(line: string, names: readonly string[]): string {
  const said = jsonIn(line); // none, where the line was cut because it was too long
  if (typeof said !== "object" || said === null) return "[a line that is no JSON]";
  const kept = Object.entries(said).map(([key, value]) => [key, keptValue(key, value, names)]);
  return JSON.stringify(Object.fromEntries(kept));
}

function keptValue(key: string, value: unknown, names: readonly string[]): unknown {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "string") return "[more]";
  if (key === "msg") return scrubbed(value, names);
  if (key === "failure") return framesOf(value);
  return TELLING.has(key) ? value.slice(0, 80) : "[text]";
}

/** Kinds of errors and places in the program; not their messages, which may carry values. */
const framesOf = (stack: string): string[] =>
  stack.split("\n").flatMap((line) => {
    const [, what = "", where = ""] =
      /^\s+at (?:(?:async )?([\w.<>[\] ]+) )?\(?.*?((?:server|db|node_modules)\/[^)]*)\)?$/.exec(line) ?? [];
    if (where) return [`${what} ${where}`.trim()];
    const kind = /^(?:caused by )?(\w*Error|Refusal|error)\b/.exec(line)?.[1];
    return kind ? [kind] : [];
  });
