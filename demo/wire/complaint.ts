import type { z } from "zod";

/** What is wrong with a message, in the words of Core's validator. */
export function complaint(error: z.ZodError, message: unknown): string {
  return error.issues
    .flatMap((issue) => sentences(issue, message))
    .sort()
    .join("\n");
}

function sentences(issue: z.core.$ZodIssue, message: unknown): string[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => place("extra keys not allowed", [...issue.path, key], message));
  const isMissing = issue.code === "invalid_type" && valueAt(message, issue.path) === undefined;
  if (isMissing) return [place("required key not provided", issue.path, message)];
  if (issue.code === "invalid_type")
    return [place(`expected ${pythonNames[issue.expected] ?? issue.expected}`, issue.path, message)];
  return [place(issue.message, issue.path, message)];
}

const place = (what: string, path: readonly PropertyKey[], message: unknown): string =>
  `${what} @ data${path.map((step) => (typeof step === "number" ? `[${step}]` : `['${String(step)}']`)).join("")}. Got ${python(valueAt(message, path))}`;

function valueAt(message: unknown, path: readonly PropertyKey[]): unknown {
  let value = message;
  for (const step of path) value = value !== null && typeof value === "object" ? Reflect.get(value, step) : undefined;
  return value;
}

const pythonNames: Record<string, string> = {
  string: "str",
  number: "int",
  boolean: "bool",
  array: "list",
  record: "dict",
  object: "dict",
};

function python(value: unknown): string {
  if (value === undefined || value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}
