import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** What a folder lies on. `unknown`: a virtual disk, a network, another system than Linux. */
export type DiskKind = "ssd" | "hdd" | "sd" | "emmc" | "unknown";

/** The files of the system, as far as they are asked. */
export interface Files {
  read(file: string): string | undefined;
  list(folder: string): string[];
  /** Where a path leads in the end. */
  real(file: string): string | undefined;
  /** The device that holds a path, as `major:minor`. */
  device(file: string): string | undefined;
}

// Where a folder lies on several disks, the one that suffers most from writing counts.
const WORST_FIRST = ["sd", "emmc", "hdd", "unknown", "ssd"] as const;
const DEPTH = 8; // partitions on volumes on disks, and a loop in this would be the kernel's

/** Asks the kernel what kind of disk a folder lies on, through partitions, volumes, loop files and overlays. */
export const diskKind = (folder: string, files: Files = system): DiskKind => kindOfPath(folder, files, DEPTH);

function kindOfPath(file: string, files: Files, depth: number): DiskKind {
  const device = files.device(file);
  if (!device || depth === 0) return "unknown";
  const block = files.real(`/sys/dev/block/${device}`);
  if (block) return kindOfBlock(block, files, depth);
  const { source, upper } = mountOf(device, files.read("/proc/self/mountinfo") ?? "");
  if (upper) return kindOfPath(upper, files, depth - 1);
  const named =
    source.startsWith("/dev/") && files.real(`/sys/class/block/${path.basename(files.real(source) ?? source)}`);
  return named ? kindOfBlock(named, files, depth) : "unknown";
}

/** File systems with device numbers of their own: btrfs names its disk as source, an overlay the folder that it writes to. */
function mountOf(device: string, mountinfo: string): { source: string; upper?: string } {
  const line = mountinfo.split("\n").find((one) => one.split(" ")[2] === device) ?? "";
  const [type = "", source = "", options = ""] = line.split(" - ")[1]?.split(" ") ?? [];
  return { source, upper: type === "overlay" ? /upperdir=([^,]+)/.exec(options)?.[1] : undefined };
}

function kindOfBlock(block: string, files: Files, depth: number): DiskKind {
  if (depth === 0) return "unknown";
  if (files.read(`${block}/partition`) !== undefined) return kindOfBlock(path.dirname(block), files, depth - 1);
  const below = files.list(`${block}/slaves`).flatMap((name) => files.real(`/sys/class/block/${name}`) ?? []);
  const backing = files.read(`${block}/loop/backing_file`);
  const kinds = below.map((one) => kindOfBlock(one, files, depth - 1));
  if (backing) kinds.push(kindOfPath(backing, files, depth - 1));
  if (kinds.length > 0) return WORST_FIRST.find((kind) => kinds.includes(kind)) ?? "unknown";
  return kindOfDisk(block, files);
}

function kindOfDisk(block: string, files: Files): DiskKind {
  if (path.basename(block).startsWith("mmcblk")) return files.read(`${block}/device/type`) === "MMC" ? "emmc" : "sd";
  if (block.includes("/virtio") || block.includes("/virtual/")) return "unknown"; // what the host has below is not told
  // A stick or a card in a reader; many of them say that they turn.
  if (block.includes("/usb") && files.read(`${block}/removable`) === "1") return "sd";
  const rotational = files.read(`${block}/queue/rotational`);
  return rotational === "0" ? "ssd" : rotational === "1" ? "hdd" : "unknown";
}

const system: Files = {
  read: (file) => tried(() => readFileSync(file, "utf8").trim()),
  list: (folder) => tried(() => readdirSync(folder)) ?? [],
  real: (file) => tried(() => realpathSync(file)),
  device: (file) =>
    tried(() => {
      const dev = statSync(file).dev; // as glibc packs it
      return `${((dev >>> 8) & 0xfff) | (Math.floor(dev / 2 ** 32) & ~0xfff)}:${(dev & 0xff) | ((dev >>> 12) & 0xfff00)}`;
    }),
};

function tried<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined; // not there, or not ours to see
  }
}
