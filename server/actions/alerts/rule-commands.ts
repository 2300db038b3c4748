import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { noteAlerts } from "./alert-queries.ts";
import { KeepRule, KeptAs, Nothing, PreviewRule, RemoveRule, RulePreview, Rules } from "./contract.ts";
import { defaultRules } from "./default-rules.ts";
import { preview } from "./preview.ts";
import { addOwn, deleteRule, putInOrder, ruleRows, rulesOf, writeRule } from "./rules-kept.ts";

const MOST = 200;

export const rules = command({
  name: "alerts/rules",
  summary: "By which rules who is told of what, in their order: the first that fits decides",
  input: Nothing,
  output: Rules,
  run: (_, { world, home }) =>
    world.db.for("asked").transaction(async (tx) => {
      const changed = new Set((await ruleRows(tx, home)).map(({ name }) => name));
      const items = [...(await rulesOf(tx, home))].map(([rule, said]) => {
        const is_default = defaultRules.has(rule);
        return { ...said, rule, is_default, is_changed: is_default && changed.has(rule) };
      });
      return { items, cursor: null };
    }),
});

export const keepRule = command({
  name: "alerts/keep-rule",
  summary: "Makes a rule, before all others, or changes one; also those that come with HomeOps",
  access: "write",
  input: KeepRule,
  output: KeptAs,
  run: ({ rule, place, said }, { world, home }) =>
    world.db.for("asked").transaction(async (tx) => {
      const rows = await ruleRows(tx, home);
      const known = rows.find(({ name }) => name === rule);
      if (rule !== undefined && !known && !defaultRules.has(rule)) throw unknownRule(rule);
      if (rule === undefined && rows.length >= MOST)
        throw new Refusal("too_many_rules", `A home has ${MOST} rules at most; remove one with alerts/remove-rule`);
      const name = rule ?? (await addOwn(tx, home, said));
      await writeRule(tx, home, { name, said });
      const own = rows.filter((row) => !defaultRules.has(row.name)).map((row) => row.name);
      if (!defaultRules.has(name)) await putInOrder(tx, home, moved(own, name, place));
      await noteAlerts(tx, home);
      return { rule: name };
    }),
});

export const removeRule = command({
  name: "alerts/remove-rule",
  summary: "Removes a rule; one that comes with HomeOps is as it came again",
  access: "write",
  input: RemoveRule,
  output: KeptAs,
  run: ({ rule }, { world, home }) =>
    world.db.for("asked").transaction(async (tx) => {
      if ((await deleteRule(tx, home, rule)) === 0 && !defaultRules.has(rule)) throw unknownRule(rule);
      await noteAlerts(tx, home);
      return { rule };
    }),
});

export const previewRule = command({
  name: "alerts/preview-rule",
  summary: "How often a rule would have told somebody in the last 30 days, week by week",
  input: PreviewRule,
  output: RulePreview,
  run: ({ said }, call) => preview(said, call),
});

/** One that is new comes first, and one that is there stays where it is, unless its place is said. */
function moved(own: readonly string[], name: string, place = Math.max(0, own.indexOf(name))): string[] {
  return own.filter((one) => one !== name).toSpliced(place, 0, name);
}

const unknownRule = (rule: string): Refusal =>
  new Refusal("unknown_rule", `There is no rule ${rule} in this home; alerts/rules lists those there are`, {
    status: 404,
  });
