import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import sql from "sql-template-tag";
import { placeIn } from "#db/local/place.ts";
import { settingsFor, settingsText } from "#db/local/settings.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";

/**
 * The whole server with its own PostgreSQL as it is on a card, in the mount namespace of a disk that can be cut. Asked `status` or `kept` by its parent, it answers.
 */
export type Asked = "status" | "kept";
export type Kept = {
  events: string[];
  live: string[];
  bells: number[];
  covered: number;
  gaps: { from: string; to: string }[];
};

const BELL = "r2_bell";

const options = readOptions({ ...process.env, HOMEOPS_PORT: "0" });
const homeops = await start(options, { log: jsonLog("warn", { write: (line) => void process.stderr.write(line) }) });
asOnACard();
process.on("message", async (asked: Asked) => process.send?.({ asked, answer: await answers[asked]() }));
process.on("disconnect", () => process.exit());
process.send?.({ asked: "started" });

const answers = {
  status: async () => SystemStatus.parse(await homeops.ask("system/status", {})).connections[0]?.state,
  kept,
};

async function kept(): Promise<Kept> {
  const { db } = homeops.world;
  const rows = await db.rows<{ entity_id: string; at: string; state: string; source: string }>(sql`
    select entity.entity_id, event.at, event.state, event.source
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.flood%'`);
  const bells = await db.rows<{ n: number }>(sql`
    select (memory.attributes_of(event.attributes_id) ->> 'n')::int as n
    from memory.event
    join memory.event_type on event_type.id = event.type_id
    where event_type.name = ${BELL}`);
  const spans = await db.rows(sql`select id from memory.coverage where source = 'live'`);
  const gaps = await db.rows<Kept["gaps"][number]>(sql`select started_at as from, ended_at as to from memory.gap`);
  const textOf = ({ entity_id, at, state }: (typeof rows)[number]) => `${entity_id} ${at} ${state}`;
  return {
    events: rows.map(textOf),
    live: rows.filter(({ source }) => source === "l").map(textOf),
    bells: bells.map(({ n }) => n),
    covered: spans.length,
    gaps,
  };
}

/** What the settings say for a card, whatever this disk is. */
function asOnACard(): void {
  const { data } = placeIn(options.dataFolder);
  const sd = { memoryBytes: 2 ** 30, disk: "sd", major: 18, socketFolder: "", walCompression: "pglz" } as const;
  const { wal_writer_delay = "", wal_writer_flush_after = "" } = settingsFor(sd);
  const file = openSync(path.join(data, "postgresql.auto.conf"), "a");
  writeSync(file, settingsText({ wal_writer_delay, wal_writer_flush_after }));
  fsyncSync(file); // it is no part of what the cut may take
  closeSync(file);
  process.kill(Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]), "SIGHUP");
}
