import { mkdir, open, rename, stat } from "node:fs/promises";
import path from "node:path";
import type { Transactions } from "#db/database.ts";
import { type Columns, EVENT_COLUMNS, type Row } from "#server/columns.ts";
import { inWindows } from "#server/in-windows.ts";
import { toMicroseconds } from "#server/instant.ts";
import { numberOf } from "#server/number-of.ts";
import { parquet } from "#server/parquet.ts";
import { syncFolder } from "#server/whole-file.ts";
import { bodiesOf, eventsToArchive, namedHomes } from "./queries.ts";

const COLUMNS: Columns = [...EVENT_COLUMNS, { name: "attributes", kind: "text" }];

/** For the owner of the folder alone: it tells where people were. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];

/**
 * Writes a day of each home as Parquet before anything of it goes: `<folder>/<home>/2026-08/2026-08-14.parquet`, so that a month is a folder,
 * as readers of Parquet like it. One that is there was written when the day was whole, and stays. Each file is whole or not there.
 */
export async function archiveDay(db: Transactions, folder: string, day: string): Promise<void> {
  for (const home of await namedHomes(db)) {
    const month = path.join(folder, folderOf(home), day.slice(0, 7));
    const file = path.join(month, `${day}.parquet`);
    if (await isThere(file)) continue;
    await mkdir(month, { recursive: true, mode: FOLDER_MODE });
    await writeWholeFile(file, parquet(COLUMNS, rowsOf(db, home.id, day)));
  }
}

/** Names change, and two homes may have the same. */
const folderOf = ({ id, name }: { id: number; name: string }): string =>
  `${
    name
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 40) || "home"
  }-${id}`;

async function writeWholeFile(file: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, "w", FILE_MODE);
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  syncFolder(path.dirname(file));
}

async function* rowsOf(db: Transactions, home: number, day: string): AsyncGenerator<Row[]> {
  const from = `${day}T00:00:00.000000+00:00`;
  const to = new Date(Date.parse(from) + 86_400_000).toISOString();
  for await (const rows of inWindows({ from, to }, (window) => eventsToArchive(db, home, window))) {
    const ids = new Set(rows.flatMap(({ attributes_id }) => attributes_id ?? []));
    const bodies = new Map((await bodiesOf(db, [...ids])).map(({ id, body }) => [id, body]));
    yield rows.map(({ at, entity_id, name, area, event, state, unit, attributes_id }) => [
      ...[toMicroseconds(at), entity_id, name, area, event, state, numberOf(state), unit],
      bodies.get(attributes_id ?? 0) ?? null,
    ]);
  }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
