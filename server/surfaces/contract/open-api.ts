import type { z } from "zod";
import type { Capability } from "#server/capability.ts";
import type { Command } from "#server/command.ts";
import type { Feed } from "#server/feed.ts";
import { version } from "#server/version.ts";
import { Common } from "../understood.ts";
import { type Definitions, exampleOf } from "./example-of.ts";
import { ErrorAnswer, refusalResponses, refusalsOfAll } from "./refusals.ts";
import { type JsonSchema, schemaBook } from "./schemas.ts";

const TOKEN = {
  type: "http",
  scheme: "bearer",
  description: "HOMEOPS_API_TOKEN, the file api.token, or a token from tokens/create",
};
const ABOUT = `Everything that HomeOps can be asked is a command: \`POST /api/<room>/<verb>\` with a JSON object, and the same by name on the live socket at \`/api/live\`.
Lists are \`{items, cursor}\`: send the cursor again for what follows, until it is null. Instants are ISO 8601 with an offset, up to microseconds.
A field that you do not know may come in any answer. What is refused says so in a sentence, as \`{"error": {"code", "message", "request_id"}}\`.`;

/** Who may ask, by what a command does. */
const WHO: Readonly<Record<NonNullable<Command["access"]>, string>> = {
  read: "Changes nothing.",
  write: "Changes something: for owners and admins of the home.",
  own: "Changes what is the asking person's own.",
  add: "Adds to the memory: for everybody of the household.",
};
const IDEMPOTENCY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "chosen by you, new for each change: sent again within a day with the same body, what was answered is answered again, and nothing is done twice",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
  example: "b1946ac9-2f6d-4c1e-9a53-7d0e5f8c2a41",
};

type Write = ReturnType<typeof schemaBook>["input"];

/** What can be asked, as OpenAPI 3.1: commands as paths, feeds of the live socket as an extension. */
export function openApi(capabilities: readonly Capability[]): object {
  const book = schemaBook();
  const commands: Command[] = capabilities.flatMap(({ commands = [] }) => commands).toSorted(byName);
  const feeds: Feed[] = capabilities.flatMap(({ feeds = [] }) => feeds).toSorted(byName);
  const refusal = book.output(ErrorAnswer);
  const answers = new Map(commands.map(({ name, output }) => [name, book.output(output)]));
  const items = new Map(feeds.map(({ name, item }) => [name, book.output(item)]));
  const inputs = new Map(commands.map((it) => [it.name, asked(it, book.input)]));
  const feedInputs = new Map(feeds.map((it) => [it.name, asked(it, book.input)]));
  const schemas = book.components();
  const post = (it: Command) =>
    operation(it, { input: inputs.get(it.name) ?? {}, answer: answers.get(it.name) ?? {}, schemas });
  return {
    openapi: "3.1.0",
    info: {
      ...{ title: "HomeOps", version, description: ABOUT },
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    tags: [...new Set(commands.map(roomOf))].map((name) => ({ name })),
    paths: named(commands, "/api/", (it) => ({ post: post(it) })),
    "x-homeops-feeds": named(feeds, "", (it) => ({
      ...{ summary: it.summary, input: feedInputs.get(it.name), item: items.get(it.name) },
    })),
    components: { schemas, responses: refusalResponses(refusal), securitySchemes: { token: TOKEN } },
  };
}

type Written = { input: JsonSchema; answer: JsonSchema; schemas: Definitions };

function operation(it: Command, { input, answer, schemas }: Written) {
  const { name, summary, description, scope = "home", access = "read", example = {} } = it;
  const body = example.input ?? exampleOf(input, schemas, false);
  const answered = example.output ?? exampleOf(answer, schemas, true);
  return {
    operationId: name.replaceAll(/[/-](.)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    description: [description, WHO[access]].filter(Boolean).join(" "),
    tags: [roomOf(it)],
    "x-homeops-scope": scope,
    "x-homeops-access": access,
    ...(access !== "read" && { parameters: [IDEMPOTENCY] }),
    requestBody: { required: true, content: json(input, body) },
    responses: { 200: { description: "The answer", content: json(answer, answered) }, ...refusalsOfAll() },
  };
}

const roomOf = ({ name }: Command): string => name.split("/")[0] ?? name;

/** A command's own input with those that all commands take. */
function asked({ input }: { input: z.ZodType }, write: Write): JsonSchema {
  const common = write(Common).properties as object;
  const widened = (own: JsonSchema): JsonSchema => {
    if (Array.isArray(own.anyOf)) return { ...own, anyOf: own.anyOf.map(widened) };
    return { ...own, properties: { ...(own.properties as object), ...common }, additionalProperties: false };
  };
  return widened(write(input));
}

const named = <T extends { name: string }>(list: T[], prefix: string, write: (it: T) => object) =>
  Object.fromEntries(list.map((it) => [`${prefix}${it.name}`, write(it)]));

const json = (schema: JsonSchema, example: unknown) => ({ "application/json": { schema, example } });

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
