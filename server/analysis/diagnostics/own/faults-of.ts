import type { z } from "zod";
import type { Fault } from "../held-words.ts";

type Issue = z.core.$ZodIssue;

const CODES = ["begins", "length", "entity", "name", "template_alone", "of_nothing", "says_nothing"] as const;
const FARTHEST = 2;
const LONGEST = 40;

/** What is wrong with one place of the file, one fault a name that is not known. `known`: the names that may stand there. */
export function faultsOf(issue: Issue, known: readonly string[]): Fault[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownName(key, known));
  return [faultOf(issue, known)];
}

function faultOf(issue: Issue, known: readonly string[]): Fault {
  const code = CODES.find((one) => one === issue.message);
  if (code) return { code };
  if (issue.code === "invalid_value") return { code: "one_of", values: issue.values.map(String) };
  if (issue.code === "too_big") return { code: "too_long", most: String(issue.maximum) };
  if (issue.code === "too_small") return { code: "is_empty" };
  if (issue.code === "invalid_union") return ofUnion(issue, known);
  if (issue.code !== "invalid_type") return { code: "said", words: issue.message };
  if (/received (undefined|null)$/.test(issue.message)) return { code: "is_missing" };
  if (!issue.message.startsWith("Invalid")) return { code: "said", words: issue.message };
  return { code: "must_be", kind: String(issue.expected) };
}

/** Of several ways to write it the one that says most. */
function ofUnion({ errors }: Extract<Issue, { code: "invalid_union" }>, known: readonly string[]): Fault {
  const all = errors.flat();
  const telling = all.find(({ code }) => code === "invalid_format") ?? all[0];
  return telling ? faultOf(telling, known) : { code: "unreadable" };
}

function unknownName(key: string, known: readonly string[]): Fault {
  const [near] = (key.length > LONGEST ? [] : known)
    .map((name) => ({ name, far: distance(key, name) }))
    .filter(({ far }) => far <= FARTHEST)
    .sort((one, other) => one.far - other.far);
  return { code: "unknown_name", key: key.slice(0, LONGEST), near: near?.name ?? null, known };
}

/** How many letters differ (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (let at = 0; at < other.length; at++)
      next.push(Math.min((row[at] ?? 0) + (letter === other[at] ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
