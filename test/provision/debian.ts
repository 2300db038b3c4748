import { access, copyFile, glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { RECIPE } from "./recipe.ts";
import { step } from "./step.ts";

/** How the machine reaches its network and whom it trusts there, which the tree must share. */
const BORROWED = ["etc/resolv.conf", "etc/pip.conf", "etc/ssl/certs/ca-certificates.crt"];

type Wanted = { tree: string; suite: string; include?: string[] };

let isAptFresh = false;

export async function aptInstall(...packages: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (!isAptFresh) await command(["apt-get", "update", "-qq"], { env });
  isAptFresh = true;
  await command(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export async function makeDebianTree(tree: string, suite: string = RECIPE.suite): Promise<void> {
  await debootstrap({ tree, suite, include: ["ca-certificates"] });
  for (const path of BORROWED) {
    if (await exists(join("/", path))) await copyFile(join("/", path), join(tree, path));
  }
}

/** The packages that every Debian has, and those asked for; nothing of this machine. */
export async function debootstrap({ tree, suite, include = [] }: Wanted): Promise<void> {
  if (!(await exists("/usr/sbin/debootstrap"))) {
    await step("installing debootstrap", () => aptInstall("debootstrap", "debian-archive-keyring", "gpgv"));
  }
  const mirror = await debianMirror();
  const included = include.length > 0 ? [`--include=${include.join(",")}`] : [];
  await step(`making a Debian ${suite} from ${mirror}`, () =>
    // In a mount namespace of its own, because debootstrap mounts a proc and may be interrupted.
    command([
      ...["unshare", "--mount", "--propagation", "private"],
      ...["debootstrap", "--variant=minbase", ...included, suite, tree, mirror],
    ]),
  );
}

async function debianMirror(): Promise<string> {
  const sources = await Array.fromAsync(glob("/etc/apt/{sources.list,sources.list.d/*.{list,sources}}"));
  const texts = await Promise.all(sources.map((path) => readFile(path, "utf8")));
  const mirror = mirrorIn(texts.join("\n"));
  if (mirror) return mirror;
  throw new Error("No Debian archive is named under /etc/apt. Name one there, for example in /etc/apt/sources.list.");
}

/** Reads both forms, `URIs: …` and `deb [options] … suite`; the security archive holds no whole suite. */
export function mirrorIn(sources: string): string | undefined {
  return sources
    .split("\n")
    .map((line) => line.match(/^(?:URIs:|deb(?:\s+\[[^\]]*\])?)\s+(\S+)/)?.[1])
    .find((uri) => uri && /\/debian\/?$/.test(uri));
}
