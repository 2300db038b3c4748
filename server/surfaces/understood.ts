import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import { As } from "./asker.ts";

const SAID_PROBLEMS = 3;

/** Inputs that every command and feed takes beside its own. */
export const Common = z.object({
  home: z.int32().positive().optional().meta({ description: "which home is meant; needless where there is one" }),
  as: As.optional(),
});
const HomeAs = Common.strict();

type Understood<Schema extends z.ZodType> = { input: z.output<Schema>; common: z.infer<typeof Common> };

/**
 * Takes a body apart into the common inputs and those of its command; a key that neither knows is refused.
 * @throws Refusal `bad_input`, naming the first few problems
 */
export function understood<Schema extends z.ZodType>(schema: Schema, body: unknown): Understood<Schema> {
  const { common, own } = apart(body);
  return { input: inputIn(schema, own), common };
}

/** Who asks and of what is judged before what they ask: a stranger learns nothing of a command. */
export function apart(body: unknown): { common: z.infer<typeof Common>; own: object } {
  const isPlain = typeof body === "object" && body !== null && !Array.isArray(body);
  if (!isPlain) throw new Refusal("bad_input", "The input must be a JSON object; send {} where nothing is to be said");
  const { home, as, ...own } = body as Record<string, unknown>;
  return { common: parsed(HomeAs, { home, as }), own };
}

export const inputIn = <Schema extends z.ZodType>(schema: Schema, own: object): z.output<Schema> =>
  parsed(strict(schema), own) as z.output<Schema>;

const strict = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodObject ? schema.strict() : schema);

function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(deepest);
  const said = issues.slice(0, SAID_PROBLEMS).map(sentence);
  const more = issues.length > said.length ? `; and ${issues.length - said.length} more` : "";
  throw new Refusal("bad_input", `The input was not understood: ${said.join("; ")}${more}`);
}

type Issue = z.core.$ZodIssue;

// Of a union's branches the one that fits best says what is wrong.
function deepest(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const [best = []] = issue.errors.toSorted((a, b) => a.length - b.length);
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const sentence = ({ path, message }: Issue) => (path.length ? `${path.join(".")}: ${message}` : message).slice(0, 200);
