import { readFileSync } from "node:fs";

/** Linux, proc(5): /proc/PID/task/TID/children. */
export function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

/**
 * What processes of one program hold in memory: what they share with each other counts once; their files whole, though other programs of the machine
 * may map the same ones.
 */
export function residentMegabytes(pids: readonly number[]): number {
  const own = pids.map(
    (pid) => kilobytes(pid, "smaps_rollup", "Pss_Anon") + kilobytes(pid, "smaps_rollup", "Pss_Shmem"),
  );
  const files = pids.map((pid) => kilobytes(pid, "status", "RssFile"));
  return (own.reduce((sum, kb) => sum + kb, 0) + Math.max(0, ...files)) / 1024;
}

/** proc(5); one that has ended meanwhile holds nothing. */
function kilobytes(pid: number, file: string, field: string): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
