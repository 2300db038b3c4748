import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Engine } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import type { Capability } from "./capability.ts";
import type { Clock } from "./clock.ts";
import { type HomeOps, start } from "./homeops.ts";
import { jsonLog, type Log } from "./log.ts";
import { type Options, readOptions } from "./options.ts";
import { Secret } from "./secret.ts";

type Wishes = {
  engine?: Engine["name"];
  capabilities?: readonly Capability[];
  options?: Partial<Options>;
  clock?: Clock;
  log?: Log;
  pageFolder?: string;
};

/** The whole program for a test: its own data folder, database and port; gone when disposed. */
export async function startHomeOps(wishes: Wishes = {}): Promise<HomeOps & { token: string }> {
  const { engine, capabilities, clock, log = jsonLog("silent"), pageFolder } = wishes;
  const token = crypto.randomUUID();
  await using making = new AsyncDisposableStack();
  const folder = making.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-test-")));
  const options: Options = {
    ...readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0", HOMEOPS_COMMIT_SECONDS: "0.25" }),
    apiToken: new Secret(token),
    demo: undefined,
    ...wishes.options,
  };
  const homeops = making.use(
    await start(options, { capabilities, clock, log, pageFolder, database: await testDatabase(engine) }),
  );
  const made = making.move();
  return { ...homeops, token, [Symbol.asyncDispose]: () => made.disposeAsync() };
}
