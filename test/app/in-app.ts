import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { type Options, readOptions } from "#server/options.ts";
import { Secret } from "#server/secret.ts";
import type { FreshDatabase } from "../world/fresh-database.ts";
import type { Supervisor } from "./supervisor.ts";

const ADDRESS = "127.0.0.2";

export interface App extends AsyncDisposable {
  readonly homeops: HomeOps;
  readonly lines: readonly string[];
  ask<T = unknown>(name: string, input?: object): Promise<T>;
}

type Wishes = {
  folder: string;
  supervisor: Supervisor;
  database: FreshDatabase;
  options?: object | string;
  over?: Partial<Options>;
};

/** The whole server as the Supervisor starts it: its token, its options, a data folder, ports of its own; on a real PostgreSQL. */
export async function startApp({ folder, supervisor, database, options = {}, over = {} }: Wishes): Promise<App> {
  const lines: string[] = [];
  const data = path.join(folder, "data");
  await mkdir(data, { recursive: true });
  const written = typeof options === "string" ? options : JSON.stringify({ database_url: database.url, ...options });
  await writeFile(path.join(data, "options.json"), written);
  const environment = {
    SUPERVISOR_TOKEN: supervisor.token,
    HOMEOPS_DATA: data,
    HOMEOPS_HOST: "127.0.0.1",
    HOMEOPS_PORT: "0",
    HOMEOPS_INGRESS_PORT: "0",
    DATABASE_URL: database.url,
  };
  const read = readOptions(environment);
  const behind = { url: supervisor.url, address: ADDRESS, token: new Secret(supervisor.token) };
  const log = jsonLog(read.logLevel, { write: (line) => void lines.push(line) });
  const homeops = await start({ ...read, supervisor: behind, ...over }, { log });
  supervisor.appPort = homeops.ingressPort ?? 0;
  return {
    homeops,
    lines,
    ask: async <T>(name: string, input: object = {}) => (await homeops.ask(name, input)) as T,
    [Symbol.asyncDispose]: () => homeops[Symbol.asyncDispose](),
  };
}
