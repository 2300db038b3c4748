import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { runInside, SHARED } from "../provision/chroot.ts";
import { command } from "../provision/command.ts";
import { type AppContainer, startApp } from "../world/app-container.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../world/temporary.ts";

const BUILD_MS = 600_000; // the first time on a machine
const PROGRAMS = "/usr/lib/postgresql/17/bin";

let folder: TemporaryDirectory;
let app: AppContainer;

beforeAll(async () => {
  folder = await temporaryDirectory("app");
  app = await startApp({ folder: folder.path, env: { HOMEOPS_DEMO: "1" } });
}, BUILD_MS);
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

const account = (name: string) =>
  Number(
    new RegExp(`^${name}:x:(\\d+)`, "m").exec(readFileSync(path.join(app.image.rootfs, "etc/passwd"), "utf8"))?.[1],
  );

/** What every file of the memory says about its owner and who else may come in. */
function owners(folder = app.data): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => {
    const { uid, gid, mode } = lstatSync(path.join(folder, name));
    return `${uid}:${gid} ${(mode & 0o077).toString(8)}`;
  });
}

async function clusterState(): Promise<string | undefined> {
  const argv = [`${PROGRAMS}/pg_controldata`, `${SHARED}/postgres`];
  const said = await runInside({ tree: app.image.rootfs, share: app.data, argv });
  return /^Database cluster state:\s+(.*)$/m.exec(said)?.[1];
}

const sql = (asked: AppContainer, statement: string) => {
  const psql = [`${PROGRAMS}/psql`, "-h", "/data/run", "-U", "homeops", "-d", "homeops", "-Atc", statement];
  return asked.exec("setpriv", "--reuid=homeops", "--regid=homeops", "--init-groups", ...psql);
};
const remember = (name: string) => sql(app, `insert into people.home (name) values ('${name}')`);
const remembered = async (asked = app) =>
  (await sql(asked, "select name from people.home where name like 'kept %' order by 1")).trim().split("\n");

describe("the app", () => {
  it("is healthy by its own check, which fails where no server answers", async () => {
    const [, ...check] = app.image.Healthcheck.Test;
    await app.exec(...check);
    await expect(app.exec("env", "HOMEOPS_PORT=1", ...check)).rejects.toThrow("ended with 1");
  });

  it("runs as somebody without rights, and so does its database", async () => {
    const all = await app.exec("sh", "-c", "cat /proc/[0-9]*/status");
    const own = all.split(/^(?=Name:)/m).filter((text) => /^Name:\s+(node|MainThread|postgres)$/m.test(text));
    expect(own.length).toBeGreaterThan(3);
    const homeops = account("homeops");
    for (const text of own) {
      expect(text).toMatch(new RegExp(`^Uid:\\s+${homeops}\\s${homeops}\\s${homeops}`, "m"));
      expect(text).toMatch(/^CapPrm:\s+0+$/m);
      expect(text).toMatch(/^NoNewPrivs:\s+1$/m);
    }
  });

  it("serves the page that was built into it", async () => {
    const page = await (await fetch(app.url)).text();
    const script = /assets\/page-[A-Z0-9]+\.js/.exec(page)?.[0];
    for (const name of [script, "worker.js", "homeops.webmanifest", "icon-512.png"])
      expect((await fetch(`${app.url}/${name}`)).status, name).toBe(200);
  });

  it("ends in order when it is stopped, its database shut down, and goes on with its memory", async () => {
    await remember("kept 1");
    expect(await app.stop()).toBe(0);
    expect(await clusterState()).toBe("shut down");
    await app.start();
    expect(await remembered()).toEqual(["kept 1"]);
  });

  it("goes on with its memory after everything in it was killed", async () => {
    await remember("kept 2");
    await app.kill();
    expect(await clusterState()).toBe("in production");
    await app.start();
    expect(await remembered()).toEqual(["kept 1", "kept 2"]);
  });

  it("takes back what a restored backup left to root, for all to read", async () => {
    await app.stop();
    await command(["chown", "-R", "root:root", app.data]);
    await command(["chmod", "-R", "a+rX", app.data]);
    await app.start();
    expect(await remembered()).toEqual(["kept 1", "kept 2"]);
    const homeops = account("homeops");
    expect(new Set(owners())).toEqual(new Set([`${homeops}:${homeops} 0`]));
  });

  it("goes on with its memory on another machine, from a backup without its database's folder", async () => {
    await remember("kept 3");
    await app.exec("homeops-backup-pre");
    await using other = await temporaryDirectory("app");
    const restored = path.join(other.path, "data");
    await mkdir(restored);
    const copy = `tar c --exclude=./postgres --exclude='./run/.s*' . | tar x --no-same-owner -C "$0"`;
    await command(["sh", "-c", `cd "$1"; ${copy}`, restored, app.data]);
    await app.exec("homeops-backup-post");
    await using again = await startApp({ folder: other.path, env: { HOMEOPS_DEMO: "1" } });
    // It answers before its database is there; psql then ends with an error.
    const kept = () => remembered(again).catch(() => []);
    await expect.poll(kept, { timeout: 60_000 }).toEqual(["kept 1", "kept 2", "kept 3"]);
    const fingerprint = async (asked: AppContainer) =>
      (await asked.ask<SystemStatus>("system/status")).tls?.fingerprint;
    expect(await fingerprint(again)).toBe(await fingerprint(app)); // what was paired with it stays paired
    expect(await fingerprint(again)).toMatch(/^[0-9A-F]{2}:/);
  });

  it("says what to do with an embedded memory, for which it has no database", async () => {
    await using other = await temporaryDirectory("app");
    await mkdir(path.join(other.path, "data/pglite"), { recursive: true });
    await writeFile(path.join(other.path, "data/pglite/PG_VERSION"), "18\n");
    const started = startApp({ folder: other.path, env: { HOMEOPS_DEMO: "1" } });
    await expect(started).rejects.toThrow(/ended with 1:[\s\S]*This HomeOps has no embedded database.*npm run move/);
  });
});
