import { isPlain } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import { listOf } from "./written.ts";

type Data = Record<string, string | number | boolean>;
/** These are not remembered as events of their names, or by everything that happens. */
const NOT_AS_EVENTS = new Set(["state_changed", "state_reported"]);

/** `trigger: event`, where what it must say is written out. */
export function ofEvents({ event_type, event_data, context }: Record<string, unknown>): Expected[] {
  const data = event_data === undefined ? {} : plainly(event_data);
  const types = listOf(event_type);
  if (context !== undefined || !data || !types.every(isWritten)) return [];
  return types.flatMap((type) => (NOT_AS_EVENTS.has(type) ? [] : [{ kind: "event", type, data } as const]));
}

/** `trigger: tag`: a tag that was scanned is an event. */
export function ofTags({ tag_id, device_id }: Record<string, unknown>): Expected[] {
  const [tags, devices] = [listOf(tag_id), listOf(device_id)];
  if (!tags.every(isWritten) || !devices.every(isWritten)) return [];
  const by: Data[] = devices.length > 0 ? devices.map((device) => ({ device_id: device })) : [{}];
  return tags.flatMap((tag) =>
    by.map((one) => ({ kind: "event", type: "tag_scanned", data: { ...one, tag_id: tag } }) as const),
  );
}

const isWritten = (value: unknown): value is string => typeof value === "string" && !/\{[{%]/.test(value);

function plainly(data: unknown): Data | undefined {
  if (!isPlain(data)) return undefined;
  const plain: Data = {};
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== "number" && typeof value !== "boolean" && !isWritten(value)) return undefined;
    plain[key] = value;
  }
  return plain;
}
