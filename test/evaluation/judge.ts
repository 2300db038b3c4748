import type { Answer } from "#server/surfaces/ask/contract.ts";
import type { Expected } from "./question-file.ts";

/** exact: as expected; wrong: a false value told as true; unanswered: it declined or asked back where there was an answer. */
export type Verdict = "exact" | "wrong" | "unanswered";

const MS_OFF = 1_000;
const SHARE_OFF = 0.01;
const SECONDS_OFF = 2;
/** They say that no answer is given. */
const SILENT = new Set(["none", "question"]);

/** `instantOf` reads the home's wall clock, in milliseconds since the epoch. */
export function judge(
  { result }: Pick<Answer, "result">,
  expected: Expected,
  instantOf: (wall: string) => number,
): Verdict {
  if (SILENT.has(result.kind)) return SILENT.has(expected.kind) ? "exact" : "unanswered";
  return result.kind === expected.kind && isRight(result, expected, instantOf) ? "exact" : "wrong";
}

function isRight({ value, unit }: Answer["result"], expected: Expected, instantOf: (wall: string) => number): boolean {
  const wanted = expected.value;
  switch (expected.kind) {
    case "instant":
      return Math.abs(Date.parse(String(value)) - instantOf(String(wanted))) <= (expected.within ?? 0) * 1_000 + MS_OFF;
    case "duration":
      return isClose(value, wanted, expected.within ?? Math.max(SECONDS_OFF, Number(wanted) * SHARE_OFF));
    case "number":
      return (
        isClose(value, wanted, expected.within ?? Math.max(0.05, Math.abs(Number(wanted)) * SHARE_OFF)) &&
        (expected.unit === undefined || unit === expected.unit)
      );
    case "list":
      return isList(value, wanted, expected.isAtLeast ?? false);
    case "text":
      return String(value).toLowerCase().includes(String(wanted).toLowerCase());
    default:
      return value === wanted;
  }
}

const isClose = (value: unknown, wanted: unknown, within: number): boolean =>
  typeof value === "number" && Math.abs(value - Number(wanted)) <= within;
const itemsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What is wanted may have several names: "Boiler|water_heater.boiler". */
function isList(value: unknown, wanted: unknown, isAtLeast: boolean): boolean {
  const told = itemsOf(value);
  const names = itemsOf(wanted).map((one) => one.split("|"));
  const isTold = names.every((some) => some.some((one) => told.includes(one)));
  return isTold && (isAtLeast || (told.length === names.length && told.every((one) => names.flat().includes(one))));
}
