import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { type Thing, thingsOf } from "../kept/things.ts";

export type KeptRule = Commands["alerts/rules"]["output"]["items"][number];
export type Rule = Omit<KeptRule, "rule" | "is_default" | "is_changed">;

/** What rules name by ids, by those ids. */
export interface RuleNames {
  readonly people: ReadonlyMap<string, string>;
  readonly areas: ReadonlyMap<string, string>;
  readonly ways: ReadonlyMap<number, string>;
  readonly things: readonly Thing[];
}

export const NO_NAMES: RuleNames = { people: new Map(), areas: new Map(), ways: new Map(), things: [] };

/** @throws Refused */
export async function ruleNames(wire: Wire, home: number): Promise<RuleNames> {
  const [people, score, channels, things] = await Promise.all([
    wire.ask("people/list", { home }),
    wire.ask("health/score", { home }),
    wire.ask("alerts/channels", { home }),
    thingsOf(wire, home, []),
  ]);
  return {
    people: new Map(people.items.map(({ person, name }) => [person, name])),
    areas: new Map(score.areas.map(({ area_id, name }) => [area_id, name])),
    ways: new Map(channels.items.map(({ channel, name }) => [channel, name])),
    things,
  };
}

export const thingNamed = ({ things }: RuleNames, id: string): string =>
  things.find(({ value }) => value === id)?.name ?? id;

/** What is sent again of a rule that is kept. */
export const saidIn = ({ rule: _rule, is_default: _default, is_changed: _changed, ...said }: KeptRule): Rule => said;

/** One that somebody begins with: whatever is broken, to whoever runs the home. */
export const freshRule = (): Rule => ({
  ...{ name: "", is_on: true, kinds: [], severities: [], subjects: [], areas: [], modes: [], between: null },
  ...{ when: "now", levels: [{ after_minutes: 0, who: "admins", how: "own" }] },
});
