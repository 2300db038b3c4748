import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { diskKind, type Files } from "./disk-kind.ts";

/** A system whose /data is on the device 1:1. */
const machine = (block: string | undefined, read: Record<string, string>, more: Partial<Tree> = {}): Files => {
  const { real = {}, lists = {}, devices = {} } = more;
  const links: Record<string, string> = { ...(block && { "/sys/dev/block/1:1": block }), ...real };
  return {
    read: (file) => read[file],
    list: (folder) => lists[folder] ?? [],
    real: (file) => links[file],
    device: (file) => ({ "/data": "1:1", ...devices })[file],
  };
};
type Tree = { real: Record<string, string>; lists: Record<string, string[]>; devices: Record<string, string> };

const CARD = "/sys/devices/platform/emmc2bus/fe340000.mmc/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0";
const SATA = "/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda";
const NVME = "/sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1";
const STICK = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb";
const VOLUME = "/sys/devices/virtual/block/dm-0";
const LOOP = "/sys/devices/virtual/block/loop0";

it.each([
  [
    "a card",
    "sd",
    machine(`${CARD}/mmcblk0p8`, { [`${CARD}/mmcblk0p8/partition`]: "8", [`${CARD}/device/type`]: "SD" }),
  ],
  [
    "soldered flash",
    "emmc",
    machine(`${CARD}/mmcblk0p8`, { [`${CARD}/mmcblk0p8/partition`]: "8", [`${CARD}/device/type`]: "MMC" }),
  ],
  [
    "a turning disk",
    "hdd",
    machine(`${SATA}/sda1`, { [`${SATA}/sda1/partition`]: "1", [`${SATA}/queue/rotational`]: "1" }),
  ],
  ["a disk without partitions", "ssd", machine(NVME, { [`${NVME}/queue/rotational`]: "0" })],
  [
    "a stick that says it turns",
    "sd",
    machine(STICK, { [`${STICK}/removable`]: "1", [`${STICK}/queue/rotational`]: "1" }),
  ],
  ["an SSD on USB", "ssd", machine(STICK, { [`${STICK}/removable`]: "0", [`${STICK}/queue/rotational`]: "0" })],
  [
    "a virtual disk",
    "unknown",
    machine("/sys/devices/pci0000:00/virtio1/block/vda", {
      "/sys/devices/pci0000:00/virtio1/block/vda/queue/rotational": "1",
    }),
  ],
  [
    "a volume on two disks, by the worse",
    "hdd",
    machine(
      VOLUME,
      { [`${SATA}/queue/rotational`]: "1", [`${NVME}/queue/rotational`]: "0" },
      {
        lists: { [`${VOLUME}/slaves`]: ["nvme0n1", "sda"] },
        real: { "/sys/class/block/sda": SATA, "/sys/class/block/nvme0n1": NVME },
      },
    ),
  ],
  [
    "a file that is mounted, on a card",
    "sd",
    machine(
      LOOP,
      { [`${LOOP}/loop/backing_file`]: "/images/a", [`${CARD}/device/type`]: "SD" },
      {
        devices: { "/images/a": "179:0" },
        real: { "/sys/dev/block/179:0": CARD },
      },
    ),
  ],
  [
    "btrfs, whose device number is its own",
    "ssd",
    machine(
      undefined,
      {
        "/proc/self/mountinfo": "30 1 1:1 / /data rw - btrfs /dev/nvme0n1 rw,space_cache",
        [`${NVME}/queue/rotational`]: "0",
      },
      { real: { "/dev/nvme0n1": "/dev/nvme0n1", "/sys/class/block/nvme0n1": NVME } },
    ),
  ],
  [
    "an overlay that writes to a card",
    "sd",
    machine(
      undefined,
      {
        "/proc/self/mountinfo": "30 1 1:1 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/b/upper,workdir=/b/work",
        [`${CARD}/device/type`]: "SD",
      },
      { devices: { "/b/upper": "179:0" }, real: { "/sys/dev/block/179:0": CARD } },
    ),
  ],
  [
    "an overlay whose folders are the host's",
    "unknown",
    machine(undefined, {
      "/proc/self/mountinfo": "30 1 1:1 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/b/upper,workdir=/b/work",
    }),
  ],
  ["a network", "unknown", machine(undefined, { "/proc/self/mountinfo": "30 1 1:1 / /data rw - nfs4 nas:/home rw" })],
  ["nothing at all", "unknown", machine(undefined, {}, { devices: { "/data": "" } })],
])("%s", (_, kind, files) => {
  expect(diskKind("/data", files)).toBe(kind);
});

it("answers on this machine too", () => {
  expect(["ssd", "hdd", "sd", "emmc", "unknown"]).toContain(diskKind(tmpdir()));
});
