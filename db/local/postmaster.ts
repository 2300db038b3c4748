import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { type End, type Program, startProgram } from "./program.ts";

// All of it before the Supervisor kills after ten seconds; what SIGQUIT interrupts is recovered at the next start, and lost is nothing.
const STOPPING = [
  ["SIGINT", 4_500],
  ["SIGQUIT", 1_500],
  ["SIGKILL", 1_000],
] as const;
const LOOK_MS = 50;
const SUPERUSER = "postgres";
/** Names its socket, and where it listens to the network, its port there. */
export const PORT = 5432;

export type Running = {
  binaries: Binaries;
  account: Account;
  data: string;
  socketFolder: string;
  port?: number;
  /** Beside those of its file. */
  settings?: Readonly<Record<string, string>>;
};

/** One run of a PostgreSQL server. */
export interface Postmaster {
  readonly pid: number;
  readonly words: readonly string[];
  readonly ended: Promise<End>;
  /** Resolves when it answers; false where it ended before, or `signal` was aborted. */
  ready(signal?: AbortSignal): Promise<boolean>;
  /** As the bootstrap superuser. */
  admin<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T>;
  /** `patiently`: until its checkpoint is done, however long that takes. */
  stop(how?: "patiently"): Promise<void>;
}

export function startPostmaster(running: Running): Postmaster {
  const { binaries, account, data, socketFolder, port = PORT, settings = {} } = running;
  const more = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const program = startProgram({
    binaries,
    account,
    name: "postgres",
    args: ["-D", data, "-p", String(port), ...more],
  });
  program.child.stdout?.resume();
  quitWithUs(program);
  let hasEnded = false;
  const ended = program.ended.finally(() => {
    hasEnded = true;
  });

  async function admin<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      host: socketFolder,
      port,
      user: SUPERUSER,
      database,
      connectionTimeoutMillis: 5_000,
    });
    client.on("error", () => {}); // told by the query
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  }

  return {
    pid: program.child.pid ?? 0,
    words: program.words,
    ended,
    admin,
    async ready(signal) {
      const answers = () =>
        admin(SUPERUSER, (client) => client.query("select 1")).then(
          () => true,
          () => false,
        );
      while (!hasEnded && !signal?.aborted) {
        if (await answers()) return true;
        await pause(LOOK_MS);
      }
      return false;
    },
    async stop(how) {
      for (const [signal, ms] of STOPPING) {
        if (hasEnded) return;
        program.child.kill(signal);
        if (how === "patiently") return void (await ended);
        const late = new AbortController();
        await Promise.race([ended, pause(ms, undefined, { signal: late.signal }).catch(() => {})]);
        late.abort();
      }
    },
  };
}

/** Where this process leaves in a hurry, the server's processes must not stay behind. */
function quitWithUs({ child, ended }: Program): void {
  const quit = () => void child.kill("SIGQUIT");
  process.once("exit", quit);
  void ended.then(() => process.off("exit", quit));
}
