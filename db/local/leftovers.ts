import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = [
  ["SIGINT", 20_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
] as const;

/**
 * Ends in order what a killed server left running on a data directory, and clears away what the last one left lying: never two on one
 * directory. PostgreSQL looks at the number in `postmaster.pid` only, which after a restart may be anybody's; all of its
 * processes have the data directory as their working directory, and initdb, which works elsewhere, was told of it: those are looked for.
 * Answers how many were still running.
 */
export async function clearLeftovers(data: string): Promise<number> {
  const found = processesIn(data);
  for (const [signal, ms] of PATIENCE_MS) {
    const postmaster = postmasterIn(data);
    const left = processesIn(data);
    for (const pid of left) if (pid === postmaster || !left.includes(postmaster)) send(pid, signal);
    for (const until = performance.now() + ms; processesIn(data).length > 0 && performance.now() < until; )
      await pause(50);
  }
  if (processesIn(data).length > 0) throw new Error(`A PostgreSQL on ${data} does not end; restart the machine`);
  rmSync(path.join(data, "postmaster.pid"), { force: true });
  return found.length;
}

export function processesIn(data: string): number[] {
  const real = realOrSame(data);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && (workingFolder(pid) === real || wasTold(pid, data)));
}

/** As in `initdb -D folder`. */
function wasTold(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`\0-D\0${data}\0`);
  } catch {
    return false; // gone, or not ours to see
  }
}

function postmasterIn(data: string): number {
  try {
    return Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return 0;
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, or not ours to see
  }
}

function realOrSame(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it was faster
  }
}
