import { createHash } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isDiskFull } from "#server/database-away.ts";
import { Refusal } from "#server/refusal.ts";
import { makeDataFolder } from "./data-folder.ts";

// A process id alone may be somebody else's after a restart; with the boot and its start time it is one process.
const Holder = z.object({ pid: z.int(), boot: z.string(), started: z.string() });
type Holder = z.infer<typeof Holder>;

/**
 * Takes a folder for this process, or refuses, naming the process that has it. A live holder is never robbed, a dead one leaves nothing to mend.
 * @throws Refusal `data_in_use`, `no_data_folder`, `disk_full`
 */
export function lockFolder(folder: string): Disposable {
  makeDataFolder(folder);
  const file = path.join(folder, "homeops.lock");
  const own = `${file}.${crypto.randomUUID()}`;
  writeHolder(own);
  const rival = claim(file, own);
  rmSync(own);
  if (!rival) return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
  throw new Refusal(
    "data_in_use",
    `Process ${rival.pid} is using ${folder}; stop it first, or set HOMEOPS_DATA to another folder`,
  );
}

function writeHolder(file: string): void {
  try {
    writeFileSync(file, JSON.stringify(holderOf(process.pid)), { mode: 0o600 });
  } catch (cause) {
    rmSync(file, { force: true });
    if (!isDiskFull(cause)) throw cause;
    const folder = path.dirname(file);
    throw new Refusal("disk_full", `The disk of ${folder} is full; free some space, then start HomeOps again`, {
      cause,
    });
  }
}

/**
 * Makes the file by a link, so that it is never seen half written. Returns the living process that was faster.
 * Of many that find the same dead holder one may clear it away, under a claim of its own: the others would remove the first one's new file.
 */
function claim(file: string, own: string): Holder | undefined {
  if (isLinked(own, file)) return undefined;
  const left = text(file);
  const holder = holderIn(left);
  if (holder && isAlive(holder)) return holder;
  const clearing = `${file}.${createHash("sha256").update(left).digest("hex").slice(0, 12)}`;
  const rival = claim(clearing, own);
  if (rival) return rival;
  try {
    if (text(file) === left) rmSync(file, { force: true });
    return claim(file, own);
  } finally {
    rmSync(clearing, { force: true });
  }
}

function isLinked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined; // torn by a power cut: nobody holds it
  }
}

function isAlive({ pid, boot, started }: Holder): boolean {
  const now = holderOf(pid);
  return now.boot === boot && now.started === started && exists(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holderOf(pid: number): Holder {
  const afterName = text(`/proc/${pid}/stat`).split(") ").at(-1) ?? "";
  return { pid, boot: text("/proc/sys/kernel/random/boot_id").trim(), started: afterName.split(" ")[19] ?? "" };
}

function text(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // not Linux, or the process is gone
  }
}
