import { KIND } from "#server/analysis/batteries/foretell.ts";
import type { Level } from "#server/analysis/batteries/levels-now.ts";
import { standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import type { AskedOfHealth } from "../found.ts";
import { todayOf } from "../found.ts";
import { daysOf } from "../horizons.ts";
import { batteriesNow } from "./batteries.ts";

/** What will be empty by then, and what is low now, by types of cells. */
export async function batteriesToBuy({ by, cell }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, language } = asked;
  const { told } = language.health;
  const { to } = by ?? daysOf("soon", todayOf(asked));
  const levels = await batteriesNow(asked);
  const said = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row.expected_on]));
  if (said.size === 0 && levels.every(({ is_low }) => is_low !== true)) return notKnown(language.health.noForecasts);
  const empty = levels.filter(({ row, is_low }) => is_low === true || (said.get(row.key) ?? "9") <= to.toString());
  const typed = empty.filter(({ cell: its }) => its && (cell === undefined || isOf(its.type, cell)));
  const untold = empty.filter(({ cell: its }) => !its).length;
  const parts = [...Map.groupBy(typed, (level) => level.cell?.type ?? "")].map(([type, own]) => ({
    ...{ type, count: own.reduce((sum, one) => sum + countOf(one), 0) },
    names: own.map(({ row }) => deviceOf(row, asked)),
  }));
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return {
    text: count > 0 ? told.toBuy({ parts, untold }) : told.nothingToBuy({ type: cell, untold }),
    result: { kind: "count", value: count },
    citations: [],
    confidence: SURE,
  };
}

const countOf = ({ cell }: Level): number => cell?.quantity ?? 1;
/** Coin cells begin alike: "CR". */
const isOf = (type: string, wanted: string): boolean =>
  wanted === "CR" ? /^CR\d{4}/i.test(type) : type.toUpperCase() === wanted.toUpperCase();

const deviceOf = ({ entity_id, name }: Level["row"], { house }: AskedOfHealth): string =>
  house.entities.find((one) => one.entity_id === entity_id)?.device ?? name;
