import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { z } from "zod";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const Address = z.object({ url: z.string(), token: z.string() });
const Sent = z.object({ messages: z.int(), per_second: z.number() });
const PATIENCE_SECONDS = 120;

export interface Flooded {
  lost: number;
  sentPerSecond: number;
  /** Of the last minute of the flood, as system/status tells. */
  p99Ms: number;
  caughtUpSeconds: number;
}

/** Demo home, server and PostgreSQL as three processes; the home talks as fast as told, and every event is counted in the database. */
export async function floodedServer({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Flooded> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("flood"));
  const demo = spawn(
    process.execPath,
    ["demo/main.ts", "--port", "0", "--flood", String(perSecond), "--seconds", String(seconds)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  stack.defer(() => void demo.kill());
  const lines = createInterface(demo.stdout)[Symbol.asyncIterator]();
  const { url, token } = Address.parse(JSON.parse((await lines.next()).value ?? ""));
  const homeops = stack.use(
    await homeopsProcess(folder.path, { DATABASE_URL: database.url, HOMEOPS_HA_URL: url, HOMEOPS_HA_TOKEN: token }),
  );
  const sent = Sent.parse(JSON.parse((await lines.next()).value ?? ""));
  const over = performance.now();
  const atEnd = SystemStatus.parse(await homeops.ask("system/status"));
  const db = stack.use(openDatabase(postgres(database.url)));
  let stored = 0;
  for (const until = over + PATIENCE_SECONDS * 1000; performance.now() < until; await pause(250)) {
    stored = await storedFloods(db);
    if (stored >= sent.messages) break;
  }
  const caughtUpSeconds = Math.round((performance.now() - over) / 100) / 10;
  await homeops.stop();
  return { lost: sent.messages - stored, sentPerSecond: sent.per_second, p99Ms: atEnd.lag_ms ?? 0, caughtUpSeconds };
}

async function storedFloods(db: ReturnType<typeof openDatabase>): Promise<number> {
  const row = await db.row<{ stored: number }>(sql`
    select count(*) as stored
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.flood%' and event.state <> 'unknown'`);
  return row?.stored ?? 0;
}
