import sql from "sql-template-tag";
import { type Database, type Engine, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { systemClock } from "#server/clock.ts";
import { insertConnection } from "#server/intake/queries.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { addHome, ensureOwner } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

export interface BenchDatabase extends AsyncDisposable {
  readonly db: Database;
  /** Of the database, for a server that begins where it is filled. */
  readonly url: string;
  readonly world: World;
  /** The postmaster. */
  readonly databasePid: number;
  readonly where: { home: number; connectionId: string };
  /** All that the memory takes for its events, with indexes, attributes and contexts. */
  bytes(): Promise<number>;
}

/** A PostgreSQL with one connected home in it and nothing remembered, as the server would have it; `through` may stand before its engine. */
export async function benchDatabase(through = (engine: Engine): Engine => engine): Promise<BenchDatabase> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("bench"));
  const db = stack.use(openDatabase(through(postgres(server.url))));
  await migrate(db);
  const owner = await ensureOwner(db);
  const home = await addHome(db, { owner });
  const connectionId = crypto.randomUUID();
  await insertConnection(db, { id: connectionId, home, owner, name: "bench", url: "http://127.0.0.1", sealed: "" });
  const options = { ...readOptions({ HOMEOPS_DATA: folder.path }), demo: undefined };
  const owned = stack.move();
  return {
    db,
    url: server.url,
    world: { db, clock: systemClock, log: jsonLog("warn"), options },
    databasePid: server.pid ?? 0,
    where: { home, connectionId },
    async bytes() {
      const row = await db.owner.row<{ bytes: number }>(sql`
        select sum(pg_table_size(c.oid) + pg_indexes_size(c.oid))::bigint as bytes
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'memory' and c.relkind = 'r'`);
      return row?.bytes ?? 0;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
