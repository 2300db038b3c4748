import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { databaseKind } from "#server/open-database.ts";
import type { World } from "#server/world.ts";
import { login } from "./login.ts";
import { actAsReader, endLateReaders, hasReader } from "./queries.ts";

const LOOK = { seconds: 2 };

/** The door for SQL over the network, where somebody opened it. */
export const sqlDoor: Capability = {
  name: "sql",
  commands: [login],
  async start(world, stack) {
    if (world.options.sqlPort === undefined) return;
    if (databaseKind(world.options) !== "own") {
      world.log.warn(
        "HOMEOPS_SQL_PORT has no effect, since HomeOps does not run this database; docs/sql.md says how to make a login there",
      );
      return;
    }
    const look = () => endLate(world).catch((error) => unlessAway(world, error));
    stack.use(world.clock.every(LOOK, look));
  },
};

/** A session may switch its own limits off; nobody's statement goes on for long all the same. */
async function endLate({ db, log }: Pick<World, "db" | "log">): Promise<void> {
  const ended = await db.owner.transaction(async (tx) => {
    if (!(await hasReader(tx))) return [];
    await actAsReader(tx);
    return endLateReaders(tx);
  });
  if (ended.length > 0) log.warn("statements by SQL took too long and were ended", { statements: ended.length });
}

function unlessAway({ log }: World, error: unknown): void {
  if (!isDatabaseAway(error)) log.warn("statements by SQL are not watched", failure(error));
}
