import { readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { command } from "../../provision/command.ts";
import { temporaryDirectory } from "../../world/temporary.ts";

const SECTOR = 512;
/** Real seconds; no timer of the machine's is to write by itself while hours are played in minutes. */
const NEVER = 86_400;

export interface LoopDisk extends AsyncDisposable {
  readonly path: string;
  /** Its numbers, as control groups name it: "7:0". */
  readonly device: string;
  /** Nothing is left in memory. */
  writeBack(): Promise<void>;
  /** All that the device was told to write until now, nothing left in memory. */
  bytesWritten(): Promise<number>;
}

/** An ext4 of its own on a loop device, whose writes the kernel counts. Needs own-mounts.ts around it. */
export async function loopDisk(megabytes: number, journalSeconds = NEVER): Promise<LoopDisk> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryDirectory("loop"));
  const image = path.join(folder.path, "image");
  const mounted = path.join(folder.path, "disk");
  await mkdir(mounted);
  await command(["truncate", "-s", `${megabytes}M`, image]);
  await command(["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", image]);
  await command(["mount", "-o", `loop,noatime,commit=${journalSeconds}`, image, mounted]); // -o loop: detached with its unmount, once its last file is closed
  stack.defer(async () => void (await command(["umount", "--lazy", mounted])));
  const { dev } = statSync(mounted);
  const device = `${dev >> 8}:${dev & 255}`;
  const statistics = `/sys/dev/block/${device}/stat`;
  const writeBack = async () => void (await command(["sync", "--file-system", mounted]));
  const owned = stack.move();
  return {
    path: mounted,
    device,
    writeBack,
    async bytesWritten() {
      await writeBack();
      return Number(readFileSync(statistics, "utf8").trim().split(/\s+/)[6]) * SECTOR; // Documentation/block/stat.rst
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
