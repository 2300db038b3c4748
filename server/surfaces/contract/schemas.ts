import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

export type JsonSchema = { [key: string]: unknown };
type Definitions = Record<string, JsonSchema>;

const REFERENCE = /"#\/\$defs\/([^"]+)"/g;

/**
 * Turns zod schemas into JSON schemas; those with an id become components, written once and referred to.
 * Answers come first and keep the plain name; what reads differently when it is sent (defaults) is called `<id>Input`.
 */
export function schemaBook() {
  const answered: Definitions = {}; // by id
  const components = new Map<string, JsonSchema>(); // by name

  const write = (converted: JsonSchema, nameOf: (id: string) => string): JsonSchema => {
    const { own, definitions } = takenApart(converted);
    for (const [id, definition] of Object.entries(definitions))
      components.set(nameOf(id), referring(definition, nameOf));
    return referring(withoutId(own), nameOf);
  };
  return {
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    output(schema: z.ZodType): JsonSchema {
      const override = (it: { jsonSchema: JsonSchema }) => mayGrow(known(it));
      const converted = nameless(z.toJSONSchema(schema, { io: "output", unrepresentable: "any", override }));
      Object.assign(answered, takenApart(converted).definitions);
      const body = write(converted, (id) => id);
      return typeof converted.id === "string" ? { $ref: referenceTo(converted.id) } : body;
    },
    /** Never a reference, since every input is widened by those that all commands take. */
    input(schema: z.ZodType): JsonSchema {
      const converted = nameless(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override: known }));
      const { definitions } = takenApart(converted);
      return write(converted, (id) => (isAlike(id, definitions, answered) ? id : `${id}Input`));
    },
  };
}

/** In words that generators of clients know: neither `items: false` for a list of so many things, nor a default that is an object. */
function known<It extends { jsonSchema: JsonSchema }>(it: It): It {
  const { prefixItems, items, default: given } = it.jsonSchema;
  if (typeof given === "object" && given !== null && !Array.isArray(given)) delete it.jsonSchema.default;
  if (Array.isArray(prefixItems) && items === false) {
    delete it.jsonSchema.items;
    Object.assign(it.jsonSchema, { minItems: prefixItems.length, maxItems: prefixItems.length });
  }
  return it;
}

// A client must not break on a field it does not know; what an answer would be without a field nobody needs to know.
const mayGrow = ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
  delete jsonSchema.default;
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

/**
 * What refers to itself without an id gets a number by zod, from nought in each schema; by its content it is one in all. Any JSON, which is
 * such a one, is written as the schema that takes anything: generators of clients cannot follow it into itself.
 */
function nameless(converted: JsonSchema): JsonSchema {
  const { $defs = {} } = converted as { $defs?: Definitions };
  const isAnyJson = (name: string) => isDeepStrictEqual($defs[name], anyJson(name));
  const any = Object.keys($defs).filter(isAnyJson);
  const open = JSON.parse(JSON.stringify(converted), (_, it) =>
    any.includes(String(it?.$ref).slice(DEFINED.length)) ? omitted(it, ["$ref"]) : it,
  );
  if (open.$defs) open.$defs = omitted(open.$defs, any);
  const named = (name: string) =>
    `Shape${createHash("sha256").update(JSON.stringify($defs[name])).digest("hex").slice(0, 8)}`;
  return JSON.parse(JSON.stringify(open).replaceAll(/__schema\d+/g, named));
}

const DEFINED = "#/$defs/";

/** As zod writes `z.json()` where it is referred to. */
const anyJson = (name: string): JsonSchema => {
  const { $defs = {} } = z.toJSONSchema(z.object({ any: z.json() })) as { $defs?: Definitions };
  return JSON.parse(JSON.stringify(Object.values($defs)[0]).replaceAll(/__schema\d+/g, name));
};

const omitted = (it: JsonSchema, keys: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(it).filter(([key]) => !keys.includes(key)));

function takenApart({ $schema: _, $defs = {}, ...own }: JsonSchema): { own: JsonSchema; definitions: Definitions } {
  const definitions = { ...($defs as Definitions), ...(typeof own.id === "string" && { [own.id]: own }) };
  return { own, definitions: Object.fromEntries(Object.entries(definitions).map(([id, it]) => [id, withoutId(it)])) };
}

/** Whether a definition and all that it refers to read the same on both sides. */
function isAlike(id: string, sent: Definitions, answered: Definitions, above: readonly string[] = []): boolean {
  if (!answered[id] || above.includes(id)) return true;
  if (!isDeepStrictEqual(sent[id], answered[id])) return false;
  const inner = [...JSON.stringify(sent[id]).matchAll(REFERENCE)].map(([, ref = ""]) => ref);
  return inner.every((ref) => isAlike(ref, sent, answered, [...above, id]));
}

const withoutId = ({ id: _, ...rest }: JsonSchema) => rest;
const referenceTo = (name: string) => `#/components/schemas/${name}`;

/** Within the document instead of within the schema. */
const referring = (schema: JsonSchema, nameOf: (id: string) => string): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll(REFERENCE, (_, id: string) => JSON.stringify(referenceTo(nameOf(id)))));
