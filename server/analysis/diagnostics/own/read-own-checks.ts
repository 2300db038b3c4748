import { readFile } from "node:fs/promises";
import path from "node:path";
import { isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { z } from "zod";
import type { World } from "#server/world.ts";
import type { Fault } from "../held-words.ts";
import { faultsOf } from "./faults-of.ts";
import { OwnCheck } from "./own-check.ts";

const OWN_CHECKS = "own-checks.yaml";
const LARGEST = 256 * 1024;
const MOST = 200;
/** So many help to mend a file; each look writes them down. */
const MOST_FAULTS = 20;
/** In the app the data folder is nobody's to write; this one is seen by file editors and Samba. */
const SHARED = "/share/homeops";

export interface OwnChecks {
  /** Where they stand, or would. */
  readonly file: string;
  readonly checks: readonly OwnCheck[];
  /** Where there is any, nothing is checked. */
  readonly faults: readonly Fault[];
}

/** Read anew each time, so that a changed file counts at the next look. */
export async function readOwnChecks({ options }: Pick<World, "options">): Promise<OwnChecks> {
  const folder = options.supervisor ? SHARED : options.dataFolder;
  const file = path.join(folder, OWN_CHECKS);
  try {
    const text = await readFile(file, "utf8");
    if (text.length > LARGEST) return { file, checks: [], faults: [{ code: "too_large" }] };
    const { checks, faults } = ownChecksIn(text);
    const more = faults.length - MOST_FAULTS;
    return {
      file,
      checks,
      faults: [...faults.slice(0, MOST_FAULTS), ...(more > 0 ? [{ code: "more", count: more } as const] : [])],
    };
  } catch (error) {
    if (isAbsent(error)) return { file, checks: [], faults: [] };
    return { file, checks: [], faults: [whyNot(error)] };
  }
}

/** Of the file system by its code, since its own words are for programmers. */
function whyNot(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: "unreadable" };
  const code = "code" in error ? String(error.code) : "";
  if (code === "EISDIR") return { code: "is_folder" };
  if (code === "EACCES" || code === "EPERM") return { code: "no_right" };
  return code || !/alias/i.test(error.message) ? { code: "said", words: error.message } : { code: "refers_to_itself" };
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

const KEYS = Object.keys(OwnCheck.shape);
const File = z.strictObject(
  { checks: z.array(z.unknown()).max(MOST) },
  { error: ({ code }) => (code === "invalid_type" ? "begins" : undefined) },
);

export function ownChecksIn(text: string): Pick<OwnChecks, "checks" | "faults"> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return {
      checks: [],
      faults: document.errors.map(({ pos, message }) => ({
        line: lines.linePos(pos[0]).line,
        code: "said",
        words: firstLine(message),
      })),
    };
  if (document.contents === null) return { checks: [], faults: [] };
  const lineOf = (place: readonly PropertyKey[]) =>
    lines.linePos(nodeAt(document.contents, place)?.range?.[0] ?? 0).line;
  const told = (
    issue: z.core.$ZodIssue,
    within: { names: readonly string[]; before: readonly PropertyKey[]; whole: string },
  ) => {
    const at = { line: lineOf([...within.before, ...issue.path]), place: issue.path.join(".") || within.whole };
    return faultsOf(issue, within.names).map((fault): Fault => ({ ...fault, ...at }));
  };
  const file = File.safeParse(document.toJS());
  if (!file.success)
    return {
      checks: [],
      faults: file.error.issues.flatMap((issue) => told(issue, { names: ["checks"], before: [], whole: "file" })),
    };
  const parsed = file.data.checks.map((one) => OwnCheck.safeParse(one));
  const ofOne = (at: number) => ({ names: KEYS, before: ["checks", at], whole: "check" });
  const faults = parsed.flatMap(({ error }, at) => error?.issues.flatMap((issue) => told(issue, ofOne(at))) ?? []);
  const checks = parsed.flatMap(({ data }) => data ?? []);
  const again = checks.findIndex(({ name }, at) => checks.findIndex((it) => it.name === name) < at);
  if (again >= 0)
    faults.push({ line: lineOf(["checks", again, "name"]), code: "twice", name: checks[again]?.name ?? "" });
  return faults.length > 0 ? { checks: [], faults } : { checks, faults };
}

const firstLine = (message: string): string => message.split(" at line ")[0]?.split("\n")[0] ?? message;

/** The innermost node on the way that there is. */
function nodeAt(root: unknown, place: readonly PropertyKey[]): Node | undefined {
  let node = root as Node | undefined;
  for (const step of place) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (next === undefined || next === null) return node;
    node = next as Node;
  }
  return node;
}
