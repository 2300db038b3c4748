import { type DetailRule, detailsOf } from "./details.ts";
import type { Days, KeepRule, KeptEntity } from "./keep-days.ts";
import { keeping } from "./keep-days.ts";

/** What a day holds of a home; the arrays go along with `entities`. */
export type Tally = {
  home_id: number;
  day: string;
  entities: number[];
  states: number[];
  changes: number[];
  others: number[];
  hours: number[];
  bytes: number[];
  homely: number;
  attributes_id: number;
};

export type HomeRules = {
  home: number;
  keep: readonly KeepRule[];
  details: readonly DetailRule[];
  /** By id; also those that have gone. */
  entities: ReadonlyMap<number, KeptEntity>;
};

/** What goes of a day: of these entities the states, the other events, the repeats; of these homes the events about no entity. */
export type Going = {
  states: number[];
  others: number[];
  repeats: number[];
  homely: number[];
  /** How many events go, repeats by the count of the tally, and how many there are. */
  events: number;
  total: number;
  bytes: number;
};

export const nothing = (): Going => ({
  states: [],
  others: [],
  repeats: [],
  homely: [],
  events: 0,
  total: 0,
  bytes: 0,
});

type Judge = { day: string; today: string; isCapped?: boolean };

/** Adds what goes of one home's part of a day. Under the cap all goes but what somebody marked to stay for ever. */
export function addGoing(going: Going, tally: Tally, rules: HomeRules, { day, today, isCapped = false }: Judge): void {
  const kept = keeping(rules.keep);
  const age = daysBetween(day, today);
  const isOver = (days: Days) => days !== null && age > days;
  tally.entities.forEach((id, i) => {
    const [states = 0, changes = 0, others = 0, bytes = 0] = [
      tally.states[i],
      tally.changes[i],
      tally.others[i],
      tally.bytes[i],
    ];
    const entity = rules.entities.get(id) ?? stranger(id);
    const told = detailsOf(entity, rules.details).filter((rule) => rule.is_past || day >= rule.told_at.slice(0, 10));
    const isOut = told.some(({ detail, is_past }) => detail === "out" && is_past);
    const isSummedUp = told.some(({ detail }) => detail === "rollups");
    const isTaken = isOut || (isCapped && !kept.isMarked(entity));
    const go = { states: 0, others: 0 };
    if (isTaken || isSummedUp || isOver(kept.stateDays(entity))) {
      going.states.push(id);
      go.states = states;
    } else if (states > changes && told.some(({ detail }) => detail === "changes")) {
      going.repeats.push(id);
      go.states = states - changes;
    }
    if (isTaken || isOver(kept.otherDays(entity))) {
      going.others.push(id);
      go.others = others;
    }
    going.events += go.states + go.others;
    going.total += states + others;
    if (states + others > 0) going.bytes += (bytes * (go.states + go.others)) / (states + others);
  });
  going.total += tally.homely;
  if (!isCapped && !isOver(kept.classDays("events"))) return;
  going.homely.push(rules.home);
  going.events += tally.homely;
}

/** The row is gone, as nothing says any more what it was. */
const stranger = (id: number): KeptEntity => ({
  id,
  entity_id: "",
  name: null,
  device_id: null,
  area_id: null,
  platform: null,
  labels: [],
  category: null,
  is_numeric: false,
});

/** Whole days from one UTC day to another, `2026-11-21`. */
const daysBetween = (day: string, today: string): number => (Date.parse(today) - Date.parse(day)) / 86_400_000;

export const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
