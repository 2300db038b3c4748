import type { Database } from "#db/database.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Options } from "./options.ts";

/** What every room is given. */
export interface World {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly options: Options;
}
