import type { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import {
  classes,
  classNames,
  classOf,
  type Days,
  type KeepRule,
  type KeptClass,
  keeping,
} from "#server/store/memory/retention/keep-days.ts";
import { wouldGo } from "#server/store/memory/retention/let-go.ts";
import { daysThere, deleteKeep, latestLetGo, newestEntity, writeKeep } from "#server/store/memory/retention/queries.ts";
import { everyRule, rulesOf, withKeep, withoutKeep } from "#server/store/memory/retention/rules.ts";
import { talliesSince } from "#server/store/memory/retention/tally-queries.ts";
import { Keep, Kept, Retention, ShowRetention } from "./contract.ts";
import { labelNames } from "./queries.ts";
import { keepSentence } from "./tell.ts";
import { heedWishes } from "./wishes.ts";

const show = command({
  name: "memory/retention",
  summary: "How long what is kept, what there is of it, and what went the last time",
  input: ShowRetention,
  output: Retention,
  async run(_, { world, home }) {
    const rules = await rulesOf(world.db, home);
    const { classDays, usualDays } = keeping(rules.keep);
    const counts = await countsByClass(world.db, home, rules.entities);
    const names = new Map((await labelNames(world.db, home)).map(({ id, name }) => [id, name]));
    const days = await daysThere(world.db);
    return {
      classes: classNames.map((name) => ({
        name,
        days: classDays(name),
        default_days: usualDays(name) ?? classes[name].days,
        says: classes[name].says,
        events: counts.get(name) ?? null,
      })),
      labels: rules.keep
        .filter(({ kind }) => kind === "label")
        .map(({ value, days }) => ({ label: value, name: names.get(value) ?? value, days })),
      label_names: [...names].map(([label, name]) => ({ label, name })),
      entities: rules.keep.flatMap(({ kind, value, days }) => {
        const entity = kind === "entity" ? rules.entities.get(Number(value)) : undefined;
        return entity ? [{ entity_id: entity.entity_id, name: entity.name, days }] : [];
      }),
      oldest: days[0]?.day ?? null,
      last: (await latestLetGo(world.db)) ?? null,
    };
  },
});

/** By what is counted, so without today; null where nothing is counted yet. */
async function countsByClass(
  db: Call["db"],
  home: number,
  entities: Awaited<ReturnType<typeof rulesOf>>["entities"],
): Promise<Map<KeptClass, number>> {
  const counts = new Map<KeptClass, number>();
  const add = (name: KeptClass, more: number) => counts.set(name, (counts.get(name) ?? 0) + more);
  for (const tally of await talliesSince(db, home, "1970-01-01")) {
    tally.entities.forEach((id, i) => {
      const entity = entities.get(id);
      if (entity) add(classOf(entity), tally.states[i] ?? 0);
      add("events", tally.others[i] ?? 0);
    });
    add("events", tally.homely);
  }
  return counts;
}

const keep = command({
  name: "memory/keep",
  summary: "How many days a class, a label or an entity is kept; with preview only what would go by it",
  access: "write",
  input: Keep,
  output: Kept,
  async run(wish, { world, home }) {
    const rule = await ruleOf(world.db, home, wish);
    const rules = await everyRule(world.db);
    const holding = new Map(rules);
    const own = rules.get(home);
    if (own)
      rules.set(home, rule.days === undefined ? withoutKeep(own, rule) : withKeep(own, { ...rule, days: rule.days }));
    const { events, bytes, days, from, to } = await wouldGo(world, rules, holding);
    const answer = {
      would_go: { events, bytes, days, from, to },
      sentence: keepSentence({ events, bytes }, wish.preview),
    };
    if (wish.preview) return { ...answer, is_changed: false };
    if (rule.days === undefined) await deleteKeep(world.db, home, rule);
    else await writeKeep(world.db, home, { ...rule, days: rule.days });
    await heedWishes(world, home);
    return { ...answer, is_changed: true };
  },
});

type Wish = Omit<KeepRule, "days"> & { days: Days | undefined };

/** An entity is remembered by its row, so that a rename does not shorten what is kept of it. */
async function ruleOf(db: Call["db"], home: number, { kind, value, days }: z.output<typeof Keep>): Promise<Wish> {
  if (kind === "class") {
    if (Object.hasOwn(classes, value)) return { kind, value, days };
    throw new Refusal("unknown_class", `There is no class ${value}; take one of ${classNames.join(", ")}`);
  }
  if (kind === "label") return { kind, value, days };
  const entity = await newestEntity(db, home, value);
  if (entity) return { kind, value: String(entity.id), days };
  throw new Refusal("unknown_entity", `Nothing is known of ${value}; take an entity id of house/entities`, {
    status: 404,
  });
}

export const keepCommands = [show, keep];
