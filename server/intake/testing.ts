import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "#db/database.ts";
import { emptyHome } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { Secret } from "#server/secret.ts";
import type { World } from "#server/world.ts";
import { parseAddress } from "./connect/address.ts";
import { noCounts } from "./connect/counters.ts";
import type { Link } from "./connect/link.ts";
import { openLink } from "./connect/open-link.ts";
import { openRememberer } from "./rememberer.ts";

type Source = { url: string; token: string };

/** For tests: a link of its own to a home. */
export const linkTo = ({ url, token }: Source, clock: Clock = systemClock): Promise<Link> =>
  openLink({
    address: parseAddress(url, { allowPrivate: true }),
    token: new Secret(token),
    clock,
    log: jsonLog("silent"),
    counters: noCounts(),
  });

/** For tests: an empty home with what the intake writes through, and nothing that runs by itself. */
export async function intakeHome(db: Database, clock: Clock = systemClock) {
  await using making = new AsyncDisposableStack();
  const folder = making.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-intake-")));
  const options = { ...readOptions({ HOMEOPS_DATA: folder.path }), commitSeconds: 0.01 };
  const world: World = { db, clock, log: jsonLog("silent"), options };
  const where = await emptyHome(db);
  const rememberer = making.use(await openRememberer(world, where));
  const made = making.move();
  return { world, where, rememberer, [Symbol.asyncDispose]: () => made.disposeAsync() };
}
