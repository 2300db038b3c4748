import { readdirSync, readFileSync } from "node:fs";

const TICKS_A_SECOND = 100; // Linux: USER_HZ is 100 everywhere that we run

/** What this process and a family of others (a server and its children) have used of the processor for some work, in seconds. */
export async function processorSeconds(pid: number | undefined, work: () => Promise<unknown>): Promise<number> {
  const own = process.cpuUsage();
  const before = familySeconds(pid);
  await work();
  const { user, system } = process.cpuUsage(own);
  return (user + system) / 1e6 + familySeconds(pid) - before;
}

/** Also of those of its children that have ended. Source: proc(5), stat: utime, stime, cutime, cstime. */
export function familySeconds(pid: number | undefined): number {
  if (pid === undefined) return 0;
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    const [parent, ...times] = statOf(name);
    if (Number(name) === pid) ticks += times.reduce((sum, one) => sum + one, 0);
    else if (parent === pid) ticks += (times[0] ?? 0) + (times[1] ?? 0);
  }
  return ticks / TICKS_A_SECOND;
}

function statOf(name: string): number[] {
  if (!/^\d+$/.test(name)) return [];
  try {
    const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return [1, 11, 12, 13, 14].map((place) => Number(fields[place]));
  } catch {
    return []; // ended meanwhile
  }
}
