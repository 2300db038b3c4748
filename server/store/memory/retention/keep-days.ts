/** What people tell apart, with the days that it is kept unless told otherwise. */
export const classes = {
  measurements: { days: 90, says: "numbers of sensors and meters" },
  states: { days: 90, says: "on and off, and states in words" },
  diagnostics: { days: 90, says: "entities that Home Assistant calls diagnostic or configuration" },
  events: { days: 90, says: "events that are no states: actions, automations, buttons" },
  traces: { days: 30, says: "runs of automations and scripts that went well" },
  "failed traces": { days: 365, says: "runs that failed" },
  metrics: { days: 90, says: "latency and uptime of the connection" },
  unreadable: { days: 90, says: "events that could not be stored, with the reason" },
  audit: { days: 90, says: "who changed what in HomeOps; logins, refusals and what touches secrets stay seven years" },
} as const;
export type KeptClass = keyof typeof classes;
export const classNames = Object.keys(classes) as [KeptClass, ...KeptClass[]];

/** An entity as far as its days depend on it. */
export type KeptEntity = {
  id: number;
  entity_id: string;
  name: string | null;
  device_id: string | null;
  area_id: string | null;
  platform: string | null;
  labels: string[];
  category: string | null;
  is_numeric: boolean;
};

/** Null is for ever. */
export type Days = number | null;
export type KeepRule = { kind: string; value: string; days: Days };

/** The rule that an option of the app makes. */
export const OPTION = { kind: "option", value: "days" } as const;

export interface Keeping {
  /** Where nobody wished otherwise. */
  usualDays(name: KeptClass): Days;
  classDays(name: KeptClass): Days;
  stateDays(entity: KeptEntity): Days;
  /** Of events about it that are no states. */
  otherDays(entity: KeptEntity): Days;
  /** Whether somebody wished to keep just this for ever; a cap does not take it. */
  isMarked(entity: KeptEntity): boolean;
}

/** Whose days an option of the app names. */
const RAW: readonly KeptClass[] = ["measurements", "states", "diagnostics", "events"];

/** The narrowest rule holds: entity before label before class before the option. Of several labels the longest, because what is let go of does not come back. */
export function keeping(rules: readonly KeepRule[]): Keeping {
  const daysBy = (kind: string) =>
    new Map(rules.filter((rule) => rule.kind === kind).map(({ value, days }) => [value, days]));
  const [byClass, byLabel, byEntity] = [daysBy("class"), daysBy("label"), daysBy("entity")];

  const [option] = rules.filter(({ kind }) => kind === OPTION.kind);

  const usualDays = (name: KeptClass): Days => (option && RAW.includes(name) ? option.days : classes[name].days);
  const classDays = (name: KeptClass): Days => byClass.get(name) ?? (byClass.has(name) ? null : usualDays(name));

  function own({ id, labels }: KeptEntity): Days | undefined {
    const wished = byEntity.get(String(id));
    if (wished !== undefined) return wished;
    const labelled = labels.flatMap((label) => byLabel.get(label) ?? (byLabel.has(label) ? [null] : []));
    return labelled.length > 0 ? longest(labelled) : undefined;
  }

  const or = (wished: Days | undefined, name: KeptClass) => (wished === undefined ? classDays(name) : wished);
  return {
    usualDays,
    classDays,
    stateDays: (entity) => or(own(entity), classOf(entity)),
    otherDays: (entity) => or(own(entity), "events"),
    isMarked: (entity) => own(entity) === null,
  };
}

export function classOf({ category, is_numeric }: KeptEntity): "measurements" | "states" | "diagnostics" {
  if (category !== null) return "diagnostics";
  return is_numeric ? "measurements" : "states";
}

export const longest = (all: readonly Days[]): Days => (all.includes(null) ? null : Math.max(...all.map(Number)));
