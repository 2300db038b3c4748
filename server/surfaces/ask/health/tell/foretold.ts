import { KIND } from "#server/analysis/batteries/foretell.ts";
import { LEAST_SCORED } from "#server/analysis/diagnostics/failures/list-predictions.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { maintenanceAfter } from "#server/store/ledger/maintenance/queries.ts";
import { rateOf } from "#server/store/ledger/predictions/device-queries.ts";
import { scoresOf } from "#server/store/ledger/predictions/queries.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import { type AskedOfHealth, cited, found, MOST_TOLD, some, subjectOf } from "../found.ts";
import { missedBatteries } from "../queries.ts";
import { listedOf } from "./devices.ts";

/** How often batteries ended when they were said to. */
export async function howSure({ tx, home, language }: AskedOfHealth): Promise<Outcome> {
  const { told } = language.health;
  const scores = await scoresOf(tx, home, KIND);
  const count = scores.reduce((sum, it) => sum + it.scored, 0);
  const within = scores.reduce((sum, it) => sum + it.within, 0);
  if (count < LEAST_SCORED) return notKnown(told.notSure({ scored: count }));
  const share = within / count;
  const value = Math.round(share * 100);
  return {
    text: told.howSure({ scored: count, share }),
    result: { kind: "number", value, unit: "%" },
    citations: [],
    confidence: SURE,
  };
}

/** Batteries that ended at another time than was said, and what somebody called no problem. */
export async function gotWrong({ when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const { tx, home } = asked;
  const isThen = (at: number) => !when || (at >= when.from.epochMilliseconds && at < when.to.epochMilliseconds);
  const missed = (await missedBatteries(tx, home)).filter(({ outcome_on }) => isThen(Date.parse(outcome_on)));
  const refused = (await found(asked, { states: ["closed"] })).filter(
    ({ row, to }) => row.closed_as === "not_a_problem" && isThen((to ?? 0) / 1000),
  );
  const names = [...new Set([...missed.map(({ name }) => name), ...refused.map(({ name }) => name)])];
  if (names.length > 0)
    return { ...listedOf(names, told.gotWrong(some(names))), citations: refused.slice(0, MOST_TOLD).map(cited) };
  const isScored =
    (await scoresOf(tx, home, KIND)).some(({ scored }) => scored > 0) || (await rateOf(tx, home)) !== undefined;
  return isScored ? listedOf([], told.nothingWrongSaid) : notKnown(told.nothingScored);
}

/** What is muted or snoozed. */
export async function silenced(asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const rows = await found(asked, { states: ["muted", "snoozed"] });
  const names = rows.map(({ title, name }) => `${title}: ${name}`);
  const text = rows.length > 0 ? told.silenced({ ...some(names), count: rows.length }) : told.nothingSilenced;
  return { ...listedOf(rows.map(subjectOf), text), citations: rows.slice(0, MOST_TOLD).map(cited) };
}

export async function maintenance(asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const now = fromMicroseconds(asked.now);
  const windows = (await maintenanceAfter(asked.tx, asked.home, now)).filter(
    ({ from }) => Date.parse(from) <= asked.now / 1000,
  );
  const [first] = windows;
  if (!first)
    return { text: told.noMaintenance, result: { kind: "boolean", value: false }, citations: [], confidence: SURE };
  const { house } = asked;
  const of =
    first.subject_kind === "area"
      ? house.places.find(({ kind, id }) => kind === "area" && id === first.subject)?.name
      : house.entities.find(({ device_id }) => device_id === first.subject)?.device;
  return {
    text: told.maintenance({
      ...asked,
      of: of ?? undefined,
      isHoliday: first.kind === "holiday",
      until: Date.parse(first.until) * 1000,
    }),
    result: { kind: "boolean", value: true },
    citations: [{ at: first.from, entity_id: null, text: first.why ?? first.kind }],
    confidence: SURE,
  };
}
