import type { JsonSchema } from "./schemas.ts";

const DAY = "2026-11-21";
const AT = `${DAY}T06:45:12.250001+00:00`;
const LATER = `${DAY}T07:45:12.250001+00:00`;

/** What a field of this name says in the house that all examples speak of; other texts say what they are. */
const SAID: Readonly<Record<string, string>> = {
  about: "the cellar",
  answer: "The garage door was opened at 6:45 this morning.",
  area: "Garage",
  areas: "Garage",
  check: "battery-low",
  checks: "battery-low",
  device: "Garage door",
  entities: "cover.garage_door",
  entity: "cover.garage_door",
  entity_id: "cover.garage_door",
  event: "5f0c9a3e-7b1d-4a52-8c64-1e0f2d3a4b5c",
  kind: "state_changed",
  kinds: "state_changed",
  name: "Garage door",
  old_state: "closed",
  query: "garage door",
  question: "when was the garage door opened this morning?",
  sentence: "Garage door opened",
  state: "open",
  title: "Garage door",
  token: "a token of that Home Assistant",
  unit: "°C",
  url: "http://homeassistant.local:8123",
  version: "2026.11.0",
};

/** Texts that patterns are tried with. */
const PATTERNED = ["06:45", "person.anna", "todo.shopping", "garage-door", "17", "garage", AT, DAY];
const FORMATS: Readonly<Record<string, string>> = {
  date: DAY,
  "date-time": AT,
  uri: "http://homeassistant.local:8123",
  uuid: "5f0c9a3e-7b1d-4a52-8c64-1e0f2d3a4b5c",
};
/** Instants and days that no format says to be such. */
const INSTANTS = /(^|_)(at|since|from|first|before)$/;
const ENDS = /(^|_)(to|until|last)$/;
const DAYS = /(^|_)(day|on)$/;

export type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * A value that such a schema allows: all that an answer holds, and of an input what it needs.
 * @throws Error where a text must look in a way that is not known here: its command must declare an example
 */
export function exampleOf(schema: JsonSchema, definitions: Definitions, isWhole: boolean): unknown {
  return made(schema, { definitions, isWhole, name: "", above: [] });
}

type Making = { definitions: Definitions; isWhole: boolean; name: string; above: readonly string[] };

function made(schema: JsonSchema, making: Making): unknown {
  if (typeof schema.$ref === "string") {
    const id = schema.$ref.split("/").at(-1) ?? "";
    return made(making.definitions[id] ?? {}, { ...making, above: [...making.above, id] });
  }
  for (const key of ["const", "default"]) if (schema[key] !== undefined) return schema[key];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const branches = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (branches) return made(chosen(branches, making), making);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map((part) => made(part, making)));
  const [type] = [schema.type].flat().filter((one) => one !== "null");
  if (type === "object") return object(schema, making);
  if (type === "array") return list(schema, making);
  if (type === "string") return text(schema, making.name);
  if (type === "integer" || type === "number") return amount(schema);
  return type === "boolean" ? true : null;
}

/** Nothing where all else would lead into itself, else the first thing that is something. */
function chosen(branches: JsonSchema[], { above }: Making): JsonSchema {
  const open = branches.filter((branch) => !above.some((id) => JSON.stringify(branch).includes(`/${id}"`)));
  return open.find(({ type }) => type !== "null") ?? open[0] ?? branches[0] ?? {};
}

function object(schema: JsonSchema, making: Making): Record<string, unknown> {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
    additionalProperties?: JsonSchema | boolean;
  };
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name));
  const entries = wanted.map(([name, own]) => [name, made(own, { ...making, name })]);
  const holds = making.isWhole && entries.length === 0 && typeof additionalProperties === "object";
  if (holds && Object.keys(additionalProperties).length > 0)
    return { [keyOf(schema)]: made(additionalProperties, making) };
  return Object.fromEntries(entries);
}

const keyOf = ({ propertyNames }: JsonSchema): string =>
  String(
    made((propertyNames as JsonSchema) ?? { type: "string" }, {
      definitions: {},
      isWhole: true,
      name: "kind",
      above: [],
    }),
  );

function list({ items, prefixItems, minItems = 0, maxItems = 1 }: JsonSchema, making: Making): unknown[] {
  if (Array.isArray(prefixItems)) return prefixItems.map((item) => made(item, making));
  const leadsBack = making.above.some((id) => JSON.stringify(items ?? {}).includes(`/${id}"`));
  const count = Math.min(Math.max(Number(minItems), leadsBack ? 0 : 1), Number(maxItems));
  return Array.from({ length: count }, () => made((items as JsonSchema) ?? {}, making));
}

function text(
  { format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema,
  name: string,
): string {
  const known = [
    SAID[name],
    INSTANTS.test(name) ? AT : undefined,
    ENDS.test(name) ? LATER : undefined,
    DAYS.test(name) ? DAY : undefined,
    FORMATS[String(format)],
  ];
  const fits = (said: string | undefined): said is string =>
    said !== undefined &&
    (typeof pattern !== "string" || new RegExp(pattern).test(said)) &&
    said.length >= Number(minLength) &&
    said.length <= Number(maxLength);
  const found = [
    ...known,
    ...(pattern ? PATTERNED : []),
    digits(Number(/\{(\d+)\}\$$/.exec(String(pattern))?.[1] ?? 0)),
    name.replaceAll("_", " "),
    "x".repeat(Number(minLength)),
    "",
  ].find(fits);
  if (found === undefined)
    throw new Error(`No example is known of a text like ${pattern}; let the command declare one`);
  return found;
}

const digits = (count: number): string => "0f".repeat(Math.ceil(count / 2)).slice(0, count);

function amount({ minimum, maximum, exclusiveMinimum }: JsonSchema): number {
  const least = Number(minimum ?? (exclusiveMinimum === undefined ? 0 : Number(exclusiveMinimum) + 1));
  return Math.min(Math.max(least, 3), Number(maximum ?? 3));
}
