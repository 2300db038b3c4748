import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabaseUrl } from "#db/testing.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { pastFile, somePast, thisWeek } from "#test/world/recorded-past.ts";
import { type HomeOpsProcess, homeopsProcess } from "./world/homeops-process.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./world/temporary.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const AWAY = { HOMEOPS_HA_URL: "http://127.0.0.1:9", HOMEOPS_HA_TOKEN: "none" };
const past = somePast({ from: thisWeek(), hours: 4 });

/** `npm run import`, as a person types it. */
describe("the import from the command line", () => {
  let folder: TemporaryDirectory;
  let database: Awaited<ReturnType<typeof testDatabaseUrl>>;
  let file: string;
  let server: HomeOpsProcess;
  beforeAll(async () => {
    folder = await temporaryDirectory("command");
    database = await testDatabaseUrl();
    file = path.join(folder.path, "home-assistant_v2.db");
    await pastFile(file, { observations: past });
    server = await homeopsProcess(folder.path, { DATABASE_URL: database.url, ...AWAY });
  }, 120_000);
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...args: string[]) => {
    const env = {
      ...bareEnvironment,
      DATABASE_URL: database.url,
      HOMEOPS_DATA: path.join(folder.path, "data"),
      HOMEOPS_PORT: new URL(server.url).port,
      INIT_CWD: folder.path,
    };
    const child = spawn(process.execPath, ["server/import.ts", ...args], { cwd: ROOT, env });
    const said = { out: "", err: "" };
    child.stdout.on("data", (text) => (said.out += text));
    child.stderr.on("data", (text) => (said.err += text));
    return { child, said, exited: once(child, "exit").then(([code]) => code as number | null) };
  };
  const ran = async (...args: string[]) => {
    const { said, exited } = run(...args);
    const code = await exited;
    return { code, ...said };
  };

  it("previews, imports and undoes through the server that runs", async () => {
    expect(await ran("home-assistant_v2.db", "--preview")).toMatchObject({
      code: 0,
      out: expect.stringContaining("schema 53"),
    });
    const imported = await ran("home-assistant_v2.db");
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(imported.out).toContain(`${past.length} events`);
    expect((await ran("--list")).out).toContain("done");
    const undone = await ran("--undo", "1");
    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining("is undone") });
    expect(await ran("--undo", "1")).toMatchObject({ code: 1, err: expect.stringContaining("Nothing of this import") });
  });

  it("imports by itself where no server runs, and closes the hours that came", async () => {
    await server.stop();
    const imported = await ran(file, "--home", "127.0.0.1");
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(imported.out).toContain(`${past.length} events`);
    await server.start();
    const chart = { entity_id: "sensor.temperature_1", from: past[0]?.at, to: past.at(-1)?.at };
    expect(await server.ask("series/chart", chart)).toMatchObject({ unit: "°C" });
  });

  it("says what is wrong in one sentence", async () => {
    expect(await ran("nothing.db")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no file [^\n]*nothing\.db[^\n]*\n$/),
    });
    expect(await ran(file, "--home", "Nowhere")).toMatchObject({
      code: 1,
      err: expect.stringContaining("no home called Nowhere"),
    });
    expect(await ran()).toMatchObject({ code: 1, out: expect.stringContaining("npm run import -- FILE") });
    expect(await ran("--wrong")).toMatchObject({ code: 1, err: expect.stringContaining("--wrong") });
  });
});
