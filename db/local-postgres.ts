import { existsSync, rmSync } from "node:fs";
import { Refusal } from "#server/refusal.ts";
import { diskKind } from "./disk-kind.ts";
import { accountForPostgres } from "./local/account.ts";
import { binariesOf, postgresBinaries } from "./local/binaries.ts";
import { type Cluster, configure, initdb } from "./local/cluster.ts";
import { type KeptRunning, keepRunning, type Watching } from "./local/kept-running.ts";
import { clearLeftovers } from "./local/leftovers.ts";
import { machineMemory } from "./local/machine-memory.ts";
import { letThrough, own } from "./local/owned.ts";
import { isEmpty, majorIn, mark, type Place, placeIn, renameSynced } from "./local/place.ts";
import { PORT } from "./local/postmaster.ts";
import { DATABASE, LOGIN, prepare } from "./local/prepare.ts";
import { clearSockets, socketFolder } from "./local/socket-folder.ts";
import { isFree, type SqlAccess, sqlSettings } from "./local/sql-access.ts";
import { settleSwap, type Telling, upgraded } from "./local/upgrade.ts";
import { backupFile } from "./snapshot/backup-file.ts";

export interface LocalPostgres extends AsyncDisposable {
  /** Over its socket, as a login that is no superuser. */
  readonly url: string;
  /** Resolves when it runs: at once, but where its folder is brought to a newer version first. */
  readonly running: Promise<void>;
  readonly pid: number;
  /** This start went well: what the last upgrade kept for its undoing may go, unless it was made just now. */
  settled(): void;
}

type Wanted = { postgresFolder: string; dataFolder: string; sql?: SqlAccess | undefined } & Watching & Telling;

/** Whether a memory of this kind lies there, or should. */
export function hasLocalPostgres(dataFolder: string): boolean {
  const { data, marker, next, old } = placeIn(dataFolder);
  return existsSync(marker) || [data, next, old].some((folder) => !isEmpty(folder));
}

/** Removes all of it, once it was never the memory; what still runs on it is ended first. */
export async function discardLocalPostgres(dataFolder: string): Promise<void> {
  const { data, making, next, old, marker } = placeIn(dataFolder);
  for (const folder of [data, making]) await clearLeftovers(folder);
  for (const made of [data, making, next, old, marker]) rmSync(made, { recursive: true, force: true });
}

/**
 * A PostgreSQL of HomeOps' own, made at the first start: nobody else can reach it, and it ends with us. It runs already, or will: see `running`.
 * @throws Refusal `no_postgres`, `no_account`, `no_way_through`, `no_socket_folder`, `disk_full`, `memory_missing`, `strange_data`,
 * `database_newer`, `no_old_postgres`
 */
export async function localPostgres({
  postgresFolder,
  dataFolder,
  sql: wanted,
  ...watching
}: Wanted): Promise<LocalPostgres> {
  const all = postgresBinaries(postgresFolder);
  const account = accountForPostgres();
  const place = placeIn(dataFolder);
  letThrough(dataFolder, account);
  const sockets = socketFolder(dataFolder, account);
  const left = (await clearLeftovers(place.data)) + (await clearLeftovers(place.making));
  clearSockets(sockets);
  if (left) watching.log.warn("a database server left running was stopped first", { processes: left });
  await ensureData(place, { binaries: all[0], account });
  own(place.data, account);
  const sql = wanted && (await isFree(wanted)) ? wanted : undefined;
  if (wanted && !sql)
    watching.log.warn("the port for SQL is taken by another program; choose another", { port: wanted.port });

  const machine = { memoryBytes: machineMemory(), disk: diskKind(dataFolder), socketFolder: sockets };
  const closing = new AbortController();
  const stop = watching.stop ? AbortSignal.any([watching.stop, closing.signal]) : closing.signal;
  let isUpgradedNow = false;
  let kept: KeptRunning | undefined;

  async function begin(): Promise<void> {
    isUpgradedNow = await upgraded({ place, all, account, machine, ...watching, stop });
    const cluster: Cluster = { binaries: binariesOf(all, majorIn(place.data) ?? 0), account, data: place.data };
    await configure(cluster, machine, sql);
    const open = sql && { port: sql.port, settings: sqlSettings(sql) };
    kept = await keepRunning({ ...cluster, socketFolder: sockets, ...open }, { ...watching, stop, prepare });
  }

  const isOld = binariesOf(all, majorIn(place.data) ?? 0) !== all[0];
  const running = begin();
  running.catch(() => {}); // told to whoever waits for it
  if (!isOld) await running;
  return {
    url: `postgres:///${DATABASE}?host=${encodeURIComponent(sockets)}&user=${LOGIN}&port=${sql?.port ?? PORT}`,
    running,
    get pid() {
      return kept?.postmaster.pid ?? 0;
    },
    settled() {
      if (!isUpgradedNow) rmSync(place.old, { recursive: true, force: true });
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await running.catch(() => {});
      await kept?.[Symbol.asyncDispose]();
    },
  };
}

/** A memory that was there is never begun anew: only an empty folder without a marker gets a new one, or one that a backup's dump will fill. */
async function ensureData(place: Place, making: Omit<Cluster, "data">): Promise<void> {
  settleSwap(place);
  if (majorIn(place.data)) return mark(place);
  if (!isEmpty(place.data)) {
    const message = `${place.data} holds something that is no whole database; restore a backup, or move that folder away`;
    throw new Refusal("strange_data", message);
  }
  if (existsSync(place.marker) && !existsSync(backupFile(place.folder))) {
    const message = `The memory of this home was in ${place.data}, and that is empty; restore a backup, or remove ${place.marker} to begin anew`;
    throw new Refusal("memory_missing", message);
  }
  await initdb({ ...making, data: place.making });
  rmSync(place.data, { recursive: true, force: true });
  renameSynced(place.making, place.data);
  mark(place);
}
