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
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seen } from "#server/store/memory/testing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { openSpill } from "./spill.ts";

const event = (n: number) =>
  seen("sensor.n", `2026-11-21T06:45:00.${String(n).padStart(6, "0")}+00:00`, { state: String(n) });
const events = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => event(from + i));

describe("the spill", () => {
  let folder: TemporaryDirectory;
  beforeEach(async () => {
    folder = await temporaryDirectory("spill");
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const files = () =>
    readdirSync(folder.path)
      .sort()
      .map((name) => path.join(folder.path, name));
  /** All that is there, oldest first, let go of as it is read. */
  function drained(spill: ReturnType<typeof openSpill>) {
    const states: (string | null)[] = [];
    for (let segment = spill.oldest(); segment; segment = spill.oldest()) {
      states.push(...segment.observations.map(({ state }) => state));
      segment.done();
    }
    return states;
  }
  const numbers = (from: number, to: number) => events(from, to).map(({ state }) => state);

  it("gives back what it took, oldest first, and is empty then", () => {
    const spill = openSpill(folder.path);
    spill.append([
      { ...event(0), context: { id: "a", parent_id: null }, oldState: null, cause: "{}", state: "a\nb🏠" },
    ]);
    spill.append(events(1, 3));
    expect(spill.events).toBe(3);
    expect(spill.bytes).toBe(statSync(files()[0]!).size);
    const [first] = spill.oldest()?.observations ?? [];
    expect(first).toEqual({
      ...event(0),
      context: { id: "a", parent_id: null },
      oldState: null,
      cause: "{}",
      state: "a\nb🏠",
    });
    expect(drained(spill)).toEqual(["a\nb🏠", "1", "2"]);
    expect([spill.events, spill.bytes, files().length]).toEqual([0, 0, 0]);
  });

  it("goes on in a new file after so many bytes, and while the oldest is read", () => {
    const spill = openSpill(folder.path, 500);
    for (let n = 0; n < 10; n++) spill.append([event(n)]);
    expect(files().length).toBeGreaterThan(2);
    const reading = spill.oldest();
    spill.append([event(10)]);
    reading?.done();
    const rest = drained(spill);
    expect([...(reading?.observations.map(({ state }) => state) ?? []), ...rest]).toEqual(numbers(0, 11));
  });

  it("has everything after a kill, and appends to no file that it did not begin", () => {
    openSpill(folder.path).append(events(0, 3)); // and never closed
    const spill = openSpill(folder.path);
    expect(spill.events).toBe(3);
    spill.append(events(3, 5));
    expect(files()).toHaveLength(2);
    expect(drained(spill)).toEqual(numbers(0, 5));
  });

  it("passes over lines that a power cut tore, and over no other", () => {
    openSpill(folder.path).append(events(0, 5));
    const [file] = files();
    truncateSync(file!, statSync(file!).size - 20);
    const spill = openSpill(folder.path);
    spill.append(events(5, 7));
    expect(spill.oldest()).toMatchObject({ torn: 1 });
    expect(drained(spill)).toEqual([...numbers(0, 4), ...numbers(5, 7)]);
  });

  it.each([
    ["a changed letter", (line: string) => line.replace('"3"', '"4"')],
    ["a line of zeros", (line: string) => "\0".repeat(line.length)],
    ["a good sum over what no HomeOps wrote", () => '0d0a1ea3 {"at":4}'],
    ["an empty sum", () => " {}"],
  ])("passes over %s", (_, broken) => {
    openSpill(folder.path).append(events(2, 5));
    const [file] = files();
    const lines = readFileSync(file!, "utf8").split("\n");
    lines[1] = broken(lines[1]!);
    writeFileSync(file!, lines.join("\n"));
    expect(drained(openSpill(folder.path))).toEqual(["2", "4"]);
  });

  it("passes over a line whose sum is right and whose words are another program's", () => {
    openSpill(folder.path).append([event(1)]);
    const foreign = '{"at":"2026-11-21T06:45:00+00:00","kind":"from the future"}';
    appendFileSync(files()[0]!, `${crc32(foreign).toString(16).padStart(8, "0")} ${foreign}\n`);
    const spill = openSpill(folder.path);
    expect(spill.oldest()).toMatchObject({ torn: 1 });
    expect(drained(spill)).toEqual(["1"]);
  });

  it("gives up its oldest file, and says how many events went with it", () => {
    const spill = openSpill(folder.path, 500);
    for (let n = 0; n < 10; n++) spill.append([event(n)]);
    const inFirst = readFileSync(files()[0]!, "utf8").split("\n").length - 1;
    const bytes = spill.bytes;
    expect(spill.shed()).toBe(inFirst);
    expect(spill.bytes).toBeLessThan(bytes);
    expect(drained(spill)).toEqual(numbers(inFirst, 10));
    expect(spill.shed()).toBe(0);
  });

  it("is readable for its owner alone", () => {
    const own = path.join(folder.path, "deep", "own");
    openSpill(own).append(events(0, 1));
    expect(statSync(own).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(own, "00000001.spill")).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.getuid?.() === 0)("takes all or nothing from a full disk, and goes on once there is room", () => {
    const small = path.join(folder.path, "small");
    mkdirSync(small);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", small]);
    const spill = openSpill(path.join(small, "spill"));
    try {
      writeFileSync(path.join(small, "ballast"), "x".repeat(60_000));
      spill.append(events(0, 10));
      expect(() => spill.append(events(10, 2_000))).toThrow(/ENOSPC/);
      expect(spill.events).toBe(10);
      rmSync(path.join(small, "ballast"));
      spill.append(events(3_000, 3_010));
      expect(drained(spill)).toEqual([...numbers(0, 10), ...numbers(3_000, 3_010)]);
    } finally {
      spill.close();
      execFileSync("umount", [small]);
    }
  });
});
