import { expect, it } from "vitest";
import { machineMemory } from "./machine-memory.ts";

const GB = 2 ** 30;
const V2 = "/sys/fs/cgroup/memory.max";
const V1 = "/sys/fs/cgroup/memory/memory.limit_in_bytes";

it.each([
  ["no container", {}, 4 * GB],
  ["a container without a limit", { [V2]: "max" }, 4 * GB],
  ["a container without a limit, of the older kind", { [V1]: "9223372036854771712" }, 4 * GB],
  ["a container with a limit", { [V2]: String(GB) }, GB],
  ["a container with a limit, of the older kind", { [V1]: String(2 * GB) }, 2 * GB],
  ["a limit beyond the machine", { [V2]: String(16 * GB) }, 4 * GB],
])("%s", (_, files: Record<string, string>, bytes) => {
  expect(machineMemory((file) => files[file], 4 * GB)).toBe(bytes);
});
