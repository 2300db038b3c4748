import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { z } from "zod";
import type { Log } from "#server/log.ts";
import { writeWhole } from "#server/whole-file.ts";
import type { Database } from "../database.ts";
import { type Migration, migrate } from "../migrate.ts";
import { keepNewest, snapshotsIn } from "./kept-snapshots.ts";
import type { Progress } from "./progress.ts";
import { type Taken, takeSnapshot } from "./take-snapshot.ts";

/** What is told while the steps are taken, which tell nothing themselves. */
const ALL_BUT_STEPS = 99;

const Underway = z.object({ snapshot: z.string() });

export interface Upgrading {
  dataFolder: string;
  /** How many snapshots of upgrades stay; none are taken where it is 0. */
  snapshots: number;
  keyMark: string | null;
  log: Log;
  /** How far it is; never called where there is nothing to do, or nothing to keep. */
  told?: Progress;
}

/**
 * Brings the database to this program's schema; before the first step of one that holds a home, the memory is kept as it was.
 * @throws Refusal `no_space`, and those of migrate()
 */
export async function upgrade(db: Database, parts: Upgrading, steps?: Migration[]): Promise<number> {
  const note = path.join(snapshotsIn(parts.dataFolder), "underway.json");
  const applied = await migrate(db, steps, async (pending) => {
    if (!(await isInhabited(db))) return;
    if (parts.snapshots > 0) await keepOnce(db, { parts, pending, note });
    parts.told?.({ percent: ALL_BUT_STEPS, remainingSeconds: null });
  });
  await rm(note, { force: true });
  return applied;
}

type Keeping = { parts: Upgrading; pending: readonly Migration[]; note: string };

async function keepOnce(db: Database, { parts, pending, note }: Keeping): Promise<void> {
  const kept = snapshotOf(note);
  if (kept) return parts.log.info("upgrade taken up again; its snapshot stands", { snapshot: path.basename(kept) });
  const { file } = await keepBefore(db, parts, pending);
  writeWhole(note, `${JSON.stringify({ snapshot: path.basename(file) })}\n`);
}

/**
 * An upgrade that was killed, or that fails at each start, must not write its snapshot again and again: nobody has written to the
 * memory since, because nobody else is let in before the last step, and a program that has no step to take removes the note.
 */
function snapshotOf(note: string): string | undefined {
  if (!existsSync(note)) return undefined;
  const { success, data } = Underway.safeParse(JSON.parse(readFileSync(note, "utf8")));
  const file = success ? path.join(path.dirname(note), data.snapshot) : undefined;
  return file && existsSync(file) ? file : undefined;
}

async function keepBefore(
  db: Database,
  { dataFolder, snapshots, keyMark, log, told = () => {} }: Upgrading,
  pending: readonly Migration[],
): Promise<Taken> {
  const from = performance.now();
  const folder = snapshotsIn(dataFolder);
  log.info("snapshot before the upgrade begun; the past is served after it", { steps: pending.length });
  const goesOn: Progress = (progress) => {
    log.info("snapshot before the upgrade goes on", progress);
    told(progress);
  };
  const begun = () => told({ percent: 0, remainingSeconds: null });
  const taken = await takeSnapshot(db, { folder, reason: "upgrade", keyMark, begun, told: goesOn });
  const dropped = await keepNewest(folder, "upgrade", snapshots);
  const seconds = Math.round((performance.now() - from) / 1000);
  const { file, bytes, rows } = taken;
  log.info("snapshot before the upgrade taken", { file, bytes, rows, seconds, dropped });
  return taken;
}

async function isInhabited(db: Database): Promise<boolean> {
  const there = await db.owner.row<{ is_there: boolean }>(
    sql`select to_regclass('people.home') is not null as is_there`,
  );
  if (!there?.is_there) return false;
  return db.owner.transaction(async (tx) => {
    await tx.run(sql`set local role homeops_server`); // the server itself is not let in yet, and the owner sees no row of a guarded table
    return (await tx.row(sql`select from people.home limit 1`)) !== undefined;
  });
}
