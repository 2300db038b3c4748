import { readFileSync } from "node:fs";

/** Linux, proc(5): /proc/PID/task/TID/children. */
export function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

/** Memory that they have in common is counted once: proc(5), Pss of smaps_rollup, in kB. One that has ended meanwhile has none. */
export const sharedOutMegabytes = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + pss(pid), 0) / 1024;

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
