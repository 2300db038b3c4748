import { rmSync, statfsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Refusal } from "#server/refusal.ts";
import type { Progress } from "../snapshot/progress.ts";
import { type Binaries, binariesOf } from "./binaries.ts";
import { type Cluster, configure, initdb } from "./cluster.ts";
import type { Watching } from "./kept-running.ts";
import { clearLeftovers } from "./leftovers.ts";
import { isEmpty, majorIn, type Place, renameSynced } from "./place.ts";
import { type Postmaster, startPostmaster } from "./postmaster.ts";
import { DATABASE, prepare } from "./prepare.ts";
import { check, startProgram } from "./program.ts";
import { copyRoles } from "./roles.ts";
import { countsIn, databaseBytes, refuseDifferent, tableBytes } from "./row-counts.ts";
import type { Machine } from "./settings.ts";

const PORTS = { before: 5433, after: 5434 };
const READY_MS = 10 * 60_000; // an old one that was cut off has its journal to read
const MB = 2 ** 20;
const MOST_PERCENT = 95; // while it pours

/** How far it is. */
export type Telling = { told?: Progress | undefined };

export type Upgrading = Pick<Watching, "log" | "stop"> &
  Telling & {
    place: Place;
    all: readonly Binaries[];
    account: Cluster["account"];
    machine: Omit<Machine, "walCompression" | "major">;
  };

/** What a kill left of an upgrade: the swap is finished or undone, and what was half made goes. */
export function settleSwap({ data, making, next, old }: Place): void {
  rmSync(making, { recursive: true, force: true });
  const isWhole = majorIn(data) !== undefined;
  if (isWhole) rmSync(next, { recursive: true, force: true });
  const whole = [next, old].find(majorIn);
  if (isWhole || !whole || !isEmpty(data)) return;
  rmSync(data, { recursive: true, force: true });
  renameSynced(whole, data);
}

/**
 * Brings a data directory of an older major version to the newest one: both servers run, the old one's dump is poured into the new one,
 * every table's rows are counted on both sides, and only then the folders are swapped. Until then the old folder is untouched;
 * where anything fails, HomeOps goes on with the old version. Answers whether it was done.
 * @throws Refusal `database_newer`, `no_old_postgres`
 */
export async function upgraded(wanted: Upgrading): Promise<boolean> {
  const { place, all, log, stop, told } = wanted;
  const after = all[0];
  const major = majorIn(place.data);
  if (!after || !major || major === after.major) return false;
  const before = binariesOf(all, major);
  log.info("the database is brought to a newer version", { from: major, to: after.major });
  told?.({ percent: 0, remainingSeconds: null });
  try {
    await upgrade(wanted, { before, after });
    log.info("the database was brought to a newer version", { from: major, to: after.major });
    return true;
  } catch (error) {
    rmSync(place.making, { recursive: true, force: true });
    settleSwap(place);
    stop?.throwIfAborted();
    log.error(`the database stays with PostgreSQL ${major} for now; the upgrade is tried again at the next start`, {
      failure: error instanceof Error ? error.message : String(error),
    });
    return false;
  }
}

async function upgrade(wanted: Upgrading, { before, after }: { before: Binaries; after: Binaries }): Promise<void> {
  const { place, account, machine, log, stop, told } = wanted;
  const { socketFolder } = machine;
  const from: Cluster = { binaries: before, account, data: place.data };
  const to: Cluster = { binaries: after, account, data: place.making };
  {
    await using stack = new AsyncDisposableStack();
    const source = await opened(from, PORTS.before);
    await refuseWithoutRoom(place, source);
    await initdb(to);
    const target = await opened(to, PORTS.after);
    log.info("both versions run", { from: before.major, to: after.major });
    await pour({ source, target });
    log.info("all was copied");
    refuseDifferent(await countsIn(source), await countsIn(target));
    await target.admin(DATABASE, (client) => client.query("analyze"));
    log.info("all was counted");

    async function opened(cluster: Cluster, port: number): Promise<Postmaster> {
      await clearLeftovers(cluster.data);
      await configure(cluster, machine);
      const postmaster = startPostmaster({ ...cluster, socketFolder, port });
      stack.defer(() => postmaster.stop("patiently"));
      const patience = AbortSignal.timeout(READY_MS);
      if (await postmaster.ready(stop ? AbortSignal.any([stop, patience]) : patience)) return postmaster;
      throw new Error(`PostgreSQL ${cluster.binaries.major} does not start: ${postmaster.words.join(" | ")}`);
    }
  }
  renameSynced(place.making, place.next);
  log.info("the new folder is whole");
  rmSync(place.old, { recursive: true, force: true });
  renameSynced(place.data, place.old);
  log.info("the old folder was set aside");
  renameSynced(place.next, place.data);

  /**
   * Each version's own programs at its side. PostgreSQL advises the newer pg_dump, but the older one is of the same release as its
   * server: the pg_dump of 18.6 copies an inner mark of 17.12's columns (`pg_attver`) which no server takes, that of 17.12 leaves it out.
   */
  async function pour({ source, target }: { source: Postmaster; target: Postmaster }): Promise<void> {
    await source.admin("postgres", (old) => target.admin("postgres", (fresh) => copyRoles(old, fresh)));
    await prepare(target);
    await target.admin(DATABASE, (client) => client.query("drop extension vector")); // the dump brings it
    const at = (port: number) => ["-h", socketFolder, "-p", String(port), "-U", "postgres"];
    const dump = startProgram({
      ...from,
      name: "pg_dump",
      args: [...at(PORTS.before), "-Fc", "--compress=none", DATABASE],
    });
    const args = [...at(PORTS.after), "--exit-on-error", "-d", DATABASE];
    const restore = startProgram({ ...to, name: "pg_restore", args }, "pipe");
    const giveUp = () => {
      for (const { child } of [dump, restore]) child.kill();
    };
    stop?.addEventListener("abort", giveUp);
    restore.child.stdout?.resume();
    try {
      const { stdout } = dump.child;
      const { stdin } = restore.child;
      const counted = countedBytes(await tableBytes(source), told);
      const pouring = stdout && stdin ? pipeline(stdout, counted, stdin).catch(() => {}) : undefined; // said better by the two ends
      const [dumped, restored] = await Promise.all([dump.ended, restore.ended, pouring]);
      await check("pg_restore", restore, restored);
      await check("pg_dump", dump, dumped);
    } finally {
      stop?.removeEventListener("abort", giveUp);
    }
  }
}

/** Rows as text take about what they take in their tables. Indexes and counting come after it. */
function countedBytes(total: number, told: Progress = () => {}) {
  let bytes = 0;
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      told({ percent: Math.min(MOST_PERCENT, Math.floor((bytes / Math.max(1, total)) * 100)), remainingSeconds: null });
      yield chunk;
    }
  };
}

async function refuseWithoutRoom({ folder }: Place, source: Postmaster): Promise<void> {
  const { bavail, bsize } = statfsSync(folder);
  const needed = (await databaseBytes(source)) + 512 * MB; // and the journal of the pouring
  if (bavail * bsize >= needed) return;
  const free = Math.floor((bavail * bsize) / MB);
  throw new Refusal(
    "disk_full",
    `The upgrade needs ${Math.ceil(needed / MB)} MB beside the old data, and ${free} MB are free`,
  );
}
