import { hasSqlState } from "#db/database.ts";

// Class 08: connection; 57P: shut down, starting up; 53300: no connection left. The rest: of sockets, and of a pool that waited.
const AWAY_STATE = /^(08|57P|53300)/;
const AWAY_CODE = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const AWAY_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Of TLS: what the server shows cannot be believed. */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** It was not asked, or has not answered in time; nothing is known of what was asked. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
}

/** It answers, and had no turn for this within its time: nothing is known of what was asked, and the next may be luckier. */
export class DatabaseBusy extends DatabaseAway {}

export const BEING_READIED = "it is being made ready";

/** Nobody may use it yet. */
export class DatabaseHeld extends DatabaseAway {
  /** What is done with it meanwhile, where that takes its time. */
  readonly doing: string | undefined;
  constructor(doing: string | undefined) {
    super(doing ?? BEING_READIED);
    this.doing = doing;
  }
}

/** Whether the database could not be asked at all, and will answer again; anything else is about what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway); // one for each address of the host
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseAway) return true;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "syscall" in error && error.syscall === "connect"; // a socket in a folder, not there yet
  if (isUntrusted(error)) return true;
  return (hasSqlState(error) && AWAY_STATE.test(code)) || AWAY_CODE.test(code) || AWAY_TEXT.test(error.message);
}

export const isUntrusted = (error: Error): boolean => "code" in error && UNTRUSTED.test(String(error.code));

/** Its disk is full: it may still read, and takes nothing. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "53100" || error.code === "ENOSPC");

/** Goes on after "The database does not answer: ". */
export function whyAway(error: unknown): string {
  if (error instanceof AggregateError) return whyAway(error.errors[0]);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the host in DATABASE_URL is not known to the network";
  if (code === "ECONNREFUSED") return "nothing listens at the host and port in DATABASE_URL";
  if (code === "57P03") return "it is starting or recovering";
  if (isDiskFull(error)) return "its disk is full";
  if (code.startsWith("57P")) return "it was stopped";
  if (UNTRUSTED.test(code)) return "its certificate is not trusted";
  if (code === "53300") return "it has no connection left";
  if (error instanceof DatabaseAway) return error.message;
  return "the connection broke or was never made";
}
