import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type { Secret } from "#server/secret.ts";
import { READER } from "../reader.ts";
import { DATABASE } from "./prepare.ts";

/** How people reach it over the network, beside the socket that is our own: by TLS, with the one login that only reads. */
export type SqlAccess = { address: string; port: number; chain: string; key: Secret };

const FILES = { chain: "sql.crt", key: "sql.key" };

/** Who comes in: nobody by TCP but that login, with its password, over TLS. */
export const hbaLines = (sql: SqlAccess | undefined): string =>
  `local all postgres,homeops peer map=homeops\n${sql ? `hostssl ${DATABASE} ${READER} all scram-sha-256\n` : ""}`;

/** What it is started with beside its file of settings, so that an upgrade or a restore opens no port. */
export const sqlSettings = ({ address }: SqlAccess): Record<string, string> => ({
  listen_addresses: address,
  ssl: "on",
  ssl_cert_file: FILES.chain,
  ssl_key_file: FILES.key,
  max_connections: "25", // those of the reader beside our own
  authentication_timeout: "10s",
});

export function writeCertificate(
  data: string,
  sql: SqlAccess | undefined,
  write: (name: string, text: string) => void,
) {
  if (!sql) return void rmSync(path.join(data, FILES.key), { force: true });
  write(FILES.chain, sql.chain);
  write(FILES.key, `${sql.key.reveal()}\n`);
}

/** A port that is somebody else's would keep the whole database from starting. */
export async function isFree({ address, port }: SqlAccess): Promise<boolean> {
  const server = createServer().listen(port, address);
  const outcome = await Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]);
  await new Promise((done) => server.close(done));
  return outcome;
}
