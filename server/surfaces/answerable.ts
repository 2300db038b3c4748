import { hasSqlState } from "#db/database.ts";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";

const RETRY_SECONDS = 5;
// Class 08: connection; 57P: shut down, starting up; 53300: no connection left. The rest: of sockets, and of a pool that waited.
const AWAY_STATE = /^(08|57P|53300)/;
const AWAY_CODE = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const AWAY_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What may be told of an error to whoever asked. A bug is logged here, once, and told by its request only. */
export function answerable(error: unknown, { log, requestId }: { log: Log; requestId: string }): Refusal {
  if (error instanceof Refusal) return error;
  if (isDatabaseAway(error)) return databaseAway(error);
  log.error("request failed", { requestId, ...failure(error) });
  return new Refusal(
    "internal",
    `Something went wrong inside HomeOps; its log says what, look for request ${requestId}`,
    { status: 500 },
  );
}

export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway); // one for each address of the host
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (hasSqlState(error) && AWAY_STATE.test(code)) || AWAY_CODE.test(code) || AWAY_TEXT.test(error.message);
}

const databaseAway = (cause: unknown) =>
  new Refusal("database_away", "The database does not answer at the moment; try again in some seconds", {
    status: 503,
    retryAfterSeconds: RETRY_SECONDS,
    cause,
  });

/** An error as every surface writes it. */
export const told = ({ code, message }: Refusal) => ({ error: { code, message } });
