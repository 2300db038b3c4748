import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { mix } from "../../mix.ts";
import { worldTree } from "../../provision/cache.ts";
import { inside, SHARED } from "../../provision/chroot.ts";
import { loopDisk } from "./loop-disk.ts";

const DISK_MB = 4_096;
const WARM_HOURS = 1;
/** The recorder's default. Source: homeassistant/components/recorder/__init__.py, DEFAULT_COMMIT_INTERVAL */
const COMMIT_MS = 5_000;
/** As for ours: what Linux and ext4's journal write back by themselves. */
const WRITE_BACK_MS = 30_000;
const HOUR_MS = 3_600_000;
const BEGIN = Date.parse("2026-11-21T05:30:00Z");

/** Bytes that Home Assistant's recorder writes for the same hours of the same home: its code, its SQLite, its commits each five seconds. */
export async function hoursOfRecorder(hours: number): Promise<number> {
  await using disk = await loopDisk(DISK_MB);
  const share = path.join(disk.path, "config");
  await mkdir(share);
  const script = readFileSync(new URL("./recorder_hours.py", import.meta.url), "utf8");
  const { argv, env } = inside({ tree: worldTree, share, argv: ["/opt/ha/bin/python", "-c", script, SHARED] });
  const [file = "", ...args] = argv;
  const child = spawn(file, args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  await answers.next();

  const events = mix({ from: BEGIN * 1000 });
  let now = BEGIN;
  let next = events.next().value;
  async function playUntil(end: number): Promise<void> {
    for (; now < end; now += COMMIT_MS) {
      const lines: string[] = [];
      for (; next && Date.parse(next.at) < now + COMMIT_MS; next = events.next().value)
        lines.push(
          `{"entity_id":${JSON.stringify(next.entityId)},"state":${JSON.stringify(next.state)},"attributes":${next.attributes}}\n`,
        );
      child.stdin.write(`${lines.join("")}commit\n`);
      const { done } = await answers.next();
      if (done) throw new Error("The recorder ended before its time");
      if (now % WRITE_BACK_MS === 0) await disk.writeBack();
    }
  }

  await playUntil(BEGIN + WARM_HOURS * HOUR_MS);
  const before = await disk.bytesWritten();
  await playUntil(BEGIN + (WARM_HOURS + hours) * HOUR_MS);
  const written = (await disk.bytesWritten()) - before;
  child.stdin.end();
  await ended;
  return written;
}
