import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { debootstrap } from "./debian.ts";

const NPM = "npm@11"; // the one that Node 24 brings

/** What Debian's slim images leave out, and tell their dpkg to leave out. */
const SLIM = `path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/info/*
path-exclude /usr/share/lintian/overrides/*
path-exclude /usr/share/locale/*
path-include /usr/share/locale/locale.alias
path-exclude /usr/share/man/*
`;
const SLIMMED = `find usr/share/doc usr/share/locale -type f ! -name copyright ! -name locale.alias -delete
find usr/share/doc usr/share/locale -depth -type d -empty -delete
rm -rf usr/share/man/* usr/share/info/* usr/share/lintian/overrides/* var/lib/apt/lists/* var/cache/apt/*.bin var/cache/apt/archives/*.deb var/log/*.log`;

/** A stand-in of `debian:trixie-slim`: the same packages, without the registry that the official one comes from. */
export async function makeSlimDebian(tree: string, suite: string): Promise<void> {
  await debootstrap({ tree, suite });
  await writeFile(join(tree, "etc/dpkg/dpkg.cfg.d/docker"), SLIM);
  await command(["sh", "-ec", `cd "$0"; ${SLIMMED}`, tree]);
}

/** A stand-in of `node:24-trixie-slim`: that Debian, and this Node with npm. */
export async function addNode(tree: string): Promise<void> {
  const local = join(tree, "usr/local");
  await copyFile(process.execPath, join(local, "bin/node"));
  await command(["npm", "install", "--silent", "--global", "--prefix", local, NPM]);
}
