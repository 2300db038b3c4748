import { createHash } from "node:crypto";
import type { JsonSchema } from "./schemas.ts";

type Content = { content: { "application/json": { schema: JsonSchema } } };
type Operation = { "x-homeops-access": string; requestBody: Content; responses: { 200: Content } };
type Feed = { input: JsonSchema; item: JsonSchema };
export type Book = {
  paths: Record<string, { post: Operation }>;
  "x-homeops-feeds": Record<string, Feed>;
  components: { schemas: Record<string, JsonSchema> };
};

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;
/** What people read changes nothing for a program. */
const WORDS = new Set(["description", "example", "examples", "title"]);

/** Each command and feed by its name, and a few letters that change when what it takes, gives or demands does. */
export function fingerprints({ paths, components, "x-homeops-feeds": feeds }: Book): Record<string, string> {
  const commands = Object.entries(paths).map(([path, { post }]) => {
    const [input, answer] = [post.requestBody, post.responses[200]].map((it) => it.content["application/json"].schema);
    return [path.slice("/api/".length), marked([input, answer, post["x-homeops-access"]], components.schemas)];
  });
  const live = Object.entries(feeds).map(([name, { input, item }]) => [
    `live ${name}`,
    marked([input, item], components.schemas),
  ]);
  return Object.fromEntries([...commands, ...live].sort());
}

function marked(parts: unknown, schemas: Record<string, JsonSchema>): string {
  const text = withoutWords(parts);
  const within = new Map<string, string>(); // by the schema's id
  const follow = (said: string) => {
    for (const [, id = ""] of said.matchAll(REFERENCE)) {
      if (within.has(id)) continue;
      const schema = withoutWords(schemas[id]);
      within.set(id, schema);
      follow(schema);
    }
  };
  follow(text);
  return createHash("sha256")
    .update(text)
    .update(JSON.stringify([...within].sort()))
    .digest("hex")
    .slice(0, 12);
}

/** A property may be called as one of the words; its schema is an object, which a word is not. */
const withoutWords = (it: unknown): string =>
  JSON.stringify(it, (key, value) => (WORDS.has(key) && typeof value !== "object" ? undefined : value));
