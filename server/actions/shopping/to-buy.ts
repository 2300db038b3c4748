import { words } from "./words.ts";

export type Language = "en" | "de";

const NAMES = 4;
/** What a battery's entity is called beside its device, in the languages of names. */
const ITS_NAME = /[\s:,-]*\b(battery( level| state| low)?|batterie(stand|ladung)?|akku(stand)?)$/i;

export interface Ending {
  readonly entity_id: string;
  readonly name: string;
  readonly cell: { readonly type: string; readonly quantity: number | null } | null;
  readonly is_charged: boolean;
  readonly is_low: boolean | null;
  readonly expected_on: string | null;
}

/** Cells of one type, as one line of the list. */
export interface ToBuy {
  readonly cell: string | null;
  readonly entities: readonly string[];
  readonly summary: string;
  readonly due_on: string;
}

type How = { today: string; until: string; language: Language };

/** By type of cell, what ends until a day or is low already; the soonest first. Days as ISO dates. */
export function toBuy(batteries: readonly Ending[], { today, until, language }: How): ToBuy[] {
  const due = batteries.flatMap((battery) => {
    const on = battery.is_low ? today : battery.expected_on;
    return battery.is_charged || on === null || on > until ? [] : [{ ...battery, on: on < today ? today : on }];
  });
  return [...Map.groupBy(due, ({ cell }) => cell?.type ?? null)]
    .map(([cell, all]) => {
      const own = all.sort((one, other) => order(one.on, other.on) || order(one.entity_id, other.entity_id));
      const due_on = own[0]?.on ?? today;
      const count = own.reduce((sum, { cell: its }) => sum + (its?.quantity ?? 1), 0);
      const names = own.slice(0, NAMES).map(({ name }) => name.replace(ITS_NAME, "") || name);
      const summary = words[language].item(count, cell, names, own.length - names.length, dayIn(due_on, language));
      return { cell, entities: own.map(({ entity_id }) => entity_id), summary, due_on };
    })
    .sort((one, other) => order(one.due_on, other.due_on) || order(one.cell ?? "", other.cell ?? ""));
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const dayIn = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === "de" ? "de" : "en-GB", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));
