import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Law } from "#server/law.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type FindingState, findingStates } from "#server/store/ledger/findings/contract.ts";
import { type FindingRow, listFindings } from "#server/store/ledger/findings/queries.ts";
import type { World } from "#server/world.ts";
import type { Citation } from "../contract.ts";
import type { KnownHouse } from "../house/known-house.ts";
import type { Language } from "../language/language.ts";
import type { EndingRow } from "./queries.ts";

/** As many are told; the rest is counted. */
export const MOST_TOLD = 5;

/** A home at a moment, `now` in microseconds, who asks, and the language in which it is told of. */
export interface AskedOfHealth {
  readonly tx: Queries;
  readonly world: Pick<World, "db"> | undefined;
  readonly home: number;
  readonly now: number;
  readonly timeZone: string;
  readonly isTwelve: boolean;
  readonly language: Language;
  readonly law: Law;
  readonly house: KnownHouse;
  readonly present: ReadonlyMap<string, PresentState>;
  /** By entity id, as ISO text. */
  readonly reported: ReadonlyMap<string, string>;
}

type Wanted = {
  findings?: readonly number[];
  checks?: readonly string[];
  states?: readonly FindingState[];
  causes?: boolean;
  about?: readonly number[];
};

/** A finding as it is told; times in microseconds. */
export interface Found {
  readonly id: number;
  readonly row: FindingRow;
  readonly title: string;
  readonly sentence: string;
  readonly advice: string;
  readonly name: string;
  readonly entity_id: string | null;
  readonly from: number;
  readonly to: number | undefined;
  readonly at: string;
}

/** Findings as they are told, the worst first. */
export async function found({ tx, home, now, language }: AskedOfHealth, wanted: Wanted): Promise<Found[]> {
  const states = wanted.states ?? findingStates;
  const rows = await listFindings(tx, { ...wanted, home, now: fromMicroseconds(now), states, limit: 200 });
  return rows.map((row) => {
    const { title, sentence, subject, advice } = shownFinding(row, now / 1000, language.code === "de" ? "de" : "en");
    return {
      ...{ id: row.finding, row, title, sentence, advice, name: subject.name, entity_id: row.entity_id },
      from: toMicroseconds(row.since),
      to: row.closed_at === null ? undefined : toMicroseconds(row.closed_at),
      at: row.opened_at,
    };
  });
}

export const cited = ({ at, entity_id, title, name }: Omit<Found, "row">): Citation => ({
  ...{ at, entity_id },
  text: `${title}: ${name}`,
});

/** What a finding is about, as an answer lists it. */
export const subjectOf = ({ entity_id, name }: Pick<Found, "entity_id" | "name">): string => entity_id ?? name;

export const todayOf = ({ now, timeZone }: AskedOfHealth): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now / 1000))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();

/** The noon of a day, in microseconds. */
export const noonOf = (day: string, { timeZone }: AskedOfHealth): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: "12:00" }).epochMilliseconds * 1000;

export function endingOf(
  { name, expected_on, earliest_on, latest_on }: Omit<EndingRow, "entity_id">,
  asked: AskedOfHealth,
) {
  const [expected, earliest, latest] = [expected_on, earliest_on, latest_on].map((day) => noonOf(day, asked));
  return { name, expected: expected ?? 0, earliest: earliest ?? 0, latest: latest ?? 0 };
}

/** The first of several, and how many there are besides. */
export const some = (names: readonly string[]) => ({
  names: names.slice(0, MOST_TOLD),
  more: Math.max(0, names.length - MOST_TOLD),
});
