import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ext4Image } from "../world/ext4-image.ts";
import { passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const WRITER = path.resolve(import.meta.dirname, "r2-writer.ts");
const FRESH = isFull ? 5 : 1;
const WARM = isFull ? 15 : 1;
const FIRST_BOOT_SECONDS = 10;
const Said = z.object({ opened: z.array(z.number()).optional(), acked: z.number().optional() });
type Disk = Awaited<ReturnType<typeof ext4Image>>;

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

function run(disk: Disk, environment: Record<string, string>, ...args: string[]) {
  const env = { PATH: process.env.PATH, HOMEOPS_DATA: path.join(disk.mount, "data"), HOMEOPS_COMMIT_SECONDS: "0.05" };
  const [program = "", ...words] = disk.within(process.execPath, WRITER, ...args);
  const child = spawn(program, words, { env: { ...env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  const heard = { acked: 0, states: undefined as readonly number[] | undefined, words: "" };
  createInterface(child.stdout).on("line", (line) => {
    const { opened, acked } = Said.parse(JSON.parse(line));
    heard.states ??= opened;
    heard.acked = acked ?? heard.acked;
  });
  child.stderr.on("data", (text) => {
    heard.words += text;
  });
  return { heard, exited: once(child, "close") };
}

/** What a start finds, unaided. */
async function found(disk: Disk, environment: Record<string, string>): Promise<ReadonlySet<number>> {
  const reader = run(disk, environment, "read");
  const [code] = await reader.exited;
  expect(code, reader.heard.words).toBe(0);
  return new Set(reader.heard.states);
}

const lost = (states: ReadonlySet<number>, acked: number) =>
  Array.from({ length: acked }, (_, n) => n).filter((n) => !states.has(n));

describe.each([
  ["our own PostgreSQL", () => ({ HOMEOPS_POSTGRES: programs.folder })],
  ["the embedded database", () => ({})],
] as const)("R2: a power cut of %s", (name, environmentOf) => {
  it("loses nothing that was acknowledged, and it opens unaided", async () => {
    const environment = environmentOf() as Record<string, string>;
    let acknowledged = 0;
    let acked = 0;
    await using disks = new AsyncDisposableStack();
    let disk: Disk | undefined;
    for (let round = 0; round < FRESH; round++) {
      disk = disks.use(await ext4Image(folder.path, `disk-${round}`));
      const writer = run(disk, environment);
      await pause(FIRST_BOOT_SECONDS * 1000 * (isFull ? (round + Math.random()) / FRESH : 0.6));
      await disk.powerCut();
      await writer.exited;
      acked = writer.heard.acked;
      if (isFull) expect(lost(await found(disk, environment), acked)).toEqual([]); // else the next writer opens it
      acknowledged += acked;
    }
    if (!disk) return;
    acknowledged -= acked; // the last disk is written on
    for (let round = 0; round < WARM; round++) {
      const writer = run(disk, environment, "write", String(acked));
      await expect.poll(() => writer.heard.acked, { timeout: 90_000, interval: 100 }).toBeGreaterThan(acked);
      await pause(500 + Math.random() * 4_000);
      await disk.powerCut();
      await writer.exited;
      acked = Math.max(acked, writer.heard.acked);
      expect(lost(await found(disk, environment), acked)).toEqual([]);
    }
    expect(acked).toBeGreaterThan(100);
    acknowledged += acked;
    figure(
      "R2",
      `power cut of ${name}: ${FRESH + WARM} x, ${FRESH} within ${FIRST_BOOT_SECONDS} s of the first start: each opened unaided, 0 of ${acknowledged} acknowledged events lost`,
    );
  }, 1_800_000);
});
