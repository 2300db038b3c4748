import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import { writeWhole } from "#server/whole-file.ts";
import { hasMoved, refuseMoved } from "./moved.ts";
import { isBeingMade } from "./pglite-folder.ts";

const FIRST = "pglite";
const FOLDER = /^pglite(-[0-9a-f]{8})?$/;
/** Beside a folder that is not whole yet, or not wanted any more. */
const LEFTOVER = ".leftover";

const Chosen = z.object({ folder: z.string().regex(FOLDER) });

const chosenIn = (dataFolder: string) => path.join(dataFolder, "memory.json");

/**
 * The folder of the embedded memory.
 * @throws Refusal `memory_moved` where it lives in a PostgreSQL now: going on with what was left behind would split it;
 * `damaged_place` where nobody can tell which folder it is: an empty one must not take its place
 */
export function embeddedFolder(dataFolder: string): string {
  refuseMoved(dataFolder);
  return path.join(dataFolder, currentName(dataFolder));
}

/** Whether a memory lives in an embedded database here. */
export function hasEmbedded(dataFolder: string): boolean {
  if (hasMoved(dataFolder)) return false;
  const folder = path.join(dataFolder, currentName(dataFolder));
  return existsSync(folder) && !isBeingMade(folder);
}

function currentName(dataFolder: string): string {
  const file = chosenIn(dataFolder);
  if (existsSync(file)) return chosen(file).folder;
  const there = existsSync(dataFolder) ? readdirSync(dataFolder) : [];
  const whole = there.filter((name) => FOLDER.test(name) && !there.includes(name + LEFTOVER));
  if (whole.length === 0 || whole.includes(FIRST)) return FIRST;
  if (whole.length === 1 && whole[0]) return whole[0];
  throw damagedPlace(file);
}

/** Another folder beside it, to be filled and then chosen; swept away where that never happens. */
export function freshFolder(dataFolder: string): string {
  const folder = path.join(dataFolder, `${FIRST}-${crypto.randomUUID().slice(0, 8)}`);
  writeWhole(folder + LEFTOVER, "");
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** From here on that folder is the memory: one file is renamed, so that it is the old one or the new one at every moment. */
export function chooseFolder(dataFolder: string, folder: string): void {
  const before = currentName(dataFolder);
  writeWhole(chosenIn(dataFolder), `${JSON.stringify({ folder: path.basename(folder) })}\n`);
  writeWhole(path.join(dataFolder, before + LEFTOVER), "");
  rmSync(folder + LEFTOVER, { force: true });
}

/** Whoever calls it holds the data folder. */
export async function sweepLeftovers(dataFolder: string): Promise<void> {
  const marks = readdirSync(dataFolder).filter((name) => name.endsWith(LEFTOVER));
  for (const mark of marks) {
    const name = mark.slice(0, -LEFTOVER.length);
    if (FOLDER.test(name) && name !== currentName(dataFolder))
      await rm(path.join(dataFolder, name), { recursive: true, force: true });
    rmSync(path.join(dataFolder, mark));
  }
}

function chosen(file: string): z.infer<typeof Chosen> {
  try {
    return Chosen.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw damagedPlace(file, cause);
  }
}

const damagedPlace = (file: string, cause?: unknown): Refusal =>
  new Refusal(
    "damaged_place",
    `${file} must name the folder that holds the memory, as in {"folder": "pglite"}; write the name of the right one into it`,
    { cause },
  );
