import type { Limit } from "./control-group.ts";

/** Of a core's time, on each of two: about what a core of a Raspberry Pi 4 does beside one of a server's. */
export const THROTTLE = 0.4;

const PERIOD_US = 100_000;
const CORES = 2;

export const limitsOfASmallMachine = (device: string): { name: string; limit: Limit }[] => [
  {
    name: `two cores at ${THROTTLE * 100} % of their time`,
    limit: { controller: "cpu", file: "cpu.cfs_quota_us", value: String(PERIOD_US * CORES * THROTTLE) },
  },
  { name: "1 GiB of memory", limit: { controller: "memory", file: "memory.limit_in_bytes", value: String(2 ** 30) } },
  {
    name: "20 MB/s of writes",
    limit: { controller: "blkio", file: "blkio.throttle.write_bps_device", value: `${device} 20000000` },
  },
  {
    name: "500 writes/s",
    limit: { controller: "blkio", file: "blkio.throttle.write_iops_device", value: `${device} 500` },
  },
];
