import type { Capability } from "#server/capability.ts";
import { EVENT_COLUMNS, HOUR_COLUMNS } from "#server/columns.ts";
import { type Call, command } from "#server/command.ts";
import { parquet } from "#server/parquet.ts";
import { Refusal } from "#server/refusal.ts";
import { exportsOf } from "../export-desk.ts";
import { OfferedExport, WantedExport } from "./contract.ts";
import { csv } from "./csv.ts";
import { exportMine } from "./export-mine.ts";
import { thingsOf } from "./queries.ts";
import { rowsOf } from "./read-rows.ts";

const formats = {
  csv: { write: csv, type: "text/csv; charset=utf-8" },
  parquet: { write: parquet, type: "application/vnd.apache.parquet" },
} as const;

const begin = command({
  name: "export/begin",
  summary: "Choose what to take along as CSV or Parquet; answers where to fetch it",
  access: "write",
  input: WantedExport,
  output: OfferedExport,
  async run(wanted, call) {
    const isEverything = wanted.entities.length + wanted.areas.length === 0;
    const things = await thingsOf(call.db, { home: call.home, ...wanted });
    if (things.length === 0 && !isEverything)
      throw new Refusal("nothing_to_export", "Nothing that was chosen is known here; choose other entities or areas");
    return {
      ...offered(call, { home: call.home, things, isEverything, wanted }),
      things: isEverything ? null : things.length,
    };
  },
});

function offered({ world, db }: Call, selection: Parameters<typeof rowsOf>[1]): { path: string; name: string } {
  const { what, format, from, to } = selection.wanted;
  const { write, type } = formats[format];
  const columns = what === "events" ? EVENT_COLUMNS : HOUR_COLUMNS;
  const name = `homeops-${what}-${from.slice(0, 10)}-${to.slice(0, 10)}.${format}`;
  const ticket = exportsOf(world).offer({ name, type, pieces: () => write(columns, rowsOf(db, selection)) });
  return { path: `api/export/${ticket}`, name };
}

export const exporting: Capability = { name: "export", commands: [begin, exportMine] };
