import type { Difference, Gist } from "./contract.ts";

const TOLD_AT_MOST = 3;
const LONGEST = 80;
const LISTED_AT_MOST = 4;
/** What an object is told by, in this order. */
const TELLING = [
  "alias",
  "title",
  "name",
  "trigger",
  "platform",
  "condition",
  "action",
  "service",
  "type",
  "at",
  "entity_id",
];
/** Keys under which something stands by its id. */
const NAMED = /(?:^|[.])(?:area_id|floor_id|device_id|via_device_id|labels|label_id)(?:\[\d+\])?$/;

/** As much of the differences as fits into a sentence; `named` says what people call an area, floor, label or device. */
export function gistOf(differences: readonly Difference[], named: (id: string) => string | undefined): Gist {
  const told = differences.slice(0, TOLD_AT_MOST).map(({ path, before, after }) => {
    const call = NAMED.test(path) ? (id: string) => named(id) ?? id : (text: string) => text;
    return {
      path: path.slice(0, 200),
      ...(before === undefined ? {} : { before: reduced(before, call) }),
      ...(after === undefined ? {} : { after: reduced(after, call) }),
    };
  });
  return { differences: told, more: differences.length - told.length };
}

type Value = NonNullable<Difference["before"]> | null;

function reduced(value: Value, call: (id: string) => string): Value {
  if (typeof value === "string") return shortened(call(value));
  if (Array.isArray(value)) return value.slice(0, LISTED_AT_MOST + 1).map((item) => reduced(item as Value, call));
  if (typeof value !== "object" || value === null) return value;
  const picked = TELLING.filter((key) => Object.hasOwn(value, key)).slice(0, 2);
  return Object.fromEntries(picked.map((key) => [key, reduced(value[key] as Value, call)]));
}

const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text;
