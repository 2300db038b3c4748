import { hasSqlState } from "#db/database.ts";
import { DatabaseBusy, DatabaseHeld, isDatabaseAway, isDiskFull } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";

const RETRY_SECONDS = 5;
const UPGRADE_RETRY_SECONDS = 10;
const FULL_DISK_RETRY_SECONDS = 30;
const ENDED_FOR_ITS_LENGTH = "57014"; // statement_timeout

/** What may be told of an error to whoever asked. A bug is logged here, once, and told by its request only. */
export function answerable(error: unknown, { log, requestId }: { log: Log; requestId: string }): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseHeld && error.doing) return beingUpgraded(error.doing, error);
  if (error instanceof DatabaseBusy) return busy(error);
  if (isDatabaseAway(error)) return databaseAway(error);
  if (isDiskFull(error)) return diskFull(error);
  if (hasSqlState(error) && error.code === ENDED_FOR_ITS_LENGTH) return tooSlow(error);
  log.error("request failed", { requestId, ...failure(error) });
  return new Refusal(
    "internal",
    `Something went wrong inside HomeOps; its log says what, look for request ${requestId}`,
    { status: 500 },
  );
}

const databaseAway = (cause: unknown) =>
  new Refusal("database_away", "The database does not answer at the moment; try again in some seconds", {
    status: 503,
    retryAfterSeconds: RETRY_SECONDS,
    cause,
  });

const busy = (cause: unknown) =>
  new Refusal("too_slow", "HomeOps has much to do, as while it reads the past; try again in some seconds", {
    status: 503,
    retryAfterSeconds: RETRY_SECONDS,
    cause,
  });

const beingUpgraded = (doing: string, cause: unknown) =>
  new Refusal(
    "upgrading",
    `HomeOps is ${doing}; what happens is kept meanwhile, and the past can be asked for after it`,
    {
      status: 503,
      retryAfterSeconds: UPGRADE_RETRY_SECONDS,
      cause,
    },
  );

const diskFull = (cause: unknown) =>
  new Refusal("disk_full", "The disk is full, so nothing can be changed; free some space, then try again", {
    status: 503,
    retryAfterSeconds: FULL_DISK_RETRY_SECONDS,
    cause,
  });

const tooSlow = (cause: unknown) =>
  new Refusal("too_slow", "The database needs too long for this; ask for a shorter time or less at once", {
    status: 503,
    retryAfterSeconds: RETRY_SECONDS,
    cause,
  });

/** An error as every surface writes it. */
export const told = ({ code, message }: Refusal) => ({ error: { code, message } });
