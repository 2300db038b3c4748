import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { temporaryDirectory } from "./temporary.ts";

const MEGABYTE = 1024 * 1024;

export interface SmallDisk extends AsyncDisposable {
  path: string;
  freeBytes(): number;
  /** Takes every last byte; the first so many megabytes can be freed again. */
  fill(freeable: number): void;
  /** Gives back what `fill` may give back. */
  free(): void;
}

/** A disk of so many megabytes, in a file. Needs root, for its mount. */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryDirectory("small-disk"));
  const image = join(folder.path, "image");
  const path = join(folder.path, "disk");
  mkdirSync(path);
  execFileSync("truncate", ["-s", `${megabytes}M`, image]);
  execFileSync("mkfs.ext4", ["-q", "-F", "-m", "0", image]); // nothing is kept back for root
  execFileSync("mount", ["-o", "loop", image, path]);
  stack.defer(() => unmount(path));
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  const owned = stack.move();
  return {
    path,
    freeBytes,
    fill(freeable) {
      execFileSync("fallocate", ["-l", String(freeable * MEGABYTE), join(path, "freeable")]);
      for (let size = freeBytes(), n = 0; size > 0 && n < 50; size = Math.min(size / 2, freeBytes()), n++) {
        try {
          execFileSync("fallocate", ["-l", String(Math.floor(size)), join(path, `ballast-${n}`)], { stdio: "ignore" });
        } catch {
          rmSync(join(path, `ballast-${n}`), { force: true }); // a file takes some blocks for itself
        }
      }
    },
    free: () => rmSync(join(path, "freeable")),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Whoever was just killed may hold it for a moment. */
async function unmount(path: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      execFileSync("umount", [path], { stdio: "ignore" }); // detaches its loop device as well
      return;
    } catch {
      await pause(250);
    }
  }
  execFileSync("umount", ["-l", path]);
}
