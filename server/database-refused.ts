import { isUntrusted } from "./database-away.ts";
import { Refusal } from "./refusal.ts";

const REFUSED_LOGIN = /^(28|3D000)/;
/** PostgreSQL where it admits no plain connection, and PgBouncer. */
const WANTS_TLS = /no encryption$|^(FATAL: )?SSL required$/i;
const HAS_NO_TLS = /^The server does not support SSL connections$/;
/** Of poolers, which have no code of their own for it. */
const REFUSED_BY_POOLER = /^no such (user|database)|authentication failed|^Tenant or user not found/;

/** What a person has to change before the database can be used becomes a sentence, without the address and its password; everything else travels on. */
export function explained(error: unknown): unknown {
  const told = sentence(error);
  return told === undefined ? error : new Refusal(...told, { cause: error });
}

function sentence(error: unknown): [code: string, message: string] | undefined {
  if (!(error instanceof Error) || error instanceof Refusal) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (isUntrusted(error)) return ["database_untrusted", untrusted(code)];
  if (HAS_NO_TLS.test(error.message))
    return [
      "database_without_tls",
      "The database speaks no TLS; switch it on there, or take sslmode out of DATABASE_URL",
    ];
  if (WANTS_TLS.test(error.message))
    return [
      "database_wants_tls",
      "The database lets in over TLS only; add sslmode=verify-full to DATABASE_URL, as in …/homeops?sslmode=verify-full",
    ];
  if (code === "ERR_INVALID_URL")
    return [
      "bad_address",
      "DATABASE_URL (or DATABASE_DIRECT_URL) is no address; it looks like postgres://user:password@host:5432/name, signs in a password as %40 for @",
    ];
  if (isUnreadableFile(error, code))
    return [
      "no_certificate",
      `The file ${"path" in error ? error.path : ""}, which DATABASE_URL names, cannot be read; correct its path, or let HomeOps read it`,
    ];
  if (REFUSED_LOGIN.test(code) || REFUSED_BY_POOLER.test(error.message))
    return [
      "database_refused",
      "The database refused the login; check the user, password and database name in DATABASE_URL",
    ];
  return undefined;
}

const isUnreadableFile = (error: Error, code: string): boolean =>
  /^(ENOENT|EACCES|EISDIR)$/.test(code) && "syscall" in error && /^(open|read)$/.test(String(error.syscall));

function untrusted(code: string): string {
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return "The certificate of the database is for another host than DATABASE_URL names; write the name that it is for";
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return "The certificate of the database is not valid at this time; renew it, or set this machine's clock";
  return "The certificate of the database is signed by nobody who is trusted here; add sslrootcert=/path/to/ca.crt, the file of who signed it, to DATABASE_URL";
}
