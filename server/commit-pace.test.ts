import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commitPace, paced } from "./commit-pace.ts";
import { jsonLog } from "./log.ts";
import { readOptions } from "./options.ts";

describe("the pace of commits", () => {
  it.each([
    ["own", "sd", 10],
    ["own", "emmc", 10],
    ["own", "ssd", 0.5],
    ["own", "hdd", 0.5],
    ["own", "unknown", 0.5],
    ["embedded", "sd", 10],
    ["embedded", "ssd", 0.25],
    ["external", "sd", 0.25],
  ] as const)("%s on %s: %d s", (kind, disk, seconds) => {
    expect(commitPace(kind, disk).seconds).toBe(seconds);
  });

  it("is the given one where one is given, and says in the log which and why", async () => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));
    const lines: object[] = [];
    const log = jsonLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
    const options = (more: object) => readOptions({ HOMEOPS_DATA: folder.path, ...more });
    expect(paced(options({ HOMEOPS_COMMIT_SECONDS: "7" }), log).commitSeconds).toBe(7);
    expect(paced(options({ DATABASE_URL: "postgres://elsewhere/home" }), log).commitSeconds).toBe(0.25);
    expect(lines).toMatchObject([
      { msg: "commits paced", seconds: 7, why: "HOMEOPS_COMMIT_SECONDS" },
      { msg: "commits paced", seconds: 0.25, why: expect.stringContaining("not ours"), disk: expect.any(String) },
    ]);
  });
});
