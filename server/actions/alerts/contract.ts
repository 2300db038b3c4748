import { z } from "zod";
import { Severity } from "#server/finding.ts";
import { InstantText } from "#server/store/memory/contract.ts";

/** What may wake people, in the order in which it is told. */
export const dangers = ["smoke", "gas", "leak", "intrusion", "unsafe"] as const;
export type Danger = (typeof dangers)[number];

export const Mode = z.enum(["home", "away", "night", "holiday"]);
export type Mode = z.infer<typeof Mode>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Say a time as in 07:30");
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const Who = z.union([z.enum(["everyone", "admins", "home", "away"]), z.array(z.uuid()).min(1).max(50)]);
const How = z.union([z.enum(["own", "all"]), z.array(z.int32()).min(1).max(20)]);

const Level = z.strictObject({
  after_minutes: z
    .int()
    .min(0)
    .max(10_080)
    .default(0)
    .meta({ description: "after the level before, unless somebody has it" }),
  who: Who.meta({ description: "home, away: whoever is so then; where nobody is, the admins" }),
  how: How.default("own").meta({
    description: "own: each person's first way that works; all: every way, the household's too; else these ways",
  }),
});

export const Rule = z.strictObject({
  name: z.string().trim().min(1).max(100),
  is_on: z.boolean().default(true),
  kinds: z
    .array(z.string().min(1).max(100))
    .max(100)
    .default([])
    .meta({ description: "checks; dangers (smoke, gas, leak, intrusion, unsafe); event:<type>; none: every check" }),
  severities: z.array(Severity).max(4).default([]),
  subjects: z.array(z.string().max(255)).max(100).default([]).meta({ description: "ids of entities, devices, areas" }),
  areas: z.array(z.string().max(255)).max(100).default([]).meta({ description: "ids of areas" }),
  modes: z.array(Mode).max(4).default([]),
  between: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable().default(null),
  when: z.enum(["now", "daily", "weekly", "never"]).default("now"),
  levels: z.array(Level).min(1).max(8),
});
export type Rule = z.output<typeof Rule>;
export type Level = Rule["levels"][number];

const ruleId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const KeptRule = Rule.extend({ rule: ruleId, is_default: z.boolean(), is_changed: z.boolean() });
export const Rules = z.object({ items: z.array(KeptRule), cursor: z.null() }).meta({ id: "AlertRules" });
export const KeepRule = z.strictObject({
  rule: ruleId.optional().meta({ description: "left out: a new one, before all others" }),
  place: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .meta({ description: "among one's own, the first is 0; left out: where it is" }),
  said: Rule,
});
export const KeptAs = z.object({ rule: ruleId });
export const RemoveRule = z.strictObject({ rule: ruleId });
export const PreviewRule = z.strictObject({ said: Rule });
export const RulePreview = z
  .object({
    weeks: z
      .array(z.object({ from: z.iso.date(), count: z.int() }))
      .meta({ description: "five of them, the last is this one" }),
    examples: z
      .array(z.object({ at: z.string(), kind: z.string(), severity: Severity }))
      .meta({ description: "the newest" }),
    unknown: z.array(z.enum(["modes", "dangers", "events"])).meta({ description: "what of the past cannot be said" }),
  })
  .meta({ id: "RulePreview" });

const wish = {
  language: z.enum(["en", "de"]),
  quiet: z
    .strictObject({ from: timeOfDay, until: timeOfDay, least: Severity.default("critical") })
    .nullable()
    .meta({ description: "meanwhile only what is as bad as `least` is told, and dangers" }),
  channels: z
    .array(z.int32())
    .max(20)
    .meta({ description: "in the order in which they are tried; none: all there are" }),
  least: Severity.meta({ description: "what is milder only comes in a digest" }),
  daily: timeOfDay.nullable().meta({ description: "when the day is told; null: never" }),
  weekly: z.strictObject({ day: z.enum(weekdays), at: timeOfDay }).nullable(),
  budget: z.int().min(0).max(1000).meta({ description: "pushes in 31 days, dangers aside" }),
};
export const Wishes = z.strictObject({
  language: wish.language.default("en"),
  quiet: wish.quiet.default({ from: "22:00", until: "07:00", least: "critical" }),
  channels: wish.channels.default([]),
  least: wish.least.default("warning"),
  daily: wish.daily.default("18:00"),
  weekly: wish.weekly.default({ day: "sunday", at: "10:00" }),
  budget: wish.budget.default(3),
});
export type Wishes = z.output<typeof Wishes>;
export const KeepMine = z.strictObject(wish).partial();
export const Mine = z
  .object({
    person: z.uuid(),
    wishes: Wishes,
    used: z.int().meta({ description: "pushes in the last 31 days" }),
    held: z.int().meta({ description: "what waits for the next digest" }),
    ways: z.array(z.object({ channel: z.int(), kind: z.string(), name: z.string(), is_on: z.boolean() })),
  })
  .meta({ id: "MyAlerts" });

const Telling = z.object({
  at: z.string(),
  person: z.string().nullable().meta({ description: "name; null: the household" }),
  kind: z.enum(["alert", "reminder", "recovery", "eased", "clear"]),
  level: z.int(),
  by: z.string().nullable().meta({ description: "the kind of way" }),
  state: z.enum(["waiting", "sending", "sent", "refused", "unknown", "held", "digested", "dropped"]),
  why: z.string().nullable(),
});

const AlertShown = z
  .object({
    alert: z.int(),
    finding: z.int().nullable(),
    kind: z.string(),
    severity: Severity,
    is_danger: z.boolean(),
    title: z.string(),
    text: z.string(),
    rule: z.string(),
    level: z.int().meta({ description: "how many levels of its rule have begun" }),
    levels: z.int(),
    opened_at: z.string(),
    closed_at: z.string().nullable(),
    acked_at: z.string().nullable(),
    acked_by: z.string().nullable(),
    snoozed_until: z.string().nullable(),
    told: z.array(Telling),
  })
  .meta({ id: "Alert" });
export type AlertShown = z.infer<typeof AlertShown>;

const language = z.enum(["en", "de"]).default("en");
export const ListAlerts = z.strictObject({ language, limit: z.int().min(1).max(200).default(100) });
export const AlertHistory = ListAlerts.extend({ cursor: z.string().max(100).optional() });
export const AlertPage = z
  .object({ items: z.array(AlertShown), cursor: z.string().nullable() })
  .meta({ id: "AlertPage" });
export const Acknowledge = z.strictObject({
  alert: z.int32(),
  until: InstantText.optional().meta({
    description: "left out: somebody has it; else be quiet until then, at most a year",
  }),
});
export const Acknowledged = z.object({
  alert: z.int(),
  acked_at: z.string().nullable(),
  snoozed_until: z.string().nullable(),
});
export const Nothing = z.strictObject({});
