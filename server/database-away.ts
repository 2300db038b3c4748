import { hasSqlState } from "#db/database.ts";

// Class 08: connection; 57P: shut down, starting up; 53300: no connection left. The rest: of sockets, and of a pool that waited.
const AWAY_STATE = /^(08|57P|53300)/;
const AWAY_CODE = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const AWAY_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the database could not be asked at all, and will answer again; anything else is about what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway); // one for each address of the host
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "syscall" in error && error.syscall === "connect"; // a socket in a folder, not there yet
  return (hasSqlState(error) && AWAY_STATE.test(code)) || AWAY_CODE.test(code) || AWAY_TEXT.test(error.message);
}
