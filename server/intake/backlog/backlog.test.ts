import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jsonLog } from "#server/log.ts";
import { seen } from "#server/store/memory/testing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { hurriedClock } from "../connect/hurried-clock.ts";
import { type Backlog, openBacklog } from "./backlog.ts";
import { openJournal } from "./journal.ts";
import { openLosses } from "./losses.ts";
import { paperDatabase } from "./paper-database.ts";
import { openSpill } from "./spill.ts";

const BOUND = 20_000;
const BATCH = 2_000;
const event = (n: number) => seen("sensor.n", "2026-11-21T06:45:00.000001+00:00", { state: String(n) });
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i));

type Wishes = {
  commitSeconds?: number;
  spillBytes?: number;
  segmentBytes?: number;
  urgent?: string;
  hasJournal?: boolean;
  times?: number;
};

describe("the backlog", () => {
  let folder: TemporaryDirectory;
  let backlog: Backlog;
  let database: ReturnType<typeof paperDatabase>;
  beforeEach(async () => {
    folder = await temporaryDirectory("backlog");
    database = paperDatabase();
  });
  afterEach(async () => {
    database.letGo();
    await backlog[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  /** Twenty times as fast as life. */
  const open = async (parts: Wishes = {}) => {
    backlog = openBacklog({
      clock: hurriedClock(parts.times ?? 20),
      log: jsonLog("silent"),
      spill: await openSpill(folder.path, parts.segmentBytes),
      losses: openLosses(path.join(folder.path, "lost.ledger")),
      journal: parts.hasJournal ? await openJournal(path.join(folder.path, "urgent.journal")) : undefined,
      commitSeconds: parts.commitSeconds ?? 1,
      spillBytes: () => parts.spillBytes ?? 2 ** 30,
      store: database.store,
      bury: database.bury,
      answers: database.answers,
      name: async (loss) => void database.named.push(loss),
      isUrgent: ({ state }) => state === parts.urgent,
    });
    return backlog;
  };
  const push = (from: number, to: number) => {
    for (let n = from; n < to; n++) backlog.push(event(n));
  };
  const stored = () => database.batches.flat();
  const storedByNumber = () => stored().toSorted((one, other) => Number(one) - Number(other));

  it("writes what comes close together at once, in its order", async () => {
    await open();
    push(0, 10);
    await pause(20);
    push(10, 20);
    await backlog.flushed();
    expect(database.batches).toEqual([numbers(0, 20)]);
  });

  it("writes at most 2,000 at a time, and waits for nobody when so many are there", async () => {
    await open({ commitSeconds: 10_000 });
    push(0, 5_000);
    await expect.poll(() => stored().length).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...database.batches.map(({ length }) => length))).toBe(BATCH);
    await backlog.flushed();
    expect(stored()).toEqual(numbers(0, 5_000));
  });

  it("does not keep the urgent waiting", async () => {
    await open({ commitSeconds: 10_000, urgent: "3" });
    push(0, 3);
    await pause(50);
    expect(stored()).toEqual([]);
    push(3, 4);
    await expect.poll(stored).toEqual(numbers(0, 4));
  });

  it("spills while the database is away, and drains when it is back, in order and once", async () => {
    await open();
    database.isAway = true;
    push(0, 50);
    await backlog.flushed();
    push(50, 100);
    await backlog.flushed();
    expect(backlog.numbers).toMatchObject({ spilled: 100, isAway: true, waiting: 0, stored: 0, shed: 0 });
    database.isAway = false;
    push(100, 120);
    await expect.poll(() => backlog.numbers.spilled).toBe(0);
    expect(backlog.numbers).toMatchObject({ isAway: false, stored: 120 });
    expect(storedByNumber()).toEqual(numbers(0, 120));
  });

  it("drains after a restart what another process spilled", async () => {
    await open();
    database.isAway = true;
    push(0, 50);
    await backlog[Symbol.asyncDispose]();
    database.isAway = false;
    await open();
    expect(backlog.numbers.spilled).toBe(50);
    await expect.poll(stored).toEqual(numbers(0, 50));
  });

  it("holds no more than its bound in memory while the database hangs, and loses nothing", async () => {
    await open();
    database.hang();
    push(0, 10);
    await pause(100); // the first batch hangs now
    for (let n = 10; n < 2.5 * BOUND; n += 10) {
      push(n, n + 10); // as frames come
      if (n % 200 === 0) await pause(1);
      expect(backlog.numbers.waiting).toBeLessThanOrEqual(2 * BOUND);
    }
    await expect.poll(() => backlog.numbers.waiting, { timeout: 10_000 }).toBeLessThanOrEqual(BOUND);
    const kept = () => backlog.numbers.waiting + backlog.numbers.spilled;
    await expect.poll(kept, { timeout: 10_000 }).toBe(2.5 * BOUND); // what is on its way to the spill is in neither
    database.letGo();
    await expect.poll(() => new Set(stored()).size, { timeout: 10_000 }).toBe(2.5 * BOUND);
    expect(backlog.numbers.shed).toBe(0);
  });

  it("calls nothing durable that still waits, also when later ones were spilled", async () => {
    await open();
    database.hang();
    push(0, 100);
    await pause(100); // they are being written now
    let isFlushed = false;
    const flushed = backlog.flushed().then(() => {
      isFlushed = true;
    });
    push(100, 3 * BOUND);
    await pause(100);
    expect(isFlushed).toBe(false);
    database.letGo();
    await flushed;
    expect(stored()).toEqual(expect.arrayContaining(numbers(0, 100)));
  });

  it("buries poison alone", async () => {
    await open();
    push(0, 300);
    backlog.push(seen("sensor.n", "2026-11-21T06:45:00+00:00", { state: "poison" }));
    push(300, 499);
    await backlog.flushed();
    expect(database.buried).toEqual(["poison"]);
    expect(storedByNumber()).toEqual(numbers(0, 499));
    expect(backlog.numbers).toMatchObject({ dead: 1, isAway: false });
  });

  it("gives up the oldest beyond the bytes it may take, and counts them exactly", async () => {
    await open({ spillBytes: 20_000, segmentBytes: 5_000 });
    database.isAway = true;
    for (let n = 0; n < 1_000; n += 20) {
      push(n, n + 20);
      await backlog.flushed();
    }
    const { spilled, shed } = backlog.numbers;
    expect(shed).toBeGreaterThan(0);
    expect(spilled + shed).toBe(1_000);
    database.isAway = false;
    await expect.poll(() => backlog.numbers.spilled, { timeout: 5_000 }).toBe(0);
    expect(storedByNumber()).toEqual(numbers(shed, 1_000));
    await expect.poll(() => database.named.reduce((sum, { events }) => sum + events, 0)).toBe(shed);
    await backlog[Symbol.asyncDispose]();
    await open();
    expect(backlog.numbers.shed, "also after a restart").toBe(shed);
  });

  it("ends only when all that came is stored, or spilled where the database is away", async () => {
    await open({ commitSeconds: 10_000 });
    push(0, 4_500);
    await backlog[Symbol.asyncDispose]();
    expect(stored()).toEqual(numbers(0, 4_500));
    database.isAway = true;
    await open({ commitSeconds: 10_000 });
    push(0, 70);
    await backlog[Symbol.asyncDispose]();
    expect((await openSpill(folder.path)).events).toBe(70);
  });

  it("puts the urgent on the disk at once where commits are slow, and has it after a kill", async () => {
    await open({ commitSeconds: 10_000, urgent: "3", hasJournal: true });
    push(0, 5);
    const file = path.join(folder.path, "urgent.journal");
    await expect.poll(() => readFileSync(file, "utf8").includes('"state":"3"')).toBe(true);
    expect(stored(), "and writes its batch as ever").toEqual([]);
    await backlog.flushed();
    expect(stored()).toEqual(numbers(0, 5));
    await backlog[Symbol.asyncDispose]();
    expect(existsSync(file), "and lets go of it").toBe(false);
  });

  it("stores what a kill left in the journal, and lets go of it then", async () => {
    const file = path.join(folder.path, "urgent.journal");
    const killed = await openJournal(file);
    await killed.note(event(3));
    await killed.close();
    await open({ hasJournal: true });
    await expect.poll(stored).toEqual(["3"]);
    await backlog[Symbol.asyncDispose]();
    expect(existsSync(file)).toBe(false);
  });

  it("spills a batch that the database is too slow for, and keeps it once", async () => {
    await open();
    database.hang();
    push(0, 10);
    await backlog.flushed(); // after five seconds, a quarter of one here
    expect(backlog.numbers).toMatchObject({ spilled: 10, isAway: true, isSafe: true });
    database.letGo();
    await expect.poll(() => backlog.numbers).toMatchObject({ spilled: 0, isAway: false });
    expect(new Set(stored())).toEqual(new Set(numbers(0, 10)));
  });

  it("tells how long events took, from what happened to durable", async () => {
    await open({ commitSeconds: 0.1 });
    expect(backlog.numbers.lagMs).toBeNull();
    backlog.push({ ...event(0), at: new Date(Date.now() - 3_000).toISOString() });
    await backlog.flushed();
    expect(backlog.numbers.lagMs).toBeGreaterThanOrEqual(3_000);
    expect(backlog.numbers.lagMs).toBeLessThan(30_000);
  });
});
