/** Where senders put what people may read, best first. */
const TEXTS = ["title", "message", "text", "summary", "description", "subject", "name", "status"];
const LONGEST_TEXT = 300;
const LARGEST_DATA = 16_384;

export type Said = { kind?: string; text?: string; data?: unknown; bytes?: number };

/** What a body says: its type, a few words of it, and all of it where that is not much. */
export function saidIn(body: Buffer): Said {
  const written = body.toString("utf8").replaceAll("\0", " ").toWellFormed();
  const parsed = parsedIn(written);
  if (parsed === undefined) return { text: written.slice(0, LONGEST_TEXT), ...dataOf(written, body.length) };
  const kind = textAt(parsed, ["type", "event", "event_type", "action"]);
  const text = textAt(parsed, TEXTS) ?? textAt(at(parsed, "data"), TEXTS);
  return { ...(kind && { kind }), ...(text && { text }), ...dataOf(parsed, body.length) };
}

const dataOf = (data: unknown, bytes: number): Said => (bytes > LARGEST_DATA ? { bytes } : { data });

function parsedIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text, (_, it: unknown) =>
      typeof it === "string" ? it.replaceAll("\0", " ").toWellFormed() : it,
    );
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

function textAt(value: unknown, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = at(value, key);
    if (typeof found === "string" && found.trim() !== "") return found.slice(0, LONGEST_TEXT);
  }
  return undefined;
}
