import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import manifest from "../../package.json" with { type: "json" };
import { bareEnvironment } from "./bare-environment.ts";
import { freePort } from "./free-port.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** A busy machine reads the program for longer than it takes to start. */
const START_SECONDS = 120;
/** The variables and the words after `node` in `npm start`. */
const [, variables = "", words = ""] = /exec env (.*) node (.*)$/.exec(manifest.scripts.start) ?? [];
const ENVIRONMENT = Object.fromEntries(variables.split(" ").map((one) => one.split("=")));
const STARTED = words.split(" ");

export interface HomeOpsProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  readonly log: string;
  ask<T = unknown>(name: string, input?: object): Promise<T>;
  /** Ends it as a power switch does. */
  kill(): Promise<void>;
  /** Ends it in order; answers its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again on the same data folder. */
  start(): Promise<void>;
}

/** The server as a process of its own, as people run it. */
export async function homeopsProcess(folder: string, environment: Record<string, string>): Promise<HomeOpsProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(folder, "homeops.log");
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const env = {
      ...bareEnvironment,
      ...ENVIRONMENT,
      HOMEOPS_DATA: path.join(folder, "data"),
      HOMEOPS_PORT: String(port),
      ...environment,
    };
    child = spawn(process.execPath, STARTED, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const file = createWriteStream(log, { flags: "a" });
    child.stdout?.pipe(file, { end: false });
    child.stderr?.pipe(file, { end: false });
    try {
      await healthy(url, child, log);
    } catch (error) {
      await end("SIGKILL"); // nobody else could
      throw error;
    }
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    return code;
  }

  await start();
  return {
    url,
    log,
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    async ask<T>(name: string, input: object = {}) {
      const token = readFileSync(path.join(folder, "data", "api.token"), "utf8").trim();
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(`${url}/api/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
      if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    kill: () => end("SIGKILL").then(() => {}),
    stop: () => end("SIGTERM"),
    [Symbol.asyncDispose]: () => end("SIGKILL").then(() => {}),
  };
}

async function healthy(url: string, child: ChildProcess, log: string): Promise<void> {
  for (const until = Date.now() + START_SECONDS * 1000; Date.now() < until; await pause(50)) {
    if (child.exitCode !== null)
      throw new Error(`HomeOps ended at once; see ${readFileSync(log, "utf8").slice(-2_000)}`);
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`HomeOps was not healthy within ${START_SECONDS} s; see ${readFileSync(log, "utf8").slice(-2_000)}`);
}
