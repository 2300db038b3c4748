import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createConnection } from "mariadb";
import { mariadbTree } from "../provision/cache.ts";
import { inside, runInside, SHARED } from "../provision/chroot.ts";
import { freePort } from "./free-port.ts";
import { ready, startProgram } from "./program.ts";
import { temporaryDirectory } from "./temporary.ts";

const USER = "mysql";
const DATA = `${SHARED}/data`;
const NAME = "homeassistant";

export interface MariaDb extends AsyncDisposable {
  /** Of a login with a password, on a database of Home Assistant's. */
  url: string;
  password: string;
}

/** A MariaDB of its own on 127.0.0.1, gone after disposal. */
export async function startMariaDb(): Promise<MariaDb> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("mariadb"));
  const port = await freePort();
  const log = join(path, "mariadb.log");
  const share = join(path, "disk");
  await mkdir(share, { mode: 0o755 });
  const tree = mariadbTree;
  await runInside({ tree, share, argv: ["chown", `${USER}:${USER}`, SHARED] });
  const install = [
    "mariadb-install-db",
    `--datadir=${DATA}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    "--force",
  ];
  await runInside({ tree, share, user: USER, argv: install });
  const flags = [
    `--datadir=${DATA}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--socket=${SHARED}/socket`,
    `--pid-file=${SHARED}/pid`,
  ];
  const guest = inside({ tree, share, user: USER, argv: ["/usr/sbin/mariadbd", "--no-defaults", ...flags] });
  const program = startProgram({ ...guest, log });
  stack.defer(() => program.end("SIGTERM"));
  await ready(program, log, () => answers(port));
  const password = `secret-${crypto.randomUUID()}`;
  await prepare(port, password);
  const owned = stack.move();
  return {
    url: `mysql://ha:${password}@127.0.0.1:${port}/${NAME}`,
    password,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const asRoot = (port: number) => createConnection({ host: "127.0.0.1", port, user: "root", connectTimeout: 2_000 });

async function answers(port: number): Promise<boolean> {
  const connection = await asRoot(port);
  await connection.end();
  return true;
}

async function prepare(port: number, password: string): Promise<void> {
  const connection = await asRoot(port);
  await connection.query(`create database ${NAME} character set utf8mb4 collate utf8mb4_bin`);
  await connection.query(`create user ha@'127.0.0.1' identified by '${password}'`);
  await connection.query(`grant all on ${NAME}.* to ha@'127.0.0.1'`);
  await connection.end();
}
