import {
  chmodSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { worldTree } from "../provision/cache.ts";
import { command } from "../provision/command.ts";
import { oldPostgres } from "../provision/old-postgres.ts";
import { RECIPE } from "../provision/recipe.ts";
import { temporaryDirectory } from "./temporary.ts";

const TREES: Record<string, string> = { [RECIPE.postgres]: worldTree, [oldPostgres.major]: oldPostgres.tree };
export const NEW = RECIPE.postgres;
export const OLD = oldPostgres.major;

/**
 * PostgreSQL's programs as they lie on a Debian, for `HOMEOPS_POSTGRES`: real ones out of the provisioned trees, each started by its own
 * tree's loader, so that they run in this machine's file system, as any account.
 */
export async function postgresPrograms(...majors: string[]): Promise<AsyncDisposable & { folder: string }> {
  const programs = await temporaryDirectory("programs");
  await passable(programs.path);
  await ensureAccount();
  for (const major of majors.length > 0 ? majors : [NEW]) await lay(programs.path, major);
  return { folder: programs.path, [Symbol.asyncDispose]: () => programs[Symbol.asyncDispose]() };
}

async function lay(folder: string, major: string): Promise<void> {
  const tree = TREES[major] ?? "";
  const root = path.join(folder, `debian-${major}`);
  const home = path.join(root, "usr/lib/postgresql", major);
  for (const made of [home, "usr/share/postgresql", "libraries", "programs"])
    mkdirSync(path.resolve(root, made), { recursive: true });
  // Links, not copies: the same files under a path that every account may pass through.
  await linked(path.join(tree, "usr/lib/postgresql", major, "lib"), home);
  await linked(path.join(tree, "usr/share/postgresql", major), path.join(root, "usr/share/postgresql"));
  await linked(globSync(path.join(tree, "usr/lib/*-linux-gnu/*.so*")), path.join(root, "libraries"));
  await linked(globSync(path.join(tree, "usr/lib/postgresql", major, "bin/*")), path.join(root, "programs"));
  const [loader = ""] = readdirSync(path.join(root, "libraries")).filter((name) => /^ld-linux.*\.so/.test(name));
  mkdirSync(path.join(home, "bin"));
  for (const name of readdirSync(path.join(root, "programs"))) {
    const script = `#!/bin/sh\nexec ${root}/libraries/${loader} --argv0 "$0" --library-path ${root}/libraries ${root}/programs/${name} "$@"\n`;
    writeFileSync(path.join(home, "bin", name), script, { mode: 0o755 });
  }
  symlinkSync(home, path.join(folder, major));
}

async function linked(from: string | string[], to: string): Promise<void> {
  const paths = [from].flat();
  await command(["cp", "-rlL", ...paths, to]).catch(() => command(["cp", "-rfL", ...paths, to]));
}

/** Temporary folders are for root alone; PostgreSQL runs as somebody else. */
export async function passable(folder: string): Promise<void> {
  for (let at = folder; at !== "/"; at = path.dirname(at)) {
    const isOurs = path.basename(at).startsWith("homeops-");
    if (isOurs) chmodSync(at, lstatSync(at).mode | 0o011);
  }
}

async function ensureAccount(): Promise<void> {
  if (/^(homeops|postgres):/m.test(readFileSync("/etc/passwd", "utf8"))) return;
  if (existsSync("/usr/sbin/useradd"))
    await command(["useradd", "--system", "--user-group", "--no-create-home", "homeops"]);
}
