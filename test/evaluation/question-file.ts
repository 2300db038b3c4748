import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { resultKinds } from "#server/surfaces/ask/contract.ts";

const Expected = z.strictObject({
  kind: z.enum(resultKinds),
  /** An instant as the home's wall clock has it, "-1d 07:20:15"; a duration in seconds; none and question need no value. */
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  unit: z.string().optional(),
  /** How far a number, a duration or an instant may be off, times in seconds; else a hundredth of it. */
  within: z.number().nonnegative().optional(),
  /** A list may have more: what is wrong with a home is not all known to who tells of it. */
  isAtLeast: z.boolean().optional(),
});
export type Expected = z.infer<typeof Expected>;

const Asked = z.strictObject({
  ask: z.string().min(1),
  /** Asked just before, in the same conversation. */
  after: z.string().optional(),
  expect: Expected,
  /** What makes it hard, for whoever reads a failure. */
  note: z.string().optional(),
});
export type AskedQuestion = z.infer<typeof Asked>;

const QuestionFile = z.strictObject({
  /** A scenario file beside this one; "1" is the built-in home; "lived/NAME" one that a server has lived through. */
  home: z.string(),
  /** The home's wall clock when it is asked: "2026-11-26T14:30". */
  now: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
  language: z.enum(["en", "de"]).default("en"),
  questions: z.array(Asked).min(1),
});
export type QuestionFile = z.infer<typeof QuestionFile> & { name: string };

/** All sets of questions in a folder, by their names. */
export function questionFiles(folder: string): QuestionFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({
      name: name.replace(/\.json$/, ""),
      ...QuestionFile.parse(JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))),
    }));
}
