import type { Transactions } from "#db/database.ts";
import type { Row } from "#server/columns.ts";
import { inWindows } from "#server/in-windows.ts";
import { toMicroseconds } from "#server/instant.ts";
import { numberOf } from "#server/number-of.ts";
import type { WantedExport } from "./contract.ts";
import { type EventRow, eventsIn, type HourRow, hoursIn, type Thing } from "./queries.ts";

export type Selection = { home: number; things: readonly Thing[]; isEverything: boolean; wanted: WantedExport };

/** Page by page, as this asker may see them. */
export async function* rowsOf(
  db: Transactions,
  { home, things, isEverything, wanted }: Selection,
): AsyncGenerator<Row[]> {
  const known = new Map(things.map((thing) => [thing.id, thing]));
  const keys = isEverything ? null : [...known.keys()];
  if (wanted.what === "events")
    for await (const rows of inWindows(wanted, (window) => eventsIn(db, { home, keys }, window)))
      yield rows.map((row) => eventRow(row, known.get(row.entity_id)));
  else
    for await (const rows of inWindows(wanted, (window) => hoursIn(db, { home, keys }, window)))
      yield rows.map((row) => hourRow(row, known.get(row.entity_id ?? 0)));
}

const eventRow = ({ at, state, event }: EventRow, thing: Thing | undefined): Row => [
  toMicroseconds(at),
  thing?.entity_id ?? null,
  thing?.name ?? null,
  thing?.area ?? null,
  event ?? "state_changed",
  state,
  numberOf(state),
  thing?.unit ?? null,
];

const hourRow = (
  { hour, statistic_id, unit, mean, min, max, last, change }: HourRow,
  thing: Thing | undefined,
): Row => [
  toMicroseconds(hour),
  thing?.entity_id ?? statistic_id,
  thing?.name ?? null,
  thing?.area ?? null,
  unit,
  ...[mean, min, max, last, change],
];
