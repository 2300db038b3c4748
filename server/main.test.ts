import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { testDatabaseUrl } from "#db/testing.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";

const MAIN = path.resolve(import.meta.dirname, "main.ts");
const AWAY = { HOMEOPS_HA_URL: "http://127.0.0.1:9", HOMEOPS_HA_TOKEN: "none", HOMEOPS_PORT: "0" };
const NO_DATABASE = "postgres://nobody@127.0.0.1:9/none";

function run(environment: Record<string, string>) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN], { env: { ...bareEnvironment, ...AWAY, ...environment } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  const exited = once(child, "exit").then(([code]) => ({ code, ms: performance.now() - startedAt }));
  const says = (text: string) => vi.waitUntil(() => said.out.includes(text), { timeout: 30_000, interval: 10 });
  return { child, said, exited, says, elapsed: () => performance.now() - startedAt };
}

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));

describe("the process", () => {
  it("says what is wrong with its options, without a stack", async () => {
    const { said, exited } = run({ HOMEOPS_PORT: "many" });
    expect((await exited).code).toBe(1);
    expect(said.err).toContain("HOMEOPS_PORT");
    expect(said.err).not.toMatch(/\n\s+at /);
  });

  it("serves within five seconds while Home Assistant is away, prints one address, and stops when asked", async () => {
    await using folder = await temporary();
    await using database = await testDatabaseUrl();
    const { child, said, exited, says, elapsed } = run({ HOMEOPS_DATA: folder.path, DATABASE_URL: database.url });
    await says("HomeOps is at");
    expect(elapsed()).toBeLessThan(20_000);
    const addresses = said.out.split("\n").filter((line) => line.includes("?ticket="));
    expect(addresses).toEqual([expect.stringMatching(/^HomeOps is at http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{43}$/)]);
    child.kill("SIGTERM");
    expect((await exited).code).toBe(0);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends at once on %s while it waits for its database", async (signal) => {
    await using folder = await temporary();
    const { child, exited, says, elapsed } = run({ HOMEOPS_DATA: folder.path, DATABASE_URL: NO_DATABASE });
    await says("database away");
    const askedAt = elapsed();
    child.kill(signal);
    const { code, ms } = await exited;
    expect(code).toBe(0);
    expect(ms - askedAt).toBeLessThan(5_000);
  });
});
