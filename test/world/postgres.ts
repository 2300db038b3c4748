import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { worldTree } from "../provision/cache.ts";
import { inside, runInside, SHARED } from "../provision/chroot.ts";
import { RECIPE } from "../provision/recipe.ts";
import { freePort } from "./free-port.ts";
import { ready, startProgram } from "./program.ts";
import { temporaryDirectory } from "./temporary.ts";

const BIN = `/usr/lib/postgresql/${RECIPE.postgres}/bin`;
const USER = "postgres";
const DATA = `${SHARED}/data`;

export interface Postgres extends AsyncDisposable {
  url: string;
  port: number;
  /** The data directory as the machine sees it. */
  dataDirectory: string;
  log: string;
  /** The postmaster; undefined while stopped. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** SIGTERM waits for clients, SIGINT ends their sessions, SIGQUIT and SIGKILL are a crash. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

interface PostgresOptions {
  /** Server settings, for example `{ max_connections: "40" }`. */
  settings?: Record<string, string>;
  /** Taken from the provisioned tree unless told otherwise. */
  tree?: string;
  /** An empty folder for its data, which stays; else one on the normal disk. */
  disk?: string;
}

/** A PostgreSQL of its own on 127.0.0.1, gone after disposal. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { settings = {}, tree = worldTree, disk } = options;
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("postgres"));
  const port = await freePort();
  const url = `postgres://${USER}@127.0.0.1:${port}/postgres`;
  const log = join(path, "postgres.log");
  const share = disk ?? join(path, "disk");
  await mkdir(share, { recursive: true, mode: 0o755 });
  await runInside({ tree, share, argv: ["chown", `${USER}:${USER}`, SHARED] });
  const initdb = [
    `${BIN}/initdb`,
    "-D",
    DATA,
    "-U",
    USER,
    "--auth=trust",
    "--no-sync",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ];
  await runInside({ tree, share, user: USER, argv: initdb });
  const all = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: "", ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const guest = inside({ tree, share, user: USER, argv: [`${BIN}/postgres`, "-D", DATA, ...flags] });

  let program: ReturnType<typeof startProgram> | undefined;
  const start = async () => {
    program = startProgram({ ...guest, log });
    await ready(program, log, () => answers(url));
  };
  const stop = async (signal: NodeJS.Signals = "SIGINT") => {
    await program?.end(signal);
    // A crashed postmaster's children notice its end by themselves; a new one refuses to start beside them.
    if (signal === "SIGKILL") await pause(500);
    program = undefined;
  };
  stack.defer(() => stop("SIGQUIT"));
  await start();
  const owned = stack.move();
  return {
    url,
    port,
    dataDirectory: join(share, "data"),
    log,
    get pid() {
      return program?.pid;
    },
    start,
    stop,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } finally {
    await client.end();
  }
}
