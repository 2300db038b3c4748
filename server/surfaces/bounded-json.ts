import { Refusal } from "#server/refusal.ts";

const DEEPEST = 32;

/**
 * JSON from outside, bounded before anything walks it: databases and schemas take a stack frame for each level,
 * and no database of ours can hold NUL or half a character.
 * @throws Refusal `bad_json`
 */
export function boundedJson(text: string): unknown {
  const value = parse(text);
  const problem = problemIn(value, DEEPEST);
  if (problem) throw new Refusal("bad_json", problem);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("bad_json", "The body is not JSON; send an object such as {}");
  }
}

function problemIn(value: unknown, levels: number): string | undefined {
  if (typeof value === "string") return problemOf(value);
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return `The JSON is nested deeper than ${DEEPEST} levels; send it flatter`;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") return "The JSON has a key __proto__; leave it out";
    const problem = problemOf(key) ?? problemIn(inner, levels - 1);
    if (problem) return problem;
  }
  return undefined;
}

function problemOf(text: string): string | undefined {
  if (text.includes("\0") || !text.isWellFormed()) return "A text holds NUL or half a character; send whole Unicode";
  return undefined;
}
