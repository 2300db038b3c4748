import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = "/sys/fs/cgroup";
const CONTROLLERS = ["cpu", "cpuacct", "memory", "blkio"] as const;
type Controller = (typeof CONTROLLERS)[number];

/** A limit: of which controller, in which file, and what. */
export type Limit = { controller: Controller; file: string; value: string };

export interface ControlGroup extends AsyncDisposable {
  /** Processes in it, with those that they have started since. */
  readonly pids: number[];
  /** Seconds of a core that they have used. */
  readonly cpuSeconds: number;
  add(pids: readonly number[]): void;
  child(name: string): ControlGroup;
  /** Sets a limit; false where this machine has none such. */
  limit(limit: Limit): boolean;
}

/** One that ends in this moment needs no limit. */
function enter(folder: string, pid: number): void {
  try {
    writeFileSync(path.join(folder, "cgroup.procs"), String(pid));
  } catch (error) {
    if (existsSync(`/proc/${pid}`)) throw error;
  }
}

/** Its last process may have ended a moment ago. */
async function rm(folder: string): Promise<void> {
  for (let attempt = 0; existsSync(folder); attempt++) {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (attempt === 50) throw error;
      await pause(100);
    }
  }
}

/** Control groups of version 1, one folder a controller; gone after disposal, when their processes have ended. */
export function controlGroup(name: string): ControlGroup {
  const folders = new Map<Controller, string>();
  for (const controller of CONTROLLERS) {
    if (!existsSync(path.join(ROOT, controller, "cgroup.procs"))) continue;
    const folder = path.join(ROOT, controller, name);
    mkdirSync(folder, { recursive: true });
    folders.set(controller, folder);
  }
  const read = (controller: Controller, file: string) =>
    readFileSync(path.join(folders.get(controller) ?? "", file), "utf8");
  return {
    get pids() {
      return read("cpuacct", "cgroup.procs").split("\n").filter(Boolean).map(Number);
    },
    get cpuSeconds() {
      return Number(read("cpuacct", "cpuacct.usage")) / 1e9;
    },
    add(pids) {
      for (const folder of folders.values()) for (const pid of pids) if (existsSync(`/proc/${pid}`)) enter(folder, pid);
    },
    child: (inner) => controlGroup(path.join(name, inner)),
    limit({ controller, file, value }) {
      const folder = folders.get(controller);
      if (!folder || !existsSync(path.join(folder, file))) return false;
      writeFileSync(path.join(folder, file), value);
      return true;
    },
    async [Symbol.asyncDispose]() {
      for (const folder of folders.values()) await rm(folder);
    },
  };
}
