import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { lockFolder } from "#db/folder-lock.ts";
import { refuseOthers } from "#db/in-use.ts";
import { appliedIn, prepareSchema } from "#db/migrate.ts";
import { isMovingToOwn } from "#db/moved.ts";
import { keptTables } from "#db/snapshot/kept-tables.ts";
import { inSameWords, readingMemory } from "#db/snapshot/live-memory.ts";
import { divided, loadMemory } from "#db/snapshot/load-memory.ts";
import type { Total } from "#db/snapshot/manifest.ts";
import { totalOf } from "#db/snapshot/pages.ts";
import { systemClock } from "./clock.ts";
import { type Say, sayingProgress } from "./errand.ts";
import { jsonLog } from "./log.ts";
import { type MoveTarget, moveTarget, refuseTarget } from "./move-target.ts";
import { chosenDatabase, untilRunning } from "./open-database.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";
import type { Secret } from "./secret.ts";

/**
 * Copies the memory into an empty PostgreSQL, in one transaction there; the source is only read. Interrupted, it leaves nothing and is
 * asked for again; where only the last note was missing, it finds the same rows on both sides and writes that.
 * @param to an address, or `own`
 * @throws Refusal `data_in_use`, `database_in_use`, `nothing_to_move`, `target_has_memory`, `target_not_empty`, and those of refuseTarget()
 */
export async function moveMemory(options: Options, to: Secret, say: Say): Promise<void> {
  using _lock = lockFolder(options.dataFolder);
  refuseTarget(options, to);
  if (isMovingToOwn(options.dataFolder)) say("An earlier move did not come to its end; its half copy goes first");
  const around = { clock: systemClock, log: jsonLog("error") }; // what a start would advise is being done
  await using source = await chosenDatabase(options, around);
  await untilRunning(source);
  if (source.engine === "postgresql") await refuseOthers(source.owner);
  if ((await source.owner.transaction(appliedIn)).length === 0)
    throw new Refusal("nothing_to_move", `There is no memory to move in ${options.dataFolder}`);
  await using target = await moveTarget(options, to, around);
  const { db } = target;
  await refuseOthers(db.owner);
  const isThere = (await db.owner.transaction(appliedIn)).length > 0 && (await db.row(anyHome)) !== undefined;
  if (!isThere) await refuseForeign(db);
  const totals = isThere ? await sameOnBoth(source, db) : await copy(source, target, say);
  for (const { name, rows } of totals) if (rows > 0) say(`  ${name}: ${rows} rows, equal`);
  for (const sentence of target.arrived()) say(sentence);
}

const anyHome = sql`
  select id
  from people.home
  limit 1`;

async function copy(source: Database, { db, refuseFull }: MoveTarget, say: Say): Promise<Total[]> {
  const told = sayingProgress(say, "Moving");
  return readingMemory(source, { reason: "backup", keyMark: null, told }, async (memory) => {
    divided(memory.manifest);
    refuseFull(memory.bytes);
    say(`Moving about ${Math.ceil(memory.bytes / 2 ** 20)} MB of tables; until it is done the target stays empty`);
    await prepareSchema(db);
    const loading = { manifest: memory.manifest, rows: memory.rows(), totals: () => memory.totals };
    return db.owner.transaction((tx) => loadMemory(tx, loading));
  });
}

/** A move that was killed after its last row, before it could say so. */
async function sameOnBoth(source: Database, target: Database): Promise<Total[]> {
  const [ours, theirs] = [await totalsOf(source), await totalsOf(target)];
  const other = ours.find(({ name, sum }) => sum !== theirs.find((one) => one.name === name)?.sum);
  if (!other) return ours;
  throw new Refusal(
    "target_has_memory",
    `The target already holds a memory, and another one (${other.name} differs). Nothing was changed; give an empty database`,
  );
}

const totalsOf = (db: Database): Promise<Total[]> =>
  db.transaction(async (tx) => {
    await inSameWords(tx);
    const totals: Total[] = [];
    for (const table of await keptTables(tx)) totals.push({ name: table.name, ...(await totalOf(tx, table)) });
    return totals;
  });

async function refuseForeign(target: Database): Promise<void> {
  const taken = await target.owner.row<{ name: string }>(sql`
    select name
    from unnest(array['public.users', 'public.home_assistant_connections', 'people', 'memory', 'house', 'series']) as name
    where case when name like '%.%' then to_regclass(name) is not null else to_regnamespace(name) is not null end
      and to_regclass('public.homeops_migration') is null
    limit 1`);
  if (!taken) return;
  const message = `The target has something of its own called ${taken.name}; give HomeOps a database for itself`;
  throw new Refusal("target_not_empty", message);
}
