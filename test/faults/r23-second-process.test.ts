import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs } from "./figures.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const AWAY = { HOMEOPS_HA_URL: "http://127.0.0.1:9", HOMEOPS_HA_TOKEN: "none" };

const STAMPEDES = 10;
const RUNNERS = 8;
/** At the given moment takes the folder, says so, and keeps it; or says who has it. */
const TAKE = `
  import { lockFolder } from "#db/folder-lock.ts";
  while (Date.now() < Number(process.argv[2]));
  try { lockFolder(process.argv[1]); console.log("mine"); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.message); }`;

/** R23: a second process on the same data folder. */
describe("a data folder", () => {
  let folder: TemporaryDirectory;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await temporaryDirectory("r23");
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await folder[Symbol.asyncDispose]();
  });

  const run = (args: string[]) => {
    const env = { ...bareEnvironment, HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0", ...AWAY };
    const child = spawn(process.execPath, args, { cwd: ROOT, env });
    children.push(child);
    const said = { out: "", err: "" };
    child.stdout.on("data", (text) => (said.out += text));
    child.stderr.on("data", (text) => (said.err += text));
    const exited = once(child, "exit").then(([code]) => code as number | null);
    return { child, said, exited, pid: child.pid ?? 0 };
  };
  const startServer = async () => {
    const server = run(["server/main.ts"]);
    await expect.poll(() => server.said.out, { timeout: 60_000 }).toContain("HomeOps is at");
    const url = /http:\/\/[^/]+/.exec(server.said.out.split("HomeOps is at")[1] ?? "")?.[0] ?? "";
    return { ...server, url };
  };
  const take = (at = 0) => run(["--input-type=module", "--eval", TAKE, folder.path, String(at)]);
  const answered = async (taker: ReturnType<typeof take>) => {
    await expect.poll(() => taker.said.out, { timeout: 10_000 }).not.toBe("");
    return taker.said.out.trim();
  };
  const lock = () => readFileSync(path.join(folder.path, "homeops.lock"), "utf8");

  it("is refused to a second process within a second, by the first one's number, and the first works on", async () => {
    const first = await startServer();
    const held = lock();
    const startedAt = performance.now();
    const second = run(["server/main.ts"]);
    expect(await second.exited).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(atMostMs(1_000));
    expect(second.said.err).toMatch(new RegExp(`^Process ${first.pid} is using .*; stop it first[^\\n]*\\n$`));
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
    expect(lock()).toBe(held);
  });

  it("is not taken from a process that hangs, and free at once when it was killed", async () => {
    const first = await startServer();
    first.child.kill("SIGSTOP");
    const second = run(["server/main.ts"]);
    expect(await second.exited).toBe(1);
    expect(second.said.err).toContain(`Process ${first.pid} is using`);
    first.child.kill("SIGKILL");
    await first.exited;
    const third = await startServer();
    expect(JSON.parse(lock())).toMatchObject({ pid: third.pid });
    third.child.kill("SIGTERM");
    expect(await third.exited).toBe(0);
  });

  it("goes to one of many that start at once after a crash", async () => {
    for (let round = 0; round < STAMPEDES; round++) {
      const dead = take();
      expect(await answered(dead)).toBe("mine");
      dead.child.kill("SIGKILL");
      await dead.exited;
      const at = Date.now() + 1_500;
      const runners = Array.from({ length: RUNNERS }, () => take(at));
      const answers = await Promise.all(runners.map(answered));
      expect(answers.filter((answer) => answer === "mine")).toHaveLength(1);
      for (const { child } of runners) child.kill("SIGKILL");
      await Promise.all(runners.map(({ exited }) => exited));
    }
  }, 120_000);
});
