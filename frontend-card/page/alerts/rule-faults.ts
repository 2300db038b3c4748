import { ofRules } from "../words/of-rules.ts";
import type { Rule } from "./rule-names.ts";

/** By the field that has it; of a level, with its number. */
export type RuleFaults = Readonly<Record<string, string>>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_MINUTES = 10_080;

/** What cannot be kept, in a sentence each. */
export function faultsOf({ name, between, levels }: Rule): RuleFaults {
  const { form: say } = ofRules();
  const odd = (time: string | undefined) => time !== undefined && !TIME.test(time);
  const ofLevels = levels.flatMap(({ after_minutes: n, who, how }, i): [string, string][] => [
    ...(Number.isInteger(n) && n >= 0 && n <= MOST_MINUTES ? [] : [[`after-${i}`, say.oddMinutes] as [string, string]]),
    ...(Array.isArray(who) && who.length === 0 ? [[`who-${i}`, say.nobody] as [string, string]] : []),
    ...(Array.isArray(how) && how.length === 0 ? [[`how-${i}`, say.noWay] as [string, string]] : []),
  ]);
  return {
    ...(name.trim() === "" && { name: say.nameMissing }),
    ...(odd(between?.from) && { from: say.odd }),
    ...(odd(between?.until) && { until: say.odd }),
    ...Object.fromEntries(ofLevels),
  };
}
