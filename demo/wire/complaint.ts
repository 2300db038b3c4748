import type { z } from "zod";

/** What is wrong with a message, in the words of Core's validator. Source: probatio's `humanize_error` and `render_path` */
export function complaint(error: z.ZodError, message: unknown): string {
  const { issues } = error;
  return issues
    .flatMap((issue) => sentences(issue, message))
    .sort()
    .join("\n");
}

function sentences(issue: z.core.$ZodIssue, message: unknown): string[] {
  const { path } = issue;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => sentence("extra keys not allowed", [...path, key], message));
    case "invalid_type": {
      const isMissing = valueAt(message, path) === undefined;
      const expected = `expected ${pythonNames[issue.expected] ?? issue.expected}`;
      return [sentence(isMissing ? "required key not provided" : expected, path, message)];
    }
    case "invalid_value":
      return [sentence(`expected ${issue.values.map(python).join(" or ")}`, path, message)];
    default:
      return [sentence(issue.message, path, message)];
  }
}

const sentence = (what: string, path: readonly PropertyKey[], message: unknown): string =>
  `${what} at '${rendered(path)}'. Got ${python(valueAt(message, path))}`;

/** `target.entity_id[2]` */
const rendered = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .slice(1);

function valueAt(message: unknown, path: readonly PropertyKey[]): unknown {
  let value = message;
  for (const step of path) value = value !== null && typeof value === "object" ? Reflect.get(value, step) : undefined;
  return value;
}

const pythonNames: Record<string, string> = {
  string: "str",
  number: "float",
  int: "int",
  boolean: "bool",
  array: "list",
  record: "dict",
  object: "dict",
};

/** A value as Python would print it. */
export function python(value: unknown): string {
  if (value === undefined || value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `'${key}': ${python(member)}`)
    .join(", ")}}`;
}
