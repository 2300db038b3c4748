import type { Mode, Rule } from "./contract.ts";
import { isBetween } from "./day-times.ts";
import type { Matter } from "./situation.ts";

interface When {
  readonly now: number;
  readonly timeZone: string;
  /** null: of the past that is not known, and no rule fails by it. */
  readonly mode: Mode | null;
}

type Told = Pick<Matter, "kind" | "isDanger" | "severity" | "subjects" | "areas">;

/** The first that fits decides. */
export const ruleFor = (rules: ReadonlyMap<string, Rule>, matter: Told, when: When): [string, Rule] | undefined =>
  [...rules].find(([, rule]) => rule.is_on && fits(rule, matter, when));

export function fits(rule: Rule, { kind, isDanger, severity, subjects, areas }: Told, when: When): boolean {
  if (!isOfKind(rule, { kind, isDanger })) return false;
  if (!isAmong(rule.severities, severity)) return false;
  if (!isAnyAmong(rule.areas, areas) || !isAnyAmong(rule.subjects, subjects)) return false;
  if (when.mode !== null && !isAmong(rule.modes, when.mode)) return false;
  return rule.between === null || isBetween(when.now, when.timeZone, rule.between);
}

/** Dangers and events are meant where they are named alone. */
const isOfKind = ({ kinds }: Rule, { kind, isDanger }: Pick<Matter, "kind" | "isDanger">): boolean =>
  kinds.length === 0 ? !isDanger && !kind.startsWith("event:") : kinds.includes(kind);

const isAmong = <T>(wanted: readonly T[], one: T): boolean => wanted.length === 0 || wanted.includes(one);

const isAnyAmong = (wanted: readonly string[], some: readonly string[]): boolean =>
  wanted.length === 0 || some.some((one) => wanted.includes(one));
