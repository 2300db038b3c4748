import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type AppImage, provisionApp } from "../provision/app-image.ts";
import { command } from "../provision/command.ts";
import { freePort } from "./free-port.ts";
import { type Program, ready, startProgram } from "./program.ts";

/**
 * What a container engine does: the image's tree as the root, here read-only, so that every write outside /data and the temporary
 * places would fail; namespaces of its own for mounts and processes, all gone with the first process. The machine's /dev is
 * never bound: the image has the nodes that are needed.
 */
const ENTER = `
set -e
mount --bind "$0" "$0"
mount -o remount,bind,ro "$0"
mount -t proc proc "$0/proc"
mount -t sysfs -o ro sysfs "$0/sys"
for place in tmp run dev/shm; do mount -t tmpfs -o mode=1777 tmpfs "$0/$place"; done
mount --bind "$1" "$0/data"
mount --bind "$2" "$0/etc/hosts"
if [ -n "$3" ]; then
  mount -t tmpfs tmpfs "$0/sys/fs/cgroup"
  echo "$3" > "$0/sys/fs/cgroup/memory.max"
fi
root="$0"
shift 3
exec chroot "$root" env -i "$@"`;
const HOSTS = "127.0.0.1 localhost\n";
const OWN = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"];

type Wanted = {
  /** A folder of the machine for what outlives the container. */
  folder: string;
  env: Record<string, string>;
  /** What is put before the program on the machine, such as a tracer. */
  under?: string[];
  /** Where its names lead. */
  hosts?: string;
  /** The port of this machine that leads to the API's; else it listens on one of ours. */
  port?: number;
  /** The engine's limit as the container reads it; it is kept by whoever gives it. */
  memoryBytes?: number;
};

export interface AppContainer extends AsyncDisposable {
  readonly image: AppImage;
  readonly data: string;
  readonly log: string;
  readonly url: string;
  /** From its last start until it was healthy. */
  readonly readySeconds: number;
  /** Of the first process, as the machine numbers it. */
  readonly pid: number;
  ask<T = unknown>(name: string, input?: object): Promise<T>;
  /** Runs a program beside it, as root, as `docker exec` does. */
  exec(...argv: string[]): Promise<string>;
  /** The same beneath a program of the machine, such as a tracer. */
  execUnder(above: string[], ...argv: string[]): Promise<string>;
  start(): Promise<void>;
  /** The engine's stop; answers the exit code. */
  stop(): Promise<number | null>;
  /** Everything in it ends at once. */
  kill(): Promise<void>;
}

/** The app as the Supervisor runs it, without an engine: see docs/decisions/0410. */
export async function startApp({ folder, env, under = [], hosts = HOSTS, ...wanted }: Wanted): Promise<AppContainer> {
  const image = await provisionApp();
  const data = path.join(folder, "data");
  const log = path.join(folder, "app.log");
  await mkdir(data, { recursive: true });
  const names = path.join(folder, "hosts");
  await writeFile(names, hosts);
  const limit = String(wanted.memoryBytes ?? "");
  const port = wanted.port ?? (await freePort());
  const own = wanted.port ? {} : { HOMEOPS_PORT: port };
  const url = `http://127.0.0.1:${port}`;
  const variables = [...image.Env, ...Object.entries({ ...own, ...env }).map(([name, value]) => `${name}=${value}`)];
  let program: Program | undefined;
  let pid = 0;
  let readySeconds = 0;

  async function start(): Promise<void> {
    const argv = [
      ...under,
      ...OWN,
      "sh",
      "-c",
      ENTER,
      image.rootfs,
      data,
      names,
      limit,
      ...variables,
      ...image.Entrypoint,
    ];
    const began = performance.now();
    const started = startProgram({ argv, env: { PATH: process.env.PATH }, log });
    program = started;
    await ready(started, log, async () => (await fetch(`${url}/api/health`)).ok);
    readySeconds = (performance.now() - began) / 1000;
    pid = await firstProcess(started.pid);
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (!program || program.code !== undefined) return null;
    process.kill(pid, signal);
    return program.exited;
  }

  function execUnder(above: string[], ...argv: string[]): Promise<string> {
    const enter = ["nsenter", "--target", String(pid), "--mount", "--pid", "--net", "--root", "--wd", "env", "-i"];
    return command([...above, ...enter, ...variables, ...argv]);
  }

  await start();
  return {
    ...{ image, data, log, url, start },
    get readySeconds() {
      return readySeconds;
    },
    get pid() {
      return pid;
    },
    async ask<T>(name: string, input: object = {}) {
      const token = (await readFile(path.join(data, "api.token"), "utf8")).trim();
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(`${url}/api/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
      if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    exec: (...argv) => execUnder([], ...argv),
    execUnder,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL").then(() => {}),
    [Symbol.asyncDispose]: () => end("SIGKILL").then(() => {}),
  };
}

/** unshare waits for one child, which is the container's first process; a tracer waits for unshare. */
async function firstProcess(parent: number): Promise<number> {
  const child = Number.parseInt(await readFile(`/proc/${parent}/task/${parent}/children`, "utf8"), 10);
  const name = await readFile(`/proc/${parent}/comm`, "utf8");
  return name.trim() === "unshare" ? child : firstProcess(child);
}
