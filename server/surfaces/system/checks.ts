import { statfs } from "node:fs/promises";
import { type DiskKind, diskKind } from "#db/disk-kind.ts";
import { instantOf } from "#server/instant.ts";
import { type DatabaseKind, databaseKind } from "#server/open-database.ts";
import type { World } from "#server/world.ts";
import { type DatabaseFacts, databaseFacts } from "./queries.ts";

const EVERY = { seconds: 30 };

export interface Checked {
  database: DatabaseFacts | undefined;
  diskFreeBytes: number;
  checkedAt: string;
  kind: DatabaseKind;
  disk: DiskKind;
}

/** Looks at database and disk every half minute; between looks the last one stands. */
export async function startChecking(world: World, stack: AsyncDisposableStack): Promise<() => Checked> {
  let last = await check(world, undefined);
  stack.use(
    world.clock.every(EVERY, async () => {
      last = await check(world, last);
    }),
  );
  return () => last;
}

async function check({ db, clock, log, options }: World, before: Checked | undefined): Promise<Checked> {
  const { bavail, bsize } = await statfs(options.dataFolder);
  const database = await databaseFacts(db.for("asked")).catch(
    (error) => void log.debug("the database did not answer a check", { error }),
  );
  return {
    database: database ?? before?.database,
    diskFreeBytes: bavail * bsize,
    checkedAt: instantOf(clock.now()),
    kind: before?.kind ?? kindOf({ db, options }),
    disk: before?.disk ?? diskKind(options.dataFolder),
  };
}

const kindOf = ({ db, options }: Pick<World, "db" | "options">): DatabaseKind => {
  const kind = databaseKind(options);
  return db.engine === "postgresql" && kind === "embedded" ? "external" : kind;
};
