import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../provision/app-recipe.ts";
import { runInside } from "../provision/chroot.ts";
import { command } from "../provision/command.ts";
import { aptInstall, exists } from "../provision/debian.ts";
import { startApp } from "../world/app-container.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { readProfile } from "./profile.ts";
import { type Access, accessesIn, tracer } from "./trace.ts";

const FILE = path.join(ROOT, "apparmor.txt");
const profile = readProfile(readFileSync(FILE, "utf8"));

it("is a profile that AppArmor takes, for one app", async () => {
  if (!(await exists("/usr/sbin/apparmor_parser"))) await aptInstall("apparmor");
  await command(["apparmor_parser", "--skip-kernel-load", "--skip-cache", FILE]);
  // The Supervisor puts the app's full name in the place of this one.
  expect(readFileSync(FILE, "utf8").match(/^profile ([^ ]+).*$/gm)).toHaveLength(1);
});

it.each([
  ["/data/postgres/base/1", "rwk", ""],
  ["/usr/lib/postgresql/17/bin/postgres", "rx", ""],
  ["/usr/lib/postgresql/17/lib/vector.so", "w", "w"],
  ["/usr/bin/perl", "x", "x"],
  ["/proc/1/status", "r", ""],
  ["/proc/1/environ", "r", "r"],
  ["/proc/sysrq-trigger", "w", "w"],
  ["/share/home-assistant_v2.db", "rw", "w"],
  ["/config/secrets.yaml", "r", "r"],
  ["/dev/mem", "r", "r"],
])("of %s, asked for %s, denies %j", (file, asked, denied) => {
  expect(profile.missing(file, asked)).toBe(denied);
});

it("permits whatever the app opens from its first start to its end, its hooks and the check of its health too", async () => {
  if (!(await exists("/usr/bin/strace"))) await aptInstall("strace");
  await using folder = await temporaryDirectory("traced");
  const traces = (name: string) => path.join(folder.path, name);
  await using app = await startApp({ folder: folder.path, env: { HOMEOPS_DEMO: "1" }, under: tracer(traces("start")) });
  await app.ask("ask/question", { question: "when did the garage door last open?" });
  const [, health = ""] = app.image.Healthcheck.Test;
  const beside = [health, "/usr/bin/homeops-backup-pre", "/usr/bin/homeops-backup-post"];
  for (const [i, program] of beside.entries()) await app.execUnder(tracer(traces(String(i))), program);
  expect(await app.stop()).toBe(0);

  const accesses = (name: string, program: string) => accessesIn(readFileSync(traces(name), "utf8"), program);
  const [entrypoint = ""] = app.image.Entrypoint;
  const all = [...accesses("start", entrypoint), ...beside.flatMap((program, i) => accesses(String(i), program))];
  const seen = await resolved(all, app.image.rootfs);
  expect(seen.size).toBeGreaterThan(1_000);
  const denied = [...seen].filter(([file, asked]) => profile.missing(file, asked) !== "");
  expect(denied).toEqual([]);
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining(["/usr/lib/postgresql/17/bin/postgres", "/opt/homeops/addon/healthcheck"]),
  );
}, 600_000);

/** The kernel asks for where a path leads, not for how it is written. What is asked of each file, all together. */
async function resolved(accesses: Access[], tree: string): Promise<Map<string, string>> {
  const written = [...new Set(accesses.map((access) => access.path))];
  const links = written.filter((file) => !/^\/(data|proc|sys|dev)\b/.test(file));
  const led = (await runInside({ tree, argv: ["realpath", "-m", ...links] })).trimEnd().split("\n");
  const leads = new Map(links.map((file, i) => [file, led[i] ?? file]));
  const seen = new Map<string, string>();
  for (const { path: file, asked } of accesses) {
    const slash = file.endsWith("/") || file === "/data" ? "/" : "";
    const at = (leads.get(file) ?? file).replace(/^\/proc\/(self|thread-self)\b/, "/proc/1").replace(/\/*$/, slash);
    seen.set(at, [...new Set((seen.get(at) ?? "") + asked)].join(""));
  }
  return seen;
}
