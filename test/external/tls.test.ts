import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { worldTree } from "../provision/cache.ts";
import { runInside } from "../provision/chroot.ts";
import { type Certificates, makeCertificates } from "../world/certificates.ts";
import { type FreshDatabase, freshDatabase } from "../world/fresh-database.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const PASSWORD = "hush%40hush";
const stack = new AsyncDisposableStack();
let certificates: Certificates;
let database: FreshDatabase;
let login: string;
let folder: string;

/** Logins reach it over TLS only, its superuser as before. */
const WHO = "host all postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 trust\n";

beforeAll(async () => {
  folder = stack.use(await temporaryDirectory("tls")).path;
  certificates = await makeCertificates(folder);
  const disk = path.join(folder, "disk");
  mkdirSync(path.join(disk, "tls"), { recursive: true });
  writeFileSync(path.join(disk, "tls", "crt"), certificates.certificate);
  writeFileSync(path.join(disk, "tls", "key"), certificates.key, { mode: 0o600 });
  writeFileSync(path.join(disk, "tls", "hba"), WHO);
  await runInside({ tree: worldTree, share: disk, argv: ["chown", "-R", "postgres:postgres", "/srv/tls"] });
  const tls = { ssl: "on", ssl_cert_file: "/srv/tls/crt", ssl_key_file: "/srv/tls/key", hba_file: "/srv/tls/hba" };
  const server = stack.use(await startPostgres({ disk, settings: { fsync: "off", ...tls } }));
  database = stack.use(await freshDatabase(server.url));
  await openedBy(database.url, (admin) => admin.query("create extension vector"));
  login = await plainLogin(database.url);
});
afterAll(() => stack.disposeAsync());

function address(change: { host?: string; mode?: string; authority?: string }): string {
  const url = new URL(login);
  url.password = PASSWORD;
  url.hostname = change.host ?? "localhost";
  if (change.mode) url.searchParams.set("sslmode", change.mode);
  if (change.authority) url.searchParams.set("sslrootcert", change.authority);
  return url.href;
}
const open = (url: string) =>
  start(readOptions({ DATABASE_URL: url, HOMEOPS_DATA: path.join(folder, crypto.randomUUID()), HOMEOPS_PORT: "0" }), {
    capabilities: [],
    log: jsonLog("silent"),
  });

describe("a database over TLS", () => {
  it.each(["require", "verify-full"])("is used by sslmode=%s with the authority that signed it", async (mode) => {
    const warned: Error[] = [];
    const hear = (warning: Error) => void warned.push(warning);
    process.on("warning", hear);
    await using homeops = await open(address({ mode, authority: certificates.authorityFile }));
    expect(await homeops.world.db.owner.row(sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`)).toEqual({
      ssl: true,
    });
    process.off("warning", hear);
    expect(warned).toEqual([]);
  });

  const wrong = () => path.join(folder, "other");
  it.each([
    ["an authority that nobody here knows", { mode: "require" }, "database_untrusted", "sslrootcert="],
    ["another authority", { mode: "verify-full", authority: "other" }, "database_untrusted", "sslrootcert="],
    [
      "the name of another host",
      { mode: "verify-full", authority: "own", host: "127.0.0.1" },
      "database_untrusted",
      "another host",
    ],
    ["no file where the authority should be", { mode: "verify-full", authority: "none" }, "no_certificate", "none.crt"],
    ["no TLS where it is wanted", {}, "database_wants_tls", "sslmode=verify-full"],
  ] as const)("is refused in one sentence, without the password: %s", async (_, change, code, part) => {
    const authorities: Record<string, string> = {
      own: certificates.authorityFile,
      none: path.join(folder, "none.crt"),
    };
    if ("authority" in change && change.authority === "other") {
      mkdirSync(wrong(), { recursive: true });
      authorities.other = (await makeCertificates(wrong())).authorityFile;
    }
    const authority = "authority" in change ? authorities[change.authority] : undefined;
    const refused: Error = await open(address({ ...change, ...(authority ? { authority } : { authority: "" }) })).then(
      () => new Error("it was let in"),
      (error: Error) => error,
    );
    expect(refused).toMatchObject({ code, message: expect.stringContaining(part) });
    expect(refused.message).not.toMatch(/hush|\n/);
  });

  it("is refused where the server speaks none", async () => {
    await using plain = await startPostgres({ settings: { fsync: "off" } });
    const refused = open(`${plain.url}?sslmode=require`);
    await expect(refused).rejects.toMatchObject({ code: "database_without_tls" });
  });

  it("is refused by an address that is none, without repeating it", async () => {
    const refused: Error = (await open("postgres://homeops:hush@host:port/name").catch(
      (error: Error) => error,
    )) as Error;
    expect(refused).toMatchObject({ code: "bad_address" });
    expect(refused.message).not.toContain("hush");
  });
});
