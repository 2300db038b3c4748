import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { processesIn } from "#db/local/leftovers.ts";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { homeopsProcess } from "./world/homeops-process.ts";
import { passable, postgresPrograms } from "./world/postgres-programs.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./world/temporary.ts";

let programs: Awaited<ReturnType<typeof postgresPrograms>>;
const folders: TemporaryDirectory[] = [];
let data = "";
let said: { level: string; msg: string; [field: string]: unknown }[] = [];

beforeAll(async () => {
  programs = await postgresPrograms();
});
beforeEach(async () => {
  const folder = await temporaryDirectory("own");
  folders.push(folder);
  await passable(folder.path);
  data = path.join(folder.path, "data");
  said = [];
});
afterAll(async () => {
  for (const folder of folders) await folder[Symbol.asyncDispose]();
  await programs?.[Symbol.asyncDispose]();
});

const inData = (...names: string[]) => path.join(data, ...names);
const log = jsonLog("info", { write: (line) => void said.push(JSON.parse(line)) });
const messages = (level: string) => said.filter((one) => one.level === level).map(({ msg }) => msg);
const open = (more: Record<string, string> = {}): Promise<HomeOps> =>
  start(readOptions({ HOMEOPS_DATA: data, HOMEOPS_PORT: "0", HOMEOPS_POSTGRES: programs.folder, ...more }), {
    capabilities: [],
    log,
  });
const remember = ({ world }: HomeOps) => world.db.run(sql`insert into people.home (name) values ('kept')`);
const kept = async ({ world }: HomeOps) =>
  (await world.db.row<{ n: number }>(sql`select count(*)::int as n from people.home where name = 'kept'`))?.n;
const postmaster = () => Number(readFileSync(inData("postgres", "postmaster.pid"), "utf8").split("\n")[0]);

describe("a PostgreSQL of our own", () => {
  it("is made at the first start, unreachable for others, and ends with the server, its memory kept", async () => {
    {
      await using homeops = await open();
      const facts = await homeops.world.db.owner.row(sql`
        select session_user as login, current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses,
          (select rolsuper from pg_roles where rolname = session_user) as is_super,
          (select datlocprovider from pg_database where datname = current_database()) as collation`);
      expect(facts).toEqual({ login: "homeops", checksums: "on", addresses: "", is_super: false, collation: "b" });
      expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
      for (const folder of ["postgres", "run"]) expect(statSync(inData(folder)).mode & 0o777, folder).toBe(0o700);
      await remember(homeops);
    }
    expect(processesIn(inData("postgres"))).toEqual([]);
    expect(existsSync(inData("postgres.initialised"))).toBe(true);
    await using again = await open();
    expect(await kept(again)).toBe(1);
    expect([...messages("warn"), ...messages("error")]).toEqual([]);
  });

  it("is started again when it ends by itself, told once with its last words", async () => {
    await using homeops = await open();
    await remember(homeops);
    process.kill(postmaster(), "SIGKILL");
    await expect.poll(() => messages("info"), { timeout: 30_000 }).toContain("the database server runs again");
    await expect.poll(() => kept(homeops).catch(() => 0), { timeout: 10_000 }).toBe(1);
    expect(messages("error")).toEqual(["the database server ended by itself, and is started again"]);
    expect(said.find(({ level }) => level === "error")).toMatchObject({ signal: "SIGKILL" });
  });

  it("that a killed server left running is stopped first: never two on one folder", async () => {
    const homeops = await homeopsProcess(path.dirname(data), {
      HOMEOPS_POSTGRES: programs.folder,
      HOMEOPS_HA_URL: "http://127.0.0.1:9",
      HOMEOPS_HA_TOKEN: "none",
    });
    await homeops.kill();
    const left = postmaster();
    expect(processesIn(inData("postgres"))).toContain(left);
    await using again = await open();
    expect(processesIn(inData("postgres"))).not.toContain(left);
    expect(messages("warn")).toEqual(["a database server left running was stopped first"]);
    await remember(again);
  });

  it("leaves nothing running where the server ends in a hurry, and exits 0 in order otherwise", async () => {
    const homeops = await homeopsProcess(path.dirname(data), {
      HOMEOPS_POSTGRES: programs.folder,
      HOMEOPS_HA_URL: "http://127.0.0.1:9",
      HOMEOPS_HA_TOKEN: "none",
    });
    process.kill(homeops.pid, "SIGTERM");
    expect([0, 1]).toContain(await homeops.stop()); // asked twice: at once, where it was not over already
    await expect.poll(() => processesIn(inData("postgres")), { timeout: 5_000 }).toEqual([]);
    await homeops.start();
    expect(await homeops.stop()).toBe(0);
    expect(processesIn(inData("postgres"))).toEqual([]);
  });

  it("starts where a file of an earlier boot names a process that is somebody else's now", async () => {
    await (await open())[Symbol.asyncDispose]();
    const { uid, gid } = statSync(inData("postgres"));
    await using other = sleeper(uid);
    const stale = inData("postgres", "postmaster.pid");
    writeFileSync(stale, `${other.pid}\n${inData("postgres")}\n1\n5432\n${inData("run")}\n\n`);
    chownSync(stale, uid, gid);
    await using homeops = await open();
    await remember(homeops);
    expect(other.isAlive()).toBe(true);
  });

  it("starts where a power cut left the lock of a socket, empty or naming somebody else", async () => {
    await (await open())[Symbol.asyncDispose]();
    for (const text of ["", `${process.pid}\n`]) {
      writeFileSync(inData("run", ".s.PGSQL.5432.lock"), text);
      await using homeops = await open();
      expect(await kept(homeops)).toBe(0);
    }
    expect(messages("error")).toEqual([]);
  });

  it("starts after a restore that left all to root", async () => {
    {
      await using homeops = await open();
      await remember(homeops);
    }
    execFileSync("chown", ["-R", "root:root", data]);
    execFileSync("chmod", ["-R", "u=rwX,go=rX", inData("postgres")]);
    await using homeops = await open();
    expect(await kept(homeops)).toBe(1);
    expect(statSync(inData("postgres")).mode & 0o777).toBe(0o700);
  });

  it("is never made anew where there was one", async () => {
    await (await open())[Symbol.asyncDispose]();
    rmSync(inData("postgres"), { recursive: true });
    for (const again of [() => {}, () => mkdirSync(inData("postgres"))]) {
      again();
      await expect(open()).rejects.toMatchObject({
        code: "memory_missing",
        message: expect.stringContaining("restore a backup"),
      });
    }
    rmSync(inData("postgres.initialised"));
    await using anew = await open();
    expect(await kept(anew)).toBe(0);
  });

  it("is made again where making it was cut short, and what is strange is left alone", async () => {
    mkdirSync(inData("postgres.making", "base"), { recursive: true });
    writeFileSync(inData("postgres.making", "PG_VERSION"), "18\n");
    {
      await using homeops = await open();
      await remember(homeops);
    }
    expect(existsSync(inData("postgres.making"))).toBe(false);
    rmSync(inData("postgres", "global"), { recursive: true });
    rmSync(inData("postgres.initialised"));
    await expect(open()).rejects.toMatchObject({ code: "strange_data" });
    expect(existsSync(inData("postgres", "base"))).toBe(true);
  });

  it("is not begun beside an embedded memory, which is used on and said to be", async () => {
    {
      await using embedded = await open({ HOMEOPS_POSTGRES: "" });
      await remember(embedded);
    }
    await using homeops = await open();
    expect(homeops.world.db.engine).toBe("embedded");
    expect(await kept(homeops)).toBe(1);
    expect(messages("warn")).toEqual([expect.stringContaining("goes on with the embedded memory")]);
  });
});

describe("a full disk", () => {
  const small = (megabytes: number) => {
    mkdirSync(data, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0711`, "tmpfs", data]);
    return { [Symbol.dispose]: () => void execFileSync("umount", [data]) };
  };

  it("refuses to begin, in a sentence, and begins when there is room", async () => {
    using _disk = small(100);
    await expect(open()).rejects.toMatchObject({ code: "disk_full", message: expect.stringContaining("make room") });
    execFileSync("mount", ["-o", "remount,size=400m", data]);
    await using homeops = await open();
    await remember(homeops);
  });

  it("at a later start is waited for, and heals by itself", async () => {
    using _disk = small(400);
    {
      await using homeops = await open();
      await remember(homeops);
    }
    const [filler, spare] = [inData("filler"), inData("spare")];
    writeFileSync(spare, Buffer.alloc(4096));
    execFileSync("sh", ["-c", `cat /dev/zero > ${filler} 2>/dev/null || true`]);
    rmSync(spare); // the lock's own page, and not one more
    const starting = open();
    starting.catch((error) => said.push({ level: "error", msg: String(error.stack) })); // looked at below
    await expect
      .poll(() => messages("error"), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("ended by itself"));
    rmSync(filler);
    await using homeops = await starting;
    await expect.poll(() => kept(homeops).catch(() => "away"), { timeout: 60_000, interval: 200 }).toBe(1);
  });
});

function sleeper(uid: number) {
  const child = spawn("sleep", ["600"], { uid, cwd: "/", stdio: "ignore" });
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
