import { writeSync } from "node:fs";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { sealedTargets } from "#server/actions/alerts/channels/kept/sealed.ts";
import { systemClock } from "#server/clock.ts";
import { sealedTokens } from "#server/intake/sealed-tokens.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { tellSealed } from "#server/sealed.ts";
import { addKey } from "#server/store/vault/key-ring.ts";
import { resealAll } from "#server/surfaces/vault/reseal.ts";

/** Takes up what the one before it left, then puts one new key after another in place, until it is killed; a dot tells of each. */
const [, , url = "", dataFolder = ""] = process.argv;
const db = openDatabase(postgres(url));
const options = readOptions({ HOMEOPS_DATA: dataFolder });
const world = { db, options, clock: systemClock, log: jsonLog("silent") };
tellSealed(world, [sealedTokens, sealedTargets]);
await resealAll(world);
for (;;) {
  writeSync(1, ".");
  addKey(options);
  await resealAll(world);
}
