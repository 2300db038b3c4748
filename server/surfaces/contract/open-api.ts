import { z } from "zod";
import type { Capability } from "#server/capability.ts";
import type { Command } from "#server/command.ts";
import type { Feed } from "#server/feed.ts";
import { version } from "#server/version.ts";
import { Common } from "../understood.ts";
import { type JsonSchema, schemaBook } from "./schemas.ts";

const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string().meta({ description: "a sentence that says what to do" }),
      request_id: z.string(),
    }),
  })
  .meta({ id: "Error" });

const REFUSALS: Record<number, string> = {
  400: "Not understood, or it is not clear which home is meant",
  401: "Nobody is signed in",
  403: "Not allowed",
  404: "There is no such thing",
  413: "The body is larger than 1 MiB",
  415: "The body is not JSON",
  500: "A bug; the log of HomeOps says which",
  503: "The database is away; Retry-After says when to ask again",
};
const TOKEN = {
  type: "http",
  scheme: "bearer",
  description: "HOMEOPS_API_TOKEN, the file api.token, or a token from tokens/create",
};

type Write = ReturnType<typeof schemaBook>["input"];

/** What can be asked, as OpenAPI 3.1: commands as paths, feeds of the live socket as an extension. */
export function openApi(capabilities: readonly Capability[]): object {
  const book = schemaBook();
  const commands: Command[] = capabilities.flatMap(({ commands = [] }) => commands).toSorted(byName);
  const feeds: Feed[] = capabilities.flatMap(({ feeds = [] }) => feeds).toSorted(byName);
  const refusal = book.output(ErrorAnswer);
  const answers = new Map([...commands].map(({ name, output }) => [name, book.output(output)]));
  const items = new Map([...feeds].map(({ name, item }) => [name, book.output(item)]));
  return {
    openapi: "3.1.0",
    info: { title: "HomeOps", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    paths: named(commands, "/api/", (it) => ({ post: operation(it, asked(it, book.input), answers.get(it.name)) })),
    "x-homeops-feeds": named(feeds, "", (it) => ({
      summary: it.summary,
      input: asked(it, book.input),
      item: items.get(it.name),
    })),
    components: { schemas: book.components(), responses: refused(refusal), securitySchemes: { token: TOKEN } },
  };
}

function operation({ name, summary, scope, access }: Command, input: JsonSchema, answer: JsonSchema | undefined) {
  const refusals = Object.keys(REFUSALS).map((status) => [status, { $ref: `#/components/responses/${status}` }]);
  return {
    operationId: name.replaceAll(/[/-](.)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [name.split("/")[0]],
    "x-homeops-scope": scope ?? "home",
    "x-homeops-access": access ?? "read",
    requestBody: { required: true, content: json(input) },
    responses: { 200: { description: "The answer", content: json(answer) }, ...Object.fromEntries(refusals) },
  };
}

/** A command's own input with those that all commands take. */
function asked({ input }: { input: z.ZodType }, write: Write): JsonSchema {
  const common = write(Common).properties as object;
  const widened = (own: JsonSchema): JsonSchema => {
    if (Array.isArray(own.anyOf)) return { ...own, anyOf: own.anyOf.map(widened) };
    return { ...own, properties: { ...(own.properties as object), ...common }, additionalProperties: false };
  };
  return widened(write(input));
}

const refused = (refusal: JsonSchema) =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, { description, content: json(refusal) }]),
  );

const named = <T extends { name: string }>(list: T[], prefix: string, write: (it: T) => object) =>
  Object.fromEntries(list.map((it) => [`${prefix}${it.name}`, write(it)]));

const json = (schema: JsonSchema | undefined) => ({ "application/json": { schema } });

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
