import { capital } from "../look/capital.ts";
import { ofKinds, ofRules } from "../words/of-rules.ts";
import { findings } from "../words/words.ts";
import { type KeptRule, type Rule, type RuleNames, thingNamed } from "./rule-names.ts";

const MOST = 3;
const EVENT = "event:";
const OWN = "own:";

/** A check, a danger, an event, or a check of somebody's own, by name. */
export function kindNamed(kind: string): string {
  const { dangers, checks, event, own } = ofKinds();
  const names: Readonly<Record<string, string>> = { ...dangers, ...checks };
  if (kind.startsWith(EVENT)) return event(kind.slice(EVENT.length));
  return kind.startsWith(OWN) ? own(kind.slice(OWN.length)) : (names[kind] ?? kind);
}

/** One of ours is called so in the language of whoever looks, until somebody has changed it. */
export function nameOf({ rule, name, is_default, is_changed }: KeptRule): string {
  const names: Readonly<Record<string, string>> = ofRules().names;
  return is_default && !is_changed ? (names[rule] ?? name) : name;
}

/** "Battery low · Warning · Hall": of what a rule tells. */
export function whatTold(rule: Rule, names: RuleNames): string {
  const { said, modes } = ofRules();
  const { between } = rule;
  const parts = [
    rule.kinds.length > 0 ? few(rule.kinds.map(kindNamed)) : said.all,
    few(rule.severities.map((severity) => findings.severities[severity])),
    few(rule.areas.map((area) => names.areas.get(area) ?? area)),
    few(rule.subjects.map((id) => thingNamed(names, id))),
    rule.modes.length > 0 ? said.at(few(rule.modes.map((mode) => modes[mode]))) : "",
    between ? said.between(between.from, between.until) : "",
  ];
  return capital(parts.filter(Boolean).join(" · "));
}

/** "Everyone, by every way; after 5 min everyone": whom, and when. */
export function whomTold({ when, levels }: Rule, names: RuleNames): string {
  const { said, how } = ofRules();
  if (when === "never") return capital(said.never);
  const all = levels.map((level) => peopleIn(level.who, names));
  if (when !== "now") return capital(said[when](few([...new Set(all)])));
  const steps = levels.map((level, i) => {
    const told = said.now(all[i] ?? "", Array.isArray(level.how) ? how.these : how[level.how]);
    return level.after_minutes > 0 ? said.after(level.after_minutes, told) : told;
  });
  return capital(steps.join("; "));
}

function peopleIn(who: Rule["levels"][number]["who"], { people }: RuleNames): string {
  const { who: words, form } = ofRules();
  return Array.isArray(who) ? few(who.map((id) => people.get(id) ?? form.stranger)) : words[who];
}

function few(names: readonly string[]): string {
  const more = names.length - MOST;
  const shown = more > 0 ? [...names.slice(0, MOST), ofRules().said.more(more)] : names;
  return shown.join(", ");
}
