import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "#server/refusal.ts";

// A process id alone may be somebody else's after a restart; with the boot and its start time it is one process.
const Holder = z.object({ pid: z.int(), boot: z.string(), started: z.string() });
type Holder = z.infer<typeof Holder>;

/**
 * Takes a folder for this process, or refuses, naming the process that has it. A live holder is never robbed, a dead one leaves nothing to mend.
 * @throws Refusal `data_in_use`
 */
export function lockFolder(folder: string): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "homeops.lock");
  const self = JSON.stringify(holderOf(process.pid));
  if (!claim(file, self)) {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) {
      throw new Refusal(
        "data_in_use",
        `Process ${holder.pid} is using ${folder}; stop it first, or set HOMEOPS_DATA to another folder`,
      );
    }
    rmSync(file, { force: true });
    if (!claim(file, self)) throw new Refusal("data_in_use", `Another process has just taken ${folder}; try again`);
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

function claim(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
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
