import { localPostgres } from "#db/local-postgres.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";

/** Starts the PostgreSQL of a data folder as the server does, and is killed at the n-th thing that it says, as by a power switch. */
const [, , dataFolder = "", postgresFolder = "", at = "0"] = process.argv;
let said = 0;
const log = jsonLog("info", {
  write(line) {
    process.stdout.write(line);
    if (++said === Number(at)) process.kill(process.pid, "SIGKILL");
  },
});
await using server = await localPostgres({ postgresFolder, dataFolder, clock: systemClock, log });
await server.running;
