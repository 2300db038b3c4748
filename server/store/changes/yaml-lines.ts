const PLAIN = /^[\p{L}_/][\p{L}\p{N} _./@+-]*$/u;
/** YAML reads these as something else than text. */
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A configuration as people write it in Home Assistant, line by line. */
export function yamlLines(value: unknown): string[] {
  if (isNested(value)) return nested(value);
  return value === undefined ? [] : [scalar(value)];
}

type Nested = unknown[] | Record<string, unknown>;

const isNested = (value: unknown): value is Nested =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

function nested(value: Nested): string[] {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const [first = "", ...rest] = yamlLines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  return Object.entries(value).flatMap(([key, member]) =>
    isNested(member)
      ? [`${scalar(key)}:`, ...nested(member).map((line) => `  ${line}`)]
      : [`${scalar(key)}: ${scalar(member)}`],
  );
}

function scalar(value: unknown): string {
  if (typeof value !== "string")
    return Array.isArray(value) ? "[]" : typeof value === "object" && value ? "{}" : `${value}`;
  const isPlain = PLAIN.test(value) && !WORDS.test(value) && value === value.trim();
  return isPlain ? value : JSON.stringify(value);
}
