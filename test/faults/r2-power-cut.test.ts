import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { command } from "../provision/command.ts";
import { ext4Image } from "../world/ext4-image.ts";
import { passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const WRITER = path.resolve(import.meta.dirname, "r2-writer.ts");
const DISKS = isFull ? 5 : 1; // each is cut once within the first seconds of the first start, and then again and again
const CUTS_LATER = isFull ? 3 : 1;
const FIRST_BOOT_MS = 10_000;
const LONGEST_MS = isFull ? 12_000 : 2_000; // more than between two checkpoints of the embedded database
const Said = z.object({ opened: z.array(z.number()).optional(), acked: z.number().optional() });
const TIMEOUT_MS = isFull ? 3_000_000 : 900_000;
type Disk = Awaited<ReturnType<typeof ext4Image>>;
type Environment = Record<string, string>;

let programs: Awaited<ReturnType<typeof postgresPrograms>>;
let folder: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  programs = await postgresPrograms();
  folder = await temporaryDirectory("r2");
  await passable(folder.path);
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await programs?.[Symbol.asyncDispose]();
});

function run(disk: Disk, environment: Environment, ...args: string[]) {
  const env = { ...bareEnvironment, HOMEOPS_DATA: path.join(disk.mount, "data"), HOMEOPS_COMMIT_SECONDS: "0.05" };
  const [program = "", ...words] = disk.within(process.execPath, WRITER, ...args);
  const child = spawn(program, words, { env: { ...env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  const heard = { acked: 0, opened: undefined as ReadonlySet<number> | undefined, words: "", hasEnded: false };
  createInterface(child.stdout).on("line", (line) => {
    const { opened, acked } = Said.parse(JSON.parse(line));
    if (opened) heard.opened = new Set(opened);
    heard.acked = acked ?? heard.acked;
  });
  child.stderr.on("data", (text) => {
    heard.words += text;
  });
  const exited = once(child, "close").finally(() => {
    heard.hasEnded = true;
  });
  /** However long that takes on a busy machine. */
  const until = async (isSo: () => boolean) => {
    while (!isSo() && !heard.hasEnded) await pause(20);
    expect(isSo(), `it opens unaided and goes on; it said: ${heard.words}`).toBe(true);
  };
  return { heard, exited, until };
}

/** A start opens unaided, and what was acknowledged before is there. */
async function opened({ heard, until }: ReturnType<typeof run>, acked: number): Promise<void> {
  await until(() => heard.opened !== undefined);
  expect(Array.from({ length: acked }, (_, n) => n).filter((n) => !heard.opened?.has(n))).toEqual([]);
}

/** Somewhere in the first seconds of the n-th disk's first start. */
const byTheClock = (_: Disk, n: number) => pause((FIRST_BOOT_MS * (n + Math.random())) / DISKS);

/** Every second one in the middle of the first sync: all files of PGlite are there by name. */
async function whileMade(disk: Disk, n: number): Promise<void> {
  if (n % 2 === 1) return byTheClock(disk, n);
  const file = path.join(disk.mount, "data/pglite/PG_VERSION");
  await command(disk.within("timeout", "300", "sh", "-c", 'until [ -e "$0" ]; do sleep 0.02; done', file));
  await pause(Math.random() * 1_000);
}

/** Cuts the power of one disk, again and again. Answers how many events were acknowledged. */
async function cutAgainAndAgain(disk: Disk, environment: Environment, firstMoment: Promise<void>): Promise<number> {
  const first = run(disk, environment);
  await firstMoment;
  await disk.powerCut();
  await first.exited;
  let acked = first.heard.acked;
  for (let cut = 0; cut < CUTS_LATER; cut++) {
    const writer = run(disk, environment, "write", String(acked));
    await opened(writer, acked);
    const before = acked;
    await writer.until(() => writer.heard.acked > before);
    await pause(Math.random() * LONGEST_MS);
    await disk.powerCut();
    await writer.exited;
    acked = writer.heard.acked;
  }
  const reader = run(disk, environment, "read");
  await opened(reader, acked);
  await reader.exited;
  return acked;
}

describe.each([
  ["our own PostgreSQL", () => ({ HOMEOPS_POSTGRES: programs.folder }), byTheClock],
  ["the embedded database", () => ({}), whileMade],
] as const)("R2: a power cut of %s", (name, environmentOf, firstMoment) => {
  it(
    "loses nothing that was acknowledged, and it opens unaided",
    async () => {
      let acknowledged = 0;
      for (let n = 0; n < DISKS; n++) {
        await using disk = await ext4Image(folder.path, `disk-${n}`);
        acknowledged += await cutAgainAndAgain(disk, environmentOf() as Environment, firstMoment(disk, n));
      }
      expect(acknowledged).toBeGreaterThan(0);
      figure(
        "R2",
        `power cut of ${name}: ${DISKS * (1 + CUTS_LATER)} x, ${DISKS} in the first seconds of the first start: each opened unaided, 0 of ${acknowledged} acknowledged events lost`,
      );
    },
    TIMEOUT_MS,
  );
});
