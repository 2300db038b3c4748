import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Scenario } from "#demo/scenario.ts";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { startDemoHome } from "#demo/server.ts";
import { CORES } from "../provision/pytest.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeOpsProcess, homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { python } from "./python.ts";

const MINUTES = 60_000;
const LEAST_COVERED = 95;
const PATIENCE = { timeout: 4 * MINUTES, interval: 250 };
/** As test/integration/askers.py has it. */
const GARAGE = "when did the garage door last open";

const everything = new AsyncDisposableStack();
let environment: Record<string, string>;

beforeAll(async () => {
  const home = everything.use(await startDemoHome({ scenario: withUsersOfHomeAssistant() }));
  const database = everything.use(await freshDatabase());
  const folder = everything.use(await temporaryDirectory("integration"));
  const homeops = everything.use(
    await homeopsProcess(folder.path, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
      HOMEOPS_HOST: "0.0.0.0", // else it has no certificate
    }),
  );
  // What is asked while the past is still read may take longer than Assist waits for an answer.
  type Listed = { items: { import: { state: string } }[] };
  const read = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.import.state;
  await vi.waitUntil(async () => (await read()) === "done", PATIENCE);
  const known = () => homeops.ask<{ result: { kind: string } }>("ask/question", { question: GARAGE });
  await vi.waitUntil(async () => (await known()).result.kind === "instant", PATIENCE);
  environment = {
    HOMEOPS_URL: homeops.url,
    HOMEOPS_TOKEN: (await readFile(path.join(folder.path, "data/api.token"), "utf8")).trim(),
    HOMEOPS_KEEPER: everything.use(await keeperOf(homeops)).url,
  };
}, 5 * MINUTES);
afterAll(() => everything.disposeAsync());

/** The built-in home, in which people have ids as Home Assistant gives them; test/integration/askers.py knows them. */
function withUsersOfHomeAssistant(): Scenario {
  const written = JSON.stringify(readScenarioFile("1"));
  return JSON.parse(written.replaceAll('"u-anna"', `"${"a".repeat(32)}"`).replaceAll('"u-ben"', `"${"b".repeat(32)}"`));
}

/** Ends and starts the server when a test in Python asks for it. */
async function keeperOf({ kill, start }: HomeOpsProcess) {
  const deeds: Record<string, () => Promise<void>> = { "/kill": kill, "/start": start };
  const server = createServer((request, response) => {
    const deed = deeds[request.url ?? ""] ?? (() => Promise.reject(new Error("no such deed")));
    deed().then(
      () => response.end("done"),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())) };
}

describe.each(CORES)("the integration in Home Assistant $core", (core) => {
  it(
    `passes its tests in Python, every one, with more than ${LEAST_COVERED} % of its lines`,
    async () => {
      const asked = ["-p", "no:cacheprovider", "-rA", "--tb=short", "--show-capture=no"];
      const covered = ["--cov", "--cov-report=term", `--cov-fail-under=${LEAST_COVERED}`];
      const { code, stdout, stderr } = await python(core, ["test/integration/run.py", ...asked, ...covered], {
        ...environment,
        COVERAGE_FILE: "/tmp/homeops-coverage",
      });
      const results = [...stdout.matchAll(/^(PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\s(.+)$/gm)];
      const told = results.map(([, result, name]) => `${result} ${name}`);
      console.log([...told, ...stdout.split("\n").filter((line) => line.startsWith("TOTAL"))].join("\n"));
      const [failures] =
        /^=+ (?:FAILURES|ERRORS) =+$[\s\S]*?(?=^=+ (PASSES|short test|tests coverage))/m.exec(stdout) ?? [];
      expect(
        told.filter((one) => !one.startsWith("PASSED")),
        failures,
      ).toEqual([]);
      expect(stdout).toMatch(/homeops\/config_flow\.py +\d+ +0 +100%/);
      expect(told.length).toBeGreaterThan(40);
      expect(code, `${stdout.slice(-5_000)}${stderr.slice(-5_000)}`).toBe(0);
    },
    10 * MINUTES,
  );
});

describe("its Python", () => {
  const [, newest] = CORES;

  it.each([
    ["ruff", ["-m", "ruff", "check", "--no-cache"]],
    ["ruff's format", ["-m", "ruff", "format", "--no-cache", "--check"]],
    ["mypy, strictly", ["-m", "mypy", "--cache-dir=/dev/null", "custom_components/homeops"]],
  ])(
    "is clean by %s",
    async (_, argv) => {
      const { code, stdout, stderr } = await python(newest, argv);
      expect(code, `${stdout}${stderr}`).toBe(0);
    },
    5 * MINUTES,
  );
});
