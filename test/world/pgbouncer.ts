import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { inside, runInside, SHARED } from "../provision/chroot.ts";
import { pgbouncerTree } from "../provision/pgbouncer.ts";
import type { Certificates } from "./certificates.ts";
import { freePort } from "./free-port.ts";
import { ready, startProgram } from "./program.ts";
import { temporaryDirectory } from "./temporary.ts";

const USER = "daemon";
/** So few that whoever keeps something in a session is found out. */
const CONNECTIONS = 2;

export interface PgBouncer extends AsyncDisposable {
  /** The same database and login by way of the pooler. */
  url: string;
}

interface Pooled {
  /** The address of the database itself, which the login is let into without a password. */
  url: string;
  /** What the pooler shows to who asks for TLS, which it then demands. */
  tls?: Certificates | undefined;
}

/** A PgBouncer in transaction mode before a PostgreSQL, on 127.0.0.1; gone after disposal. */
export async function startPgBouncer({ url, tls }: Pooled): Promise<PgBouncer> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("pgbouncer"));
  const [port, server] = [await freePort(), new URL(url)];
  const share = join(path, "share");
  await mkdir(share, { mode: 0o755 });
  await writeFile(join(share, "users"), `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  await writeFile(join(share, "pgbouncer.ini"), settings({ server, port, isTls: tls !== undefined }));
  if (tls) {
    await writeFile(join(share, "server.crt"), tls.certificate);
    await writeFile(join(share, "server.key"), tls.key, { mode: 0o600 });
  }
  await runInside({ tree: pgbouncerTree, share, argv: ["chown", "-R", `${USER}:${USER}`, SHARED] });
  const argv = ["/usr/sbin/pgbouncer", `${SHARED}/pgbouncer.ini`];
  const log = join(path, "pgbouncer.log");
  const program = startProgram({ ...inside({ tree: pgbouncerTree, share, user: USER, argv }), log });
  stack.defer(() => program.end("SIGTERM", 5));
  const pooled = new URL(url);
  pooled.port = String(port);
  if (tls) {
    pooled.hostname = "localhost";
    pooled.searchParams.set("sslmode", "verify-full");
    pooled.searchParams.set("sslrootcert", tls.authorityFile);
  }
  await ready(program, log, () => answers(pooled.href));
  const owned = stack.move();
  return { url: pooled.href, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const settings = ({ server, port, isTls }: { server: URL; port: number; isTls: boolean }): string => `
[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${SHARED}/users
pool_mode = transaction
default_pool_size = ${CONNECTIONS}
max_client_conn = 200
${isTls ? `client_tls_sslmode = require\nclient_tls_key_file = ${SHARED}/server.key\nclient_tls_cert_file = ${SHARED}/server.crt` : ""}
`;

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } finally {
    await client.end();
  }
}
