import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a list of names with their values",
};
const FARTHEST = 2;
const LONGEST = 40;

/** What is wrong with one place of the file, for whoever wrote it. `known`: the names that may stand there. */
export function faultSentence(issue: Issue, known: readonly string[]): string {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownName(key, known)).join("; ");
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_big") return `is too long: ${issue.maximum} at most`;
  if (issue.code === "too_small") return "is empty";
  if (issue.code === "invalid_union") return unionOf(issue, known);
  if (issue.code !== "invalid_type") return issue.message;
  if (/received (undefined|null)$/.test(issue.message)) return "is missing";
  return issue.message.startsWith("Invalid") ? `must be ${KINDS[issue.expected] ?? issue.expected}` : issue.message;
}

/** Of several ways to write it the one that says most. */
function unionOf({ errors }: Extract<Issue, { code: "invalid_union" }>, known: readonly string[]): string {
  const all = errors.flat();
  const telling = all.find(({ code }) => code === "invalid_format") ?? all[0];
  return telling ? faultSentence(telling, known) : "cannot be read";
}

function unknownName(key: string, known: readonly string[]): string {
  const [near] = (key.length > LONGEST ? [] : known)
    .map((name) => ({ name, far: distance(key, name) }))
    .filter(({ far }) => far <= FARTHEST)
    .sort((one, other) => one.far - other.far);
  return `there is no ${key.slice(0, LONGEST)}${near ? `; did you mean ${near.name}?` : `, only ${known.join(", ")}`}`;
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
