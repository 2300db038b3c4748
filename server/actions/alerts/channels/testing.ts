import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "#db/database.ts";
import { emptyHome } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import type { World } from "#server/world.ts";
import type { Message, Way } from "./channel.ts";

/** For tests: something to say; what is not said is usual. */
export const toSay = (parts: Partial<Message> = {}): Message => ({
  ...{ tag: "finding-7", key: crypto.randomUUID(), kind: "alert", severity: "warning", isDanger: false },
  ...{ language: "en", title: "Battery low", text: "Hall motion: 4 %", verbs: [] },
  ...parts,
});

/** For tests: a home without a connection. */
export async function lonelyHome(db: Database): Promise<Way & AsyncDisposable & { world: World }> {
  await using making = new AsyncDisposableStack();
  const folder = making.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-channels-")));
  const options = readOptions({ HOMEOPS_DATA: folder.path });
  const world: World = { db, clock: systemClock, log: jsonLog("silent"), options };
  const { home } = await emptyHome(db);
  const made = making.move();
  return { world, home, [Symbol.asyncDispose]: () => made.disposeAsync() };
}
