import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkedLine } from "#server/checked-lines.ts";
import { seen } from "#server/store/memory/testing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { openSpill, type Spill } from "./spill.ts";

const event = (n: number) =>
  seen("sensor.n", `2026-11-21T06:45:00.${String(n).padStart(6, "0")}+00:00`, { state: String(n) });
const events = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => event(from + i));

describe("the spill", async () => {
  let folder: TemporaryDirectory;
  beforeEach(async () => {
    folder = await temporaryDirectory("spill");
  });
  const opened: Spill[] = [];
  const openIn = async (where: string, segmentBytes?: number) => {
    const spill = await openSpill(where, segmentBytes);
    opened.push(spill);
    return spill;
  };
  afterEach(async () => {
    for (const spill of opened.splice(0)) await spill.close();
    await folder[Symbol.asyncDispose]();
  });

  const files = () =>
    readdirSync(folder.path)
      .sort()
      .map((name) => path.join(folder.path, name));
  /** All that is there, oldest first, let go of as it is read. */
  async function drained(spill: Spill) {
    const states: (string | null)[] = [];
    for (let segment = await spill.oldest(); segment; segment = await spill.oldest()) {
      states.push(...segment.observations.map(({ state }) => state));
      await segment.done();
    }
    return states;
  }
  /** As a kill leaves it. */
  const left = (from: number, to: number) =>
    writeFileSync(path.join(folder.path, "00000001.spill"), events(from, to).map(checkedLine).join(""));
  const numbers = (from: number, to: number) => events(from, to).map(({ state }) => state);

  it("gives back what it took, oldest first, and is empty then", async () => {
    const spill = await openIn(folder.path);
    await spill.append([
      { ...event(0), context: { id: "a", parent_id: null }, oldState: null, cause: "{}", state: "a\nb🏠" },
    ]);
    await spill.append(events(1, 3));
    expect(spill.events).toBe(3);
    expect(spill.bytes).toBe(statSync(files()[0]!).size);
    const [first] = (await spill.oldest())?.observations ?? [];
    expect(first).toEqual({
      ...event(0),
      context: { id: "a", parent_id: null },
      oldState: null,
      cause: "{}",
      state: "a\nb🏠",
    });
    expect(await drained(spill)).toEqual(["a\nb🏠", "1", "2"]);
    expect([spill.events, spill.bytes, files().length]).toEqual([0, 0, 0]);
  });

  it("goes on in a new file after so many bytes, and while the oldest is read", async () => {
    const spill = await openIn(folder.path, 500);
    for (let n = 0; n < 10; n++) await spill.append([event(n)]);
    expect(files().length).toBeGreaterThan(2);
    const reading = await spill.oldest();
    await spill.append([event(10)]);
    await reading?.done();
    const rest = await drained(spill);
    expect([...(reading?.observations.map(({ state }) => state) ?? []), ...rest]).toEqual(numbers(0, 11));
  });

  it("has everything after a kill, and appends to no file that it did not begin", async () => {
    left(0, 3);
    const spill = await openIn(folder.path);
    expect(spill.events).toBe(3);
    await spill.append(events(3, 5));
    expect(files()).toHaveLength(2);
    expect(await drained(spill)).toEqual(numbers(0, 5));
  });

  it("passes over lines that a power cut tore, and over no other", async () => {
    left(0, 5);
    const [file] = files();
    truncateSync(file!, statSync(file!).size - 20);
    const spill = await openIn(folder.path);
    await spill.append(events(5, 7));
    expect(await spill.oldest()).toMatchObject({ torn: 1 });
    expect(await drained(spill)).toEqual([...numbers(0, 4), ...numbers(5, 7)]);
  });

  it.each([
    ["a changed letter", (line: string) => line.replace('"3"', '"4"')],
    ["a line of zeros", (line: string) => "\0".repeat(line.length)],
    ["a good sum over what no HomeOps wrote", () => '0d0a1ea3 {"at":4}'],
    ["an empty sum", () => " {}"],
  ])("passes over %s", async (_, broken) => {
    left(2, 5);
    const [file] = files();
    const lines = readFileSync(file!, "utf8").split("\n");
    lines[1] = broken(lines[1]!);
    writeFileSync(file!, lines.join("\n"));
    expect(await drained(await openIn(folder.path))).toEqual(["2", "4"]);
  });

  it("passes over a line whose sum is right and whose words are another program's", async () => {
    left(1, 2);
    appendFileSync(files()[0]!, checkedLine({ at: "2026-11-21T06:45:00+00:00", kind: "from the future" }));
    const spill = await openIn(folder.path);
    expect(await spill.oldest()).toMatchObject({ torn: 1 });
    expect(await drained(spill)).toEqual(["1"]);
  });

  it("gives up its oldest file, and says how many events went with it and when they happened", async () => {
    const spill = await openIn(folder.path, 500);
    for (let n = 0; n < 10; n++) await spill.append([event(n)]);
    const inFirst = readFileSync(files()[0]!, "utf8").split("\n").length - 1;
    const bytes = spill.bytes;
    expect(await spill.shed(() => false)).toEqual({ events: inFirst, from: event(0).at, to: event(inFirst - 1).at });
    expect(spill.bytes).toBeLessThan(bytes);
    expect(await drained(spill)).toEqual(numbers(inFirst, 10));
    expect(await spill.shed(() => false)).toBeUndefined();
  });

  it("gives up what must be kept last, also after a kill", async () => {
    const isKept = ({ state }: { state: string | null }) => Number(state) % 10 === 0;
    let spill = await openIn(folder.path, 500);
    for (let n = 0; n < 100; n++) await spill.append([event(n)]);
    const count = files().length;
    expect(count).toBeGreaterThan(5);
    for (let n = 0; n < count; n++) await spill.shed(isKept);
    expect(spill.events).toBe(10);
    spill = await openIn(folder.path, 500);
    expect(spill.events).toBe(10);
    expect(await spill.shed(isKept)).toMatchObject({ from: event(0).at });
    expect(await drained(spill)).toEqual(numbers(0, 100).filter((n) => Number(n) % 10 === 0 && Number(n) > 0));
  });

  it("does not give up what is being stored, and has it again where that failed", async () => {
    const spill = await openIn(folder.path, 500);
    for (let n = 0; n < 10; n++) await spill.append([event(n)]);
    const reading = await spill.oldest();
    const inFirst = reading?.observations.length ?? 0;
    expect(await spill.shed(() => false)).toMatchObject({ from: event(inFirst).at });
    reading?.again();
    expect((await drained(spill)).slice(0, inFirst)).toEqual(numbers(0, inFirst));
  });

  it("forgets what it is told to forget", async () => {
    const spill = await openIn(folder.path, 500);
    for (let n = 0; n < 10; n++) await spill.append([event(n)]);
    expect(await spill.forget(({ state }) => Number(state) >= 3 && Number(state) < 7)).toBe(4);
    expect(await drained(await openIn(folder.path))).toEqual([...numbers(0, 3), ...numbers(7, 10)]);
  });

  it("reads no full file to count what is there", async () => {
    const spill = await openIn(folder.path, 500);
    for (let n = 0; n < 10; n++) await spill.append([event(n)]);
    await spill.close();
    for (const file of files()) writeFileSync(file, "");
    expect((await openIn(folder.path)).events).toBe(10);
  });

  it("is readable for its owner alone", async () => {
    const own = path.join(folder.path, "deep", "own");
    await (await openIn(own)).append(events(0, 1));
    expect(statSync(own).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(own, "00000001.spill")).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.getuid?.() === 0)(
    "takes all or nothing from a full disk, and goes on once there is room",
    async () => {
      const small = path.join(folder.path, "small");
      mkdirSync(small);
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", small]);
      const spill = await openIn(path.join(small, "spill"));
      try {
        writeFileSync(path.join(small, "ballast"), "x".repeat(60_000));
        await spill.append(events(0, 10));
        await expect(spill.append(events(10, 2_000))).rejects.toThrow(/ENOSPC/);
        expect(spill.events).toBe(10);
        rmSync(path.join(small, "ballast"));
        await spill.append(events(3_000, 3_010));
        expect(await drained(spill)).toEqual([...numbers(0, 10), ...numbers(3_000, 3_010)]);
      } finally {
        await spill.close();
        execFileSync("umount", [small]);
      }
    },
  );
});
