import type { ChangeAction, ChangeKind, Difference, Gist } from "./contract.ts";
import { type ChangeWords, english } from "./words/en.ts";

const LONGEST = 280;
const LONGEST_NAME = 80;

export interface Summarised {
  readonly kind: ChangeKind;
  readonly action: ChangeAction;
  readonly name: string;
  readonly who: string | null;
  readonly gist: Gist;
}

/** One sentence: "Anna changed the automation Night lights: trigger time 22:00 → 21:30". */
export function summaryOf(it: Summarised, words: ChangeWords = english): string {
  const said = sayingOf(it);
  const who = it.who === null ? "" : oneLine(it.who, LONGEST_NAME);
  const [first] = it.gist.differences;
  const text = filled(words.said[who ? (`${said}_by` as const) : said], {
    thing: filled(words.things[it.kind], { name: oneLine(it.name, LONGEST_NAME) }),
    who,
    what: partsOf(it.gist, words),
    before: told(first?.before, words),
    after: told(first?.after, words),
  });
  return oneLine(text.charAt(0).toUpperCase() + text.slice(1), LONGEST);
}

type Saying = "added" | "removed" | "changed" | "hidden" | "enabled" | "disabled" | "renamed" | "updated";

const NAMES = ["name", "alias", "title", "name_by_user"];

function sayingOf({ kind, action, gist }: Summarised): Saying {
  if (action !== "changed") return action;
  if (gist.isHidden) return "hidden";
  const [only, another] = gist.differences;
  if (!only || another || gist.more > 0) return "changed";
  if (kind === "version" && only.before !== undefined && only.after !== undefined) return "updated";
  if (only.path === "disabled_by") return isNothing(only.after) ? "enabled" : "disabled";
  return NAMES.includes(only.path) && !isNothing(only.before) ? "renamed" : "changed";
}

const isNothing = (value: Difference["after"]): boolean => value === undefined || value === null || value === "";

function partsOf({ differences, more }: Gist, words: ChangeWords): string {
  const parts = differences.map((one) => partOf(one, words));
  const list = [...new Set(parts)].join(", ");
  return more > 0 ? `${list} ${filled(words.more, { count: String(more) })}` : list;
}

function partOf({ path, before, after }: Difference, words: ChangeWords): string {
  const label = labelOf(path, words);
  const [was, is] = [told(before, words), told(after, words)];
  if (before === undefined) return squeezed(filled(words.parts.added, { label, after: is }));
  if (after === undefined) return squeezed(filled(words.parts.removed, { label, before: was }));
  if (was === is || was === "" || is === "") return filled(words.parts.rewritten, { label });
  return filled(words.parts.changed, { label, before: was, after: is });
}

/** `triggers[0].at` → "trigger time": where it is, and what. */
function labelOf(path: string, { keys }: ChangeWords): string {
  const word = (key: string) => (Object.hasOwn(keys, key) ? (keys[key] ?? key) : key.replaceAll("_", " "));
  const steps = path
    .replace(/\[\d+\]/g, "")
    .split(".")
    .filter(Boolean);
  const [first = "", last = first] = [steps[0], steps.at(-1)];
  return [...new Set([word(first), word(last)])].join(" ");
}

/** Only what can be told in a few words. */
function told(value: Difference["before"], words: ChangeWords): string {
  if (value === undefined) return "";
  if (value === null || value === "") return words.nothing;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return value.replace(/^(\d{1,2}:\d\d):00$/, "$1");
  if (typeof value === "number") return String(value);
  const members = Array.isArray(value) ? value : Object.values(value);
  if (members.length === 0) return Array.isArray(value) ? words.nothing : "";
  return members.map((member) => told(member as Difference["before"], words)).join(Array.isArray(value) ? ", " : " ");
}

const squeezed = (text: string): string => text.replace(/ {2,}/g, " ");

/** A name with braces stays a name. */
const filled = (template: string, parts: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, key: string) => parts[key] ?? "");

/** What people and devices can write stays within its line. */
function oneLine(text: string, longest: number): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s“”]+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
