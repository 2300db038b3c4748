import { readFileSync } from "node:fs";
import os from "node:os";

// A container's limit, by the second and the first kind of cgroup; without a limit these say `max` or a number beyond any machine.
const LIMITS = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

/** Bytes that this machine, or the container around us, has. */
export function machineMemory(read: (file: string) => string | undefined = text, total = os.totalmem()): number {
  const limits = LIMITS.map((file) => Number(read(file) || "none")).filter((bytes) => bytes > 0);
  return Math.min(total, ...limits);
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
