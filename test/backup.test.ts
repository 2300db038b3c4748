import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyRowOf } from "#db/snapshot/testing.ts";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { BackupListing } from "#server/store/backup/contract.ts";
import { verifyChain } from "#server/store/ledger/chain/verify-chain.ts";
import { openVault } from "#server/store/vault/vault.ts";
import { backup } from "#server/surfaces/backup/backup.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { fill } from "./upgrades/errands.ts";
import { passable, postgresPrograms } from "./world/postgres-programs.ts";
import { temporaryDirectory } from "./world/temporary.ts";

const run = promisify(execFile);
let programs: Awaited<ReturnType<typeof postgresPrograms>>;
beforeAll(async () => {
  programs = await postgresPrograms();
});
afterAll(() => programs?.[Symbol.asyncDispose]());

type Scope = "essentials" | "month" | "everything";

/** A home with a memory on a PostgreSQL of its own, and what a backup of its data folder is made of. */
async function staged(engine: "own" | "embedded" = "own") {
  const folder = await temporaryDirectory("backup");
  await passable(folder.path);
  const data = path.join(folder.path, "data");
  const said: { level: string; msg: string; [field: string]: unknown }[] = [];
  const log = jsonLog("info", { write: (line) => void said.push(JSON.parse(line)) });
  const environment = {
    HOMEOPS_DATA: data,
    HOMEOPS_PORT: "0",
    HOMEOPS_POSTGRES: engine === "own" ? programs.folder : "",
  };
  const open = async (): Promise<HomeOps> => {
    const homeops = await start(readOptions(environment), { log, capabilities: [backup] });
    await expect.poll(() => homeops.world.db.away(), { timeout: 60_000 }).toBeUndefined();
    return homeops;
  };
  const dump = path.join(data, "backup", "memory.homeops");
  return {
    ...{ data, said, open, dump, environment },
    /** As the Supervisor does it: the folder as it is, without the database. */
    restored() {
      rmSync(path.join(data, engine === "own" ? "postgres" : "pglite"), { recursive: true });
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Written on while the memory is compared. */
const GOES_ON = ["public.home_assistant_audit_log", "ledger.audit_link"];

describe("a backup of a PostgreSQL of our own", () => {
  it.each(["everything", "month", "essentials"] as const)(
    "with %s comes back on an empty machine, to the row",
    async (scope: Scope) => {
      await using stage = await staged();
      let before: Record<string, string[]>;
      {
        await using homeops = await stage.open();
        await fill(homeops.world.db, stage.data, "anna", 2_000);
        await homeops.ask("backup/scope", { scope });
        const prepared = await homeops.ask("backup/prepare");
        expect(prepared).toMatchObject({ scope, bytes: statSync(stage.dump).size, warning: null });
        before = await everyRowOf(homeops.world.db);
      }
      const listing = BackupListing.parse(
        JSON.parse(readFileSync(path.join(stage.data, "backup", "memory.json"), "utf8")),
      );
      stage.restored();
      await using homeops = await stage.open();
      const after = await everyRowOf(homeops.world.db);
      for (const { name, rows } of listing.tables) {
        if (GOES_ON.includes(name)) continue;
        if (scope === "everything") expect(after[name], name).toEqual(before[name]);
        else expect(after[name]?.length, name).toBe(rows);
      }
      expect(after["public.home_assistant_connections"]).toEqual(before["public.home_assistant_connections"]);
      expect(await verifyChain(homeops.world.db, { now: Date.now() })).toMatchObject({ broken: null });
      expect(after["memory.event"]?.length).toBe(scope === "essentials" ? 0 : 2_000);
      expect(stage.said.filter(({ level }) => level !== "info")).toEqual([]);
      expect(stage.said.map(({ msg }) => msg).join("; ")).toContain("memory restored from the backup");
      expect(existsSync(stage.dump)).toBe(false);
      const sealed = await homeops.world.db.row<{ id: string; encrypted_token: string }>(sql`
        select id, encrypted_token from home_assistant_connections`);
      const vault = openVault({ secretKey: undefined, dataFolder: stage.data });
      const place = { table: "home_assistant_connections", row: sealed?.id ?? "" };
      expect(vault.unseal(sealed?.encrypted_token ?? "", place).reveal()).toBe("token");
    },
    120_000,
  );

  it("is refused where it is damaged or of another key, with nothing wiped, and taken once that is mended", async () => {
    await using stage = await staged();
    {
      await using homeops = await stage.open();
      await fill(homeops.world.db, stage.data, "anna", 500);
      await homeops.ask("backup/prepare");
    }
    stage.restored();
    const whole = readFileSync(stage.dump);
    const broken = Buffer.from(whole);
    broken[broken.length >> 1]! ^= 1;
    writeFileSync(stage.dump, broken);
    const advice = "HomeOps does not begin anew over a backup";
    for (let n = 0; n < 2; n++)
      await expect(stage.open()).rejects.toMatchObject({
        code: "damaged_snapshot",
        message: expect.stringContaining(advice),
      });
    expect(readFileSync(stage.dump).equals(broken), "the dump is left as it is").toBe(true);
    writeFileSync(stage.dump, whole);
    const key = path.join(stage.data, "secret.key");
    copyFileSync(key, `${key}.kept`);
    rmSync(key);
    await expect(stage.open()).rejects.toMatchObject({ code: "wrong_secret_key" });
    copyFileSync(`${key}.kept`, key);
    await using homeops = await stage.open();
    expect(await homeops.world.db.row(sql`select name from users where name = 'anna'`)).toEqual({ name: "anna" });
  }, 120_000);

  it("is refused where a newer HomeOps wrote it", async () => {
    await using stage = await staged();
    {
      await using homeops = await stage.open();
      await homeops.world.db.owner.script("insert into homeops_migration (id, name) values (9999, 'later')");
      await homeops.ask("backup/prepare");
    }
    stage.restored();
    await expect(stage.open()).rejects.toMatchObject({
      code: "newer_snapshot",
      message: expect.stringContaining("update HomeOps"),
    });
    expect(existsSync(stage.dump)).toBe(true);
  }, 120_000);

  it("leaves a memory that is there alone, whatever dump lies beside it", async () => {
    await using stage = await staged();
    {
      await using homeops = await stage.open();
      await fill(homeops.world.db, stage.data, "anna", 100);
      await homeops.ask("backup/prepare");
      await homeops.world.db.run(sql`update users set name = 'ben'`);
    }
    await using homeops = await stage.open();
    expect(await homeops.world.db.rows(sql`select from users where name = 'ben'`)).not.toEqual([]);
    expect(stage.said.filter(({ level }) => level === "warn").map(({ msg }) => msg)).toEqual([
      expect.stringContaining("lies beside the memory, which is used on"),
    ]);
    expect(await homeops.ask("backup/finish")).toEqual({ removed: true });
    expect(await homeops.ask("backup/finish")).toEqual({ removed: false });
  }, 120_000);

  it("is prepared and finished by the scripts of the app, which fail in a sentence where it cannot be", async () => {
    await using stage = await staged();
    const script = (name: string, port: number) =>
      run(path.resolve("addon", name), [], {
        env: { ...bareEnvironment, ...stage.environment, HOMEOPS_PORT: String(port) },
      });
    let port: number;
    {
      await using homeops = await stage.open();
      await fill(homeops.world.db, stage.data, "anna", 100);
      port = homeops.port;
      expect((await script("backup-pre", port)).stdout).toContain("is ready for the backup");
      expect(existsSync(stage.dump)).toBe(true);
      await script("backup-post", port);
      expect(existsSync(stage.dump)).toBe(false);
    }
    await expect(script("backup-pre", port)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The memory of HomeOps is not ready for a backup: it does not run.*\n$/),
    });
  }, 120_000);
});

it("of an embedded memory comes back where its folder is missing", async () => {
  await using stage = await staged("embedded");
  {
    await using homeops = await stage.open();
    await fill(homeops.world.db, stage.data, "anna", 300);
    await homeops.ask("backup/scope", { scope: "month" });
    await homeops.ask("backup/prepare");
  }
  stage.restored();
  await using homeops = await stage.open();
  expect(await homeops.world.db.row(sql`select count(*) as n from memory.event`)).toEqual({ n: 300 });
  expect(stage.said.map(({ msg }) => msg).join("; ")).toContain("memory restored from the backup");
}, 120_000);
